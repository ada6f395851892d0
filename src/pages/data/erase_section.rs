//! Erasing for good: one student with everything that belongs to the student, or everything.

use aimline_core::erase::{self, Receipt};
use aimline_core::model::{Id, Student};
use aimline_core::order::Order;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::check_section::writes;
use super::documents;
use super::restore::NotRestored;
use crate::browser::preferences::{self, Preference};
use crate::parts::{Button, ButtonKind, Dialog, Section, SelectField, TextField};
use crate::route::{self, Route};
use crate::state::{App, use_app};
use crate::store::KeyRange;
use crate::words;

/// What has to be typed before everything goes.
const WORD: &str = "erase";

#[component]
pub fn EraseSection() -> impl IntoView {
    view! {
        <Section
            title="Erase for good"
            subtitle="There is no way back from here. To keep the records of a student who left, archive the student instead."
        >
            <div class="stack">
                <EraseStudent />
                <EraseEverything />
            </div>
        </Section>
    }
}

#[component]
fn EraseStudent() -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let planned = RwSignal::new(None::<(Id<Student>, String, Receipt)>);
    let said = RwSignal::new(None::<String>);
    let caseload = app.caseload();
    let options = Signal::derive(move || {
        let mut students: Vec<(String, String)> = caseload.with(|caseload| {
            let students = caseload.students.iter();
            students
                .map(|(id, student)| (id.to_string(), line(student)))
                .collect()
        });
        students.order_by_cached_key(|(_, name)| name.to_lowercase());
        students.insert(0, (String::new(), "Choose a student".into()));
        students
    });
    let plan = move || {
        let Ok(id) = chosen.get_untracked().parse::<Id<Student>>() else {
            return;
        };
        spawn_local(async move {
            match look(app, id).await {
                Ok((name, receipt)) => {
                    planned.try_set(Some((id, name, receipt)));
                    open.try_set(true);
                }
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    let erase = move || {
        let Some((id, ..)) = planned.get_untracked() else {
            return;
        };
        open.set(false);
        spawn_local(async move {
            match carry_out(app, id).await {
                Ok(receipt) => {
                    chosen.try_set(String::new());
                    let sentence = format!("Erased: {}. {}", gone(&receipt), REMAINS);
                    app.say(sentence.clone());
                    said.try_set(Some(sentence));
                }
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    view! {
        <div class="card stack erase-student">
            <div class="row-fields">
                <SelectField label="Student to erase" value=chosen options />
                <Button
                    kind=ButtonKind::Danger
                    on_press=plan
                    disabled=Signal::derive(move || chosen.get().is_empty())
                >
                    "Erase this student…"
                </Button>
            </div>
            {move || said.get().map(|said| view! { <p class="notice">{said}</p> })}
        </div>
        <Dialog open title="Erase this student for good?">
            {move || {
                planned
                    .get()
                    .map(|(_, name, receipt)| {
                        view! {
                            <div class="stack">
                                <p>
                                    <strong>{name}</strong>
                                    " and everything that belongs to this student goes from this browser:"
                                </p>
                                <ul class="erase-list">
                                    {parts(&receipt)
                                        .into_iter()
                                        .map(|part| view! { <li>{part}</li> })
                                        .collect_view()}
                                </ul>
                                {(receipt.notes_to_look_at > 0)
                                    .then(|| {
                                        view! {
                                            <p class="notice" data-tone="near">
                                                {format!(
                                                    "{} of group sessions may name the student. Notes stay; look at them yourself.",
                                                    words::count(receipt.notes_to_look_at, "note", "notes"),
                                                )}
                                            </p>
                                        }
                                    })}
                                <p>{REMAINS}</p>
                                <div class="row row-end">
                                    <Button on_press=move || open.set(false)>"Keep the student"</Button>
                                    <Button kind=ButtonKind::Danger on_press=erase>"Erase for good"</Button>
                                </div>
                            </div>
                        }
                    })
            }}
        </Dialog>
    }
}

const REMAINS: &str =
    "Backup files that you saved before still hold this student; delete them where you keep them.";

#[component]
fn EraseEverything() -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let ready = move || typed.get().trim().to_lowercase() == WORD;
    let start = move || {
        typed.set(String::new());
        open.set(true);
    };
    let erase = move || {
        if typed.get_untracked().trim().to_lowercase() != WORD {
            return;
        }
        open.set(false);
        spawn_local(async move {
            match everything(app).await {
                Ok(()) => {
                    app.toast("Everything was erased from this browser.");
                    route::go(&Route::Today);
                }
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    view! {
        <div class="card row row-between">
            <p>"The whole caseload, its history and every copy in this browser."</p>
            <Button kind=ButtonKind::Danger on_press=start>"Erase everything…"</Button>
        </div>
        <Dialog open title="Erase everything in this browser?">
            <div class="stack">
                <p>
                    "All students, groups, plans, scores, sessions, settings and the history go from this browser, on this device. Backup files that you saved stay where they are."
                </p>
                <TextField label=format!("Type “{WORD}” to go on") value=typed on_enter=erase />
                <div class="row row-end">
                    <Button on_press=move || open.set(false)>"Keep everything"</Button>
                    <Button
                        kind=ButtonKind::Danger
                        on_press=erase
                        disabled=Signal::derive(move || !ready())
                    >
                        "Erase everything"
                    </Button>
                </div>
            </div>
        </Dialog>
    }
}

/// What would go, without doing it.
async fn look(app: App, student: Id<Student>) -> Result<(String, Receipt), NotRestored> {
    let documents = app.store()?.load(&[KeyRange::All]).await?;
    let mut context = documents::context(app);
    let erasure = erase::erase(&documents::borrowed(&documents), student, &mut context);
    let name = app
        .caseload()
        .with_untracked(|caseload| caseload.get(student).map(Student::name).unwrap_or_default());
    Ok((name, erasure.receipt))
}

async fn carry_out(app: App, student: Id<Student>) -> Result<Receipt, NotRestored> {
    app.flush_drafts();
    let store = app.store()?;
    let documents = store.load(&[KeyRange::All]).await?;
    let mut context = documents::context(app);
    let erasure = erase::erase(&documents::borrowed(&documents), student, &mut context);
    store.commit(writes(&documents, &erasure.changes)).await?;
    app.reload().await?;
    Ok(erasure.receipt)
}

async fn everything(app: App) -> Result<(), NotRestored> {
    app.flush_drafts();
    app.store()?
        .replace(&[KeyRange::All], [], |_, _| {})
        .await?;
    app.forget_backups();
    if !documents::in_demo(app) {
        preferences::forget(Preference::WorkspaceMade);
    }
    app.reload().await?;
    Ok(())
}

fn line(student: &Student) -> String {
    let name = student.sort_name();
    if student.is_active() {
        name
    } else {
        format!("{name} (archived)")
    }
}

/// "2 plans with 31 scores, 1 membership, …".
fn gone(receipt: &Receipt) -> String {
    parts(receipt).join(", ")
}

/// What goes, the empty ones left out.
fn parts(receipt: &Receipt) -> Vec<String> {
    let counts = [
        (receipt.plans, "plan", "plans"),
        (receipt.scores, "score", "scores"),
        (receipt.memberships, "group membership", "group memberships"),
        (
            receipt.attendances,
            "place in the attendance of a group",
            "places in the attendance of groups",
        ),
        (
            receipt.sessions,
            "session with this student alone",
            "sessions with this student alone",
        ),
        (
            receipt.history,
            "entry of the history",
            "entries of the history",
        ),
        (receipt.drafts, "unsaved form", "unsaved forms"),
        (
            receipt.snapshots,
            "copy from before a restore, merge or repair",
            "copies from before a restore, merge or repair",
        ),
    ];
    let mut parts = vec!["the student’s record".to_owned()];
    let counted = counts.into_iter().filter(|(count, ..)| *count > 0);
    parts.extend(counted.map(|(count, one, many)| words::count(count, one, many)));
    parts
}
