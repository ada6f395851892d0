//! Who is in the group from when to when. A move keeps its days; past members stay visible.

use aimline_core::order::Order;
use std::collections::BTreeSet;

use aimline_core::model::{Group, Id, Membership, Student, text};
use aimline_core::{Command, Edited, Problem};
use jiff::civil::Date;
use leptos::prelude::*;

use super::picker::StudentPicker;
use crate::pages::as_opened::AsOpened;
use crate::pages::refused::tell;
use crate::parts::{
    Button, ButtonKind, Dialog, EmptyState, ErrorSummary, IconName, Section, TextField, error_of,
};
use crate::route::Route;
use crate::state::use_app;
use crate::words;

#[derive(Clone, PartialEq)]
struct Row {
    id: Id<Membership>,
    student: Id<Student>,
    name: String,
    from: Date,
    to: Option<Date>,
}

impl Row {
    fn membership(&self) -> Membership {
        Membership {
            student: self.student,
            from: self.from,
            to: self.to,
        }
    }
}

#[component]
pub fn Members(id: Id<Group>, group: Memo<Option<Group>>) -> impl IntoView {
    let app = use_app();
    let adding = RwSignal::new(false);
    let editing = RwSignal::new(None::<Row>);
    let rows = Memo::new(move |_| {
        let group = group.get().unwrap_or_default();
        app.caseload().with(|caseload| {
            let name = |student| {
                let student: Option<&Student> = caseload.students.get(student);
                student.map_or_else(|| "Erased student".to_owned(), Student::sort_name)
            };
            let mut rows: Vec<Row> = group
                .members
                .iter()
                .map(|(id, membership)| Row {
                    id,
                    student: membership.student,
                    name: name(membership.student),
                    from: membership.from,
                    to: membership.to,
                })
                .collect();
            rows.order_by_cached_key(|row| (text::in_order(&row.name), row.from));
            rows
        })
    });
    let split = move |past: bool| {
        let today = app.today().get();
        let rows = rows.get().into_iter();
        rows.filter(|row| row.to.is_some_and(|to| to < today) == past)
            .collect::<Vec<_>>()
    };
    let now = Memo::new(move |_| split(false));
    let past = Memo::new(move |_| split(true));
    let actions = move || {
        view! {
            <Button icon=IconName::Add on_press=move || adding.set(true)>"Add members"</Button>
        }
    };
    view! {
        <Section title="Members" actions=actions>
            <Show
                when=move || now.with(|now| !now.is_empty())
                fallback=|| view! {
                    <EmptyState
                        title="Nobody is in this group"
                        text="Add the students who meet here. Each has a first day, so that a move keeps its history."
                    />
                }
            >
                <MemberTable group=id rows=now editing label="Table of members" />
            </Show>
            <Show when=move || past.with(|past| !past.is_empty())>
                <details>
                    <summary>
                        {move || format!("Past members ({})", past.with(Vec::len))}
                    </summary>
                    <MemberTable group=id rows=past editing label="Table of past members" />
                </details>
            </Show>
        </Section>
        <Dialog open=adding title="Add members">
            <AddMembers id group open=adding />
        </Dialog>
        <EditDialog group=id editing />
    }
}

