//! The passphrase of a file that is to be opened.

use std::sync::Arc;

use leptos::prelude::*;

use super::opened::Locked;
use crate::parts::{Button, ButtonKind, PassphraseField};

/// Asks for the passphrase in place. What was typed stays, so that a slip can be mended.
#[component]
pub fn Unlock(
    locked: Arc<Locked>,
    said: Option<String>,
    typed: RwSignal<String>,
    #[prop(into)] on_unlock: Callback<String>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let error = RwSignal::new(said);
    let press = move || {
        let passphrase = typed.get();
        if passphrase.trim().is_empty() {
            error.set(Some("Type the passphrase of this file.".into()));
        } else {
            on_unlock.run(passphrase);
        }
    };
    view! {
        <div class="stack">
            <p>
                <span class="restore-file">{locked.file.clone()}</span>
                " is encrypted. It opens with the passphrase that was chosen when it was made."
            </p>
            <PassphraseField
                label="Passphrase"
                hint="Capital letters count; spaces around it do not."
                value=typed
                error
                on_enter=press
            />
            <div class="row row-end">
                <Button on_press=on_cancel>"Cancel"</Button>
                <Button kind=ButtonKind::Primary on_press=press>"Open"</Button>
            </div>
        </div>
    }
}
