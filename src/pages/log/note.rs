//! The note, with the phrases the person has used before.

use aimline_core::progress::phrases;
use leptos::prelude::*;

use super::Screen;

/// The note field, for its key.
pub const NOTE: &str = "session-note";

#[component]
pub fn NotePart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let caseload = screen.app.caseload();
    let phrases = caseload.with_untracked(phrases::quick_phrases);
    let add = move |phrase: &str| {
        form.update(|form| {
            let note = form.note.trim_end();
            let space = if note.is_empty() { "" } else { " " };
            form.note = format!("{note}{space}{phrase}");
        });
    };
    view! {
        <section class="section">
            <label class="field">
                <span class="field-label">"Note"</span>
                <textarea
                    id=NOTE
                    class="input"
                    rows="2"
                    prop:value=move || form.with(|form| form.note.clone())
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        form.update(|form| form.note = typed);
                    }
                ></textarea>
            </label>
            <div class="row" role="group" aria-label="Your phrases">
                {phrases
                    .into_iter()
                    .map(|phrase| {
                        let text = phrase.clone();
                        view! {
                            <button type="button" class="chip" on:click=move |_| add(&phrase)>
                                {text}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </section>
    }
}
