//! Whether what lies there is still what was read: asked inside the transaction that writes.

use web_sys::{Event, IdbRequest};

use super::seal::LOCK;
use super::transaction::Transaction;
use super::{StoreError, read, stored};
use crate::browser::{Listener, listen};

/// Takes everything back unless the ranges that were asked for hold these keys and revisions, in
/// this order. What is queued behind the questions is answered after them.
pub(super) fn stop_unless(
    transaction: &Transaction,
    asked: Vec<(IdbRequest, IdbRequest)>,
    known: Vec<(String, u64)>,
) -> Option<Listener> {
    let (_, last) = asked.last()?;
    let (last, stop) = (last.clone(), transaction.stop());
    Some(listen(&last, "success", move |_: Event| {
        if let Err(why) = compare(&asked, &known) {
            stop.refuse(why);
        }
    }))
}

fn compare(asked: &[(IdbRequest, IdbRequest)], known: &[(String, u64)]) -> Result<(), StoreError> {
    let mut found = Vec::with_capacity(known.len());
    for (keys, values) in asked {
        let (keys, values) = (read::array(keys)?, read::array(values)?);
        for (key, value) in keys.iter().zip(values.iter()) {
            let key = read::text(&key)?;
            if key != LOCK {
                let rev = stored::revision(&key, value)?;
                found.push((key, rev));
            }
        }
    }
    match found == known {
        true => Ok(()),
        false => Err(StoreError::Conflict { keys: Vec::new() }),
    }
}
