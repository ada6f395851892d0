//! Keys of a meeting: N and P go to the next and the last student, D to the decision. Not while
//! something is typed, and not if the person turned single keys off.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::browser::{dom, listen};
use crate::state::use_app;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Next,
    Previous,
    Decision,
}

/// Listens on the document, because the focus may be on the heading.
pub fn on_key(act: impl Fn(Key) + 'static) {
    let app = use_app();
    let Some(document) = dom::document() else {
        return;
    };
    let listener = listen(&document, "keydown", move |event: KeyboardEvent| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.alt_key();
        if elsewhere || event.default_prevented() || dom::is_typing() {
            return;
        }
        let key = match event.key().as_str() {
            "n" | "N" => Key::Next,
            "p" | "P" => Key::Previous,
            "d" | "D" => Key::Decision,
            _ => return,
        };
        let allowed = app
            .caseload()
            .with_untracked(|caseload| caseload.settings().single_key_shortcuts);
        if allowed {
            event.prevent_default();
            act(key);
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
}
