//! What if: where the scores would stand on a day, if so many sessions a week are kept from now on.
//! A projection and not a promise; it decides nothing.
//!
//! The fitted line is followed to the day. Keeping more or fewer sessions than so far lets time run
//! faster or slower along it: `x = x_now + (kept / so far) (x_day - x_now)`, so that growth goes with
//! sessions. That is an assumption which these scores cannot show, and the words say so.
//!
//! The interval is that of a single score on that day, `y(x) ± t(n - 2) SEE sqrt(1 + 1/n +
//! (x - mean x)² / Sxx)`, at the person's confidence. Source: Draper & Smith 1998, 1.4.

use jiff::civil::Date;

use super::verdict::Verdict;
use crate::analysis::{Defined, Direction, Interval, Undefined};
use crate::elapsed::weeks_between;

/// How many sessions a week the student received so far, and how many are scheduled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sessions {
    /// In the current phase; above 0.
    pub so_far: f64,
    pub scheduled: u8,
}

/// What the person asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    pub by: Date,
    /// Sessions kept a week, as a part of those so far; 1 asks what follows if nothing changes.
    pub pace: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projected {
    pub by: Date,
    pub value: f64,
    /// Of a single score on that day.
    pub interval: Interval,
}

/// Where the goal lies against a projected interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of the interval is at the goal or better.
    Reached,
    /// The goal lies inside.
    Open,
    /// All of the interval falls short of it.
    Missed,
}

impl Sessions {
    /// The choices, the fewest first: each whole number up to those scheduled, and what was received so
    /// far, which is a choice of its own so that nothing changes unless the person changes it.
    pub fn choices(&self) -> Vec<f64> {
        let mut choices: Vec<f64> = (0..=self.scheduled).map(f64::from).collect();
        let place = choices.partition_point(|choice| *choice < self.so_far);
        if choices.get(place) != Some(&self.so_far) {
            choices.insert(place, self.so_far);
        }
        choices
    }
}

/// Undefined under the scores that prompts take (with how many are missing), before the last score
/// and without a trend.
pub fn project(verdict: &Verdict, today: Date, question: Question) -> Defined<Projected> {
    let (have, need) = (verdict.evidence.count, verdict.thresholds.prompts_from);
    if have < need {
        return Err(Undefined::TooFew { have, need });
    }
    if question.by < today {
        return Err(Undefined::NoTimeBetween);
    }
    let trend = verdict.evidence.trend?;
    let now = weeks_between(trend.origin, today);
    let ahead = weeks_between(today, question.by);
    let x = now + question.pace * ahead;
    let interval = trend
        .line
        .score_interval(x, verdict.thresholds.confidence)?;
    Ok(Projected {
        by: question.by,
        value: trend.line.at(x),
        interval,
    })
}

impl Projected {
    /// As it is shown: with bounds rounded outward to so many decimals and kept within what the
    /// measure can give. What is said of the goal is said of these bounds, so that the two agree.
    pub fn shown(mut self, places: u8, lowest: f64, highest: f64) -> Self {
        let unit = 10.0_f64.powi(places.into());
        let within = |value: f64| value.max(lowest).min(highest.max(lowest));
        self.value = within((self.value * unit).round() / unit);
        self.interval = Interval {
            low: within((self.interval.low * unit).floor() / unit),
            high: within((self.interval.high * unit).ceil() / unit),
        };
        self
    }

