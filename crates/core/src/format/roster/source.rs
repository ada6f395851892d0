//! What the person picked or pasted: a OneRoster bundle, or one table of any kind.

use thiserror::Error;

use super::field::guess_of;
use super::oneroster::Bundle;
use crate::format::table::{HeaderRow, NotATable, PickedFile, Table, is_workbook};
use crate::format::zip::{self, ZipError};

#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Its columns are known by the standard.
    OneRoster(Bundle),
    /// Its columns are mapped by the person. The text is kept so that it can be read again
    /// without a header row.
    Table {
        text: String,
        table: Table,
        note: Option<String>,
    },
}

/// Why nothing can be imported from what was given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RosterError {
    #[error("There is nothing to read: no file was picked.")]
    NoFile,
    #[error("“{0}” is empty. Export the list again and pick the new file.")]
    Empty(String),
    #[error(
        "“{0}” is an Excel workbook. In Excel, choose File, Save as, “CSV UTF-8”, and pick that file. Or copy the rows and paste them here."
    )]
    Workbook(String),
    #[error(
        "“{0}” is not a roster: it is not a text file. A CSV file or a OneRoster zip can be read."
    )]
    NotText(String),
    #[error(
        "OneRoster files were found, but no users.csv, which lists the students. Pick all the files of the export together."
    )]
    NoUsers,
    #[error(
        "“{0}” lists the same kind of records as another of the files. Pick the files of one export."
    )]
    Twice(String),
    #[error(
        "{0} files were picked that are not one OneRoster export. Pick one class list at a time."
    )]
    SeveralLists(usize),
    #[error("No students were found. {0}")]
    NoStudents(&'static str),
    #[error("“{0}” holds no CSV file, so it is not a roster. A OneRoster zip has users.csv in it.")]
    NoCsv(String),
    #[error(transparent)]
    Zip(#[from] ZipError),
}

const ZIP: &[u8] = b"PK\x03\x04";

const MEGABYTE: usize = 1024 * 1024;
/// A district of a hundred thousand students fits; what is larger is no roster.
pub const LARGEST: usize = 64 * MEGABYTE;

impl Source {
    /// Reads files picked together. A OneRoster bundle is known by the columns of its files.
    ///
    /// # Errors
    /// When they are not text, empty, or neither one bundle nor one table.
    pub fn open(files: &[PickedFile]) -> Result<Self, RosterError> {
        let mut read = Vec::new();
        for file in files {
            match Read::of(file) {
                // Exports hold empty files for what a district does not keep.
                Err(RosterError::Empty(_)) if files.len() > 1 => {}
                file => read.push(file?),
            }
        }
        if let Some(bundle) = Bundle::of(&read)? {
            return Ok(Self::OneRoster(bundle));
        }
        match read.len() {
            0 => Err(RosterError::NoFile),
            1 => read.remove(0).into_table(),
            several => Err(RosterError::SeveralLists(several)),
        }
    }

    /// Reads what was pasted from a spreadsheet.
    ///
    /// # Errors
    /// When there is no row in it.
    pub fn paste(text: &str) -> Result<Self, RosterError> {
        let bytes = text.as_bytes().to_vec();
        Self::open(&[PickedFile {
            name: "The pasted text".into(),
            bytes,
        }])
    }
}

/// A text as a class list.
pub fn read_table(text: &str, header_row: HeaderRow) -> Table {
    Table::read(text, header_row, |cell| guess_of(cell).is_some())
}

impl From<NotATable> for RosterError {
    fn from(error: NotATable) -> Self {
        match error {
            NotATable::Empty(name) => Self::Empty(name),
            NotATable::Workbook(name) => Self::Workbook(name),
            NotATable::NotText(name) => Self::NotText(name),
        }
    }
}

/// Whether a picked file has to be unpacked first.
pub fn is_zip(file: &PickedFile) -> bool {
    file.bytes.starts_with(ZIP) && !is_workbook(&file.name)
}

/// The files of a zip that can hold a roster, still packed.
///
/// # Errors
/// When the zip cannot be read, holds no such file, or says that it holds more than [`LARGEST`]
/// bytes of them: a small zip can unpack to more than any memory.
pub fn packed_files(file: &PickedFile) -> Result<Vec<zip::Entry<'_>>, RosterError> {
    let entries = zip::entries(&file.bytes)?;
    if entries.iter().any(|entry| entry.name == "xl/workbook.xml") {
        return Err(RosterError::Workbook(file.name.clone()));
    }
    let is_list = |entry: &zip::Entry<'_>| {
        // A Mac adds a hidden twin to each file.
        let name = entry.file_name().to_lowercase();
        name.ends_with(".csv") && !name.starts_with('.')
    };
    let lists: Vec<_> = entries.into_iter().filter(is_list).collect();
    if lists.is_empty() {
        return Err(RosterError::NoCsv(file.name.clone()));
    }
    let unpacked = lists
        .iter()
        .fold(0, |sum: usize, entry| sum.saturating_add(entry.size));
    if unpacked > LARGEST {
        let megabytes = unpacked.div_ceil(MEGABYTE);
        return Err(ZipError::TooLarge { megabytes }.into());
    }
    Ok(lists)
}

/// A file as text and as a table.
pub(super) struct Read {
    pub(super) name: String,
    pub(super) table: Table,
    pub(super) note: Option<String>,
    text: String,
}

impl Read {
    fn of(file: &PickedFile) -> Result<Self, RosterError> {
        let (text, note) = file.text()?;
        Ok(Self {
            name: file.name.clone(),
            table: read_table(&text, HeaderRow::Find),
            note,
            text,
        })
    }

    fn into_table(self) -> Result<Source, RosterError> {
        if self.table.rows.is_empty() {
            return Err(RosterError::NoStudents(
                "There is no row below the column names.",
            ));
        }
        Ok(Source::Table {
            text: self.text,
            table: self.table,
            note: self.note,
        })
    }
}
