//! When this caseload was last backed up: known to every page, kept in two places.
//!
//! The device's preferences answer at once; the workspace keeps the same, so that it goes and comes
//! with the data. The demo has nothing to lose and keeps nothing.

use aimline_core::Caseload;
use aimline_core::format::document::SAFETY;
use aimline_core::safety::changed_since;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{App, Workspace};
use crate::browser::clock;
use crate::browser::preferences::{self, Preference};

thread_local! {
    static LAST_BACKUP: ArcRwSignal<Option<u64>> =
        ArcRwSignal::new(believed(preferences::get(Preference::LastBackup)));
    static MERGED: ArcRwSignal<bool> =
        ArcRwSignal::new(preferences::get(Preference::MergedSinceBackup).unwrap_or(false));
}

const DAY_MILLISECONDS: u64 = 24 * 60 * 60 * 1000;

#[derive(Serialize, Deserialize)]
struct Kept {
    last_backup: Option<u64>,
    /// What was known before a restore, for its undo.
    before: Option<u64>,
}

/// Milliseconds since 1970 of the last backup; `None` when there is none.
pub fn last_backup() -> ArcRwSignal<Option<u64>> {
    LAST_BACKUP.with(Clone::clone)
}

/// Whether anything is not in the last backup. Reads the signals, so that the caller runs again.
pub fn changed_since_backup(caseload: &Caseload) -> bool {
    MERGED.with(|merged| merged.get()) || changed_since(caseload, last_backup().get())
}

/// A backup made under a clock that was ahead would cover for years what it cannot hold.
fn believed(moment: Option<u64>) -> Option<u64> {
    moment.filter(|moment| *moment <= clock::now_ms() + DAY_MILLISECONDS)
}

fn note_merged(merged: bool) {
    match merged {
        true => drop(preferences::set(Preference::MergedSinceBackup, &true)),
        false => preferences::forget(Preference::MergedSinceBackup),
    }
    MERGED.with(|known| known.set(merged));
}

impl App {
    /// Reads what the workspace knows, for a browser that forgets preferences.
    pub(super) async fn recall_last_backup(&self) {
        if !self.is_own() {
            return;
        }
        let kept = self.kept_safety().await;
        let kept = kept.and_then(|kept| believed(kept.last_backup));
        let known = last_backup();
        if kept <= known.get_untracked() {
            return;
        }
        preferences::set(Preference::LastBackup, &kept);
        known.set(kept);
    }

    /// A backup was written just now, or this caseload came from one.
    pub async fn remember_backup(&self, moment: u64) {
        let before = last_backup().get_untracked();
        let moment = moment.min(clock::now_ms());
        self.keep_safety(Some(moment), before).await;
    }

    /// Records came from another device, with the stamps that they have there.
    pub fn remember_merge(&self) {
        if self.is_own() {
            note_merged(true);
        }
    }

    /// What was restored is taken back.
    pub async fn forget_restored_backup(&self) {
        let before = self.kept_safety().await.and_then(|kept| kept.before);
        self.keep_safety(before, None).await;
    }

    /// Everything was erased.
    pub fn forget_backups(&self) {
        if self.is_own() {
            preferences::forget(Preference::LastBackup);
            last_backup().set(None);
            note_merged(false);
        }
    }

    async fn kept_safety(&self) -> Option<Kept> {
        let document = self.store().ok()?.get(&key()).await.ok()??;
        serde_json::from_str(&document.body).ok()
    }

    async fn keep_safety(&self, last: Option<u64>, before: Option<u64>) {
        if !self.is_own() {
            return;
        }
        match last {
            Some(moment) => drop(preferences::set(Preference::LastBackup, &moment)),
            None => preferences::forget(Preference::LastBackup),
        }
        last_backup().set(last);
        note_merged(false);
        let kept = Kept {
            last_backup: last,
            before,
        };
        if let (Ok(store), Ok(body)) = (self.store(), serde_json::to_string(&kept)) {
            // The preference above is kept already; a full disk must not spoil the backup.
            let _ = store.replace(&[], [(key(), body)], |_, _| {}).await;
        }
    }

    fn is_own(&self) -> bool {
        self.workspace().get_untracked() == Workspace::Own
    }
}

fn key() -> String {
    format!("{SAFETY}/backup")
}
