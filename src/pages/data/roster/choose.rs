//! The first step: pick files, drop them, or paste rows.

use leptos::prelude::*;

use super::import::{self, Import};
use crate::parts::{DropZone, PasteRows, ReadError, Section};

#[component]
pub fn Choose(import: Import) -> impl IntoView {
    view! {
        <div id=import::CHOOSE tabindex="-1" class="stack measure roster-stage">
            <ReadError id=import::ERROR error=import.error />
            <Section title="From a file">
                <DropZone
                    label="Roster files"
                    hint="A OneRoster zip, the CSV files of one export together, or any class list as CSV. Drop them here or pick them."
                    accept=".csv,.zip,.txt,.tsv,.xlsx,.xls,text/csv,application/zip"
                    multiple=true
                    on_files=move |files| import.read_files(files)
                />
            </Section>
            <Section title="From a spreadsheet">
                <PasteRows on_paste=move |text: String| import.read_pasted(&text) />
            </Section>
            <WhereFrom />
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
