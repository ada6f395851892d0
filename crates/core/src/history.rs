//! Who did what when, as patches back (RFC 6902): undo across reloads, and the audit trail.

mod about;
mod dependents;

use json_patch::{Patch, PatchOperation, TestOperation};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::caseload::Caseload;
use crate::change::Change;
use crate::context::Context;
use crate::format::document::{self, HISTORY};
use crate::model::Stamp;
use crate::rejected::Rejected;

pub use about::About;

/// One thing a person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    pub stamp: Stamp,
    /// What was done, without names: "Session saved".
    pub label: String,
    pub documents: Vec<Step>,
    /// Set once it was undone.
    #[serde(default)]
    pub undone: bool,
}

/// The way back for one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub key: String,
    /// From the document after to the one before; it tests what it is about to take back.
    /// `None` where there was no document before.
    pub back: Option<Patch>,
}

impl History {
    /// What a command did, from the changes it made. `None` if a body is not JSON.
    pub fn of(label: &str, changes: &[Change], stamp: Stamp) -> Option<Self> {
        let steps: Vec<_> = changes.iter().map(step).collect::<Option<_>>()?;
        Some(Self {
            stamp,
            label: label.to_owned(),
            documents: steps.into_iter().flatten().collect(),
            undone: false,
        })
    }

    /// Stamps are in time order as text, so history reads in time order by key.
    pub fn key(&self) -> String {
        format!("{HISTORY}/{}", self.stamp)
    }

    pub fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn touches(&self, id: &str) -> bool {
        self.documents.iter().any(|step| step.key.contains(id))
    }

    /// The changes that take it back.
    ///
    /// # Errors
    /// When something it changed was changed again since, or when later records stand on it.
    pub fn undo(
        &self,
        caseload: &Caseload,
        context: &mut Context,
    ) -> Result<Vec<Change>, Rejected> {
        let mut changes = self.way_back(caseload, context)?;
        dependents::refuse(caseload, &changes)?;
        dependents::keep_frozen(caseload, &mut changes);
        Ok(changes)
    }

    /// The way back, whatever stands on it by now. What was undone gets a new stamp, so that it
    /// also wins over the same edit on another device.
    ///
    /// # Errors
    /// When something it changed was changed again since.
    pub fn way_back(
        &self,
        caseload: &Caseload,
        context: &mut Context,
    ) -> Result<Vec<Change>, Rejected> {
        if self.undone {
            return Err(Rejected::because("This was undone before."));
        }
        self.documents
            .iter()
            .map(|step| step.undo(caseload, context.stamp()))
            .collect()
    }
}

/// The way back of one change. What was no record before and is none after, such as the tombstone
/// that a merge brings, has none: there is nothing to take back.
fn step(change: &Change) -> Option<Option<Step>> {
    let read = |body: &Option<String>| match body {
        Some(body) => Some(document::as_in_memory(serde_json::from_str(body).ok()?)),
        None => Some(Value::Null),
    };
    let (before, after) = (read(&change.before)?, read(&change.after)?);
    let is_record = document::KINDS.contains(&document::kind_of(&change.key));
    if is_record && !is_living(&before) && !is_living(&after) {
        return Some(None);
    }
    let back = change.before.is_some().then(|| {
        let (before, after) = (
            with_lists_of(&after, before.clone()),
            with_lists_of(&before, after),
        );
        patch_with_tests(&after, &before)
    });
    Some(Some(Step {
        key: change.key.clone(),
        back,
    }))
}

/// The body with the lists that only the other one has, empty. Some are not written while they are
/// empty; the way back of a first entry is to take out the entry, whatever came into the list since.
fn with_lists_of(other: &Value, mut body: Value) -> Value {
    if let (Value::Object(fields), Value::Object(others)) = (&mut body, other) {
        for (name, other) in others {
            if let Some(value) = fields.get_mut(name) {
                *value = with_lists_of(other, value.take());
            } else if holds_entries(Some(other)) {
                fields.insert(name.clone(), Value::Object(Map::new()));
            }
        }
    }
    body
}

