//! Texts that stay and in which a student’s name stands, or a word that is the same: only a person
//! can judge them.
//!
//! Every text of every document counts, except fields known to hold no person's words. A field that
//! is added later is looked at without anybody thinking of it.

use serde_json::Value;

use super::Names;
use crate::caseload::Caseload;
use crate::format::document::{self, ASIDE, DRAFT, VALUE};
use crate::format::naming::{label, name_of, name_of_entry};
use crate::model::{Id, Record, Session, Student};

/// What this program chose or wrote: a list of choices, a day, a stamp, the words of a verdict.
const NOT_TYPED: [&str; 14] = [
    "attendance",
    "choice",
    "dimensions",
    "direction",
    "kind",
    "marks",
    "owes_minutes",
    "rater",
    "reason",
    "scoring",
    "stamp",
    "subject",
    "verdict",
    "weekday",
];
/// So many characters of a text are shown.
const LONGEST: usize = 240;
/// What a student is called is nobody else’s name.
const OWN_NAMES: [&str; 2] = ["given_name", "family_name"];
/// Levels of a document that a person does not think of.
const UNSAID: [&str; 4] = [VALUE, "adapted", "marks", "rater"];

/// Where a name may stand, and the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub key: String,
    /// The fields that lead to it within the document.
    path: Vec<String>,
    pub text: String,
}

impl Mention {
    /// Whether it can go with the student: the note of a session, and what lies beside the records.
    /// All else is for the person to change where it stands.
    pub fn can_go(&self) -> bool {
        match document::kind_of(&self.key) {
            DRAFT | ASIDE => true,
            Session::KIND => self.path == ["note"],
            _ => false,
        }
    }

    /// "Bo Lind, Oral reading: score of Oct 5, 2026, note", given the text of the document.
    pub fn place(&self, body: &str, caseload: &Caseload) -> String {
        match document::kind_of(&self.key) {
            DRAFT => return "A form that was begun and not saved".into(),
            ASIDE => return "A damaged record that was set aside".into(),
            _ => {}
        }
        let document: Value = serde_json::from_str(body).unwrap_or_default();
        let value = document.get(VALUE).unwrap_or(&Value::Null);
        let mut parts = Vec::new();
        let mut fields = self.path.as_slice();
        if let [list, id, _, rest @ ..] = fields
            && is_id(id)
        {
            parts.push(name_of_entry(list, id, value, caseload));
            fields = rest;
        }
        let said = |field: &&String| !is_place(field) && !UNSAID.contains(&field.as_str());
        parts.extend(
            fields
                .iter()
                .filter(said)
                .map(|field| match field.as_str() {
                    "guardians" => "guardian".into(),
                    "steps" => "step".into(),
                    field => label(field).to_lowercase(),
                }),
        );
        let of = name_of(&self.key, value, caseload);
        format!("{of}: {}", parts.join(", "))
    }

    /// The same for a receipt, which names nobody: students by initials, and what is called by the
    /// name that was erased only by its kind.
    pub(super) fn place_without_names(
        &self,
        body: &str,
        caseload: &Caseload,
        names: &Names,
    ) -> String {
        let place = self.place(body, caseload);
        match document::kind_of(&self.key) {
            _ if !names.may_be_in(&place) => place,
            kind => format!("A {kind} that is called by the name"),
        }
    }
}

/// Every text of a document that stays in which a name may stand.
pub(super) fn of_document(key: &str, body: &str, names: &Names) -> Vec<Mention> {
    match document::kind_of(key) {
        DRAFT | ASIDE => beside(key, body, names).into_iter().collect(),
        kind if document::KINDS.contains(&kind) && !document::is_deleted(body) => {
            let document: Value = serde_json::from_str(body).unwrap_or_default();
            let mut found = Vec::new();
            if let Some(value) = document.get(VALUE) {
                walk(value, &mut Vec::new(), &mut |path, text| {
                    if names.may_be_in(text) {
                        found.push(Mention {
                            key: key.to_owned(),
                            path: path.to_vec(),
                            text: excerpt(text, names),
                        });
                    }
                });
            }
            found
        }
        _ => Vec::new(),
    }
}

/// Whether a name may stand in what a step of the history would bring back.
pub(super) fn are_in_patch(patch: &Value, names: &Names) -> bool {
    let steps = patch.as_array().map(Vec::as_slice).unwrap_or_default();
    steps.iter().any(|step| {
        let path = step.get("path").and_then(Value::as_str).unwrap_or_default();
        let mut path: Vec<String> = path.split('/').skip(1).map(str::to_owned).collect();
        let mut found = false;
        if is_typed(&path) {
            let value = step.get("value").unwrap_or(&Value::Null);
            walk(value, &mut path, &mut |_, text| {
                found |= names.may_be_in(text);
            });
        }
        found
    })
}

