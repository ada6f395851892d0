//! A window above the page: the browser's own, which keeps the focus inside and closes by Esc.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{Button, ButtonKind, IconName, unique_id};

/// What is inside is made anew each time it opens, so nothing typed before is left over.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] wide: bool,
    /// While something runs that cannot be left, Esc and the button do nothing.
    #[prop(optional, into)]
    held: Signal<bool>,
    /// However it was closed.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    let shown = StoredValue::new(false);
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if is {
            // The content is there by then, and its first field can take the focus.
            request_animation_frame(move || show(dialog, open, shown));
        } else {
            close(dialog, shown);
            if let Some(on_close) = on_close.filter(|_| was == Some(true)) {
                untrack(|| on_close.run(()));
            }
        }
        is
    });
    view! {
        <dialog
            class="dialog"
            class:dialog-wide=wide
            node_ref=dialog
            aria-labelledby=title_id
            // Esc, and a second way out on some phones. The browser would close first and tell later,
            // which could by then close what was opened anew.
            on:cancel=move |event: web_sys::Event| {
                // That nobody chose a file inside it bubbles up to here.
                if event.target() != event.current_target() {
                    return;
                }
                event.prevent_default();
                if !held.get_untracked() {
                    open.set(false);
                }
            }
            // Not always does the browser ask first.
            on:close=move |event: web_sys::Event| {
                if event.target() == event.current_target() && shown.get_value() && !is_open(dialog) {
                    open.set(false);
                }
            }
        >
            <div class="dialog-head">
                <h2 id=title_id.clone()>{title}</h2>
                <Button
                    kind=ButtonKind::Quiet
                    icon=IconName::Close
                    label="Close"
                    disabled=held
                    on_press=move || open.set(false)
                />
            </div>
            <div class="dialog-body">
                <Show when=move || open.get()>{children()}</Show>
            </div>
        </dialog>
    }
}

fn show(dialog: NodeRef<html::Dialog>, open: RwSignal<bool>, shown: StoredValue<bool>) {
    let wanted = open.try_get_untracked().unwrap_or(false);
    if let Some(Some(dialog)) = dialog.try_get_untracked()
        && wanted
        && !dialog.open()
    {
        // It throws only when the element has left the page; then there is nothing to show.
        let _ = dialog.show_modal();
        shown.set_value(true);
        focus_first_field(&dialog);
    }
}

fn is_open(dialog: NodeRef<html::Dialog>) -> bool {
    dialog.get_untracked().is_some_and(|dialog| dialog.open())
}

/// The browser would choose the button that closes, because it stands first.
fn focus_first_field(dialog: &HtmlDialogElement) {
    const FIELDS: &str =
        ".dialog-body :is(input, select, textarea, button, a):not(:disabled, [hidden])";
    if let Ok(Some(field)) = dialog.query_selector(FIELDS)
        && let Some(field) = field.dyn_ref::<HtmlElement>()
    {
        let _ = field.focus();
    }
}

/// The browser gives the focus back to where it was.
fn close(dialog: NodeRef<html::Dialog>, shown: StoredValue<bool>) {
    shown.set_value(false);
    if let Some(dialog) = dialog.get_untracked()
        && dialog.open()
    {
        dialog.close();
    }
}
