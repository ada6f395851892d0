//! The rule from 10 points on: the interval of the slope against the growth the goal asks for.
//!
//! Where the interval leaves the goal's rate out, the student grows slower or faster than it.
//! Where it holds the goal's rate, the student is on track only if the level (median of the last
//! three) and the projected end both agree with the aim line within the measure's error; else it
//! is not clear yet. Source: `domain.md` 4; Christ et al. 2012 for the number of points.

use super::verdict::{Finding, Projection};
use crate::analysis::{AimLine, Defined, Direction, Interval, Standing, Trend};

/// Rounding in the last digits must not take a student on the line off it.
const ROUNDING: f64 = 1e-9;

/// What the slope's interval says about the goal's rate, both in units a week; a bound that
/// equals it holds it. None while the interval cannot tell.
pub fn outside(interval: Interval, goal_rate: f64, direction: Direction) -> Option<Finding> {
    let bounds = [interval.low, interval.high].map(|bound| direction.gain(bound - goal_rate));
    if bounds.iter().all(|gain| *gain < -ROUNDING) {
        Some(Finding::Below)
    } else if bounds.iter().all(|gain| *gain > ROUNDING) {
        Some(Finding::Above)
    } else {
        None
    }
}

/// Where the line through the scores stands on the goal's day.
pub fn projection(trend: &Trend, aim: &AimLine) -> Projection {
    Projection {
        date: aim.end(),
        value: trend.at(aim.end()),
        goal: aim.goal(),
    }
}

/// Whether level and projected end agree with the aim line within the margin of the level, which
/// itself still agrees.
pub fn agrees(level: &Defined<Standing>, projection: &Projection) -> bool {
    level.is_ok_and(|level| {
        let distances = [level.distance(), projection.value - projection.goal];
        distances
            .iter()
            .all(|away| away.abs() <= level.margin + ROUNDING)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::{Level, Undefined};

    #[test]
    fn a_bound_at_the_goal_holds_it() {
        let cases = [
            ((0.1, 1.4), Some(Finding::Below), Some(Finding::Above)),
            ((0.1, 1.5), None, None),
            ((1.0, 2.0), None, None),
            ((1.5, 2.0), None, None),
            ((1.5 - 1e-15, 1.5 - 1e-15), None, None),
            ((1.6, 2.0), Some(Finding::Above), Some(Finding::Below)),
        ];
        for ((low, high), up, down) in cases {
            let interval = Interval { low, high };
            assert_eq!(outside(interval, 1.5, Direction::Increase), up, "{low}");
            assert_eq!(outside(interval, 1.5, Direction::Decrease), down, "{low}");
        }
    }

    #[test]
    fn both_must_agree_and_the_margin_does() {
        let day = date(2026, 10, 20);
        let level = |median| {
            Ok(Standing {
                level: Level::Near,
                median,
                aim: 48.0,
                day,
                margin: 5.0,
            })
        };
        let end = |value| Projection {
            date: day,
            value,
            goal: 66.0,
        };
        for (median, value, expected) in [
            (48.0, 66.0, true),
            (43.0, 71.0, true),
            (42.9, 66.0, false),
            (53.1, 66.0, false),
            (48.0, 60.9, false),
        ] {
            let given = agrees(&level(median), &end(value));
            assert_eq!(given, expected, "{median} {value}");
        }
        assert!(!agrees(&Err(Undefined::BeforeTheStart), &end(66.0)));
    }
}
