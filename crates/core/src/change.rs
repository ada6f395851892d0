//! A document before and after: what a command asks the store to write, and its inverse.

use std::any::Any;

use serde::{Deserialize, Serialize};

use crate::caseload::Caseload;
use crate::context::Context;
use crate::format::document;
use crate::history::same_but_entries;
use crate::model::{Entry, Id, Record};
use crate::rejected::Rejected;

/// The text of a document as it is stored; `None` where there is no document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub key: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Change {
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            key: self.key.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}

/// The changes that one command makes, collected while it is planned. What was set once is seen
/// by the rest of the command, and a document set twice makes one change.
#[derive(Debug)]
pub struct Changes<'a> {
    caseload: &'a Caseload,
    changes: Vec<(Change, Box<dyn Any>)>,
}

impl<'a> Changes<'a> {
    pub fn of(caseload: &'a Caseload) -> Self {
        Self {
            caseload,
            changes: Vec::new(),
        }
    }

    /// The caseload before the command.
    pub fn caseload(&self) -> &'a Caseload {
        self.caseload
    }

    /// A document as the command has left it so far, to be changed and set again.
    ///
    /// # Errors
    /// When it is not there, or not any more.
    pub fn copy<R: Record>(&self, id: Id<R>) -> Result<R, Rejected> {
        let base = self.caseload.get(id);
        let pending = base
            .map(|record| record.key(id))
            .and_then(|key| self.changes.iter().find(|(change, _)| change.key == key));
        match pending {
            Some((_, entry)) => entry
                .downcast_ref::<Entry<R>>()
                .and_then(|entry| entry.value.clone()),
            None => base.cloned(),
        }
        .ok_or_else(|| Rejected::gone(R::NOUN))
    }

    /// Sets a document; one that is set to what it already is makes no change.
    pub fn set<R: Record>(&mut self, id: Id<R>, record: R, context: &mut Context) {
        let before = R::shelf(self.caseload).entry(id);
        let key = record.key(id);
        self.changes.retain(|(change, _)| change.key != key);
        if before.is_some_and(|entry| entry.value.as_ref() == Some(&record)) {
            return;
        }
        let after = Entry::new(context.stamp(), record);
        let after = match before {
            // Only a list in it changed: its own fields keep the stamp of their last change.
            Some(entry) if same_fields(entry, &after) => Entry {
                stamp: entry.stamp,
                ..after
            },
            _ => after,
        };
        self.push(key, before, after);
    }

    /// Deletes a document: a tombstone in memory, on disk what was deleted and when.
    pub fn remove<R: Record>(&mut self, id: Id<R>, context: &mut Context) {
        let Some(before) = R::shelf(self.caseload).entry(id) else {
            return;
        };
        let Some(record) = &before.value else {
            return;
        };
        let (key, stamp, living) = (record.key(id), context.stamp(), body(before));
        self.changes.retain(|(change, _)| change.key != key);
        let change = Change {
            key,
            after: Some(document::deleted(&living, stamp)),
            before: Some(living),
        };
        let tombstone = Entry::<R>::tombstone(stamp);
        self.changes.push((change, Box::new(tombstone)));
    }

    pub fn finish(self) -> Vec<Change> {
        self.changes.into_iter().map(|(change, _)| change).collect()
    }

    fn push<R: Record>(&mut self, key: String, before: Option<&Entry<R>>, after: Entry<R>) {
        let change = Change {
            key,
            before: before.map(body),
            after: Some(body(&after)),
        };
        self.changes.push((change, Box::new(after)));
    }
}

fn same_fields<R: Record>(a: &Entry<R>, b: &Entry<R>) -> bool {
    // By way of the text, so that each kind of record is compiled for one writer only.
    let value = |entry| serde_json::from_str::<serde_json::Value>(&body(entry));
    matches!((value(a), value(b)), (Ok(a), Ok(b)) if same_but_entries(&a, &b))
}

/// A document as JSON text. Its maps have text keys and its numbers are finite, so that writing
/// it cannot fail; should it ever, an empty text is refused when it is read.
pub fn body<R: Record>(entry: &Entry<R>) -> String {
    serde_json::to_string(entry).unwrap_or_default()
}
