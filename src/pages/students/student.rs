//! `#/students/ID`: one student: plans with their charts, minutes and fidelity, sessions, contacts.

use aimline_core::model::{Id, Plan, Student};
use aimline_core::{Command, Edited};
use leptos::prelude::*;

use super::drafted::Drafted;
use super::plan_draft::PlanDraft;
use super::plan_form::PlanForm;
use super::plan_section::{ClosedPlans, PlanSection};
use super::profile::Profile;
use super::student_form::StudentForm;
use super::teaching::TeachingSection;
use super::timeline::Timeline;
use super::wins::Wins;
use super::words::day;
use crate::browser::dom;
use crate::pages::refused::tell;
use crate::parts::{Button, ButtonKind, ButtonLink, Dialog, EmptyState, IconName, PageHeader};
use crate::route::{LogTarget, Route};
use crate::state::{App, use_app};

#[component]
pub fn StudentPage(id: Id<Student>) -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let student = Memo::new(move |_| caseload.with(|caseload| caseload.get(id).cloned()));
    let known = Memo::new(move |_| student.with(Option::is_some));
    view! {
        <Show when=move || known.get() fallback=Gone>
            <Header app id student />
            <Plans app id />
            <TeachingSection id />
            <Wins id />
            <Timeline id />
            <Profile id student />
        </Show>
    }
}

#[component]
fn Gone() -> impl IntoView {
    view! {
        <PageHeader title="Student" />
        <EmptyState
            title="This student is not here"
            text="The link may come from another caseload, or the student was erased."
        >
            <ButtonLink href=Route::Students.to_string()>"All students"</ButtonLink>
        </EmptyState>
    }
}

#[component]
fn Header(app: App, id: Id<Student>, student: Memo<Option<Student>>) -> impl IntoView {
    let today = app.today();
    let editing = Drafted::<Edited<Student>>::new(app, format!("students/{id}"));
    let name = Signal::derive(move || {
        student.with(|student| student.as_ref().map(Student::name).unwrap_or_default())
    });
    let subtitle = Signal::derive(move || {
        student.with(|student| student.as_ref().map(facts).unwrap_or_default())
    });
    let archived = Memo::new(move |_| {
        student.with(|student| student.as_ref().and_then(|student| student.archived))
    });
    let edit = move || {
        if let Some(student) = student.get_untracked() {
            editing.start(Edited {
                opened: Some(student.clone()),
                typed: student,
            });
        }
    };
    let log = {
        let today = today.clone();
        Signal::derive(move || {
            Route::Log(LogTarget::Student {
                student: id,
                date: today.get(),
            })
            .to_string()
        })
    };
    let archive = {
        let today = today.clone();
        move || {
            let archived = Some(today.get_untracked());
            app.send(Command::ArchiveStudent { id, archived }, tell(app));
        }
    };
    let bring_back = move || app.send(Command::ArchiveStudent { id, archived: None }, tell(app));
    view! {
        <PageHeader title=name subtitle back=(Route::Students.to_string(), "Students")>
            <ButtonLink href=log icon=IconName::Note>"Log a session"</ButtonLink>
            <Button icon=IconName::Edit on_press=edit>"Edit"</Button>
            <Button icon=IconName::Print on_press=dom::print>"Print"</Button>
            <Show when=move || archived.get().is_none()>
                <Button kind=ButtonKind::Quiet on_press=archive.clone()>"Archive"</Button>
            </Show>
        </PageHeader>
        {move || archived.get().map(|since| view! {
            <div class="notice row row-between">
                <p>{format!("Archived on {}. The records are kept.", day(since, today.get()))}</p>
                <Button on_press=bring_back>"Bring back"</Button>
            </div>
        })}
        <Dialog open=editing.open title="Edit student" wide=true>
            <StudentForm
                drafted=editing
                on_save=move |student| Command::SaveStudent { id: Some(id), student }
            />
        </Dialog>
    }
}

fn facts(student: &Student) -> String {
    let grade = student.grade.map(|grade| format!("Grade {grade}"));
    let tier = student.tier.map(|tier| format!("Tier {tier}"));
    let teacher = Some(student.teacher.clone()).filter(|teacher| !teacher.is_empty());
    [grade, tier, teacher]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The open plans, each with its chart; closed ones below.
#[component]
fn Plans(app: App, id: Id<Student>) -> impl IntoView {
    let (caseload, today) = (app.caseload(), app.today());
    let plans = Memo::new(move |_| {
        caseload.with(|caseload| {
            let plans = caseload.plans_of(id).into_iter();
            plans
                .map(|(id, plan)| (id, plan.is_open()))
                .collect::<Vec<(Id<Plan>, bool)>>()
        })
    });
    let open = move || {
        plans
            .get()
            .into_iter()
            .filter(|(_, open)| *open)
            .map(|(id, _)| id)
            .collect::<Vec<_>>()
    };
    let none = Memo::new(move |_| open().is_empty());
    let planning = Drafted::<PlanDraft>::new(app, format!("plans/of/{id}"));
    let start = Callback::new(move |()| planning.start(PlanDraft::new(id, today.get_untracked())));
    view! {
        <For each=open key=|id| *id children=|id| view! { <PlanSection id /> } />
        <Show
            when=move || none.get()
            fallback=move || view! {
                <div class="student-more no-print">
                    <Button kind=ButtonKind::Quiet icon=IconName::Add on_press=start>
                        "Set a goal on another measure"
                    </Button>
                </div>
            }
        >
            <EmptyState
                title="No goal yet"
                text="Choose a measure and a goal. The aim line then shows from week to week whether it is working."
            >
                <Button kind=ButtonKind::Primary on_press=start>"Set a goal"</Button>
            </EmptyState>
        </Show>
        <ClosedPlans app id />
        <Dialog open=planning.open title="Set a goal" wide=true>
            <PlanForm drafted=planning />
        </Dialog>
    }
}
