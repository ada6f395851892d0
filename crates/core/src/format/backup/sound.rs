//! What the documents of a file have to keep to, beyond being whole.

use std::collections::{BTreeMap, HashSet};

use super::Refusal;
use super::read::Document;
use crate::format::document::{self, ASIDE, DRAFT, Decoded, FormatError, HISTORY, KINDS, VERSION};
use crate::history::History;
use crate::references::{Known, references};

/// How deep lists and objects may lie in each other. Ours have a dozen levels.
const DEEPEST: usize = 100;

pub(super) fn compare_counts(
    counts: &BTreeMap<String, usize>,
    documents: &[Document<'_>],
) -> Result<(), Refusal> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents {
        *found.entry(document::kind_of(&document.key)).or_default() += 1;
    }
    let kinds = counts
        .keys()
        .map(String::as_str)
        .chain(found.keys().copied());
    for kind in kinds {
        let said = counts.get(kind).copied().unwrap_or_default();
        let found = found.get(kind).copied().unwrap_or_default();
        if said != found {
            return Err(Refusal::Counts {
                kind: kind.chars().take(40).collect(),
                said,
                found,
            });
        }
    }
    Ok(())
}

/// Refuses a key that is there twice, and a record that is there under two keys.
pub(super) fn refuse_repeated(
    documents: &[Document<'_>],
    known: &mut Known,
) -> Result<(), Refusal> {
    let mut keys = HashSet::with_capacity(documents.len());
    for document in documents {
        if !keys.insert(&*document.key) || !known.note_key(&document.key) {
            return Err(Refusal::Twice {
                key: document.key.chars().take(80).collect(),
            });
        }
    }
    Ok(())
}

pub(super) fn migrate(document: &mut Document<'_>, schema: u32) -> Result<(), FormatError> {
    if schema == VERSION || !KINDS.contains(&document::kind_of(&document.key)) {
        return Ok(());
    }
    if let Some(body) = document::migrate(&document.key, &document.body, schema)? {
        document.body = body.into();
    }
    Ok(())
}

/// The record that a document is; `None` for one that is not part of the caseload.
pub(super) fn check_one(document: &Document<'_>) -> Result<Option<Decoded>, FormatError> {
    match document::kind_of(&document.key) {
        HISTORY => check_history(document).map(|()| None),
        DRAFT | ASIDE => refuse_deep(document).map(|()| None),
        _ => document::decode(&document.key, &document.body).map(Some),
    }
}

/// What is not read as a record is still read as JSON later on, with a place on the stack a level.
fn refuse_deep(document: &Document<'_>) -> Result<(), FormatError> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in document.body.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(FormatError::Body {
                key: document.key.chars().take(80).collect(),
                reason: format!("it is nested deeper than {DEEPEST} levels"),
            });
        }
    }
    Ok(())
}

fn check_history(document: &Document<'_>) -> Result<(), FormatError> {
    let unreadable = |reason: String| FormatError::Body {
        key: document.key.to_string(),
        reason,
    };
    let history: History =
        serde_json::from_str(&document.body).map_err(|error| unreadable(error.to_string()))?;
    if history.key() == document.key {
        Ok(())
    } else {
        Err(unreadable("it lies under a key that is not its own".into()))
    }
}

pub(super) fn refuse_dangling(key: &str, decoded: &Decoded, known: &Known) -> Result<(), Refusal> {
    match references(decoded)
        .into_iter()
        .find(|reference| !known.holds(*reference))
    {
        None => Ok(()),
        Some(reference) => Err(Refusal::Dangling {
            key: key.to_owned(),
            noun: reference.noun(),
        }),
    }
}
