//! The files inside a zip, by its central directory; nothing is unpacked here.
//!
//! Written by hand because a zip crate brings its own inflater, which the page would carry to
//! every person: the browser has one, and it takes each entry's packed bytes as they are.

use thiserror::Error;

/// A file inside the zip, still packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// With the folders it lies in.
    pub name: String,
    pub packing: Packing,
    pub packed: &'a [u8],
    /// Bytes after unpacking, as the zip says.
    pub size: usize,
    checksum: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Stored,
    /// A raw deflate stream.
    Deflated,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ZipError {
    #[error("This is not a zip file, or its end is missing. Download it again.")]
    NotAZip,
    #[error("This zip file is damaged. Download it again.")]
    Damaged,
    #[error(
        "“{0}” in this zip is protected with a password. Unpack the zip on the computer, then pick the files."
    )]
    Encrypted(String),
    #[error(
        "“{0}” in this zip is packed in a way that is not read here. Unpack the zip on the computer, then pick the files."
    )]
    UnknownPacking(String),
    #[error(
        "The lists in this zip hold {megabytes} MB when unpacked; at most 64 MB are read. Pick a zip that holds only the roster."
    )]
    TooLarge { megabytes: usize },
}

const END: [u8; 4] = *b"PK\x05\x06";
const DIRECTORY: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";
const END_LENGTH: usize = 22;
const LONGEST_COMMENT: usize = 65_535;
const DIRECTORY_LENGTH: usize = 46;
const LOCAL_LENGTH: usize = 30;
const ENCRYPTED: u16 = 1;

/// The files of a zip, in the order of its directory; folders are passed over.
///
/// # Errors
/// When the bytes are no zip, or one that cannot be read without a password.
pub fn entries(bytes: &[u8]) -> Result<Vec<Entry<'_>>, ZipError> {
    let end = find_end(bytes).ok_or(ZipError::NotAZip)?;
    let count = u16_at(bytes, end + 10)?;
    let mut at = u32_at(bytes, end + 16)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let header = slice(bytes, at, DIRECTORY_LENGTH)?;
        if !header.starts_with(&DIRECTORY) {
            return Err(ZipError::Damaged);
        }
        let name_length = u16_at(header, 28)?;
        let name =
            String::from_utf8_lossy(slice(bytes, at + DIRECTORY_LENGTH, name_length)?).into_owned();
        at += DIRECTORY_LENGTH + name_length + u16_at(header, 30)? + u16_at(header, 32)?;
        if !name.ends_with('/') {
            entries.push(entry(bytes, header, name)?);
        }
    }
    Ok(entries)
}

impl Entry<'_> {
    /// The name without folders: "users.csv".
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// # Errors
    /// When the unpacked bytes are not those that were packed.
    pub fn check(&self, unpacked: &[u8]) -> Result<(), ZipError> {
        let is_whole = unpacked.len() == self.size && crc_32(unpacked) == self.checksum;
        is_whole.then_some(()).ok_or(ZipError::Damaged)
    }
}

fn entry<'a>(bytes: &'a [u8], header: &[u8], name: String) -> Result<Entry<'a>, ZipError> {
    if u16_at(header, 8)? & usize::from(ENCRYPTED) != 0 {
        return Err(ZipError::Encrypted(name));
    }
    let packing = match u16_at(header, 10)? {
        0 => Packing::Stored,
        8 => Packing::Deflated,
        _ => return Err(ZipError::UnknownPacking(name)),
    };
    let local_at = u32_at(header, 42)?;
    let local = slice(bytes, local_at, LOCAL_LENGTH)?;
    if !local.starts_with(&LOCAL) {
        return Err(ZipError::Damaged);
    }
    // The lengths of the name and the extra field may differ from those in the directory.
    let data_at = local_at + LOCAL_LENGTH + u16_at(local, 26)? + u16_at(local, 28)?;
    Ok(Entry {
        packing,
        packed: slice(bytes, data_at, u32_at(header, 20)?)?,
        size: u32_at(header, 24)?,
        checksum: u32_at(header, 16)? as u32,
        name,
    })
}

/// The last end record: a comment may follow it, and may look like one.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(LONGEST_COMMENT);
    (first..=last).rev().find(|at| {
        let comment = || u16_at(bytes, at + 20);
        bytes[*at..].starts_with(&END)
            && comment().is_ok_and(|length| at + END_LENGTH + length <= bytes.len())
    })
}

fn slice(bytes: &[u8], at: usize, length: usize) -> Result<&[u8], ZipError> {
    let end = at.checked_add(length).ok_or(ZipError::Damaged)?;
    bytes.get(at..end).ok_or(ZipError::Damaged)
}

fn u16_at(bytes: &[u8], at: usize) -> Result<usize, ZipError> {
    let two = slice(bytes, at, 2)?;
    Ok(usize::from(u16::from_le_bytes([two[0], two[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<usize, ZipError> {
    let four = slice(bytes, at, 4)?;
    let number = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
    usize::try_from(number).map_err(|_| ZipError::Damaged)
}

/// The checksum of a zip: CRC-32 of ISO 3309, reflected polynomial 0xEDB88320.
fn crc_32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| {
        if crc & 1 == 1 {
            (crc >> 1) ^ 0xEDB8_8320
        } else {
            crc >> 1
        }
    };
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc))
    })
}
