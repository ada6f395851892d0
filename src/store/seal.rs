//! The seal: under a lock every document is encrypted on its way to the disk and decrypted on its
//! way back. Without a lock it does nothing.
//!
//! The lock is a document of its own, the only one that lies there open. What is in it is the
//! caller's; the store looks at its revision, and does so inside every transaction, so that no
//! window reads or writes by a lock that is not there any more.
//!
//! A transaction ends by itself when it waits for anything else, so encryption comes before it and
//! decryption after it.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::Event;

use super::connection::{Before, Connection};
use super::stored::{self, Body, Found, FoundBody};
use super::transaction::Transaction;
use super::{Document, Lost, StoreError};
use crate::browser::cipher::{Cipher, Sealed, Unfit};
use crate::browser::{Listener, clock, listen};

/// The key of the lock's document.
pub(super) const LOCK: &str = "lock";

/// How a workspace is sealed, as one window knows it.
#[derive(Clone)]
pub(super) struct Seal {
    workspace: Rc<str>,
    /// The revision of the lock; 0 when there is none.
    rev: u64,
    /// Nothing without a lock, and while nobody has opened it.
    cipher: Option<Cipher>,
}

/// What is put in place of texts: nothing else without a lock.
#[derive(Clone, Default)]
pub(super) struct Bodies(Option<Rc<[Sealed]>>);

impl Bodies {
    /// What is put for the text of this number.
    pub(super) fn body<'b>(&'b self, at: usize, text: &'b str) -> Body<'b> {
        match &self.0 {
            Some(sealed) => Body::Sealed(&sealed[at]),
            None => Body::Text(text),
        }
    }
}

impl Seal {
    pub(super) fn none(workspace: &str) -> Self {
        Self {
            workspace: workspace.into(),
            rev: 0,
            cipher: None,
        }
    }

    /// As it is when a workspace is opened: shut, if there is a lock.
    pub(super) async fn found(
        connection: &Connection,
        workspace: &str,
    ) -> Result<Self, StoreError> {
        let mut seal = Self::none(workspace);
        if connection.before == Before::Database {
            seal.rev = stored::revision(LOCK, lock_value(connection).await?)?;
        }
        Ok(seal)
    }

    pub(super) fn is_there(&self) -> bool {
        self.rev != 0
    }

    pub(super) fn is_shut(&self) -> bool {
        self.is_there() && self.cipher.is_none()
    }

    pub(super) fn opened(self, cipher: Cipher) -> Self {
        Self {
            cipher: Some(cipher),
            ..self
        }
    }

    /// With a new lock and its key, or with none.
    pub(super) fn turned(&self, cipher: Option<Cipher>) -> Self {
        let rev = cipher.as_ref().map_or(0, |_| self.next_rev());
        Self {
            workspace: self.workspace.clone(),
            rev,
            cipher,
        }
    }

    pub(super) fn rev(&self) -> u64 {
        self.rev
    }

    /// The text of the lock.
    pub(super) async fn lock(&self, connection: &Connection) -> Result<Option<String>, StoreError> {
        let value = lock_value(connection).await?;
        if value.is_undefined() {
            return Ok(None);
        }
        match stored::to_found(LOCK.to_owned(), value)?.body {
            FoundBody::Text(text) => Ok(Some(text)),
            FoundBody::Sealed(_) => Err(damaged(LOCK)),
        }
    }

    /// Writes another lock in place of the one there is, for the same key.
    pub(super) async fn changed(
        self,
        connection: &Connection,
        lock: &str,
    ) -> Result<Self, StoreError> {
        if self.is_shut() || !self.is_there() {
            return Err(StoreError::Locked);
        }
        let rev = self.next_rev();
        let transaction = Transaction::write(&connection.database)?;
        let _guard = self.guard(&transaction)?;
        put_lock(&transaction, rev, lock)?;
        transaction.end().await?;
        Ok(Self { rev, ..self })
    }

    /// What to put in place of these texts, each given with its key.
    pub(super) async fn close(
        &self,
        texts: impl Iterator<Item = (&str, &str)>,
    ) -> Result<Bodies, StoreError> {
        let Some(cipher) = &self.cipher else {
            return match self.is_there() {
                true => Err(StoreError::Locked),
                false => Ok(Bodies(None)),
            };
        };
        let texts: Vec<_> = texts.map(|(key, text)| (self.label(key), text)).collect();
        let sealed = cipher.seal(&texts).await;
        let sealed = sealed.map_err(|_| StoreError::NotSealed)?;
        Ok(Bodies(Some(sealed.into())))
    }

    /// The documents as they were before they were sealed. One that lies there open is taken as it
    /// is.
    pub(super) async fn open(&self, found: Vec<Found>) -> Result<Vec<Document>, StoreError> {
        let mut documents = Vec::with_capacity(found.len());
        let (mut places, mut sealed) = (Vec::new(), Vec::new());
        for (Found { key, rev, body }, at) in found.into_iter().zip(0..) {
            let body = match body {
                FoundBody::Text(text) => text,
                FoundBody::Sealed(bytes) => {
                    places.push(at);
                    sealed.push((self.label(&key), bytes));
                    String::new()
                }
            };
            documents.push(Document { key, rev, body });
        }
        if sealed.is_empty() {
            return Ok(documents);
        }
        let cipher = self.cipher.as_ref().ok_or(StoreError::Locked)?;
        match cipher.open(&sealed).await {
            Ok(texts) => {
                for (at, text) in places.into_iter().zip(texts) {
                    documents[at].body = text;
                }
                Ok(documents)
            }
            Err(Unfit(at)) => Err(damaged(&documents[places[at]].key)),
        }
    }

    /// Compares the lock inside a transaction, and takes everything back if it is another one.
    pub(super) fn guard(&self, transaction: &Transaction) -> Result<Listener, StoreError> {
        let known = self.rev;
        let asked = transaction.shelf().get(&LOCK.into());
        let asked = asked.map_err(StoreError::from_browser)?;
        let (stop, answer) = (transaction.stop(), asked.clone());
        Ok(listen(&asked, "success", move |_: Event| {
            let found = answer.result().unwrap_or(JsValue::UNDEFINED);
            match stored::revision(LOCK, found) {
                Ok(found) if found == known => {}
                Ok(_) => stop.refuse(StoreError::Closed(Lost::Relocked)),
                Err(why) => stop.refuse(why),
            }
        }))
    }

    /// What is authenticated with a document: it opens in its own place only.
    fn label(&self, key: &str) -> String {
        format!("aimline seal 1\n{}\n{key}", self.workspace)
    }

    /// The clock, as for anything new, but never one that was.
    fn next_rev(&self) -> u64 {
        clock::now_ms().max(self.rev + 1)
    }
}

pub(super) fn put_lock(transaction: &Transaction, rev: u64, lock: &str) -> Result<(), StoreError> {
    let value = stored::to_value(rev, Body::Text(lock));
    let put = transaction.shelf().put_with_key(&value, &LOCK.into());
    put.map(drop).map_err(StoreError::from_browser)
}

async fn lock_value(connection: &Connection) -> Result<JsValue, StoreError> {
    let transaction = Transaction::read(&connection.database)?;
    let request = transaction.shelf().get(&LOCK.into());
    let request = request.map_err(StoreError::from_browser)?;
    transaction.end().await?;
    request.result().map_err(StoreError::from_browser)
}

fn damaged(key: &str) -> StoreError {
    StoreError::Damaged {
        key: key.to_owned(),
    }
}
