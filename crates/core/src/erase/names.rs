//! The names by which students may be spoken of where their ids are not: in notes, in the names of
//! groups, in a file that is being read in.

use crate::format::document::{self, Decoded};
use crate::model::{Id, Record, Student, text};

/// Given and family name of each, as texts are compared; what is empty is nobody's name.
#[derive(Debug, Default)]
pub struct Names(Vec<Vec<String>>);

impl Names {
    /// Of students who may have been removed before.
    pub fn of(documents: &[(&str, &str)], is_one: impl Fn(Id<Student>) -> bool) -> Self {
        let students = documents.iter().filter_map(|(key, body)| {
            (document::kind_of(key) == Student::KIND).then_some(())?;
            is_one(document::id_of(key).ok()?).then_some(())?;
            let kept = document::kept(body);
            match document::decode(key, kept.as_deref().unwrap_or(body)).ok()? {
                Decoded::Student(_, entry) => entry.value,
                _ => None,
            }
        });
        let parts = students.map(|student| {
            [&student.given_name, &student.family_name]
                .map(|name| text::folded(name))
                .into_iter()
                .filter(|name| !name.is_empty())
                .collect()
        });
        Self(
            parts
                .filter(|parts: &Vec<String>| !parts.is_empty())
                .collect(),
        )
    }

    /// Whether a name stands there, given or family name alone: it may be somebody else's.
    pub fn may_be_in(&self, text: &str) -> bool {
        let text = comparable(text);
        let mut names = self.0.iter().flatten();
        names.any(|name| has_word(&text, name))
    }

    /// Whether somebody's whole name stands there, in any order.
    pub fn are_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let text = comparable(text);
        let mut whole = self.0.iter();
        whole.any(|parts| parts.iter().all(|name| has_word(&text, name)))
    }
}

/// Lower case; a line end that JSON has written as two letters is a space.
fn comparable(text: &str) -> String {
    let plain = text.to_lowercase().replace(['’', '‘', '`'], "'");
    ["\\n", "\\r", "\\t"]
        .into_iter()
        .fold(plain, |text, escape| text.replace(escape, " "))
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}

#[cfg(test)]
impl Names {
    pub fn of_one(parts: &[&str]) -> Self {
        Self(vec![parts.iter().map(|name| text::folded(name)).collect()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[&str]) -> Names {
        Names::of_one(parts)
    }

    #[test]
    fn a_name_is_a_word_of_its_own() {
        let names = of(&["Will", "O'Neil"]);
        for (text, may_be, are) in [
            ("", false, false),
            ("Will read aloud", true, false),
            ("Willing to read", false, false),
            ("Goodwill", false, false),
            ("o’neil came late", true, false),
            ("O’Neil, Will", true, true),
            (r#"{"text":"name\nWill\tO'Neil"}"#, true, true),
        ] {
            assert_eq!(names.may_be_in(text), may_be, "{text}");
            assert_eq!(names.are_in(text), are, "{text}");
        }
    }

    #[test]
    fn who_has_one_name_is_named_by_it_and_nobody_by_none() {
        assert!(of(&["李"]).are_in("Row 1: 李, grade 2"));
        assert!(!of(&["李"]).are_in("Row 1: 李娜"));
        assert!(!Names::default().are_in("anything"));
        assert!(!Names::default().may_be_in("anything"));
    }
}