/// The difference, preceded by tests of every value that it would overwrite or remove.
fn patch_with_tests(from: &Value, to: &Value) -> Patch {
    let difference = json_patch::diff(from, to);
    let tests = difference.0.iter().filter_map(|operation| {
        let path = match operation {
            PatchOperation::Remove(remove) => &remove.path,
            PatchOperation::Replace(replace) => &replace.path,
            _ => return None,
        };
        Some(PatchOperation::Test(TestOperation {
            path: path.clone(),
            value: path.resolve(from).ok()?.clone(),
        }))
    });
    Patch(tests.chain(difference.0.iter().cloned()).collect())
}

impl Step {
    fn undo(&self, caseload: &Caseload, stamp: Stamp) -> Result<Change, Rejected> {
        let changed_since = || {
            Rejected::because(
                "This was changed again since, so it cannot be undone without losing the later change.",
            )
        };
        let before = document::body_of(caseload, &self.key).map_err(|_| changed_since())?;
        let current: Value = match &before {
            Some(body) => serde_json::from_str(body).map_err(|_| changed_since())?,
            None => Value::Null,
        };
        let mut restored = match &self.back {
            Some(_) => current.clone(),
            None => Value::Null,
        };
        if let Some(patch) = &self.back {
            json_patch::patch(&mut restored, patch).map_err(|_| changed_since())?;
        }
        let after = match (&before, is_living(&restored), is_living(&current)) {
            (_, true, _) => {
                restamp(&mut restored, &current, stamp);
                restored.to_string()
            }
            (Some(before), false, true) => document::deleted(before, stamp),
            // It was removed since: writing would destroy the text that is kept of it.
            _ => return Err(changed_since()),
        };
        Ok(Change {
            key: self.key.clone(),
            before,
            after: Some(after),
        })
    }
}

/// Whether a body in memory is that of a record, not of the trace of a deleted one.
fn is_living(body: &Value) -> bool {
    body.get(document::VALUE).is_some()
}

fn tombstone(stamp: Stamp) -> Value {
    serde_json::json!({ "stamp": stamp.to_string() })
}

/// Gives every entry that differs from `current` the new stamp, and leaves a tombstone for each
/// entry that is in `current` only, be it with its whole list.
fn restamp(restored: &mut Value, current: &Value, stamp: Stamp) {
    if restored == current {
        return;
    }
    let is_entry = restored.get("stamp").is_some();
    if let (Value::Object(fields), Some(old)) = (&mut *restored, current.as_object()) {
        for (name, value) in old {
            if fields.contains_key(name) {
                continue;
            }
            if value.get("stamp").is_some() {
                fields.insert(name.clone(), tombstone(stamp));
            } else if holds_entries(Some(value)) {
                fields.insert(name.clone(), Value::Object(Map::new()));
            }
        }
        for (name, value) in fields.iter_mut() {
            restamp(value, old.get(name).unwrap_or(&Value::Null), stamp);
        }
    }
    if is_entry && !same_but_entries(restored, current) {
        restored["stamp"] = stamp.to_string().into();
    }
}

/// Whether two entries say the same, leaving their stamps and the entries within them aside.
pub fn same_but_entries(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let names = a
                .keys()
                .chain(b.keys().filter(|name| !a.contains_key(*name)));
            names.into_iter().all(|name| {
                let (a, b) = (a.get(name), b.get(name));
                name == "stamp"
                    || holds_entries(a)
                    || holds_entries(b)
                    || match (a, b) {
                        (Some(a), Some(b)) => same_but_entries(a, b),
                        _ => false,
                    }
            })
        }
        _ => a == b,
    }
}

/// A list of entries: an object whose every value has a stamp.
fn holds_entries(value: Option<&Value>) -> bool {
    value.and_then(Value::as_object).is_some_and(|fields| {
        !fields.is_empty() && fields.values().all(|value| value.get("stamp").is_some())
    })
}
