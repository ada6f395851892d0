//! Logging one session on one screen: the defaults are a normal session, only exceptions are
//! entered. Ctrl+Enter saves from anywhere; the number of a student changes the attendance.

mod checklist;
mod corrections;
mod keys;
mod minutes;
mod note;
mod outcome;
mod protocol;
mod scores;
mod students;

use aimline_core::log_form::LogForm;
use aimline_core::model::Who;
use aimline_core::{Command, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, dom};
use crate::parts::{Button, ButtonKind, ErrorSummary, PageHeader};
use crate::route::{self, LogTarget, Route};
use crate::state::{App, use_app};
use crate::words;
use checklist::ChecklistPart;
use corrections::Corrections;
use minutes::MinutesPart;
use note::NotePart;
use outcome::OutcomePart;
use protocol::ProtocolPart;
use scores::ScoresPart;
use students::StudentsPart;

/// What every part of the screen shares.
#[derive(Clone, Copy)]
pub struct Screen {
    pub form: RwSignal<LogForm>,
    pub problems: RwSignal<Vec<Problem>>,
    pub app: App,
}

#[component]
pub fn LogSession(target: LogTarget) -> impl IntoView {
    let app = use_app();
    let form = app.caseload().with_untracked(|caseload| match target {
        LogTarget::Slot { group, slot, date } => {
            LogForm::new(caseload, Who::Group(group), Some(slot), date)
        }
        LogTarget::Group { group, date } => LogForm::new(caseload, Who::Group(group), None, date),
        LogTarget::Student { student, date } => {
            LogForm::new(caseload, Who::Student(student), None, date)
        }
        LogTarget::Session(id) => LogForm::of(caseload, id),
    });
    match form {
        Some(form) => view! { <LogScreen target form /> }.into_any(),
        None => view! { <super::unknown::Unknown /> }.into_any(),
    }
}

#[component]
fn LogScreen(target: LogTarget, form: LogForm) -> impl IntoView {
    let app = use_app();
    let draft_name = format!("log/{target}");
    let fresh = form.clone();
    let who = form.who;
    let correcting = form.corrects.is_some();
    let screen = Screen {
        form: RwSignal::new(form),
        problems: RwSignal::new(Vec::new()),
        app,
    };
    bring_back_draft(screen, draft_name.clone());
    keep_draft(screen, draft_name.clone(), fresh.clone());
    let saving = RwSignal::new(false);
    let save = {
        let draft_name = draft_name.clone();
        move || save(screen, draft_name.clone(), saving)
    };
    let discard = {
        let draft_name = draft_name.clone();
        move || {
            screen.form.set(fresh.clone());
            screen.problems.set(Vec::new());
            app.drop_draft(&draft_name);
            app.say("The form is as it was at first.");
        }
    };
    let title = {
        let caseload = app.caseload();
        Signal::derive(move || {
            let name = caseload.with(|caseload| caseload.name_of(who));
            if correcting {
                format!("Correct: {name}")
            } else {
                name
            }
        })
    };
    let subtitle = Signal::derive(move || screen.form.with(|form| subtitle(form, app)));
    let back = (Route::Today.to_string(), "Today");
    let on_save = save.clone();
    view! {
        <form
            novalidate
            aria-label="Log session"
            class="log"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
            on:keydown=move |event| keys::pressed(screen, &event)
        >
            <PageHeader title subtitle back />
            <ErrorSummary problems=screen.problems />
            <div class="log-columns">
                <div class="log-column">
                    <OutcomePart screen />
                    <StudentsPart screen />
                    <ProtocolPart screen />
                    <MinutesPart screen />
                </div>
                <div class="log-column">
                    <ChecklistPart screen />
                    <ScoresPart screen />
                    <NotePart screen />
                </div>
            </div>
            <div class="log-save">
                <Button kind=ButtonKind::Primary submit=true disabled=saving>"Save session"</Button>
                <Button kind=ButtonKind::Quiet on_press=discard>"Start over"</Button>
                <RemoveSession screen />
                <p class="muted log-hint">
                    <kbd>"Ctrl"</kbd> " " <kbd>"Enter"</kbd> " saves · "
                    <Show when=move || screen.form.with(LogForm::is_held)>
                        "number of a student: absent, partial, present · "
                        <kbd>"S"</kbd> " steps · " <kbd>"G"</kbd> " scores · "
                    </Show>
                    <kbd>"N"</kbd> " note"
                </p>
            </div>
        </form>
        // Outside the form: an observer's checklist is a form of its own.
        <Corrections screen />
        <keys::SaveKey on_save=Callback::new(move |()| on_save()) />
    }
}

/// A session that was logged by mistake can be taken out again.
#[component]
fn RemoveSession(screen: Screen) -> impl IntoView {
    let id = screen.form.with_untracked(|form| form.corrects)?;
    let remove = move || {
        let command = Command::RemoveSession { id };
        screen.app.send(command, move |answer| match answer {
            Ok(()) => route::go(&Route::Today),
            Err(refused) => {
                screen.problems.try_set(refused.problems());
            }
        });
    };
    Some(view! { <Button kind=ButtonKind::Danger on_press=remove>"Remove this session"</Button> })
}

/// The day with its year, where that is not of this school year.
fn subtitle(form: &LogForm, app: App) -> String {
    let today = app.today().get();
    let year = app
        .caseload()
        .with(|caseload| caseload.calendar().year_of(today));
    let mut date = words::long_date(form.date);
    if form.date < year.first || year.last < form.date {
        date += &format!(", {}", form.date.year());
    }
    match form.start {
        Some(start) => format!("{date}, {}", words::time(start)),
        None => date,
    }
}

fn bring_back_draft(screen: Screen, name: String) {
    spawn_local(async move {
        let Some(draft) = screen.app.read_draft::<LogForm>(&name).await else {
            return;
        };
        if screen
            .form
            .try_get_untracked()
            .is_some_and(|form| form != draft)
        {
            screen.form.try_set(draft);
            screen.app.say("What you had entered is back.");
        }
    });
}

/// Every change goes to the draft on disk; a form as it opened has none.
fn keep_draft(screen: Screen, name: String, fresh: LogForm) {
    Effect::watch(
        move || screen.form.get(),
        move |form, _, _| {
            if *form == fresh {
                screen.app.drop_draft(&name);
            } else {
                screen.app.write_draft(&name, form);
            }
        },
        false,
    );
}

fn save(screen: Screen, draft_name: String, saving: RwSignal<bool>) {
    if saving.get_untracked() {
        return;
    }
    let app = screen.app;
    // What is refused again counts as new.
    screen.problems.set(Vec::new());
    screen.form.update(|form| form.stop_timer(clock::now_ms()));
    let form = screen.form.get_untracked();
    let entry = app
        .caseload()
        .with_untracked(|caseload| form.entry(caseload));
    let entry = match entry {
        Ok(entry) => entry,
        Err(rejected) => {
            screen.problems.set(rejected.problems().to_vec());
            return;
        }
    };
    saving.set(true);
    app.send(Command::LogSession(entry), move |answer| {
        saving.try_set(false);
        match answer {
            Ok(()) => {
                app.drop_draft(&draft_name);
                route::go(&Route::Today);
            }
            Err(refused) => {
                if let Some(opened) = refused.opened_anew() {
                    // What another window corrected was told: saving again is on purpose.
                    screen.form.try_update(|form| form.opened = opened);
                }
                screen.problems.try_set(refused.problems());
                dom::scroll_to(0.0);
            }
        }
    });
}
