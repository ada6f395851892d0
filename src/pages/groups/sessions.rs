//! The latest sessions of the group.

use aimline_core::Caseload;
use aimline_core::model::{Group, Id, Outcome, Session, Who};
use aimline_core::order::Order;
use aimline_core::progress::fidelity::own_adherence;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::{Button, EmptyState, Section, Status, Tone};
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words;

/// Sessions shown at first, and more with each press.
const SHOWN_AT_ONCE: usize = 10;

#[derive(Clone, PartialEq)]
struct Row {
    id: Id<Session>,
    date: Date,
    minutes: String,
    lesson: String,
    came: String,
    adherence: Option<String>,
    /// Whether the adherence reaches the threshold; `None` if there is none.
    reaches: Option<bool>,
}

#[component]
pub fn Sessions(id: Id<Group>) -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new(SHOWN_AT_ONCE);
    let rows = Memo::new(move |_| app.caseload().with(|caseload| rows(caseload, id)));
    let line = move |row: Row| {
        let tone = match row.reaches {
            Some(true) => Tone::Good,
            Some(false) => Tone::Near,
            None => Tone::Neutral,
        };
        let adherence = match row.adherence {
            Some(text) => view! { <Status tone=tone>{text}</Status> }.into_any(),
            None => view! { <span class="muted">"–"</span> }.into_any(),
        };
        let date = words::short_date(row.date);
        view! {
            <tr>
                <th scope="row">
                    <a href=Route::Log(LogTarget::Session(row.id)).to_string()>{date}</a>
                </th>
                <td data-label="Minutes">{row.minutes}</td>
                <td data-label="Lesson">{row.lesson}</td>
                <td class="number" data-label="Came">{row.came}</td>
                <td data-label="Steps done">{adherence}</td>
            </tr>
        }
    };
    view! {
        <Section title="Sessions">
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! {
                    <EmptyState
                        title="No session yet"
                        text="Sessions that you log for this group are listed here, latest first."
                    />
                }
            >
                <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="Table of sessions">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"Day"</th>
                                <th scope="col">"Minutes"</th>
                                <th scope="col">"Lesson"</th>
                                <th scope="col" class="number">"Came"</th>
                                <th scope="col">"Steps done"</th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                rows.get().into_iter().take(shown.get()).map(line).collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
                <Show when=move || shown.get() < rows.with(Vec::len)>
                    <div class="row">
                        <Button on_press=move || shown.update(|shown| *shown += 2 * SHOWN_AT_ONCE)>
                            "Show more"
                        </Button>
                        <span class="muted">
                            {move || format!("{} of {}", shown.get(), rows.with(Vec::len))}
                        </span>
                    </div>
                </Show>
            </Show>
        </Section>
    }
}

fn rows(caseload: &Caseload, group: Id<Group>) -> Vec<Row> {
    let threshold = f64::from(caseload.settings().adherence_threshold);
    let mut sessions: Vec<(Id<Session>, &Session)> = caseload
        .sessions
        .iter()
        .filter(|(_, session)| session.who == Who::Group(group))
        .collect();
    sessions.order_by_key(|(id, session)| std::cmp::Reverse((session.date, session.start, *id)));
    sessions
        .into_iter()
        .map(|(id, session)| {
            let adherence = own_adherence(caseload, session);
            let percent = adherence.and_then(Result::ok);
            Row {
                id,
                date: session.date,
                minutes: minutes(session),
                lesson: session.lesson.clone(),
                came: came(session),
                adherence: adherence.map(|known| match known {
                    Ok(percent) => format!("{percent:.0} %"),
                    Err(_) => "All N/A".to_owned(),
                }),
                reaches: percent.map(|percent| percent >= threshold),
            }
        })
        .collect()
}

fn minutes(session: &Session) -> String {
    match &session.outcome {
        Outcome::Held { minutes } if session.makes_up.is_some() => format!("{minutes}, make-up"),
        Outcome::Held { minutes } => format!("{minutes} of {}", session.planned_minutes),
        Outcome::NotHeld { reason } => format!("Not held: {}", reason.label()),
    }
}

/// How many of the students came, at least in part.
fn came(session: &Session) -> String {
    if !session.is_held() {
        return "–".to_owned();
    }
    let came = session
        .attendance
        .ids()
        .filter(|student| session.received_minutes(*student).unwrap_or(0) > 0)
        .count();
    format!("{came} of {}", session.attendance.len())
}
