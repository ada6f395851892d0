//! Records that stand on what an undo would take away: they would be left speaking of nothing.

use crate::caseload::Caseload;
use crate::change::Change;
use crate::format::document::{Decoded, decode};
use crate::model::{
    Entries, Group, Id, Plan, Protocol, ProtocolVersion, Record, ReferenceSet, ReferenceVersion,
    Session,
};
use crate::references::{Known, Reference, of_group, of_plan, of_session, of_set, references};
use crate::rejected::Rejected;

/// # Errors
/// When a record that stays speaks of one that the changes take away.
pub(super) fn refuse(caseload: &Caseload, changes: &[Change]) -> Result<(), Rejected> {
    let shipped_stays = |reference: Reference| !reference.ships();
    let standing = standing_on(&taken_by(changes), shipped_stays, caseload, changes);
    let list = match standing.as_slice() {
        [] => return Ok(()),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    };
    Err(Rejected::because(format!(
        "Other records stand on this by now: {list}. Remove or undo those first."
    )))
}

/// A first use froze a version; once others use it, too, taking that use back frees nothing. What
/// does nothing but that is taken out of the changes.
pub(super) fn keep_frozen(caseload: &Caseload, changes: &mut Vec<Change>) {
    let all = changes.clone();
    changes.retain(|change| {
        let freed = freed_by(change);
        standing_on(&freed, |_| true, caseload, &all).is_empty()
    });
}

/// Which records stay that speak of these: "2 plans".
fn standing_on(
    these: &Known,
    counts: fn(Reference) -> bool,
    caseload: &Caseload,
    changes: &[Change],
) -> Vec<String> {
    if these.is_empty() {
        return Vec::new();
    }
    let is_meant = |reference: Reference| these.has_noted(reference) && counts(reference);
    [
        count::<Group>(caseload, changes, of_group, is_meant),
        count::<Plan>(caseload, changes, of_plan, is_meant),
        count::<Session>(caseload, changes, of_session, is_meant),
        count::<ReferenceSet>(caseload, changes, of_set, is_meant),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The records, and the versions of protocols, that are there before the changes only.
fn taken_by(changes: &[Change]) -> Known {
    let mut taken = Known::default();
    for change in changes {
        let before = read(&change.key, change.before.as_deref());
        let after = read(&change.key, change.after.as_deref());
        if is_living(before.as_ref()) && !is_living(after.as_ref()) {
            taken.note_key(&change.key);
        }
        note_lost(&mut taken, change, |_| true, |_| true);
    }
    taken
}

/// The versions that are frozen before the change only.
fn freed_by(change: &Change) -> Known {
    let mut freed = Known::default();
    let (of_protocol, of_set) = (ProtocolVersion::is_frozen, ReferenceVersion::is_frozen);
    note_lost(&mut freed, change, of_protocol, of_set);
    freed
}

/// Notes the versions that are such before the change only.
fn note_lost(
    known: &mut Known,
    change: &Change,
    of_protocol: fn(&ProtocolVersion) -> bool,
    of_set: fn(&ReferenceVersion) -> bool,
) {
    let before = read(&change.key, change.before.as_deref());
    let after = read(&change.key, change.after.as_deref());
    match (before, after) {
        (Some(Decoded::Protocol(id, before)), after) => {
            let before = before.value.map(|before| before.versions);
            let after = protocol(after.as_ref()).map(|after| &after.versions);
            for version in only_before(before.as_ref(), after, of_protocol) {
                known.note_version(id, version);
            }
        }
        (Some(Decoded::ReferenceSet(id, before)), after) => {
            let before = before.value.map(|before| before.versions);
            let after = reference_set(after.as_ref()).map(|after| &after.versions);
            for version in only_before(before.as_ref(), after, of_set) {
                known.note_edition(id, version);
            }
        }
        _ => {}
    }
}

fn only_before<V>(
    before: Option<&Entries<V>>,
    after: Option<&Entries<V>>,
    is_such: fn(&V) -> bool,
) -> Vec<Id<V>> {
    let is_so_after = |id| after.and_then(|after| after.get(id)).is_some_and(is_such);
    let before = before.into_iter().flat_map(Entries::iter);
    before
        .filter(|(_, version)| is_such(version))
        .map(|(id, _)| id)
        .filter(|id| !is_so_after(*id))
        .collect()
}

/// How many records of a kind are left with a reference to what is gone: "2 plans".
fn count<R: Record>(
    caseload: &Caseload,
    changes: &[Change],
    speaks_of: fn(&R) -> Vec<Reference>,
    is_gone: impl Fn(Reference) -> bool,
) -> Option<String> {
    let left_behind = |key: String| {
        let Some(change) = changes.iter().find(|change| change.key == key) else {
            return true;
        };
        read(&key, change.after.as_deref())
            .is_some_and(|after| references(&after).into_iter().any(&is_gone))
    };
    let count = R::shelf(caseload)
        .iter()
        .filter(|(_, record)| speaks_of(record).into_iter().any(&is_gone))
        .filter(|(id, record)| left_behind(record.key(*id)))
        .count();
    match count {
        0 => None,
        1 => Some(format!("1 {}", R::NOUN)),
        _ => Some(format!("{count} {}s", R::NOUN)),
    }
}

fn read(key: &str, body: Option<&str>) -> Option<Decoded> {
    decode(key, body?).ok()
}

fn is_living(document: Option<&Decoded>) -> bool {
    document.is_some_and(Decoded::is_living)
}

fn protocol(document: Option<&Decoded>) -> Option<&Protocol> {
    match document {
        Some(Decoded::Protocol(_, entry)) => entry.value.as_ref(),
        _ => None,
    }
}

fn reference_set(document: Option<&Decoded>) -> Option<&ReferenceSet> {
    match document {
        Some(Decoded::ReferenceSet(_, entry)) => entry.value.as_ref(),
        _ => None,
    }
}
