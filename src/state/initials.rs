//! The privacy screen: students are shown by their initials, everywhere at once.
//!
//! The caseload in memory says how it names its students, so that whatever is drawn from it
//! follows. What is saved keeps the whole names. Kept on this device, over reloads and windows.

use leptos::prelude::*;
use web_sys::StorageEvent;

use super::App;
use crate::browser::preferences::{self, Preference};
use crate::browser::{Listener, dom, listen};

impl App {
    /// Whether students are shown by initials.
    pub fn by_initials(&self) -> ArcRwSignal<bool> {
        self.inner().by_initials.clone()
    }

    pub fn switch_initials(&self) {
        let by_initials = !self.by_initials().get_untracked();
        preferences::set(Preference::Initials, &by_initials);
        self.show_initials(by_initials);
        self.say(match by_initials {
            true => "Students are shown by initials.",
            false => "Students are shown by name.",
        });
    }

    /// Follows what another window chose.
    pub fn follow_initials(&self) -> Option<Listener> {
        let app = *self;
        let window = dom::window()?;
        Some(listen(&window, "storage", move |_: StorageEvent| {
            let kept = kept();
            if kept != app.by_initials().get_untracked() {
                app.show_initials(kept);
            }
        }))
    }

    fn show_initials(&self, by_initials: bool) {
        let inner = self.inner();
        inner.by_initials.set(by_initials);
        inner
            .caseload
            .update(|caseload| caseload.name_by_initials(by_initials));
        // What was said before may name somebody.
        inner.notices.clear();
    }
}

/// As it was chosen on this device.
pub(super) fn kept() -> bool {
    preferences::get(Preference::Initials).unwrap_or(false)
}
