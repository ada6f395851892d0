//! One of a list.

use leptos::prelude::*;

use super::field::{Words, framed};

/// `options` are pairs of the value kept and the words shown.
#[component]
pub fn SelectField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    /// What is chosen, where it is not simply `value`: a value that is not offered may stand for
    /// the usual one.
    #[prop(optional, into)]
    shown: Option<Signal<String>>,
    /// What else follows from the choice of a person.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<Signal<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] narrow: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let words = Words::new(label, hint, error, required, hide_label);
    let option = move |(key, text): (String, String)| {
        let selected = {
            let key = key.clone();
            move || match shown {
                Some(shown) => shown.with(|shown| *shown == key),
                None => value.with(|value| *value == key),
            }
        };
        // The property, not the attribute: after the first choice the attribute is not looked at.
        view! { <option value=key prop:selected=selected>{text}</option> }
    };
    let select = view! {
        <select
            class="input"
            class:input-narrow=narrow
            id=words.id.clone()
            name=name
            data-field=name
            aria-required=required.then_some("true")
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            disabled=move || disabled.get()
            on:change=move |event| {
                let chosen = event_target_value(&event);
                value.set(chosen.clone());
                if let Some(on_choose) = on_choose {
                    on_choose.run(chosen);
                }
            }
        >
            {move || options.get().into_iter().map(option).collect_view()}
        </select>
    };
    framed(&words, select)
}
