//! Restoring: read a file, show what it would do, put it in place of what is here, take it back.

use std::sync::Arc;

use aimline_core::format::backup::envelope::is_sealed;
use aimline_core::format::backup::{
    Comparison, Header, Limits, Reading, Refusal, Tally, compare, tally,
};
use aimline_core::format::document::SNAPSHOT;
use leptos::prelude::*;
use web_sys::File;

use super::back_up::{NotWritten, Work, for_backup, write};
use super::documents::{self, Breath, SLICE_BYTES};
use super::sealed::{self, SealError};
use crate::browser::files::{self, FileError};
use crate::browser::preferences::{self, Preference};
use crate::browser::{clock, timer};
use crate::state::{App, Refused, Status};
use crate::store::{Document, StoreError};

/// A sound file, and what it would do here.
pub struct Preview {
    pub file: String,
    pub header: Header,
    pub in_file: Tally,
    pub here: Tally,
    pub comparison: Comparison,
    documents: Vec<(String, String)>,
}

/// What a chosen file turned out to be.
pub enum Chosen {
    Ready(Preview),
    Locked(Locked),
}

/// A whole file that opens with a passphrase.
pub struct Locked {
    pub file: String,
    bytes: Vec<u8>,
}

/// A copy of everything from before a restore or a repair.
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
    Repair,
}

