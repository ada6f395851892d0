//! Each rule by table: none, one below its threshold, at it, one above.

use jiff::civil::{Date, date};

use super::*;
use crate::analysis::Direction;
use crate::library;
use crate::model::{
    Absence, Attendance, Goal, GoalSource, NotHeld, Outcome, Probe, Scoring, Skill, Stamp, Who,
};

const TODAY: Date = date(2026, 12, 31);
const START: Date = date(2026, 9, 7);
const STUDENT: Id<Student> = Id::built_in(1);
const MEASURE: Id<Measure> = Id::built_in(0xFFFF);

fn day(number: i64) -> Date {
    days_later(START, number)
}

fn measure(direction: Direction) -> Measure {
    Measure {
        name: "Oral reading".into(),
        short_name: "ORF".into(),
        unit: "words".into(),
        direction,
        kind: MeasureKind::GeneralOutcome,
        scoring: Scoring::CorrectAndErrors,
        lowest: 0.0,
        highest: 300.0,
        fractional: false,
        seconds: None,
        standard_error: None,
        subject: None,
        archived: None,
    }
}

/// A student with a plan that was probed weekly: scores, each with its errors.
fn planned(direction: Direction, goal: Option<f64>, scores: &[(f64, f64)]) -> Caseload {
    let stamp = Stamp::default();
    let mut caseload = Caseload::default();
    caseload.students.set(STUDENT, stamp, Student::default());
    caseload.measures.set(MEASURE, stamp, measure(direction));
    let mut plan = Plan {
        goal: goal.map(|score| Goal {
            score,
            date: TODAY,
            source: GoalSource::ByHand,
        }),
        ..Plan::new(STUDENT, MEASURE, START)
    };
    for (week, (score, errors)) in (0..).zip(scores) {
        let probe = Probe {
            errors: Some(*errors),
            ..Probe::new(day(7 * week), *score)
        };
        plan.probes
            .set(Id::built_in(week as u128 + 1), stamp, probe);
    }
    caseload.plans.set(Id::built_in(1), stamp, plan);
    caseload
}

fn scored(direction: Direction, goal: Option<f64>, scores: &[f64]) -> Caseload {
    let scores: Vec<_> = scores.iter().map(|score| (*score, 99.0)).collect();
    planned(direction, goal, &scores)
}

/// Sessions of 30 minutes on the days given, each attended or not.
fn taught(sessions: impl IntoIterator<Item = (i64, bool)>) -> Caseload {
    let mut caseload = planned(Direction::Increase, None, &[]);
    for (number, (on, came)) in (1..).zip(sessions) {
        let attendance = if came {
            Attendance::Present
        } else {
            Attendance::Absent {
                reason: Absence::AbsentFromSchool,
            }
        };
        let session = session(day(on), Outcome::Held { minutes: 30 }, attendance);
        caseload
            .sessions
            .set(Id::built_in(number), Stamp::default(), session);
    }
    caseload
}

fn session(date: Date, outcome: Outcome, attendance: Attendance) -> Session {
    let mut session = Session::new(Who::Student(STUDENT), date, 30, outcome);
    session
        .attendance
        .set(STUDENT, Stamp::default(), attendance);
    session
}

/// The days of the wins of a kind, in days after the start, the earliest first.
#[track_caller]
fn check(caseload: &Caseload, kind: WinKind, expected: &[i64]) {
    let mut wins = of_student(caseload, STUDENT, TODAY);
    wins.retain(|win| win.kind == kind);
    wins.reverse();
    let days: Vec<_> = wins
        .iter()
        .map(|win| i64::from((win.date - START).get_days()))
        .collect();
    assert_eq!(days, expected);
    for win in wins {
        assert!(!win.facts.is_empty() && !win.sentence.is_empty());
        assert!(win.facts.iter().all(|fact| fact.date <= win.date));
    }
}

#[test]
fn every_tenth_session_attended_is_a_win() {
    for (count, expected) in [
        (0, &[][..]),
        (9, &[]),
        (10, &[9]),
        (11, &[9]),
        (20, &[9, 19]),
    ] {
        let came = (0..count).map(|on| (on, true));
        // One that was missed in between keeps the four weeks out, and counts for nothing.
        let caseload = taught(came.chain([(count, false)]));
        check(&caseload, WinKind::Attendance, expected);
    }
}

#[test]
fn four_weeks_without_a_missed_session_are_a_win() {
    let twice_a_week =
        |weeks: i64| (0..weeks).flat_map(|week| [(7 * week, true), (7 * week + 2, true)]);
    for (sessions, expected) in [
        (twice_a_week(4).collect::<Vec<_>>(), &[][..]),
        // The first session after four weeks shows them to be whole.
        (twice_a_week(4).chain([(28, true)]).collect(), &[28]),
        (twice_a_week(4).chain([(28, false)]).collect(), &[]),
        // Seven sessions in four weeks are too few.
        (twice_a_week(4).skip(1).chain([(30, true)]).collect(), &[]),
    ] {
        let caseload = taught(sessions);
        check(&caseload, WinKind::Attendance, expected);
    }
}

#[test]
fn the_first_passage_at_95_percent_is_a_win_if_one_was_below_before() {
    for (scores, expected) in [
        (&[][..], &[][..]),
        (&[(95.0, 5.0)], &[]),
        (&[(94.0, 6.0)], &[]),
        (&[(94.0, 6.0), (949.0, 51.0)], &[]),
        (&[(94.0, 6.0), (95.0, 5.0)], &[7]),
        (&[(94.0, 6.0), (96.0, 4.0), (99.0, 1.0)], &[7]),
    ] {
        let caseload = planned(Direction::Increase, None, scores);
        check(&caseload, WinKind::FirstAccuratePassage, expected);
    }
}

