//! When the data was taken away: under the app, or since it was here last.

use aimline_core::format::document::{self, DRAFT};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Inner, Refused, Status, Workspace, not_open};
use crate::browser::preferences::{self, Preference};
use crate::browser::{dom, timer};
use crate::store::{KeyRange, Lost, Store, StoreError};

/// How soon a full device may have room again.
const LOOK_AGAIN_MS: u32 = 20_000;

impl App {
    /// Whether the data was removed under this window, which still has in memory what it had read.
    pub fn gone(&self) -> ArcRwSignal<bool> {
        self.inner().gone.clone()
    }

    /// Starts with an empty caseload after the data was found missing.
    pub fn accept_missing(&self) {
        preferences::forget(Preference::WorkspaceMade);
        self.inner().status.set(Status::Ready);
        self.tell_others_to_reload();
    }

    /// Removes what the browser cannot open any more. The next look finds it missing and offers the
    /// last backup.
    ///
    /// # Errors
    /// When the browser cannot remove it, or cannot open what it makes anew.
    pub async fn remove_broken(&self) -> Result<(), StoreError> {
        let inner = self.inner();
        let database = inner.workspace.get_untracked().database();
        inner.store.take();
        Store::delete_workspace(database).await?;
        preferences::set(Preference::WorkspaceMade, &true);
        match Store::open(database, |_| {}).await {
            // It is removed; the next look says that there is no room for a new one.
            Ok(_) | Err(StoreError::Full) => Ok(()),
            Err(why) => Err(why),
        }
    }

    pub(super) fn lost(&self, lost: Lost) {
        match lost {
            Lost::Upgraded => self.fail(StoreError::Closed(lost)),
            Lost::Removed => self.is_gone(),
            Lost::Relocked => dom::reload(),
            Lost::ForceClosed => self.look_whether_it_is_gone(),
        }
    }

    /// A browser that removes the data of a site closes the connection first. Whoever opens it anew
    /// finds out, as soon as there is room to open it.
    fn look_whether_it_is_gone(&self) {
        let Some(store) = self.inner().open_store() else {
            return;
        };
        spawn_local(async move {
            while let Err(StoreError::Full) = store.keys(&KeyRange::All).await {
                timer::sleep(LOOK_AGAIN_MS).await;
            }
        });
    }

    /// The page stays: what it shows, and what is typed in it, may be all that is left.
    fn is_gone(&self) {
        let inner = self.inner();
        let is_shown = inner.status.get_untracked() == Status::Ready;
        if is_shown && inner.workspace.get_untracked() == Workspace::Own {
            inner.gone.set(true);
        } else {
            self.fail(StoreError::Closed(Lost::Removed));
        }
    }

    fn fail(&self, why: StoreError) {
        let trouble = Refused::from(why).into();
        self.inner().status.set(Status::Failed(trouble));
    }
}

impl Inner {
    /// Once everything was read: whether a caseload that the sentinel knows of is gone. That is so
    /// until the person restores or goes on without it, and not only where the database is new: the
    /// first look made it. What was half typed in another window is no caseload.
    pub(super) async fn standing(&self, workspace: Workspace) -> Result<Status, Refused> {
        if !self.revisions.borrow().is_empty() {
            remember_made(workspace);
            return Ok(Status::Ready);
        }
        if workspace == Workspace::Demo || !is_made() {
            return Ok(Status::Ready);
        }
        let store = self.open_store().ok_or_else(not_open)?;
        let keys = store.keys(&KeyRange::All).await?;
        let gone = keys.iter().all(|key| document::kind_of(key) == DRAFT);
        Ok(if gone { Status::Missing } else { Status::Ready })
    }
}

/// Leaves the sentinel outside the database that says there is one.
pub(super) fn remember_made(workspace: Workspace) {
    if workspace == Workspace::Own && !is_made() {
        preferences::set(Preference::WorkspaceMade, &true);
    }
}

fn is_made() -> bool {
    preferences::get(Preference::WorkspaceMade).unwrap_or(false)
}
