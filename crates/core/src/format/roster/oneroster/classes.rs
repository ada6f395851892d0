//! Who is in which class, and who teaches the homeroom.

use crate::order::Order;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::people::People;
use super::{inactive, text};
use crate::format::table::{Table, TableRow};

pub(super) struct Classes<'a> {
    /// Active classes with their titles, in the order of the file.
    titles: Vec<(&'a str, &'a str)>,
    homerooms: HashSet<&'a str>,
    /// Of each class, the one marked primary first.
    teachers: HashMap<&'a str, Vec<&'a str>>,
    students: HashMap<&'a str, HashSet<&'a str>>,
    /// Of each student, with the day of entry as written; the latest first.
    classes_of: HashMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> Classes<'a> {
    pub(super) fn of(
        classes: &'a Table,
        enrollments: &'a Table,
        people: &People<'_>,
        today: Date,
    ) -> Self {
        let active = |row: &&TableRow| inactive(classes.get(row, "status")).is_none();
        let is_homeroom = |row: &&TableRow| {
            classes
                .get(row, "classType")
                .eq_ignore_ascii_case("homeroom")
        };
        let id = |row: &'a TableRow| classes.get(row, "sourcedId");
        let rows = classes.rows.iter().filter(active);
        let mut known = Self {
            titles: rows
                .clone()
                .map(|row| (id(row), classes.get(row, "title")))
                .collect(),
            homerooms: rows.filter(is_homeroom).map(id).collect(),
            teachers: HashMap::new(),
            students: HashMap::new(),
            classes_of: HashMap::new(),
        };
        for row in &enrollments.rows {
            let ended = enrollments
                .get(row, "endDate")
                .parse::<Date>()
                .is_ok_and(|end| end < today);
            let gone = inactive(enrollments.get(row, "status")).is_some();
            if !ended && !gone && people.is_active(enrollments.get(row, "userSourcedId")) {
                known.enroll(enrollments, row);
            }
        }
        for classes in known.classes_of.values_mut() {
            // Days are written year first, so their text has their order.
            classes.order_by_key(|(_, begin)| std::cmp::Reverse(*begin));
        }
        known
    }

    /// Empty when the student is in no homeroom, or it has no teacher.
    pub(super) fn homeroom_teacher(&self, student: &str, people: &People<'_>) -> String {
        let classes = self.classes_of.get(student).into_iter().flatten();
        classes
            .filter(|(class, _)| self.homerooms.contains(class))
            .find_map(|(class, _)| self.teachers.get(class)?.first())
            .map_or_else(String::new, |teacher| people.name(teacher))
    }

    pub(super) fn sizes(&self, people: &People<'_>) -> Vec<(String, usize)> {
        let size = |class: &str| {
            let students = self.students.get(class).into_iter().flatten();
            students.filter(|id| people.is_student(id)).count()
        };
        self.titles
            .iter()
            .map(|(id, title)| (text::line(title), size(id)))
            .collect()
    }

    fn enroll(&mut self, enrollments: &'a Table, row: &'a TableRow) {
        let class = enrollments.get(row, "classSourcedId");
        let user = enrollments.get(row, "userSourcedId");
        match enrollments.get(row, "role").to_lowercase().as_str() {
            "student" => {
                self.students.entry(class).or_default().insert(user);
                self.classes_of
                    .entry(user)
                    .or_default()
                    .push((class, enrollments.get(row, "beginDate")));
            }
            "teacher" => {
                let teachers = self.teachers.entry(class).or_default();
                let is_primary = enrollments.get(row, "primary").eq_ignore_ascii_case("true");
                teachers.insert(if is_primary { 0 } else { teachers.len() }, user);
            }
            _ => {}
        }
    }
}
