//! The work that is timed, natively and in a browser: 1,500 series of 30 scores, each from dated
//! scores to a verdict and to all effect sizes of its last 18 scores against its first 12.

use aimline_core::analysis::{
    AimLine, Confidence, Direction, Dosage, Question, Scale, Series, Tally, compare,
};
use aimline_core::decision::{Case, Thresholds, decide};
use jiff::civil::{Date, date};

pub const SERIES: usize = 1_500;
pub const SCORES: usize = 30;
/// Of the first phase.
const BEFORE: usize = 12;

const START: Date = date(2026, 9, 8);
const DAYS: i32 = 7;

pub struct Work {
    scores: Vec<Vec<(Date, f64)>>,
    aim: AimLine,
    question: Question,
}

impl Work {
    /// None never happens: the line and the confidence are fixed and sound.
    pub fn new() -> Option<Self> {
        let mut chance = Chance(42);
        let series = |_| {
            let growth = 3.0 * chance.part();
            let score = |week: i32| {
                let value = 40.0 + growth * f64::from(week) + 20.0 * (chance.part() - 0.5);
                (day(week), value.round())
            };
            (0..SCORES as i32).map(score).collect()
        };
        Some(Self {
            scores: (0..SERIES).map(series).collect(),
            aim: AimLine::new(START, 40.0, day(36), 94.0).ok()?,
            question: Question {
                direction: Direction::Increase,
                goal: Some(94.0),
                scale: Scale::Count,
                confidence: Confidence::new(0.8).ok()?,
            },
        })
    }

    /// The sum of slopes and of NAP, so that nothing is left out and another program can check.
    pub fn run(&self) -> f64 {
        self.scores.iter().map(|scores| self.one(scores)).sum()
    }

    fn one(&self, scores: &[(Date, f64)]) -> f64 {
        let series = Series::new(scores.iter().copied());
        let verdict = decide(
            &Case {
                phase: &series,
                aim: &self.aim,
                direction: Direction::Increase,
                sem: Some(9.0),
                dosage: Dosage {
                    planned: 600,
                    delivered: 590,
                    received: 540,
                    ..Dosage::default()
                },
                steps: Tally {
                    yes: 95,
                    no: 5,
                    ..Tally::default()
                },
            },
            &Thresholds::default(),
        );
        let weeks = series.by_week();
        let (a, b) = weeks.split_at(BEFORE.min(weeks.len()));
        let found = compare(a, b, &self.question);
        let slope = verdict.evidence.trend.map_or(0.0, |trend| trend.line.slope);
        let robust = [found.trend_a, found.trend_b]
            .map(|trend| trend.theil_sen.map_or(0.0, |line| line.slope));
        slope + found.nap.estimate.unwrap_or_default() + robust.iter().sum::<f64>()
    }
}

fn day(week: i32) -> Date {
    START.saturating_add(jiff::Span::new().days(DAYS * week))
}

/// Numbers that another language makes as well: a linear congruential generator of 32 bits
/// (Numerical Recipes).
struct Chance(u32);

impl Chance {
    /// From 0 up to 1.
    fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(self.0) / 4_294_967_296.0
    }
}
