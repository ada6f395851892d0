//! One line of text, a number, a date or a time.

use leptos::html;
use leptos::prelude::*;

use super::field::{Words, framed};

/// `<TextField label="First name" value=name error=error_of(problems, "name") required=true />`
///
/// A field with a `name` can be reached from the error summary.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<Signal<String>>,
    #[prop(optional)] required: bool,
    #[prop(default = "text")] input_type: &'static str,
    #[prop(optional)] name: Option<&'static str>,
    /// The label is said but not shown, as in a cell of a table.
    #[prop(optional)]
    hide_label: bool,
    /// What a field without a visible label is for.
    #[prop(optional)]
    placeholder: Option<&'static str>,
    /// As wide as a number or a date needs.
    #[prop(optional)]
    narrow: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] on_enter: Option<Callback<()>>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let words = Words::new(label, hint, error, required, hide_label);
    let (kind, keys) = kind_and_keys(input_type);
    let narrow = narrow || kind != input_type || matches!(kind, "date" | "time");
    let input = view! {
        <input
            node_ref=node_ref
            class="input"
            class:input-narrow=narrow
            id=words.id.clone()
            type=kind
            inputmode=keys
            placeholder=placeholder
            name=name
            data-field=name
            autocomplete="off"
            aria-required=required.then_some("true")
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            disabled=move || disabled.get()
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
    };
    framed(&words, input)
}

/// Numbers are text with the keys for numbers: browsers empty a number field that they cannot
/// read, and then nobody can say what was typed.
fn kind_and_keys(input_type: &'static str) -> (&'static str, Option<&'static str>) {
    match input_type {
        "number" => ("text", Some("decimal")),
        "integer" => ("text", Some("numeric")),
        other => (other, None),
    }
}
