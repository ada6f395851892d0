//! "Restore a backup": choose a file, see what it holds and what it would replace, decide.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back_up::Work;
use super::restore::{self, Chosen, Locked, Preview};
use super::unlock::Unlock;
use crate::browser::{clock, files};
use crate::parts::{Button, ButtonKind, Dialog, IconName, Progress};
use crate::state::use_app;
use crate::words;

/// Where the person is on the way.
#[derive(Clone)]
enum Step {
    Reading,
    /// It needs its passphrase; what was said of the one before.
    Locked(Arc<Locked>, Option<String>),
    Opening,
    Refused(String),
    Ready(Arc<Preview>),
    Replacing,
}

/// Also stands on the first page and where the data was found missing.
#[component]
pub fn RestoreButton() -> impl IntoView {
    let app = use_app();
    let input = NodeRef::<html::Input>::new();
    let open = RwSignal::new(false);
    let step = RwSignal::new(Step::Reading);
    let typed = RwSignal::new(String::new());
    let work = Work::new();
    // A file that was cancelled may still be opening when the next one is chosen.
    let turn = RwSignal::new(0_u32);
    let show = move |mine: u32, next: Step| {
        if turn.try_get_untracked() == Some(mine) {
            step.set(next);
        }
    };
    let begin = move |first: Step| {
        turn.update(|turn| *turn += 1);
        step.set(first);
        turn.get_untracked()
    };
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let file = input
            .get_untracked()
            .and_then(|input| files::take_chosen(&input).pop());
        let Some(file) = file else { return };
        let mine = begin(Step::Reading);
        typed.set(String::new());
        open.set(true);
        spawn_local(async move {
            let next = match restore::choose(app, file, work).await {
                Ok(Chosen::Ready(preview)) => Step::Ready(Arc::new(preview)),
                Ok(Chosen::Locked(locked)) => Step::Locked(Arc::new(locked), None),
                Err(refusal) => Step::Refused(refusal.to_string()),
            };
            show(mine, next);
        });
    };
    let unlock = move |locked: Arc<Locked>, passphrase: String| {
        let mine = begin(Step::Opening);
        spawn_local(async move {
            let next = match restore::unlock(app, &locked, &passphrase, work).await {
                Ok(preview) => Step::Ready(Arc::new(preview)),
                Err(refusal) if refusal.is_wrong_passphrase() => {
                    Step::Locked(locked, Some(refusal.to_string()))
                }
                Err(refusal) => Step::Refused(refusal.to_string()),
            };
            show(mine, next);
        });
    };
    let confirm = move |preview: Arc<Preview>| {
        step.set(Step::Replacing);
        spawn_local(async move {
            match restore::restore(app, preview.clone(), work).await {
                Ok(()) => {
                    open.try_set(false);
                    app.toast(format!(
                        "Backup restored: {}.",
                        words::count(preview.in_file.students, "student", "students")
                    ));
                }
                Err(refused) => {
                    step.try_set(Step::Refused(refused.to_string()));
                }
            }
        });
    };
    let replacing = Signal::derive(move || step.with(|step| matches!(step, Step::Replacing)));
    let cancel = move || open.set(false);
    // Esc cancels like the button: what still runs is told to stop and its answer is not waited
    // for, and the passphrase does not outlive its question.
    let closed = move || {
        typed.set(String::new());
        if !replacing.get_untracked() {
            work.cancelled.set(true);
            begin(Step::Reading);
        }
    };
    view! {
        <Button icon=IconName::Upload on_press=choose>"Restore a backup"</Button>
        <input
            node_ref=input
            class="visually-hidden"
            type="file"
            accept=".json,.aimline,application/json"
            aria-label="Backup file"
            tabindex="-1"
            on:change=chosen
        />
        <Dialog open title="Restore a backup" wide=true held=replacing on_close=closed>
            {move || match step.get() {
                Step::Reading => {
                    view! {
                        <div class="stack">
                            <Progress done=work.done total=work.total label="Reading and checking the file" />
                            <div class="row row-end"><Button on_press=cancel>"Cancel"</Button></div>
                        </div>
                    }
                        .into_any()
                }
                Step::Locked(locked, said) => {
                    let opened = locked.clone();
                    let unlock = move |passphrase| unlock(opened.clone(), passphrase);
                    view! { <Unlock locked said on_unlock=unlock on_cancel=cancel typed /> }.into_any()
                }
                Step::Opening => {
                    view! {
                        <div class="stack">
                            <Progress done=work.done total=work.total label="Opening and checking the file" />
                            <p class="muted">"The first step takes a moment: it is what makes guessing slow."</p>
                            <div class="row row-end"><Button on_press=cancel>"Cancel"</Button></div>
                        </div>
                    }
                        .into_any()
                }
                Step::Refused(sentence) => {
                    view! {
                        <div class="stack" role="alert">
                            <p class="notice" data-tone="poor">{sentence}</p>
                            <p>"Nothing was changed."</p>
                            <div class="row row-end">
                                <Button on_press=cancel>"Close"</Button>
                                <Button kind=ButtonKind::Primary on_press=choose>
                                    "Choose another file"
                                </Button>
                            </div>
                        </div>
                    }
                        .into_any()
                }
                Step::Ready(preview) => {
                    let confirmed = preview.clone();
                    let confirm = move || confirm(confirmed.clone());
                    view! { <Shown preview on_confirm=confirm on_cancel=cancel /> }.into_any()
                }
                Step::Replacing => {
                    view! {
                        <div class="stack">
                            <Progress done=work.done total=work.total label="Restoring" />
                            <p class="muted">
                                "It happens as a whole or not at all. Please leave this page open."
                            </p>
                        </div>
                    }
                        .into_any()
                }
            }}
        </Dialog>
    }
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
    let written = u64::try_from(preview.header.created_at.as_millisecond()).unwrap_or_default();
    let written = format!(
        "Written on {} at {}.",
        words::full_date(clock::date_of(written)),
        words::time(clock::minute_of(written))
    );
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
