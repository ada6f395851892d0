//! The store of one workspace: a connection that is kept, and opened again when it was lost.

use std::cell::RefCell;
use std::rc::Rc;

use super::connection::{self, Before, Connection, Missing};
use super::seal::Seal;
use super::{Document, KeyRange, Seen, StoreError, Write, commit, exchange, read, replace, reseal};
use crate::browser::cipher::Cipher;

/// Why a connection is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A newer page upgrades the database. This store answers `Closed` from now on, as it does once
    /// the database is removed.
    Upgraded,
    Removed,
    /// The browser closed it (after sleep, under pressure, or because site data was cleared). The
    /// next call opens it again, once.
    ForceClosed,
    /// Another tab turned the lock on or off or changed it; this one has another key, or none.
    Relocked,
}

/// One database, one object store. Clones share the connection.
#[derive(Clone)]
pub struct Store {
    workspace: Rc<Workspace>,
}

struct Workspace {
    name: String,
    on_lost: Rc<dyn Fn(Lost)>,
    connection: RefCell<Rc<Connection>>,
    seal: RefCell<Seal>,
    before: Before,
}

impl Store {
    /// Opens the workspace, and makes it when there is none.
    pub async fn open(
        workspace: &str,
        on_lost: impl Fn(Lost) + 'static,
    ) -> Result<Self, StoreError> {
        let on_lost: Rc<dyn Fn(Lost)> = Rc::new(on_lost);
        let connection = Connection::open(workspace, Missing::Create, on_lost.clone()).await?;
        let seal = Seal::found(&connection, workspace).await?;
        let workspace = Workspace {
            name: workspace.to_owned(),
            on_lost,
            before: connection.before,
            seal: RefCell::new(seal),
            connection: RefCell::new(Rc::new(connection)),
        };
        Ok(Store {
            workspace: Rc::new(workspace),
        })
    }

    /// Whether opening made the database.
    pub fn created(&self) -> bool {
        self.workspace.before != Before::Database
    }

    /// Whether opening made it in place of one that the browser could not read and discarded.
    pub fn was_discarded(&self) -> bool {
        self.workspace.before == Before::Wreck
    }

    /// All documents of the ranges, range after range, in the order of keys, as of one moment.
    pub async fn load(&self, ranges: &[KeyRange]) -> Result<Vec<Document>, StoreError> {
        self.connected(async |connection| read::load(connection, &self.seal(), ranges).await)
            .await
    }

    pub async fn get(&self, key: &str) -> Result<Option<Document>, StoreError> {
        self.connected(async |connection| read::get(connection, &self.seal(), key).await)
            .await
    }

    pub async fn count(&self, range: &KeyRange) -> Result<u32, StoreError> {
        self.connected(async |connection| read::count(connection, range).await)
            .await
    }

    pub async fn keys(&self, range: &KeyRange) -> Result<Vec<String>, StoreError> {
        self.connected(async |connection| read::keys(connection, range).await)
            .await
    }

    /// Writes all or nothing, if every document still has the revision expected. Answers the new
    /// revisions in the order of the writes; 0 for what was deleted.
    pub async fn commit(&self, writes: Vec<Write>) -> Result<Vec<(String, u64)>, StoreError> {
        let writes: Rc<[Write]> = writes.into();
        self.connected(async |connection| commit::commit(connection, &self.seal(), &writes).await)
            .await
    }

    /// Clears the ranges and puts all the documents (key and body), or changes nothing; whatever
    /// was there is not compared. Answers the revision every document now has. `progress` is told
    /// how many of how many are put. Clearing everything takes the lock away as well.
    pub async fn replace(
        &self,
        clear: &[KeyRange],
        documents: impl IntoIterator<Item = (String, String)>,
        progress: impl Fn(usize, usize) + 'static,
    ) -> Result<u64, StoreError> {
        let documents: Rc<[(String, String)]> = documents.into_iter().collect();
        let progress: Rc<dyn Fn(usize, usize)> = Rc::new(progress);
        let put = self
            .connected(async |connection| {
                replace::replace(connection, &self.seal(), clear, &documents, &progress).await
            })
            .await?;
        if clear.contains(&KeyRange::All) {
            self.workspace
                .seal
                .replace(Seal::none(&self.workspace.name));
        }
        Ok(put)
    }

