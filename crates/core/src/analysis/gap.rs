//! The distance to a benchmark that moves: how far, how fast it would have to close, how long it
//! takes at the present growth.

use super::direction::Direction;
use super::trend::Interval;
use super::undefined::{Defined, Undefined, finite};

/// A gap in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Closing {
    /// There is none: at the benchmark, or better.
    Closed,
    /// It closes in so many weeks, at this growth.
    Weeks(f64),
    /// The benchmark moves as fast as the student, or faster.
    NotClosing,
}

/// How many times the score the benchmark is; where lower is better, the score over the benchmark.
///
/// A ratio from 0; both numbers must be above 0. Null value: 1 is at the benchmark, above 1 is
/// behind it. Source: `domain.md` 2. Example: 97 / 69 = 1.41; incidents, 6 / 4 = 1.5.
pub fn gap_ratio(benchmark: f64, current: f64, direction: Direction) -> Defined<f64> {
    if benchmark <= 0.0 || current <= 0.0 {
        return Err(Undefined::OutOfRange);
    }
    finite(match direction {
        Direction::Increase => benchmark / current,
        Direction::Decrease => current / benchmark,
    })
}

/// Weeks until a student who grows at one rate meets a benchmark that moves at another:
/// `(benchmark - score) / (rate - rate of the benchmark)`.
///
/// In weeks, above 0. Null value: no gap is [`Closing::Closed`]; where the quotient is not
/// positive it is [`Closing::NotClosing`]. Source: `domain.md` 2. Example: (97 - 69) / (1.7 - 0.9)
/// = 35 weeks.
pub fn weeks_to_close(
    benchmark: f64,
    score: f64,
    rate: f64,
    benchmark_rate: f64,
    direction: Direction,
) -> Defined<Closing> {
    let gap = finite(direction.gain(benchmark - score))?;
    let speed = finite(direction.gain(rate - benchmark_rate))?;
    Ok(if gap <= 0.0 {
        Closing::Closed
    } else if speed <= 0.0 {
        Closing::NotClosing
    } else {
        // So slow that the weeks have no number is not closing.
        finite(gap / speed).map_or(Closing::NotClosing, Closing::Weeks)
    })
}

/// The soonest and the latest end of a gap by an interval of the student's rate.
pub fn closing_range(
    benchmark: f64,
    score: f64,
    rate: Interval,
    benchmark_rate: f64,
    direction: Direction,
) -> Defined<(Closing, Closing)> {
    let at = |rate| weeks_to_close(benchmark, score, rate, benchmark_rate, direction);
    match direction {
        Direction::Increase => Ok((at(rate.high)?, at(rate.low)?)),
        Direction::Decrease => Ok((at(rate.low)?, at(rate.high)?)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_ratio_needs_two_numbers_above_zero() {
        use Direction::{Decrease, Increase};
        for (benchmark, current, direction, ratio) in [
            (97.0, 97.0, Increase, Ok(1.0)),
            (90.0, 60.0, Increase, Ok(1.5)),
            (60.0, 90.0, Increase, Ok(60.0 / 90.0)),
            (4.0, 6.0, Decrease, Ok(1.5)),
            (90.0, 0.0, Increase, Err(Undefined::OutOfRange)),
            (0.0, 6.0, Decrease, Err(Undefined::OutOfRange)),
            (90.0, -1.0, Increase, Err(Undefined::OutOfRange)),
            (f64::INFINITY, 1.0, Increase, Err(Undefined::OutOfRange)),
        ] {
            assert_eq!(gap_ratio(benchmark, current, direction), ratio);
        }
    }

    #[test]
    fn a_gap_closes_only_at_more_than_the_rate_of_the_benchmark() {
        for (score, rate, closing) in [
            (97.0, 0.0, Closing::Closed),
            (98.0, -1.0, Closing::Closed),
            (69.0, 2.0, Closing::Weeks(28.0)),
            (69.0, 1.0, Closing::NotClosing),
            (69.0, 0.0, Closing::NotClosing),
            (69.0, -1.0, Closing::NotClosing),
        ] {
            let found = weeks_to_close(97.0, score, rate, 1.0, Direction::Increase);
            assert_eq!(found, Ok(closing), "{score} at {rate}");
            let mirrored = weeks_to_close(-97.0, -score, -rate, -1.0, Direction::Decrease);
            assert_eq!(mirrored, Ok(closing), "mirrored {score} at {rate}");
        }
        let unknown = weeks_to_close(97.0, f64::NAN, 1.0, 1.0, Direction::Increase);
        assert_eq!(unknown, Err(Undefined::OutOfRange));
    }

    #[test]
    fn a_benchmark_that_falls_is_met_sooner() {
        let met = weeks_to_close(97.0, 87.0, 0.0, -0.5, Direction::Increase);
        assert_eq!(met, Ok(Closing::Weeks(20.0)));
    }

    #[test]
    fn an_interval_may_reach_from_weeks_to_not_closing() {
        let rate = Interval {
            low: 0.5,
            high: 4.0,
        };
        let range = closing_range(97.0, 67.0, rate, 1.0, Direction::Increase);
        assert_eq!(range, Ok((Closing::Weeks(10.0), Closing::NotClosing)));
        let fewer = Interval {
            low: -1.0,
            high: 0.5,
        };
        let range = closing_range(4.0, 9.0, fewer, 0.0, Direction::Decrease);
        assert_eq!(range, Ok((Closing::Weeks(5.0), Closing::NotClosing)));
    }

    proptest! {
        #[test]
        fn it_never_gives_weeks_that_are_no_number(
            benchmark in -500.0..500.0, score in -500.0..500.0, rate in -5.0..5.0, moves in -5.0..5.0,
        ) {
            if let Ok(Closing::Weeks(weeks)) = weeks_to_close(benchmark, score, rate, moves, Direction::Increase) {
                prop_assert!(weeks.is_finite() && weeks > 0.0);
            }
        }
    }
}
