//! Writing a planned change: compare revisions and write, in one transaction.

use std::collections::HashSet;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Event, IdbRequest};

use super::connection::Connection;
use super::feed::{Feed, Step, Steps};
use super::transaction::Transaction;
use super::{StoreError, Write, stored};
use crate::browser::{clock, listen};

pub(super) async fn commit(
    connection: &Connection,
    writes: &Rc<[Write]>,
) -> Result<Vec<(String, u64)>, StoreError> {
    refuse_repeated(writes)?;
    let changes = Changes {
        writes: writes.clone(),
        created_rev: clock::now_ms(),
    };
    if !writes.is_empty() {
        compare_and_write(connection, changes.clone()).await?;
    }
    Ok(writes
        .iter()
        .map(|write| (write.key.clone(), changes.new_rev(write)))
        .collect())
}

/// Asks for every document first. Requests are answered in order, so the last answer finds all of
/// them there and may compare and write without leaving the transaction.
async fn compare_and_write(connection: &Connection, changes: Changes) -> Result<(), StoreError> {
    let transaction = Transaction::write(&connection.database)?;
    let stop = transaction.stop();
    let requests = changes
        .writes
        .iter()
        .map(|write| transaction.shelf().get(&write.key.as_str().into()));
    let requests: Vec<IdbRequest> = requests
        .collect::<Result<_, _>>()
        .map_err(StoreError::from_browser)?;
    let Some(last) = requests.last().cloned() else {
        return Ok(());
    };
    let feed = Feed::new(&transaction, changes.clone());
    let feed = Rc::new(feed);
    let compare = listen(&last, "success", {
        let feed = feed.clone();
        move |_: Event| match conflicts(&changes.writes, &requests) {
            keys if keys.is_empty() => feed.start(),
            keys => stop.refuse(StoreError::Conflict { keys }),
        }
    });
    let end = transaction.end().await;
    drop(compare);
    end
}

/// The keys whose revision is not the expected one. A document of another form counts as changed.
fn conflicts(writes: &[Write], requests: &[IdbRequest]) -> Vec<String> {
    let found = |request: &IdbRequest| stored::revision(request.result().unwrap_or(JsValue::NULL));
    let pairs = writes.iter().zip(requests);
    pairs
        .filter(|(write, request)| found(request) != Some(write.expected))
        .map(|(write, _)| write.key.clone())
        .collect()
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
                body,
            },
            None => Step::Delete { key: &write.key },
        }
    }

    fn progress(&self, _done: usize) {}
}
