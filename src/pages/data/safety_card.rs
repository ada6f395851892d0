//! The first thing on the page: whether the data is safe, in five seconds.

use aimline_core::format::backup::Tally;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back_up::{NotWritten, Work, Written, back_up};
use super::back_up_dialog::BackUpDialog;
use super::documents;
use super::merge_button::MergeButton;
use super::protection::Protection;
use super::restore_button::RestoreButton;
use super::standing::standing;
use crate::browser::timer;
use crate::parts::{Button, ButtonKind, IconName, Progress, Status};
use crate::route::Route;
use crate::state::{App, use_app};
use crate::words;

/// What was counted last of everything here; `None` while counting.
type Counted = RwSignal<Option<Tally>>;

/// What comes of a backup.
#[derive(Clone)]
enum Step {
    Idle,
    Writing,
    Written(Written),
    Failed(String),
}

#[component]
pub fn SafetyCard() -> impl IntoView {
    let app = use_app();
    let counted: Counted = RwSignal::new(None);
    let step = RwSignal::new(Step::Idle);
    let work = Work::new();
    let standing = standing(app);
    count_again(app, counted);
    let asking = RwSignal::new(false);
    let all_is_in_a_backup = Signal::derive(move || standing.get().all_is_in_a_backup());
    let begin = move |passphrase: Option<String>| {
        step.set(Step::Writing);
        spawn_local(async move {
            let next = match back_up(app, passphrase, work).await {
                Ok(written) => {
                    app.say(format!("Backup written: {}.", written.name));
                    Step::Written(written)
                }
                Err(cancelled @ NotWritten::Cancelled) => {
                    app.say(cancelled.to_string());
                    Step::Idle
                }
                Err(refused) => Step::Failed(refused.to_string()),
            };
            step.try_set(next);
        });
    };
    let writing = Signal::derive(move || matches!(step.get(), Step::Writing));
    view! {
        <section class="card safety" aria-label="How safe your data is" data-tone=move || standing.get().tone_name()>
            <div class="safety-head">
                <div class="stack stack-close">
                    <h2 class="safety-verdict">
                        <Status tone=Signal::derive(move || standing.get().tone())>
                            {move || standing.get().verdict()}
                        </Status>
                    </h2>
                    <p class="measure">{move || standing.get().advice()}</p>
                </div>
                <div class="row">
                    <Button
                        kind=ButtonKind::Primary
                        icon=IconName::Download
                        on_press=move || asking.set(true)
                        disabled=writing
                    >
                        "Back up"
                    </Button>
                    <RestoreButton />
                    <MergeButton />
                </div>
            </div>
            <BackUpDialog open=asking on_choose=begin />
            {move || outcome(step, work)}
            <dl class="safety-facts">
                <div>
                    <dt>"Last backup"</dt>
                    <dd>{move || standing.get().when()}</dd>
                </div>
                <div>
                    <dt>"Where it is"</dt>
                    <dd>
                        "In this browser, on this device. "
                        <span class="muted">"Nothing is sent anywhere: "</span>
                        <a href=Route::Privacy.to_string()>"privacy, and how to check it"</a>
                    </dd>
                </div>
                <div>
                    <dt>"Kept by the browser"</dt>
                    <dd><Protection all_is_in_a_backup /></dd>
                </div>
                <div>
                    <dt>"What there is"</dt>
                    <dd>{move || holdings(counted.get())}</dd>
                </div>
            </dl>
        </section>
    }
}

/// Counts everything in the store whenever the caseload changes, a slice at a time.
fn count_again(app: App, counted: Counted) {
    let caseload = app.caseload();
    Effect::new(move |_| {
        caseload.track();
        spawn_local(async move {
            timer::sleep(0).await;
            let Ok(documents) = documents::load(app).await else {
                return;
            };
            let mut tally = Tally::default();
            let mut breath = documents::Breath::default();
            for document in &documents {
                tally.read(&document.key, &document.body);
                breath.after(document.body.len()).await;
            }
            counted.try_set(Some(tally));
        });
    });
}

fn outcome(step: RwSignal<Step>, work: Work) -> Option<AnyView> {
    match step.get() {
        Step::Idle => None,
        Step::Writing => Some(
            view! {
                <div class="safety-work">
                    <Progress done=work.done total=work.total label="Writing the backup and reading it back" />
                    <Button kind=ButtonKind::Quiet on_press=move || work.cancelled.set(true)>"Cancel"</Button>
                </div>
            }
            .into_any(),
        ),
        Step::Written(written) => Some(
            view! {
                <div class="notice">
                    <p>
                        <strong>{written.name.clone()}</strong>
                        {format!(
                            " was written and read back: {}, {}{}. It is where this browser keeps downloads. Keep a copy off this device.",
                            words::count(written.records, "record", "records"),
                            size(written.bytes),
                            if written.encrypted { ", encrypted" } else { "" },
                        )}
                    </p>
                </div>
            }
            .into_any(),
        ),
        Step::Failed(sentence) => Some(
            view! {
                <div class="notice" data-tone="poor" role="alert">
                    <p>{sentence}</p>
                </div>
            }
            .into_any(),
        ),
    }
}

fn holdings(tally: Option<Tally>) -> String {
    let Some(tally) = tally else {
        return "Counting…".into();
    };
    let parts = [
        words::count(tally.students, "student", "students"),
        words::count(tally.groups, "group", "groups"),
        words::count(tally.plans, "plan", "plans"),
        words::count(tally.scores, "score", "scores"),
        words::count(tally.sessions, "session", "sessions"),
    ];
    parts.join(", ")
}

/// "12 kB", "1.4 MB".
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}
