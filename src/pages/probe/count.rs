//! Before and during a probe: one thing to press at a time, by key or by finger.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{Run, Stage, minutes_and_seconds};
use crate::browser::{dom, listen};
use crate::parts::{Button, ButtonKind};

#[component]
pub(super) fn Ready(run: Run) -> impl IntoView {
    keys(run);
    let time = minutes_and_seconds(run.seconds.into());
    view! {
        <div class="probe card">
            <p class="probe-time">{time}</p>
            <button type="button" class="probe-main" on:click=move |_| run.start()>
                "Start"
            </button>
            <p class="muted">
                "Press " <kbd>"Space"</kbd> " to start. While it runs, " <kbd>"E"</kbd>
                " or a tap on the large button counts an error; " <kbd>"U"</kbd> " takes one back."
            </p>
        </div>
    }
}

#[component]
pub(super) fn Running(run: Run) -> impl IntoView {
    keys(run);
    let main = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = main.get() {
            dom::focus(&button);
        }
    });
    let errors = move || run.state.with(|state| state.errors);
    let none = Signal::derive(move || errors() == 0);
    view! {
        <div class="probe card probe-running">
            <p class="probe-time" role="timer">{move || minutes_and_seconds(run.left())}</p>
            <button type="button" class="probe-main" node_ref=main on:click=move |_| run.error()>
                "Error" <span class="probe-key" aria-hidden="true">"E"</span>
            </button>
            <p class="probe-errors" role="status">
                {move || crate::words::count(errors() as usize, "error", "errors")}
            </p>
            <div class="row">
                <Button on_press=move || run.take_back_error() disabled=none>"Take one back"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || run.stop()>"Stop now"</Button>
            </div>
        </div>
    }
}

/// Space starts; E counts an error, U or Backspace takes one back; Esc stops.
fn keys(run: Run) {
    let Some(document) = dom::document() else {
        return;
    };
    let listener = listen(&document, "keydown", move |event: KeyboardEvent| {
        let with_others = event.ctrl_key() || event.meta_key() || event.alt_key();
        if with_others || event.repeat() || event.default_prevented() || is_typing() {
            return;
        }
        let letters = run
            .app
            .caseload()
            .with_untracked(|caseload| caseload.settings().single_key_shortcuts);
        let stage = untrack(|| run.stage());
        match (stage, event.key().as_str()) {
            (Stage::Ready, " ") => run.start(),
            (Stage::Running, "e" | "E") if letters => run.error(),
            (Stage::Running, "u" | "U") if letters => run.take_back_error(),
            (Stage::Running, "Backspace") => run.take_back_error(),
            (Stage::Running, "Escape") => run.stop(),
            _ => return,
        }
        event.prevent_default();
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
}

fn is_typing() -> bool {
    let typing = "input, textarea, select, dialog, a, [contenteditable]";
    dom::focused().is_some_and(|element| matches!(element.closest(typing), Ok(Some(_))))
}
