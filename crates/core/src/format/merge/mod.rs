//! Two devices, one truth: the caseload of a file joined with the one that is here.
//!
//! Every document and every entry of its lists carries the stamp of its last change; of two that
//! differ the later one stays. A document that was deleted on one device and changed later on
//! another comes back whole; one that was erased stays erased. Joining is commutative, associative
//! and idempotent, whatever was changed on how many devices and in which order files went around.

mod conflict;
mod erased;
mod join;
mod words;

use std::collections::BTreeMap;

use jiff::tz::Offset;
use serde_json::Value;

use crate::change::Change;
use crate::context::Context;
use crate::format::document::{self, FormatError, HISTORY, KINDS};
use crate::history::History;
use crate::model::{Stamp, text};

pub use conflict::{Conflict, Difference, Place, Side};
pub use join::join;
pub use words::{InWords, Row, in_words};

/// What a merge is called in the history.
const LABEL: &str = "File merged";

/// A stamp further ahead than this comes from a clock that is wrong: it would win for days.
const FURTHEST_AHEAD_MILLISECONDS: u64 = 24 * 60 * 60 * 1000;

/// Documents by key and body.
pub type Documents = BTreeMap<String, String>;

/// What joining a file does, before it is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merge {
    pub changes: Vec<Change>,
    /// What changes here because a student was erased on either device. There is no way back for
    /// these: they do not belong into the history.
    pub erased: Vec<Change>,
    /// By kind, in the order of [`KINDS`]; kinds of which the file brings nothing new are left out.
    pub counts: Vec<(&'static str, Counts)>,
    /// What both sides changed since they parted.
    pub conflicts: Vec<Conflict>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Only in the file.
    pub added: usize,
    /// Changed by the file.
    pub updated: usize,
    /// Taken away, because it was deleted on the other device.
    pub removed: usize,
    /// The same on both sides, or later here.
    pub kept: usize,
}

impl Merge {
    /// Whether the file brings nothing that is not here.
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty() && self.erased.is_empty()
    }

    /// The way back of what the file changes in the caseload, for the history; `None` where it
    /// changes no record. The lines that it adds to the history stay: they are what was done.
    ///
    /// Its stamp is the moment of this device. A merge sets nothing anew, so that no record keeps
    /// its stamp, and one after all that was seen would be given again to the next command.
    pub fn history(&self, ours: &Documents, context: &Context) -> Option<History> {
        let is_record = |change: &&Change| KINDS.contains(&document::kind_of(&change.key));
        let records: Vec<_> = self.changes.iter().filter(is_record).cloned().collect();
        let stamp = Stamp::at(context.now, context.device);
        let mut history = History::of(LABEL, &records, stamp)?;
        while ours.contains_key(&history.key()) {
            history.stamp = history.stamp.next(context.now, context.device);
        }
        (!history.documents.is_empty()).then_some(history)
    }
}

/// Joins the documents of a file into those that are here. Drafts, snapshots and what this device
/// knows of its own backups stay each device's own. The context has then seen every stamp of both,
/// so that what is done next is later than all of it.
///
/// # Errors
/// When a document cannot be read, or the file was written by a device whose clock is ahead.
pub fn merge(
    ours: &Documents,
    theirs: &Documents,
    context: &mut Context,
) -> Result<Merge, FormatError> {
    let now = context.now;
    let mut joined = Documents::new();
    let mut conflicts = Vec::new();
    let parted = conflict::Parted::of(ours, theirs);
    for body in ours.values() {
        context.see(document::latest_stamp(body));
    }
    for (key, body) in theirs {
        let kind = document::kind_of(key);
        if kind != HISTORY && !KINDS.contains(&kind) {
            continue;
        }
        let our_text = ours.get(key);
        if our_text == Some(body) {
            continue;
        }
        let their_body = parse(key, body)?;
        let latest = join::latest(&their_body);
        refuse_ahead(latest, now)?;
        context.see(latest);
        let Some(our_text) = our_text else {
            joined.insert(key.clone(), body.clone());
            continue;
        };
        let our_body = parse(key, our_text)?;
        if kind != HISTORY {
            conflicts.extend(parted.conflicts(key, &our_body, &their_body));
        }
        let body = join(our_body.clone(), their_body);
        if body != our_body {
            let body = body.to_string();
            if kind != HISTORY {
                // What cannot be read would stop the whole caseload from opening.
                document::decode(key, &body)?;
            }
            joined.insert(key.clone(), body);
        }
    }
    let erased = erased::leave_out(ours, theirs, &mut joined, context);
    conflicts.retain(|conflict| {
        let change = erased.get(&conflict.key);
        change.is_none_or(|change| change.after.as_deref().is_some_and(is_living))
    });
    Ok(Merge {
        counts: count(ours, theirs, &joined, &erased),
        erased: erased.into_values().collect(),
        changes: changes(ours, joined),
        conflicts,
    })
}

