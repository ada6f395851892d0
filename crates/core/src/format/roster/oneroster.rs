//! A OneRoster 1.1 bundle of comma-separated files; of 1.2 the roles in a file of their own.
//!
//! Files are known by their columns, not by their names, and columns by their headers: districts
//! order them differently and leave optional ones out. `enabledUser` says whether an account can
//! log in, not whether the person is on the roster, so it decides nothing here.

mod classes;
mod people;

use jiff::civil::Date;

use self::classes::Classes;
use self::people::People;
use super::source::{Read, RosterError};
use super::{Place, Rows, Skipped, rows};
use crate::format::table::{Table, TableRow};
use crate::model::{Student, text};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    users: Table,
    enrollments: Table,
    classes: Table,
    demographics: Table,
    roles: Table,
    notes: Vec<String>,
}

/// What a bundle holds, students aside from those that were skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub students: usize,
    pub teachers: usize,
    pub guardians: usize,
    /// Each active class and its active students, in the order of the file.
    pub classes: Vec<(String, usize)>,
}

const ENROLLMENTS: &str = "enrollments.csv";
const GONE: &str = "tobedeleted";

impl Bundle {
    /// The bundle that the files are; `None` when no file is one of OneRoster's.
    pub(super) fn of(files: &[Read]) -> Result<Option<Self>, RosterError> {
        let mut bundle = Self::default();
        for file in files {
            let table = &file.table;
            if let Some(place) = bundle.place_of(table) {
                if place.is_present() {
                    return Err(RosterError::Twice(file.name.clone()));
                }
                *place = table.clone();
                bundle
                    .notes
                    .extend(file.note.iter().chain(&table.notes).cloned());
            }
        }
        let found = [
            &bundle.users,
            &bundle.enrollments,
            &bundle.classes,
            &bundle.roles,
        ];
        match found.map(Table::is_present) {
            [true, ..] => Ok(Some(bundle)),
            [false, false, false, false] => Ok(None),
            [false, ..] => Err(RosterError::NoUsers),
        }
    }

    /// The active students with their homeroom teacher and guardians.
    pub fn rows(&self, today: Date) -> Rows {
        let people = People::of(&self.users, &self.roles, &self.demographics);
        let classes = Classes::of(&self.classes, &self.enrollments, &people, today);
        let mut rows = Rows {
            notes: self.notes.clone(),
            ..Rows::default()
        };
        for row in &self.users.rows {
            let id = self.users.get(row, "sourcedId");
            if !people.is_student(id) {
                continue;
            }
            match inactive(self.users.get(row, "status")) {
                Some(reason) => rows.skip(row.number, &self.name(row), &reason),
                None => {
                    let (student, notes) = self.student(row, &people, &classes);
                    rows.add(row.number, student, notes);
                }
            }
        }
        rows.skipped.extend(self.skipped_enrollments(&people));
        rows.facts = Some(Facts {
            students: rows.rows.len(),
            teachers: people.teachers(),
            guardians: people.guardians(),
            classes: classes.sizes(&people),
        });
        rows
    }

    fn place_of(&mut self, table: &Table) -> Option<&mut Table> {
        if table.has_columns(&["sourcedId", "givenName", "familyName"]) {
            let is_users = table.has_columns(&["role"]) || table.has_columns(&["enabledUser"]);
            is_users.then_some(&mut self.users)
        } else if table.has_columns(&["classSourcedId", "userSourcedId"]) {
            Some(&mut self.enrollments)
        } else if table.has_columns(&["userSourcedId", "roleType", "role"]) {
            Some(&mut self.roles)
        } else if table.has_columns(&["sourcedId", "title", "classType"]) {
            Some(&mut self.classes)
        } else if table.has_columns(&["sourcedId", "birthDate"]) {
            Some(&mut self.demographics)
        } else {
            None
        }
    }

    fn student(
        &self,
        row: &TableRow,
        people: &People<'_>,
        classes: &Classes<'_>,
    ) -> (Student, Vec<String>) {
        let users = &self.users;
        let id = users.get(row, "sourcedId");
        let mut notes = Vec::new();
        let grades: Vec<&str> = list(users.get(row, "grades")).collect();
        let known = grades
            .iter()
            .find(|grade| grade.parse::<crate::model::Grade>().is_ok());
        let student = Student {
            given_name: users.get(row, "givenName").to_owned(),
            family_name: users.get(row, "familyName").to_owned(),
            grade: rows::grade(known.or(grades.first()).unwrap_or(&""), &mut notes),
            teacher: classes.homeroom_teacher(id, people),
            school_id: users.get(row, "identifier").to_owned(),
            roster_id: id.to_owned(),
            home_language: people.home_language(id).to_owned(),
            guardians: people.guardians_of(id),
            ..Student::default()
        };
        (student, notes)
    }

    fn name(&self, row: &TableRow) -> String {
        full_name(&self.users, row)
    }

    /// Enrollments of students that are marked to be deleted.
    fn skipped_enrollments(&self, people: &People<'_>) -> Vec<Skipped> {
        let enrollments = &self.enrollments;
        let gone = |row: &&TableRow| {
            enrollments.get(row, "role").eq_ignore_ascii_case("student")
                && inactive(enrollments.get(row, "status")).is_some()
        };
        let skipped = |row: &TableRow| Skipped {
            place: Place {
                file: Some(ENROLLMENTS),
                row: row.number,
            },
            name: people.name(enrollments.get(row, "userSourcedId")),
            reason: inactive(enrollments.get(row, "status")).unwrap_or_default(),
        };
        enrollments.rows.iter().filter(gone).map(skipped).collect()
    }
}

impl Table {
    fn is_present(&self) -> bool {
        !self.headers.is_empty()
    }

    /// The cell under a header; empty where there is no such column.
    fn get<'a>(&self, row: &'a TableRow, header: &str) -> &'a str {
        row.cell(self.column(header))
    }

    /// The standard has no home language; districts add it in a column of their own.
    fn language_column(&self) -> Option<usize> {
        const HEADERS: [&str; 6] = [
            "homeLanguage",
            "primaryLanguage",
            "metadata.homeLanguage",
            "metadata.primaryLanguage",
            "ext_homeLanguage",
            "nativeLanguage",
        ];
        HEADERS.iter().find_map(|header| self.column(header))
    }
}

/// Why a row with this status is skipped; an empty status is active.
fn inactive(status: &str) -> Option<String> {
    let status = text::line(status);
    if status.is_empty() || status.eq_ignore_ascii_case("active") {
        return None;
    }
    Some(if status.eq_ignore_ascii_case(GONE) {
        format!("The school marked it to be deleted ({GONE}).")
    } else {
        format!("Its status is “{status}”, not active.")
    })
}

fn full_name(users: &Table, row: &TableRow) -> String {
    text::line(&format!(
        "{} {}",
        users.get(row, "givenName"),
        users.get(row, "familyName")
    ))
}

/// The parts of a cell that holds several values.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}
