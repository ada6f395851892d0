//! Removed records that others still speak of come back as they were.
//!
//! A removed document keeps its text on disk; a placeholder in its place would destroy it. Only what
//! a placeholder would stand for comes back: a link to a session or a protocol is taken out instead.

use std::collections::HashSet;

use super::{Readable, World};
use crate::context::Context;
use crate::format::document::{self, Decoded};
use crate::model::{Group, Measure, Record, Stamp, Student};
use crate::references::Reference;

/// Brings back what is missed and was kept. What comes back may speak of more that was removed.
pub(super) fn revive<'d>(
    mut readable: Vec<Readable<'d>>,
    mut world: World,
    context: &mut Context,
) -> (Vec<Readable<'d>>, World) {
    loop {
        let missed: HashSet<String> = readable
            .iter()
            .flat_map(|document| world.unknown(&document.decoded))
            .filter_map(key_of)
            .collect();
        let mut any = false;
        for document in readable
            .iter_mut()
            .filter(|document| !document.decoded.is_living() && missed.contains(document.key))
        {
            let back = kept(document.key, document.body, context.stamp());
            if let Some((text, decoded)) = back {
                any = true;
                document.decoded = decoded;
                document.revived = Some(text);
            }
        }
        if !any {
            return (readable, world);
        }
        world = World::of(&readable);
    }
}

/// The key of a record that a placeholder could stand for.
fn key_of(missing: Reference) -> Option<String> {
    match missing {
        Reference::Student(id) => Some(format!("{}/{id}", Student::KIND)),
        Reference::Group(id) => Some(format!("{}/{id}", Group::KIND)),
        Reference::Measure(id) => Some(format!("{}/{id}", Measure::KIND)),
        Reference::Protocol(_)
        | Reference::Version(_)
        | Reference::Session(_)
        | Reference::Set(_) => None,
    }
}

/// A removed document as it was, set anew so that it wins over its removal in a merge.
fn kept(key: &str, body: &str, stamp: Stamp) -> Option<(String, Decoded)> {
    let text = document::revived(body, stamp)?;
    let decoded = document::decode(key, &text).ok()?;
    Some((text, decoded))
}
