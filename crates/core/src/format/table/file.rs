//! A picked file as text, or the reason why it holds no table.

use thiserror::Error;

use super::decode::decode;

/// A file as it was picked, or taken out of a zip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotATable {
    #[error("“{0}” is empty. Export it again and pick the new file.")]
    Empty(String),
    #[error(
        "“{0}” is an Excel workbook. In Excel, choose File, Save as, “CSV UTF-8”, and pick that file. Or copy the rows and paste them here."
    )]
    Workbook(String),
    #[error("“{0}” is not a text file. A CSV file, or text with tabs, can be read.")]
    NotText(String),
}

/// How files begin that are no text, and are often picked all the same.
const OLD_WORKBOOK: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
const ZIP: &[u8] = b"PK\x03\x04";
const PDF: &[u8] = b"%PDF";

impl PickedFile {
    /// The text, and what the person should know of how it was read.
    ///
    /// # Errors
    /// When the file is empty or no text.
    pub fn text(&self) -> Result<(String, Option<String>), NotATable> {
        let name = || self.name.clone();
        let begins = |mark: &[u8]| self.bytes.starts_with(mark);
        if begins(OLD_WORKBOOK) || (begins(ZIP) && is_workbook(&self.name)) {
            return Err(NotATable::Workbook(name()));
        }
        if begins(PDF) || begins(ZIP) {
            return Err(NotATable::NotText(name()));
        }
        let decoded = decode(&self.bytes).ok_or_else(|| NotATable::NotText(name()))?;
        if decoded.text.trim().is_empty() {
            return Err(NotATable::Empty(name()));
        }
        let note = decoded.encoding.note(&format!("“{}”", self.name));
        Ok((decoded.text, note))
    }
}

/// Whether a file is a workbook by its name.
pub fn is_workbook(name: &str) -> bool {
    let name = name.to_lowercase();
    [".xlsx", ".xlsm", ".xls", ".ods", ".numbers"]
        .iter()
        .any(|ending| name.ends_with(ending))
}
