//! A passphrase: never spell-checked, corrected or capitalized, hidden or shown as the person likes.

use leptos::prelude::*;

use super::Chip;
use super::field::{Words, framed};

/// What is typed here must not leave the page, and spell checkers of browsers send it away.
#[component]
pub fn PassphraseField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<Signal<String>>,
    /// A new one is seen while it is typed: nobody could find a slip in it later.
    #[prop(optional)]
    new: bool,
    #[prop(optional, into)] on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let words = Words::new(label, hint, error, true, false);
    let shown = RwSignal::new(new);
    let input = view! {
        <div class="passphrase-entry">
            <input
                class="input"
                id=words.id.clone()
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=if new { "new-password" } else { "current-password" }
                autocapitalize="none"
                spellcheck="false"
                aria-required="true"
                aria-describedby=words.described_by()
                aria-invalid=words.invalid()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:keydown=move |event| {
                    if let Some(on_enter) = on_enter
                        && event.key() == "Enter"
                        && !event.is_composing()
                    {
                        event.prevent_default();
                        on_enter.run(());
                    }
                }
            />
            <Chip pressed=shown on_press=move || shown.update(|shown| *shown = !*shown)>
                "Show"
            </Chip>
        </div>
    };
    framed(&words, input)
}
