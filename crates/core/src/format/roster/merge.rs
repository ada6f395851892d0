//! What a row adds to a student that is known: an empty cell never blanks a known value.

use crate::model::{Guardian, Student, text};

/// One field before and after, as the preview shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

/// The student with all that the row says.
pub fn merged(known: &Student, row: &Student) -> Student {
    let mut student = known.clone();
    // The same full name may be split differently in the file, and a person has checked ours.
    if known.full_name() != row.full_name() {
        take(&mut student.given_name, &row.given_name);
        take(&mut student.family_name, &row.family_name);
    }
    student.grade = row.grade.or(known.grade);
    student.tier = row.tier.or(known.tier);
    take(&mut student.teacher, &row.teacher);
    take(&mut student.school_id, &row.school_id);
    take(&mut student.roster_id, &row.roster_id);
    take(&mut student.home_language, &row.home_language);
    for guardian in &row.guardians {
        match student
            .guardians
            .iter_mut()
            .find(|known| is_same(known, guardian))
        {
            Some(known) => merge_guardian(known, guardian),
            None => student.guardians.push(guardian.clone()),
        }
    }
    student
}

/// The fields in which two states of a student differ.
pub fn differences(before: &Student, after: &Student) -> Vec<FieldChange> {
    let shown = |student: &Student| {
        [
            ("Given name", student.given_name.clone()),
            ("Family name", student.family_name.clone()),
            (
                "Grade",
                student
                    .grade
                    .map(|grade| grade.to_string())
                    .unwrap_or_default(),
            ),
            (
                "Tier",
                student
                    .tier
                    .map(|tier| tier.to_string())
                    .unwrap_or_default(),
            ),
            ("Teacher", student.teacher.clone()),
            ("Student ID", student.school_id.clone()),
            ("Roster ID", student.roster_id.clone()),
            ("Home language", student.home_language.clone()),
            (
                "Guardians",
                student
                    .guardians
                    .iter()
                    .map(contact)
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
        ]
    };
    shown(before)
        .into_iter()
        .zip(shown(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| FieldChange {
            field,
            before,
            after,
        })
        .collect()
}

fn take(known: &mut String, given: &str) {
    if !given.is_empty() {
        given.clone_into(known);
    }
}

/// By name; a guardian without a name by phone or email.
fn is_same(known: &Guardian, row: &Guardian) -> bool {
    if !row.name.is_empty() {
        return text::folded(&known.name) == text::folded(&row.name);
    }
    let equal = |known: &str, row: &str| !row.is_empty() && known == row;
    equal(&known.phone, &row.phone) || equal(&known.email, &row.email)
}

fn merge_guardian(known: &mut Guardian, row: &Guardian) {
    take(&mut known.relation, &row.relation);
    take(&mut known.phone, &row.phone);
    take(&mut known.email, &row.email);
    take(&mut known.language, &row.language);
}

/// "Pat Smith (Parent, 555-0100)".
fn contact(guardian: &Guardian) -> String {
    let details: Vec<&str> = [
        &guardian.relation,
        &guardian.phone,
        &guardian.email,
        &guardian.language,
    ]
    .into_iter()
    .map(String::as_str)
    .filter(|detail| !detail.is_empty())
    .collect();
    match (guardian.name.as_str(), details.is_empty()) {
        (name, true) => name.to_owned(),
        ("", false) => details.join(", "),
        (name, false) => format!("{name} ({})", details.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guardian(name: &str, phone: &str) -> Guardian {
        Guardian {
            name: name.into(),
            phone: phone.into(),
            ..Guardian::default()
        }
    }

    #[test]
    fn an_empty_cell_blanks_nothing_and_a_guardian_is_not_added_twice() {
        let known = Student {
            given_name: "Blake".into(),
            family_name: "Jones".into(),
            teacher: "Lee".into(),
            tier: Some(2),
            guardians: vec![guardian("Pat Jones", "555-0100"), guardian("", "555-0101")],
            note: "Kept".into(),
            ..Student::default()
        };
        assert_eq!(merged(&known, &Student::default()), known);
        let row = Student {
            family_name: "Jones-Lee".into(),
            school_id: "S2".into(),
            guardians: vec![
                guardian("pat jones", "555-0199"),
                guardian("", "555-0101"),
                guardian("Sam", ""),
            ],
            ..Student::default()
        };
        let after = merged(&known, &row);
        let changes: Vec<_> = differences(&known, &after)
            .into_iter()
            .map(|change| format!("{}: {} -> {}", change.field, change.before, change.after))
            .collect();
        assert_eq!(
            changes,
            [
                "Family name: Jones -> Jones-Lee",
                "Student ID:  -> S2",
                "Guardians: Pat Jones (555-0100); 555-0101 -> Pat Jones (555-0199); 555-0101; Sam",
            ]
        );
        assert_eq!(merged(&after, &row), after, "a second time changes nothing");
        assert_eq!(after.note, "Kept");
    }

    #[test]
    fn a_name_that_is_only_split_differently_stays() {
        let known = Student {
            given_name: "Ana María".into(),
            family_name: "Cruz".into(),
            ..Student::default()
        };
        let row = Student {
            given_name: "Ana".into(),
            family_name: "María Cruz".into(),
            ..Student::default()
        };
        assert_eq!(merged(&known, &row), known);
    }
}
