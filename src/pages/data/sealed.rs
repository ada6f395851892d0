//! A backup under a passphrase: compressed, encrypted, and read back before it is handed over.

use aimline_core::format::backup::envelope::{self, Lock, Sealed, normalized};
use aimline_core::format::backup::{Limits, Refusal};

use super::documents::Breath;
use crate::browser::crypto::{self, CryptoError, Derivation, Keys};
use crate::browser::gzip::{self, GzipError};
use crate::browser::random;

#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("{0}")]
    Crypto(#[from] CryptoError),
    #[error("{0}")]
    Gzip(GzipError),
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("This browser gave no random numbers, without which nothing can be encrypted.")]
    NoChance,
}

impl From<GzipError> for SealError {
    fn from(error: GzipError) -> Self {
        match error {
            GzipError::TooLarge { limit } => Self::Refused(Refusal::Unpacked {
                limit: limit / 1_000_000,
            }),
            GzipError::Damaged => Self::Refused(Refusal::Damaged),
            GzipError::Unavailable => Self::Gzip(error),
        }
    }
}

/// The file of a backup's text under a passphrase.
pub async fn seal(text: &str, passphrase: &str) -> Result<Vec<u8>, SealError> {
    let salt = random::bytes().ok_or(SealError::NoChance)?;
    let nonce = random::bytes().ok_or(SealError::NoChance)?;
    let lock = Lock::new(salt, nonce);
    let packed = gzip::gzip(text.as_bytes()).await?;
    let keys = keys(passphrase, &lock).await?;
    let header = lock.header(&keys.check, packed.len());
    let ciphertext = crypto::encrypt(&keys, &nonce, &header, &packed).await?;
    Ok(envelope::write(&header, &ciphertext))
}

/// The text of the backup in a file.
pub async fn open(file: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    let sealed = whole(file)?;
    let keys = keys(passphrase, &sealed.lock).await?;
    if keys.check != sealed.check {
        return Err(Refusal::WrongPassphrase.into());
    }
    let packed = crypto::decrypt(&keys, &sealed.lock.nonce, sealed.header, sealed.ciphertext).await;
    let packed = packed.map_err(|_| Refusal::Forged)?;
    // What was unpacked may be large: let the page breathe before it is read.
    let text = gzip::gunzip(&packed, Limits::default().bytes).await?;
    Breath::default().after(text.len()).await;
    Ok(text)
}

/// Whether a file is whole, before anybody is asked for a passphrase.
pub fn whole(file: &[u8]) -> Result<Sealed<'_>, Refusal> {
    envelope::read(file, Limits::default().bytes)
}

async fn keys(passphrase: &str, lock: &Lock) -> Result<Keys, CryptoError> {
    let passphrase = normalized(&crypto::normal_form(passphrase));
    let how = Derivation {
        iterations: lock.iterations,
        salt: &lock.salt,
        data_key: envelope::DATA_KEY,
        check: envelope::CHECK,
    };
    crypto::derive(&passphrase, &how).await
}
