//! The first step: pick a file, drop it, or paste rows.

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
                    label="Score file"
                    hint="A CSV export of mCLASS, FastBridge or another program, or your own list. Drop it here or pick it."
                    accept=".csv,.tsv,.txt,.xlsx,.xls,text/csv,text/tab-separated-values"
                    on_files=move |files| import.read_files(files)
                />
            </Section>
            <Section title="From a spreadsheet">
                <PasteRows on_paste=move |text: String| import.read_pasted(text) />
            </Section>
            <WhatFits />
        </div>
    }
}

#[component]
fn WhatFits() -> impl IntoView {
    view! {
        <details class="section">
            <summary>"Which files can be read?"</summary>
            <ul class="stack-close">
                <li>"One score a row, with the student, the date and the measure in columns of their own."</li>
                <li>
                    "One student a row, with several measures or dates side by side, as in a
                    benchmark export: “Fall”, “Winter” and “Spring”, or a column for each week."
                </li>
                <li>
                    "The student can be given by the school’s ID, or by name and grade. IDs are
                    surest; you find them on each student’s page."
                </li>
            </ul>
            <p class="muted">
                "The file stays on this device. Students who are not on your caseload are left out,
                so the export of a whole school will do. Importing a file twice adds nothing."
            </p>
        </details>
    }
}
