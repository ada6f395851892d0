//! Yes or no.

use leptos::prelude::*;

use super::field::{Words, error_line, hint_line, wrong};

#[component]
pub fn CheckboxField(
    #[prop(into)] label: Signal<String>,
    checked: RwSignal<bool>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<Signal<String>>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let words = Words::new(label, hint, error, false, false);
    view! {
        <div class="field field-check" class:field-wrong=wrong(&words)>
            {error_line(&words)}
            <label class="check">
                <input
                    type="checkbox"
                    name=name
                    data-field=name
                    aria-describedby=words.described_by()
                    aria-invalid=words.invalid()
                    disabled=move || disabled.get()
                    prop:checked=move || checked.get()
                    on:change=move |event| checked.set(event_target_checked(&event))
                />
                <span>{words.label}</span>
            </label>
            {hint_line(&words)}
        </div>
    }
}
