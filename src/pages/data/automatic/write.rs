//! One file: made, written under a name that was not there, read back, compared; only then do
//! older ones go.

use std::cell::Cell;

use aimline_core::format::backup::Limits;
use aimline_core::format::backup::dated::{Dated, to_remove};
use aimline_core::model::Device;
use jiff::civil::Time;
use leptos::prelude::*;

use super::kept::{Failed, Last, Standing, folder, mark, note, recall, standing};
use crate::browser::clock;
use crate::browser::files::{self, FileError};
use crate::browser::folder::{Folder, FolderError, Permission};
use crate::pages::data::back_up::{NotWritten, Work, make};
use crate::pages::data::{backup_days, documents};
use crate::state::App;

thread_local! {
    static RUNNING: Cell<bool> = const { Cell::new(false) };
}

#[derive(Debug, thiserror::Error)]
enum NoFile {
    #[error("{0}")]
    Folder(#[from] FolderError),
    #[error("{0}")]
    NotWritten(#[from] NotWritten),
    #[error("{0}")]
    File(#[from] FileError),
    #[error("The file was written, but it did not read back as it was. It is no backup.")]
    NotAsWritten,
}

/// Writes a file and notes how it went. One at a time.
pub async fn run(app: App, work: Work) {
    recall(app).await;
    let (Standing::On { kept, .. }, Some(folder)) = (standing().get_untracked(), folder()) else {
        return;
    };
    if RUNNING.replace(true) {
        return;
    }
    // What is saved from here on may not be in the file.
    let mark = mark(app).await.unwrap_or_default();
    let when = clock::now_ms();
    let last = kept.last.as_ref().map(|last| clock::date_of(last.when));
    let first_of_the_day = last != Some(clock::date_of(when));
    let written = write(app, &folder, kept.passphrase.as_deref(), when, work).await;
    match written {
        Ok(last) => {
            note(app, |kept| {
                kept.mark = mark;
                kept.last = Some(last);
                kept.failed = None;
            })
            .await;
            app.remember_backup(when).await;
            if first_of_the_day {
                backup_days::remember(app, when).await;
            }
        }
        Err(refused) => {
            let why = refused.to_string();
            note(app, |kept| kept.failed = Some(Failed { when, why })).await;
        }
    }
    RUNNING.set(false);
}

async fn write(
    app: App,
    folder: &Folder,
    passphrase: Option<&str>,
    when: u64,
    work: Work,
) -> Result<Last, NoFile> {
    if folder.permission().await != Permission::Granted {
        return Err(FolderError::NotAllowed.into());
    }
    let device = documents::this_device();
    let (bytes, records) = make(app, passphrase, work).await?;
    let name = Dated::new(device, moment(when), passphrase.is_some()).name;
    let kept = keep(folder, &name, &bytes).await;
    match kept {
        Ok(()) => {}
        // Another window wrote it in the same second: it is not this one's to take away.
        Err(exists @ NoFile::Folder(FolderError::Exists(_))) => return Err(exists),
        Err(why) => {
            // What was not read back as it was is no backup, and must not look like one.
            let _ = folder.remove(&name).await;
            return Err(why);
        }
    }
    // A file that stays too long does no harm.
    let _ = rotate(folder, device, &name).await;
    Ok(Last {
        when,
        name,
        bytes: bytes.len(),
        records,
    })
}

/// Writes, and looks whether the folder gives back what was made. That carries its checksum and was
/// read with it, so that a file which is the same is whole.
async fn keep(folder: &Folder, name: &str, bytes: &[u8]) -> Result<(), NoFile> {
    folder.write_new(name, bytes).await?;
    let file = folder.file(name).await?;
    let read = files::read_bytes(&file, Limits::default().bytes as u64).await?;
    match read == bytes {
        true => Ok(()),
        false => Err(NoFile::NotAsWritten),
    }
}

/// Takes older files of this device away, and empty ones: a page that was closed while it wrote
/// leaves such, and it must not count as the last file of its day.
async fn rotate(folder: &Folder, device: Device, new: &str) -> Result<(), FolderError> {
    let mut whole = Vec::new();
    for name in folder.names().await? {
        if Dated::of_name(&name).is_none_or(|dated| dated.device != device) {
            continue;
        }
        match folder.file(&name).await?.size() > 0.0 {
            true => whole.push(name),
            false => drop(folder.remove(&name).await),
        }
    }
    for old in to_remove(&whole, device, new) {
        folder.remove(&old).await?;
    }
    Ok(())
}

fn moment(when: u64) -> jiff::civil::DateTime {
    let minute = clock::minute_of(when);
    let second = when / 1_000 % 60;
    let time = Time::new((minute / 60) as i8, (minute % 60) as i8, second as i8, 0);
    clock::date_of(when).to_datetime(time.unwrap_or_default())
}
