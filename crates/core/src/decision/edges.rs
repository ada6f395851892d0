//! The engine at its edges: on the line to the last digit, two probes of a day, no growth at all,
//! after the day of the goal.

use jiff::civil::{Date, date};

use super::*;
use crate::analysis::{AimLine, Direction, Dosage, Meetings, Series, Tally};

const START: Date = date(2026, 9, 8);
const DOSAGE: Dosage = Dosage {
    planned: 100,
    delivered: 100,
    received: 100,
    unlogged: 0,
    meetings: Meetings {
        planned: 10,
        unlogged: 0,
    },
};
const STEPS: Tally = Tally {
    yes: 10,
    half: 0,
    no: 0,
    not_applicable: 0,
};

fn day(week: u8) -> Date {
    START.saturating_add(jiff::Span::new().days(7 * i32::from(week)))
}

/// A fair test against the aim line.
fn finding_on(scores: impl IntoIterator<Item = (Date, f64)>, sem: Option<f64>) -> Verdict {
    let aim = AimLine::new(START, 39.0, day(18), 66.0).unwrap();
    let case = Case {
        phase: &Series::new(scores),
        aim: &aim,
        direction: Direction::Increase,
        sem,
        dosage: DOSAGE,
        steps: STEPS,
    };
    decide(&case, &Thresholds::default())
}

fn line(week: u8) -> (Date, f64) {
    (day(week), 39.0 + 1.5 * f64::from(week))
}

#[test]
fn exactly_on_the_line_is_on_track_with_a_week_missing_too() {
    for missing in 0..11 {
        let weeks = (0..=11).filter(|week| *week != missing);
        let verdict = finding_on(weeks.map(line), Some(0.0));
        assert_eq!(verdict.finding, Finding::OnTrack, "week {missing}");
    }
}

#[test]
fn two_probes_of_a_day_are_one_occasion() {
    let twice = (0..9).flat_map(|week| [line(week), line(week)]);
    let verdict = finding_on(twice, Some(10.0));
    assert_eq!(verdict.evidence.count, 9);
    assert_eq!(verdict.finding, Finding::Early { missing: 1 });
}

#[test]
fn scores_that_are_all_the_same_do_not_grow() {
    let flat = (0..12).map(|week| (day(week), 39.0));
    let verdict = finding_on(flat, Some(10.0));
    assert_eq!(verdict.finding, Finding::Below);
    assert_eq!(verdict.evidence.interval.unwrap().high, 0.0);
}

#[test]
fn after_the_day_of_the_goal_there_is_no_growth_to_compare_with() {
    let held = (0..28).map(|week| {
        if week <= 18 {
            line(week)
        } else {
            (day(week), 66.0)
        }
    });
    let verdict = finding_on(held, Some(10.0));
    assert_eq!(verdict.finding, Finding::OnTrack);
    assert_eq!(verdict.evidence.count, 19);
}

#[test]
fn scatter_alone_calls_nobody_on_track() {
    let scores = [53, 79, 24, 50, 8, 81, 73, 83, 4, 21].map(f64::from);
    let verdict = finding_on((0..).map(day).zip(scores), None);
    assert!(
        matches!(verdict.finding, Finding::NotClear { .. }),
        "{:?}",
        verdict.finding
    );
}

#[test]
fn a_chance_of_the_goal_takes_six_scores_whatever_prompts_take() {
    let aim = AimLine::new(START, 39.0, day(18), 66.0).unwrap();
    let thresholds = Thresholds {
        prompts_from: 3,
        ..Thresholds::default()
    };
    for (count, told) in [(5, false), (6, true)] {
        let case = Case {
            phase: &Series::new((0..count).map(line)),
            aim: &aim,
            direction: Direction::Increase,
            sem: None,
            dosage: DOSAGE,
            steps: STEPS,
        };
        let verdict = decide(&case, &thresholds);
        assert_eq!(verdict.evidence.chance_of_goal.is_some(), told, "{count}");
    }
}
