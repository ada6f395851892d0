//! The first step: pick files, drop them, or paste rows.

use leptos::html;
use leptos::prelude::*;

use super::import::{self, Import};
use crate::browser::files;
use crate::parts::{Button, ButtonKind, Icon, IconName, Section, TextArea, unique_id};

#[component]
pub fn Choose(import: Import) -> impl IntoView {
    view! {
        <div id=import::CHOOSE tabindex="-1" class="stack measure roster-stage">
            <Problem import />
            <Section title="From a file">
                <DropZone import />
            </Section>
            <Section title="From a spreadsheet">
                <Paste import />
            </Section>
            <WhereFrom />
        </div>
    }
}

#[component]
fn Problem(import: Import) -> impl IntoView {
    let error = import.error;
    view! {
        <div
            id=import::ERROR
            class="error-summary"
            tabindex="-1"
            role="alert"
            hidden=move || error.with(Option::is_none)
        >
            <p>{move || error.get()}</p>
        </div>
    }
}

#[component]
fn DropZone(import: Import) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let id = unique_id("roster-files");
    let hint = format!("{id}-hint");
    let over = RwSignal::new(false);
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            import.read_files(files::take_chosen(&input));
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(transfer) = event.data_transfer() {
            import.read_files(files::dropped(&transfer));
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
            <label class="field-label" for=id.clone()>"Roster files"</label>
            <p class="field-hint" id=hint.clone()>
                "A OneRoster zip, the CSV files of one export together, or any class list as CSV.
                Drop them here or pick them."
            </p>
            <input
                node_ref=input
                id=id
                class="file-input"
                type="file"
                multiple
                accept=".csv,.zip,.txt,.tsv,.xlsx,.xls,text/csv,application/zip"
                aria-describedby=hint
                on:change=picked
            />
        </div>
    }
}

#[component]
fn Paste(import: Import) -> impl IntoView {
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
                    on_press=move || import.read_pasted(&text.get_untracked())
                >
                    "Read pasted rows"
                </Button>
            </div>
        </div>
    }
}

#[component]
fn WhereFrom() -> impl IntoView {
    view! {
        <details class="section">
            <summary>"Where do I get such a file?"</summary>
            <ul class="stack-close">
                <li>
                    "OneRoster: ask the person who looks after the student information system for a
                    “OneRoster 1.1 CSV export” of your school. It is one zip file. Pick it as it is."
                </li>
                <li>
                    "Class list: most systems have “Export” or “Download” on their class list. Choose
                    CSV. In Excel or Google Sheets, save or download the sheet as CSV."
                </li>
                <li>
                    "No export? Copy the names from any list or spreadsheet and paste them. One name
                    a row is enough."
                </li>
            </ul>
            <p class="muted">
                "The file stays on this device. Passwords in it are never read. Nobody is removed
                from your caseload because a file leaves them out."
            </p>
        </details>
    }
}
