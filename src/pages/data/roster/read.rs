//! The picked files as a roster: read one by one, a zip unpacked by the browser.

use aimline_core::format::roster::{self, RosterError, Source};
use aimline_core::format::table::PickedFile;
use aimline_core::format::zip::{Entry, Packing, ZipError};
use leptos::prelude::*;
use thiserror::Error;
use web_sys::File;

use crate::browser::files::{self, FileError};
use crate::browser::gzip::{self, GzipError};

#[derive(Clone, Debug, Error)]
pub enum ReadError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Unpacking(#[from] GzipError),
    #[error(transparent)]
    Roster(#[from] RosterError),
}

/// Reads the files; `progress` shows how many, of how many.
pub async fn source(
    files: Vec<File>,
    progress: RwSignal<(usize, usize)>,
) -> Result<Source, ReadError> {
    let mut read = Vec::new();
    let total = files.len();
    for (done, file) in files.iter().enumerate() {
        show(progress, done, total);
        let bytes = files::read_bytes(file, roster::LARGEST as u64).await?;
        let file = PickedFile {
            name: file.name(),
            bytes,
        };
        if roster::is_zip(&file) {
            read.extend(unpacked(&file, progress).await?);
        } else {
            read.push(file);
        }
    }
    Ok(Source::open(&read)?)
}

async fn unpacked(
    zip: &PickedFile,
    progress: RwSignal<(usize, usize)>,
) -> Result<Vec<PickedFile>, ReadError> {
    let entries = roster::packed_files(zip)?;
    let mut files = Vec::new();
    for (done, entry) in entries.iter().enumerate() {
        show(progress, done, entries.len());
        let bytes = unpack(entry).await?;
        entry.check(&bytes).map_err(RosterError::from)?;
        files.push(PickedFile {
            name: entry.file_name().to_owned(),
            bytes,
        });
    }
    Ok(files)
}

async fn unpack(entry: &Entry<'_>) -> Result<Vec<u8>, ReadError> {
    match entry.packing {
        Packing::Stored => Ok(entry.packed.to_vec()),
        // No more than the zip says: that much was found to be within bounds.
        Packing::Deflated => match gzip::inflate_raw(entry.packed, entry.size).await {
            // In the words of a zip, which the person picked.
            Err(GzipError::Damaged | GzipError::TooLarge { .. }) => {
                Err(RosterError::from(ZipError::Damaged).into())
            }
            answer => Ok(answer?),
        },
    }
}

/// The page may be gone by now.
fn show(progress: RwSignal<(usize, usize)>, done: usize, total: usize) {
    let _ = progress.try_set((done, total));
}
