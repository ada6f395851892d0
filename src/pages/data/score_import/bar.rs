//! What "Import" would do in a sentence, and the button.

use aimline_core::format::scores::Tally;
use leptos::prelude::*;

use super::import::Import;
use crate::parts::{Button, ButtonKind};
use crate::words::count;

/// A tally in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence(pub Tally);

impl Sentence {
    /// "Adds 42 scores for 12 students, replaces 1 and makes 5 plans."
    pub fn sentence(self) -> String {
        self.in_words(["Adds", "Replaces", "makes"])
    }

    /// "Imported 42 scores for 12 students."
    pub fn done(self) -> String {
        self.in_words(["Imported", "Replaced", "made"])
    }

    pub fn scores(self) -> usize {
        self.0.added + self.0.replaced
    }

    fn in_words(self, [adds, replaces, makes]: [&str; 3]) -> String {
        let Tally {
            added,
            replaced,
            plans,
            students,
        } = self.0;
        let scores = |number| count(number, "score", "scores");
        let students = count(students, "student", "students");
        let mut parts = match added {
            0 => vec![format!("{replaces} {} for {students}", scores(replaced))],
            added => vec![format!("{adds} {} for {students}", scores(added))],
        };
        if added > 0 && replaced > 0 {
            parts.push(format!("{} {replaced}", replaces.to_lowercase()));
        }
        if plans > 0 {
            let plans = count(plans, "plan", "plans");
            parts.push(format!("{makes} {plans} without a goal"));
        }
        match parts.as_slice() {
            [first, second, third] => format!("{first}, {second} and {third}."),
            parts => format!("{}.", parts.join(" and ")),
        }
    }
}

#[component]
pub fn ImportBar(import: Import) -> impl IntoView {
    let tally = Memo::new(move |_| import.tally());
    let nothing = Signal::derive(move || tally.get().scores() == 0);
    let words = move || {
        if nothing.get() {
            "Nothing to import: no score that is chosen here would change anything.".to_owned()
        } else {
            tally.get().sentence()
        }
    };
    view! {
        <div class="roster-bar no-print">
            <p role="status">{words}</p>
            <Button kind=ButtonKind::Primary disabled=nothing on_press=move || import.save()>
                {move || match tally.get().scores() {
                    0 => "Import".to_owned(),
                    scores => format!("Import {}", count(scores, "score", "scores")),
                }}
            </Button>
        </div>
    }
}
