//! The parts that the lists of the preview share.

use leptos::prelude::*;

use super::import::Import;

/// Whether a row is imported.
#[component]
pub fn Included(import: Import, row: usize, name: String) -> impl IntoView {
    let choices = import.choices;
    let included = move || choices.with(|choices| !choices.left_out.contains(&row));
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-label=format!("Import {name}")
                prop:checked=included
                on:change=move |event| include(import, [row], event_target_checked(&event))
            />
        </label>
    }
}

/// Takes rows into the import, or leaves them out.
pub fn include(import: Import, rows: impl IntoIterator<Item = usize>, included: bool) {
    import.choices.update(|choices| {
        for row in rows {
            if included {
                choices.left_out.remove(&row);
            } else {
                choices.left_out.insert(row);
            }
        }
    });
}

/// What of a row could not be used.
pub fn notes(notes: &[String]) -> impl IntoView + use<> {
    let notes: Vec<_> = notes
        .iter()
        .map(|note| view! { <p class="small muted">{note.clone()}</p> })
        .collect();
    notes
}
