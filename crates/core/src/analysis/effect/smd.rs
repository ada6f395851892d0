//! SMD: the difference of the phase means in standard deviations of this one student.

use super::phases::{Phases, Sample};
use super::{Defined, Effect, Undefined, finite};
use crate::analysis::confidence::Confidence;

/// With the standard deviation of phase A: `J (mean B - mean A) / s_A`, J = 1 - 3 / (4 df - 1)
/// and df = m - 1.
///
/// Unit: standard deviations within this student, not comparable with those between students.
/// Null value: 0. Undefined with one score in phase A and where its scores do not vary; with two
/// the factor J is 0, and so are the estimate and its error, which then say nothing. SE = `J sqrt(1/m + s_B² / (n s_A²) + d² / (2 df))`, undefined with
/// one score in phase B; interval d ± z SE. Source: Gingerich 1984; Hedges 1981 for J.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 is 1.6499, SE 0.6341.
pub fn smd(phases: &Phases, confidence: Confidence) -> Effect {
    let (a, b) = (Sample::of(phases.a()), Sample::of(phases.b()));
    let by_baseline = || {
        let variance = a.variance()?;
        let ratio = b.variance().map(|of_b| of_b / (b.size() * variance));
        let means = ratio.map(|ratio| 1.0 / a.size() + ratio);
        scaled(&a, &b, variance, a.degrees(), means, confidence)
    };
    by_baseline().into()
}

/// With the pooled standard deviation of both phases, df = m + n - 2.
///
/// As above, with SE = `J sqrt(1/m + 1/n + d² / (2 df))`. Undefined where a phase has one score,
/// or neither phase varies. Source: Hedges 1981; SingleCaseES.
/// Example: the scores above are 1.8762, SE 0.6374.
pub fn smd_pooled(phases: &Phases, confidence: Confidence) -> Effect {
    let (a, b) = (Sample::of(phases.a()), Sample::of(phases.b()));
    let by_both = || {
        let degrees = a.degrees() + b.degrees();
        let squares = a.variance()? * a.degrees() + b.variance()? * b.degrees();
        let means = Ok(1.0 / a.size() + 1.0 / b.size());
        scaled(&a, &b, squares / degrees, degrees, means, confidence)
    };
    by_both().into()
}

/// `means` is the variance of the difference of the means, in units of `variance`.
fn scaled(
    a: &Sample,
    b: &Sample,
    variance: f64,
    degrees: f64,
    means: Defined<f64>,
    confidence: Confidence,
) -> Defined<Effect> {
    if degrees < 1.0 {
        return Err(Undefined::TooFew {
            have: a.count,
            need: 2,
        });
    }
    if variance == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let small_sample = 1.0 - 3.0 / (4.0 * degrees - 1.0);
    let d = finite(small_sample * (b.mean - a.mean) / variance.sqrt())?;
    let error = means.map(|means| small_sample * (means + d * d / (2.0 * degrees)).sqrt());
    Ok(Effect::normal(d, error, confidence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Direction;

    fn both(a: &[f64], b: &[f64], direction: Direction) -> (Effect, Effect) {
        let phases = Phases::new(a, b, direction).unwrap();
        let confidence = Confidence::new(0.95).unwrap();
        (smd(&phases, confidence), smd_pooled(&phases, confidence))
    }

    #[test]
    fn it_needs_a_spread_to_divide_by() {
        let (baseline, pooled) = both(&[3.0; 4], &[4.0, 5.0, 6.0], Direction::Increase);
        assert_eq!(baseline, Effect::undefined(Undefined::NoVariation));
        assert!(pooled.estimate.is_ok());
        let (_, none) = both(&[3.0; 4], &[5.0; 3], Direction::Increase);
        assert_eq!(none, Effect::undefined(Undefined::NoVariation));
    }

    #[test]
    fn short_phases_are_told_apart() {
        let few = |have, need| Effect::undefined(Undefined::TooFew { have, need });
        let (one, _) = both(&[3.0], &[4.0, 5.0], Direction::Increase);
        assert_eq!(one, few(1, 2));
        let (two, pooled) = both(&[3.0, 4.0], &[4.0, 6.0], Direction::Increase);
        assert_eq!((two.estimate, two.error), (Ok(0.0), Ok(0.0)));
        assert!(pooled.estimate.is_ok());
        let (after, pooled) = both(&[3.0, 4.0, 5.0], &[6.0], Direction::Increase);
        assert!(after.estimate.is_ok() && after.interval.is_err());
        assert_eq!(pooled, few(1, 2));
    }

    #[test]
    fn the_other_direction_turns_the_sign() {
        let (a, b) = ([3.0, 4.0, 6.0], [6.0, 8.0, 7.0]);
        let (up, down) = (
            both(&a, &b, Direction::Increase).0,
            both(&a, &b, Direction::Decrease).0,
        );
        assert_eq!(up.estimate.unwrap(), -down.estimate.unwrap());
        assert_eq!(up.error, down.error);
    }
}
