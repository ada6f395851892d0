//! Restoring: show what a file would do, put it in place of what is here, take it back.

use std::sync::Arc;

use aimline_core::format::backup::{Comparison, Limits, Reading, Refusal, Tally, compare, tally};
use aimline_core::format::document::{FormatError, SNAPSHOT};
use leptos::prelude::*;

use super::back_up::{self, NotWritten, Work, for_backup};
use super::documents;
use super::opened::{self, Opened};
use super::sealed::SealError;
use crate::browser::files::FileError;
use crate::browser::preferences::{self, Preference};
use crate::browser::{clock, timer};
use crate::state::{App, Status};
use crate::store::{Document, Seen, StoreError, Write};

/// Another window may be saving just then.
const TRIES: usize = 5;

/// What a file would do here.
pub struct Preview {
    pub file: String,
    /// Milliseconds since 1970.
    pub written: u64,
    pub in_file: Tally,
    pub here: Tally,
    pub comparison: Comparison,
    documents: Vec<(String, String)>,
}

/// A copy of everything from before a restore, a merge or a repair.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    key: String,
    pub why: Why,
    /// Milliseconds since 1970.
    pub taken: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Restore,
    Merge,
    Repair,
    /// The way back from one of these was gone.
    Undo,
}

#[derive(Debug, thiserror::Error)]
pub enum NotRestored {
    #[error("{0}")]
    File(#[from] FileError),
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("{0}")]
    Sealed(#[from] SealError),
    #[error("{0}")]
    Format(#[from] FormatError),
    #[error("This is a backup of the demo. It can be used in the demo only.")]
    OfTheDemo,
    #[error("This is a backup of a real caseload. Leave the demo first, then choose it again.")]
    NotOfTheDemo,
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Copy(NotWritten),
    /// By the person, or because the page was left; always before the one step that changes things.
    #[error("Cancelled before it was done. Nothing was changed.")]
    Cancelled,
    /// What was asked for is on the disk.
    #[error(
        "It is done, and saved in this browser; but this page could not read it anew. Load the page \
         again to see it."
    )]
    NotShown,
    #[error("There is no copy from before any more.")]
    NoSnapshot,
    #[error("Other windows were saving all the time. Nothing was changed; try again.")]
    Busy,
}

impl Why {
    const ALL: [Self; 4] = [Self::Restore, Self::Merge, Self::Repair, Self::Undo];

    fn word(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Merge => "merge",
            Self::Repair => "repair",
            Self::Undo => "undo",
        }
    }
}

/// Compares a file with what is here. Nothing is changed.
pub async fn look(app: App, file: Opened) -> Result<Preview, NotRestored> {
    let here = documents::load(app).await?;
    timer::sleep(0).await;
    let here = documents::borrowed(&here);
    let comparison = compare(here.iter().copied(), pairs(&file.documents));
    timer::sleep(0).await;
    Ok(Preview {
        written: file.written(),
        file: file.file,
        in_file: file.tally,
        here: tally(here),
        comparison,
        documents: file.documents,
    })
}

/// Puts the file in place of everything here, with a copy of what was here, in one transaction.
pub async fn restore(app: App, preview: Arc<Preview>, work: Work) -> Result<(), NotRestored> {
    swap(app, Why::Restore, &preview.documents, work).await?;
    // The file itself is a backup of what is here now.
    app.remember_backup(preview.written).await;
    come_back(app).await
}

/// The copy that can still be brought back.
pub async fn last_snapshot(app: App) -> Option<Snapshot> {
    let keys = app.store().ok()?.keys(&documents::snapshots()).await.ok()?;
    keys.iter().rev().find_map(|key| Snapshot::of_key(key))
}

