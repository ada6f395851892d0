//! A conflict in words that a person can weigh: what it is about, and the value on either side.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::conflict::{Conflict, Difference, Place, Side};
use crate::caseload::Caseload;
use crate::format::document::{self, VALUE, kind_of};
use crate::format::naming::{day_in_words, label, name_of, name_of_entry, student};
use crate::model::{Group, Id, Record, ReferenceSet, Student, text};
use crate::named;

const NOTHING: &str = "nothing";
const REMOVED: &str = "removed";
/// Fields whose text a person typed; other texts are words of this program.
const TYPED: [&str; 22] = [
    "above",
    "aim",
    "below",
    "by",
    "label",
    "lesson",
    "material",
    "name",
    "next_lesson",
    "note",
    "refer_to",
    "roster_id",
    "school_id",
    "short_name",
    "summary",
    "teacher",
    "text",
    "unit",
    "what",
    "what_changed",
    "why",
    "given_name",
];
const NAMES: [&str; 3] = ["given_name", "family_name", "guardians"];

/// What a person reads of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InWords {
    /// "Bo Lind, Oral reading: score of Oct 5, 2026".
    pub about: String,
    pub rows: Vec<Row>,
    /// Whether what is here is the later one, which stays.
    pub ours_stays: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub field: String,
    pub ours: String,
    pub theirs: String,
}

/// The conflict of a document, given its text here; names come from the caseload.
pub fn in_words(conflict: &Conflict, our_text: &str, caseload: &Caseload) -> InWords {
    let body: Value = serde_json::from_str(our_text).unwrap_or_default();
    let value = body.get(VALUE).unwrap_or(&Value::Null);
    let of = name_of(&conflict.key, value, caseload);
    let about = match &conflict.place {
        Place::Own => of,
        Place::Entry { list, id } => {
            format!("{of}: {}", name_of_entry(list, id, value, caseload))
        }
    };
    InWords {
        about,
        rows: rows(conflict, caseload),
        ours_stays: conflict.ours_stays,
    }
}

fn rows(conflict: &Conflict, caseload: &Caseload) -> Vec<Row> {
    if let Some(side) = conflict.removed {
        return vec![removed(conflict, side, caseload)];
    }
    if is_choice(&conflict.place) {
        return vec![Row {
            field: "Attendance".into(),
            ours: all_of(conflict, caseload, |field| field.ours.as_ref()),
            theirs: all_of(conflict, caseload, |field| field.theirs.as_ref()),
        }];
    }
    let hidden = names_are_hidden(&conflict.key, caseload);
    conflict
        .fields
        .iter()
        .map(|field| row(field, hidden, caseload))
        .collect()
}

fn row(field: &Difference, hidden: bool, caseload: &Caseload) -> Row {
    let words = |value: Option<&Value>| {
        if hidden && NAMES.contains(&field.field.as_str()) {
            return "not shown while students are by initials".into();
        }
        said(&field.field, value.unwrap_or(&Value::Null), caseload).unwrap_or(NOTHING.into())
    };
    let (ours, mut theirs) = (words(field.ours.as_ref()), words(field.theirs.as_ref()));
    if ours == theirs && !hidden {
        // They differ in what has no words, such as the version of a protocol.
        theirs = "another one".into();
    }
    Row {
        field: label(&field.field),
        ours,
        theirs,
    }
}

fn removed(conflict: &Conflict, side: Side, caseload: &Caseload) -> Row {
    let other = |value: fn(&Difference) -> Option<&Value>| match conflict.place {
        Place::Own => "changed".to_owned(),
        Place::Entry { .. } => all_of(conflict, caseload, value),
    };
    let (ours, theirs) = match side {
        Side::Ours => (REMOVED.into(), other(|field| field.theirs.as_ref())),
        Side::Theirs => (other(|field| field.ours.as_ref()), REMOVED.into()),
    };
    Row {
        field: "All of it".into(),
        ours,
        theirs,
    }
}

/// "present", or "absent: testing": a choice is written as a field of its own name.
fn is_choice(place: &Place) -> bool {
    matches!(place, Place::Entry { list, .. } if list == "attendance")
}

