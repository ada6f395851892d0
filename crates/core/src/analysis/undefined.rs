//! Why a number cannot be given: a value to show, not an error to raise.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number, or the reason why there is none.
pub type Defined<T> = Result<T, Undefined>;

/// The reasons, each with what the person could do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Undefined {
    /// More scores settle it.
    TooFew {
        have: usize,
        need: usize,
    },
    /// The two dates are the same day, or the wrong way round.
    NoTimeBetween,
    /// The denominator is empty: nothing attempted, nothing planned, every step N/A.
    NothingCounted,
    /// The day lies before the aim line begins.
    BeforeTheStart,
    /// A number is negative, not finite or beyond its range.
    OutOfRange,
    /// Every score is the same, so there is no spread to divide by.
    NoVariation,
    /// A mean of 0 or less has no logarithm; more scores do not help, another measure does.
    NotPositive,
    /// Progress is counted from baseline to goal, and they are the same.
    GoalIsBaseline,
    NoGoal,
    /// Growth so far leads away from better scores.
    WrongWay,
    /// The estimate stands, but nobody has shown how far chance may move it.
    NoKnownError,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { have, need } => {
                write!(f, "{need} scores are needed and there are {have}")
            }
            Self::NoTimeBetween => f.write_str("the two dates must be in order and differ"),
            Self::NothingCounted => f.write_str("nothing was counted"),
            Self::BeforeTheStart => f.write_str("the aim line starts later"),
            Self::OutOfRange => f.write_str("a number is out of range"),
            Self::NoVariation => f.write_str("the scores do not vary"),
            Self::NotPositive => f.write_str("a mean of 0 or less has no logarithm"),
            Self::GoalIsBaseline => f.write_str("the goal is the same as the baseline"),
            Self::NoGoal => f.write_str("no goal was given"),
            Self::WrongWay => f.write_str("the scores so far lead away from better ones"),
            Self::NoKnownError => f.write_str("no standard error is known for it"),
        }
    }
}

/// The one gate against NaN and infinity: every computed number passes it.
pub(super) fn finite(number: f64) -> Defined<f64> {
    if number.is_finite() {
        Ok(number)
    } else {
        Err(Undefined::OutOfRange)
    }
}

/// `100 x part / whole`; both at least 0. The null value is an empty whole: undefined.
pub(super) fn percent(part: f64, whole: f64) -> Defined<f64> {
    if !(part >= 0.0 && whole >= 0.0) {
        return Err(Undefined::OutOfRange);
    }
    if whole == 0.0 {
        return Err(Undefined::NothingCounted);
    }
    finite(100.0 * part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_needs_a_whole() {
        assert_eq!(percent(3.0, 4.0), Ok(75.0));
        assert_eq!(percent(0.0, 4.0), Ok(0.0));
        assert_eq!(percent(0.0, 0.0), Err(Undefined::NothingCounted));
        assert_eq!(percent(-1.0, 4.0), Err(Undefined::OutOfRange));
        assert_eq!(percent(f64::NAN, 4.0), Err(Undefined::OutOfRange));
        assert_eq!(percent(1.0, f64::NAN), Err(Undefined::OutOfRange));
    }

    #[test]
    fn a_reason_reads_as_a_sentence() {
        let reason = Undefined::TooFew { have: 1, need: 3 };
        assert_eq!(reason.to_string(), "3 scores are needed and there are 1");
    }
}
