//! What stands in the way of saving, above the form; each problem leads to its field.

use aimline_core::Problem;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::unique_id;
use crate::browser::dom;
use crate::state::RELOAD;

/// Takes the focus when a problem appears that was not there before.
///
/// A form empties its problems before it tries again, so that the same problem counts as new.
#[component]
pub fn ErrorSummary(#[prop(into)] problems: Signal<Vec<Problem>>) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let title_id = unique_id("problems");
    let none = Memo::new(move |_| problems.with(Vec::is_empty));
    Effect::new(move |before: Option<Vec<Problem>>| {
        let now = problems.get();
        let before = before.unwrap_or_default();
        if now.iter().any(|problem| !before.contains(problem)) {
            // The fields show their errors first, then the view moves.
            request_animation_frame(move || take_focus(panel));
        }
        now
    });
    view! {
        <div
            class="error-summary"
            node_ref=panel
            tabindex="-1"
            role="group"
            aria-labelledby=title_id
            hidden=move || none.get()
        >
            <div role="alert">
                <h2 class="error-summary-title" id=title_id.clone()>
                    {move || title(problems.with(Vec::len))}
                </h2>
                <ul>
                    {move || {
                        problems.get().into_iter().map(|problem| entry(panel, problem)).collect_view()
                    }}
                </ul>
            </div>
        </div>
    }
}

fn title(count: usize) -> &'static str {
    match count {
        // Nothing to read while nothing is wrong.
        0 => "",
        1 => "One thing to put right",
        _ => "Some things to put right",
    }
}

fn entry(panel: NodeRef<html::Div>, problem: Problem) -> impl IntoView {
    let Problem { field, message } = problem;
    let message = message.into_owned();
    let text = if field == RELOAD {
        view! { <button type="button" class="link" on:click=|_| dom::reload()>{message}</button> }
            .into_any()
    } else if field_beside(panel, field).is_some() {
        view! {
            <button type="button" class="link" on:click=move |_| go_to(panel, field)>
                {message}
            </button>
        }
        .into_any()
    } else {
        message.into_any()
    };
    view! { <li>{text}</li> }
}

fn take_focus(panel: NodeRef<html::Div>) {
    if let Some(Some(panel)) = panel.try_get_untracked() {
        let _ = panel.focus();
    }
}

fn go_to(panel: NodeRef<html::Div>, field: &str) {
    if let Some(field) =
        field_beside(panel, field).and_then(|field| field.dyn_into::<HtmlElement>().ok())
    {
        let _ = field.focus();
    }
}

/// The field of that name in the same form: two forms of a page may both have a name or a date.
fn field_beside(panel: NodeRef<html::Div>, field: &str) -> Option<Element> {
    if field.is_empty() {
        return None;
    }
    let panel = panel.try_get_untracked()??;
    let form = panel.closest("form, dialog, main").ok()??;
    form.query_selector(&format!("[data-field=\"{field}\"]"))
        .ok()?
}
