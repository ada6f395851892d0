//! Whose score it is: by the school's id, else by name and grade. What is not sure is asked.

use std::collections::{BTreeMap, HashMap};

use super::holds::Holds;
use super::mapping::Mapping;
use crate::caseload::Caseload;
use crate::format::table::{TableRow, name};
use crate::model::{Grade, Id, Student, text};

/// A student as the file has them; rows that say the same are one.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// By which an answer is kept.
    pub key: String,
    pub name: String,
    pub ids: Vec<String>,
    pub grade: Option<Grade>,
    pub found: Found,
    /// What had to be asked, also when it is answered.
    pub doubt: Option<Doubt>,
    pub scores: usize,
}

/// Who it may be, and why that is not sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub candidates: Vec<Id<Student>>,
    pub why: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    One(Id<Student>),
    /// It is asked.
    Perhaps,
    Archived(Id<Student>),
    Nobody,
}

/// What the person said about those who are not sure: the student, or nobody.
pub type Answers = BTreeMap<String, Option<Id<Student>>>;

impl Person {
    /// "Wren Adams, grade 2, ID 7002".
    pub fn described(&self) -> String {
        let mut words = Vec::new();
        if !self.name.is_empty() {
            words.push(self.name.clone());
        }
        words.extend(self.grade.map(|grade| format!("grade {grade}")));
        words.extend(self.ids.iter().map(|id| format!("ID {id}")));
        words.join(", ")
    }
}

/// The students of the caseload by what a row can be matched with.
pub struct Known {
    by_id: HashMap<String, Vec<Id<Student>>>,
    by_name: HashMap<String, Vec<Id<Student>>>,
    /// First word of the given name and the family name: middle names come and go.
    by_short_name: HashMap<String, Vec<Id<Student>>>,
}

impl Known {
    pub fn of(caseload: &Caseload) -> Self {
        let mut known = Self {
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            by_short_name: HashMap::new(),
        };
        for (id, student) in caseload.students.iter() {
            for given in [&student.school_id, &student.roster_id] {
                add(&mut known.by_id, id_key(given), id);
            }
            add(&mut known.by_name, name::key(&student.full_name()), id);
            let short = short_name(&student.given_name, &student.family_name);
            add(&mut known.by_short_name, short, id);
        }
        known
    }

    /// Whom a row is about. `None` when it says nothing of a student.
    pub fn person(
        &self,
        row: &TableRow,
        mapping: &Mapping,
        caseload: &Caseload,
        answers: &Answers,
    ) -> Option<Person> {
        let row = Row::of(row, mapping);
        if row.ids.is_empty() && row.name().is_empty() {
            return None;
        }
        let key = row.key();
        let (found, doubt) = match self.find(&row, caseload) {
            Ok(found) => (found, None),
            Err(doubt) => match answers.get(&key) {
                Some(Some(id)) => (Found::One(*id), Some(doubt)),
                Some(None) => (Found::Nobody, Some(doubt)),
                None => (Found::Perhaps, Some(doubt)),
            },
        };
        Some(Person {
            key,
            name: text::line(&row.name()),
            grade: row.grade,
            found: unless_archived(found, caseload),
            doubt,
            ids: row.ids,
            scores: 0,
        })
    }

    /// Whom the row is about, or what has to be asked.
    fn find(&self, row: &Row, caseload: &Caseload) -> Result<Found, Doubt> {
        let mut by_id: Vec<Id<Student>> = Vec::new();
        for id in row.ids.iter().flat_map(|id| list(&self.by_id, &id_key(id))) {
            if !by_id.contains(id) {
                by_id.push(*id);
            }
        }
        match by_id.as_slice() {
            [] => self.find_by_name(row, caseload),
            [id] if row.could_be(caseload.students.get(*id)) => Ok(Found::One(*id)),
            [_] => doubt(by_id, "The ID is this student’s, but the name is another."),
            _ => doubt(by_id, "More than one student has one of these IDs."),
        }
    }

