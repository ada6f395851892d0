//! LRR, the log response ratio: how many times as much in phase B as in phase A.

use super::phases::{Phases, Sample};
use super::{Defined, Effect, Undefined};
use crate::analysis::confidence::Confidence;
use crate::analysis::direction::Direction;

/// What a score counts; it decides whether "the rest" exists and what a mean of 0 means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Whole things counted: 0, 1, 2 …
    Count,
    /// 0 to 100, of a whole: 100 less the score is the rest.
    Percentage,
    /// 0 to 1, of a whole.
    Proportion,
    #[default]
    Other,
}

impl Scale {
    /// As it is written in a command line or a file.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("count", Self::Count),
        ("percentage", Self::Percentage),
        ("proportion", Self::Proportion),
        ("other", Self::Other),
    ];

    fn whole(self) -> Option<f64> {
        match self {
            Self::Percentage => Some(100.0),
            Self::Proportion => Some(1.0),
            Self::Count | Self::Other => None,
        }
    }
}

/// LRRi: positive is an improvement, whichever way the measure should go.
///
/// `ln(M_B) + s_B² / (2 n M_B²) - ln(M_A) - s_A² / (2 m M_A²)`; the terms with s² take off the
/// bias of short phases. Unit: natural logarithm of a ratio, exp(LRR) - 1 being the part of
/// change. Null value: 0. For a measure that should fall, a count turns its sign, and a
/// percentage is replaced by the rest of it.
///
/// Counts keep a mean from 0 up at 1 / (2n) at least and s² at 1 / n³ at least (D = 1);
/// percentages would need the number of intervals observed, which is not asked for, so they
/// and other scales are kept as they are. Undefined with one score in a phase and with a mean
/// of 0 or less. SE = `sqrt(s_A² / (m M_A²) + s_B² / (n M_B²))`, interval LRR ± z SE.
/// Source: Pustejovsky 2015, 2018.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 is 0.1954, SE 0.0556.
pub fn lrr_increasing(phases: &Phases, scale: Scale, confidence: Confidence) -> Effect {
    log_ratio(phases, scale, Direction::Increase, confidence).into()
}

/// LRRd: negative is an improvement. For counts the opposite of LRRi; for percentages another
/// number, because it compares the other part of the whole.
/// Example: the scores above as percentages are -0.0655, SE 0.0181; as counts -0.1954.
pub fn lrr_decreasing(phases: &Phases, scale: Scale, confidence: Confidence) -> Effect {
    log_ratio(phases, scale, Direction::Decrease, confidence).into()
}

fn log_ratio(
    phases: &Phases,
    scale: Scale,
    wanted: Direction,
    confidence: Confidence,
) -> Defined<Effect> {
    let as_wanted = phases.direction() == wanted;
    let whole = scale.whole().filter(|_| !as_wanted);
    let sign = if as_wanted || whole.is_some() {
        1.0
    } else {
        -1.0
    };
    let (a, b) = phases.scores();
    let a = Logged::of(&a, scale, whole)?;
    let b = Logged::of(&b, scale, whole)?;
    let ratio = b.log + b.square / 2.0 - a.log - a.square / 2.0;
    let error = (a.square + b.square).sqrt();
    Ok(Effect::normal(sign * ratio, Ok(error), confidence))
}

/// The logarithm of a phase mean, and the square of its error: `s² / (n M²)`.
struct Logged {
    log: f64,
    square: f64,
}

impl Logged {
    fn of(phase: &Sample, scale: Scale, whole: Option<f64>) -> Defined<Self> {
        let mut mean = whole.map_or(phase.mean, |whole| whole - phase.mean);
        let mut variance = phase.variance()?;
        if scale == Scale::Count && mean >= 0.0 {
            mean = mean.max(0.5 / phase.size());
            variance = variance.max(phase.size().powi(-3));
        }
        if mean <= 0.0 {
            return Err(Undefined::NotPositive);
        }
        Ok(Self {
            log: mean.ln(),
            square: variance / (phase.size() * mean * mean),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(a: &[f64], b: &[f64], direction: Direction, scale: Scale) -> (Effect, Effect) {
        let phases = Phases::new(a, b, direction).unwrap();
        let confidence = Confidence::new(0.95).unwrap();
        (
            lrr_increasing(&phases, scale, confidence),
            lrr_decreasing(&phases, scale, confidence),
        )
    }

    #[test]
    fn counts_of_nothing_are_kept_above_it() {
        let zeros = [0.0; 4];
        let (_, count) = both(&[4.0, 6.0, 5.0], &zeros, Direction::Decrease, Scale::Count);
        // ln(1/8) + (1/64) / (2 x 4 x 1/64) - ln(5) - 1 / (2 x 3 x 25).
        let expected = 0.125_f64.ln() + 0.125 - 5.0_f64.ln() - 1.0 / 150.0;
        assert!((count.estimate.unwrap() - expected).abs() < 1e-12);
        assert!(count.error.unwrap() > 0.0);
        let (_, other) = both(&[4.0, 6.0, 5.0], &zeros, Direction::Decrease, Scale::Other);
        assert_eq!(other, Effect::undefined(Undefined::NotPositive));
        let (_, negative) = both(
            &[-4.0, -6.0],
            &[1.0, 2.0],
            Direction::Decrease,
            Scale::Count,
        );
        assert_eq!(negative, Effect::undefined(Undefined::NotPositive));
    }

    #[test]
    fn counts_turn_the_sign_and_percentages_take_the_rest() {
        let (a, b) = ([20.0, 30.0], [40.0, 60.0]);
        let (up, down) = both(&a, &b, Direction::Increase, Scale::Count);
        assert_eq!(up.estimate.unwrap(), -down.estimate.unwrap());
        let rest = |scores: [f64; 2]| scores.map(|score| 100.0 - score);
        let (_, of_rest) = both(&a, &b, Direction::Increase, Scale::Percentage);
        let (_, plain) = both(&rest(a), &rest(b), Direction::Decrease, Scale::Percentage);
        assert_eq!(of_rest, plain);
        let part = |scores: [f64; 2]| scores.map(|score| score / 100.0);
        let (_, parts) = both(&part(a), &part(b), Direction::Increase, Scale::Proportion);
        assert!((parts.estimate.unwrap() - of_rest.estimate.unwrap()).abs() < 1e-12);
    }

    #[test]
    fn one_score_has_no_spread_to_correct_by() {
        let (one, _) = both(&[4.0], &[5.0, 6.0], Direction::Increase, Scale::Count);
        assert_eq!(
            one,
            Effect::undefined(Undefined::TooFew { have: 1, need: 2 })
        );
    }
}
