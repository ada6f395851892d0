//! The whole workspace, older school years too: read from the store, never from the caseload.

use aimline_core::Context;
use aimline_core::format::document::{ASIDE, DRAFT, HISTORY, KINDS, SNAPSHOT};
use aimline_core::model::Device;
use leptos::prelude::*;

use crate::browser::preferences::{self, Preference};
use crate::browser::{clock, random, timer};
use crate::state::{App, Workspace};
use crate::store::{Document, KeyRange, StoreError};

/// Work on many documents pauses after so many bytes, so that the page stays alive.
pub const SLICE_BYTES: usize = 500_000;

/// The key ranges of everything that a backup holds.
pub fn all() -> Vec<KeyRange> {
    KINDS
        .into_iter()
        .chain([HISTORY, DRAFT, ASIDE])
        .map(of_kind)
        .collect()
}

pub fn snapshots() -> KeyRange {
    of_kind(SNAPSHOT)
}

pub fn of_kind(kind: &str) -> KeyRange {
    KeyRange::prefix(format!("{kind}/"))
}

/// Everything that a backup holds.
///
/// # Errors
/// When the browser cannot read.
pub async fn load(app: App) -> Result<Vec<Document>, StoreError> {
    app.store()?.load(&all()).await
}

pub fn borrowed(documents: &[Document]) -> Vec<(&str, &str)> {
    documents
        .iter()
        .map(|document| (document.key.as_str(), document.body.as_str()))
        .collect()
}

/// What a change to these documents may know of the world.
pub fn context(app: App) -> Context {
    let now = clock::now();
    let latest = app.caseload().with_untracked(|caseload| caseload.latest);
    let entropy = random::bytes().map_or(now.ms, u64::from_le_bytes);
    Context::new(now.ms, now.today, this_device(), latest, entropy)
}

/// Whether the demo is open, asked outside of what is drawn.
pub fn in_demo(app: App) -> bool {
    app.workspace().get_untracked() == Workspace::Demo
}

pub fn this_device() -> Device {
    Device(preferences::get(Preference::Device).unwrap_or_default())
}

/// Counts work and lets the browser draw between slices of it.
#[derive(Default)]
pub struct Breath {
    bytes: usize,
}

impl Breath {
    /// Some work was done; `true` after a pause, when progress should be shown.
    pub async fn after(&mut self, bytes: usize) -> bool {
        self.bytes += bytes;
        if self.bytes < SLICE_BYTES {
            return false;
        }
        self.bytes = 0;
        timer::sleep(0).await;
        true
    }
}
