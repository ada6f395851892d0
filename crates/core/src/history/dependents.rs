//! Records that stand on what an undo would take away: they would be left speaking of nothing.

use crate::caseload::Caseload;
use crate::change::Change;
use crate::format::document::{Decoded, decode};
use crate::model::{Group, Plan, Protocol, Record, ReferenceSet, Session};
use crate::references::{Known, Reference, of_group, of_plan, of_session, of_set, references};
use crate::rejected::Rejected;

/// # Errors
/// When a record that stays speaks of one that the changes take away.
pub(super) fn refuse(caseload: &Caseload, changes: &[Change]) -> Result<(), Rejected> {
    let taken = taken_by(changes);
    if taken.is_empty() {
        return Ok(());
    }
    let is_gone = |reference: Reference| taken.has_noted(reference) && !reference.ships();
    let standing: Vec<String> = [
        count::<Group>(caseload, changes, of_group, is_gone),
        count::<Plan>(caseload, changes, of_plan, is_gone),
        count::<Session>(caseload, changes, of_session, is_gone),
        count::<ReferenceSet>(caseload, changes, of_set, is_gone),
    ]
    .into_iter()
    .flatten()
    .collect();
    let list = match standing.as_slice() {
        [] => return Ok(()),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    };
    Err(Rejected::because(format!(
        "Other records stand on this by now: {list}. Remove or undo those first."
    )))
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
        if let Some(Decoded::Protocol(id, entry)) = &before {
            let kept = protocol(after.as_ref());
            let versions = entry.value.iter().flat_map(|before| before.versions.ids());
            versions
                .filter(|version| !kept.is_some_and(|kept| kept.versions.contains(*version)))
                .for_each(|version| taken.note_version(*id, version));
        }
        if let Some(Decoded::ReferenceSet(id, entry)) = &before {
            let kept = reference_set(after.as_ref());
            let versions = entry.value.iter().flat_map(|before| before.versions.ids());
            versions
                .filter(|version| !kept.is_some_and(|kept| kept.versions.contains(*version)))
                .for_each(|version| taken.note_edition(*id, version));
        }
    }
    taken
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
