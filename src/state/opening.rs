//! Opening a workspace, and reading what is in it.

use aimline_core::Caseload;
use aimline_core::elapsed::days_later;
use aimline_core::format::document::{HISTORY, KINDS, VERSION};
use aimline_core::model::{Device, Plan, Record, Session};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lost::remember_made;
use super::watch::LOCK;
use super::{App, Inner, Refused, Trouble, Workspace, not_open};
use crate::browser::before_opening::take_room_for_granted;
use crate::browser::preferences::{self, Preference};
use crate::browser::tabs::Tabs;
use crate::browser::{clock, random};
use crate::store::{Document, FORMAT_VERSION, KeyRange, Lost, Store, StoreError};

#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    Opening,
    /// It is there and encrypted; nobody has opened its lock yet.
    Locked,
    Ready,
    /// Nothing is there although this device had a caseload: the data was removed from outside.
    Missing,
    /// It cannot be opened, or was closed from outside.
    Failed(Trouble),
}

impl App {
    /// Opens the workspace of this tab.
    pub fn start(&self) {
        let app = *self;
        spawn_local(async move { app.open(Workspace::of_this_tab()).await });
    }

    /// Opens the demo, filling it when it is empty.
    pub async fn enter_demo(&self) {
        self.open(Workspace::Demo).await;
    }

    pub async fn leave_demo(&self) {
        self.open(Workspace::Own).await;
    }

    /// Puts the demo back as it was at first.
    ///
    /// # Errors
    /// When the browser cannot write it.
    pub async fn reset_demo(&self) -> Result<(), Refused> {
        let inner = self.inner();
        if inner.workspace.get_untracked() != Workspace::Demo {
            return Ok(());
        }
        let _turn = inner.turn.lock().await;
        inner.notices.clear();
        inner.fill_demo().await?;
        inner.read_everything_current().await
    }

    /// Reads everything again, as after a restore.
    ///
    /// # Errors
    /// When the browser cannot read, or a document is not one of ours.
    pub async fn reload(&self) -> Result<(), Refused> {
        let inner = self.inner();
        // What they offer to undo may not be there any more.
        inner.notices.clear();
        {
            // What a command or another window writes meanwhile would be missing in memory.
            let _turn = inner.turn.lock().await;
            inner.read_everything_current().await?;
        }
        self.tell_others_to_reload();
        // An erasure takes the lock with it.
        self.watch_over_lock();
        Ok(())
    }

    /// Other windows read everything again, and by that find a lock that is new to them.
    pub(super) fn tell_others_to_reload(&self) {
        if let Some(tabs) = &*self.inner().tabs.borrow() {
            tabs.tell(EVERYTHING);
        }
    }

    /// Reads the years before this one too, for pages that show them.
    ///
    /// # Errors
    /// As [`App::reload`].
    pub async fn load_earlier_years(&self) -> Result<(), Refused> {
        let inner = self.inner();
        let _turn = inner.turn.lock().await;
        if inner.everything.replace(true) {
            return Ok(());
        }
        let read = inner.read_everything_current().await;
        // Whoever asks again shall not be told that they are there.
        inner.everything.set(read.is_ok());
        read
    }

    /// Whether the earlier years are in memory.
    pub fn has_earlier_years(&self) -> bool {
        self.inner().everything.get()
    }

    /// Opens what was not opened for want of room: the person knows better.
    pub async fn open_all_the_same(&self) {
        take_room_for_granted();
        self.open(self.inner().workspace.get_untracked()).await;
    }

    pub fn look_at_the_clock(&self) {
        let today = clock::today();
        let known = self.inner().today.clone();
        if known.get_untracked() != today {
            known.set(today);
        }
    }

    async fn open(&self, workspace: Workspace) {
        let inner = self.inner();
        // What is on its way to the disk, waits to be written or could be undone belongs to the
        // workspace that is left.
        let _turn = inner.turn.lock().await;
        self.flush_drafts();
        inner.notices.clear();
        inner.status.set(Status::Opening);
        inner.gone.set(false);
        inner.tabs.take();
        inner.store.take();
        self.watch_over_lock();
        inner.everything.set(false);
        let opened = self.open_store_of(workspace).await;
        let status = match opened {
            Ok(status) => status,
            Err(refused) => Status::Failed(refused.into()),
        };
        workspace.keep_for_this_tab();
        inner.workspace.set(workspace);
        inner.status.set(status);
        self.recall_last_backup().await;
    }

    async fn open_store_of(&self, workspace: Workspace) -> Result<Status, Refused> {
        let app = *self;
        let inner = self.inner();
        let store = Store::open(workspace.database(), move |lost| app.lost(lost)).await?;
        let (created, locked) = (store.created(), store.is_locked());
        if store.was_discarded() {
            remember_made(workspace);
        }
        inner.store.replace(Some(store));
        let heard = move |message: String| app.hear(message);
        inner.tabs.replace(Tabs::join(workspace.database(), heard));
        self.watch_over_lock();
        if locked {
            inner.caseload.set(Caseload::default());
            return Ok(Status::Locked);
        }
        if workspace == Workspace::Demo && created {
            inner.fill_demo().await?;
        }
        inner.read_everything_current().await?;
        inner.standing(workspace).await
    }

