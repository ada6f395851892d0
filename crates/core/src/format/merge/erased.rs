//! A student erased on one device is not brought back by another, and goes there too.

use std::collections::BTreeMap;

use crate::change::Change;
use crate::context::Context;
use crate::erase::erase;
use crate::format::document::{self, Decoded};
use crate::model::{Id, Record, Student};

use super::Documents;

/// Takes all that belongs to erased students out of what was joined; what of them is here is
/// returned as changes.
pub(super) fn leave_out(
    ours: &Documents,
    joined: &mut Documents,
    context: &mut Context,
) -> Vec<Change> {
    let mut gone: BTreeMap<String, Change> = BTreeMap::new();
    for student in erased(ours, joined) {
        let all: Vec<(&str, &str)> = ours
            .iter()
            .filter(|(key, _)| !joined.contains_key(*key))
            .chain(joined.iter())
            .filter(|(key, _)| !gone.contains_key(*key))
            .map(|(key, body)| (key.as_str(), body.as_str()))
            .collect();
        for change in erase(&all, student, context).changes {
            let (key, before) = (change.key.clone(), ours.get(&change.key));
            match change.after {
                // The tombstone itself is joined as it is.
                _ if document::kind_of(&key) == Student::KIND => {}
                None if before.is_none() => {
                    joined.remove(&key);
                }
                None => {
                    joined.remove(&key);
                    let change = Change {
                        before: before.cloned(),
                        ..change
                    };
                    gone.insert(key, change);
                }
                Some(after) => {
                    joined.insert(key, after);
                }
            }
        }
    }
    gone.into_values().collect()
}

fn erased(ours: &Documents, joined: &Documents) -> Vec<Id<Student>> {
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
            .collect::<Vec<_>>()
    };
    let mut all = students(joined);
    // Those erased here whose records the file still has.
    all.extend(students(ours).into_iter().filter(|id| {
        let text = id.to_string();
        joined.values().any(|body| body.contains(&text))
    }));
    all
}
