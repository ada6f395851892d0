//! The parts that the lists of the preview share.

use leptos::prelude::*;

use super::import::Import;
use crate::parts::Button;

/// How many rows a list shows at first, and how many more at a time: a school has thousands.
pub const PAGE: usize = 100;

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

/// The first rows of a list, and a way to the rest. The head "Import" is only said.
#[component]
pub fn LongTable(
    label: &'static str,
    heads: &'static [&'static str],
    limit: RwSignal<usize>,
    total: Signal<usize>,
    #[prop(into)] rows: ViewFn,
) -> impl IntoView {
    let head = |name: &'static str| {
        view! {
            <th scope="col">
                <span class:visually-hidden={name == "Import"}>{name}</span>
            </th>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=format!("Table: {label}")>
            <table class="table">
                <thead>
                    <tr>{heads.iter().copied().map(head).collect_view()}</tr>
                </thead>
                <tbody>{move || rows.run()}</tbody>
            </table>
        </div>
        <Show when=move || { total.get() > limit.get() }>
            <div class="row roster-choose">
                <Button on_press=move || limit.update(|limit| *limit += PAGE)>"Show more"</Button>
                <span class="muted">{move || format!("{} of {} shown", limit.get(), total.get())}</span>
            </div>
        </Show>
    }
}

/// What of a row could not be used.
pub fn notes(notes: &[String]) -> impl IntoView + use<> {
    let notes: Vec<_> = notes
        .iter()
        .map(|note| view! { <p class="small muted">{note.clone()}</p> })
        .collect();
    notes
}