/// Brings back what was here before, with a copy of what is here now.
pub async fn bring_back(app: App, snapshot: Snapshot, work: Work) -> Result<(), NotRestored> {
    let store = app.store()?;
    let kept = store
        .get(&snapshot.key)
        .await?
        .ok_or(NotRestored::NoSnapshot)?;
    let documents = {
        let mut reading = Reading::begin_snapshot(kept.body.as_bytes(), Limits::default())?;
        opened::run(&mut reading, work).await?;
        owned(reading)
    };
    swap(app, Why::Undo, &documents, work).await?;
    if snapshot.why == Why::Restore {
        app.forget_restored_backup().await;
    }
    come_back(app).await
}

impl NotRestored {
    /// Whether another passphrase may help.
    pub fn is_wrong_passphrase(&self) -> bool {
        matches!(
            self,
            Self::Sealed(SealError::Refused(Refusal::WrongPassphrase))
        )
    }
}

impl From<NotWritten> for NotRestored {
    fn from(refused: NotWritten) -> Self {
        match refused {
            NotWritten::Cancelled => Self::Cancelled,
            refused => Self::Copy(refused),
        }
    }
}

impl Snapshot {
    fn of_key(key: &str) -> Option<Self> {
        let mut parts = key.split('/').skip(1);
        let why = parts.next()?;
        let taken = parts.next()?.parse().ok()?;
        Some(Self {
            key: key.to_owned(),
            why: Why::ALL.into_iter().find(|known| known.word() == why)?,
            taken,
        })
    }
}

fn owned(reading: Reading<'_>) -> Vec<(String, String)> {
    let backup = reading.finish();
    let documents = backup.documents();
    documents
        .map(|(key, body)| (key.to_owned(), body.to_owned()))
        .collect()
}

/// What keeps a copy of everything here in place of the one before, to be written together with the
/// change that it is the way back of.
pub async fn copy_beside(app: App, why: Why, work: Work) -> Result<Vec<Write>, NotRestored> {
    let older = app.store()?.load(&[documents::snapshots()]).await?;
    let (key, body) = copy_of(app, documents::load(app).await?, why, work).await?;
    let copy = Write {
        key,
        expected: 0,
        body: Some(body),
    };
    let older = older.into_iter().map(|document| Write {
        key: document.key,
        expected: document.rev,
        body: None,
    });
    Ok(older.chain([copy]).collect())
}

/// A document that holds a copy of everything here.
async fn copy_of(
    app: App,
    here: Vec<Document>,
    why: Why,
    work: Work,
) -> Result<(String, String), NotRestored> {
    let here = for_backup(here).await;
    work.begin(here.len());
    let text = back_up::write(app, &here, work).await?;
    let key = format!("{SNAPSHOT}/{}/{}", why.word(), clock::now_ms());
    Ok((key, text))
}

/// Puts the documents in place of everything here, with a copy of it. What another window saves on
/// the way is copied too, or nothing happens.
async fn swap(
    app: App,
    why: Why,
    documents: &[(String, String)],
    work: Work,
) -> Result<(), NotRestored> {
    app.settle_drafts().await;
    for _ in 0..TRIES {
        let here = documents::load(app).await?;
        let seen = Seen::of(documents::all(), &here);
        let copy = copy_of(app, here, why, work).await?;
        // From here on it happens as a whole or not at all, so there is nothing to cancel.
        work.begin(documents.len());
        let documents = documents.iter().cloned().chain([copy]);
        let told = move |done, _| work.reach(done);
        let beside = [documents::snapshots()];
        match app.store()?.exchange(&seen, &beside, documents, told).await {
            Err(StoreError::Conflict { .. }) => {}
            answer => return Ok(answer?),
        }
    }
    Err(NotRestored::Busy)
}

/// Shows what is there now, also where the page had found nothing or something unreadable.
pub async fn come_back(app: App) -> Result<(), NotRestored> {
    if !documents::in_demo(app) {
        preferences::set(Preference::WorkspaceMade, &true);
    }
    app.reload().await.map_err(|_| NotRestored::NotShown)?;
    app.status().set(Status::Ready);
    Ok(())
}

fn pairs(documents: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    documents
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()))
}