    /// What another window restored, or goes on without, ends what this one had to say about it.
    async fn look_again(&self) -> Result<(), Refused> {
        let inner = self.inner();
        // What they offer to undo may have been erased there.
        inner.notices.clear();
        inner.read_everything_current().await?;
        let (status, workspace) = (
            inner.status.get_untracked(),
            inner.workspace.get_untracked(),
        );
        if matches!(status, Status::Missing | Status::Failed(_)) {
            inner.status.set(inner.standing(workspace).await?);
        }
        Ok(())
    }

    /// Another window changed something.
    fn hear(&self, message: String) {
        let app = *self;
        if message == LOCK {
            app.shut();
            return;
        }
        spawn_local(async move {
            let inner = app.inner();
            let _turn = inner.turn.lock().await;
            let read = match serde_json::from_str(&message) {
                Ok(_) if inner.gone.get_untracked() => Ok(()),
                Ok(keys) => inner.read_again(keys).await,
                Err(_) => app.look_again().await,
            };
            match read {
                // A window that is locked learns nothing, and has nothing to say about it.
                Ok(()) | Err(Refused::Store(StoreError::Locked)) => {}
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    }
}

// What the store refuses as newer and what a backup file calls newer are the same. So far a version
// only added; the first that rewrites has to migrate what the store reads.
const _: () = assert!(FORMAT_VERSION == VERSION);

/// What one window says to the others after a restore.
const EVERYTHING: &str = "everything";

impl Inner {
    /// Reads people, groups, protocols, plans of this and the last school year, and this year's
    /// sessions; everything if it was asked for.
    pub(super) async fn read_everything_current(&self) -> Result<(), Refused> {
        let store = self.open_store().ok_or_else(not_open)?;
        let mut caseload = Caseload::default();
        let mut revisions = Vec::new();
        let dated = [Plan::KIND, Session::KIND];
        let undated: Vec<_> = KINDS
            .iter()
            .filter(|kind| !dated.contains(kind))
            .map(|kind| KeyRange::prefix(format!("{kind}/")))
            .collect();
        take_in(&mut caseload, &mut revisions, store.load(&undated).await?)?;
        let year_began = caseload.calendar().year_of(clock::today()).first;
        let ranges = dated.map(|kind| self.range_of(kind, year_began));
        take_in(&mut caseload, &mut revisions, store.load(&ranges).await?)?;
        // Another window may have made the database anew: nothing takes the place of what is left.
        if self.gone.get_untracked() && revisions.is_empty() {
            return Err(StoreError::Closed(Lost::Removed).into());
        }
        self.gone.set(false);
        self.revisions.replace(revisions.into_iter().collect());
        caseload.name_by_initials(self.by_initials.get_untracked());
        self.caseload.set(caseload);
        Ok(())
    }

    fn range_of(&self, kind: &str, year_began: Date) -> KeyRange {
        if self.everything.get() {
            return KeyRange::prefix(format!("{kind}/"));
        }
        let from = if kind == Plan::KIND {
            // A plan may run over a summer.
            days_later(year_began, -366)
        } else {
            year_began
        };
        // ":" follows every digit, so it ends the dates.
        KeyRange::between(format!("{kind}/{from}"), format!("{kind}/:"))
    }

    async fn fill_demo(&self) -> Result<(), Refused> {
        let store = self.open_store().ok_or_else(not_open)?;
        let documents = demo_documents(clock::today()).await?;
        let mut clear: Vec<_> = KINDS.to_vec();
        clear.push(HISTORY);
        let clear: Vec<_> = clear
            .into_iter()
            .map(|kind| KeyRange::prefix(format!("{kind}/")))
            .collect();
        store.replace(&clear, documents, |_, _| {}).await?;
        Ok(())
    }
}

/// The demo is made by the code that most days have no use for, so it comes with that chapter.
#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(students, wasm_split_path = leptos::wasm_split, fallible)]
fn demo_documents(today: Date) -> Result<Vec<(String, String)>, Refused> {
    Ok(aimline_core::demo::documents(today))
}

#[cfg(not(feature = "split"))]
async fn demo_documents(today: Date) -> Result<Vec<(String, String)>, Refused> {
    Ok(aimline_core::demo::documents(today))
}

fn take_in(
    caseload: &mut Caseload,
    revisions: &mut Vec<(String, u64)>,
    documents: Vec<Document>,
) -> Result<(), Refused> {
    for document in documents {
        caseload.take_in(&document.key, &document.body)?;
        revisions.push((document.key, document.rev));
    }
    Ok(())
}

/// The device's own number in stamps, drawn once.
pub fn device() -> Device {
    if let Some(known) = preferences::get(Preference::Device) {
        return Device(known);
    }
    let drawn = random::bytes().map_or(0, u32::from_le_bytes);
    preferences::set(Preference::Device, &drawn);
    Device(drawn)
}
