//! The lock of a workspace: one random key encrypts every document, and two ways lead to that key,
//! a passphrase and a recovery code.
//!
//! The lock itself is a plain document beside the others. It holds the key twice, encrypted under
//! what each way is made into; a new passphrase therefore rewrites the lock and nothing else. The
//! encryption is the browser's; `docs/lock.md` describes all of it for other programs.

mod bytes;
pub mod recovery;

use serde::{Deserialize, Serialize};

use super::backup::envelope::{FEWEST_ITERATIONS, ITERATIONS, MOST_ITERATIONS};

/// The version of the lock that this build writes.
const VERSION: u32 = 1;

/// HKDF's `info` for the key that the data key is encrypted with, and for the check.
pub const WRAPPING_KEY: &str = "aimline lock 1: wrapping key";
pub const CHECK: &str = "aimline lock 1: check";

/// The document as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    version: u32,
    pub passphrase: Way,
    pub recovery: Way,
}

/// The data key as one way reaches it. All bytes are written in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub iterations: u32,
    #[serde(with = "bytes")]
    pub salt: [u8; 16],
    #[serde(with = "bytes")]
    pub nonce: [u8; 12],
    /// Tells whether a passphrase or a code is the right one.
    #[serde(with = "bytes")]
    pub check: [u8; 32],
    /// The data key under AES-256-GCM, its tag at the end.
    #[serde(with = "bytes")]
    pub key: [u8; 48],
}

/// Which of the two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Passphrase,
    Recovery,
}

/// A lock that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    #[error("The lock was made by a newer Aimline. Reload to get the newer version.")]
    Newer,
    #[error(
        "The lock itself is damaged, so that nothing opens it. Erase what is here and restore your \
         last backup."
    )]
    Damaged,
}

impl Lock {
    pub fn new(passphrase: Way, recovery: Way) -> Self {
        Self {
            version: VERSION,
            passphrase,
            recovery,
        }
    }

    /// Reads the stored document.
    ///
    /// # Errors
    /// When it is not a lock, or one that asks for what this build does not do.
    pub fn read(body: &str) -> Result<Self, LockError> {
        #[derive(Deserialize)]
        struct Any {
            version: u32,
        }
        let any: Any = serde_json::from_str(body).map_err(|_| LockError::Damaged)?;
        if any.version > VERSION {
            return Err(LockError::Newer);
        }
        let lock: Self = serde_json::from_str(body).map_err(|_| LockError::Damaged)?;
        let bounds = FEWEST_ITERATIONS..=MOST_ITERATIONS;
        let ways = [&lock.passphrase, &lock.recovery];
        match ways.iter().all(|way| bounds.contains(&way.iterations)) {
            true => Ok(lock),
            false => Err(LockError::Damaged),
        }
    }

    /// As it is stored.
    ///
    /// # Errors
    /// Never for a lock that can be made.
    pub fn body(&self) -> Result<String, LockError> {
        serde_json::to_string(self).map_err(|_| LockError::Damaged)
    }

    pub fn way(&self, by: By) -> &Way {
        match by {
            By::Passphrase => &self.passphrase,
            By::Recovery => &self.recovery,
        }
    }

    /// With one way in place of the one before.
    pub fn with(mut self, by: By, way: Way) -> Self {
        match by {
            By::Passphrase => self.passphrase = way,
            By::Recovery => self.recovery = way,
        }
        self
    }
}

impl Way {
    /// With fresh randomness, which is never used twice; the check and the key are not known yet.
    pub fn new(salt: [u8; 16], nonce: [u8; 12]) -> Self {
        Self {
            iterations: ITERATIONS,
            salt,
            nonce,
            check: [0; 32],
            key: [0; 48],
        }
    }
}

impl By {
    /// What is authenticated with the data key, so that one way cannot be put for the other.
    pub fn label(self) -> &'static str {
        match self {
            Self::Passphrase => "aimline lock 1: passphrase",
            Self::Recovery => "aimline lock 1: recovery code",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        let mut way = Way::new([7; 16], [9; 12]);
        way.check = [0xAB; 32];
        way.key = [0x01; 48];
        Lock::new(way.clone(), way)
    }

    #[test]
    fn what_was_written_is_read() {
        let body = lock().body().unwrap();
        assert_eq!(Lock::read(&body), Ok(lock()));
        assert!(body.contains(r#""salt":"07070707070707070707070707070707""#));
    }

    #[test]
    fn one_way_is_replaced_without_the_other() {
        let fresh = Way::new([1; 16], [2; 12]);
        let changed = lock().with(By::Passphrase, fresh.clone());
        assert_eq!(changed.way(By::Passphrase), &fresh);
        assert_eq!(changed.way(By::Recovery), lock().way(By::Recovery));
    }

    #[test]
    fn what_is_not_a_lock_is_refused() {
        let body = lock().body().unwrap();
        for (from, to, expected) in [
            ("\"version\":1", "\"version\":2", LockError::Newer),
            ("\"version\":1", "\"version\":-1", LockError::Damaged),
            ("1000000", "599999", LockError::Damaged),
            ("1000000", "10000001", LockError::Damaged),
            ("abab", "aba", LockError::Damaged),
            ("abab", "zbab", LockError::Damaged),
            ("\"recovery\"", "\"other\"", LockError::Damaged),
        ] {
            let changed = body.replacen(from, to, 1);
            assert_eq!(Lock::read(&changed), Err(expected), "{from} to {to}");
        }
        assert_eq!(Lock::read(""), Err(LockError::Damaged));
        assert_eq!(Lock::read("{}"), Err(LockError::Damaged));
    }
}