fn all_of(
    conflict: &Conflict,
    caseload: &Caseload,
    value: fn(&Difference) -> Option<&Value>,
) -> String {
    let parts: Vec<String> = conflict
        .fields
        .iter()
        .filter_map(|field| {
            let value = value(field)?;
            let words = said(&field.field, value, caseload)?;
            Some(with_label(&field.field, value, &words))
        })
        .collect();
    match parts.is_empty() {
        true => NOTHING.into(),
        false => parts.join(", "),
    }
}

/// A value in words; `None` where it says nothing, or nothing that a person could read.
fn said(field: &str, value: &Value, caseload: &Caseload) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(is) => Some(if *is { "yes" } else { "no" }.into()),
        Value::Number(number) => Some(number_in_words(field, number.as_f64()?)),
        Value::String(text) => text_in_words(field, text, caseload),
        Value::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .filter_map(|item| said(field, item, caseload))
                .collect();
            (!items.is_empty()).then(|| items.join("; "))
        }
        Value::Object(marks) if field == "marks" => Some(marks_in_words(marks)),
        Value::Object(fields) => {
            let parts: Vec<String> = fields
                .iter()
                .filter_map(|(name, value)| {
                    Some(with_label(name, value, &said(name, value, caseload)?))
                })
                .collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
    }
}

fn with_label(field: &str, value: &Value, words: &str) -> String {
    match field {
        "" | "reason" => words.to_owned(),
        _ if value.is_object() => format!("{}: {words}", label(field).to_lowercase()),
        _ => format!("{} {words}", label(field).to_lowercase()),
    }
}

fn number_in_words(field: &str, number: f64) -> String {
    match field {
        "minutes" | "planned_minutes" => format!("{number} minutes"),
        "start" if number >= 0.0 => text::time(number as u16),
        _ => crate::number::number(number),
    }
}

fn text_in_words(field: &str, text: &str, caseload: &Caseload) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if let Some(day) = day(text) {
        return Some(day_in_words(day));
    }
    if let Some(name) = name_of_id(field, text, caseload) {
        return Some(name);
    }
    if text.parse::<Id<Student>>().is_ok() {
        return None;
    }
    let typed = TYPED.contains(&field) || text.contains(|letter: char| letter.is_uppercase());
    Some(match typed {
        true => format!("“{text}”"),
        false => text.replace('_', " "),
    })
}

/// How often each mark was given: "7 done, 1 missed".
fn marks_in_words(marks: &Map<String, Value>) -> String {
    const WORDS: [(&str, &str); 4] = [
        ("done", "done"),
        ("adapted", "adapted"),
        ("missed", "missed"),
        ("not_applicable", "did not apply"),
    ];
    let parts: Vec<String> = WORDS
        .into_iter()
        .filter_map(|(mark, word)| {
            let given = marks
                .values()
                .filter(|value| value.as_str() == Some(mark) || value.get(mark).is_some());
            match given.count() {
                0 => None,
                count => Some(format!("{count} {word}")),
            }
        })
        .collect();
    parts.join(", ")
}

/// The name of a record that a field refers to.
fn name_of_id(field: &str, text: &str, caseload: &Caseload) -> Option<String> {
    match field {
        "student" => student(text.parse().ok(), caseload),
        "group" => {
            let group: &Group = caseload.get(text.parse().ok()?)?;
            Some(group.name.clone())
        }
        "protocol" => Some(caseload.protocol(text.parse().ok()?)?.name.clone()),
        "slot" => named::meeting(caseload, text.parse().ok()?),
        "makes_up" | "session" => named::session(caseload, text.parse().ok()?),
        "skill" => named::skill(caseload, text.parse().ok()?),
        "measure" => Some(caseload.measure(text.parse().ok()?)?.short_name.clone()),
        "set" => {
            let set: &ReferenceSet = caseload.get(text.parse().ok()?)?;
            Some(set.name.clone())
        }
        _ => None,
    }
}

fn names_are_hidden(key: &str, caseload: &Caseload) -> bool {
    kind_of(key) == Student::KIND
        && document::id_of::<Student>(key)
            .ok()
            .and_then(|id| caseload.get(id))
            .is_some_and(|student| student.by_initials)
}

/// A day as it is stored; a number of a student may look like one without its dashes.
fn day(text: &str) -> Option<Date> {
    text.parse()
        .ok()
        .filter(|_| text.len() == 10 && text.contains('-'))
}
