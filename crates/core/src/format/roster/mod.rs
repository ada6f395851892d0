//! Class lists from the school: a OneRoster bundle, any comma-separated file, a pasted table.
//!
//! `bytes → Source → Rows → Preview → RosterChange`: nothing is written on the way. A row carries
//! only what its file says; [`preview`] holds it against the caseload.

mod columns;
mod field;
mod merge;
mod oneroster;
mod opened;
mod preview;
mod rows;
mod source;

use std::fmt;

pub use columns::Columns;
pub use field::Field;
pub use merge::FieldChange;
pub use oneroster::{Bundle, Facts};
pub use opened::as_opened;
pub use preview::{
    Answer, Candidate, Changed, Choices, New, Preview, Question, Unchanged, preview,
};
pub use rows::rows;
pub use source::{LARGEST, RosterError, Source, is_zip, packed_files, read_table};

use crate::model::Student;

/// What a file says of its students.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub rows: Vec<Row>,
    pub skipped: Vec<Skipped>,
    /// Sentences about the file as a whole.
    pub notes: Vec<String>,
    /// What a OneRoster bundle holds beside its students.
    pub facts: Option<Facts>,
}

/// One student of the file; what the file does not say is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub number: usize,
    pub student: Student,
    /// What of the row could not be used, in sentences.
    pub notes: Vec<String>,
}

/// A row that adds and changes nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub place: Place,
    /// Whom the row is about; empty where it does not say.
    pub name: String,
    pub reason: String,
}

/// Where a row stands; the file is named when it is not the one with the students.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: Option<&'static str>,
    pub row: usize,
}

impl Place {
    pub fn row(row: usize) -> Self {
        Self { file: None, row }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.file {
            Some(file) => write!(f, "{file}, row {}", self.row),
            None => write!(f, "Row {}", self.row),
        }
    }
}
