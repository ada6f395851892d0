//! Putting one set of documents in place of what was read, as long as it still is what was read:
//! restore and the way back. Whoever reads, copies and then replaces would else lose what another
//! window saved in between.

use std::rc::Rc;

use super::connection::Connection;
use super::feed::Feed;
use super::replace::{Puts, clear_range};
use super::seal::Seal;
use super::transaction::Transaction;
use super::{Document, KeyRange, StoreError, read, same};
use crate::browser::clock;

/// What was read: the ranges, and of each document in them the key and the revision.
pub struct Seen {
    ranges: Vec<KeyRange>,
    revisions: Vec<(String, u64)>,
}

impl Seen {
    /// The documents as [`super::Store::load`] answers for these ranges.
    pub fn of(ranges: Vec<KeyRange>, documents: &[Document]) -> Self {
        let revisions = documents.iter();
        Self {
            revisions: revisions
                .map(|document| (document.key.clone(), document.rev))
                .collect(),
            ranges,
        }
    }
}

/// `beside` is cleared as well, whatever is there.
pub(super) async fn exchange(
    connection: &Connection,
    seal: &Seal,
    seen: &Seen,
    beside: &[KeyRange],
    documents: &Rc<[(String, String)]>,
    progress: &Rc<dyn Fn(usize, usize)>,
) -> Result<(), StoreError> {
    let texts = documents
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()));
    let sealed = seal.close(texts).await?;
    let transaction = Transaction::write(&connection.database)?;
    let _guard = seal.guard(&transaction)?;
    let asked: Result<Vec<_>, _> = seen
        .ranges
        .iter()
        .filter_map(|range| read::ask_range(&transaction, range).transpose())
        .collect();
    let asked = asked.map_err(StoreError::from_browser)?;
    let _on_answer = same::stop_unless(&transaction, asked, seen.revisions.clone());
    for range in seen.ranges.iter().chain(beside) {
        if let Some(query) = range.query().map_err(StoreError::from_browser)? {
            clear_range(&transaction, range, &query).map_err(StoreError::from_browser)?;
        }
    }
    // Later than each before, also where the clock was set back.
    let latest = seen.revisions.iter().map(|(_, rev)| *rev).max();
    let puts = Puts {
        rev: clock::now_ms().max(latest.unwrap_or_default() + 1),
        documents: documents.clone(),
        sealed,
        progress: progress.clone(),
    };
    let feed = Feed::new(&transaction, puts);
    feed.start();
    transaction.end().await
}
