//! Who is talked about: those who need a decision are chosen already.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use aimline_core::Rejected;
use aimline_core::model::{Id, Student};
use aimline_core::progress::next_decision::{NextDecision, Reason, due};
use aimline_core::progress::row::Row;
use aimline_core::progress::row_order::Filter;
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::agenda::Agenda;
use super::last::LastMeeting;
use crate::pages::students::{FilterBar, Narrowing, all_rows, tone};
use crate::parts::{
    Button, ButtonKind, ButtonLink, EmptyState, ErrorSummary, PageHeader, Section, Status,
    TextField,
};
use crate::route::Route;
use crate::state::{App, use_app};
use crate::words::{count, day_and_month};

/// Why a student is on the list, and with it the part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Due,
    LookAgain,
    Other,
}

const PARTS: [(Part, &str); 3] = [
    (Part::Due, "Needs a decision"),
    (Part::LookAgain, "To look at again"),
    (Part::Other, "Others"),
];

type Chosen = RwSignal<BTreeSet<Id<Student>>>;
type Reasons = Memo<BTreeMap<Id<Student>, Reason>>;

/// What is chosen and typed here, kept until the meeting begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choosing {
    /// What needs a decision is another thing on another day.
    date: Date,
    students: BTreeSet<Id<Student>>,
    who: String,
}

impl Choosing {
    const DRAFT: &'static str = "choosing-for-meeting";

    pub async fn read(app: App) -> Option<Self> {
        let today = app.today().get_untracked();
        let left = app.read_draft::<Self>(Self::DRAFT).await;
        left.filter(|left| left.date == today)
    }
}

/// `last` is the meeting that is under way or was closed, `left` what was chosen before a reload.
#[component]
pub fn Pick(last: Option<Agenda>, left: Option<Choosing>) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let all = all_rows(app);
    let rows = Memo::new(move |_| {
        let mut rows = all.get();
        rows.retain(|row| !row.archived);
        rows
    });
    let reasons: Reasons = Memo::new(move |_| {
        let due = caseload.with(|caseload| due(caseload, today.get()));
        // The most urgent comes first; of several plans of one student it is the one told.
        let reasons = due.into_iter().rev();
        reasons.map(|due| (due.student, due.reason)).collect()
    });
    let usual = move || reasons.with_untracked(|reasons| reasons.keys().copied().collect());
    let (students, who) = match left {
        Some(left) => (left.students, left.who),
        None => (usual(), String::new()),
    };
    let chosen: Chosen = RwSignal::new(students);
    let who = RwSignal::new(who);
    keep(app, chosen, who);
    let missing = RwSignal::new(false);
    let problems = Signal::derive(move || {
        let none = missing.get() && chosen.with(BTreeSet::is_empty);
        let said = none.then(|| Rejected::field("students", NOBODY));
        said.map(|said| said.problems().to_vec())
            .unwrap_or_default()
    });
    let narrowing = Narrowing::new(Filter::default());
    let shown = Memo::new(move |_| {
        let rows = rows.get();
        let shown = narrowing.filter().select(rows.iter().map(AsRef::as_ref));
        shown.into_iter().map(|row| row.id).collect::<HashSet<_>>()
    });
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let last = RwSignal::new(last);
    view! {
        <PageHeader
            title="Meetings"
            subtitle="Choose who is talked about. Then each student has a page with the evidence and the decision."
        />
        <LastMeeting last />
        <Show when=move || !none.get() fallback=NoStudents>
            <ErrorSummary problems />
            // The error summary leads here: no single box is wrong.
            <div role="group" aria-label="Who is talked about" data-field="students" tabindex="-1">
                <Show when=move || problems.with(|problems| !problems.is_empty())>
                    <p class="field-error">{NOBODY}</p>
                </Show>
                <FilterBar
                    narrowing
                    shown=Signal::derive(move || shown.with(HashSet::len))
                    rows
                    active_only=true
                />
                {PARTS
                    .map(|(part, title)| {
                        view! { <PartOfList part title rows reasons shown chosen /> }
                    })
                    .collect_view()}
            </div>
            <Begin rows reasons chosen who missing last />
        </Show>
    }
}

const NOBODY: &str = "Nobody is chosen. Choose at least one student.";

fn keep(app: App, chosen: Chosen, who: RwSignal<String>) {
    Effect::new(move |begun: Option<bool>| {
        let choosing = Choosing {
            date: app.today().get_untracked(),
            students: chosen.get(),
            who: who.get(),
        };
        if begun.is_some() {
            app.write_draft(Choosing::DRAFT, &choosing);
        }
        true
    });
}

#[component]
fn NoStudents() -> impl IntoView {
    view! {
        <EmptyState
            title="Nobody to talk about yet"
            text="Once students have a goal and scores, those who need a decision stand here, ready for the next team meeting."
        >
            <ButtonLink kind=ButtonKind::Primary href=Route::Students.to_string()>
                "Go to Students"
            </ButtonLink>
        </EmptyState>
    }
}

fn part_of(student: Id<Student>, reasons: &BTreeMap<Id<Student>, Reason>) -> Part {
    match reasons.get(&student) {
        Some(Reason::Verdict(_)) => Part::Due,
        Some(Reason::LookAgain(_)) => Part::LookAgain,
        None => Part::Other,
    }
}

