//! A file that a person chose: read as a whole, opened if it is encrypted, and found to be sound and
//! of this workspace. What is done with it is up to who asked.

use aimline_core::format::backup::envelope::is_sealed;
use aimline_core::format::backup::{Header, Limits, Reading, Tally};
use web_sys::File;

use super::back_up::Work;
use super::documents::{self, Breath, SLICE_BYTES};
use super::restore::NotRestored;
use super::sealed;
use crate::browser::files;
use crate::state::App;

/// A sound file.
pub struct Opened {
    pub file: String,
    pub header: Header,
    pub tally: Tally,
    pub documents: Vec<(String, String)>,
}

/// What a chosen file turned out to be.
pub enum Chosen {
    Opened(Opened),
    Locked(Locked),
}

/// A whole file that opens with a passphrase.
pub struct Locked {
    pub file: String,
    bytes: Vec<u8>,
}

impl Opened {
    /// Milliseconds since 1970.
    pub fn written(&self) -> u64 {
        written(&self.header)
    }
}

/// When a file says that it was written, in milliseconds since 1970.
pub fn written(header: &Header) -> u64 {
    u64::try_from(header.created_at.as_millisecond()).unwrap_or_default()
}

/// Reads a file, if it is not encrypted. Nothing is changed.
pub async fn choose(app: App, file: File, work: Work) -> Result<Chosen, NotRestored> {
    let limits = Limits::default();
    work.begin(100);
    let bytes = files::read_bytes(&file, limits.bytes as u64).await?;
    let file = file.name();
    if is_sealed(&bytes) {
        sealed::whole(&bytes)?;
        return Ok(Chosen::Locked(Locked { file, bytes }));
    }
    open(app, file, bytes, work).await.map(Chosen::Opened)
}

/// Opens an encrypted file and goes on as with any other.
pub async fn unlock(
    app: App,
    locked: &Locked,
    passphrase: &str,
    work: Work,
) -> Result<Opened, NotRestored> {
    work.begin(100);
    let bytes = sealed::open(&locked.bytes, passphrase).await?;
    if work.is_cancelled() {
        return Err(NotRestored::Cancelled);
    }
    open(app, locked.file.clone(), bytes, work).await
}

/// Goes through all of a backup or a snapshot, a slice at a time.
pub async fn run(reading: &mut Reading<'_>, work: Work) -> Result<(), NotRestored> {
    work.begin(100);
    let mut breath = Breath::default();
    while reading.step(SLICE_BYTES)? {
        breath.after(SLICE_BYTES).await;
        if work.is_cancelled() {
            return Err(NotRestored::Cancelled);
        }
        work.reach((100.0 * reading.done()) as usize);
    }
    Ok(())
}

async fn open(app: App, file: String, bytes: Vec<u8>, work: Work) -> Result<Opened, NotRestored> {
    let mut reading = Reading::begin(&bytes, Limits::default())?;
    run(&mut reading, work).await?;
    let backup = reading.finish();
    match (backup.header.demo, documents::in_demo(app)) {
        (true, false) => return Err(NotRestored::OfTheDemo),
        (false, true) => return Err(NotRestored::NotOfTheDemo),
        _ => {}
    }
    let documents = backup
        .documents()
        .map(|(key, body)| (key.to_owned(), body.to_owned()))
        .collect();
    Ok(Opened {
        file,
        tally: backup.tally,
        documents,
        header: backup.header,
    })
}
