//! Whom or what a line of the history is about, as the caseload names it now.
//!
//! The history itself holds no names; what is gone for good has none to show.

use jiff::civil::Date;

use super::{History, Step};
use crate::caseload::Caseload;
use crate::format::document::{self, Decoded, decode, kind_of};
use crate::model::{Group, Plan, Protocol, Record, ReferenceSet, Session, Student};

/// The first record that was changed, and how many others of its kind were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub name: String,
    /// The day of a session.
    pub day: Option<Date>,
    pub more: usize,
}

impl About {
    /// A session is named by its group, whatever else changed with it: scores, the next lesson.
    pub fn of(history: &History, caseload: &Caseload) -> Option<Self> {
        let steps = &history.documents;
        if steps.iter().any(|step| kind_of(&step.key) == Session::KIND) {
            return of_session(steps, caseload);
        }
        let (kind, name) = steps
            .iter()
            .find_map(|step| Some((kind_of(&step.key), name_of(&step.key, caseload)?)))?;
        let alike = steps.iter().filter(|step| kind_of(&step.key) == kind);
        Some(Self {
            name,
            day: None,
            more: alike.count().saturating_sub(1),
        })
    }
}

/// A command sets its own session last, after those that it frees from making up for it.
fn of_session(steps: &[Step], caseload: &Caseload) -> Option<About> {
    let own = steps
        .iter()
        .rev()
        .find(|step| kind_of(&step.key) == Session::KIND)?;
    let session = session(own, caseload)?;
    Some(About {
        name: caseload.name_of(session.who),
        day: Some(session.date),
        more: 0,
    })
}

/// The session as it is, or as it was before it was removed.
fn session(step: &Step, caseload: &Caseload) -> Option<Session> {
    let id = document::id_of::<Session>(&step.key).ok()?;
    if let Some(session) = caseload.get(id) {
        return Some(session.clone());
    }
    let body = document::body_of(caseload, &step.key).ok()??;
    let mut body = serde_json::from_str(&body).ok()?;
    json_patch::patch(&mut body, step.back.as_ref()?).ok()?;
    match decode(&step.key, &body.to_string()).ok()? {
        Decoded::Session(_, entry) => entry.value,
        _ => None,
    }
}

fn name_of(key: &str, caseload: &Caseload) -> Option<String> {
    match kind_of(key) {
        Student::KIND => Some(caseload.get::<Student>(document::id_of(key).ok()?)?.name()),
        Group::KIND => {
            let group = caseload.get::<Group>(document::id_of(key).ok()?)?;
            Some(group.name.clone())
        }
        Protocol::KIND => Some(caseload.protocol(document::id_of(key).ok()?)?.name.clone()),
        ReferenceSet::KIND => {
            let set = caseload.get::<ReferenceSet>(document::id_of(key).ok()?)?;
            Some(set.name.clone())
        }
        Plan::KIND => {
            let plan = caseload.get::<Plan>(document::id_of(key).ok()?)?;
            let measure = caseload.measure(plan.measure)?;
            let student = caseload.get(plan.student)?.name();
            Some(format!("{student}, {}", measure.short_name))
        }
        _ => None,
    }
}