#[component]
fn PartOfList(
    part: Part,
    title: &'static str,
    rows: Memo<Vec<Arc<Row>>>,
    reasons: Reasons,
    shown: Memo<HashSet<Id<Student>>>,
    chosen: Chosen,
) -> impl IntoView {
    let listed = Memo::new(move |_| {
        let shown = shown.get();
        let mut rows = rows.get();
        reasons.with(|reasons| {
            rows.retain(|row| shown.contains(&row.id) && part_of(row.id, reasons) == part);
        });
        rows
    });
    let ids = move || listed.with(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let all_chosen = Memo::new(move |_| {
        let ids = ids();
        chosen.with(|chosen| ids.iter().all(|id| chosen.contains(id)))
    });
    let turn_all = move || {
        let on = !all_chosen.get_untracked();
        let ids = untrack(ids);
        chosen.update(|chosen| {
            for id in ids {
                if on {
                    chosen.insert(id);
                } else {
                    chosen.remove(&id);
                }
            }
        });
    };
    let turn_words = move || {
        if all_chosen.get() {
            "Select none"
        } else {
            "Select all"
        }
    };
    let subtitle = Signal::derive(move || {
        let ids = ids();
        let on = chosen.with(|chosen| ids.iter().filter(|id| chosen.contains(id)).count());
        format!("{on} of {} chosen", ids.len())
    });
    view! {
        <Show when=move || listed.with(|rows| !rows.is_empty())>
            <Section
                title
                subtitle
                actions=move || view! {
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        label=Signal::derive(move || format!("{}: {title}", turn_words()))
                        on_press=turn_all
                    >
                        {turn_words}
                    </Button>
                }
            >
                <ul class="list meeting-pick">
                    <For
                        each=move || listed.get()
                        key=|row| Arc::as_ptr(row).addr()
                        children=move |row| entry(&row, reasons, chosen)
                    />
                </ul>
            </Section>
        </Show>
    }
}

fn entry(row: &Row, reasons: Reasons, chosen: Chosen) -> impl IntoView + use<> {
    let id = row.id;
    let why = reasons.with_untracked(|reasons| reasons.get(&id).cloned());
    // A day that was named says nothing of where the student stands; that word stays.
    let (why, again) = match why {
        Some(again @ Reason::LookAgain(_)) => (None, Some(again.words(day_and_month))),
        why => (why.map(|why| why.words(day_and_month)), None),
    };
    let next = match &row.next {
        NextDecision::On(day) => Some(format!("look again on {}", day_and_month(*day))),
        NextDecision::AfterScores(scores) => Some(format!(
            "decision after {}",
            count(*scores, "more score", "more scores")
        )),
        NextDecision::Now(_) | NextDecision::Open => None,
    };
    let grade = row.grade.map(|grade| format!("Grade {grade}"));
    let measure = row.plan.as_ref().map(|plan| plan.measure.clone());
    let facts: Vec<String> = [grade, measure, again, next]
        .into_iter()
        .flatten()
        .collect();
    let (shape, word) = (
        tone(&row.status),
        why.unwrap_or_else(|| row.status.word().into()),
    );
    let turn = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            if on {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
        });
    };
    view! {
        <li>
            <label class="check meeting-name-box">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    on:change=turn
                />
                <span>
                    <strong>{row.name.clone()}</strong>
                    <span class="muted small">{facts.join(" · ")}</span>
                </span>
            </label>
            <Status tone=shape>{word}</Status>
        </li>
    }
}

/// Who is there is entered once and taken over to every decision.
#[component]
fn Begin(
    rows: Memo<Vec<Arc<Row>>>,
    reasons: Reasons,
    chosen: Chosen,
    who: RwSignal<String>,
    missing: RwSignal<bool>,
    last: RwSignal<Option<Agenda>>,
) -> impl IntoView {
    let app = use_app();
    let begin = move || {
        missing.set(false);
        let date = app.today().get_untracked();
        let students = ordered(rows, reasons, chosen);
        if students.is_empty() {
            return missing.set(true);
        }
        let who = who.get_untracked();
        app.drop_draft(Choosing::DRAFT);
        Agenda::new(date, students, who.trim().to_owned()).begin(app);
    };
    let under_way = Memo::new(move |_| {
        last.with(|last| last.as_ref().is_some_and(|last| last.closed.is_none()))
    });
    let start = move || {
        let students = count(chosen.with(BTreeSet::len), "student", "students");
        if under_way.get() {
            format!("End the other and start with {students}")
        } else {
            format!("Start with {students}")
        }
    };
    view! {
        <form
            class="meeting-begin card no-print"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                begin();
            }
        >
            <TextField
                label="Who is there"
                hint="Roles or names. Stands in the minutes and with each decision."
                value=who
            />
            <Button kind=ButtonKind::Primary submit=true>{start}</Button>
            <Show when=move || under_way.get()>
                <p class="muted small meeting-begin-instead">
                    "This ends the meeting that is under way: what was begun in it and not recorded goes. Its decisions stay with the students."
                </p>
            </Show>
        </form>
    }
}

/// In the order of the page.
fn ordered(rows: Memo<Vec<Arc<Row>>>, reasons: Reasons, chosen: Chosen) -> Vec<Id<Student>> {
    let rows = rows.get_untracked();
    let chosen = chosen.get_untracked();
    reasons.with_untracked(|reasons| {
        let of = |part| {
            let ids = rows.iter().map(|row| row.id);
            let ids = ids.filter(|id| chosen.contains(id) && part_of(*id, reasons) == part);
            ids.collect::<Vec<_>>()
        };
        PARTS.iter().flat_map(|(part, _)| of(*part)).collect()
    })
}
