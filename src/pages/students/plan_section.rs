//! One plan on the student's page: where the student stands, the chart, and what can be done.

use aimline_core::Command;
use aimline_core::model::{Id, Plan, Student};
use aimline_core::progress::mastery::SkillChoice;
use leptos::prelude::*;

use super::decision::{DecisionDraft, DecisionForm, Decisions, preset};
use super::drafted::Drafted;
use super::gap_card::GapCard;
use super::lab::PhaseLab;
use super::mastery_card::{MasteryCard, follows_skills};
use super::opened::{Opened, opened};
use super::phase_form::{PhaseDraft, PhaseForm, Phases};
use super::plan_chart::PlanChart;
use super::plan_draft::PlanDraft;
use super::plan_form::PlanForm;
use super::score_form::{ScoreDraft, ScoreForm};
use super::scores_table::ScoresTable;
use super::verdict_card::VerdictCard;
use super::words::{day, tone};
use crate::pages::refused::tell;
use crate::parts::{Button, ButtonKind, ButtonLink, Dialog, EmptyState, IconName, Section, Status};
use crate::route::Route;
use crate::state::{App, use_app};

/// The forms of a plan, each in its dialog.
#[derive(Clone, Copy)]
pub struct PlanForms {
    pub score: Drafted<ScoreDraft>,
    pub plan: Drafted<PlanDraft>,
    pub phase: Drafted<PhaseDraft>,
    pub decision: Drafted<DecisionDraft>,
}

#[component]
pub fn PlanSection(id: Id<Plan>) -> impl IntoView {
    let app = use_app();
    let plan = opened(app, id);
    let forms = PlanForms {
        score: Drafted::new(app, format!("plans/{id}/score")),
        plan: Drafted::new(app, format!("plans/{id}/goal")),
        phase: Drafted::new(app, format!("plans/{id}/phase")),
        decision: Drafted::new(app, format!("plans/{id}/decision")),
    };
    let title =
        Signal::derive(move || plan.with(|plan| plan.as_ref().map(plan_title).unwrap_or_default()));
    let empty = Memo::new(move |_| {
        plan.with(|plan| {
            plan.as_ref()
                .is_some_and(|plan| plan.view.series.is_empty())
        })
    });
    let skills = follows_skills(plan);
    let today = app.today();
    let add_score =
        Callback::new(move |()| forms.score.start(ScoreDraft::new(today.get_untracked())));
    view! {
        <Section title actions=move || view! { <Actions app plan forms add_score /> }>
            <Show when=move || !skills.get()>
                <VerdictCard plan actions=move || view! { <Decide app plan forms /> } />
            </Show>
            <div class="card stack plan">
                {move || plan.with(|plan| plan.as_ref().and_then(standing)).map(|standing| view! {
                    <div class="row row-between">{standing}<div class="no-print"><Decide app plan forms /></div></div>
                })}
                <MasteryCard plan forms />
                <Show when=move || !skills.get()>
                <Show
                    when=move || !empty.get()
                    fallback=move || view! {
                        <EmptyState
                            title="No scores yet"
                            text="Three scores make the baseline, from which the aim line runs to the goal."
                        >
                            <Button kind=ButtonKind::Primary on_press=add_score>"Add score"</Button>
                        </EmptyState>
                    }
                >
                    <PlanChart plan />
                </Show>
                <p class="muted small">
                    {move || plan.with(|plan| plan.as_ref().map(|plan| format!("{} {}", plan.baseline(), plan.goal())))}
                </p>
                </Show>
                <Phases plan forms />
                <ScoresTable plan forms />
            </div>
            <Show when=move || !skills.get()>
                <GapCard plan />
                <PhaseLab plan forms />
            </Show>
            <Decisions plan />
        </Section>
        <Forms plan forms />
    }
}

pub fn plan_title(plan: &Opened) -> String {
    if plan.plan.material.is_empty() {
        plan.measure.name.clone()
    } else {
        format!("{}: {}", plan.measure.name, plan.plan.material)
    }
}

/// Why there is no verdict; where there is one, its card says how the student stands.
pub fn standing(plan: &Opened) -> Option<impl IntoView + use<>> {
    let status = &plan.status;
    status.verdict().is_none().then(|| {
        let (shape, word) = (tone(status), status.word());
        view! {
            <p class="row plan-standing">
                <Status tone=shape>{word}</Status>
                <span class="muted">{status.sentence("")}</span>
            </p>
        }
    })
}

