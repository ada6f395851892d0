//! How safe the caseload is, in words.

use aimline_core::elapsed::days_between;
use aimline_core::safety::{self, Reminder, Since};
use leptos::prelude::*;

use super::automatic;
use crate::browser::clock;
use crate::parts::Tone;
use crate::state::App;
use crate::state::safety::{changed_since_backup, last_backup};
use crate::words;

/// One look at the caseload: is there anything, and is there a reason to back up?
#[derive(Clone, Copy, PartialEq)]
pub struct Standing {
    empty: bool,
    demo: bool,
    /// Whether anything is not in the last backup, and what.
    changed: bool,
    since: Since,
    /// Whether the automatic backup could not be written since.
    failed: bool,
    reminder: Option<Reminder>,
    /// Milliseconds since 1970, and how many days ago.
    last: Option<u64>,
    age: i64,
}

pub fn standing(app: App) -> Memo<Standing> {
    let (caseload, today, last) = (app.caseload(), app.today(), last_backup());
    Memo::new(move |_| {
        let demo = app.is_demo();
        let (last, today) = (last.get().filter(|_| !demo), today.get());
        let failed = automatic::failed_since(last);
        caseload.with(|caseload| {
            let begun = safety::begun(caseload).map(clock::date_of);
            let sessions = safety::sessions_since(caseload, last);
            let changed = changed_since_backup(caseload);
            let last_day = last.map(clock::date_of);
            Standing {
                empty: begun.is_none(),
                demo,
                changed,
                since: safety::since(caseload, last),
                failed,
                reminder: safety::reminder(begun, last_day, changed, sessions, today),
                last,
                age: last_day.map_or(0, |day| days_between(day, today)),
            }
        })
    })
}

impl Standing {
    pub fn tone(self) -> Tone {
        match (self.empty || self.demo, self.reminder, self.last) {
            (true, ..) => Tone::Neutral,
            (_, Some(Reminder::NoBackup { .. }), _) => Tone::Poor,
            (_, None, Some(_)) if !self.changed => Tone::Good,
            _ => Tone::Near,
        }
    }

    pub fn tone_name(self) -> &'static str {
        match self.tone() {
            Tone::Good => "good",
            Tone::Near => "near",
            Tone::Poor => "poor",
            Tone::Neutral | Tone::Wait => "neutral",
        }
    }

    /// Whether the file of the last backup has everything, so that nothing goes with this browser.
    pub fn all_is_in_a_backup(self) -> bool {
        self.last.is_some() && !self.empty && !self.changed
    }

    pub fn verdict(self) -> String {
        match (self.demo, self.empty, self.tone(), self.last) {
            (true, ..) => "The demo: nothing to lose".into(),
            (_, true, ..) => "Nothing to keep yet".into(),
            (_, _, Tone::Good, _) => "Your data is safe".into(),
            (_, _, Tone::Near, None) => "Only in this browser so far".into(),
            (_, _, Tone::Near, _) if self.failed => "The automatic backup failed".into(),
            (_, _, Tone::Near, _) if self.reminder.is_some() => "Time for a backup".into(),
            (_, _, Tone::Near, Some(last)) => {
                format!("Safe up to {}", words::day_and_month(clock::date_of(last)))
            }
            _ => "Only in this browser".into(),
        }
    }

    pub fn advice(self) -> String {
        match (self.demo, self.empty, self.reminder, self.last) {
            (true, ..) => "This caseload is invented and kept apart from yours. You can try everything here.".into(),
            (_, true, ..) => "Once you have students or sessions, back up into a file that you keep.".into(),
            (_, _, Some(reminder), _) => format!(
                "{} A backup is one file; it brings everything back if this browser or device is lost.",
                reminder.sentence()
            ),
            (.., None) => {
                "Make a first backup: one file that brings everything back if this browser or device is lost."
                    .into()
            }
            _ if self.changed => format!("{} Until the next backup that is only in this browser.", self.came_since()),
            _ => "Nothing has changed since the last backup: its file has all of it. Keep the file off this device."
                .into(),
        }
    }

    /// A merge and what was taken back bring nothing of their own time.
    fn came_since(self) -> String {
        match self.since.total() {
            0 => "Something was merged or taken back since.".into(),
            _ => format!("Entered or changed since: {}.", self.since.in_words()),
        }
    }

    pub fn when(self) -> String {
        let Some(last) = self.last else {
            return "Never".into();
        };
        let ago = match self.age {
            ..=0 => "Today".to_owned(),
            1 => "Yesterday".to_owned(),
            days => format!("{days} days ago"),
        };
        let day = words::full_date(clock::date_of(last));
        format!("{ago}, {day}")
    }
}
