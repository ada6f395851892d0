//! The minutes: what was decided about whom, to be printed; and what was begun and not recorded.

use aimline_core::Caseload;
use aimline_core::model::{Decision, Id, Plan, Student};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::agenda::{Agenda, recorded};
use super::last::CLOSED;
use crate::browser::dom;
use crate::pages::students::{DecisionDraft, decision_words};
use crate::parts::{Button, ButtonKind, IconName, PageHeader};
use crate::route::{self, MeetingPlace, Route};
use crate::state::{App, use_app};
use crate::words::{count, full_date};

/// A student of the meeting with what was decided in it, by measure.
#[derive(Clone, PartialEq)]
struct Line {
    number: usize,
    name: String,
    facts: String,
    decisions: Vec<(String, Decision)>,
    /// The measures of the plans about which something was typed and not recorded.
    begun: Vec<String>,
}

#[component]
pub fn Minutes(agenda: Agenda) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let subtitle = subtitle(&agenda);
    let last = Route::Meeting(MeetingPlace::Student(agenda.students.len())).to_string();
    let (recorded, begun) = (recorded(), begun(app, &agenda));
    let students = agenda.students.clone();
    let lines = Memo::new(move |_| {
        let (recorded, begun) = (recorded.get().decisions, begun.get());
        let students = students.iter().zip(1..);
        caseload.with(|caseload| {
            students
                .map(|(student, number)| line(caseload, number, *student, &recorded, &begun))
                .collect::<Vec<_>>()
        })
    });
    let close = move || {
        agenda.clone().close(app);
        route::go(&Route::Meetings);
        // The page that follows shows it, with the way back.
        app.say(CLOSED);
    };
    let summary = move || lines.with(|lines| summary(lines));
    let entries = move || {
        let today = today.get();
        lines.with(|lines| lines.iter().map(|line| entry(line, today)).collect_view())
    };
    view! {
        <PageHeader title="Meeting minutes" subtitle back=(last, "Last student")>
            <Button icon=IconName::Print on_press=dom::print>"Print"</Button>
            <Button kind=ButtonKind::Primary on_press=close>"Close the meeting"</Button>
        </PageHeader>
        <p class="meeting-summary" role="status">{summary}</p>
        {move || lines.with(|lines| not_recorded(lines)).map(|words| view! {
            <p class="notice no-print meeting-not-recorded" data-tone="near">{words}</p>
        })}
        <ol class="list meeting-minutes-list">{entries}</ol>
    }
}

fn subtitle(agenda: &Agenda) -> String {
    let day = full_date(agenda.date);
    if agenda.who.is_empty() {
        day
    } else {
        format!("{day} · Present: {}", agenda.who)
    }
}

fn summary(lines: &[Line]) -> String {
    let decided = lines
        .iter()
        .filter(|line| !line.decisions.is_empty())
        .count();
    format!(
        "{decided} of {} with a decision.",
        count(lines.len(), "student", "students")
    )
}

/// It is said before the meeting is closed: nothing that was typed goes unnoticed.
fn not_recorded(lines: &[Line]) -> Option<String> {
    let begun = lines.iter().map(|line| line.begun.len()).sum();
    (begun > 0).then(|| {
        let they = if begun == 1 { "It" } else { "They" };
        format!(
            "{} begun and not recorded. {they} can be recorded until the next meeting begins.",
            count(begun, "decision was", "decisions were")
        )
    })
}

/// The plans about which something was typed in this meeting and not recorded.
fn begun(app: App, agenda: &Agenda) -> RwSignal<Vec<Id<Plan>>> {
    let begun = RwSignal::new(Vec::new());
    let plans = app.caseload().with_untracked(|caseload| {
        let students = agenda.students.iter();
        let plans = students.flat_map(|student| caseload.plans_of(*student));
        plans.map(|(id, _)| id).collect::<Vec<_>>()
    });
    let agenda = agenda.clone();
    spawn_local(async move {
        for plan in plans {
            let draft = app
                .read_draft::<DecisionDraft>(&agenda.draft_of(plan))
                .await;
            if draft.is_some() {
                let _ = begun.try_update(|begun| begun.push(plan));
            }
        }
    });
    begun
}

fn line(
    caseload: &Caseload,
    number: usize,
    student: Id<Student>,
    recorded: &[Id<Decision>],
    begun: &[Id<Plan>],
) -> Line {
    let known = caseload.get(student);
    let plans = caseload.plans_of(student);
    let measure = |plan: &Plan| {
        let measure = caseload.measure(plan.measure);
        measure
            .map(|measure| measure.name.clone())
            .unwrap_or_default()
    };
    let decisions = plans.iter().flat_map(|(_, plan)| {
        let made = plan.decisions_by_date().into_iter();
        made.filter(|(id, _)| recorded.contains(id))
            .map(|(_, decision)| (measure(plan), decision.clone()))
    });
    let begun = plans.iter().filter(|(id, _)| begun.contains(id));
    Line {
        number,
        name: known.map_or_else(|| "Erased student".into(), Student::name),
        facts: known
            .and_then(|student| student.grade)
            .map(|grade| format!("Grade {grade}"))
            .unwrap_or_default(),
        decisions: decisions.collect(),
        begun: begun.map(|(_, plan)| measure(plan)).collect(),
    }
}

fn entry(line: &Line, today: Date) -> impl IntoView + use<> {
    let page = Route::Meeting(MeetingPlace::Student(line.number)).to_string();
    let name = line.name.clone();
    let told = line.decisions.iter().map(|(measure, decision)| {
        let measure = measure.clone();
        view! { <p class="muted small">{measure}</p> {decision_words(decision, today)} }
    });
    let told = told.collect_view();
    let begun = line.begun.iter().map(|measure| {
        let words = format!("{measure}: begun, not recorded.");
        view! {
            <p class="no-print">{words} " " <a href=page.clone()>"Go on with it"</a></p>
        }
    });
    let begun = begun.collect_view();
    let none = line.decisions.is_empty();
    view! {
        <li class="decision">
            <div class="decision-text">
                <h2 class="meeting-minutes-name">
                    <a href=page.clone()>{name}</a>
                    <span class="muted small">{line.facts.clone()}</span>
                </h2>
                {told}
                {none.then(|| view! { <p class="muted">"No decision was recorded."</p> })}
                {begun}
            </div>
        </li>
    }
}
