//! Views for the tests: a reading plan, a behavior plan, a plan with two phases.

use aimline_core::analysis::{AimLine, Direction, Dosage, Series, Tally, baseline};
use aimline_core::decision::{Case, Thresholds, decide};
use jiff::civil::{Date, date};

use crate::words::noun_of_rate;

use crate::{
    BaselineMark, FidelitySeries, FidelityView, Goal, Phase, ProgressView, ScorePoint, TaughtWeek,
};

const START: Date = date(2026, 9, 8);

pub(crate) fn week(number: i32) -> Date {
    START.saturating_add(jiff::Span::new().days(7 * number))
}

/// Weekly scores from 8 September, from a baseline of 39 to 66 in 18 weeks.
pub(crate) fn plan(values: &[f64]) -> ProgressView {
    let scores: Vec<_> = (0..)
        .zip(values)
        .map(|(number, value)| ScorePoint {
            date: week(number),
            value: *value,
            phase: 0,
            note: None,
        })
        .collect();
    let series = Series::new(scores.iter().map(|score| (score.date, score.value)));
    let view = ProgressView {
        measure: "Oral reading fluency".into(),
        unit: "words correct per minute".into(),
        direction: Direction::Increase,
        bounds: Some((0.0, 350.0)),
        standard_error: None,
        today: date(2026, 12, 1),
        scores,
        baseline: baseline(&series).ok().map(|baseline| BaselineMark {
            value: baseline.value,
            from: baseline
                .taken_from
                .iter()
                .map(|occasion| occasion.date)
                .collect(),
        }),
        goal: Some(Goal {
            date: week(18),
            value: 66.0,
        }),
        aim: AimLine::new(START, 39.0, week(18), 66.0).ok(),
        phases: vec![Phase {
            start: START,
            label: "Repeated reading".into(),
            what_changed: None,
        }],
        confidence: 0.8,
        speaks_from: 6,
        joined: None,
        weeks: Vec::new(),
        steps_asked: 80.0,
    };
    judged(view)
}

/// With the sentence of the engine's own verdict on the last phase, without minutes and steps.
fn judged(view: ProgressView) -> ProgressView {
    taught(view, Dosage::default(), Tally::default())
}

pub(crate) fn taught(mut view: ProgressView, dosage: Dosage, steps: Tally) -> ProgressView {
    let last = view.phases.len().saturating_sub(1);
    let current = view.scores.iter().filter(|score| score.phase == last);
    let phase = Series::new(current.map(|score| (score.date, score.value)));
    view.joined = view.aim.as_ref().map(|aim| {
        let case = Case {
            phase: &phase,
            aim,
            direction: view.direction,
            sem: view.standard_error,
            dosage,
            steps,
        };
        decide(&case, &Thresholds::default()).sentence(noun_of_rate(&view.unit))
    });
    view
}

/// Incidents a day, from 9 to 0 in 18 weeks.
pub(crate) fn behavior(values: &[f64]) -> ProgressView {
    judged(ProgressView {
        measure: "Incidents".into(),
        unit: "incidents".into(),
        direction: Direction::Decrease,
        bounds: Some((0.0, 50.0)),
        goal: Some(Goal {
            date: week(18),
            value: 0.0,
        }),
        aim: AimLine::new(START, 9.0, week(18), 0.0).ok(),
        ..plan(values)
    })
}

/// Twelve scores; after six the group became smaller; a missing week in each phase.
pub(crate) fn two_phases() -> ProgressView {
    let values = [
        39.0, 42.0, 36.0, 40.0, 41.0, 39.0, 42.0, 43.0, 46.0, 48.0, 50.0, 52.0,
    ];
    let mut view = plan(&values);
    for (number, score) in view.scores.iter_mut().enumerate() {
        score.phase = usize::from(number >= 6);
    }
    view.scores[1].note = Some("Fire drill".into());
    view.phases.push(Phase {
        start: week(6),
        label: "Smaller group".into(),
        what_changed: Some("From six students to three".into()),
    });
    judged(view)
}

/// Thirteen weeks of 120 planned minutes: the second reached nobody with no step taught, one was not
/// logged in part and has no checklist, one has no school, the others were taught well.
pub(crate) fn with_weeks(mut view: ProgressView) -> ProgressView {
    view.weeks = (0..13)
        .map(|number| {
            let well = TaughtWeek {
                monday: week(number).saturating_sub(jiff::Span::new().days(1)),
                planned: 120,
                received: 80,
                unlogged: 0,
                adherence: Some(92.3),
                school: true,
            };
            match number {
                1 => TaughtWeek {
                    received: 0,
                    adherence: Some(0.0),
                    ..well
                },
                2 => TaughtWeek {
                    received: 40,
                    unlogged: 30,
                    adherence: None,
                    ..well
                },
                3 => TaughtWeek {
                    planned: 0,
                    received: 0,
                    adherence: None,
                    school: false,
                    ..well
                },
                _ => well,
            }
        })
        .collect();
    view
}

/// A name with its weekly checklists, each as (done, missed, N/A).
pub(crate) type Checklists<'a> = (&'a str, &'a [(u32, u32, u32)]);

/// Weekly checklists by protocol.
pub(crate) fn fidelity(series: &[Checklists]) -> FidelityView {
    let checklists = |marks: &[(u32, u32, u32)]| {
        (0..)
            .map(week)
            .zip(marks)
            .map(|(date, (yes, no, not_applicable))| {
                let tally = Tally {
                    yes: *yes,
                    half: 0,
                    no: *no,
                    not_applicable: *not_applicable,
                };
                (date, tally)
            })
            .collect()
    };
    FidelityView {
        by: "protocol".into(),
        today: date(2026, 12, 1),
        threshold: 80.0,
        series: series
            .iter()
            .map(|(name, marks)| FidelitySeries {
                name: (*name).into(),
                checklists: checklists(marks),
            })
            .collect(),
    }
}
