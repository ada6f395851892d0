//! Who is talked about: those who need a decision are chosen already.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use aimline_core::model::{Id, Student};
use aimline_core::progress::next_decision::{NextDecision, Reason, due};
use aimline_core::progress::row::Row;
use aimline_core::progress::row_order::Filter;
use leptos::prelude::*;

use super::agenda::{Agenda, put_away};
use crate::pages::students::{FilterBar, Narrowing, all_rows, tone};
use crate::parts::{
    Button, ButtonKind, ButtonLink, EmptyState, PageHeader, Section, Status, TextField,
};
use crate::route::{MeetingPlace, Route};
use crate::state::use_app;
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

#[component]
pub fn Pick(under_way: Option<Agenda>) -> impl IntoView {
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
    let chosen: Chosen =
        RwSignal::new(reasons.with_untracked(|reasons| reasons.keys().copied().collect()));
    let narrowing = Narrowing::new(Filter::default());
    let shown = Memo::new(move |_| {
        let rows = rows.get();
        let shown = narrowing.filter().select(rows.iter().map(AsRef::as_ref));
        shown.into_iter().map(|row| row.id).collect::<HashSet<_>>()
    });
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let under_way = StoredValue::new(under_way);
    view! {
        <PageHeader
            title="Meetings"
            subtitle="Choose who is talked about. Then each student has a page with the evidence and the decision."
        />
        {under_way.with_value(|agenda| agenda.as_ref().map(going_on))}
        <Show when=move || !none.get() fallback=NoStudents>
            <FilterBar
                narrowing
                shown=Signal::derive(move || shown.with(HashSet::len))
                rows
                active_only=true
            />
            {PARTS
                .map(|(part, title)| view! { <PartOfList part title rows reasons shown chosen /> })
                .collect_view()}
            <Begin rows reasons chosen />
        </Show>
    }
}

/// A meeting that was left in the middle.
fn going_on(agenda: &Agenda) -> impl IntoView + use<> {
    let app = use_app();
    let words = format!(
        "A meeting of {} about {} is under way.",
        day_and_month(agenda.date),
        count(agenda.students.len(), "student", "students")
    );
    let first = Route::Meeting(MeetingPlace::Student(1)).to_string();
    let minutes = Route::Meeting(MeetingPlace::Minutes).to_string();
    view! {
        <div class="notice no-print meeting-under-way">
            <p>{words}</p>
            <ButtonLink href=first>"Go on"</ButtonLink>
            <ButtonLink kind=ButtonKind::Quiet href=minutes>"Minutes"</ButtonLink>
            <Button kind=ButtonKind::Quiet on_press=move || put_away(app)>"Put it away"</Button>
        </div>
    }
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
    let why = reasons
        .with_untracked(|reasons| reasons.get(&id).map(|reason| reason.words(day_and_month)));
    let next = match &row.next {
        NextDecision::On(day) => Some(format!("look again on {}", day_and_month(*day))),
        NextDecision::AfterScores(scores) => Some(format!(
            "decision after {} more",
            count(*scores, "score", "scores")
        )),
        NextDecision::Now(_) | NextDecision::Open => None,
    };
    let grade = row.grade.map(|grade| format!("Grade {grade}"));
    let measure = row.plan.as_ref().map(|plan| plan.measure.clone());
    let facts: Vec<String> = [grade, measure, next].into_iter().flatten().collect();
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
fn Begin(rows: Memo<Vec<Arc<Row>>>, reasons: Reasons, chosen: Chosen) -> impl IntoView {
    let app = use_app();
    let who = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let begin = move || {
        let date = app.today().get_untracked();
        let students = ordered(rows, reasons, chosen);
        if students.is_empty() {
            return missing.set(true);
        }
        let who = who.get_untracked();
        let who = who.trim().to_owned();
        Agenda {
            date,
            students,
            who,
        }
        .begin(app);
    };
    let error = Signal::derive(move || {
        let none = chosen.with(BTreeSet::is_empty);
        (missing.get() && none).then(|| "Nobody is chosen. Choose at least one student.".to_owned())
    });
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
                error
            />
            <Button kind=ButtonKind::Primary submit=true>
                {move || format!(
                    "Start with {}",
                    count(chosen.with(BTreeSet::len), "student", "students")
                )}
            </Button>
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
