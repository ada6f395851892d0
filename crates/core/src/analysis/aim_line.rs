//! The straight line from baseline to goal, and the growth it asks for.

use jiff::civil::Date;

use super::undefined::{Defined, Undefined, finite};
use crate::elapsed::{DAYS_PER_WEEK, days_between, weeks_between};

/// A line that runs forward in time between two finite values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AimLine {
    start: Date,
    baseline: f64,
    end: Date,
    goal: f64,
}

impl AimLine {
    /// Undefined unless the goal's date is after the start and both values are finite.
    pub fn new(start: Date, baseline: f64, end: Date, goal: f64) -> Defined<Self> {
        if end <= start {
            return Err(Undefined::NoTimeBetween);
        }
        finite(goal - baseline)?;
        Ok(Self {
            start,
            baseline,
            end,
            goal,
        })
    }

    pub fn start(&self) -> Date {
        self.start
    }

    pub fn baseline(&self) -> f64 {
        self.baseline
    }

    pub fn end(&self) -> Date {
        self.end
    }

    pub fn goal(&self) -> f64 {
        self.goal
    }

    /// `A(t) = B + (G - B) (t - t0) / (tG - t0)`, t in calendar days, in the measure's unit.
    ///
    /// Null value: undefined before the start. After its end the goal remains the bar, until
    /// the person sets another. Source: `domain.md` 2.
    /// Example: from 39 to 66 in 18 weeks, after 6 weeks it stands at 48.
    pub fn at(&self, date: Date) -> Defined<f64> {
        if date < self.start {
            return Err(Undefined::BeforeTheStart);
        }
        if date >= self.end {
            return Ok(self.goal);
        }
        let part =
            days_between(self.start, date) as f64 / days_between(self.start, self.end) as f64;
        Ok(self.baseline + (self.goal - self.baseline) * part)
    }

    /// The goal's rate of improvement, `7 (G - B) / (tG - t0)`, in units a week; 0 for a goal
    /// that holds the baseline. Example: from 39 to 66 in 18 weeks is 1.5 a week.
    pub fn weekly_rate(&self) -> f64 {
        DAYS_PER_WEEK * (self.goal - self.baseline) / days_between(self.start, self.end) as f64
    }
}

/// The goal that `rate` units a week reach from `baseline`: `B + rate x weeks`
/// (`domain.md` 2, goals by norm or by own growth). Example: 39 + 1.5 x 18 = 66.
pub fn goal_by_rate(baseline: f64, rate: f64, from: Date, to: Date) -> Defined<f64> {
    if to <= from {
        return Err(Undefined::NoTimeBetween);
    }
    finite(baseline + rate * weeks_between(from, to))
}

/// The growth still needed, in units a week: `(goal - current) / weeks left`.
///
/// Null value: undefined on and after the goal's date. Source: `domain.md` 2, gap.
/// Example: from 40 to 100 in 20 weeks is 3 a week.
pub fn needed_rate(current: f64, today: Date, goal: f64, by: Date) -> Defined<f64> {
    if by <= today {
        return Err(Undefined::NoTimeBetween);
    }
    finite((goal - current) / weeks_between(today, by))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const START: Date = date(2026, 9, 8);
    const END: Date = date(2027, 1, 12);

    #[test]
    fn it_runs_in_calendar_days() {
        let aim = AimLine::new(START, 39.0, END, 66.0).unwrap();
        let cases = [
            (date(2026, 9, 7), Err(Undefined::BeforeTheStart)),
            (START, Ok(39.0)),
            (date(2026, 9, 15), Ok(40.5)),
            (date(2026, 10, 20), Ok(48.0)),
            (END, Ok(66.0)),
            (date(2027, 1, 13), Ok(66.0)),
        ];
        for (day, expected) in cases {
            assert_eq!(aim.at(day), expected, "{day}");
        }
        assert_eq!(aim.weekly_rate(), 1.5);
    }

    #[test]
    fn a_falling_line_has_a_negative_rate_and_a_flat_one_none() {
        let falling = AimLine::new(START, 9.0, date(2026, 9, 22), 5.0).unwrap();
        assert_eq!(falling.weekly_rate(), -2.0);
        assert_eq!(falling.at(date(2026, 9, 15)), Ok(7.0));
        let flat = AimLine::new(START, 9.0, END, 9.0).unwrap();
        assert_eq!(flat.weekly_rate(), 0.0);
    }

    #[test]
    fn it_needs_a_day_and_two_numbers() {
        let none = Err(Undefined::NoTimeBetween);
        assert_eq!(AimLine::new(START, 39.0, START, 66.0), none);
        assert_eq!(AimLine::new(END, 39.0, START, 66.0), none);
        assert!(AimLine::new(START, 39.0, date(2026, 9, 9), 66.0).is_ok());
        for wrong in [f64::NAN, f64::INFINITY] {
            assert_eq!(
                AimLine::new(START, wrong, END, 66.0),
                Err(Undefined::OutOfRange)
            );
        }
    }

    #[test]
    fn rates_and_goals_are_each_others_inverse() {
        assert_eq!(goal_by_rate(39.0, 1.5, START, END), Ok(66.0));
        assert_eq!(needed_rate(39.0, START, 66.0, END), Ok(1.5));
        assert_eq!(
            needed_rate(40.0, date(2027, 1, 12), 100.0, date(2027, 6, 1)),
            Ok(3.0)
        );
        assert_eq!(
            needed_rate(40.0, END, 66.0, END),
            Err(Undefined::NoTimeBetween)
        );
        assert_eq!(
            goal_by_rate(39.0, 1.5, END, END),
            Err(Undefined::NoTimeBetween)
        );
    }

    proptest! {
        #[test]
        fn mirrored_values_give_a_mirrored_line(
            baseline in -500.0..500.0, goal in -500.0..500.0, day in 0..126_i32,
        ) {
            let aim = AimLine::new(START, baseline, END, goal).unwrap();
            let mirror = AimLine::new(START, -baseline, END, -goal).unwrap();
            let date = START.checked_add(jiff::Span::new().days(day)).unwrap();
            let here = aim.at(date).unwrap();
            prop_assert!((here + mirror.at(date).unwrap()).abs() < 1e-9);
            prop_assert!(here >= baseline.min(goal) - 1e-9 && here <= baseline.max(goal) + 1e-9);
        }
    }
}
