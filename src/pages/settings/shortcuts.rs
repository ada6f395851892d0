//! The keys, and the switch for those that act alone.

use aimline_core::model::Settings;
use aimline_core::{Command, Edited};
use leptos::prelude::*;

use crate::parts::Section;
use crate::state::use_app;

/// The keys, what they do, and whether they act alone and can be turned off.
type Key = (&'static str, &'static str, bool);
/// Where, and the keys there.
type Place = (&'static str, &'static [Key]);

const SHORTCUTS: [Place; 8] = [
    (
        "On every page",
        &[(
            "Alt + P",
            "Privacy screen: students by initials, or by name again",
            false,
        )],
    ),
    (
        "Log session",
        &[
            ("Ctrl + Enter", "Save the session", false),
            (
                "1 to 9",
                "Turn the student of that number: absent, part, present",
                true,
            ),
            ("S", "Go to the steps", true),
            ("G", "Go to the scores", true),
            ("M", "Go to the minutes", true),
            ("N", "Go to the note", true),
        ],
    ),
    (
        "On a step of the checklist",
        &[
            ("↑ ↓", "The step before or after", false),
            ("D M A X", "Done, missed, adapted, N/A", false),
        ],
    ),
    (
        "Students",
        &[
            ("/", "Search", true),
            ("↑ ↓ Home End", "Move between rows", false),
        ],
    ),
    (
        "In a meeting",
        &[
            ("N", "The next student", true),
            ("P", "The student before", true),
            ("D", "Go to the decision", true),
        ],
    ),
    (
        "Scores of a group",
        &[
            ("Enter ↓ ↑", "The next student, or the one before", false),
            ("→ ←", "Between score and errors", false),
        ],
    ),
    (
        "Running a probe",
        &[
            ("Space", "Start", false),
            ("E", "Count an error", true),
            ("U", "Take an error back", true),
            ("Backspace", "Take an error back", false),
            ("Esc", "Stop", false),
        ],
    ),
    (
        "Editing a protocol",
        &[
            ("Enter", "Add a step below", false),
            ("Alt + ↑ ↓", "Move the step", false),
        ],
    ),
];

#[component]
pub fn ShortcutsSection() -> impl IntoView {
    let app = use_app();
    let on = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| caseload.settings().single_key_shortcuts)
    });
    let turn = move |event: web_sys::Event| {
        let switch: web_sys::HtmlInputElement = event_target(&event);
        let on = switch.checked();
        let now = app
            .caseload()
            .with_untracked(|caseload| caseload.settings());
        let settings = Edited {
            opened: Some(now.clone()),
            typed: Settings {
                single_key_shortcuts: on,
                ..now
            },
        };
        app.send(Command::SaveSettings { settings }, move |answer| {
            if let Err(refused) = answer {
                // It shows what is kept, not what was tried.
                switch.set_checked(!on);
                app.toast(refused.to_string());
            }
        });
    };
    let key = |(keys, what, alone): &'static Key| {
        view! {
            <tr>
                <th scope="row"><kbd>{*keys}</kbd></th>
                <td>{*what}</td>
                <td>{alone.then(|| view! { <span class="badge">"Single key"</span> })}</td>
            </tr>
        }
    };
    let place = move |(place, keys): Place| {
        view! {
            <div class="table-scroll">
                <table class="table">
                    <caption>{place}</caption>
                    <tbody>{keys.iter().map(key).collect_view()}</tbody>
                </table>
            </div>
        }
    };
    view! {
        <Section title="Keyboard">
            <div class="stack">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || on.get()
                        on:change=turn
                    />
                    <span>"Single keys act alone, such as / for search. Turn this off if you use speech input."</span>
                </label>
                <div class="grid-2 shortcuts">{SHORTCUTS.map(place).collect_view()}</div>
            </div>
        </Section>
    }
}
