//! Who did what when: the latest first, each with its way back where there is one.

use aimline_core::format::document::{self, HISTORY, KINDS};
use aimline_core::history::{About, Step};
use aimline_core::{Caseload, History};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::documents;
use crate::browser::clock;
use crate::parts::{Button, ButtonKind, Section};
use crate::state::{App, use_app};
use crate::store::KeyRange;
use crate::words;

const AT_ONCE: usize = 20;

/// What is shown of one thing that was done.
#[derive(Clone, PartialEq)]
struct Row {
    history: History,
    about: String,
    can_undo: bool,
}

#[component]
pub fn HistorySection() -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new(AT_ONCE);
    let rows = RwSignal::new(None::<(Vec<Row>, usize)>);
    let caseload = app.caseload();
    Effect::new(move |_| {
        caseload.track();
        let wanted = shown.get();
        spawn_local(async move {
            let read = read(app, wanted).await;
            rows.try_set(read);
        });
    });
    view! {
        <Section
            title="What was done"
            subtitle="Every change in this browser, the latest first. It can be undone until something later changed the same thing or stands on it."
        >
            {move || match rows.get() {
                None => view! { <p class="muted">"Reading…"</p> }.into_any(),
                Some((rows, _)) if rows.is_empty() => {
                    view! { <p class="muted">"Nothing was done here yet."</p> }.into_any()
                }
                Some((rows, total)) => {
                    let count = rows.len();
                    view! {
                        <ul class="list history">
                            {rows.into_iter().map(|row| view! { <Entry app row /> }).collect_view()}
                        </ul>
                        <Show when=move || count < total>
                            <div class="row history-more">
                                <Button
                                    kind=ButtonKind::Quiet
                                    on_press=move || shown.update(|shown| *shown += 2 * AT_ONCE)
                                >
                                    "Show earlier"
                                </Button>
                                <span class="muted small">
                                    {format!("{count} of {}", words::thousands(total as u64))}
                                </span>
                            </div>
                        </Show>
                    }
                        .into_any()
                }
            }}
        </Section>
    }
}

#[component]
fn Entry(app: App, row: Row) -> impl IntoView {
    let Row {
        history,
        about,
        can_undo,
    } = row;
    let moment = history.stamp.milliseconds();
    let time = format!(
        "{}, {}",
        words::full_date(clock::date_of(moment)),
        words::time(clock::minute_of(moment))
    );
    let device = if history.stamp.device() == documents::this_device() {
        "on this device"
    } else {
        "on another device"
    };
    let name = format!("Undo: {}, {time}", history.label);
    let undone = history.undone;
    let label = history.label.clone();
    let undo = move || undo(app, history.clone());
    view! {
        <li>
            <div>
                <strong>{label}</strong>
                {(!about.is_empty()).then(|| view! { <span>" · "{about}</span> })}
                <p class="muted small">{time}" · "{device}</p>
            </div>
            {if undone {
                view! { <span class="muted small">"Undone"</span> }.into_any()
            } else if can_undo {
                view! { <Button small=true label=name on_press=undo>"Undo"</Button> }.into_any()
            } else {
                view! { <span class="muted small">"Changed since"</span> }.into_any()
            }}
        </li>
    }
}

/// The latest entries, and how many there are.
async fn read(app: App, wanted: usize) -> Option<(Vec<Row>, usize)> {
    let store = app.store().ok()?;
    let keys = store.keys(&documents::of_kind(HISTORY)).await.ok()?;
    let Some(first) = keys.get(keys.len().saturating_sub(wanted)) else {
        return Some((Vec::new(), 0));
    };
    // "~" follows every digit and letter of a stamp.
    let range = KeyRange::between(first.clone(), format!("{HISTORY}/~"));
    let documents = store.load(&[range]).await.ok()?;
    let mut context = documents::context(app);
    let rows = app.caseload().with_untracked(|caseload| {
        documents
            .iter()
            .rev()
            .filter_map(|document| serde_json::from_str::<History>(&document.body).ok())
            .map(|history| Row {
                about: about(&history, caseload),
                // What later records stand on can be tried: the answer says which ones they are.
                can_undo: of_the_caseload(&history)
                    && (history.way_back(caseload, &mut context).is_ok()
                        || reaches_back(app, &history, caseload)),
                history,
            })
            .collect()
    });
    Some((rows, keys.len()))
}

fn undo(app: App, history: History) {
    spawn_local(async move {
        let earlier = app
            .caseload()
            .with_untracked(|caseload| reaches_back(app, &history, caseload));
        if earlier && let Err(refused) = app.load_earlier_years().await {
            app.toast(refused.to_string());
            return;
        }
        if let Err(refused) = app.undo(&history).await {
            app.toast(refused.to_string());
            return;
        }
        app.toast("Undone.");
        let undone = History {
            undone: true,
            ..history
        };
        if let Ok(store) = app.store() {
            // The undo itself is saved; this mark only spares the person a second try.
            let _ = store
                .replace(&[], [(undone.key(), undone.body())], |_, _| {})
                .await;
        }
    });
}

/// A repair also moves documents that are no records; its own undo brings them back.
fn of_the_caseload(history: &History) -> bool {
    history
        .documents
        .iter()
        .all(|step| KINDS.contains(&document::kind_of(&step.key)))
}

/// Whether it is about school years that are not in memory, as the merge of a file may be.
fn reaches_back(app: App, history: &History, caseload: &Caseload) -> bool {
    let is_missing = |step: &Step| matches!(document::body_of(caseload, &step.key), Ok(None));
    !app.has_earlier_years() && history.documents.iter().any(is_missing)
}

/// Whom or what it was about.
fn about(history: &History, caseload: &Caseload) -> String {
    let Some(About { name, day, more }) = About::of(history, caseload) else {
        return String::new();
    };
    match (day, more) {
        (Some(day), _) => format!("{name}, {}", words::day_and_month(day)),
        (None, 0) => name,
        (None, more) => format!("{name} and {more} more"),
    }
}