fn parse(key: &str, body: &str) -> Result<Value, FormatError> {
    serde_json::from_str(body).map_err(|error| FormatError::Body {
        key: key.chars().take(80).collect(),
        reason: error.to_string(),
    })
}

/// Whether a stamp was given under a clock that was ahead. What is saved after it has to follow it,
/// and another device takes none of that in before its day has come.
pub fn is_ahead(stamp: Stamp, now: u64) -> bool {
    stamp.milliseconds() > now.saturating_add(FURTHEST_AHEAD_MILLISECONDS)
}

fn refuse_ahead(latest: Stamp, now: u64) -> Result<(), FormatError> {
    if !is_ahead(latest, now) {
        return Ok(());
    }
    let device = latest.device();
    let from = latest
        .milliseconds()
        .saturating_sub(FURTHEST_AHEAD_MILLISECONDS);
    Err(FormatError::File(format!(
        "The file holds changes from {}, but the clock of this device says {}. If this clock is \
         wrong, set it and merge again. If it is right, the clock of the other device was ahead \
         when they were saved. To set it now does not change them: the file can be merged from {} \
         on.",
        day(latest),
        day(Stamp::at(now, device)),
        day(Stamp::at(from, device)),
    )))
}

/// The day of a stamp in universal time, as "Nov 24, 2026".
fn day(stamp: Stamp) -> String {
    let milliseconds = i64::try_from(stamp.milliseconds()).unwrap_or(i64::MAX);
    match jiff::Timestamp::from_millisecond(milliseconds) {
        Ok(moment) => text::date(Offset::UTC.to_datetime(moment).date()),
        Err(_) => "a day that no calendar has".into(),
    }
}

fn changes(ours: &Documents, joined: Documents) -> Vec<Change> {
    joined
        .into_iter()
        .filter(|(key, after)| ours.get(key) != Some(after))
        .map(|(key, after)| Change {
            before: ours.get(&key).cloned(),
            after: Some(after),
            key,
        })
        .collect()
}

fn count(
    ours: &Documents,
    theirs: &Documents,
    joined: &Documents,
    erased: &BTreeMap<String, Change>,
) -> Vec<(&'static str, Counts)> {
    let mut counts: Vec<(&'static str, Counts)> = KINDS
        .iter()
        .map(|kind| (*kind, Counts::default()))
        .collect();
    for key in theirs.keys() {
        let kind = document::kind_of(key);
        let Some((_, counts)) = counts.iter_mut().find(|(known, _)| *known == kind) else {
            continue;
        };
        let before = ours.get(key);
        let after = match erased.get(key) {
            Some(change) => change.after.as_ref(),
            None => joined.get(key).or(before),
        };
        let living = |body: Option<&String>| body.is_some_and(|body| is_living(body));
        // Most are the same, and need not be read twice.
        let was_living = living(before);
        let is_living = if before == after {
            was_living
        } else {
            living(after)
        };
        match (was_living, is_living) {
            (false, true) => counts.added += 1,
            (true, false) => counts.removed += 1,
            (true, true) if before != after => counts.updated += 1,
            (true, true) => counts.kept += 1,
            (false, false) => {}
        }
    }
    counts.retain(|(_, counts)| *counts != Counts::default());
    counts
}

fn is_living(body: &str) -> bool {
    // Quotes in what a person typed are escaped, so that these can only be fields. Nearly every
    // document is told by that, and reading thousands would hold the page still.
    if body.contains("\"value\":") && !body.contains("\"deleted\"") {
        return true;
    }
    let value = serde_json::from_str::<Value>(body);
    value.is_ok_and(|body| document::as_in_memory(body).get(document::VALUE).is_some())
}
