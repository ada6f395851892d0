//! The lock: turning it on and off, opening it, changing the ways that lead in.
//!
//! The store encrypts and decrypts by a key it is given; here that key is drawn, and wrapped in
//! what a passphrase and a recovery code are made into. It is kept in memory alone, so that closing
//! or reloading the page locks.

use aimline_core::format::backup::envelope::normalized;
use aimline_core::format::lock::{self, By, CHECK, Lock, LockError, WRAPPING_KEY, Way, recovery};
use leptos::prelude::*;

use super::{App, Refused, Status, Workspace};
use crate::browser::cipher::Cipher;
use crate::browser::crypto::{self, Derivation, Keys};
use crate::browser::preferences::{self, Preference};
use crate::browser::random;
use crate::store::{KeyRange, StoreError};

/// Another window may be saving just then.
const TRIES: usize = 5;

/// What a person gives to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secret {
    Passphrase(String),
    /// The signs of a recovery code without what stands between them.
    Recovery(String),
}

/// Why the lock did not open or change.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotUnlocked {
    #[error(
        "This passphrase does not open the lock. Capital letters count: look whether Caps Lock is on."
    )]
    WrongPassphrase,
    #[error(
        "This recovery code does not open the lock. Its signs fit together, so it may be the code \
         of an earlier lock."
    )]
    WrongCode,
    #[error("{0}")]
    Lock(#[from] LockError),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Refused(#[from] Refused),
    #[error(
        "This browser does not encrypt here, so the lock cannot be used. It does so on pages that \
         begin with https."
    )]
    NoCrypto,
    #[error("There is no lock to open.")]
    NoLock,
    #[error("Other windows were saving all the time. Nothing was changed; try again.")]
    Busy,
}

impl Secret {
    /// What was typed where either is taken: a recovery code if it is one.
    pub fn of(typed: &str) -> Self {
        match recovery::read(typed) {
            Ok(signs) => Self::Recovery(signs),
            Err(_) => Self::Passphrase(typed.to_owned()),
        }
    }

    fn by(&self) -> By {
        match self {
            Self::Passphrase(_) => By::Passphrase,
            Self::Recovery(_) => By::Recovery,
        }
    }

    fn wrong(&self) -> NotUnlocked {
        match self {
            Self::Passphrase(_) => NotUnlocked::WrongPassphrase,
            Self::Recovery(_) => NotUnlocked::WrongCode,
        }
    }
}

impl App {
    /// A fresh recovery code, for a lock that is to be.
    ///
    /// # Errors
    /// When the browser has no randomness to give.
    pub fn draw_recovery_code(&self) -> Result<String, NotUnlocked> {
        let chance = random::bytes().ok_or(NotUnlocked::NoCrypto)?;
        Ok(recovery::drawn(chance))
    }

    /// Opens the lock and, with it, the caseload.
    ///
    /// # Errors
    /// When the secret is not the right one, or the browser cannot read.
    pub async fn unlock(&self, secret: &Secret) -> Result<(), NotUnlocked> {
        let store = self.store()?;
        let lock = self.lock_of_store().await?;
        let key = unwrapped(&lock, secret).await?;
        store.unlock(cipher(key).await?);
        let inner = self.inner();
        let _turn = inner.turn.lock().await;
        let read = inner.read_everything_current().await;
        inner.status.set(match read {
            Ok(()) => Status::Ready,
            Err(refused) => Status::Failed(refused.into()),
        });
        self.watch_over_lock();
        self.recall_last_backup().await;
        Ok(())
    }

    /// Encrypts everything in one step that happens as a whole or not at all.
    ///
    /// # Errors
    /// When the browser cannot; then everything is as it was.
    pub async fn turn_lock_on(
        &self,
        passphrase: &str,
        code: &str,
        progress: impl Fn(usize, usize) + Clone + 'static,
    ) -> Result<(), NotUnlocked> {
        let key = random::bytes().ok_or(NotUnlocked::NoCrypto)?;
        let code = recovery::read(code).map_err(|_| NotUnlocked::WrongCode)?;
        let ways = (
            wrapped(&key, &Secret::Passphrase(passphrase.to_owned())).await?,
            wrapped(&key, &Secret::Recovery(code)).await?,
        );
        let lock = Lock::new(ways.0, ways.1);
        self.turn_lock(Some((lock.body()?, cipher(key).await?)), progress)
            .await?;
        self.watch_over_lock();
        Ok(())
    }

    /// Decrypts everything, as a whole or not at all.
    ///
    /// # Errors
    /// When the secret is not the right one, or the browser cannot.
    pub async fn turn_lock_off(
        &self,
        secret: &Secret,
        progress: impl Fn(usize, usize) + Clone + 'static,
    ) -> Result<(), NotUnlocked> {
        let lock = self.lock_of_store().await?;
        unwrapped(&lock, secret).await?;
        self.turn_lock(None, progress).await?;
        self.watch_over_lock();
        Ok(())
    }

