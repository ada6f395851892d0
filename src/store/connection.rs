//! One connection to a workspace's database: opened, watched, and closed when dropped.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

use super::error::name_of;
use super::{Lost, StoreError};
use crate::browser::before_opening::{Found, before_opening_a_database};
use crate::browser::{Arrival, Listener, listen};

/// The only object store of a workspace.
pub(super) const SHELF: &str = "shelf";

/// The layout of the database, which is one object store for good. It never rises: what changes is
/// inside the documents.
const LAYOUT_VERSION: u32 = 1;

/// What opening does when there is no such database.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Create,
    /// A database that was there a moment ago and is not any more has been taken away; an empty
    /// one in its place would look as if nothing had been lost.
    Refuse,
}

/// What was there before it was opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Database,
    Nothing,
    /// There was one; the browser could not read it any more and discarded it.
    Wreck,
}

impl Before {
    /// Chromium alone tells that it discarded what it could not read, and only this once
    /// (<https://github.com/w3c/IndexedDB/issues/30>).
    fn told_by(upgrade: &IdbVersionChangeEvent) -> Self {
        match Reflect::get(upgrade, &"dataLoss".into()) {
            Ok(amount) if amount == "total" => Self::Wreck,
            _ => Self::Nothing,
        }
    }
}

pub(super) struct Connection {
    pub(super) database: IdbDatabase,
    pub(super) before: Before,
    lost: Rc<Cell<Option<Lost>>>,
    _version_change: Listener,
    _close: Listener,
}

impl Connection {
    pub(super) async fn open(
        workspace: &str,
        missing: Missing,
        on_lost: Rc<dyn Fn(Lost)>,
    ) -> Result<Self, StoreError> {
        let found = before_opening_a_database().await;
        if found == Found::NoRoom {
            return Err(StoreError::Full);
        }
        let mut opened = Self::open_unprepared(workspace, missing, on_lost).await?;
        if (opened.before, found) == (Before::Nothing, Found::Discarded) {
            opened.before = Before::Wreck;
        }
        Ok(opened)
    }

    /// Opens one for which nothing has to be done before, because another is open.
    pub(super) async fn open_unprepared(
        workspace: &str,
        missing: Missing,
        on_lost: Rc<dyn Fn(Lost)>,
    ) -> Result<Self, StoreError> {
        match Self::ask(workspace, missing, on_lost.clone()).await {
            // A browser that is just closing everything takes the first answer with it.
            Err(StoreError::Disconnected) => Self::ask(workspace, missing, on_lost).await,
            answer => answer,
        }
    }

    async fn ask(
        workspace: &str,
        missing: Missing,
        on_lost: Rc<dyn Fn(Lost)>,
    ) -> Result<Self, StoreError> {
        let request = factory()?
            .open_with_u32(workspace, LAYOUT_VERSION)
            .map_err(unavailable)?;
        let before = Rc::new(Cell::new(Before::Database));
        let vanished = Rc::new(Cell::new(false));
        let upgrade = listen(&request, "upgradeneeded", {
            let (request, before, vanished) = (request.clone(), before.clone(), vanished.clone());
            move |event: IdbVersionChangeEvent| match missing {
                Missing::Create => {
                    create_shelf(&request);
                    before.set(Before::told_by(&event));
                }
                Missing::Refuse => {
                    vanished.set(true);
                    // Aborting the upgrade removes the empty database again.
                    if let Some(upgrade) = request.transaction() {
                        let _ = upgrade.abort();
                    }
                }
            }
        });
        let opened = settle(&request, workspace).await;
        drop(upgrade);
        if vanished.get() {
            return Err(StoreError::Vanished {
                workspace: workspace.to_owned(),
            });
        }
        Ok(Self::watch(opened?.unchecked_into(), before.get(), on_lost))
    }

    pub(super) fn lost(&self) -> Option<Lost> {
        self.lost.get()
    }

    /// Notes what a failed transaction has shown: the browser closed this connection.
    pub(super) fn found_closed(&self) {
        if self.lost.get().is_none() {
            self.lost.set(Some(Lost::ForceClosed));
        }
    }

    fn watch(database: IdbDatabase, before: Before, on_lost: Rc<dyn Fn(Lost)>) -> Self {
        let lost = Rc::new(Cell::new(None));
        let version_change = listen(&database, "versionchange", {
            let (database, lost, on_lost) = (database.clone(), lost.clone(), on_lost.clone());
            move |event: IdbVersionChangeEvent| {
                // Running transactions still finish; a tab that held on would block the other.
                database.close();
                let why = match event.new_version() {
                    Some(_) => Lost::Upgraded,
                    None => Lost::Removed,
                };
                lost.set(Some(why));
                on_lost(why);
            }
        });
        let close = listen(&database, "close", {
            let lost = lost.clone();
            move |_: Event| {
                lost.set(Some(Lost::ForceClosed));
                on_lost(Lost::ForceClosed);
            }
        });
        Connection {
            database,
            before,
            lost,
            _version_change: version_change,
            _close: close,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Removes a workspace's database. `Blocked` means that another tab holds on to it; the browser
/// removes it as soon as that tab lets go.
pub(super) async fn delete(workspace: &str) -> Result<(), StoreError> {
    let request = factory()?.delete_database(workspace).map_err(unavailable)?;
    settle(&request, workspace).await.map(|_| ())
}

/// Waits for the answer to opening or deleting.
async fn settle(request: &IdbOpenDbRequest, workspace: &str) -> Result<JsValue, StoreError> {
    let answer = Rc::new(Arrival::new());
    let success = listen(request, "success", {
        let (answer, request) = (answer.clone(), request.clone());
        move |_: Event| answer.deliver(request.result().map_err(failure))
    });
    let error = listen(request, "error", {
        let (answer, request) = (answer.clone(), request.clone());
        move |event: Event| {
            event.prevent_default();
            let cause = request.error().ok().flatten().map(JsValue::from);
            answer.deliver(Err(failure(cause.unwrap_or(JsValue::NULL))));
        }
    });
    let blocked = listen(request, "blocked", {
        let (answer, workspace) = (answer.clone(), workspace.to_owned());
        move |_: Event| {
            answer.deliver(Err(StoreError::Blocked {
                workspace: workspace.clone(),
            }))
        }
    });
    let answer = answer.wait().await;
    drop((success, error, blocked));
    answer
}

fn failure(error: JsValue) -> StoreError {
    match name_of(&error).as_str() {
        "VersionError" => StoreError::Newer {
            found: LAYOUT_VERSION + 1,
            known: LAYOUT_VERSION,
        },
        // Firefox answers so to private windows and to a damaged profile.
        name @ "InvalidStateError" => no_store(name),
        _ => StoreError::from_browser(error),
    }
}

fn create_shelf(request: &IdbOpenDbRequest) {
    // A failure aborts the upgrade by itself, and `error` reports it.
    if let Ok(database) = request.result() {
        let database: IdbDatabase = database.unchecked_into();
        let _ = database.create_object_store(SHELF);
    }
}

fn factory() -> Result<IdbFactory, StoreError> {
    let window = web_sys::window().ok_or_else(|| no_store("there is no window"))?;
    window
        .indexed_db()
        .map_err(unavailable)?
        .ok_or_else(|| no_store("it has no IndexedDB"))
}

fn no_store(cause: &str) -> StoreError {
    StoreError::Unavailable {
        cause: cause.to_owned(),
    }
}

fn unavailable(error: JsValue) -> StoreError {
    match StoreError::from_browser(error) {
        StoreError::Failed { name, .. } => no_store(&name),
        other => no_store(&other.to_string()),
    }
}
