//! Making a backup: read everything, write the file, read it back, hand it over.

use aimline_core::format::backup::{Limits, Meta, Reading, Refusal, Writing};
use aimline_core::format::document::{self, ASIDE, FormatError};
use leptos::prelude::*;

use super::backup_days;
use super::documents::{self, Breath, SLICE_BYTES};
use super::sealed::{self, SealError};
use crate::browser::files::{self, FileError};
use crate::browser::{clock, storage_status};
use crate::state::App;
use crate::store::{Document, StoreError};

/// The version that a backup names as its writer.
const APP_VERSION: &str = env!("CARGO_PKG_VERSION");
const PLAIN: &str = "application/json";
const SEALED: &str = "application/octet-stream";

/// How far some long work has come, and whether the person wants it to stop.
#[derive(Clone, Copy)]
pub struct Work {
    pub done: RwSignal<usize>,
    pub total: RwSignal<usize>,
    pub cancelled: RwSignal<bool>,
    goes_on: bool,
}

/// A backup that was handed to the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub name: String,
    pub records: usize,
    pub bytes: usize,
    pub encrypted: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    #[error("Cancelled. No backup was made.")]
    Cancelled,
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    File(#[from] FileError),
    #[error(
        "The backup was written, but it would be refused when it is restored. {0} Use “Check and \
         repair” below, then back up again."
    )]
    Unsound(#[from] Refusal),
    #[error("{0}")]
    Format(#[from] FormatError),
    #[error("{0}")]
    Seal(#[from] SealError),
    #[error("The encrypted file was written, but it did not open again as it was. Try once more.")]
    NotAsWritten,
}

impl Work {
    pub fn new() -> Self {
        Self {
            done: RwSignal::new(0),
            total: RwSignal::new(0),
            cancelled: RwSignal::new(false),
            goes_on: false,
        }
    }

    /// Work that nobody cancels by going to another page.
    pub fn behind() -> Self {
        Self {
            goes_on: true,
            ..Self::new()
        }
    }

    pub fn begin(&self, total: usize) {
        self.done.try_set(0);
        self.total.try_set(total);
        self.cancelled.try_set(false);
    }

    pub fn reach(&self, done: usize) {
        self.done.try_set(done);
    }

    /// Also when the page that showed it was left, unless it goes on behind every page.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.try_get_untracked().unwrap_or(!self.goes_on)
    }
}

/// Makes a backup, encrypted if there is a passphrase, and hands it to the browser as a download.
pub async fn back_up(
    app: App,
    passphrase: Option<String>,
    work: Work,
) -> Result<Written, NotWritten> {
    // What is saved from here on may not be in the file.
    let now = clock::now();
    let (ending, media_type) = match passphrase {
        Some(_) => ("aimline", SEALED),
        None => ("json", PLAIN),
    };
    let (bytes, records) = make(app, passphrase.as_deref(), work).await?;
    let name = file_name(app, now.today, ending);
    files::download(&name, media_type, &bytes)?;
    app.remember_backup(now.ms).await;
    backup_days::remember(app, now.ms).await;
    // The person cares for the data just now: a fitting moment to ask.
    let _ = storage_status::persist().await;
    Ok(Written {
        name,
        records,
        bytes: bytes.len(),
        encrypted: media_type == SEALED,
    })
}

/// The bytes of a backup, which were read back as they will be restored, and how many records they
/// hold.
pub async fn make(
    app: App,
    passphrase: Option<&str>,
    work: Work,
) -> Result<(Vec<u8>, usize), NotWritten> {
    let documents = for_backup(documents::load(app).await?).await;
    make_of(app, documents, passphrase, work).await
}

/// Makes a file of what this window has in memory, for when there is nothing else left, and hands it
/// over. It is no backup: sessions of earlier years and the history are seldom in memory.
pub async fn save_from_memory(app: App, work: Work) -> Result<Written, NotWritten> {
    let caseload = app.caseload().with_untracked(document::all).into_iter();
    let documents = caseload.map(|(key, body)| Document { key, rev: 0, body });
    let (bytes, records) = make_of(app, documents.collect(), None, work).await?;
    let name = file_name(app, clock::today(), "json");
    files::download(&name, PLAIN, &bytes)?;
    Ok(Written {
        name,
        records,
        bytes: bytes.len(),
        encrypted: false,
    })
}

async fn make_of(
    app: App,
    documents: Vec<Document>,
    passphrase: Option<&str>,
    work: Work,
) -> Result<(Vec<u8>, usize), NotWritten> {
    let records = documents.len();
    // Once to write, once to read back; the same again for encryption.
    let rounds = if passphrase.is_some() { 4 } else { 2 };
    work.begin(rounds * records);
    let text = write(app, &documents, work).await?;
    drop(documents);
    verify(&text, records, work).await?;
    let bytes = match passphrase {
        Some(passphrase) => encrypt(&text, passphrase, records, work).await?,
        None => text.into_bytes(),
    };
    Ok((bytes, records))
}

/// The text of a backup of these documents.
pub async fn write(app: App, documents: &[Document], work: Work) -> Result<String, NotWritten> {
    let meta = Meta {
        app: APP_VERSION.into(),
        created: clock::now_ms(),
        demo: documents::in_demo(app),
    };
    let borrowed = documents::borrowed(documents);
    let mut writing = Writing::begin(borrowed.iter().copied(), &meta);
    let mut breath = Breath::default();
    for (at, (key, body)) in borrowed.into_iter().enumerate() {
        writing.add(key, body)?;
        if breath.after(body.len()).await {
            if work.is_cancelled() {
                return Err(NotWritten::Cancelled);
            }
            work.reach(at);
        }
    }
    Ok(writing.finish())
}

/// A text that is not JSON would spoil the file: it goes in as a text set aside.
pub async fn for_backup(mut documents: Vec<Document>) -> Vec<Document> {
    let mut breath = Breath::default();
    for document in &mut documents {
        if serde_json::from_str::<serde::de::IgnoredAny>(&document.body).is_err() {
            document.key = format!("{ASIDE}/found/{}", document.key);
            document.body = serde_json::Value::from(document.body.as_str()).to_string();
        }
        breath.after(document.body.len()).await;
    }
    documents
}

/// A backup that cannot be restored is none.
async fn verify(text: &str, records: usize, work: Work) -> Result<(), NotWritten> {
    let mut reading = Reading::begin(text.as_bytes(), Limits::default())?;
    let mut breath = Breath::default();
    while reading.step(SLICE_BYTES)? {
        breath.after(SLICE_BYTES).await;
        if work.is_cancelled() {
            return Err(NotWritten::Cancelled);
        }
        work.reach(records + (reading.done() * records as f64) as usize);
    }
    Ok(())
}

/// Encrypts the text, and opens it again with the passphrase as somebody will who restores it.
async fn encrypt(
    text: &str,
    passphrase: &str,
    records: usize,
    work: Work,
) -> Result<Vec<u8>, NotWritten> {
    let stop_if_cancelled = |done| {
        work.reach(done * records);
        if work.is_cancelled() {
            return Err(NotWritten::Cancelled);
        }
        Ok(())
    };
    stop_if_cancelled(2)?;
    let file = sealed::seal(text, passphrase).await?;
    stop_if_cancelled(3)?;
    if sealed::open(&file, passphrase).await? != text.as_bytes() {
        return Err(NotWritten::NotAsWritten);
    }
    stop_if_cancelled(4)?;
    Ok(file)
}

fn file_name(app: App, today: jiff::civil::Date, ending: &str) -> String {
    let demo = if documents::in_demo(app) { "demo-" } else { "" };
    format!("aimline-backup-{demo}{today}.{ending}")
}