    /// Puts the documents (key and body, one at least) in place of what was seen, and clears the
    /// ranges beside it; or changes nothing, because what was seen is not what is there now.
    pub async fn exchange(
        &self,
        seen: &Seen,
        beside: &[KeyRange],
        documents: impl IntoIterator<Item = (String, String)>,
        progress: impl Fn(usize, usize) + 'static,
    ) -> Result<(), StoreError> {
        let documents: Rc<[(String, String)]> = documents.into_iter().collect();
        let progress: Rc<dyn Fn(usize, usize)> = Rc::new(progress);
        self.connected(async |connection| {
            let seal = self.seal();
            exchange::exchange(connection, &seal, seen, beside, &documents, &progress).await
        })
        .await
    }

    /// What the workspace is locked by, whether it is open by now or not.
    pub async fn lock(&self) -> Result<Option<String>, StoreError> {
        self.connected(async |connection| self.seal().lock(connection).await)
            .await
    }

    pub fn has_lock(&self) -> bool {
        self.workspace.seal.borrow().is_there()
    }

    /// Whether nobody has opened the lock yet: then nothing can be read or written.
    pub fn is_locked(&self) -> bool {
        self.workspace.seal.borrow().is_shut()
    }

    /// Opens the lock. A key that is not the right one shows when something is read.
    pub fn unlock(&self, cipher: Cipher) {
        let opened = self.seal().opened(cipher);
        self.workspace.seal.replace(opened);
    }

    /// Turns a lock on, or off, and with it rewrites every document in one transaction, which
    /// nothing may have changed in between.
    pub async fn turn_lock(
        &self,
        to: Option<(String, Cipher)>,
        progress: impl Fn(usize, usize) + 'static,
    ) -> Result<(), StoreError> {
        let progress: Rc<dyn Fn(usize, usize)> = Rc::new(progress);
        let seal = self
            .connected(async |connection| {
                reseal::reseal(connection, &self.seal(), to.clone(), &progress).await
            })
            .await?;
        self.workspace.seal.replace(seal);
        Ok(())
    }

    /// Puts another lock, with the same key, in place of the one there is.
    pub async fn change_lock(&self, body: &str) -> Result<(), StoreError> {
        let seal = self
            .connected(async |connection| self.seal().changed(connection, body).await)
            .await?;
        self.workspace.seal.replace(seal);
        Ok(())
    }

    /// Removes a workspace for good. Tabs that have it open are told and let go.
    pub async fn delete_workspace(workspace: &str) -> Result<(), StoreError> {
        connection::delete(workspace).await
    }

    /// Does the work, and does it once more on a new connection when the old one turns out to be
    /// closed. That is safe for writes too: nothing was written, and if something had been, its
    /// revision would stop the second try.
    async fn connected<T>(
        &self,
        work: impl AsyncFn(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let answer = self.twice(work).await;
        let lost = match answer {
            Err(StoreError::Closed(Lost::Relocked)) => Some(Lost::Relocked),
            Err(StoreError::Vanished { .. }) => Some(Lost::Removed),
            _ => None,
        };
        if let Some(lost) = lost {
            (self.workspace.on_lost)(lost);
        }
        answer
    }

    async fn twice<T>(
        &self,
        work: impl AsyncFn(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = self.connection().await?;
        match work(&connection).await {
            Err(StoreError::Disconnected) => {
                connection.found_closed();
                let connection = self.connection().await?;
                work(&connection).await
            }
            answer => answer,
        }
    }

    /// As it is at the moment of asking: what is under way keeps to what it began with.
    fn seal(&self) -> Seal {
        self.workspace.seal.borrow().clone()
    }

    async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        let kept = self.workspace.connection.borrow().clone();
        match kept.lost() {
            None => Ok(kept),
            Some(gone @ (Lost::Upgraded | Lost::Removed)) => Err(StoreError::Closed(gone)),
            Some(Lost::ForceClosed | Lost::Relocked) => self.reopen(&kept).await,
        }
    }

    async fn reopen(&self, gone: &Rc<Connection>) -> Result<Rc<Connection>, StoreError> {
        let Workspace {
            name,
            on_lost,
            connection,
            ..
        } = &*self.workspace;
        let opened = Connection::open(name, Missing::Refuse, on_lost.clone()).await?;
        let mut kept = connection.borrow_mut();
        // Two calls may have found the loss at once; the first to be back is kept by both.
        if Rc::ptr_eq(&kept, gone) {
            *kept = Rc::new(opened);
        }
        Ok(kept.clone())
    }
}
