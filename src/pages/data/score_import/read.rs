//! The text as a table, a slice at a time: the page goes on answering, and shows how far it is.

use aimline_core::format::scores::{self, NoScores};
use aimline_core::format::table::{HeaderRow, NotATable, PickedFile, Table};
use thiserror::Error;
use web_sys::File;

use crate::browser::files::{self, FileError};
use crate::browser::timer;

/// The scores of a large district for some years fit; what is larger is something else.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// Rows between two breaths. A slow laptop reads them in some twenty milliseconds.
pub const SLICE: usize = 500;

#[derive(Clone, Debug, Error)]
pub enum ReadError {
    #[error("{0} files were picked. Pick one file of scores at a time.")]
    Several(usize),
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    NotATable(#[from] NotATable),
    #[error(transparent)]
    NoScores(#[from] NoScores),
}

/// A file as text, with what should be known of it.
pub struct Text {
    pub text: String,
    pub note: Option<String>,
}

pub async fn text(files: Vec<File>) -> Result<Text, ReadError> {
    let [file] = files.as_slice() else {
        return Err(ReadError::Several(files.len()));
    };
    let file = PickedFile {
        name: file.name(),
        bytes: files::read_bytes(file, LARGEST_FILE).await?,
    };
    let (text, note) = file.text()?;
    Ok(Text { text, note })
}

pub fn pasted(text: String) -> Result<Text, ReadError> {
    let file = PickedFile {
        name: "The pasted text".into(),
        bytes: text.into_bytes(),
    };
    let (text, note) = file.text()?;
    Ok(Text { text, note })
}

/// Reads on while `go_on` says so, and tells it how far it is; `None` when it was stopped.
pub async fn table(
    text: &str,
    header_row: HeaderRow,
    go_on: impl Fn((usize, usize)) -> bool,
) -> Option<Result<Table, ReadError>> {
    let mut reading = scores::reading(text, header_row);
    while !reading.step(SLICE) {
        if !go_on(reading.progress()) {
            return None;
        }
        timer::sleep(0).await;
    }
    Some(scores::with_rows(reading.finish()).map_err(ReadError::from))
}
