//! What a stored document, an entry of its lists and a field are called, so that a person finds them.

use jiff::civil::Date;
use serde_json::Value;

use crate::caseload::Caseload;
use crate::format::document::{self, VALUE, kind_of};
use crate::model::{
    Calendar, Group, Id, Measure, Plan, Protocol, Record, ReferenceSet, Session, Settings, Student,
    Who,
};

/// "Bo Lind, Oral reading" for a plan, given its value.
pub(crate) fn name_of(key: &str, value: &Value, caseload: &Caseload) -> String {
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

/// "score of Oct 5, 2026", given the value of the document.
pub(crate) fn name_of_entry(list: &str, id: &str, value: &Value, caseload: &Caseload) -> String {
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

pub(crate) fn student(id: Option<Id<Student>>, caseload: &Caseload) -> Option<String> {
    Some(caseload.get(id?)?.name())
}

fn id_in<R>(value: &Value, field: &str) -> Option<Id<R>> {
    value.get(field)?.as_str()?.parse().ok()
}

/// "Days between scores" for `probe_every`.
pub(crate) fn label(field: &str) -> String {
    let words = match field {
        "" => "value",
        "probe_every" => "days between scores",
        "to" => "until",
        "who" => "for whom",
        "makes_up" => "makes up for",
        "slot" => "weekly meeting",
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

/// "Oct 5, 2026".
pub(crate) fn day_in_words(day: Date) -> String {
    day.strftime("%b %-d, %Y").to_string()
}
