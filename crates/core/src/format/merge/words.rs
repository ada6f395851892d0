//! A conflict in words that a person can weigh: what it is about, and the value on either side.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::conflict::{Conflict, Difference, Place, Side};
use crate::caseload::Caseload;
use crate::format::document::{self, VALUE, kind_of};
use crate::model::{
    Calendar, Group, Id, Measure, Plan, Protocol, Record, ReferenceSet, Session, Settings, Student,
    Who, text,
};

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

/// "present", or "absent: reason testing": a choice is written as a field of its own name.
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
        "" => words.to_owned(),
        _ if value.is_object() => format!("{}: {words}", label(field).to_lowercase()),
        _ => format!("{} {words}", label(field).to_lowercase()),
    }
}

fn number_in_words(field: &str, number: f64) -> String {
    match field {
        "minutes" | "planned_minutes" => format!("{number} minutes"),
        "start" if number >= 0.0 => text::time(number as u16),
        _ => number.to_string(),
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

fn name_of(key: &str, value: &Value, caseload: &Caseload) -> String {
    let typed = || value.get("name").and_then(Value::as_str).map(str::to_owned);
    let name = match kind_of(key) {
        Student::KIND => student(document::id_of(key).ok(), caseload),
        Plan::KIND => {
            let measure = id_in(value, "measure").and_then(|id| caseload.measure(id));
            let student = student(id_in(value, "student"), caseload);
            student.map(|student| match measure {
                Some(measure) => format!("{student}, {}", measure.short_name),
                None => student,
            })
        }
        Session::KIND => session(value, caseload),
        Calendar::KIND => Some("School calendar".into()),
        Settings::KIND => Some("Settings".into()),
        Group::KIND | Protocol::KIND | Measure::KIND | ReferenceSet::KIND => typed(),
        _ => None,
    };
    name.unwrap_or_else(|| format!("A {}", kind_of(key)))
}

fn session(value: &Value, caseload: &Caseload) -> Option<String> {
    let who = serde_json::from_value::<Who>(value.get("who")?.clone()).ok()?;
    let day = value.get("date")?.as_str()?.parse().ok()?;
    Some(format!("{}, {}", caseload.name_of(who), day_in_words(day)))
}

fn name_of_entry(list: &str, id: &str, value: &Value, caseload: &Caseload) -> String {
    let entry = value.get(list).and_then(|list| list.get(id)?.get(VALUE));
    let text = |field| entry.and_then(|entry| entry.get(field)?.as_str());
    let day = |field| text(field).and_then(|text| text.parse().ok());
    let on = |noun: &str, field| match day(field) {
        Some(day) => format!("{noun} of {}", day_in_words(day)),
        None => noun.to_owned(),
    };
    let named = |noun: &str, field| match text(field) {
        Some(name) => format!("{noun} “{name}”"),
        None => noun.to_owned(),
    };
    match list {
        "probes" => on("score", "date"),
        "phases" => on("phase", "start"),
        "decisions" => on("decision", "date"),
        "skills" => named("skill", "name"),
        "members" => match student(entry.and_then(|entry| id_in(entry, "student")), caseload) {
            Some(name) => format!("membership of {name}"),
            None => "membership".into(),
        },
        "schedule" => match text("weekday") {
            Some(weekday) => format!("weekly meeting, {}", weekday.replace('_', " ")),
            None => "weekly meeting".into(),
        },
        "attendance" => match student(id.parse().ok(), caseload) {
            Some(name) => format!("attendance of {name}"),
            None => "attendance".into(),
        },
        "checklists" => "checklist".into(),
        "school_years" => on("school year", "first"),
        "no_school" => on("day without school", "first"),
        "versions" => "version".into(),
        other => other.replace('_', " "),
    }
}

fn student(id: Option<Id<Student>>, caseload: &Caseload) -> Option<String> {
    Some(caseload.get(id?)?.name())
}

fn id_in<R>(value: &Value, field: &str) -> Option<Id<R>> {
    value.get(field)?.as_str()?.parse().ok()
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

fn label(field: &str) -> String {
    let words = match field {
        "" => "value",
        "probe_every" => "days between scores",
        "to" => "until",
        "who" => "for whom",
        "makes_up" => "makes up for",
        "closed" => "closed on",
        "archived" => "archived on",
        "number" => "version",
        other => other,
    };
    let words = words.replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// A day as it is stored; a number of a student may look like one without its dashes.
fn day(text: &str) -> Option<Date> {
    text.parse()
        .ok()
        .filter(|_| text.len() == 10 && text.contains('-'))
}

/// "Oct 5, 2026".
fn day_in_words(day: Date) -> String {
    day.strftime("%b %-d, %Y").to_string()
}
