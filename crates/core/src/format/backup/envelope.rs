//! The encrypted backup file: what surrounds the ciphertext, byte by byte. The encryption itself is
//! the browser's; `docs/backup-format.md` describes all of it for other programs.
//!
//! ```text
//!  0  16  "aimline-sealed\r\n"
//! 16   2  version of this envelope: 1
//! 18   1  derivation: 1 is PBKDF2 with HMAC-SHA-256, then HKDF-SHA-256
//! 19   1  cipher: 1 is AES-256-GCM
//! 20   4  iterations
//! 24  16  salt
//! 40  12  nonce
//! 52  32  check: tells whether a passphrase is the right one
//! 84   8  length of the ciphertext, its tag of 16 bytes included
//! 92      ciphertext
//!     32  SHA-256 of all bytes before it
//! ```
//!
//! Numbers are big-endian. All 92 bytes of the header are authenticated with the ciphertext.
//!
//! Three questions, three answers: the checksum says whether the file is whole, before anybody
//! types anything; the check says whether the passphrase fits; the tag says whether somebody who
//! could make a new checksum has changed the file. The check is derived apart from the key of the
//! data and costs a guesser the same iterations as the tag would. At its length it also binds the
//! file to one key, which GCM alone does not.

use sha2::{Digest, Sha256};

use super::Refusal;

const MAGIC: &[u8; 16] = b"aimline-sealed\r\n";
const VERSION: u16 = 1;
const PBKDF2_HKDF_SHA256: u8 = 1;
const AES_256_GCM: u8 = 1;

/// Where the header ends and the ciphertext begins.
pub const HEADER: usize = 92;
const CHECKSUM: usize = 32;
const TAG: usize = 16;

/// The fewest iterations that are read. OWASP, Password Storage: 600,000 for PBKDF2-HMAC-SHA-256.
pub const FEWEST_ITERATIONS: u32 = 600_000;
/// The most: a file from a stranger must not keep the device busy.
pub const MOST_ITERATIONS: u32 = 10_000_000;
/// What is written today: half a second where this was measured, two on a school's Chromebook.
pub const ITERATIONS: u32 = 1_000_000;

/// HKDF's `info` for the key of the data, and for the check.
pub const DATA_KEY: &str = "aimline backup 1: data key";
pub const CHECK: &str = "aimline backup 1: passphrase check";

/// What a key is derived from, beside the passphrase, and the nonce it is used with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    pub iterations: u32,
    pub salt: [u8; 16],
    pub nonce: [u8; 12],
}

/// A whole file, its checksum compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed<'f> {
    pub lock: Lock,
    pub check: &'f [u8],
    /// What is authenticated and not encrypted.
    pub header: &'f [u8],
    pub ciphertext: &'f [u8],
}

impl Lock {
    /// A lock with fresh randomness, which is never used twice.
    pub fn new(salt: [u8; 16], nonce: [u8; 12]) -> Self {
        Self {
            iterations: ITERATIONS,
            salt,
            nonce,
        }
    }

    /// The header before a ciphertext of a plain text of so many bytes.
    pub fn header(&self, check: &[u8; 32], plain: usize) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        let length = (plain + TAG) as u64;
        let mut rest = header.as_mut_slice();
        for field in [
            MAGIC.as_slice(),
            &VERSION.to_be_bytes(),
            &[PBKDF2_HKDF_SHA256, AES_256_GCM],
            &self.iterations.to_be_bytes(),
            &self.salt,
            &self.nonce,
            check,
            &length.to_be_bytes(),
        ] {
            let (place, after) = rest.split_at_mut(field.len());
            place.copy_from_slice(field);
            rest = after;
        }
        header
    }
}

/// Whether the bytes begin as an encrypted backup does, be it whole or not.
pub fn is_sealed(bytes: &[u8]) -> bool {
    let length = bytes.len().min(MAGIC.len());
    length >= 8 && bytes[..length] == MAGIC[..length]
}