#[component]
fn MemberTable(
    group: Id<Group>,
    rows: Memo<Vec<Row>>,
    editing: RwSignal<Option<Row>>,
    label: &'static str,
) -> impl IntoView {
    let app = use_app();
    let end_today = move |row: Row| {
        let today = app.today().get_untracked();
        let typed = Membership {
            student: row.student,
            from: row.from.min(today),
            to: Some(today),
        };
        let command = Command::SaveMembership {
            group,
            id: row.id,
            membership: Edited {
                opened: Some(row.membership()),
                typed,
            },
        };
        app.send(command, tell(app));
    };
    let line = move |row: Row| {
        let today = app.today().get_untracked();
        let last = match row.to {
            Some(to) => words::short_date(to),
            None => "–".to_owned(),
        };
        let joins_later = today < row.from;
        let can_end = row.to.is_none() && !joins_later;
        let (to_end, to_edit) = (row.clone(), row.clone());
        let edit_label = format!("Edit the days of {}", row.name);
        let end_label = format!("End today: {}", row.name);
        view! {
            <tr>
                <th scope="row"><a href=Route::Student(row.student).to_string()>{row.name}</a></th>
                <td data-label="First day">
                    {words::short_date(row.from)}
                    {joins_later.then(|| view! { " "<span class="badge">"Joins later"</span> })}
                </td>
                <td data-label="Last day">{last}</td>
                <td class="table-actions">
                    {can_end.then(|| view! {
                        <Button
                            small=true
                            kind=ButtonKind::Quiet
                            label=end_label
                            on_press=move || end_today(to_end.clone())
                        >
                            "End today"
                        </Button>
                    })}
                    <Button
                        small=true
                        kind=ButtonKind::Quiet
                        label=edit_label
                        on_press=move || editing.set(Some(to_edit.clone()))
                    >
                        "Edit"
                    </Button>
                </td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll table-cards" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Student"</th>
                        <th scope="col">"First day"</th>
                        <th scope="col">"Last day"</th>
                        <th scope="col"><span class="visually-hidden">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn AddMembers(id: Id<Group>, group: Memo<Option<Group>>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(BTreeSet::<Id<Student>>::new());
    let from = RwSignal::new(app.today().get_untracked().to_string());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let members = Signal::derive(move || {
        let today = app.today().get();
        group.with(|group| {
            let group = group.as_ref();
            group
                .map(|group| group.members_on(today))
                .unwrap_or_default()
        })
    });
    let save = move || {
        problems.set(Vec::new());
        let mut wrong = Vec::new();
        if chosen.with_untracked(BTreeSet::is_empty) {
            wrong.push(problem("students", "Choose at least one student."));
        }
        let from: Option<Date> = from.get_untracked().parse().ok();
        if from.is_none() {
            wrong.push(problem("from", "Enter the first day in the group."));
        }
        let (Some(from), true) = (from, wrong.is_empty()) else {
            return problems.set(wrong);
        };
        let command = Command::AddMembers {
            group: id,
            students: chosen.get_untracked().into_iter().collect(),
            from,
        };
        app.send(command, move |answer| match answer {
            Ok(()) => {
                open.try_set(false);
            }
            Err(refused) => {
                problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Add members"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <StudentPicker chosen legend="Students" without=members />
            <TextField
                label="First day in the group"
                input_type="date"
                name="from"
                required=true
                value=from
                error=error_of(problems, "from")
            />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save members"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

#[component]
fn EditDialog(group: Id<Group>, editing: RwSignal<Option<Row>>) -> impl IntoView {
    let open = RwSignal::new(false);
    // The dialog opens when a row is chosen, and lets go of it when it closes.
    Effect::new(move |_| {
        if editing.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && editing.with_untracked(Option::is_some) {
            editing.set(None);
        }
    });
    let title = Signal::derive(move || {
        let name = editing.with(|row| row.as_ref().map(|row| row.name.clone()));
        format!("Days in the group: {}", name.unwrap_or_default())
    });
    view! {
        <Dialog open title=title>
            {move || editing.get_untracked().map(|row| view! { <EditDays group row open /> })}
        </Dialog>
    }
}

#[component]
fn EditDays(group: Id<Group>, row: Row, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let from = RwSignal::new(row.from.to_string());
    let to = RwSignal::new(row.to.map(|to| to.to_string()).unwrap_or_default());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let opened = AsOpened::new(Some(row.membership()));
    let answered = move |answer: Result<(), crate::state::Refused>| match answer {
        Ok(()) => {
            open.try_set(false);
        }
        Err(refused) => {
            opened.told(&refused);
            problems.try_set(refused.problems());
        }
    };
    let save = move || {
        problems.set(Vec::new());
        let last = to.get_untracked();
        let last = last.trim();
        let parsed: Option<Date> = last.parse().ok();
        let (Ok(from), true) = (
            from.get_untracked().parse(),
            last.is_empty() || parsed.is_some(),
        ) else {
            return problems.set(vec![problem(
                "from",
                "Enter the days as year, month and day.",
            )]);
        };
        let membership = Membership {
            student: row.student,
            from,
            to: parsed,
        };
        let command = Command::SaveMembership {
            group,
            id: row.id,
            membership: opened.edited(membership),
        };
        app.send(command, answered);
    };
    let remove = move || {
        app.send(Command::RemoveMembership { group, id: row.id }, answered);
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Days in the group"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <div class="row-fields">
                <TextField
                    label="First day"
                    input_type="date"
                    name="from"
                    required=true
                    value=from
                    error=error_of(problems, "from")
                />
                <TextField
                    label="Last day"
                    input_type="date"
                    name="to"
                    value=to
                    error=error_of(problems, "to")
                />
            </div>
            <p class="muted small">
                "Leave the last day empty while the student stays. Sessions that are logged keep their attendance."
            </p>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save days"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Danger on_press=remove>"Remove, added by mistake"</Button>
            </div>
        </form>
    }
}

fn problem(field: &'static str, message: &'static str) -> Problem {
    Problem {
        field,
        message: message.into(),
    }
}