#[derive(Debug, thiserror::Error)]
pub enum NotRestored {
    #[error("{0}")]
    File(#[from] FileError),
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("{0}")]
    Sealed(#[from] SealError),
    #[error("This is a backup of the demo. Open the demo first, then restore it there.")]
    OfTheDemo,
    #[error("This is a backup of a real caseload. Leave the demo first, then restore it.")]
    NotOfTheDemo,
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Copy(#[from] NotWritten),
    #[error("{0}")]
    Reload(#[from] Refused),
    #[error("There is no copy from before any more.")]
    NoSnapshot,
}

impl Why {
    const ALL: [Self; 2] = [Self::Restore, Self::Repair];

    fn word(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Repair => "repair",
        }
    }
}

/// Reads a file and compares it with what is here, if it is not encrypted. Nothing is changed.
pub async fn choose(app: App, file: File, work: Work) -> Result<Chosen, NotRestored> {
    let limits = Limits::default();
    work.begin(100);
    let bytes = files::read_bytes(&file, limits.bytes as u64).await?;
    let file = file.name();
    if is_sealed(&bytes) {
        sealed::whole(&bytes)?;
        return Ok(Chosen::Locked(Locked { file, bytes }));
    }
    preview(app, file, bytes, work).await.map(Chosen::Ready)
}

/// Opens an encrypted file and goes on as with any other.
pub async fn unlock(
    app: App,
    locked: &Locked,
    passphrase: &str,
    work: Work,
) -> Result<Preview, NotRestored> {
    work.begin(100);
    let bytes = sealed::open(&locked.bytes, passphrase).await?;
    if work.is_cancelled() {
        return Err(NotWritten::Cancelled.into());
    }
    preview(app, locked.file.clone(), bytes, work).await
}

async fn preview(
    app: App,
    file: String,
    bytes: Vec<u8>,
    work: Work,
) -> Result<Preview, NotRestored> {
    let (header, in_file, documents) = read(&bytes, work).await?;
    drop(bytes);
    match (header.demo, documents::in_demo(app)) {
        (true, false) => return Err(NotRestored::OfTheDemo),
        (false, true) => return Err(NotRestored::NotOfTheDemo),
        _ => {}
    }
    let here = documents::load(app).await?;
    timer::sleep(0).await;
    let here = documents::borrowed(&here);
    let comparison = compare(here.iter().copied(), pairs(&documents));
    timer::sleep(0).await;
    Ok(Preview {
        file,
        header,
        in_file,
        here: tally(here),
        comparison,
        documents,
    })
}

/// Puts the file in place of everything here, with a copy of what was here, in one transaction.
pub async fn restore(app: App, preview: Arc<Preview>, work: Work) -> Result<(), NotRestored> {
    app.flush_drafts();
    let copy = snapshot_of(app, Why::Restore, work).await?;
    let documents: Vec<_> = preview.documents.iter().cloned().chain([copy]).collect();
    swap(app, documents, work).await?;
    // The file itself is a backup of what is here now.
    let written = preview.header.created_at.as_millisecond();
    app.remember_backup(u64::try_from(written).unwrap_or_default())
        .await;
    come_back(app).await
}

/// The copy that can still be brought back.
pub async fn last_snapshot(app: App) -> Option<Snapshot> {
    let keys = app.store().ok()?.keys(&documents::snapshots()).await.ok()?;
    keys.iter().rev().find_map(|key| Snapshot::of_key(key))
}

/// Brings back what was here before.
pub async fn bring_back(app: App, snapshot: Snapshot, work: Work) -> Result<(), NotRestored> {
    let store = app.store()?;
    let kept = store
        .get(&snapshot.key)
        .await?
        .ok_or(NotRestored::NoSnapshot)?;
    let documents = {
        let mut reading = Reading::begin_snapshot(kept.body.as_bytes(), Limits::default())?;
        run(&mut reading, work).await?;
        owned(reading)
    };
    swap(app, documents, work).await?;
    if snapshot.why == Why::Restore {
        app.forget_restored_backup().await;
    }
    come_back(app).await
}

/// Keeps a copy of everything here, in place of the one before.
pub async fn keep_snapshot(app: App, why: Why, work: Work) -> Result<(), NotRestored> {
    let copy = snapshot_of(app, why, work).await?;
    app.store()?
        .replace(&[documents::snapshots()], [copy], |_, _| {})
        .await?;
    Ok(())
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

/// The stages of a preview: the file's bytes, then its documents.
async fn read(
    bytes: &[u8],
    work: Work,
) -> Result<(Header, Tally, Vec<(String, String)>), NotRestored> {
    let mut reading = Reading::begin(bytes, Limits::default())?;
    run(&mut reading, work).await?;
    let backup = reading.finish();
    let documents = backup
        .documents()
        .map(|(key, body)| (key.to_owned(), body.to_owned()))
        .collect();
    Ok((backup.header, backup.tally, documents))
}

async fn run(reading: &mut Reading<'_>, work: Work) -> Result<(), NotRestored> {
    work.begin(100);
    let mut breath = Breath::default();
    while reading.step(SLICE_BYTES)? {
        breath.after(SLICE_BYTES).await;
        if work.is_cancelled() {
            return Err(NotWritten::Cancelled.into());
        }
        work.reach((100.0 * reading.done()) as usize);
    }
    Ok(())
}

fn owned(reading: Reading<'_>) -> Vec<(String, String)> {
    let backup = reading.finish();
    let documents = backup.documents();
    documents
        .map(|(key, body)| (key.to_owned(), body.to_owned()))
        .collect()
}

async fn snapshot_of(app: App, why: Why, work: Work) -> Result<(String, String), NotRestored> {
    let here: Vec<Document> = for_backup(documents::load(app).await?).await;
    work.begin(here.len());
    let text = write(app, &here, work).await?;
    let key = format!("{SNAPSHOT}/{}/{}", why.word(), clock::now_ms());
    Ok((key, text))
}

/// From here on it happens as a whole or not at all, so there is nothing to cancel.
async fn swap(app: App, documents: Vec<(String, String)>, work: Work) -> Result<(), NotRestored> {
    let mut clear = documents::all();
    clear.push(documents::snapshots());
    work.begin(documents.len());
    app.store()?
        .replace(&clear, documents, move |done, _| work.reach(done))
        .await?;
    Ok(())
}

/// Shows what is there now, also where the page had found nothing or something unreadable.
async fn come_back(app: App) -> Result<(), NotRestored> {
    app.reload().await?;
    if !documents::in_demo(app) {
        preferences::set(Preference::WorkspaceMade, &true);
    }
    app.status().set(Status::Ready);
    Ok(())
}

fn pairs(documents: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    documents
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()))
}
