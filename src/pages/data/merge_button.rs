//! "Merge a file": what another device has done is joined with what was done here.

use std::sync::Arc;

use aimline_core::format::merge::Counts;
use leptos::prelude::*;

use super::back_up::Work;
use super::conflicts::Conflicts;
use super::file_flow::{Answer, FileButton, Purpose, when_written};
use super::merge::{self, Preview, noun};
use super::opened::Opened;
use super::restore::NotRestored;
use crate::parts::{Button, ButtonKind};
use crate::state::App;
use crate::words;

pub struct Merging;

impl Purpose for Merging {
    type Preview = Preview;

    const TITLE: &'static str = "Merge a file";
    const FILE: &'static str = "File to merge";
    const WORKING: &'static str = "Keeping a copy, then merging";

    async fn look(app: App, file: Opened) -> Result<Preview, NotRestored> {
        merge::look(app, file).await
    }

    async fn carry_out(
        app: App,
        preview: Arc<Preview>,
        work: Work,
    ) -> Result<Answer<Preview>, NotRestored> {
        merge::carry_out(app, &preview, work).await
    }

    fn shown(preview: Arc<Preview>, confirm: Callback<()>, cancel: Callback<()>) -> AnyView {
        view! { <Shown preview on_confirm=confirm on_cancel=cancel /> }.into_any()
    }
}

#[component]
pub fn MergeButton() -> impl IntoView {
    view! { <FileButton purpose=Merging /> }
}

/// What the file brings, before it does.
#[component]
fn Shown(
    preview: Arc<Preview>,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let nothing = preview.merge.is_nothing();
    let written = when_written(preview.written);
    view! {
        <div class="stack">
            <div>
                <p class="restore-file">{preview.file.clone()}</p>
                <p class="muted">{written}</p>
            </div>
            {preview.looked_again.then(|| view! {
                <p class="notice" data-tone="near" role="status">
                    "Something was changed here in the meantime. This is what the merge would do now."
                </p>
            })}
            {if nothing {
                view! {
                    <p>"The file brings nothing new: all of it is here, or was changed later here."</p>
                    <div class="row row-end"><Button on_press=on_cancel>"Close"</Button></div>
                }
                .into_any()
            } else {
                view! {
                    <Brought preview=preview.clone() />
                    <Conflicts conflicts=preview.conflicts.clone() />
                    <WayBack preview=preview.clone() />
                    <div class="row row-end">
                        <Button on_press=on_cancel>"Cancel"</Button>
                        <Button kind=ButtonKind::Primary on_press=on_confirm>"Merge"</Button>
                    </div>
                }
                .into_any()
            }}
        </div>
    }
}

const KEPT: &str = "Kept";
/// What a column is called, and its number of a kind of records.
type Column = (&'static str, fn(&Counts) -> usize);

const COLUMNS: [Column; 4] = [
    ("Added", |counts| counts.added),
    ("Updated", |counts| counts.updated),
    ("Removed", |counts| counts.removed),
    (KEPT, |counts| counts.kept),
];

#[component]
fn Brought(preview: Arc<Preview>) -> impl IntoView {
    let all = &preview.merge.counts;
    // A column of zeros says nothing, and on a phone there is no room for it.
    let columns: Vec<_> = COLUMNS
        .into_iter()
        .filter(|(name, of)| *name == KEPT || all.iter().any(|(_, counts)| of(counts) > 0))
        .collect();
    let heads = columns
        .iter()
        .map(|(name, _)| view! { <th scope="col" class="number">{*name}</th> })
        .collect_view();
    let rows = all
        .iter()
        .map(|(kind, counts)| {
            let numbers = columns
                .iter()
                .map(|(_, of)| view! { <td class="number">{words::thousands(of(counts) as u64)}</td> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{noun(kind)}</th>
                    {numbers}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="What the file brings">
            <table class="table restore-table">
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="muted small">
            "What is only here stays as it is. “Kept” is the same on both sides, or was changed later here."
        </p>
    }
}

/// Whether it can be undone.
#[component]
fn WayBack(preview: Arc<Preview>) -> impl IntoView {
    if preview.merge.erased.is_empty() {
        return view! {
            <p class="notice">
                "A copy of what is here now is kept, so that you can undo the merge."
            </p>
        }
        .into_any();
    }
    let who = match preview.erased.as_slice() {
        [] => "A student who was erased".to_owned(),
        names => names.join(", "),
    };
    view! {
        <div class="notice" data-tone="near">
            <p>
                <strong>{format!("{who}: erased for good on one device, and so on this one too.")}</strong>
                " There is no way back for that, and no copy from before is kept. All else can be undone
                under “What was done”."
            </p>
        </div>
    }
    .into_any()
}
