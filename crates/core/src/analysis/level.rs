//! Where a student stands against the aim line today: ahead, near or behind, by the median of
//! the last three scores, which one good or bad day does not move.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::aim_line::AimLine;
use super::direction::Direction;
use super::median::median;
use super::series::Series;
use super::undefined::{Defined, Undefined, finite};

/// The number of occasions a level is taken from.
pub const LEVEL_OCCASIONS: usize = 3;

/// Rounding in the last digits must not turn "on the line" into "behind".
const ROUNDING: f64 = 1e-9;

/// Better, about the same, or worse than the aim line, whichever way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Ahead,
    Near,
    Behind,
}

impl Level {
    /// The level as seen on the chart, where ahead is below the line if lower is better.
    pub fn place(self, direction: Direction) -> &'static str {
        match (self, direction) {
            (Self::Near, _) => "near the aim line",
            (Self::Ahead, Direction::Increase) | (Self::Behind, Direction::Decrease) => {
                "above the aim line"
            }
            (Self::Behind, Direction::Increase) | (Self::Ahead, Direction::Decrease) => {
                "below the aim line"
            }
        }
    }
}

/// A level with what it was taken from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    pub level: Level,
    /// Median of the last three occasions.
    pub median: f64,
    /// The aim line on `day`.
    pub aim: f64,
    /// The middle of the three days: a student exactly on the line then stands on it, which
    /// the last day's line, a week ahead of the median, would call behind.
    pub day: Date,
    /// How far from the aim line still is near.
    pub margin: f64,
}

impl Standing {
    /// Median minus aim line, in the measure's unit: positive lies above the line.
    pub fn distance(&self) -> f64 {
        self.median - self.aim
    }
}

/// The standing of a series against its aim line.
///
/// `margin`, in the measure's unit, is how far from the line still is near; it is itself near.
/// Null value: undefined under three occasions, or while the middle one is before the line.
/// Source: `domain.md` 4, median of the last three against the aim line.
/// Example: 46, 44, 40 with the line at 47 on the middle day is 3 below it: behind.
pub fn standing(
    series: &Series,
    aim: &AimLine,
    direction: Direction,
    margin: f64,
) -> Defined<Standing> {
    let latest = series.latest(LEVEL_OCCASIONS);
    let &[first, middle, last] = latest else {
        return Err(Undefined::TooFew {
            have: latest.len(),
            need: LEVEL_OCCASIONS,
        });
    };
    let median = median(&[first.value, middle.value, last.value])?;
    let aim_then = aim.at(middle.date)?;
    if finite(margin)? < 0.0 {
        return Err(Undefined::OutOfRange);
    }
    let gain = direction.gain(median - aim_then);
    let level = if gain.abs() <= margin + ROUNDING {
        Level::Near
    } else if gain > 0.0 {
        Level::Ahead
    } else {
        Level::Behind
    };
    Ok(Standing {
        level,
        median,
        aim: aim_then,
        day: middle.date,
        margin,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const DAYS: [Date; 3] = [date(2026, 10, 13), date(2026, 10, 20), date(2026, 10, 27)];

    const MARGIN: f64 = 1.35;

    /// From 39 to 66 in 18 weeks; 48 on 20 October.
    fn aim() -> AimLine {
        AimLine::new(date(2026, 9, 8), 39.0, date(2027, 1, 12), 66.0).unwrap()
    }

    fn series(values: &[f64]) -> Series {
        Series::new(DAYS.into_iter().zip(values.iter().copied()))
    }

    #[test]
    fn it_needs_three_occasions_on_the_line() {
        for have in 0..LEVEL_OCCASIONS {
            let few = series(&[48.0; 3][..have]);
            let expected = Err(Undefined::TooFew { have, need: 3 });
            assert_eq!(
                standing(&few, &aim(), Direction::Increase, MARGIN),
                expected
            );
        }
        let later = AimLine::new(date(2026, 10, 21), 39.0, date(2027, 1, 12), 66.0).unwrap();
        let early = standing(
            &series(&[40.0, 41.0, 42.0]),
            &later,
            Direction::Increase,
            MARGIN,
        );
        assert_eq!(early, Err(Undefined::BeforeTheStart));
    }

    #[test]
    fn the_margin_itself_is_near() {
        let cases = [
            (48.0, Level::Near),
            (49.35, Level::Near),
            (49.36, Level::Ahead),
            (46.65, Level::Near),
            (46.64, Level::Behind),
        ];
        for (middle, expected) in cases {
            let series = series(&[0.0, middle, 99.0]);
            let standing = standing(&series, &aim(), Direction::Increase, MARGIN).unwrap();
            assert_eq!(standing.level, expected, "{middle}");
            assert_eq!((standing.median, standing.aim), (middle, 48.0));
        }
    }

    #[test]
    fn a_known_standard_error_is_the_margin() {
        for (sem, expected) in [
            (0.0, Level::Behind),
            (4.9, Level::Behind),
            (5.0, Level::Near),
        ] {
            let series = series(&[43.0, 43.0, 43.0]);
            let standing = standing(&series, &aim(), Direction::Increase, sem).unwrap();
            assert_eq!(standing.level, expected, "{sem}");
        }
        let wrong = standing(&series(&[1.0; 3]), &aim(), Direction::Increase, -1.0);
        assert_eq!(wrong, Err(Undefined::OutOfRange));
    }

    #[test]
    fn exactly_on_the_line_is_near_all_the_way() {
        let aim = aim();
        let scores = DAYS.map(|day| (day, aim.at(day).unwrap()));
        let standing = standing(&Series::new(scores), &aim, Direction::Increase, 0.0);
        assert_eq!(standing.unwrap().level, Level::Near);
    }

    #[test]
    fn where_lower_is_better_ahead_is_below() {
        assert_eq!(
            Level::Ahead.place(Direction::Decrease),
            "below the aim line"
        );
        assert_eq!(
            Level::Ahead.place(Direction::Increase),
            "above the aim line"
        );
        assert_eq!(Level::Near.place(Direction::Decrease), "near the aim line");
    }

    proptest! {
        #[test]
        fn mirrored_scores_and_direction_keep_the_level(values in prop::array::uniform3(0.0..100.0)) {
            let mirror = AimLine::new(aim().start(), -39.0, aim().end(), -66.0).unwrap();
            let there = standing(&series(&values), &aim(), Direction::Increase, MARGIN).unwrap();
            let mirrored = series(&values.map(|value: f64| -value));
            let back = standing(&mirrored, &mirror, Direction::Decrease, MARGIN).unwrap();
            prop_assert_eq!(there.level, back.level);
        }
    }
}
