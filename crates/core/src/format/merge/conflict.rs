//! What both sides changed since they parted, so that a person can look at both.
//!
//! Every history line says which stamp a change replaced. If ours was replaced on their way to
//! theirs, or theirs on the way to ours, one is simply newer; if neither, both were changed.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::Documents;
use super::join::{is_list, stamp};
use crate::format::document::{HISTORY, STAMP, VALUE, as_in_memory, kind_of};
use crate::model::Stamp;
use crate::same::say_the_same;

/// One thing that was changed on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The document's key.
    pub key: String,
    pub place: Place,
    /// The fields that differ; where one side deleted it, all that the other has.
    pub fields: Vec<Difference>,
    /// Whether ours is the later one, which stays.
    pub ours_stays: bool,
    /// Which side took it away, if one did.
    pub removed: Option<Side>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The document's own fields.
    Own,
    /// An entry of one of its lists, as "probes".
    Entry { list: String, id: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Ours,
    Theirs,
}

/// A field with both values; `None` where a side does not have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub field: String,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

/// The stamps that each side has replaced.
#[derive(Default)]
pub(super) struct Parted {
    ours: HashSet<Stamp>,
    theirs: HashSet<Stamp>,
}

impl Parted {
    /// Most lines of the history are on both sides, and are read once.
    pub(super) fn of(ours: &Documents, theirs: &Documents) -> Self {
        let mut parted = Self::default();
        for (key, body) in histories(ours) {
            let stamps = replaced(body);
            if theirs.get(key) == Some(body) {
                parted.theirs.extend(&stamps);
            }
            parted.ours.extend(stamps);
        }
        for (key, body) in histories(theirs) {
            if ours.get(key) != Some(body) {
                parted.theirs.extend(replaced(body));
            }
        }
        parted
    }

    /// The conflicts of one document.
    pub(super) fn conflicts(&self, key: &str, ours: &Value, theirs: &Value) -> Vec<Conflict> {
        let (ours, theirs) = (as_in_memory(ours.clone()), as_in_memory(theirs.clone()));
        let mut conflicts = Vec::new();
        conflicts.extend(self.conflict(key, Place::Own, &ours, &theirs));
        let (our_fields, their_fields) = (fields(&ours), fields(&theirs));
        for (list, entries) in our_fields.into_iter().flatten() {
            let other = their_fields.and_then(|fields| fields.get(list));
            let (true, Some(entries), Some(other)) = (
                is_list(entries),
                entries.as_object(),
                other.and_then(Value::as_object),
            ) else {
                continue;
            };
            for (id, entry) in entries {
                let Some(theirs) = other.get(id) else {
                    continue;
                };
                let place = Place::Entry {
                    list: list.clone(),
                    id: id.clone(),
                };
                conflicts.extend(self.conflict(key, place, entry, theirs));
            }
        }
        conflicts
    }

    fn conflict(&self, key: &str, place: Place, ours: &Value, theirs: &Value) -> Option<Conflict> {
        let (our_stamp, their_stamp) = (stamp(ours, STAMP), stamp(theirs, STAMP));
        let one_is_newer = our_stamp == their_stamp
            || self.theirs.contains(&our_stamp)
            || self.ours.contains(&their_stamp);
        if one_is_newer {
            return None;
        }
        let fields = differences(ours, theirs);
        (!fields.is_empty()).then(|| Conflict {
            key: key.to_owned(),
            place,
            fields,
            ours_stays: our_stamp > their_stamp,
            removed: match (ours.get(VALUE), theirs.get(VALUE)) {
                (None, _) => Some(Side::Ours),
                (_, None) => Some(Side::Theirs),
                _ => None,
            },
        })
    }
}

fn histories(documents: &Documents) -> impl Iterator<Item = (&String, &String)> {
    documents.iter().filter(|(key, _)| kind_of(key) == HISTORY)
}

/// Every stamp that a line of the history says was there before.
fn replaced(history: &str) -> Vec<Stamp> {
    let history: Value = serde_json::from_str(history).unwrap_or_default();
    let steps = history.get("documents").and_then(Value::as_array);
    steps
        .into_iter()
        .flatten()
        .filter_map(|step| step.get("back")?.as_array())
        .flatten()
        .filter(|operation| {
            let is = |field: &str, text: &str| operation.get(field).is_some_and(|is| is == text);
            let path = operation.get("path").and_then(Value::as_str);
            is("op", "replace") && path.is_some_and(|path| path.ends_with("/stamp"))
        })
        .map(|operation| stamp(operation, VALUE))
        .collect()
}

fn fields(body: &Value) -> Option<&Map<String, Value>> {
    body.get(VALUE)?.as_object()
}

/// The fields that differ, but for lists, whose entries are looked at by themselves.
fn differences(ours: &Value, theirs: &Value) -> Vec<Difference> {
    let (ours, theirs) = (flat(ours), flat(theirs));
    let names = ours
        .keys()
        .chain(theirs.keys().filter(|name| !ours.contains_key(*name)));
    names
        .filter(|name| match (ours.get(*name), theirs.get(*name)) {
            (Some(ours), Some(theirs)) => !say_the_same(ours, theirs),
            _ => true,
        })
        .map(|name| Difference {
            field: name.clone(),
            ours: ours.get(name).cloned(),
            theirs: theirs.get(name).cloned(),
        })
        .collect()
}

/// The fields of a value; one that is a plain text or number is a field without a name.
fn flat(body: &Value) -> Map<String, Value> {
    match body.get(VALUE) {
        Some(Value::Object(fields)) => fields
            .iter()
            .filter(|(_, value)| !is_list(value) && !is_empty(value))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        Some(other) => Map::from_iter([(String::new(), other.clone())]),
        None => Map::new(),
    }
}

/// An empty list says nothing that could differ.
fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(Map::is_empty)
}
