//! A choice whose value lies in a larger whole, as one column of a mapping.

use leptos::prelude::*;

use crate::parts::unique_id;

/// A value as it is kept, and the words shown.
pub type Choice = (String, String);

#[component]
pub fn Select(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] on_choose: Callback<String>,
    /// The label is said but not shown, as in a cell of a table.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let id = unique_id("select");
    let option = move |(key, words): Choice| {
        let selected = {
            let key = key.clone();
            move || value.with(|value| *value == key)
        };
        view! { <option value=key prop:selected=selected>{words}</option> }
    };
    view! {
        <div class="field">
            <label class="field-label" class:visually-hidden=hide_label for=id.clone()>{label}</label>
            <select
                class="input"
                id=id
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
