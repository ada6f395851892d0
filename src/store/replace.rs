//! Putting one set of documents in place of another, all or nothing, whatever was there: the demo,
//! drafts, what is kept beside the caseload.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::IdbRequest;

use super::connection::Connection;
use super::feed::{Feed, Step, Steps};
use super::seal::{Bodies, Seal};
use super::transaction::Transaction;
use super::{KeyRange, StoreError};
use crate::browser::clock;

/// Where everything is cleared the lock goes with it, and what is put is put open.
pub(super) async fn replace(
    connection: &Connection,
    seal: &Seal,
    clear: &[KeyRange],
    documents: &Rc<[(String, String)]>,
    progress: &Rc<dyn Fn(usize, usize)>,
) -> Result<u64, StoreError> {
    let texts = documents
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()));
    let sealed = match clear.contains(&KeyRange::All) {
        true => Bodies::default(),
        false => seal.close(texts).await?,
    };
    let transaction = Transaction::write(&connection.database)?;
    let _guard = seal.guard(&transaction)?;
    for range in clear {
        if let Some(query) = range.query().map_err(StoreError::from_browser)? {
            clear_range(&transaction, range, &query).map_err(StoreError::from_browser)?;
        }
    }
    let rev = clock::now_ms();
    let puts = Puts {
        rev,
        documents: documents.clone(),
        sealed,
        progress: progress.clone(),
    };
    let feed = Feed::new(&transaction, puts);
    feed.start();
    transaction.end().await?;
    Ok(rev)
}

pub(super) fn clear_range(
    transaction: &Transaction,
    range: &KeyRange,
    query: &JsValue,
) -> Result<IdbRequest, JsValue> {
    match range {
        KeyRange::All => transaction.shelf().clear(),
        _ => transaction.shelf().delete(query),
    }
}

pub(super) struct Puts {
    /// The clock, like the revision of anything new: whoever holds a document from before the
    /// replacement will find that it has changed.
    pub(super) rev: u64,
    pub(super) documents: Rc<[(String, String)]>,
    pub(super) sealed: Bodies,
    pub(super) progress: Rc<dyn Fn(usize, usize)>,
}

impl Steps for Puts {
    fn count(&self) -> usize {
        self.documents.len()
    }

    fn step(&self, at: usize) -> Step<'_> {
        let (key, body) = &self.documents[at];
        Step::Put {
            key,
            rev: self.rev,
            body: self.sealed.body(at, body),
        }
    }

    fn progress(&self, done: usize) {
        (self.progress)(done, self.documents.len());
    }
}
