//! A student erased on one device is not brought back by another, and goes there too.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::Change;
use crate::context::Context;
use crate::erase::{Names, erase_named};
use crate::format::document::{self, Decoded};
use crate::model::{Id, Record, Student};

use super::Documents;

/// Takes all that belongs to erased students out of what was joined. Returned is what changes of the
/// documents that are here and speak of them, by key: these changes say what was erased, so that the
/// history must not know them, even where a document changes in other ways too.
pub(super) fn leave_out(
    ours: &Documents,
    theirs: &Documents,
    joined: &mut Documents,
    context: &mut Context,
) -> BTreeMap<String, Change> {
    let mut gone: BTreeMap<String, Change> = BTreeMap::new();
    let students = erased(ours, joined);
    // One side still knows the names.
    let both: Vec<_> = texts(ours).chain(texts(theirs)).collect();
    let names = Names::of(&both, |id| students.contains(&id));
    for &student in &students {
        let documents = all(ours, joined, &gone);
        for change in erase_named(&documents, &student.into(), &names, context).changes {
            let before = ours.get(&change.key);
            let after = if document::kind_of(&change.key) == Student::KIND {
                // The tombstone itself is joined as it is.
                joined.get(&change.key).or(before).cloned()
            } else {
                change.after
            };
            let Some(before) = before else {
                match after {
                    Some(after) => joined.insert(change.key, after),
                    None => joined.remove(&change.key),
                };
                continue;
            };
            joined.remove(&change.key);
            let change = Change {
                before: Some(before.clone()),
                after,
                key: change.key.clone(),
            };
            gone.insert(change.key.clone(), change);
        }
    }
    // A text that named somebody and does not any more is not for the history either.
    for (key, before) in ours {
        let unnamed = |after: &String| names.may_be_in(before) && !names.may_be_in(after);
        if let Some(after) = joined.get(key).filter(|after| unnamed(after)).cloned() {
            joined.remove(key);
            let (key, before) = (key.clone(), Some(before.clone()));
            gone.insert(
                key.clone(),
                Change {
                    key,
                    before,
                    after: Some(after),
                },
            );
        }
    }
    gone.retain(|_, change| change.before != change.after);
    gone
}

fn texts(documents: &Documents) -> impl Iterator<Item = (&str, &str)> {
    documents
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()))
}

/// Every document as it is by now.
fn all<'d>(
    ours: &'d Documents,
    joined: &'d Documents,
    gone: &'d BTreeMap<String, Change>,
) -> Vec<(&'d str, &'d str)> {
    let here = ours
        .iter()
        .filter(|(key, _)| !joined.contains_key(*key) && !gone.contains_key(*key));
    let gone = gone
        .iter()
        .filter_map(|(key, change)| Some((key, change.after.as_ref()?)));
    here.chain(joined)
        .chain(gone)
        .map(|(key, body)| (key.as_str(), body.as_str()))
        .collect()
}

fn erased(ours: &Documents, joined: &Documents) -> BTreeSet<Id<Student>> {
    let students = |documents: &Documents| {
        documents
            .iter()
            .filter(|(key, body)| {
                document::kind_of(key) == Student::KIND && !document::is_deleted(body)
            })
            .filter_map(|(key, body)| match document::decode(key, body) {
                Ok(Decoded::Student(id, entry)) if entry.value.is_none() => Some(id),
                _ => None,
            })
            .collect::<BTreeSet<_>>()
    };
    let mut all = students(joined);
    // Those erased here whose records the file still has.
    all.extend(students(ours).into_iter().filter(|id| {
        let text = id.to_string();
        joined.values().any(|body| body.contains(&text))
    }));
    all
}
