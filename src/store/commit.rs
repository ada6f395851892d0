//! Writing a planned change: compare revisions and write, in one transaction.

use std::collections::HashSet;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Event, IdbRequest};

use super::connection::Connection;
use super::feed::{Feed, Step, Steps};
use super::seal::{Bodies, Seal};
use super::transaction::Transaction;
use super::{StoreError, Write, stored};
use crate::browser::{clock, listen};

pub(super) async fn commit(
    connection: &Connection,
    seal: &Seal,
    writes: &Rc<[Write]>,
) -> Result<Vec<(String, u64)>, StoreError> {
    refuse_repeated(writes)?;
    // A deletion has no text; it is counted all the same, so that the numbers agree.
    let texts = writes.iter().map(|write| {
        (
            write.key.as_str(),
            write.body.as_deref().unwrap_or_default(),
        )
    });
    let changes = Changes {
        writes: writes.clone(),
        sealed: seal.close(texts).await?,
        created_rev: clock::now_ms(),
    };
    if !writes.is_empty() {
        compare_and_write(connection, seal, changes.clone()).await?;
    }
    Ok(writes
        .iter()
        .map(|write| (write.key.clone(), changes.new_rev(write)))
        .collect())
}

/// Asks for every document and queues the writes behind the questions, without waiting for the
/// answers. Requests are answered in order, so the last answer finds all of them there, and the
/// transaction cannot have ended before it: if a revision is another, everything is taken back.
async fn compare_and_write(
    connection: &Connection,
    seal: &Seal,
    changes: Changes,
) -> Result<(), StoreError> {
    let transaction = Transaction::write(&connection.database)?;
    let _guard = seal.guard(&transaction)?;
    let requests = ask(&transaction, &changes.writes).map_err(StoreError::from_browser)?;
    let Some(last) = requests.last().cloned() else {
        return Ok(());
    };
    let stop = transaction.stop();
    let feed = Feed::new(&transaction, changes.clone());
    let on_last_answer = listen(&last, "success", move |_: Event| {
        if let Err(why) = compare(&changes.writes, &requests) {
            stop.refuse(why);
        }
    });
    feed.start();
    let end = transaction.end().await;
    drop(on_last_answer);
    end
}

fn ask(transaction: &Transaction, writes: &[Write]) -> Result<Vec<IdbRequest>, JsValue> {
    let keys = writes.iter().map(|write| JsValue::from_str(&write.key));
    keys.map(|key| transaction.shelf().get(&key)).collect()
}

/// Whether every document has the revision expected.
fn compare(writes: &[Write], answers: &[IdbRequest]) -> Result<(), StoreError> {
    let mut changed = Vec::new();
    for (write, answer) in writes.iter().zip(answers) {
        let found = answer.result().map_err(StoreError::from_browser)?;
        if stored::revision(&write.key, found)? != write.expected {
            changed.push(write.key.clone());
        }
    }
    match changed.is_empty() {
        true => Ok(()),
        false => Err(StoreError::Conflict { keys: changed }),
    }
}

fn refuse_repeated(writes: &[Write]) -> Result<(), StoreError> {
    let mut seen = HashSet::with_capacity(writes.len());
    match writes.iter().find(|write| !seen.insert(write.key.as_str())) {
        Some(write) => Err(StoreError::Repeated {
            key: write.key.clone(),
        }),
        None => Ok(()),
    }
}

#[derive(Clone)]
struct Changes {
    writes: Rc<[Write]>,
    sealed: Bodies,
    /// The revision of what is new: the clock, so that a key deleted and made again never repeats
    /// a revision that another tab may still hold.
    created_rev: u64,
}

impl Changes {
    fn new_rev(&self, write: &Write) -> u64 {
        match (&write.body, write.expected) {
            (None, _) => 0,
            (Some(_), 0) => self.created_rev,
            (Some(_), expected) => expected + 1,
        }
    }
}

impl Steps for Changes {
    fn count(&self) -> usize {
        self.writes.len()
    }

    fn step(&self, at: usize) -> Step<'_> {
        let write = &self.writes[at];
        match &write.body {
            Some(body) => Step::Put {
                key: &write.key,
                rev: self.new_rev(write),
                body: self.sealed.body(at, body),
            },
            None => Step::Delete { key: &write.key },
        }
    }

    fn progress(&self, _done: usize) {}
}
