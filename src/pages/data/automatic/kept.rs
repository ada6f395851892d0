//! What is known of automatic backups: the folder, in a database of its own, and the rest as a
//! document of the workspace.
//!
//! The passphrase of the files lies with the records: whoever could read it there could read them
//! as well, and under a lock both are encrypted. It is in no backup.

use std::cell::RefCell;

use aimline_core::format::backup::dated::{Dated, see};
use aimline_core::format::document::{HISTORY, SAFETY};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::clock;
use crate::browser::folder::{Folder, Permission};
use crate::pages::data::documents;
use crate::state::App;
use crate::store::{KeyRange, StoreError, Write, beside};

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
    /// When the folder was chosen: whatever was begun before says nothing of it.
    pub choice: u64,
    /// `None` for files that anybody can read.
    pub passphrase: Option<String>,
    /// What the caseload was when the last file was written.
    pub mark: String,
    /// The first file since other data took the place of what was there, or since the choice.
    pub begun: Option<String>,
    pub last: Option<Last>,
    pub failed: Option<Failed>,
    /// The last file of each other device that was merged or let be.
    pub seen_files: Vec<String>,
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

/// A folder that is chosen, and how its files are written.
pub struct On {
    pub folder: Folder,
    pub kept: Kept,
    permission: Permission,
}

pub fn standing() -> ArcRwSignal<Standing> {
    STANDING.with(Clone::clone)
}

pub fn folder() -> Option<Folder> {
    FOLDER.with_borrow(Clone::clone)
}

/// Whether the last file could not be written, after a moment; the caller runs again when that
/// changes.
pub fn failed_since(moment: Option<u64>) -> bool {
    standing().with(|standing| match standing {
        Standing::On { kept, .. } => {
            let failed = kept.failed.as_ref();
            failed.is_some_and(|failed| failed.when > moment.unwrap_or_default())
        }
        Standing::Unknown | Standing::Off => false,
    })
}

/// Looks how it stands now; answers with what is chosen.
pub async fn recall(app: App) -> Option<On> {
    let found = match documents::in_demo(app) {
        true => None,
        false => look(app).await.ok(),
    };
    let now = match &found {
        None => Standing::Unknown,
        Some(None) => Standing::Off,
        Some(Some(on)) => Standing::On {
            folder: on.folder.name(),
            permission: on.permission,
            kept: on.kept.clone(),
        },
    };
    let on = found.flatten();
    FOLDER.set(on.as_ref().map(|on| on.folder.clone()));
    let standing = standing();
    if standing.get_untracked() != now {
        standing.set(now);
    }
    on
}

/// Keeps a folder and, in place of what was known of the one before, how its files are written.
/// Between the two nothing is chosen, so that no window writes into the one folder by the
/// passphrase of the other.
pub async fn keep_folder(
    app: App,
    folder: &Folder,
    passphrase: Option<String>,
) -> Result<(), StoreError> {
    let store = app.store()?;
    store.replace(&[range()], [], |_, _| {}).await?;
    beside::keep(DATABASE, Some(folder.kept())).await?;
    let kept = Kept {
        choice: clock::now_ms(),
        passphrase,
        ..Kept::default()
    };
    store
        .replace(&[], [(key(), body(&kept))], |_, _| {})
        .await?;
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
    // Without its document the folder is not used, whether it is forgotten or not.
    let forgotten = match app.store() {
        Ok(store) => store.replace(&[range()], [], |_, _| {}).await.is_ok(),
        Err(_) => false,
    };
    if forgotten && folder().is_some() {
        let _ = beside::keep(DATABASE, None).await;
    }
    recall(app).await;
}

/// Changes what is known of a choice, as it is by now; of another choice it would not be true.
pub async fn note(app: App, choice: u64, change: impl Fn(&mut Kept)) {
    // What cannot be kept is found out anew at the next start.
    while let Err(StoreError::Conflict { .. }) = change_kept(app, choice, &change).await {}
    recall(app).await;
}

/// The file was merged, or the person does not want it: it is not offered again. Any other name says
/// nothing of the folder.
pub async fn let_be(app: App, name: &str) {
    let Some(file) = Dated::of_name(name) else {
        return;
    };
    if let Some(on) = recall(app).await {
        note(app, on.kept.choice, |kept| see(&mut kept.seen_files, &file)).await;
    }
}

/// What the caseload is, told by its history: every change leaves a line, or takes some away.
#[derive(Default)]
pub struct Lines(Vec<String>);

impl Lines {
    pub async fn of(app: App) -> Result<Self, StoreError> {
        let keys = app.store()?.keys(&documents::of_kind(HISTORY)).await?;
        Ok(Self(keys))
    }

    pub fn mark(&self) -> String {
        let last = self.0.last().map(String::as_str).unwrap_or_default();
        format!("{} {last}", self.0.len())
    }

    /// Whether all that was there at the mark is here still, or was changed since: its last line
    /// is. After a restore it is not, nor after an erasure that took it away.
    pub fn go_on_from(&self, mark: &str) -> bool {
        let last = mark.split_once(' ').map(|(_, last)| last);
        last.is_some_and(|last| self.0.iter().any(|line| line == last))
    }
}

async fn look(app: App) -> Result<Option<On>, StoreError> {
    loop {
        let Some((before, _)) = load(app).await? else {
            return Ok(None);
        };
        let Some(found) = beside::kept(DATABASE).await? else {
            return Ok(None);
        };
        let folder = Folder::of(found);
        let permission = folder.permission().await;
        // Another window may have chosen another folder meanwhile.
        match load(app).await? {
            Some((kept, _)) if kept.choice == before.choice => {
                return Ok(Some(On {
                    folder,
                    kept,
                    permission,
                }));
            }
            _ => {}
        }
    }
}

async fn change_kept(app: App, choice: u64, change: &impl Fn(&mut Kept)) -> Result<(), StoreError> {
    let Some((mut kept, rev)) = load(app).await? else {
        return Ok(());
    };
    if kept.choice == choice {
        change(&mut kept);
        let write = Write {
            key: key(),
            expected: rev,
            body: Some(body(&kept)),
        };
        app.store()?.commit(vec![write]).await?;
    }
    Ok(())
}

/// What is kept, and its revision.
async fn load(app: App) -> Result<Option<(Kept, u64)>, StoreError> {
    let document = app.store()?.get(&key()).await?;
    Ok(document.and_then(|document| {
        let kept = serde_json::from_str(&document.body).ok()?;
        Some((kept, document.rev))
    }))
}

fn body(kept: &Kept) -> String {
    serde_json::to_string(kept).unwrap_or_default()
}

fn range() -> KeyRange {
    KeyRange::prefix(key())
}

fn key() -> String {
    format!("{SAFETY}/automatic")
}
