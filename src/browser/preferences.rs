//! What belongs to this device and not to the caseload: looks, and facts about the device itself.
//!
//! Records never go here. Where the browser blocks local storage nothing is kept and nothing fails.

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Every preference there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Light, dark, or as the device.
    Theme,
    /// How close rows stand.
    Density,
    /// This device's name in stamps.
    Device,
    /// When this device last wrote a backup.
    LastBackup,
    /// That a merge brought records since, older than that backup and not in it.
    MergedSinceBackup,
    /// That a workspace was made on this device: the sentinel outside IndexedDB. With it, an empty
    /// database is an incident and not a first run.
    WorkspaceMade,
    /// After how many idle minutes an open lock shuts.
    LockMinutes,
    /// That students are shown by their initials.
    Initials,
}

/// The value kept, or nothing: none was, or it cannot be read.
pub fn get<T: DeserializeOwned>(preference: Preference) -> Option<T> {
    available()?;
    LocalStorage::get(preference.key()).ok()
}

/// Whether the value is kept now.
pub fn set<T: Serialize>(preference: Preference, value: &T) -> bool {
    available().is_some() && LocalStorage::set(preference.key(), value).is_ok()
}

pub fn forget(preference: Preference) {
    if available().is_some() {
        LocalStorage::delete(preference.key());
    }
}

impl Preference {
    fn key(self) -> &'static str {
        match self {
            Preference::Theme => "aimline.theme",
            Preference::Density => "aimline.density",
            Preference::Device => "aimline.device",
            Preference::LastBackup => "aimline.last-backup",
            Preference::MergedSinceBackup => "aimline.merged-since-backup",
            Preference::WorkspaceMade => "aimline.workspace-made",
            Preference::LockMinutes => "aimline.lock-minutes",
            Preference::Initials => "aimline.initials",
        }
    }
}

/// `LocalStorage` panics where local storage is blocked, so this looks first, each time.
fn available() -> Option<()> {
    web_sys::window()?.local_storage().ok()??;
    Some(())
}
