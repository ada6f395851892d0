//! Tau-BC: tau after the baseline's own trend has been taken off both phases.

use super::pairs::Pairs;
use super::phases::Phases;
use super::tau::tau;
use super::{Defined, Effect};
use crate::analysis::confidence::Confidence;
use crate::analysis::direction::Direction;
use crate::analysis::theil_sen::theil_sen;

/// Residuals that differ by less are tied: fractions such as 1/3 leave rounding behind, and
/// ranks would take it for a difference.
const STEPS_PER_UNIT: f64 = 1e9;

/// Tau of the residuals from a Theil-Sen line through phase A, x being the number of the
/// session (1 to m in A, m + 1 to m + n in B).
///
/// Range: -1 to 1, no unit. Null value: 0, phase B goes on as phase A went. Undefined with one
/// score in phase A. Standard error and interval are those of tau and leave out how unsure the
/// line itself is, so they are too narrow. Source: Tarlow 2017, without the test for a trend.
/// Example: 1 2 3 4 5 against 6 7 8 9 10 has a tau of 1 and a Tau-BC of 0.
pub fn tau_bc(phases: &Phases, confidence: Confidence) -> Effect {
    without_trend(phases)
        .map(|residuals| tau(&residuals, confidence))
        .into()
}

/// The same residuals with Kendall's tau-b, as Tarlow published it: S / D with
/// `D = sqrt(mn (N(N-1)/2 - U))`, N = m + n and U the tied pairs among all N.
///
/// Range: within -1 and 1, and short of them because two phases always tie much. Null value: 0,
/// which it also is where all residuals tie and S / D would be 0 / 0.
/// SE = `sqrt(2 (1 - tau²) / N)`; its interval may pass 1. Source: Tarlow 2017.
/// Example: Tarlow's 20 scores give 0.6899.
pub fn tau_bc_kendall(phases: &Phases, confidence: Confidence) -> Effect {
    without_trend(phases)
        .map(|residuals| kendall(&residuals, confidence))
        .into()
}

/// What is left of both phases above a Theil-Sen line through phase A, in billionths of a unit.
pub fn without_trend(phases: &Phases) -> Defined<Phases> {
    let sessions = |first: usize| (first..).map(|session| session as f64);
    let baseline: Vec<(f64, f64)> = sessions(1).zip(phases.a().iter().copied()).collect();
    let line = theil_sen(&baseline)?;
    let residuals = |first: usize, scores: &[f64]| -> Vec<f64> {
        sessions(first)
            .zip(scores)
            .map(|(session, score)| score - line.joint_intercept - line.slope * session)
            .map(|residual| (residual * STEPS_PER_UNIT).round())
            .collect()
    };
    let first_of_b = phases.a().len() + 1;
    // The scores are gains already.
    Phases::new(
        &residuals(1, phases.a()),
        &residuals(first_of_b, phases.b()),
        Direction::Increase,
    )
}

/// Kendall's tau-b of the phases as they are; see [`tau_bc_kendall`].
pub fn kendall(phases: &Phases, confidence: Confidence) -> Effect {
    let pairs = Pairs::of(phases);
    let count = (phases.a().len() + phases.b().len()) as f64;
    let tied = pairs.ties + tied(phases.a()) + tied(phases.b());
    let untied = count * (count - 1.0) / 2.0 - tied as f64;
    let most = (phases.pairs() * untied).sqrt();
    let tau = if most > 0.0 { pairs.s() / most } else { 0.0 };
    let error = (2.0 * (1.0 - tau * tau).max(0.0) / count).sqrt();
    Effect::normal(tau, Ok(error), confidence)
}

fn tied(values: &[f64]) -> usize {
    let mut tied = 0;
    for (at, value) in values.iter().enumerate() {
        for later in values.iter().skip(at + 1) {
            tied += usize::from(later == value);
        }
    }
    tied
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Undefined;

    fn both(a: &[f64], b: &[f64]) -> (Effect, Effect) {
        let phases = Phases::new(a, b, Direction::Increase).unwrap();
        let confidence = Confidence::new(0.95).unwrap();
        (
            tau_bc(&phases, confidence),
            tau_bc_kendall(&phases, confidence),
        )
    }

    #[test]
    fn one_baseline_point_has_no_trend() {
        let none = Effect::undefined(Undefined::TooFew { have: 1, need: 2 });
        assert_eq!(both(&[1.0], &[2.0, 3.0]), (none, none));
    }

    #[test]
    fn going_on_as_before_is_no_effect() {
        let (tau, kendall) = both(&[1.0, 2.0, 3.0], &[4.0, 5.0]);
        assert_eq!((tau.estimate, kendall.estimate), (Ok(0.0), Ok(0.0)));
        assert!((kendall.error.unwrap() - (2.0_f64 / 5.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn thirds_leave_no_false_differences() {
        // A slope of a third: rounding alone must not decide who wins.
        let line: Vec<f64> = (0..12_u8).map(|x| 0.1 + f64::from(x) / 3.0).collect();
        let (tau, _) = both(&line[..6], &line[6..]);
        assert_eq!(tau.estimate, Ok(0.0));
    }
}
