//! One document from two: a semilattice, so that order and repetition do not matter.
//!
//! A document is its own fields under one stamp, entries by id each under its own, and the moment
//! it was deleted, if it was. Each part is joined by taking the later; a document is deleted as
//! long as nothing in it is later than that.

use serde_json::{Map, Value};

use crate::format::document::{DELETED, STAMP, VALUE};
use crate::model::Stamp;

/// The later of each part of two bodies with one key.
pub fn join(one: Value, other: Value) -> Value {
    match (one.get(VALUE).is_some(), other.get(VALUE).is_some()) {
        (true, true) => join_documents(one, other),
        // What was erased stays erased.
        (false, true) => one,
        (true, false) => other,
        (false, false) => later(one, other),
    }
}

/// The latest stamp within a body.
pub(super) fn latest(body: &Value) -> Stamp {
    let within = match body {
        Value::Object(fields) => fields.values().map(latest).max(),
        Value::Array(items) => items.iter().map(latest).max(),
        _ => None,
    };
    let own = stamp(body, STAMP).max(stamp(body, DELETED));
    within.unwrap_or_default().max(own)
}

/// A list of entries: an object whose every value has a stamp. An empty one is told by the other
/// side's.
pub(super) fn is_list(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| {
        !fields.is_empty() && fields.values().all(|value| value.get(STAMP).is_some())
    })
}

pub(super) fn stamp(body: &Value, field: &str) -> Stamp {
    let text = body.get(field).and_then(Value::as_str);
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn join_documents(mut one: Value, mut other: Value) -> Value {
    let deleted = stamp(&one, DELETED).max(stamp(&other, DELETED));
    for body in [&mut one, &mut other] {
        if let Some(fields) = body.as_object_mut() {
            fields.remove(DELETED);
        }
    }
    let lists = [take_lists(&mut one), take_lists(&mut other)];
    let mut joined = later(one, other);
    let [ours, theirs] = lists;
    put_lists(&mut joined, join_lists(ours, theirs));
    if deleted > Stamp::default()
        && deleted > latest(&joined)
        && let Some(fields) = joined.as_object_mut()
    {
        fields.insert(DELETED.into(), deleted.to_string().into());
    }
    joined
}

fn take_lists(body: &mut Value) -> Map<String, Value> {
    let mut lists = Map::new();
    let Some(fields) = body.get_mut(VALUE).and_then(Value::as_object_mut) else {
        return lists;
    };
    let names: Vec<String> = fields
        .iter()
        .filter(|(_, value)| is_list(value))
        .map(|(name, _)| name.clone())
        .collect();
    for name in names {
        if let Some(list) = fields.remove(&name) {
            lists.insert(name, list);
        }
    }
    lists
}

fn join_lists(mut ours: Map<String, Value>, theirs: Map<String, Value>) -> Map<String, Value> {
    for (name, list) in theirs {
        let Some(known) = ours.get_mut(&name) else {
            ours.insert(name, list);
            continue;
        };
        if let (Value::Object(known), Value::Object(list)) = (known, list) {
            for (id, entry) in list {
                let entry = match known.remove(&id) {
                    Some(ours) => later(ours, entry),
                    None => entry,
                };
                known.insert(id, entry);
            }
        }
    }
    ours
}

fn put_lists(body: &mut Value, lists: Map<String, Value>) {
    if let Some(fields) = body.get_mut(VALUE).and_then(Value::as_object_mut) {
        fields.extend(lists);
    }
}

/// The one with the later stamp. Two with one stamp are the same, unless a hand was in it: then
/// the text decides, so that every device decides alike.
fn later(one: Value, other: Value) -> Value {
    let order = stamp(&one, STAMP)
        .cmp(&stamp(&other, STAMP))
        .then_with(|| one.to_string().cmp(&other.to_string()));
    if order.is_lt() { other } else { one }
}
