//! A fresh recovery code, to be printed or copied before it counts.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clipboard, dom};
use crate::parts::{Button, CheckboxField, IconName};
use crate::state::use_app;
use crate::words;

/// Shown once, and on paper as a sheet of its own.
#[component]
pub fn CodeSheet(
    code: Signal<String>,
    kept: RwSignal<bool>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let said = RwSignal::new("");
    let copy = move || {
        let code = code.get_untracked();
        spawn_local(async move {
            said.try_set(if clipboard::copy(&code).await {
                "Copied. Paste it where you keep it."
            } else {
                "The browser did not let the page copy. Select the code instead."
            });
        });
    };
    let today = use_app().today();
    view! {
        <p class="no-print">
            "Print this code, or write it down. It opens the lock when the passphrase is forgotten.
            Keep it away from this device, as you would keep a key. It is shown only now."
        </p>
        <div class="passphrase-sheet">
            <p class="muted">
                {move || format!("Recovery code of the Aimline lock, {}", words::full_date(today.get()))}
            </p>
            <p class="passphrase recovery-code">{move || code.get()}</p>
        </div>
        <div class="row no-print">
            <Button small=true icon=IconName::Print on_press=dom::print>"Print"</Button>
            <Button small=true on_press=copy>"Copy"</Button>
            <span class="muted" role="status">{said}</span>
        </div>
        <div class="no-print">
            <CheckboxField label="I have printed it or written it down" checked=kept error />
        </div>
    }
}

/// What is said when the box is not ticked.
pub const NOT_KEPT: &str = "Keep the code first, then tick this box.";
