//! A backup: a whole workspace in one file that a person can carry away, and that reads in twenty
//! years.
//!
//! One JSON object in UTF-8: a header, the documents one a line, and in the last line the SHA-256
//! of all lines before it, so that `head -n -1 backup.json | sha256sum` checks a file without this
//! program. Reading refuses a file as a whole: there is no half restore.
//!
//! With a passphrase the same text, compressed and encrypted, lies in an [`envelope`].
//!
//! A demo's backup says that it is one, so that it can never land in a real caseload.

mod compare;
pub mod dated;
pub mod envelope;
pub mod passphrase;
mod read;
mod refusal;
mod sound;
mod tally;
mod write;

pub use compare::{Comparison, compare};
pub use read::{Backup, Limits, Reading, read};
pub use refusal::Refusal;
pub use tally::{Tally, tally};
pub use write::{Meta, Writing, write};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::{ASIDE, DRAFT, HISTORY, KINDS, kind_of};

/// The version of the envelope; that of the documents in it is [`super::document::VERSION`].
pub const FORMAT_VERSION: u32 = 1;

const FORMAT: &str = "aimline-backup";
/// What every such file begins with, the version of its envelope following.
const BEGINNING: &str = "{\"format\":\"aimline-backup\",\"formatVersion\":";
const DOCUMENTS: &str = ",\"documents\":[";
const CHECKSUM: &str = "],\"sha256\":\"";
const END: &str = "\"}";
const DIGITS: usize = 64;
/// How much of the end the checksum does not cover.
const TAIL: usize = CHECKSUM.len() + DIGITS + END.len();

/// What a backup says about itself before its documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    format: String,
    format_version: u32,
    /// The version of the documents.
    pub schema: u32,
    /// The version of the program that wrote it.
    pub app: String,
    pub created_at: jiff::Timestamp,
    /// Whether it holds the demo and not a real caseload.
    pub demo: bool,
    /// How many documents of each kind.
    pub counts: BTreeMap<String, usize>,
}

/// Whether documents of this key belong in a backup. Snapshots do not: each would double it.
pub fn belongs(key: &str) -> bool {
    let kind = kind_of(key);
    KINDS.contains(&kind) || [HISTORY, DRAFT, ASIDE].contains(&kind)
}

#[cfg(test)]
mod tests;
