//! The sessions of a student and the decisions, the latest first; each session with a way to put
//! it right.

use aimline_core::Caseload;
use aimline_core::model::{Attendance, Id, Outcome, Session, Student, Who};
use aimline_core::order::Order;
use aimline_core::progress::teaching::meant_for;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::words::day;
use crate::parts::{Button, ButtonKind, ButtonLink, EmptyState, IconName, Section};
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words::{count, mid_sentence};

/// As many lines are shown at first.
const SHOWN_AT_FIRST: usize = 12;

/// A session or a decision as the timeline shows it.
#[derive(Clone, PartialEq)]
struct Line {
    /// None for a decision.
    session: Option<Id<Session>>,
    /// Tells lines apart.
    key: String,
    date: String,
    who: String,
    minutes: String,
    how: String,
    lesson: String,
    note: String,
}

#[component]
pub fn Timeline(id: Id<Student>) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let log_day = today.clone();
    let lines = Memo::new(move |_| caseload.with(|caseload| lines(caseload, id, today.get())));
    let all = RwSignal::new(false);
    let total = move || lines.with(Vec::len);
    let shown = move || {
        let mut lines = lines.get();
        if !all.get() {
            lines.truncate(SHOWN_AT_FIRST);
        }
        lines
    };
    let log = Signal::derive(move || {
        Route::Log(LogTarget::Student {
            student: id,
            date: log_day.get(),
        })
        .to_string()
    });
    view! {
        <Section title="Timeline" subtitle=Signal::derive(move || lines.with(|lines| held(lines)))>
            <Show
                when=move || total() != 0
                fallback=move || view! {
                    <EmptyState
                        title="No sessions yet"
                        text="Sessions of the student's groups appear here once they are logged from Today."
                    >
                        <ButtonLink href=log>"Log a session"</ButtonLink>
                    </EmptyState>
                }
            >
                <div class="table-scroll" tabindex="0" role="region" aria-label="Table of sessions and decisions">
                    <table class="table timeline">
                        <thead>
                            <tr>
                                <th scope="col">"Date"</th>
                                <th scope="col">"Who"</th>
                                <th scope="col" class="number">"Minutes"</th>
                                <th scope="col">"What"</th>
                                <th scope="col">"Lesson, note or reason"</th>
                                <th scope="col" class="no-print">
                                    <span class="visually-hidden">"Actions"</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=shown key=|line| (line.key.clone(), line.date.clone(), line.minutes.clone(), line.how.clone(), line.lesson.clone(), line.note.clone()) children=row />
                        </tbody>
                    </table>
                </div>
                <Show when=move || { total() > SHOWN_AT_FIRST && !all.get() }>
                    <div class="row student-more">
                        <Button kind=ButtonKind::Quiet on_press=move || all.set(true)>"Show all"</Button>
                        // On paper nothing else would say that there are more.
                        <span class="muted">
                            {move || format!("The latest {SHOWN_AT_FIRST} of {}", total())}
                        </span>
                    </div>
                </Show>
            </Show>
            <EarlierYears />
        </Section>
    }
}

/// "42 sessions, 2 decisions".
fn held(lines: &[Line]) -> String {
    let sessions = lines.iter().filter(|line| line.session.is_some()).count();
    let decisions = lines.len() - sessions;
    let mut held = count(sessions, "session", "sessions");
    if decisions > 0 {
        held.push_str(&format!(", {}", count(decisions, "decision", "decisions")));
    }
    held
}

/// The years before this one are read only when they are asked for.
#[component]
fn EarlierYears() -> impl IntoView {
    let app = use_app();
    let asked = RwSignal::new(app.has_earlier_years());
    let read = move || {
        asked.set(true);
        spawn_local(async move {
            if let Err(refused) = app.load_earlier_years().await {
                app.toast(refused.to_string());
            }
        });
    };
    view! {
        <Show when=move || !asked.get()>
            <Button kind=ButtonKind::Quiet on_press=read>"Show earlier school years"</Button>
        </Show>
    }
}

fn row(line: Line) -> impl IntoView {
    let name = format!("Correct the session of {}", line.date);
    let correct = line.session.map(|session| {
        let href = Route::Log(LogTarget::Session(session)).to_string();
        view! {
            <ButtonLink
                kind=ButtonKind::Quiet
                small=true
                icon=IconName::Edit
                label=name
                href
            />
        }
    });
    view! {
        <tr>
            <th scope="row">{line.date}</th>
            <td>{line.who}</td>
            <td class="number">{line.minutes}</td>
            <td>{line.how}</td>
            <td class="plan-note">
                {line.lesson}
                {(!line.note.is_empty()).then(|| view! { <span class="muted timeline-note">{line.note}</span> })}
            </td>
            <td class="no-print">{correct}</td>
        </tr>
    }
}

fn lines(caseload: &Caseload, student: Id<Student>, today: Date) -> Vec<Line> {
    let sessions = caseload.sessions.iter();
    let mut sessions: Vec<_> = sessions
        .filter(|(_, session)| meant_for(caseload, session).contains(&student))
        .collect();
    sessions.order_by_key(|(id, session)| std::cmp::Reverse((session.date, session.start, *id)));
    let sessions = sessions
        .into_iter()
        .map(|(id, session)| (session.date, line(caseload, student, today, id, session)));
    let mut lines: Vec<(Date, Line)> = decided(caseload, student, today);
    lines.extend(sessions);
    // A decision stands above the sessions of its day.
    lines.order_by_key(|(date, _)| std::cmp::Reverse(*date));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn decided(caseload: &Caseload, student: Id<Student>, today: Date) -> Vec<(Date, Line)> {
    let plans = caseload.plans_of(student).into_iter();
    plans
        .flat_map(|(_, plan)| plan.decisions_by_date())
        .map(|(id, decision)| {
            let line = Line {
                session: None,
                key: id.to_string(),
                date: day(decision.date, today),
                who: decision.by.clone(),
                minutes: String::new(),
                how: format!("Decision: {}", mid_sentence(decision.choice.label())),
                lesson: decision.why.clone(),
                note: String::new(),
            };
            (decision.date, line)
        })
        .collect()
}

fn line(
    caseload: &Caseload,
    student: Id<Student>,
    today: Date,
    id: Id<Session>,
    session: &Session,
) -> Line {
    let received = session.received_minutes(student).unwrap_or(0);
    Line {
        session: Some(id),
        key: id.to_string(),
        date: day(session.date, today),
        who: match session.who {
            Who::Group(_) => caseload.name_of(session.who),
            Who::Student(_) => "One to one".into(),
        },
        minutes: format!("{received} of {}", session.planned_minutes),
        how: attendance(session, student),
        lesson: session.lesson.clone(),
        note: session.note.clone(),
    }
}

fn attendance(session: &Session, student: Id<Student>) -> String {
    let make_up = if session.makes_up.is_some() {
        ", make-up"
    } else {
        ""
    };
    match (&session.outcome, session.attendance.get(student)) {
        (Outcome::NotHeld { reason }, _) => format!("Not held: {}", mid_sentence(reason.label())),
        (_, Some(Attendance::Present)) => format!("Present{make_up}"),
        (_, Some(Attendance::Partial { reason, .. })) => {
            format!("In part: {}{make_up}", mid_sentence(reason.label()))
        }
        (_, Some(Attendance::Absent { reason })) => {
            format!("Absent: {}", mid_sentence(reason.label()))
        }
        (_, None) => "Not recorded".into(),
    }
}
