//! One file: made, written under a name that was not there, read back, compared; only then do
//! older ones go.

use aimline_core::format::backup::Limits;
use aimline_core::format::backup::dated::{Dated, to_remove};
use jiff::civil::Time;

use super::kept::{Failed, Last, Lines, On, note, recall};
use crate::browser::files::{self, FileError};
use crate::browser::folder::{Folder, FolderError, Permission};
use crate::browser::{clock, turns};
use crate::pages::data::back_up::{NotWritten, Work, make};
use crate::pages::data::{backup_days, documents};
use crate::state::App;

/// When a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Now,
    /// Only if something changed since the last file.
    Changed,
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

/// Writes a file and notes how it went.
///
/// Two windows are one device. Without turns they would write the same work twice, one would take
/// away as an older file what the other is about to read back, and both could give one name to two
/// files. Each choice of a folder has its own turns, so that a folder which does not answer holds up
/// no other.
pub async fn run(app: App, when: When, work: Work) {
    let Some(choice) = recall(app).await.map(|on| on.kept.choice) else {
        return;
    };
    // A browser without turns lets nobody pick a folder either.
    let _turn = turns::take(&format!("aimline-automatic-{choice}")).await;
    // What the window before has written is known only now.
    let Some(On { folder, kept, .. }) = recall(app).await.filter(|on| on.kept.choice == choice)
    else {
        return;
    };
    // What is saved from here on may not be in the file.
    let lines = Lines::of(app).await.unwrap_or_default();
    let mark = lines.mark();
    if when == When::Changed && mark == kept.mark {
        return;
    }
    let now = clock::now_ms();
    let last = kept.last.as_ref().map(|last| clock::date_of(last.when));
    let first_of_the_day = last != Some(clock::date_of(now));
    let written = write(app, &folder, kept.passphrase.as_deref(), now, work).await;
    match written {
        Ok(last) => {
            let begun = match lines.go_on_from(&kept.mark) {
                true => kept.begun,
                false => Some(last.name.clone()),
            };
            // A file that stays too long does no harm.
            let _ = rotate(&folder, &last.name, begun.as_deref()).await;
            note(app, choice, |kept| {
                kept.mark.clone_from(&mark);
                kept.begun.clone_from(&begun);
                kept.last = Some(last.clone());
                kept.failed = None;
            })
            .await;
            app.remember_backup(now).await;
            if first_of_the_day {
                backup_days::remember(app, now).await;
            }
        }
        Err(refused) => {
            let why = refused.to_string();
            let failed = Failed { when: now, why };
            note(app, choice, |kept| kept.failed = Some(failed.clone())).await;
        }
    }
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
        // It was written before, in the same second: it is not this one's to take away.
        Err(exists @ NoFile::Folder(FolderError::Exists(_))) => return Err(exists),
        Err(why) => {
            // What was not read back as it was is no backup, and must not look like one.
            let _ = folder.remove(&name).await;
            return Err(why);
        }
    }
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
async fn rotate(folder: &Folder, new: &str, begun: Option<&str>) -> Result<(), FolderError> {
    let device = documents::this_device();
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
    for old in to_remove(&whole, device, new, begun) {
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
