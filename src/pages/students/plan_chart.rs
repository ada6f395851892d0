//! The chart of a plan with the sentence and the table that say the same.

use aimline_charts::progress::{progress_chart, sentence, table};
use aimline_charts::{BaselineMark, Goal, Phase, ProgressView, ScorePoint, Table};
use aimline_core::model::Phase as PlanPhase;
use leptos::prelude::*;

use super::opened::Opened;
use crate::parts::Chart;
use crate::state::use_app;

#[component]
pub fn PlanChart(plan: Memo<Option<Opened>>) -> impl IntoView {
    let caseload = use_app().caseload();
    let confidence = Memo::new(move |_| caseload.with(|caseload| caseload.settings().confidence));
    let view = Memo::new(move |_| {
        let confidence = f64::from(confidence.get()) / 100.0;
        plan.with(|plan| plan.as_ref().map(|plan| progress_view(plan, confidence)))
    });
    let known = Memo::new(move |_| view.with(Option::is_some));
    let drawn = move |width| {
        view.with(|view| view.as_ref().map(|view| progress_chart(view, width)))
            .unwrap_or_default()
    };
    let said = Signal::derive(move || {
        view.with(|view| view.as_ref().map(sentence))
            .unwrap_or_default()
    });
    let listed = Signal::derive(move || match view.get() {
        Some(view) => table(&view),
        None => Table {
            columns: Vec::new(),
            rows: Vec::new(),
        },
    });
    view! {
        <Show when=move || known.get()>
            <Chart draw=drawn sentence=said table=listed label="Scores and aim line" />
        </Show>
    }
}

/// A plan as the chart knows it: plain values, no records.
pub fn progress_view(plan: &Opened, confidence: f64) -> ProgressView {
    let Opened {
        measure,
        view,
        today,
        ..
    } = plan;
    let scores = view.scores.iter().map(|score| ScorePoint {
        date: score.date,
        value: score.score,
        phase: score.phase,
        note: plan
            .plan
            .probes
            .get(score.id)
            .map(|probe| probe.note.clone())
            .filter(|note| !note.is_empty()),
    });
    ProgressView {
        measure: measure.name.clone(),
        unit: measure.unit.clone(),
        direction: measure.direction,
        bounds: Some((measure.lowest, measure.highest)),
        standard_error: measure.standard_error,
        today: *today,
        scores: scores.collect(),
        baseline: view.baseline.as_ref().map(|baseline| BaselineMark {
            value: baseline.value,
            from: baseline.taken_from.iter().map(|(date, _)| *date).collect(),
        }),
        goal: view.goal.as_ref().map(|goal| Goal {
            date: goal.date,
            value: goal.score,
        }),
        aim: view.aim,
        phases: view.phases.iter().map(phase).collect(),
        confidence,
    }
}

fn phase(phase: &PlanPhase) -> Phase {
    Phase {
        start: phase.start,
        label: phase.label.clone(),
        what_changed: Some(phase.what_changed.clone()).filter(|text| !text.is_empty()),
    }
}