/// What is no record can hold anything in any form; it stays or goes as a whole.
fn beside(key: &str, body: &str, names: &Names) -> Option<Mention> {
    let mut text = None;
    match serde_json::from_str::<Value>(body) {
        Ok(document) => walk(&document, &mut Vec::new(), &mut |_, typed| {
            if text.is_none() && names.may_be_in(typed) {
                text = Some(excerpt(typed, names));
            }
        }),
        Err(_) if names.may_be_in(body) => text = Some(excerpt(body, names)),
        Err(_) => {}
    }
    Some(Mention {
        key: key.to_owned(),
        path: Vec::new(),
        text: text?,
    })
}

/// A long text is shown by the line in which the name stands.
fn excerpt(text: &str, names: &Names) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut lines = text.lines();
    let line = lines.find(|line| names.may_be_in(line)).unwrap_or(text);
    let shown: String = line.chars().take(LONGEST).collect();
    format!("… {} …", shown.trim())
}

fn walk(value: &Value, path: &mut Vec<String>, found: &mut impl FnMut(&[String], &str)) {
    match value {
        Value::String(text) => {
            if is_typed(path) && text.parse::<Id<Student>>().is_err() {
                found(path, text);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                walk(item, path, found);
                path.pop();
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                path.push(name.clone());
                walk(field, path, found);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_typed(path: &[String]) -> bool {
    // The words of a verdict lie below it; all others stand right in their field.
    let below_verdict = path.iter().any(|field| field == "verdict");
    let field = path
        .iter()
        .rev()
        .find(|field| !is_place(field) && *field != VALUE)
        .map_or("", String::as_str);
    !below_verdict && !NOT_TYPED.contains(&field) && !OWN_NAMES.contains(&field)
}

/// A place in a list.
fn is_place(field: &str) -> bool {
    is_id(field) || field.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_id(field: &str) -> bool {
    field.parse::<Id<Student>>().is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Group, Plan, Protocol, ReferenceSet};

    const STAMP: &str = "019a2b3c4d010000000000a1";

    fn id(number: u8) -> String {
        format!("019a2b3c-4d01-7001-8001-0000000000{number:02x}")
    }

    fn entry(value: Value) -> Value {
        json!({ id(9): { "stamp": STAMP, "value": value } })
    }

    /// One record of each kind, with the name wherever a person can type one, and where each stands.
    fn records() -> Vec<(String, Value, Vec<&'static str>)> {
        let name = "about Xan";
        let phase = json!({ "start": "2026-10-12", "label": name, "what_changed": name });
        let decision = json!({
            "date": "2026-10-12", "choice": "refer", "by": name, "why": name, "refer_to": name,
            "phase": phase, "verdict": { "sentence": "Xan may reach the goal" },
            "earlier": [{ "until": "2026-10-13", "by": name, "why": name }],
        });
        vec![
            (
                format!("{}/{}", Student::KIND, id(1)),
                json!({
                    "given_name": "Xan", "family_name": "Lind", "teacher": name,
                    "school_id": name, "roster_id": name, "home_language": name, "note": name,
                    "guardians": [{ "name": name, "relation": name, "phone": name, "email": "xan@example.org", "language": name }],
                }),
                vec![
                    "Xan Lind: guardian, email",
                    "Xan Lind: guardian, language",
                    "Xan Lind: guardian, name",
                    "Xan Lind: guardian, phone",
                    "Xan Lind: guardian, relation",
                    "Xan Lind: home language",
                    "Xan Lind: note",
                    "Xan Lind: roster id",
                    "Xan Lind: school id",
                    "Xan Lind: teacher",
                ],
            ),
            (
                format!("{}/{}", Group::KIND, id(2)),
                json!({ "name": name, "next_lesson": name, "protocol": null, "members": {}, "schedule": {} }),
                vec!["about Xan: name", "about Xan: next lesson"],
            ),
            (
                format!("{}/2026-09-01/{}", Plan::KIND, id(3)),
                json!({
                    "student": id(1), "measure": id(8), "start": "2026-09-01", "material": name,
                    "baseline": "median_of_first_three", "goal": null, "probe_every": 7,
                    "probes": entry(json!({ "date": "2026-10-05", "score": 3.0, "note": name })),
                    "phases": entry(phase.clone()),
                    "skills": entry(json!({ "name": name, "order": 0 })),
                    "decisions": entry(decision),
                    "mastery": { "rule": { "needed": 3, "of": 3, "percent": 80 }, "source": name },
                }),
                vec![
                    "Xan Lind: decision of Oct 12, 2026, by",
                    "Xan Lind: decision of Oct 12, 2026, earlier, by",
                    "Xan Lind: decision of Oct 12, 2026, earlier, why",
                    "Xan Lind: decision of Oct 12, 2026, phase, label",
                    "Xan Lind: decision of Oct 12, 2026, phase, what changed",
                    "Xan Lind: decision of Oct 12, 2026, refer to",
                    "Xan Lind: decision of Oct 12, 2026, why",
                    "Xan Lind: mastery, source",
                    "Xan Lind: material",
                    "Xan Lind: phase of Oct 12, 2026, label",
                    "Xan Lind: phase of Oct 12, 2026, what changed",
                    "Xan Lind: score of Oct 5, 2026, note",
                    "Xan Lind: skill “about Xan”, name",
                ],
            ),
            (
                format!("{}/2026-10-05/{}", Session::KIND, id(4)),
                json!({
                    "date": "2026-10-05", "who": { "group": id(2) }, "planned_minutes": 30,
                    "outcome": { "held": { "minutes": 30 } }, "lesson": name, "note": name,
                    "attendance": {},
                    "checklists": entry(json!({
                        "rater": { "observer": { "role": name } },
                        "marks": { id(7): { "adapted": { "kind": "planned", "what": name, "why": name, "core_kept": true } } },
                    })),
                }),
                vec![
                    "about Xan, Oct 5, 2026: checklist, observer, role",
                    "about Xan, Oct 5, 2026: checklist, what",
                    "about Xan, Oct 5, 2026: checklist, why",
                    "about Xan, Oct 5, 2026: lesson",
                    "about Xan, Oct 5, 2026: note",
                ],
            ),
            (
                format!("{}/{}", Protocol::KIND, id(5)),
                json!({ "name": name, "subject": "reading", "versions": entry(json!({
                    "number": 1, "summary": name, "skills": [name],
                    "steps": [{ "id": id(7), "text": name, "required": true, "may_not_apply": false, "core": false }],
                })) }),
                vec![
                    "about Xan: name",
                    "about Xan: version, skills",
                    "about Xan: version, step, text",
                    "about Xan: version, summary",
                ],
            ),
            (
                format!("{}/{}", ReferenceSet::KIND, id(6)),
                json!({ "name": name, "measure": id(8), "versions": entry(json!({
                    "source": name, "published": name, "licence": name, "levels": [name],
                    "below": name, "aim": name, "rows": [],
                })) }),
                vec![
                    "about Xan: name",
                    "about Xan: version, aim",
                    "about Xan: version, below",
                    "about Xan: version, levels",
                    "about Xan: version, licence",
                    "about Xan: version, published",
                    "about Xan: version, source",
                ],
            ),
        ]
    }

    #[test]
    fn every_text_that_a_person_can_type_is_looked_at() {
        let names = Names::of_one(&["Xan"]);
        let bodies: Vec<_> = records()
            .into_iter()
            .map(|(key, value, places)| {
                (
                    key,
                    json!({ "stamp": STAMP, "value": value }).to_string(),
                    places,
                )
            })
            .collect();
        let mut caseload = Caseload::default();
        for (key, body, _) in &bodies {
            document::read_into(&mut caseload, key, body).unwrap();
        }
        for (key, body, expected) in &bodies {
            let mut places: Vec<_> = of_document(key, body, &names)
                .iter()
                .map(|mention| mention.place(body, &caseload))
                .collect();
            places.sort();
            assert_eq!(&places, expected, "{key}");
        }
    }

    #[test]
    fn a_receipt_calls_nobody_by_name() {
        let names = Names::of_one(&["Xan"]);
        let body = r#"{"value":{"name":"Xan’s table","next_lesson":"Ask Xan"}}"#;
        let key = format!("{}/{}", Group::KIND, id(2));
        for mention in of_document(&key, body, &names) {
            let place = mention.place_without_names(body, &Caseload::default(), &names);
            assert_eq!(place, "A group that is called by the name");
        }
    }

    #[test]
    fn what_lies_beside_the_records_is_shown_by_the_line_of_the_name() {
        let names = Names::of_one(&["Xan"]);
        let long = format!("{}\n12,Xan,80\n{}", "a".repeat(300), "b".repeat(300));
        for (body, expected) in [
            (json!(["", long]).to_string(), Some("… 12,Xan,80 …")),
            (r#"{"given_name":"Xan"}"#.into(), None),
            (r#"{"note":"Ask Xan"}"#.into(), Some("Ask Xan")),
            ("{ Xan".into(), Some("{ Xan")),
            ("{ nobody".into(), None),
        ] {
            let found = of_document("draft/log", &body, &names);
            let text = found.first().map(|mention| mention.text.as_str());
            assert_eq!(text, expected, "{body}");
            assert!(found.iter().all(Mention::can_go));
        }
    }

    #[test]
    fn a_step_of_the_history_speaks_of_a_student_by_what_it_brings_back() {
        let names = Names::of_one(&["Xan"]);
        for (path, value, speaks) in [
            ("/value/note", json!("Ask Xan"), true),
            ("/value/probes/7/value", json!({ "note": "Xan" }), true),
            ("/value/family_name", json!("Xan"), false),
            (
                "/value/decisions/7/value/verdict/sentence",
                json!("Xan"),
                false,
            ),
            ("/value/note", json!("Ask"), false),
        ] {
            let patch = json!([{ "op": "replace", "path": path, "value": value }]);
            assert_eq!(are_in_patch(&patch, &names), speaks, "{patch}");
        }
    }
}
