//! A table of perhaps thousands of rows: the first ones, and a way to the rest.

use leptos::prelude::*;

use super::Button;

/// How many rows a list shows at first, and how many more at a time: a school has thousands.
pub const PAGE: usize = 100;

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
            <div class="row long-table-more">
                <Button on_press=move || limit.update(|limit| *limit += PAGE)>"Show more"</Button>
                <span class="muted">{move || format!("{} of {} shown", limit.get(), total.get())}</span>
            </div>
        </Show>
    }
}
