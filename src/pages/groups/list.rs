//! `#/groups`: every group with its protocol, members, times and next lesson, and the week.

use aimline_core::Caseload;
use aimline_core::Command;
use aimline_core::model::{Group, Id};
use aimline_core::progress::timetable;
use jiff::civil::Date;
use leptos::prelude::*;

use super::add::{AddGroup, Draft};
use super::week::Week;
use crate::pages::refused::tell;
use crate::pages::students::drafted::Drafted;
use crate::parts::{Button, ButtonKind, EmptyState, IconName, PageHeader, Section};
use crate::route::Route;
use crate::state::use_app;
use crate::words;

#[derive(Clone, PartialEq)]
struct Row {
    id: Id<Group>,
    name: String,
    protocol: Option<String>,
    members: usize,
    times: Option<String>,
    minutes: u32,
    next_lesson: String,
}

#[component]
pub fn Groups() -> impl IntoView {
    let app = use_app();
    let adding = Drafted::<Draft>::new(app, "group/new".to_owned());
    let add = move || adding.start(Draft::from(app.today().get_untracked()));
    let rows = Memo::new(move |_| {
        let today = app.today().get();
        app.caseload().with(|caseload| {
            let groups = caseload.active_groups().into_iter();
            groups
                .map(|(id, group)| Row::of(caseload, id, group, today))
                .collect::<Vec<_>>()
        })
    });
    let archived = Memo::new(move |_| {
        app.caseload().with(|caseload| {
            let groups = caseload.groups.iter();
            groups
                .filter_map(|(id, group)| Some((id, group.name.clone(), group.archived?)))
                .collect::<Vec<_>>()
        })
    });
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let subtitle = Signal::derive(move || {
        let minutes: u32 = rows.with(|rows| rows.iter().map(|row| row.minutes).sum());
        let groups = words::count(rows.with(Vec::len), "group", "groups");
        let minutes = words::thousands(minutes.into());
        format!("{groups}, {minutes} minutes a week")
    });
    view! {
        <PageHeader title="Groups" subtitle=subtitle>
            // While there is none the page itself says how to begin.
            <Show when=move || !none.get()>
                <Button kind=ButtonKind::Primary icon=IconName::Add on_press=add>
                    "Add group"
                </Button>
            </Show>
        </PageHeader>
        <Show
            when=move || !none.get()
            fallback=move || view! {
                <EmptyState
                    title="No groups yet"
                    text="A group has members, a weekly schedule and a protocol. Its meetings then stand on Today, each with one button to log it."
                >
                    <Button kind=ButtonKind::Primary on_press=add>"Add group"</Button>
                </EmptyState>
            }
        >
            <GroupTable rows />
            <Section title="The week" subtitle="All meetings from today on. Groups that meet at the same time stand side by side.">
                <Week />
            </Section>
        </Show>
        <Archived archived />
        <AddGroup drafted=adding />
    }
}

#[component]
fn GroupTable(rows: Memo<Vec<Row>>) -> impl IntoView {
    let row = |row: Row| {
        view! {
            <tr>
                <th scope="row"><a href=Route::Group(row.id).to_string()>{row.name}</a></th>
                <td data-label="Protocol">{or_muted(row.protocol, "None yet")}</td>
                <td class="number" data-label="Students">{row.members}</td>
                <td class="group-times" data-label="Meets">{or_muted(row.times, "No times yet")}</td>
                <td class="number" data-label="Minutes a week">{row.minutes}</td>
                <td data-label="Next lesson">
                    {or_muted(Some(row.next_lesson).filter(|text| !text.is_empty()), "–")}
                </td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="Table of groups">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Group"</th>
                        <th scope="col">"Protocol"</th>
                        <th scope="col" class="number">"Students"</th>
                        <th scope="col">"Meets"</th>
                        <th scope="col" class="number">"Minutes a week"</th>
                        <th scope="col">"Next lesson"</th>
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Archived(archived: Memo<Vec<(Id<Group>, String, Date)>>) -> impl IntoView {
    let app = use_app();
    let bring_back = move |id| {
        app.send(Command::ArchiveGroup { id, archived: None }, tell(app));
    };
    let row = move |(id, name, since): (Id<Group>, String, Date)| {
        view! {
            <li>
                <a href=Route::Group(id).to_string()>{name}</a>
                <span class="muted">
                    "Archived "{words::day_and_month(since)}
                </span>
                <Button small=true on_press=move || bring_back(id)>"Bring back"</Button>
            </li>
        }
    };
    view! {
        <Show when=move || archived.with(|archived| !archived.is_empty())>
            <details class="section">
                <summary>
                    {move || format!("Archived groups ({})", archived.with(Vec::len))}
                </summary>
                <ul class="list" role="list">
                    {move || archived.get().into_iter().map(row).collect_view()}
                </ul>
            </details>
        </Show>
    }
}

impl Row {
    fn of(caseload: &Caseload, id: Id<Group>, group: &Group, today: Date) -> Self {
        let protocol = group.protocol.and_then(|id| caseload.protocol(id));
        Self {
            id,
            name: group.name.clone(),
            protocol: protocol.map(|protocol| protocol.name.clone()),
            members: group.members_on(today).len(),
            times: timetable::in_words(group, today),
            minutes: timetable::weekly_minutes(group, today),
            next_lesson: group.next_lesson.clone(),
        }
    }
}

fn or_muted(text: Option<String>, instead: &'static str) -> AnyView {
    match text {
        Some(text) => text.into_any(),
        None => view! { <span class="muted">{instead}</span> }.into_any(),
    }
}