/// The file: header, ciphertext, checksum.
pub fn write(header: &[u8; HEADER], ciphertext: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEADER + ciphertext.len() + CHECKSUM);
    file.extend_from_slice(header);
    file.extend_from_slice(ciphertext);
    let checksum = Sha256::digest(&file);
    file.extend_from_slice(&checksum);
    file
}

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// When it is not whole, or asks for what this program does not do.
pub fn read(bytes: &[u8], limit: usize) -> Result<Sealed<'_>, Refusal> {
    if !is_sealed(bytes) {
        return Err(Refusal::NotOurs);
    }
    if bytes.len() > limit {
        return Err(Refusal::TooLarge {
            bytes: bytes.len(),
            limit,
        });
    }
    let (header, rest) = bytes.split_at_checked(HEADER).ok_or(Refusal::CutOff)?;
    let mut fields = Fields(header);
    let _magic = fields.take::<16>()?;
    let version = u16::from_be_bytes(fields.take()?);
    if version > VERSION {
        return Err(Refusal::Newer {
            found: version.into(),
            known: VERSION.into(),
        });
    }
    let [derivation, cipher] = fields.take()?;
    let iterations = u32::from_be_bytes(fields.take()?);
    let (salt, nonce) = (fields.take()?, fields.take()?);
    let (check, fields) = fields.0.split_at(32);
    let length = u64::from_be_bytes(Fields(fields).take()?);
    let length = usize::try_from(length).map_err(|_| Refusal::Damaged)?;

    let whole = length.checked_add(CHECKSUM).ok_or(Refusal::Damaged)?;
    if rest.len() < whole {
        return Err(Refusal::CutOff);
    }
    let (covered, checksum) = bytes.split_at(bytes.len() - CHECKSUM);
    if rest.len() > whole || Sha256::digest(covered).as_slice() != checksum {
        return Err(Refusal::Damaged);
    }
    let known = (version, derivation, cipher) == (VERSION, PBKDF2_HKDF_SHA256, AES_256_GCM);
    if !known || length < TAG {
        return Err(Refusal::Damaged);
    }
    if !(FEWEST_ITERATIONS..=MOST_ITERATIONS).contains(&iterations) {
        return Err(Refusal::Iterations { found: iterations });
    }
    Ok(Sealed {
        lock: Lock {
            iterations,
            salt,
            nonce,
        },
        check,
        header,
        ciphertext: &rest[..length],
    })
}

/// A passphrase as it is derived from: the spaces around it gone, those within it single. The
/// browser has normalized it (NFKC) before.
pub fn normalized(passphrase: &str) -> String {
    passphrase.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields of a header that are not read yet.
struct Fields<'f>(&'f [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let (field, rest) = self.0.split_first_chunk::<N>().ok_or(Refusal::CutOff)?;
        self.0 = rest;
        Ok(*field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 10_000;

    fn lock() -> Lock {
        Lock::new([7; 16], [9; 12])
    }

    fn file() -> Vec<u8> {
        write(&lock().header(&[5; 32], 4), &[3; 20])
    }

    /// With one field changed and a fitting checksum.
    fn with(at: usize, field: &[u8]) -> Vec<u8> {
        let mut file = file();
        file[at..at + field.len()].copy_from_slice(field);
        let covered = file.len() - CHECKSUM;
        let checksum = Sha256::digest(&file[..covered]);
        file[covered..].copy_from_slice(&checksum);
        file
    }

    #[test]
    fn what_was_written_is_read() {
        let file = file();
        let sealed = read(&file, LIMIT).unwrap();
        assert_eq!(sealed.lock, lock());
        assert_eq!(sealed.check, [5; 32]);
        assert_eq!(sealed.header, &file[..HEADER]);
        assert_eq!(sealed.ciphertext, [3; 20]);
        assert!(is_sealed(&file) && !is_sealed(b"{\"format\"") && !is_sealed(b""));
    }

    #[test]
    fn no_flipped_and_no_missing_byte_is_read() {
        let mut file = file();
        for at in 0..file.len() {
            assert!(read(&file[..at], LIMIT).is_err(), "{at} bytes");
            for flip in 1..=255 {
                file[at] ^= flip;
                assert!(read(&file, LIMIT).is_err(), "byte {at} by {flip}");
                file[at] ^= flip;
            }
        }
        file.push(0);
        assert_eq!(read(&file, LIMIT), Err(Refusal::Damaged));
    }

    #[test]
    fn what_a_stranger_asks_for_is_bounded() {
        let most = MOST_ITERATIONS;
        for (iterations, reads) in [
            (0, false),
            (FEWEST_ITERATIONS - 1, false),
            (FEWEST_ITERATIONS, true),
            (most, true),
            (most + 1, false),
            (u32::MAX, false),
        ] {
            let file = with(20, &iterations.to_be_bytes());
            assert_eq!(read(&file, LIMIT).is_ok(), reads, "{iterations}");
        }
        for (at, field) in [
            (18, &[2_u8] as &[u8]),
            (19, &[0]),
            (17, &[0]),
            (84, &[0xFF; 8]),
            (84, &[0, 0, 0, 0, 0, 0, 0, 15]),
        ] {
            assert!(read(&with(at, field), LIMIT).is_err(), "{field:?} at {at}");
        }
        let newer = read(&with(16, &[0, 2]), LIMIT).unwrap_err();
        assert_eq!(newer, Refusal::Newer { found: 2, known: 1 });
        assert!(matches!(read(&file(), 100), Err(Refusal::TooLarge { .. })));
        assert_eq!(read(b"{}", LIMIT), Err(Refusal::NotOurs));
        assert_eq!(read(&MAGIC[..9], LIMIT), Err(Refusal::CutOff));
    }

    #[test]
    fn spaces_do_not_keep_a_passphrase_from_fitting() {
        assert_eq!(normalized("  maple  tin\tRaft\n"), "maple tin Raft");
    }
}