    pub fn reach(&self, goal: f64, direction: Direction) -> Reach {
        let (worst, best) = match direction {
            Direction::Increase => (self.interval.low - goal, self.interval.high - goal),
            Direction::Decrease => (goal - self.interval.high, goal - self.interval.low),
        };
        if worst >= 0.0 {
            Reach::Reached
        } else if best < 0.0 {
            Reach::Missed
        } else {
            Reach::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::analysis::student_t::t_for;
    use crate::analysis::{AimLine, Dosage, Series, Tally};
    use crate::decision::{Case, Thresholds, decide};

    const START: Date = date(2026, 9, 8);

    fn week(number: i64) -> Date {
        START.saturating_add((7 * number).days())
    }

    /// Growth of 2 a week from 40, one off the line by turns.
    fn verdict(count: i64, direction: Direction) -> Verdict {
        let sign = match direction {
            Direction::Increase => 1.0,
            Direction::Decrease => -1.0,
        };
        let off = |number: i64| [1.0, -1.0, -1.0, 1.0][(number % 4) as usize];
        let scores = (0..count).map(|number| {
            (
                week(number),
                sign * (40.0 + 2.0 * number as f64 + off(number)),
            )
        });
        let aim = AimLine::new(START, sign * 40.0, week(20), sign * 80.0).unwrap();
        let case = Case {
            phase: &Series::new(scores),
            aim: &aim,
            direction,
            sem: None,
            dosage: Dosage::default(),
            steps: Tally::default(),
        };
        decide(&case, &Thresholds::default())
    }

    #[test]
    fn it_waits_for_six_scores_and_says_how_many_are_missing() {
        let question = Question {
            by: week(20),
            pace: 1.0,
        };
        let ask = |count| project(&verdict(count, Direction::Increase), week(12), question);
        assert_eq!(ask(0), Err(Undefined::TooFew { have: 0, need: 6 }));
        assert_eq!(ask(5), Err(Undefined::TooFew { have: 5, need: 6 }));
        assert!(ask(6).is_ok() && ask(12).is_ok());
    }

    #[test]
    fn at_the_same_pace_it_is_the_prediction_interval_of_the_line() {
        let verdict = verdict(8, Direction::Increase);
        let question = Question {
            by: week(20),
            pace: 1.0,
        };
        let projected = project(&verdict, week(8), question).unwrap();
        // Eight weekly points: mean 3.5, Sxx 42; the zigzag has no trend, SSE 8, SEE² 8/6.
        let half = t_for(0.8, 6).unwrap()
            * (8.0_f64 / 6.0 * (1.0 + 1.0 / 8.0 + 16.5_f64.powi(2) / 42.0)).sqrt();
        assert!((projected.value - 80.0).abs() < 1e-9);
        assert!((projected.interval.high - 80.0 - half).abs() < 1e-9);
        assert!((80.0 - projected.interval.low - half).abs() < 1e-9);
    }

    #[test]
    fn twice_the_pace_is_twice_the_growth_from_today_on_and_none_is_none() {
        let verdict = verdict(12, Direction::Increase);
        let ask = |by, pace| project(&verdict, week(12), Question { by, pace }).unwrap();
        let now = ask(week(12), 1.0).value;
        assert_eq!(ask(week(12), 2.0).value, now);
        assert!((ask(week(16), 2.0).value - now - 16.0).abs() < 1e-9);
        assert!((ask(week(16), 0.0).value - now).abs() < 1e-9);
        assert_eq!(ask(week(16), 2.0).interval, ask(week(20), 1.0).interval);
        let width = |by| {
            let Interval { low, high } = ask(by, 1.0).interval;
            high - low
        };
        assert!(width(week(30)) > width(week(20)));
        let past = Question {
            by: week(11),
            pace: 1.0,
        };
        assert_eq!(
            project(&verdict, week(12), past),
            Err(Undefined::NoTimeBetween)
        );
    }

    #[test]
    fn the_goal_is_reached_missed_or_inside() {
        for (goal, expected) in [
            (70.0, Reach::Reached),
            (80.0, Reach::Open),
            (90.0, Reach::Missed),
        ] {
            for (direction, sign) in [(Direction::Increase, 1.0), (Direction::Decrease, -1.0)] {
                let question = Question {
                    by: week(20),
                    pace: 1.0,
                };
                let projected = project(&verdict(12, direction), week(12), question).unwrap();
                assert_eq!(projected.reach(sign * goal, direction), expected, "{goal}");
            }
        }
    }

    #[test]
    fn it_is_shown_no_narrower_than_it_is_and_within_the_measure() {
        let interval = Interval {
            low: -3.2,
            high: 61.2,
        };
        let projected = Projected {
            by: week(20),
            value: 29.4,
            interval,
        };
        let shown = projected.shown(0, 0.0, 350.0);
        assert_eq!(
            (shown.interval.low, shown.value, shown.interval.high),
            (0.0, 29.0, 62.0)
        );
        let shown = projected.shown(1, -10.0, 60.0);
        assert_eq!(
            (shown.interval.low, shown.value, shown.interval.high),
            (-3.2, 29.4, 60.0)
        );
    }

    #[test]
    fn what_was_received_so_far_is_a_choice_of_its_own() {
        for (so_far, scheduled, expected) in [
            (2.4, 4, &[0.0, 1.0, 2.0, 2.4, 3.0, 4.0][..]),
            (2.0, 3, &[0.0, 1.0, 2.0, 3.0]),
            (3.5, 3, &[0.0, 1.0, 2.0, 3.0, 3.5]),
            (1.0, 0, &[0.0, 1.0]),
        ] {
            assert_eq!(Sessions { so_far, scheduled }.choices(), expected);
        }
    }
}
