//! Why a file is not restored.

use super::envelope::{FEWEST_ITERATIONS, MOST_ITERATIONS};
use crate::format::document::FormatError;

/// Each says what was found; whatever it is, nothing was changed.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("The file is empty.")]
    Empty,
    #[error("The file has {} MB; at most {} MB are read.", megabytes(.bytes), megabytes(.limit))]
    TooLarge { bytes: usize, limit: usize },
    #[error(
        "This is not a backup of this program. A backup is named “aimline-backup-” and a date."
    )]
    NotOurs,
    #[error(
        "This backup was written by a newer version of this program (version {found}; this one reads up to \
         {known}). Reload the page to get the newer one, then try again."
    )]
    Newer { found: u32, known: u32 },
    #[error("The file is not complete: its end is missing. Download or copy it again.")]
    CutOff,
    #[error(
        "The file was changed or damaged after it was written: its checksum does not fit. Use another copy."
    )]
    Damaged,
    #[error(
        "The file asks for {found} rounds of work to open it, and {fewest} to {most} are done. It \
         was not written by this program.",
        fewest = FEWEST_ITERATIONS,
        most = MOST_ITERATIONS
    )]
    Iterations { found: u32 },
    #[error("This passphrase does not open the file. The file itself is whole.")]
    WrongPassphrase,
    #[error(
        "The passphrase is right, but the file was changed after it was written. Use another copy."
    )]
    Forged,
    #[error("The file holds more than {limit} MB once it is unpacked; that is more than is read.")]
    Unpacked { limit: usize },
    #[error("The file says that it holds {said} documents, and at most {limit} are read.")]
    TooMany { said: usize, limit: usize },
    #[error("“{key}” in the file has {bytes} bytes, and at most {limit} are read.")]
    LargeDocument {
        key: String,
        bytes: usize,
        limit: usize,
    },
    #[error("The file does not have the form of a backup: {reason}.")]
    Form { reason: String },
    #[error(
        "The file says that it holds {said} documents of the kind “{kind}”, but {found} are in it."
    )]
    Counts {
        kind: String,
        said: usize,
        found: usize,
    },
    #[error("The file holds “{key}” twice.")]
    Twice { key: String },
    #[error("{0}")]
    Document(#[from] FormatError),
    #[error("In the file, “{key}” speaks of a {noun} that is not in it.")]
    Dangling { key: String, noun: &'static str },
}

fn megabytes(bytes: &usize) -> usize {
    bytes.div_ceil(1_000_000)
}
