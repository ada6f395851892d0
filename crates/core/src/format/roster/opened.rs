//! What a list is held against while the person looks at its preview.

use crate::caseload::Caseload;
use crate::model::{Entries, Student};

/// The students of the caseload now, those who were there when the list was read as they were then:
/// a change that another window makes meanwhile is told when the list comes in, not overwritten.
/// Who came since is known, so that no row adds a student twice.
pub fn as_opened(now: &Caseload, opened: &Entries<Student>) -> Caseload {
    let mut students = now.students.clone();
    for (id, before) in opened.iter() {
        if let Some(student) = students.get_mut(id) {
            *student = Student {
                archived: student.archived,
                by_initials: student.by_initials,
                ..before.clone()
            };
        }
    }
    let mut known = Caseload::default();
    known.students = students;
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Stamp};

    #[test]
    fn who_was_there_is_as_before_and_who_came_is_known() {
        let with = |students: &[(u128, &str)]| {
            let mut caseload = Caseload::default();
            for (id, teacher) in students {
                let student = Student {
                    teacher: (*teacher).into(),
                    ..Student::default()
                };
                let id = Id::built_in(*id);
                caseload.students.set(id, Stamp::default(), student);
            }
            caseload
        };
        let opened = with(&[(1, "Koh"), (2, "Koh")]).students;
        let mut now = with(&[(1, "Moss"), (3, "Reed")]);
        now.name_by_initials(true);
        let known = as_opened(&now, &opened);
        let teachers: Vec<_> = known.students.iter().collect();
        let teachers: Vec<_> = teachers
            .iter()
            .map(|(id, student)| (*id, student.teacher.as_str(), student.by_initials))
            .collect();
        assert_eq!(
            teachers,
            [
                (Id::built_in(1), "Koh", true),
                (Id::built_in(3), "Reed", true)
            ]
        );
    }
}
