//! How far some long work has come.

use leptos::prelude::*;

use super::unique_id;

#[component]
pub fn Progress(
    #[prop(into)] done: Signal<usize>,
    #[prop(into)] total: Signal<usize>,
    #[prop(into)] label: Signal<String>,
) -> impl IntoView {
    let id = unique_id("progress");
    view! {
        <div class="progress">
            <div class="progress-words">
                <label for=id.clone()>{label}</label>
                <span class="muted">{move || format!("{} of {}", done.get(), total.get())}</span>
            </div>
            // A bar out of nothing would count as full.
            <progress
                id=id
                max=move || total.get().max(1).to_string()
                value=move || done.get().to_string()
            ></progress>
        </div>
    }
}
