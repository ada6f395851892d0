//! The store of one workspace: a connection that is kept, and opened again when it was lost.

use std::cell::RefCell;
use std::rc::Rc;

use super::connection::{self, Connection, Missing};
use super::{Document, KeyRange, StoreError, Write, commit, read, replace};

/// Why a connection is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Another tab upgrades or removes the database. This store answers `Closed` from now on.
    VersionChange,
    /// The browser closed it (after sleep, under pressure, or because site data was cleared). The
    /// next call opens it again, once.
    ForceClosed,
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
    created: bool,
}

impl Store {
    /// Opens the workspace, and makes it when there is none.
    pub async fn open(
        workspace: &str,
        on_lost: impl Fn(Lost) + 'static,
    ) -> Result<Self, StoreError> {
        let on_lost: Rc<dyn Fn(Lost)> = Rc::new(on_lost);
        let connection = Connection::open(workspace, Missing::Create, on_lost.clone()).await?;
        let workspace = Workspace {
            name: workspace.to_owned(),
            on_lost,
            created: connection.created,
            connection: RefCell::new(Rc::new(connection)),
        };
        Ok(Store {
            workspace: Rc::new(workspace),
        })
    }

    /// Whether opening made the database. Where a sentinel says that there was one, that is an
    /// incident and not a first run.
    pub fn created(&self) -> bool {
        self.workspace.created
    }

    /// All documents of the ranges, range after range, in the order of keys, as of one moment.
    pub async fn load(&self, ranges: &[KeyRange]) -> Result<Vec<Document>, StoreError> {
        self.connected(async |connection| read::load(connection, ranges).await)
            .await
    }

    pub async fn get(&self, key: &str) -> Result<Option<Document>, StoreError> {
        self.connected(async |connection| read::get(connection, key).await)
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
        self.connected(async |connection| commit::commit(connection, &writes).await)
            .await
    }

    /// Clears the ranges and puts all the documents (key and body), or changes nothing; whatever
    /// was there is not compared. Answers the revision every document now has. `progress` is told
    /// how many of how many are put.
    pub async fn replace(
        &self,
        clear: &[KeyRange],
        documents: impl IntoIterator<Item = (String, String)>,
        progress: impl Fn(usize, usize) + 'static,
    ) -> Result<u64, StoreError> {
        let documents: Rc<[(String, String)]> = documents.into_iter().collect();
        let progress: Rc<dyn Fn(usize, usize)> = Rc::new(progress);
        self.connected(async |connection| {
            replace::replace(connection, clear, &documents, &progress).await
        })
        .await
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

    async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        let kept = self.workspace.connection.borrow().clone();
        match kept.lost() {
            None => Ok(kept),
            Some(Lost::VersionChange) => Err(StoreError::Closed(Lost::VersionChange)),
            Some(Lost::ForceClosed) => self.reopen(&kept).await,
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
