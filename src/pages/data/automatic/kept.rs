//! What is known of automatic backups: the folder, in a database of its own, and the rest as a
//! document of the workspace.
//!
//! The passphrase of the files lies with the records: whoever could read it there could read them
//! as well, and under a lock both are encrypted. It is in no backup.

use std::cell::RefCell;

use aimline_core::format::document::{HISTORY, SAFETY};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::folder::{Folder, Permission};
use crate::pages::data::documents;
use crate::state::App;
use crate::store::{StoreError, beside};

const DATABASE: &str = "aimline-folder";

thread_local! {
    static STANDING: ArcRwSignal<Standing> = ArcRwSignal::new(Standing::Unknown);
    static FOLDER: RefCell<Option<Folder>> = const { RefCell::new(None) };
}

/// How it stands with the automatic backup of this caseload.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Nobody has looked yet, or the caseload is locked.
    Unknown,
    Off,
    On {
        folder: String,
        permission: Permission,
        kept: Kept,
    },
}

/// The document of the workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// `None` for files that anybody can read.
    pub passphrase: Option<String>,
    /// What the caseload was when the last file was written.
    pub mark: String,
    pub last: Option<Last>,
    pub failed: Option<Failed>,
    /// The last file of another device that was merged or let be.
    pub seen: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Last {
    /// Milliseconds since 1970.
    pub when: u64,
    pub name: String,
    pub bytes: usize,
    pub records: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failed {
    pub when: u64,
    pub why: String,
}

pub fn standing() -> ArcRwSignal<Standing> {
    STANDING.with(Clone::clone)
}

pub fn folder() -> Option<Folder> {
    FOLDER.with_borrow(Clone::clone)
}

/// Looks how it stands now.
pub async fn recall(app: App) {
    let now = look(app).await.unwrap_or(Standing::Unknown);
    let standing = standing();
    if standing.get_untracked() != now {
        standing.set(now);
    }
}

/// Keeps a folder and, in place of what was known of the one before, how its files are written.
pub async fn keep_folder(
    app: App,
    folder: &Folder,
    passphrase: Option<String>,
) -> Result<(), StoreError> {
    beside::keep(DATABASE, Some(folder.kept())).await?;
    let kept = Kept {
        passphrase,
        ..Kept::default()
    };
    save(app, &kept).await?;
    recall(app).await;
    Ok(())
}

/// The name of the folder that files go to, where they do.
pub async fn folder_name(app: App) -> Option<String> {
    recall(app).await;
    match standing().get_untracked() {
        Standing::On { folder, .. } => Some(folder),
        Standing::Unknown | Standing::Off => None,
    }
}

/// Writes no more files. Those in the folder stay.
pub async fn forget_folder(app: App) {
    if documents::in_demo(app) {
        return;
    }
    if let Ok(store) = app.store() {
        // Without its document the folder is not used, whether it is forgotten or not.
        let _ = store.replace(&[range()], [], |_, _| {}).await;
    }
    if folder().is_some() {
        let _ = beside::keep(DATABASE, None).await;
    }
    FOLDER.set(None);
    recall(app).await;
}

/// Changes what is known, as it is by now.
pub async fn note(app: App, change: impl FnOnce(&mut Kept)) {
    if let Ok(Some(mut kept)) = load(app).await {
        change(&mut kept);
        // What cannot be kept is found out anew at the next start.
        let _ = save(app, &kept).await;
    }
    recall(app).await;
}

/// What the caseload is, told by its history: every change leaves a line, or takes some away.
pub async fn mark(app: App) -> Result<String, StoreError> {
    let lines = app.store()?.keys(&documents::of_kind(HISTORY)).await?;
    let last = lines.last().map(String::as_str).unwrap_or_default();
    Ok(format!("{} {last}", lines.len()))
}

async fn look(app: App) -> Result<Standing, StoreError> {
    if documents::in_demo(app) {
        return Ok(Standing::Unknown);
    }
    let Some(kept) = load(app).await? else {
        return Ok(Standing::Off);
    };
    // Another window may have picked another one.
    let found = beside::kept(DATABASE).await?;
    FOLDER.set(found.map(Folder::of));
    let Some(folder) = folder() else {
        return Ok(Standing::Off);
    };
    Ok(Standing::On {
        permission: folder.permission().await,
        folder: folder.name(),
        kept,
    })
}

async fn load(app: App) -> Result<Option<Kept>, StoreError> {
    let document = app.store()?.get(&key()).await?;
    Ok(document.and_then(|document| serde_json::from_str(&document.body).ok()))
}

async fn save(app: App, kept: &Kept) -> Result<(), StoreError> {
    let body = serde_json::to_string(kept).unwrap_or_default();
    app.store()?
        .replace(&[], [(key(), body)], |_, _| {})
        .await?;
    Ok(())
}

fn range() -> crate::store::KeyRange {
    crate::store::KeyRange::prefix(key())
}

fn key() -> String {
    format!("{SAFETY}/automatic")
}
