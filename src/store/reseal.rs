//! Turning a lock on or off: every document is read, sealed or opened, and written in one
//! transaction, which looks first that nothing has changed since it was read. Whoever is killed on
//! the way finds everything as it was, or everything as it was to be.

use std::rc::Rc;

use super::connection::Connection;
use super::feed::{Feed, Step, Steps};
use super::seal::{Bodies, LOCK, Seal, put_lock};
use super::transaction::Transaction;
use super::{Document, KeyRange, StoreError, read, same};
use crate::browser::cipher::Cipher;

/// Answers the seal as it is from then on.
pub(super) async fn reseal(
    connection: &Connection,
    from: &Seal,
    to: Option<(String, Cipher)>,
    progress: &Rc<dyn Fn(usize, usize)>,
) -> Result<Seal, StoreError> {
    let documents = read::load(connection, from, &[KeyRange::All]).await?;
    let (lock, cipher) = to.unzip();
    let seal = from.turned(cipher);
    let texts = documents
        .iter()
        .map(|document| (document.key.as_str(), document.body.as_str()));
    let anew = Anew {
        sealed: seal.close(texts).await?,
        documents: documents.into(),
        progress: progress.clone(),
    };
    let transaction = Transaction::write(&connection.database)?;
    let _guard = from.guard(&transaction)?;
    let asked = read::ask_range(&transaction, &KeyRange::All);
    let Some(asked) = asked.map_err(StoreError::from_browser)? else {
        return Ok(seal);
    };
    let known = anew.documents.iter();
    let known = known.map(|document| (document.key.clone(), document.rev));
    let _on_answer = same::stop_unless(&transaction, vec![asked], known.collect());
    // The lock itself first, behind the questions; the documents follow slice by slice.
    match lock {
        Some(lock) => put_lock(&transaction, seal.rev(), &lock)?,
        None => {
            let gone = transaction.shelf().delete(&LOCK.into());
            gone.map_err(StoreError::from_browser)?;
        }
    }
    let feed = Feed::new(&transaction, anew);
    feed.start();
    transaction.end().await?;
    Ok(seal)
}

/// The same documents with the same revisions: they lie there in another way and say the same.
struct Anew {
    documents: Rc<[Document]>,
    sealed: Bodies,
    progress: Rc<dyn Fn(usize, usize)>,
}

impl Steps for Anew {
    fn count(&self) -> usize {
        self.documents.len()
    }

    fn step(&self, at: usize) -> Step<'_> {
        let document = &self.documents[at];
        Step::Put {
            key: &document.key,
            rev: document.rev,
            body: self.sealed.body(at, &document.body),
        }
    }

    fn progress(&self, done: usize) {
        (self.progress)(done, self.documents.len());
    }
}