#[test]
fn the_best_median_of_three_needs_three_new_scores() {
    for (scores, expected) in [
        (&[][..], &[][..]),
        (&[40.0, 41.0, 42.0], &[]),
        (&[40.0, 41.0, 42.0, 60.0, 60.0], &[]),
        // One lucky score moves no median.
        (&[40.0, 41.0, 42.0, 41.0, 90.0, 41.0], &[]),
        (&[40.0, 41.0, 42.0, 42.0, 41.0, 43.0], &[35]),
        (&[40.0, 41.0, 42.0, 42.0, 43.0, 44.0, 45.0, 46.0], &[35]),
        (
            &[40.0, 41.0, 42.0, 42.0, 43.0, 44.0, 45.0, 46.0, 47.0],
            &[35, 56],
        ),
    ] {
        check(
            &scored(Direction::Increase, None, scores),
            WinKind::BestMedian,
            expected,
        );
        let mirrored: Vec<_> = scores.iter().map(|score| 200.0 - score).collect();
        check(
            &scored(Direction::Decrease, None, &mirrored),
            WinKind::BestMedian,
            expected,
        );
    }
}

#[test]
fn a_goal_is_met_on_a_median_of_three() {
    for (scores, expected) in [
        (&[][..], &[][..]),
        (&[60.0, 60.0, 60.0], &[]),
        (&[40.0, 41.0, 42.0, 99.0], &[]),
        (&[40.0, 41.0, 59.0, 59.0, 60.0], &[]),
        (&[40.0, 41.0, 42.0, 60.0, 60.0], &[28]),
        (&[40.0, 41.0, 42.0, 61.0, 61.0, 61.0], &[28]),
    ] {
        check(
            &scored(Direction::Increase, Some(60.0), scores),
            WinKind::GoalMet,
            expected,
        );
        let mirrored: Vec<_> = scores.iter().map(|score| 200.0 - score).collect();
        check(
            &scored(Direction::Decrease, Some(140.0), &mirrored),
            WinKind::GoalMet,
            expected,
        );
    }
}

#[test]
fn minutes_owed_are_paid_back_when_all_were_received() {
    let owing = NotHeld::InterventionistAbsent;
    for (reason, make_ups, expected) in [
        (owing, &[][..], &[][..]),
        (owing, &[29], &[]),
        (owing, &[30], &[10]),
        (owing, &[31], &[10]),
        (owing, &[20, 10, 30], &[11]),
        (NotHeld::SchoolClosed, &[30], &[]),
    ] {
        let mut caseload = planned(Direction::Increase, None, &[]);
        let stamp = Stamp::default();
        let absent = Attendance::Absent {
            reason: Absence::Other,
        };
        let missed = session(day(0), Outcome::NotHeld { reason }, absent);
        caseload.sessions.set(Id::built_in(1), stamp, missed);
        for (number, minutes) in (0..).zip(make_ups) {
            let held = Outcome::Held { minutes: *minutes };
            let make_up = Session {
                makes_up: Some(Id::built_in(1)),
                ..session(day(10 + number), held, Attendance::Present)
            };
            let id = Id::built_in(2 + number as u128);
            caseload.sessions.set(id, stamp, make_up);
        }
        check(&caseload, WinKind::MinutesPaidBack, expected);
    }
}

#[test]
fn a_skill_mastered_is_a_win_and_one_known_before_is_not() {
    for (known_before, correct, expected) in [
        (false, &[90.0, 90.0, 89.0][..], &[][..]),
        (false, &[90.0, 90.0, 90.0], &[14]),
        (false, &[90.0, 90.0, 91.0, 20.0, 20.0], &[14]),
        (true, &[90.0, 90.0, 90.0], &[]),
    ] {
        let scores: Vec<_> = correct
            .iter()
            .map(|score| (*score, 100.0 - score))
            .collect();
        let mut caseload = planned(Direction::Increase, None, &scores);
        let plan = caseload.plans.get_mut(Id::built_in(1)).unwrap();
        plan.measure = library::MATH_SINGLE_SKILL;
        let skill = Id::built_in(5);
        let mut probes = std::mem::take(&mut plan.probes);
        for id in probes.ids().collect::<Vec<_>>() {
            probes.get_mut(id).unwrap().skill = Some(skill);
        }
        plan.probes = probes;
        let record = Skill {
            name: "Times 6".into(),
            order: 0,
            known_before,
        };
        plan.skills.set(skill, Stamp::default(), record);
        check(&caseload, WinKind::SkillMastered, expected);
    }
}

#[test]
fn the_week_is_that_of_the_day_and_on_a_monday_the_one_before() {
    for (today, first) in [
        (date(2026, 11, 23), date(2026, 11, 16)),
        (date(2026, 11, 24), date(2026, 11, 23)),
        (date(2026, 11, 29), date(2026, 11, 23)),
    ] {
        assert_eq!(week_start(today), first);
    }
    let caseload = taught((0..10).map(|on| (on, true)));
    let dates = |today| of_week(&caseload, today).len();
    for (today, count) in [(8, 0), (9, 1), (13, 1), (14, 1), (15, 0)] {
        assert_eq!(dates(day(today)), count, "{today}");
    }
}

#[test]
fn the_demo_has_wins_in_any_week() {
    for today in [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)] {
        let demo = crate::demo::caseload(today);
        let wins = of_week(&demo, today);
        for win in &wins {
            println!(
                "{today} {} {} {}",
                demo.get(win.student).unwrap().name(),
                win.date,
                win.sentence
            );
        }
        assert!(wins.len() >= 3, "{today}: {}", wins.len());
    }
}