    /// Puts a new passphrase in place of the one before.
    ///
    /// # Errors
    /// When the secret is not the right one, or the browser cannot.
    pub async fn change_passphrase(
        &self,
        secret: &Secret,
        passphrase: &str,
    ) -> Result<(), NotUnlocked> {
        let new = Secret::Passphrase(passphrase.to_owned());
        self.change_way(secret, &new).await
    }

    /// Puts a new recovery code in place of the one before, which opens nothing from then on.
    ///
    /// # Errors
    /// When the secret is not the right one, or the browser cannot.
    pub async fn change_recovery_code(
        &self,
        secret: &Secret,
        code: &str,
    ) -> Result<(), NotUnlocked> {
        let signs = recovery::read(code).map_err(|_| NotUnlocked::WrongCode)?;
        self.change_way(secret, &Secret::Recovery(signs)).await
    }

    /// Whether the secret opens the lock that is there.
    ///
    /// # Errors
    /// When it does not.
    pub async fn try_secret(&self, secret: &Secret) -> Result<(), NotUnlocked> {
        let lock = self.lock_of_store().await?;
        unwrapped(&lock, secret).await.map(drop)
    }

    /// Erases a caseload that nobody can open any more, and its lock.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn erase_locked(&self) -> Result<(), StoreError> {
        let erased = self.store()?.replace(&[KeyRange::All], [], |_, _| {}).await;
        erased?;
        self.forget_backups();
        preferences::forget(Preference::WorkspaceMade);
        self.tell_others_to_reload();
        Ok(())
    }

    async fn change_way(&self, secret: &Secret, new: &Secret) -> Result<(), NotUnlocked> {
        let lock = self.lock_of_store().await?;
        let key = unwrapped(&lock, secret).await?;
        let way = wrapped(&key, new).await?;
        let lock = lock.with(new.by(), way);
        self.store()?.change_lock(&lock.body()?).await?;
        self.tell_others_to_reload();
        Ok(())
    }

    async fn turn_lock(
        &self,
        to: Option<(String, Cipher)>,
        progress: impl Fn(usize, usize) + Clone + 'static,
    ) -> Result<(), NotUnlocked> {
        // The demo is invented and open to all.
        if self.workspace().get_untracked() == Workspace::Demo {
            return Err(NotUnlocked::NoLock);
        }
        let inner = self.inner();
        let _turn = inner.turn.lock().await;
        inner.drafts.settle(*self).await;
        let store = self.store()?;
        for _ in 0..TRIES {
            match store.turn_lock(to.clone(), progress.clone()).await {
                Err(StoreError::Conflict { .. }) => {}
                Err(refused) => return Err(refused.into()),
                Ok(()) => {
                    self.tell_others_to_reload();
                    return Ok(());
                }
            }
        }
        Err(NotUnlocked::Busy)
    }

    async fn lock_of_store(&self) -> Result<Lock, NotUnlocked> {
        let body = self.store()?.lock().await?;
        let body = body.ok_or(NotUnlocked::NoLock)?;
        Ok(Lock::read(&body)?)
    }
}

/// The data key as a secret wraps it.
async fn wrapped(key: &[u8; 32], secret: &Secret) -> Result<Way, NotUnlocked> {
    let salt = random::bytes().ok_or(NotUnlocked::NoCrypto)?;
    let nonce = random::bytes().ok_or(NotUnlocked::NoCrypto)?;
    let mut way = Way::new(salt, nonce);
    let keys = keys(secret, &way).await?;
    let label = secret.by().label().as_bytes();
    let bytes = crypto::encrypt(&keys, &nonce, label, key).await;
    let bytes = bytes.map_err(|_| NotUnlocked::NoCrypto)?;
    way.check = keys.check;
    way.key = bytes.try_into().map_err(|_| NotUnlocked::NoCrypto)?;
    Ok(way)
}

/// The data key, if the secret is the right one.
async fn unwrapped(lock: &Lock, secret: &Secret) -> Result<[u8; 32], NotUnlocked> {
    let way = lock.way(secret.by());
    let keys = keys(secret, way).await?;
    if keys.check != way.check {
        return Err(secret.wrong());
    }
    let label = secret.by().label().as_bytes();
    let bytes = crypto::decrypt(&keys, &way.nonce, label, &way.key).await;
    let key = bytes.ok().and_then(|bytes| bytes.try_into().ok());
    Ok(key.ok_or(lock::LockError::Damaged)?)
}

async fn cipher(key: [u8; 32]) -> Result<Cipher, NotUnlocked> {
    Cipher::new(&key).await.map_err(|_| NotUnlocked::NoCrypto)
}

async fn keys(secret: &Secret, way: &Way) -> Result<Keys, NotUnlocked> {
    let text = match secret {
        Secret::Passphrase(typed) => normalized(&crypto::normal_form(typed)),
        Secret::Recovery(signs) => signs.clone(),
    };
    let how = Derivation {
        iterations: way.iterations,
        salt: &way.salt,
        data_key: WRAPPING_KEY,
        check: CHECK,
    };
    let keys = crypto::derive(&text, &how).await;
    keys.map_err(|_| NotUnlocked::NoCrypto)
}
