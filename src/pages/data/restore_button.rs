//! "Restore a backup": choose a file, see what it holds and what it would replace, decide.

use std::sync::Arc;

use leptos::prelude::*;

use super::back_up::Work;
use super::file_flow::{Answer, FileButton, Purpose, when_written};
use super::opened::Opened;
use super::restore::{self, NotRestored, Preview};
use crate::parts::{Button, ButtonKind};
use crate::state::App;
use crate::words;

struct Restoring;

impl Purpose for Restoring {
    type Preview = Preview;

    const TITLE: &'static str = "Restore a backup";
    const FILE: &'static str = "Backup file";
    const WORKING: &'static str = "Restoring";

    async fn look(app: App, file: Opened) -> Result<Preview, NotRestored> {
        restore::look(app, file).await
    }

    async fn carry_out(
        app: App,
        preview: Arc<Preview>,
        work: Work,
    ) -> Result<Answer<Preview>, NotRestored> {
        let students = words::count(preview.in_file.students, "student", "students");
        restore::restore(app, preview, work).await?;
        Ok(Answer::Done(format!("Backup restored: {students}.")))
    }

    fn shown(preview: Arc<Preview>, confirm: Callback<()>, cancel: Callback<()>) -> AnyView {
        view! { <Shown preview on_confirm=confirm on_cancel=cancel /> }.into_any()
    }
}

/// Also stands on the first page and where the data was found missing.
#[component]
pub fn RestoreButton(#[prop(optional)] kind: ButtonKind) -> impl IntoView {
    view! { <FileButton kind purpose=Restoring /> }
}

/// What the file holds beside what is here.
#[component]
fn Shown(
    preview: Arc<Preview>,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let nothing_here =
        preview.comparison.same + preview.comparison.different + preview.comparison.only_here == 0;
    let written = when_written(preview.written);
    let days = preview.in_file.days.map(|(first, last)| {
        format!(
            "Sessions and scores from {} to {}.",
            words::full_date(first),
            words::full_date(last)
        )
    });
    let rows = preview
        .here
        .rows()
        .into_iter()
        .zip(preview.in_file.rows())
        .map(|((noun, here), (_, there))| {
            view! {
                <tr>
                    <th scope="row">{noun}</th>
                    <td class="number">{words::thousands(here as u64)}</td>
                    <td class="number">{words::thousands(there as u64)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="stack">
            <div>
                <p class="restore-file">{preview.file.clone()}</p>
                <p class="muted">{written}" "{days}</p>
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Here and in the file">
                <table class="table restore-table">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col" class="number">"Here now"</th>
                            <th scope="col" class="number">"In the file"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Consequence preview=preview.clone() nothing_here />
            <div class="row row-end">
                <Button on_press=on_cancel>"Cancel"</Button>
                <Button kind=ButtonKind::Primary on_press=on_confirm>
                    {if nothing_here { "Restore" } else { "Replace what is here" }}
                </Button>
            </div>
        </div>
    }
}

/// One sentence on what would go, and that it can come back.
#[component]
fn Consequence(preview: Arc<Preview>, nothing_here: bool) -> impl IntoView {
    let comparison = preview.comparison;
    let sentence = match (nothing_here, comparison.only_here, comparison.different) {
        (true, ..) => {
            return view! { <p>"There is nothing here yet that it could replace."</p> }.into_any();
        }
        (_, 0, 0) if comparison.only_in_file == 0 => {
            "The file holds exactly what is here now.".to_owned()
        }
        (_, 0, 0) => "Everything here is in the file as well.".to_owned(),
        (_, gone, 0) => format!("{} here but not in the file will go.", that_are(gone)),
        (_, 0, different) => {
            format!(
                "{} here take the form they have in the file.",
                records(different)
            )
        }
        (_, gone, different) => format!(
            "{} here but not in the file will go; {} take the form they have in the file.",
            that_are(gone),
            records(different)
        ),
    };
    view! {
        <div class="notice" data-tone="near">
            <p>
                <strong>{sentence}</strong>
                " A copy of what is here now is kept, so that you can undo the restore."
            </p>
        </div>
    }
    .into_any()
}

fn records(number: usize) -> String {
    words::count(number, "record", "records")
}

fn that_are(number: usize) -> String {
    match number {
        1 => "1 record that is".into(),
        many => format!("{} that are", records(many)),
    }
}
