//! `#/data/roster`: brings in a class list. Files or pasted rows, then the columns, then a preview;
//! nothing is written before "Import".

mod choose;
mod columns;
mod done;
mod filter;
mod import;
mod lists;
mod preview;
mod question;
mod read;
mod rows;

use leptos::prelude::*;

use self::import::{Import, Stage};
use crate::parts::{Button, ButtonKind, PageHeader, Progress, Section};
use crate::route::Route;
use crate::state::use_app;

#[component]
pub fn Roster() -> impl IntoView {
    let import = Import::new(use_app());
    view! {
        <PageHeader
            title="Import a roster"
            subtitle="Bring in students from a class list. You see what would change before anything is saved."
            back=(Route::Data.to_string(), "Data")
        />
        {move || match import.stage.get() {
            Stage::Choose => view! { <choose::Choose import /> }.into_any(),
            Stage::Reading => view! { <Reading import /> }.into_any(),
            Stage::Review => view! { <Review import /> }.into_any(),
            Stage::Saving => view! { <Saving import /> }.into_any(),
            Stage::Done(outcome) => view! { <done::Done import outcome /> }.into_any(),
        }}
    }
}

#[component]
fn Reading(import: Import) -> impl IntoView {
    let progress = import.progress;
    view! {
        <div class="stack measure">
            <Progress
                done=Signal::derive(move || progress.get().0)
                total=Signal::derive(move || progress.get().1)
                label="Reading files"
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
    view! {
        <div id=import::REVIEW tabindex="-1" class="roster-stage">
            <div class="row row-between roster-source">
                <p>{move || import.summary()}</p>
                <Button kind=ButtonKind::Quiet on_press=move || import.start_over()>
                    "Pick something else"
                </Button>
            </div>
            {notes}
            <Show when=move || import.is_table()>
                <columns::ColumnsTable import />
            </Show>
            <Show
                when=move || import.can_preview()
                fallback=move || view! {
                    <p class="field-error" role="status">
                        "No column holds names yet. In the table above, choose “Given name”, “Family name” or “Full name” for one of the columns."
                    </p>
                }
            >
                <preview::PreviewLists import />
            </Show>
        </div>
    }
}

/// The one transaction has no parts to count.
#[component]
fn Saving(import: Import) -> impl IntoView {
    let (added, changed) = import.counts();
    view! {
        <Section title="Importing">
            <label class="stack measure">
                <span role="status">{import::sentence(added, changed, "Adding", "changing")}</span>
                <progress></progress>
            </label>
        </Section>
    }
}
