//! Writing a backup.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{BEGINNING, CHECKSUM, DOCUMENTS, END, FORMAT, FORMAT_VERSION, Header, TAIL, belongs};
use crate::format::document::{FormatError, VERSION, kind_of};

/// What the file says about where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The version of the program.
    pub app: String,
    /// Milliseconds since 1970.
    pub created: u64,
    pub demo: bool,
}

/// The text of a backup of these documents, given by key and body. What does not belong in a
/// backup is left out.
///
/// # Errors
/// When a body is not JSON; such a file could not be read again.
pub fn write<'d>(
    documents: impl IntoIterator<Item = (&'d str, &'d str), IntoIter: Clone>,
    meta: &Meta,
) -> Result<String, FormatError> {
    let documents = documents.into_iter();
    let mut writing = Writing::begin(documents.clone(), meta);
    for (key, body) in documents {
        writing.add(key, body)?;
    }
    Ok(writing.finish())
}

/// A backup on its way, for a page that must stay alive meanwhile.
pub struct Writing {
    text: String,
    digest: Sha256,
    /// How much of the text is in the digest.
    digested: usize,
    first: bool,
}

impl Writing {
    /// Counts the documents and writes the header; then [`Writing::add`] the same documents.
    pub fn begin<'d>(documents: impl IntoIterator<Item = (&'d str, &'d str)>, meta: &Meta) -> Self {
        let mut counts = BTreeMap::new();
        let mut size = 1_000;
        for (key, body) in documents.into_iter().filter(|(key, _)| belongs(key)) {
            *counts.entry(kind_of(key).to_owned()).or_default() += 1;
            size += key.len() + body.len() + "{\"key\":\"\",\"body\":},\n".len();
        }
        let header = Header {
            format: FORMAT.into(),
            format_version: FORMAT_VERSION,
            schema: VERSION,
            app: meta.app.clone(),
            created_at: moment(meta.created),
            demo: meta.demo,
            counts,
        };
        let mut text = String::with_capacity(size + TAIL);
        // A header of texts and numbers cannot fail to be written; if it ever did, the file
        // would be refused as not ours.
        let header = serde_json::to_string(&header).unwrap_or_default();
        debug_assert!(header.starts_with(BEGINNING));
        text.push_str(header.strip_suffix('}').unwrap_or(&header));
        text.push_str(DOCUMENTS);
        Self {
            text,
            digest: Sha256::new(),
            digested: 0,
            first: true,
        }
    }

    /// # Errors
    /// When the body is not JSON.
    pub fn add(&mut self, key: &str, body: &str) -> Result<(), FormatError> {
        if !belongs(key) {
            return Ok(());
        }
        let unreadable = |reason: serde_json::Error| FormatError::Body {
            key: key.chars().take(80).collect(),
            reason: reason.to_string(),
        };
        let body: &RawValue = serde_json::from_str(body).map_err(unreadable)?;
        let key = serde_json::to_string(key).map_err(unreadable)?;
        self.text.push_str(if self.first { "\n" } else { ",\n" });
        self.first = false;
        // Writing to a text cannot fail.
        let _ = write!(self.text, "{{\"key\":{key},\"body\":{body}}}");
        self.digest.update(&self.text.as_bytes()[self.digested..]);
        self.digested = self.text.len();
        Ok(())
    }

    pub fn finish(mut self) -> String {
        self.text.push('\n');
        self.digest.update(&self.text.as_bytes()[self.digested..]);
        let digest = hexadecimal(self.digest);
        self.text.push_str(CHECKSUM);
        self.text.push_str(&digest);
        self.text.push_str(END);
        self.text
    }
}

/// A digest as 64 digits in lower case.
pub(super) fn hexadecimal(digest: Sha256) -> String {
    digest
        .finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn moment(milliseconds: u64) -> jiff::Timestamp {
    i64::try_from(milliseconds)
        .ok()
        .and_then(|milliseconds| jiff::Timestamp::from_millisecond(milliseconds).ok())
        .unwrap_or_default()
}
