//! One student in a meeting: the evidence, and the decision beside it.

use aimline_core::model::{Id, Plan, Student};
use leptos::prelude::*;

use super::agenda::{Agenda, recorded};
use super::keys::{Key, on_key};
use super::plan::PlanInMeeting;
use crate::browser::dom;
use crate::pages::students::TeachingSection;
use crate::parts::{ButtonKind, ButtonLink, EmptyState, PageHeader};
use crate::route::{self, Route};
use crate::state::use_app;

#[component]
pub fn StudentInMeeting(agenda: Agenda, number: usize) -> impl IntoView {
    let Some(id) = agenda.student(number) else {
        return ().into_any();
    };
    let caseload = use_app().caseload();
    let student = Memo::new({
        let caseload = caseload.clone();
        move |_| caseload.with(|caseload| caseload.get(id).cloned())
    });
    let name = Signal::derive(move || {
        student.with(|student| {
            student
                .as_ref()
                .map_or("Erased student".into(), Student::name)
        })
    });
    let total = agenda.students.len();
    let subtitle = Signal::derive(move || student.with(|student| facts(student, number, total)));
    Effect::new(move |_| {
        let initials = student.with(|student| student.as_ref().map(Student::initials));
        let initials = initials.unwrap_or_default();
        dom::set_title(&format!(
            "{initials} – Meeting, {number} of {total} – Aimline"
        ));
    });
    let (next, previous) = (agenda.after(number), Agenda::before(number));
    turn_pages(next.clone(), previous.clone());
    let is_last = number == total;
    let recorded = recorded();
    // A plan that an exit closes in this meeting stays on its page.
    let plans = Memo::new(move |_| {
        let recorded = recorded.get().decisions;
        caseload.with(|caseload| {
            let plans = caseload.plans_of(id).into_iter();
            let here = |plan: &Plan| recorded.iter().any(|id| plan.decisions.contains(*id));
            plans
                .filter(|(_, plan)| plan.is_open() || here(plan))
                .map(|(id, _)| id)
                .collect::<Vec<Id<Plan>>>()
        })
    });
    let agenda = StoredValue::new(agenda);
    let none = Memo::new(move |_| plans.with(Vec::is_empty));
    view! {
        <PageHeader title=name subtitle back=(Route::Meetings.to_string(), "Meetings")>
            {previous.map(|previous| view! {
                <ButtonLink href=previous.to_string()>"Previous"</ButtonLink>
            })}
            <ButtonLink kind=ButtonKind::Primary href=next.to_string()>
                {if is_last { "To the minutes" } else { "Next student" }}
            </ButtonLink>
        </PageHeader>
        <progress
            class="meeting-progress no-print"
            max=total.to_string()
            value=number.to_string()
            aria-label=format!("Student {number} of {total}")
        ></progress>
        <For each=move || plans.get() key=|id| *id children=move |id| {
            agenda.with_value(|agenda| view! { <PlanInMeeting id agenda=agenda.clone() number /> })
        } />
        <Show when=move || none.get()>
            <EmptyState
                title="No goal yet"
                text="There is no open plan to decide on. Set a goal on the student's page."
            >
                <ButtonLink href=Route::Student(id).to_string()>"Open the student's page"</ButtonLink>
            </EmptyState>
        </Show>
        <TeachingSection id />
    }
    .into_any()
}

fn facts(student: &Option<Student>, number: usize, total: usize) -> String {
    let student = student.as_ref();
    let grade = student.and_then(|student| student.grade);
    let tier = student.and_then(|student| student.tier);
    let parts = [
        Some(format!("{number} of {total}")),
        grade.map(|grade| format!("Grade {grade}")),
        tier.map(|tier| format!("Tier {tier}")),
        student.map(|student| student.teacher.clone()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.cloned().collect::<Vec<_>>().join(" · ")
}

fn turn_pages(next: Route, previous: Option<Route>) {
    on_key(move |key| match key {
        Key::Next => route::go(&next),
        Key::Previous => {
            if let Some(previous) = &previous {
                route::go(previous);
            }
        }
        Key::Decision => {
            // What is still to be decided comes before what has been.
            if !dom::focus_first(".decision-form :checked") {
                dom::focus_first(".meeting-decided a, .meeting-decided button");
            }
        }
    });
}
