//! The sessions of a day with their state, each with its one button.

use aimline_core::model::{Id, Outcome, Session, Student, Who};
use aimline_core::progress::today::{self, Meeting};
use leptos::prelude::*;

use crate::parts::{Button, ButtonKind, ButtonLink, SelectField, Status, Tone, unique_id};
use crate::route::{self, LogTarget, Route};
use crate::state::use_app;
use crate::words;

/// Meetings by time; with their day where they are not today's.
#[component]
pub fn MeetingList(
    #[prop(into)] meetings: Signal<Vec<Meeting>>,
    /// The logs that were begun and left, by their addresses.
    begun: RwSignal<Vec<String>>,
    with_date: bool,
) -> impl IntoView {
    view! {
        <ul class="meetings">
            <For
                each=move || meetings.get()
                key=|meeting| (meeting.slot, meeting.date, meeting.logged)
                let:meeting
            >
                <MeetingRow meeting begun with_date />
            </For>
        </ul>
    }
}

#[component]
fn MeetingRow(meeting: Meeting, begun: RwSignal<Vec<String>>, with_date: bool) -> impl IntoView {
    let caseload = use_app().caseload();
    let Meeting {
        group,
        slot,
        date,
        start,
        minutes,
        logged,
    } = meeting;
    let facts = {
        let caseload = caseload.clone();
        Memo::new(move |_| {
            caseload.with(|caseload| {
                let group = caseload.get(group)?;
                let protocol = group.protocol.and_then(|id| caseload.protocol(id));
                Some((
                    group.name.clone(),
                    protocol
                        .map(|protocol| protocol.name.clone())
                        .unwrap_or_default(),
                    group.next_lesson.clone(),
                    group.members_on(date).len(),
                ))
            })
        })
    };
    let name = move || facts.with(|facts| facts.as_ref().map(|(name, ..)| name.clone()));
    let details = move || {
        facts.with(|facts| {
            let Some((_, protocol, lesson, members)) = facts else {
                return String::new();
            };
            let students = words::count(*members, "student", "students");
            [students.as_str(), protocol, lesson]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    let when = if with_date {
        format!("{}, {}", words::short_date(date), words::time(start))
    } else {
        words::time(start)
    };
    let id = unique_id("meeting");
    let state = match logged {
        Some(session) => view! { <LoggedState session /> }.into_any(),
        None => {
            let target = LogTarget::Slot { group, slot, date };
            let log = move || route::go(&Route::Log(target));
            let described_by = id.clone();
            let address = target.to_string();
            let label = move || match begun.with(|begun| begun.contains(&address)) {
                true => "Continue",
                false => "Log",
            };
            view! { <Button kind=ButtonKind::Primary on_press=log described_by>{label}</Button> }
                .into_any()
        }
    };
    view! {
        <li class="meeting">
            <span class="meeting-when">{when}</span>
            <span class="meeting-what">
                <a class="meeting-name" id=id href=Route::Group(group).to_string()>{name}</a>
                <span class="muted">{details}</span>
            </span>
            <span class="meeting-minutes number muted">{format!("{minutes} min")}</span>
            <span class="meeting-state">{state}</span>
        </li>
    }
}

/// What was logged, and the way to correct it.
#[component]
fn LoggedState(session: Id<Session>) -> impl IntoView {
    let caseload = use_app().caseload();
    let said = Memo::new(move |_| {
        caseload.with(|caseload| {
            caseload.get(session).map(|session| match session.outcome {
                Outcome::Held { minutes } => (Tone::Good, format!("Logged, {minutes} min")),
                Outcome::NotHeld { reason } => (
                    Tone::Neutral,
                    format!("Not held: {}", words::mid_sentence(reason.label())),
                ),
            })
        })
    });
    let href = Route::Log(LogTarget::Session(session)).to_string();
    view! {
        {move || said.get().map(|(tone, text)| view! { <Status tone>{text}</Status> })}
        <ButtonLink kind=ButtonKind::Quiet href small=true>"Correct"</ButtonLink>
    }
}

/// Sessions of today outside the weekly schedule.
#[component]
pub fn OtherSessions() -> impl IntoView {
    let app = use_app();
    let (caseload, day) = (app.caseload(), app.today());
    let sessions = Memo::new(move |_| {
        caseload.with(|caseload| {
            today::other_sessions_on(caseload, day.get())
                .into_iter()
                .map(|(id, session)| {
                    (
                        id,
                        session.start,
                        session.who,
                        caseload.name_of(session.who),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="meetings">
            <For each=move || sessions.get() key=|(id, _, _, name)| (*id, name.clone()) let:session>
                <OtherSession id=session.0 start=session.1 who=session.2 name=session.3 />
            </For>
        </ul>
    }
}

#[component]
fn OtherSession(id: Id<Session>, start: Option<u16>, who: Who, name: String) -> impl IntoView {
    let href = match who {
        Who::Group(group) => Route::Group(group),
        Who::Student(student) => Route::Student(student),
    };
    let kind = match who {
        Who::Group(_) => "Extra session",
        Who::Student(_) => "One-to-one",
    };
    view! {
        <li class="meeting">
            <span class="meeting-when">{start.map(words::time).unwrap_or_else(|| "–".into())}</span>
            <span class="meeting-what">
                <a class="meeting-name" href=href.to_string()>{name}</a>
                <span class="muted">{kind}</span>
            </span>
            <span class="meeting-minutes"></span>
            <span class="meeting-state"><LoggedState session=id /></span>
        </li>
    }
}

/// A session of one student, or another one of a group, outside the schedule.
#[component]
pub fn LogOneToOne() -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let chosen = RwSignal::new(String::new());
    let options =
        Signal::derive(move || {
            caseload.with(|caseload| {
                let nobody = (String::new(), "Choose…".to_owned());
                let groups = caseload
                    .active_groups()
                    .into_iter()
                    .map(|(id, group)| (format!("group/{id}"), group.name.clone()));
                let students = caseload.active_students().into_iter().map(
                    |(id, student): (Id<Student>, _)| {
                        (format!("student/{id}"), student.sort_name())
                    },
                );
                std::iter::once(nobody)
                    .chain(groups)
                    .chain(students)
                    .collect()
            })
        });
    let open = move || {
        let today = app.today().get_untracked();
        if let Some(target) = target_of(&chosen.get_untracked(), today) {
            route::go(&Route::Log(target));
        }
    };
    view! {
        <div class="row log-other">
            <SelectField label="Another session: a student or a group" value=chosen options />
            <Button on_press=open disabled=Signal::derive(move || chosen.with(String::is_empty))>
                "Log this session"
            </Button>
        </div>
    }
}

fn target_of(chosen: &str, date: jiff::civil::Date) -> Option<LogTarget> {
    let (kind, id) = chosen.split_once('/')?;
    match kind {
        "group" => Some(LogTarget::Group {
            group: id.parse().ok()?,
            date,
        }),
        _ => Some(LogTarget::Student {
            student: id.parse().ok()?,
            date,
        }),
    }
}
