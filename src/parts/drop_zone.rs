//! Where files are picked or dropped, and where rows are pasted instead.

use leptos::html;
use leptos::prelude::*;
use web_sys::File;

use super::{Button, ButtonKind, Icon, IconName, TextArea, unique_id};
use crate::browser::files;

#[component]
pub fn DropZone(
    label: &'static str,
    hint: &'static str,
    /// The endings and media types that the browser offers.
    accept: &'static str,
    /// Whether the files of one export can be picked together.
    #[prop(optional)]
    multiple: bool,
    #[prop(into)] on_files: Callback<Vec<File>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let id = unique_id("files");
    let hint_id = format!("{id}-hint");
    let over = RwSignal::new(false);
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            on_files.run(files::take_chosen(&input));
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(transfer) = event.data_transfer() {
            on_files.run(files::dropped(&transfer));
        }
    };
    view! {
        <div
            class="drop-zone"
            class:drop-zone-over=move || over.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <Icon name=IconName::Upload />
            <label class="field-label" for=id.clone()>{label}</label>
            <p class="field-hint" id=hint_id.clone()>{hint}</p>
            <input
                node_ref=input
                id=id
                class="file-input"
                type="file"
                multiple=multiple
                accept=accept
                aria-describedby=hint_id
                on:change=picked
            />
        </div>
    }
}

#[component]
pub fn PasteRows(#[prop(into)] on_paste: Callback<String>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let empty = Signal::derive(move || text.with(|text| text.trim().is_empty()));
    view! {
        <div class="stack">
            <TextArea
                label="Pasted rows"
                value=text
                rows=5
                hint="Mark the rows in the spreadsheet, with the column names if there are any, copy, and paste here."
            />
            <div class="row">
                <Button
                    kind=ButtonKind::Primary
                    disabled=empty
                    on_press=move || on_paste.run(text.get_untracked())
                >
                    "Read pasted rows"
                </Button>
            </div>
        </div>
    }
}

/// Why the last attempt to read led nowhere.
#[component]
pub fn ReadError(id: &'static str, error: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <div
            id=id
            class="error-summary"
            tabindex="-1"
            role="alert"
            hidden=move || error.with(Option::is_none)
        >
            <p>{move || error.get()}</p>
        </div>
    }
}
