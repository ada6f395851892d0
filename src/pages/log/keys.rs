//! Keys of the log screen: Ctrl+Enter saves from anywhere; single keys act outside text fields,
//! unless the person turned them off.

use aimline_core::log_form::{LogForm, Presence};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Screen, students};
use crate::browser::{dom, listen};

/// Listens on the window, because the focus may be on the heading.
#[component]
pub fn SaveKey(on_save: Callback<()>) -> impl IntoView {
    let Some(window) = dom::window() else { return };
    let listener = listen(&window, "keydown", move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            on_save.run(());
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
}

pub fn pressed(screen: Screen, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(event) {
        return;
    }
    let caseload = screen.app.caseload();
    let allowed = caseload.with_untracked(|caseload| caseload.settings().single_key_shortcuts);
    if !allowed {
        return;
    }
    let key = event.key();
    let done = match key.as_str() {
        "s" | "S" => dom::focus_id(super::checklist::FIRST_STEP),
        "g" | "G" => dom::focus_id(super::scores::FIRST_SCORE),
        "n" | "N" => dom::focus_id(super::note::NOTE),
        "m" | "M" => dom::focus_id(super::minutes::MINUTES),
        digit => match digit.parse::<usize>() {
            Ok(number) if number >= 1 && screen.form.with_untracked(LogForm::is_held) => {
                turn_student(screen, number - 1)
            }
            _ => false,
        },
    };
    if done {
        event.prevent_default();
    }
}

/// Present, absent, partial, and around again; partial asks for its minutes.
fn turn_student(screen: Screen, index: usize) -> bool {
    let lines = screen.form.with_untracked(|form| form.students.len());
    if index >= lines {
        return false;
    }
    students::turn(screen, index);
    let presence = screen
        .form
        .with_untracked(|form| form.students.get(index).map(|line| line.presence));
    if presence == Some(Presence::Partial) {
        students::focus_minutes(index);
    }
    true
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target() else {
        return false;
    };
    let Some(element) = target.dyn_ref::<web_sys::Element>() else {
        return false;
    };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button")
        ),
        _ => false,
    }
}
