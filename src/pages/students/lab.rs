//! "Compare phases": two phases of the plan side by side, as single-case research compares them.

use aimline_charts::ComparisonView;
use aimline_charts::comparison::missing;
use aimline_core::progress::phase_pair::{PhasePair, ScoredPhase, question_of, scored_phases};
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::lab_found::Found;
use super::opened::Opened;
use super::phase_form::PhaseDraft;
use super::plan_section::PlanForms;
use super::words::day;
use crate::parts::{Button, SelectField};
use crate::state::use_app;
use crate::words::count;

/// Nothing is computed, and nothing printed, until it is opened.
#[component]
pub fn PhaseLab(plan: Memo<Option<Opened>>, forms: PlanForms) -> impl IntoView {
    let (details, open) = (NodeRef::<html::Details>::new(), RwSignal::new(false));
    let toggled = move |_: Event| {
        if let Some(details) = details.get_untracked() {
            open.set(details.open());
        }
    };
    view! {
        <details class="card lab" node_ref=details on:toggle=toggled>
            <summary>"Compare phases"</summary>
            <Show when=move || open.get()>
                <Phases plan forms />
            </Show>
        </details>
    }
}

#[component]
fn Phases(plan: Memo<Option<Opened>>, forms: PlanForms) -> impl IntoView {
    let phases = Memo::new(move |_| {
        plan.with(|plan| plan.as_ref().map(|plan| scored_phases(&plan.view)))
            .unwrap_or_default()
    });
    let enough = Memo::new(move |_| phases.with(|phases| phases.len() > 1));
    let fallback = move || {
        let told = move || {
            let plan = plan.get()?;
            let start = plan.view.phases.first()?.start;
            phases.with(|phases| missing(phases, start, plan.today))
        };
        let change = move || {
            if let Some(Some(plan)) = plan.try_get_untracked() {
                forms.phase.start(PhaseDraft::new(plan.today));
            }
        };
        view! {
            <div class="stack lab-body">
                <p class="lab-words">{told}</p>
                <div class="row no-print">
                    <Button on_press=change>"Change the intervention"</Button>
                </div>
            </div>
        }
    };
    view! {
        <Show when=move || enough.get() fallback>
            <Pair plan phases />
        </Show>
    }
}

/// The two selects, and what is found about the phases chosen.
#[component]
fn Pair(plan: Memo<Option<Opened>>, phases: Memo<Vec<ScoredPhase>>) -> impl IntoView {
    let caseload = use_app().caseload();
    let settings = Memo::new(move |_| caseload.with(|caseload| caseload.settings()));
    let last = phases.with_untracked(Vec::len).saturating_sub(1);
    let (first, second) = (
        RwSignal::new("0".to_owned()),
        RwSignal::new(last.to_string()),
    );
    let chosen = Memo::new(move |_| {
        let last = phases.with(Vec::len).saturating_sub(1);
        let [first, second] = [first, second].map(|at| at.with(|at| at.parse().ok()));
        let first = first.filter(|at| *at < last).unwrap_or(0);
        let later = first + 1..=last;
        let second = second.filter(|at| later.contains(at));
        (first, second.unwrap_or(first + 1))
    });
    let named = move |wanted: std::ops::Range<usize>| {
        let today = plan.with(|plan| plan.as_ref().map(|plan| plan.today));
        phases.with(|phases| {
            let wanted = phases
                .iter()
                .enumerate()
                .skip(wanted.start)
                .take(wanted.len());
            let named = wanted.filter_map(|(at, phase)| {
                let from = day(phase.series.first()?.date, today?);
                let scores = count(phase.series.len(), "score", "scores");
                Some((
                    at.to_string(),
                    format!("{}, from {from} ({scores})", phase.label),
                ))
            });
            named.collect::<Vec<_>>()
        })
    };
    let before = Signal::derive(move || named(0..phases.with(Vec::len).saturating_sub(1)));
    let after = Signal::derive(move || named(chosen.get().0 + 1..phases.with(Vec::len)));
    let view = Memo::new(move |_| {
        let plan = plan.get()?;
        let question = settings.with(|settings| question_of(&plan.view, &plan.measure, settings));
        let (a, b) = chosen.get();
        let pair = phases.with(|phases| {
            Some(PhasePair {
                a: phases.get(a)?.clone(),
                b: phases.get(b)?.clone(),
                question: question.ok()?,
            })
        })?;
        let (measure, unit) = (plan.measure.name, plan.measure.unit);
        Some(ComparisonView::new(measure, unit, pair, plan.today))
    });
    view! {
        <div class="stack lab-body">
            <div class="grid-2 no-print">
                <SelectField label="Phase A, before" value=first options=before />
                <SelectField label="Phase B, after" value=second options=after />
            </div>
            <Found plan view />
        </div>
    }
}