/// Opens the form, preset to what the engine advises.
#[component]
fn Decide(app: App, plan: Memo<Option<Opened>>, forms: PlanForms) -> impl IntoView {
    let decide = move || {
        let Some(Some(Opened {
            id, plan, today, ..
        })) = plan.try_get_untracked()
        else {
            return;
        };
        let last = plan
            .decisions_by_date()
            .first()
            .map(|(_, last)| last.by.clone());
        let by = last.unwrap_or_default();
        let fresh = app
            .caseload()
            .with_untracked(|caseload| preset(caseload, id, &by, today));
        forms.decision.start(fresh);
    };
    view! { <Button on_press=decide>"Record a decision"</Button> }
}

#[component]
fn Actions(
    app: App,
    plan: Memo<Option<Opened>>,
    forms: PlanForms,
    add_score: Callback<()>,
) -> impl IntoView {
    let skills = follows_skills(plan);
    let timed = move || {
        plan.with(|plan| {
            plan.as_ref()
                .filter(|plan| plan.measure.seconds.is_some())
                .map(|plan| plan.id)
        })
    };
    let edit = move || {
        if let Some(Some(plan)) = plan.try_get_untracked() {
            forms.plan.start(PlanDraft::of(plan.id, &plan.plan));
        }
    };
    let change = move || {
        if let Some(Some(plan)) = plan.try_get_untracked() {
            forms.phase.start(PhaseDraft::new(plan.today));
        }
    };
    let close = move || {
        if let Some(Some(Opened { id, today, .. })) = plan.try_get_untracked() {
            app.send(
                Command::ClosePlan {
                    id,
                    closed: Some(today),
                },
                tell(app),
            );
        }
    };
    view! {
        <div class="row no-print">
            <Button kind=ButtonKind::Primary icon=IconName::Add on_press=add_score>"Add score"</Button>
            {move || timed().map(|id| view! {
                <ButtonLink href=Route::Probe(id).to_string() icon=IconName::Clock>"Run a probe"</ButtonLink>
            })}
            <Button on_press=change>"Change the intervention"</Button>
            <Button kind=ButtonKind::Quiet on_press=edit>
                {move || if skills.get() { "Edit skills" } else { "Edit goal" }}
            </Button>
            <Button kind=ButtonKind::Quiet on_press=close>"Close plan"</Button>
        </div>
    }
}

#[component]
fn Forms(plan: Memo<Option<Opened>>, forms: PlanForms) -> impl IntoView {
    let score_form = move || {
        let plan = plan.get_untracked()?;
        let skills = SkillChoice::of(&plan.plan, &plan.measure);
        Some(view! { <ScoreForm drafted=forms.score plan=plan.id measure=plan.measure skills /> })
    };
    let phase_form = move || {
        let plan = plan.get_untracked()?;
        Some(view! { <PhaseForm drafted=forms.phase plan=plan.id /> })
    };
    let skills = follows_skills(plan);
    let edit_title = Signal::derive(move || {
        if skills.get() {
            "Edit skills".to_owned()
        } else {
            "Edit goal".to_owned()
        }
    });
    view! {
        <Dialog open=forms.score.open title="Score">{score_form}</Dialog>
        <Dialog open=forms.plan.open title=edit_title wide=true>
            <PlanForm drafted=forms.plan />
        </Dialog>
        <Dialog open=forms.phase.open title="Change the intervention">{phase_form}</Dialog>
        <Dialog open=forms.decision.open title="Record a decision" wide=true>
            <DecisionForm drafted=forms.decision plan />
        </Dialog>
    }
}

/// Plans that ended, to look back at or to open again.
#[component]
pub fn ClosedPlans(app: App, id: Id<Student>) -> impl IntoView {
    let (caseload, today) = (app.caseload(), app.today());
    let closed = Memo::new(move |_| {
        let today = today.get();
        caseload.with(|caseload| {
            let plans = caseload.plans_of(id).into_iter();
            plans
                .filter_map(|(id, plan)| {
                    let closed = plan.closed?;
                    let measure = caseload
                        .measure(plan.measure)
                        .map_or("Removed measure", |measure| &measure.name);
                    let scores = plan.probes.len();
                    let text = format!(
                        "{measure}: {} to {}, {scores} scores",
                        day(plan.start, today),
                        day(closed, today)
                    );
                    Some((id, text))
                })
                .collect::<Vec<_>>()
        })
    });
    let reopen = move |id| app.send(Command::ClosePlan { id, closed: None }, tell(app));
    view! {
        <Show when=move || closed.with(|closed| !closed.is_empty())>
            <details class="student-closed">
                <summary>{move || format!("Closed plans ({})", closed.with(Vec::len))}</summary>
                <ul class="list">
                    <For each=move || closed.get() key=|plan| plan.clone() children=move |(id, text)| view! {
                        <li>
                            <span>{text}</span>
                            <Button small=true on_press=move || reopen(id)>"Reopen"</Button>
                        </li>
                    } />
                </ul>
            </details>
        </Show>
    }
}
