//! Which cells stand in the way of saving, above the sheet; each line leads to its cell.
//!
//! The summary of the forms knows a field by a name that stands in the program. A cell is known by
//! its plan.

use leptos::html;
use leptos::prelude::*;

use super::cell::cell_id;
use super::sheet::WrongCell;
use crate::browser::dom;
use crate::words::count;

/// Takes the focus with each try to save that finds some.
#[component]
pub(super) fn WrongCells(wrong: RwSignal<Vec<WrongCell>>) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let title = move || match wrong.with(Vec::len) {
        0 => String::new(),
        cells => count(cells, "cell to put right", "cells to put right"),
    };
    let line = |WrongCell {
                    plan,
                    column,
                    message,
                }| {
        let go = move |_| {
            dom::focus_id(&cell_id(plan, column));
        };
        view! { <li><button type="button" class="link" on:click=go>{message}</button></li> }
    };
    Effect::new(move |_| {
        if wrong.with(|wrong| !wrong.is_empty()) {
            request_animation_frame(move || {
                if let Some(Some(panel)) = panel.try_get_untracked() {
                    let _ = panel.focus();
                }
            });
        }
    });
    view! {
        <div
            class="error-summary"
            node_ref=panel
            tabindex="-1"
            role="group"
            aria-labelledby="wrong-cells"
            hidden=move || wrong.with(Vec::is_empty)
        >
            <div role="alert">
                <h2 class="error-summary-title" id="wrong-cells">{title}</h2>
                <ul>{move || wrong.get().into_iter().map(line).collect_view()}</ul>
            </div>
        </div>
    }
}
