//! Several lines of text.

use leptos::prelude::*;

use super::field::{Words, framed};

#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<Signal<String>>,
    #[prop(optional)] required: bool,
    #[prop(default = 3)] rows: u32,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let words = Words::new(label, hint, error, required, hide_label);
    let area = view! {
        <textarea
            class="input"
            id=words.id.clone()
            rows=rows.to_string()
            name=name
            data-field=name
            aria-required=required.then_some("true")
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            disabled=move || disabled.get()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    };
    framed(&words, area)
}
