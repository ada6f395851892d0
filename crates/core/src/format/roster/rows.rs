//! Rows of a mapped table as students.

use super::columns::Columns;
use super::field::Field;
use super::{Place, Row, Rows, Skipped};
use crate::format::table::{Table, TableRow, name};
use crate::model::{Grade, Guardian, Student, text};

/// Every row of the table as far as it can be used.
pub fn rows(table: &Table, columns: &Columns) -> Rows {
    let mut rows = Rows {
        notes: table.notes.clone(),
        ..Rows::default()
    };
    for row in &table.rows {
        if row.cells == table.headers {
            rows.skip(row.number, "", "It repeats the column names.");
            continue;
        }
        let (student, notes) = student(row, columns);
        rows.add(row.number, student, notes);
    }
    rows
}

impl Rows {
    /// Takes in a row that can be a student, trimmed and checked; else skips it with the reason.
    pub(super) fn add(&mut self, number: usize, student: Student, notes: Vec<String>) {
        if student.name().is_empty() {
            self.skip(number, "", "There is no name in this row.");
            return;
        }
        let name = text::line(&student.name());
        match student.checked() {
            Ok(student) => self.rows.push(Row {
                number,
                student,
                notes,
            }),
            Err(rejected) => self.skip(number, &name, &rejected.to_string()),
        }
    }

    pub(super) fn skip(&mut self, number: usize, name: &str, reason: &str) {
        self.skipped.push(Skipped {
            place: Place::row(number),
            name: name.to_owned(),
            reason: reason.to_owned(),
        });
    }
}

/// The grade of a cell; a grade that is not known is noted, and the row goes on without it.
pub(super) fn grade(cell: &str, notes: &mut Vec<String>) -> Option<Grade> {
    if cell.is_empty() {
        return None;
    }
    let read = cell.parse::<Grade>();
    if let Err(unknown) = &read {
        notes.push(format!("{unknown}. The row is imported without a grade."));
    }
    read.ok()
}

fn student(row: &TableRow, columns: &Columns) -> (Student, Vec<String>) {
    let mut notes = Vec::new();
    let cell = |field| row.cell(columns.of(field).next());
    let (mut given_name, mut family_name) = name::split(cell(Field::FullName));
    for (field, name) in [
        (Field::GivenName, &mut given_name),
        (Field::FamilyName, &mut family_name),
    ] {
        if !cell(field).is_empty() {
            cell(field).clone_into(name);
        }
    }
    let student = Student {
        given_name,
        family_name,
        grade: grade(cell(Field::Grade), &mut notes),
        tier: tier(cell(Field::Tier), &mut notes),
        teacher: cell(Field::Teacher).to_owned(),
        school_id: cell(Field::SchoolId).to_owned(),
        roster_id: cell(Field::RosterId).to_owned(),
        home_language: cell(Field::HomeLanguage).to_owned(),
        guardians: guardians(row, columns),
        ..Student::default()
    };
    (student, notes)
}

/// "2", "Tier 2", "T2".
fn tier(cell: &str, notes: &mut Vec<String>) -> Option<u8> {
    let plain = cell.to_lowercase();
    let plain = plain
        .trim_start_matches("tier")
        .trim_start_matches('t')
        .trim();
    match plain {
        "" => None,
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        _ => {
            notes.push(format!(
                "“{}” is not a tier: use 1, 2 or 3. The row is imported without a tier.",
                text::line(cell)
            ));
            None
        }
    }
}

/// Where a guardian's field is kept.
type PlaceOf = fn(&mut Guardian) -> &mut String;

/// The second column of a field is the second guardian's.
fn guardians(row: &TableRow, columns: &Columns) -> Vec<Guardian> {
    let mut guardians: Vec<Guardian> = Vec::new();
    let places: [(Field, PlaceOf); 4] = [
        (Field::GuardianName, |guardian| &mut guardian.name),
        (Field::GuardianRelation, |guardian| &mut guardian.relation),
        (Field::GuardianPhone, |guardian| &mut guardian.phone),
        (Field::GuardianEmail, |guardian| &mut guardian.email),
    ];
    for (field, place) in places {
        for (nth, column) in columns.of(field).enumerate() {
            if guardians.len() <= nth {
                guardians.resize(nth + 1, Guardian::default());
            }
            row.cell(Some(column))
                .clone_into(place(&mut guardians[nth]));
        }
    }
    // A relation alone is no contact: some lists fill it in for every row.
    guardians.retain(|guardian| {
        [&guardian.name, &guardian.phone, &guardian.email]
            .iter()
            .any(|text| !text.trim().is_empty())
    });
    guardians
}
