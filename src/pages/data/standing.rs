//! How safe the caseload is, in words.

use aimline_core::safety::{self, Reminder};
use leptos::prelude::*;

use crate::browser::clock;
use crate::parts::Tone;
use crate::state::App;
use crate::state::safety::last_backup;
use crate::words;

/// One look at the caseload: is there anything, and is there a reason to back up?
#[derive(Clone, Copy, PartialEq)]
pub struct Standing {
    empty: bool,
    demo: bool,
    sessions_since: usize,
    reminder: Option<Reminder>,
    /// Milliseconds since 1970, and how many days ago.
    last: Option<u64>,
    age: i32,
}

pub fn standing(app: App) -> Memo<Standing> {
    let (caseload, today, last) = (app.caseload(), app.today(), last_backup());
    Memo::new(move |_| {
        let demo = app.is_demo();
        let (last, today) = (last.get().filter(|_| !demo), today.get());
        caseload.with(|caseload| {
            let begun = safety::begun(caseload).map(clock::date_of);
            let sessions_since = safety::sessions_since(caseload, last);
            let last_day = last.map(clock::date_of);
            Standing {
                empty: begun.is_none(),
                demo,
                sessions_since,
                reminder: safety::reminder(begun, last_day, sessions_since, today),
                last,
                age: last_day.map_or(0, |day| (today - day).get_days()),
            }
        })
    })
}

impl Standing {
    pub fn tone(self) -> Tone {
        match (self.empty || self.demo, self.reminder, self.last) {
            (true, ..) => Tone::Neutral,
            (_, Some(Reminder::NoBackup { .. }), _) => Tone::Poor,
            (_, Some(_), _) | (_, None, None) => Tone::Near,
            (_, None, Some(_)) => Tone::Good,
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

    pub fn verdict(self) -> &'static str {
        match (self.demo, self.empty, self.tone()) {
            (true, ..) => "The demo: nothing to lose",
            (_, true, _) => "Nothing to keep yet",
            (_, _, Tone::Good) => "Your data is safe",
            (_, _, Tone::Near) if self.last.is_none() => "Only in this browser so far",
            (_, _, Tone::Near) => "Time for a backup",
            _ => "Only in this browser",
        }
    }

    pub fn advice(self) -> String {
        match (self.demo, self.empty, self.reminder) {
            (true, ..) => "This caseload is invented and kept apart from yours. You can try everything here.".into(),
            (_, true, _) => "Once you have students or sessions, back up into a file that you keep.".into(),
            (_, _, Some(reminder)) => format!(
                "{} A backup is one file; it brings everything back if this browser or device is lost.",
                reminder.sentence()
            ),
            (_, _, None) if self.last.is_none() => {
                "Make a first backup: one file that brings everything back if this browser or device is lost."
                    .into()
            }
            _ => "It is in this browser, and there is a fresh backup. Keep the file off this device."
                .into(),
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
        let since = match self.sessions_since {
            0 => "No session since.".to_owned(),
            some => format!("{} since.", words::count(some, "session", "sessions")),
        };
        format!("{ago}, {day}. {since}")
    }
}
