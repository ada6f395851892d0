//! The chart of a plan with the sentence and the table that say the same.

use aimline_charts::progress::{
    progress_chart, progress_chart_at, sentence, stops, table, weeks_table,
};
use aimline_charts::{
    BaselineMark, Goal, Phase, ProgressView, ScorePoint, Table, TaughtWeek, noun_of_rate,
};
use aimline_core::analysis::Dosage;
use aimline_core::caseload::Caseload;
use aimline_core::decision::Thresholds;
use aimline_core::model::Phase as PlanPhase;
use aimline_core::progress::teaching::Teaching;
use aimline_core::progress::verdict::thresholds_of;
use aimline_core::progress::weeks::{Week, weeks};
use leptos::prelude::*;

use super::opened::Opened;
use crate::parts::{Chart, Walk};
use crate::state::use_app;

#[component]
pub fn PlanChart(plan: Memo<Option<Opened>>) -> impl IntoView {
    let caseload = use_app().caseload();
    let view = Memo::new(move |_| {
        caseload.with(|caseload| {
            let thresholds = thresholds_of(&caseload.settings());
            plan.with(|plan| Some(progress_view(plan.as_ref()?, caseload, &thresholds)))
        })
    });
    let known = Memo::new(move |_| view.with(Option::is_some));
    let tall = Signal::derive(move || {
        view.with(|view| view.as_ref().is_some_and(|view| !view.weeks.is_empty()))
    });
    let points = Memo::new(move |_| {
        view.with(|view| view.as_ref().map(stops))
            .unwrap_or_default()
    });
    let walk = Walk::new(Signal::derive(move || {
        points.with(|points| points.iter().map(|stop| stop.said.clone()).collect())
    }));
    let drawn = move |width| {
        let stop = points.with(|points| points.get(walk.at.get()?).cloned());
        let draw = |view: &ProgressView| match &stop {
            Some(stop) => progress_chart_at(view, width, stop),
            None => progress_chart(view, width),
        };
        view.with(|view| view.as_ref().map(draw))
            .unwrap_or_default()
    };
    let said = Signal::derive(move || {
        view.with(|view| view.as_ref().map(sentence))
            .unwrap_or_default()
    });
    let listed = move |of: fn(&ProgressView) -> Table| {
        Signal::derive(move || {
            view.with(|view| view.as_ref().map(of)).unwrap_or(Table {
                columns: Vec::new(),
                rows: Vec::new(),
            })
        })
    };
    let tables = move || {
        vec![
            ("Scores and aim line", listed(table)),
            ("Minutes and steps by week", listed(weeks_table)),
        ]
    };
    view! {
        <Show when=move || known.get()>
            <Chart draw=drawn sentence=said tables=tables() walk tall />
        </Show>
    }
}

/// A plan as the chart knows it: plain values, no records.
pub fn progress_view(plan: &Opened, caseload: &Caseload, thresholds: &Thresholds) -> ProgressView {
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
        confidence: thresholds.confidence,
        speaks_from: thresholds.prompts_from,
        joined: plan
            .status
            .verdict()
            .map(|verdict| verdict.sentence(noun_of_rate(&measure.unit))),
        weeks: taught_weeks(plan, caseload),
        steps_asked: thresholds.adherence_percent,
    }
}

/// None where nothing was planned, held or marked: then there is nothing to set beside the scores.
fn taught_weeks(plan: &Opened, caseload: &Caseload) -> Vec<TaughtWeek> {
    let weeks = weeks(
        caseload,
        plan.plan.student,
        plan.measure.subject,
        plan.plan.start,
        plan.today,
    );
    if weeks
        .iter()
        .all(|week| week.teaching == Teaching::default())
    {
        return Vec::new();
    }
    weeks.iter().map(taught_week).collect()
}

fn taught_week(week: &Week) -> TaughtWeek {
    let Dosage {
        planned,
        received,
        unlogged,
        ..
    } = week.teaching.dosage;
    TaughtWeek {
        monday: week.monday,
        planned,
        received,
        unlogged,
        adherence: week.teaching.steps.adherence().ok(),
        school: week.school,
    }
}

fn phase(phase: &PlanPhase) -> Phase {
    Phase {
        start: phase.start,
        label: phase.label.clone(),
        what_changed: Some(phase.what_changed.clone()).filter(|text| !text.is_empty()),
    }
}