    fn find_by_name(&self, row: &Row, caseload: &Caseload) -> Result<Found, Doubt> {
        let same = list(&self.by_name, &name::key(&row.name()));
        let is_active =
            |id: &&Id<Student>| caseload.students.get(**id).is_some_and(Student::is_active);
        let active: Vec<Id<Student>> = same.iter().filter(is_active).copied().collect();
        let named = if active.is_empty() {
            same.to_vec()
        } else {
            active
        };
        match named.as_slice() {
            [id] => match caseload.students.get(*id) {
                Some(student) if row.grade_differs(student) => {
                    doubt(named, "The name is the same, but the grade is another.")
                }
                Some(student) if row.ids_differ(student) => {
                    doubt(named, "The name is the same, but the ID is another.")
                }
                _ => Ok(Found::One(*id)),
            },
            [] => match list(&self.by_short_name, &row.short_name()) {
                [] => Ok(Found::Nobody),
                alike => doubt(alike.to_vec(), "The name is almost the same."),
            },
            _ => doubt(named, "More than one student has this name."),
        }
    }
}

fn doubt(candidates: Vec<Id<Student>>, why: &'static str) -> Result<Found, Doubt> {
    Err(Doubt { candidates, why })
}

/// What a row says of its student.
struct Row {
    given_name: String,
    family_name: String,
    grade: Option<Grade>,
    ids: Vec<String>,
}

impl Row {
    fn of(row: &TableRow, mapping: &Mapping) -> Self {
        let cell = |holds| row.cell(mapping.of(holds).next());
        let (mut given_name, mut family_name) = name::split(&text::line(cell(Holds::FullName)));
        for (holds, name) in [
            (Holds::GivenName, &mut given_name),
            (Holds::FamilyName, &mut family_name),
        ] {
            if !cell(holds).is_empty() {
                *name = text::line(cell(holds));
            }
        }
        let mut ids: Vec<String> = Vec::new();
        for id in mapping
            .of(Holds::StudentId)
            .map(|at| text::line(row.cell(Some(at))))
        {
            if !id.is_empty() && !ids.contains(&id) {
                ids.push(id);
            }
        }
        Self {
            given_name,
            family_name,
            grade: cell(Holds::Grade).parse().ok(),
            ids,
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
            .trim()
            .to_owned()
    }

    fn short_name(&self) -> String {
        short_name(&self.given_name, &self.family_name)
    }

    fn key(&self) -> String {
        let grade = self.grade.map(|grade| grade.to_string());
        format!(
            "{}|{}|{}",
            self.ids.join("|"),
            name::key(&self.name()),
            grade.unwrap_or_default()
        )
    }

    /// Whether the student with the row's id may bear the row's name: they share a word.
    fn could_be(&self, student: Option<&Student>) -> bool {
        let row = name::key(&self.name());
        let student = student.map(|student| name::key(&student.full_name()));
        let Some(student) = student.filter(|student| !student.is_empty() && !row.is_empty()) else {
            return true;
        };
        let mut words = row.split(' ');
        words.any(|word| student.split(' ').any(|other| word == other))
    }

    fn grade_differs(&self, student: &Student) -> bool {
        matches!((self.grade, student.grade), (Some(a), Some(b)) if a != b)
    }

    fn ids_differ(&self, student: &Student) -> bool {
        !self.ids.is_empty() && !student.school_id.is_empty()
    }
}

fn unless_archived(found: Found, caseload: &Caseload) -> Found {
    match found {
        Found::One(id) => match caseload.students.get(id) {
            Some(student) if student.is_active() => Found::One(id),
            Some(_) => Found::Archived(id),
            None => Found::Nobody,
        },
        other => other,
    }
}

fn add(to: &mut HashMap<String, Vec<Id<Student>>>, key: String, id: Id<Student>) {
    let ids = to.entry(key).or_default();
    if !ids.contains(&id) {
        ids.push(id);
    }
}

fn list<'a>(of: &'a HashMap<String, Vec<Id<Student>>>, key: &str) -> &'a [Id<Student>] {
    if key.is_empty() {
        return &[];
    }
    of.get(key).map_or(&[], Vec::as_slice)
}

fn short_name(given: &str, family: &str) -> String {
    let (given, family) = (name::key(given), name::key(family));
    match given.split(' ').next() {
        Some(first) if !first.is_empty() && !family.is_empty() => format!("{first} {family}"),
        _ => String::new(),
    }
}

/// A spreadsheet drops the zeros before a number.
fn id_key(id: &str) -> String {
    let id = text::line(id).to_lowercase();
    match id.trim_start_matches('0') {
        "" => id,
        short => short.to_owned(),
    }
}
