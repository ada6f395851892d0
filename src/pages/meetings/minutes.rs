//! The minutes: what was decided about whom, to be printed.

use aimline_core::Caseload;
use aimline_core::model::{Decision, Id, Student};
use jiff::civil::Date;
use leptos::prelude::*;

use super::agenda::{Agenda, put_away};
use crate::browser::dom;
use crate::pages::students::decision_words;
use crate::parts::{Button, ButtonKind, IconName, PageHeader};
use crate::route::{MeetingPlace, Route};
use crate::state::use_app;
use crate::words::{count, full_date};

/// A student of the meeting with what was decided in it, by measure.
#[derive(Clone, PartialEq)]
struct Line {
    number: usize,
    name: String,
    facts: String,
    decisions: Vec<(String, Decision)>,
}

#[component]
pub fn Minutes(agenda: Agenda) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let subtitle = subtitle(&agenda);
    let last = Route::Meeting(MeetingPlace::Student(agenda.students.len())).to_string();
    let lines = Memo::new(move |_| {
        let students = agenda.students.iter().enumerate();
        caseload.with(|caseload| {
            students
                .map(|(place, student)| line(caseload, place + 1, *student, agenda.date))
                .collect::<Vec<_>>()
        })
    });
    let summary = move || lines.with(|lines| summary(lines));
    let entries = move || {
        let today = today.get();
        lines.with(|lines| lines.iter().map(|line| entry(line, today)).collect_view())
    };
    view! {
        <PageHeader title="Meeting minutes" subtitle back=(last, "Last student")>
            <Button icon=IconName::Print on_press=dom::print>"Print"</Button>
            <Button kind=ButtonKind::Primary on_press=move || put_away(app)>"Close the meeting"</Button>
        </PageHeader>
        <p class="meeting-summary" role="status">{summary}</p>
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

fn line(caseload: &Caseload, number: usize, student: Id<Student>, since: Date) -> Line {
    let known = caseload.get(student);
    let plans = caseload.plans_of(student).into_iter();
    let decisions = plans.flat_map(|(_, plan)| {
        let measure = caseload.measure(plan.measure);
        let measure = measure
            .map(|measure| measure.name.clone())
            .unwrap_or_default();
        let made = plan.decisions_by_date().into_iter();
        made.filter(move |(_, decision)| since <= decision.date)
            .map(move |(_, decision)| (measure.clone(), decision.clone()))
            .collect::<Vec<_>>()
    });
    Line {
        number,
        name: known.map_or_else(|| "Erased student".into(), Student::name),
        facts: known
            .and_then(|student| student.grade)
            .map(|grade| format!("Grade {grade}"))
            .unwrap_or_default(),
        decisions: decisions.collect(),
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
    let none = line.decisions.is_empty();
    view! {
        <li class="decision">
            <div class="decision-text">
                <h2 class="meeting-minutes-name">
                    <a href=page>{name}</a>
                    <span class="muted small">{line.facts.clone()}</span>
                </h2>
                {told}
                {none.then(|| view! { <p class="muted">"No decision was recorded."</p> })}
            </div>
        </li>
    }
}
