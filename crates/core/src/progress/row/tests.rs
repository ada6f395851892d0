//! Rows from hand-made caseloads.

use jiff::civil::date;

use super::*;
use crate::model::{
    Attendance, Baseline, Goal, GoalSource, MeasureKind, Membership, Outcome, Phase, Probe,
    Scoring, Stamp, Who,
};

const TODAY: Date = date(2026, 11, 24);
const START: Date = date(2026, 9, 7);
const STUDENT: Id<Student> = Id::built_in(1);
const MEASURE: Id<Measure> = Id::built_in(0xFFFF);

fn measure(direction: Direction) -> Measure {
    Measure {
        name: "Points".into(),
        short_name: "Pts".into(),
        unit: "points".into(),
        direction,
        kind: MeasureKind::GeneralOutcome,
        scoring: Scoring::Score,
        lowest: 0.0,
        highest: 300.0,
        fractional: false,
        seconds: None,
        standard_error: None,
        subject: None,
        archived: None,
    }
}

/// A student with one plan from a baseline of 50 to `goal` in 10 weeks, probed weekly.
fn caseload(direction: Direction, goal: Option<f64>, scores: &[f64]) -> Caseload {
    let stamp = Stamp::default();
    let mut caseload = Caseload::default();
    let student = Student {
        given_name: "Ana".into(),
        family_name: "Reyes".into(),
        teacher: "Ms. Park".into(),
        ..Student::default()
    };
    caseload.students.set(STUDENT, stamp, student);
    caseload.measures.set(MEASURE, stamp, measure(direction));
    let week = |number: i32| START.saturating_add(jiff::Span::new().days(7 * number));
    let mut plan = Plan {
        baseline: Baseline::Set(50.0),
        goal: goal.map(|score| Goal {
            score,
            date: week(10),
            source: GoalSource::ByHand,
        }),
        ..Plan::new(STUDENT, MEASURE, START)
    };
    for (number, score) in (0..).zip(scores) {
        let probe = Probe::new(week(number), *score);
        plan.probes
            .set(Id::built_in(number as u128 + 1), stamp, probe);
    }
    caseload.plans.set(Id::built_in(1), stamp, plan);
    caseload
}

