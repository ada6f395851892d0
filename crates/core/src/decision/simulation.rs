//! Students made of chance: what the rules say about one who grows exactly at goal.

use jiff::civil::{Date, date};

use super::*;
use crate::analysis::{AimLine, Direction, Dosage, Series, Tally};

const START: Date = date(2026, 9, 8);
const STUDENTS: usize = 1_500;

/// SplitMix64 (Steele et al. 2014) with normal numbers by Box & Muller 1958.
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}

fn aim() -> AimLine {
    AimLine::new(START, 39.0, week(18), 66.0).unwrap()
}

fn week(number: usize) -> Date {
    START.saturating_add(jiff::Span::new().days(7 * number as i32))
}

/// Weekly scores exactly at goal but for an error of 10 words.
fn at_goal(count: usize, chance: &mut Chance) -> Series {
    let aim = aim();
    let days = (0..count).map(week);
    Series::new(days.map(|day| (day, aim.at(day).unwrap() + 10.0 * chance.normal())))
}

fn judged(series: &Series) -> Verdict {
    let case = Case {
        phase: series,
        aim: &aim(),
        direction: Direction::Increase,
        sem: Some(10.0),
        dosage: Dosage {
            planned: 100,
            delivered: 100,
            received: 100,
            ..Dosage::default()
        },
        steps: Tally {
            yes: 10,
            ..Tally::default()
        },
    };
    decide(&case, &Thresholds::default())
}

/// The part of the students of whom it is true, and four standard errors of that part.
fn part(mut is_true: impl FnMut(&mut Chance) -> bool) -> (f64, f64) {
    let mut chance = Chance(20_261_124);
    let count = (0..STUDENTS).filter(|_| is_true(&mut chance)).count() as f64;
    let part = count / STUDENTS as f64;
    (part, 4.0 * (part * (1.0 - part) / STUDENTS as f64).sqrt())
}

#[test]
fn runs_below_come_as_often_as_the_published_table_says() {
    let counts = [4, 6, 8, 10, 12, 15, 20];
    let cells = [3, 4]
        .into_iter()
        .flat_map(|length| counts.map(|count| (count, length)));
    for (count, length) in cells {
        let (seen, error) = part(|chance| {
            let series = at_goal(count, chance);
            let occasions = series.occasions();
            (1..=count).any(|end| {
                let so_far = Series::new(occasions[..end].iter().map(|o| (o.date, o.value)));
                Runs::new(&so_far, &aim(), Direction::Increase).behind >= length
            })
        });
        let expected = false_alarm(count, length);
        assert!(
            (seen - expected).abs() < error,
            "{length} in {count}: {seen} {expected}"
        );
    }
}

#[test]
fn a_median_below_comes_as_often_as_it_is_said_to() {
    let (seen, error) = part(|chance| {
        let verdict = judged(&at_goal(8, chance));
        verdict.evidence.level.unwrap().distance() < -10.0
    });
    let expected = median_of_three::median_false_alarm(10.0, 10.0).unwrap();
    assert!((seen - expected).abs() < error, "{seen} {expected}");
}

#[test]
fn a_student_at_goal_is_called_below_no_more_often_than_promised() {
    let promised = (1.0 - Thresholds::default().confidence) / 2.0;
    for count in [10, 12, 18] {
        let (below, error) =
            part(|chance| judged(&at_goal(count, chance)).finding == Finding::Below);
        assert!(below < promised + error, "{count}: {below}");
        // The four-point rule for comparison: 25, 30 and 42 % of these students.
        assert!(below < false_alarm(count, 4) / 2.0, "{count}: {below}");
    }
}

/// Looking every week adds up, for every rule; the interval adds up to less.
#[test]
fn looking_every_week_is_wrong_less_often_than_four_in_a_row() {
    let (ever, _) = part(|chance| {
        let series = at_goal(18, chance);
        let occasions = series.occasions();
        (10..=18).any(|end| {
            let so_far = Series::new(occasions[..end].iter().map(|o| (o.date, o.value)));
            judged(&so_far).finding == Finding::Below
        })
    });
    assert!(ever > 0.1 && ever < 0.75 * false_alarm(18, 4), "{ever}");
}

#[test]
fn under_ten_scores_nobody_is_called_below() {
    let (below, _) = part(|chance| {
        let count = 1 + (9.0 * chance.unit()) as usize;
        matches!(
            judged(&at_goal(count, chance)).finding,
            Finding::Below | Finding::Above
        )
    });
    assert_eq!(below, 0.0);
}

#[test]
fn a_student_who_does_not_grow_is_found_in_the_end() {
    let found = |count| {
        part(|chance| {
            let flat = (0..count).map(|number| (week(number), 39.0 + 10.0 * chance.normal()));
            judged(&Series::new(flat)).finding == Finding::Below
        })
    };
    let (soon, late) = (found(10).0, found(18).0);
    assert!(soon > 0.3 && late > 0.9, "{soon} {late}");
}
