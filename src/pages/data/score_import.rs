//! `#/data/scores`: brings in scores from a vendor's export or any list. A file or pasted rows,
//! then what its columns hold, then a preview; nothing is written before "Import".

mod bar;
mod choose;
mod columns;
mod dates;
mod done;
mod import;
mod lines;
mod measures;
mod preview;
mod read;
mod select;
mod students;

use leptos::prelude::*;

use self::import::{Import, Stage};
use crate::parts::{Button, ButtonKind, PageHeader, Progress, Section};
use crate::route::Route;
use crate::state::use_app;

#[component]
pub fn ScoreImport() -> impl IntoView {
    let import = Import::new(use_app());
    view! {
        <PageHeader
            title="Import scores"
            subtitle="Bring in scores from another program or a spreadsheet. You see what would happen before anything is saved."
            back=(Route::Data.to_string(), "Data")
        />
        {move || match import.stage.get() {
            Stage::Choose => view! { <choose::Choose import /> }.into_any(),
            Stage::Reading => view! { <Working import label="Reading rows" /> }.into_any(),
            Stage::Review => view! { <Review import /> }.into_any(),
            Stage::Saving => view! { <Saving import /> }.into_any(),
            Stage::Done(outcome) => view! { <done::Done import outcome /> }.into_any(),
        }}
    }
}

/// How far reading or checking is, and the way out of it.
#[component]
fn Working(import: Import, label: &'static str) -> impl IntoView {
    let progress = import.progress;
    view! {
        <div class="stack measure">
            <Progress
                done=Signal::derive(move || progress.get().0)
                total=Signal::derive(move || progress.get().1)
                label=label
            />
            <div class="row">
                <Button on_press=move || import.start_over()>"Cancel"</Button>
            </div>
        </div>
    }
}

#[component]
fn Review(import: Import) -> impl IntoView {
    let notes = move || {
        let notes = import.notes();
        (!notes.is_empty()).then(|| {
            let notes = notes
                .into_iter()
                .map(|note| view! { <li>{note}</li> })
                .collect_view();
            view! { <ul class="card roster-notes">{notes}</ul> }
        })
    };
    let missing = Memo::new(move |_| import.missing());
    view! {
        <div id=import::REVIEW tabindex="-1" class="roster-stage">
            <div class="row row-between roster-source">
                <p>{move || import.summary()}</p>
                <Button kind=ButtonKind::Quiet on_press=move || import.start_over()>
                    "Pick something else"
                </Button>
            </div>
            {notes}
            <columns::ColumnsTable import />
            <measures::Measures import />
            <dates::Dates import />
            <students::Questions import />
            {move || match (missing.get(), import.checking.get()) {
                (Some(missing), _) => view! {
                    <p class="field-error" role="status">{missing}</p>
                }
                .into_any(),
                (None, true) => view! { <Working import label="Checking rows" /> }.into_any(),
                (None, false) => view! { <preview::Preview import /> }.into_any(),
            }}
        </div>
    }
}

/// The one transaction has no parts to count.
#[component]
fn Saving(import: Import) -> impl IntoView {
    view! {
        <Section title="Importing">
            <label class="stack measure">
                <span role="status">{import.tally().sentence()}</span>
                <progress></progress>
            </label>
        </Section>
    }
}