fn only_row(caseload: &Caseload) -> Row {
    let mut rows = rows(caseload, TODAY);
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

#[test]
fn the_status_is_the_verdict_where_there_is_an_aim_line() {
    use Direction::{Decrease, Increase};
    // Off the line by turns, so that no trend is added.
    const OFF: [f64; 4] = [0.3, -0.3, -0.3, 0.3];
    let score = |by: f64, week: usize| 50.0 + by * week as f64 + OFF[week % OFF.len()];
    for (direction, goal, by, count, kind, word) in [
        (Increase, None, 0.0, 3, "no-aim-line", "No aim line"),
        (
            Increase,
            Some(60.0),
            0.0,
            0,
            "collecting",
            "Collecting scores",
        ),
        (
            Increase,
            Some(60.0),
            0.0,
            5,
            "collecting",
            "Collecting scores",
        ),
        (Increase, Some(60.0), 0.0, 6, "early", "Too early to tell"),
        (Increase, Some(60.0), 0.0, 9, "early", "Too early to tell"),
        (Increase, Some(60.0), 0.0, 10, "below", "Below aim"),
        (Increase, Some(60.0), 1.0, 10, "on-track", "On track"),
        (Increase, Some(60.0), 2.0, 10, "above", "Above aim"),
        (Decrease, Some(40.0), 0.0, 10, "below", "Behind aim"),
        (Decrease, Some(40.0), -2.0, 10, "above", "Ahead of aim"),
    ] {
        let scores: Vec<f64> = (0..count).map(|week| score(by, week)).collect();
        let status = only_row(&caseload(direction, goal, &scores)).status;
        assert_eq!(
            (status.kind(), &*status.word()),
            (kind, word),
            "{by} {count}"
        );
        assert!(Status::KINDS.iter().any(|(known, _)| *known == kind));
    }
}

#[test]
fn a_goal_waits_for_its_first_score() {
    let mut caseload = caseload(Direction::Increase, Some(60.0), &[]);
    let mut plan = caseload.plans.get(Id::built_in(1)).cloned().unwrap();
    plan.baseline = Baseline::MedianOfFirstThree;
    caseload.plans.set(Id::built_in(1), Stamp::default(), plan);
    let status = only_row(&caseload).status;
    assert_eq!((&status, status.kind()), (&Status::NoScores, "collecting"));
}

#[test]
fn growth_is_shown_from_as_many_scores_on_as_the_engine_speaks_of_it() {
    for (scores, rate, last) in [
        (&[][..], None, None),
        (&[50.0], None, Some(50.0)),
        (&[50.0, 60.0], None, Some(60.0)),
        (&[50.0, 52.0, 54.0, 56.0, 58.0], None, Some(58.0)),
        (&[50.0, 52.0, 54.0, 56.0, 58.0, 60.0], Some(2.0), Some(60.0)),
    ] {
        let plan = only_row(&caseload(Direction::Increase, Some(60.0), scores))
            .plan
            .unwrap();
        assert_eq!(plan.rate.map(f64::round), rate, "{scores:?}");
        assert_eq!(plan.last.map(|occasion| occasion.value), last, "{scores:?}");
        assert_eq!(plan.goal_rate(), Some(1.0), "{scores:?}");
    }
}

#[test]
fn minutes_count_from_the_start_of_the_plan() {
    let stamp = Stamp::default();
    let mut caseload = caseload(Direction::Increase, Some(60.0), &[]);
    let mut group = Group {
        name: "Blue".into(),
        ..Group::default()
    };
    let membership = Membership {
        student: STUDENT,
        from: START,
        to: None,
    };
    group.members.set(Id::built_in(1), stamp, membership);
    caseload.groups.set(Id::built_in(1), stamp, group);
    for (number, day, minutes) in [
        (1, date(2026, 8, 20), 30),
        (2, date(2026, 9, 8), 30),
        (3, date(2026, 9, 9), 15),
    ] {
        let mut session = Session::new(
            Who::Group(Id::built_in(1)),
            day,
            30,
            Outcome::Held { minutes },
        );
        session.attendance.set(STUDENT, stamp, Attendance::Present);
        caseload.sessions.set(Id::built_in(number), stamp, session);
    }
    let row = only_row(&caseload);
    assert_eq!(row.since, START);
    assert_eq!(row.received, Some(75.0));
    assert_eq!(row.fidelity, None);
    // 45 of 60 minutes are under the 80 % of a fair test; those before the plan do not count.
    assert_eq!(row.status.kind(), "not-fair");
    assert_eq!(row.last_session, Some(date(2026, 9, 9)));
    assert_eq!(row.groups[0].1, "Blue");

    // A new phase starts a new count: its only session was short by half.
    let mut plan = caseload.plans.get(Id::built_in(1)).cloned().unwrap();
    let phase = Phase {
        start: date(2026, 9, 9),
        label: "Daily".into(),
        what_changed: String::new(),
        dimensions: Vec::new(),
    };
    plan.phases.set(Id::built_in(1), stamp, phase);
    caseload.plans.set(Id::built_in(1), stamp, plan);
    let row = only_row(&caseload);
    let verdict = row.status.verdict().unwrap();
    assert_eq!(row.received, Some(75.0));
    assert_eq!(verdict.evidence.fair_test.received, Ok(50.0));
}

#[test]
fn a_student_without_a_plan_has_a_row_too() {
    let mut caseload = caseload(Direction::Increase, Some(60.0), &[]);
    let mut plan = caseload.plans.get(Id::built_in(1)).cloned().unwrap();
    plan.closed = Some(TODAY);
    caseload.plans.set(Id::built_in(1), Stamp::default(), plan);
    let row = only_row(&caseload);
    assert_eq!(
        (row.status, row.plan, row.more_plans),
        (Status::NoPlan, None, 0)
    );
}
