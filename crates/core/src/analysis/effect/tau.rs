//! Tau and Tau-U: the same pairs as NAP, counted from -1 to 1.

use super::nap::nap;
use super::pairs::Pairs;
use super::phases::Phases;
use super::{Effect, Interval, finite};
use crate::analysis::confidence::Confidence;

/// `2 NAP - 1`: the pairs won less the pairs lost, as a part of all.
///
/// Range: -1 to 1, no unit. Null value: 0. Standard error and interval are those of NAP,
/// carried over. Source: Parker, Vannest, Davis & Sauber 2011.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 is 35 / 42 = 0.8333.
pub fn tau(phases: &Phases, confidence: Confidence) -> Effect {
    from_nap(nap(phases, confidence))
}

/// `(S_AB - S_AA) / (mn)`: tau less what the baseline's own rise would explain, S being the
/// pairs won less the pairs lost.
///
/// Range: beyond -1 and 1 where the baseline is long, which is one reason why Tau-BC was
/// proposed. Null value: 0. It has no standard error. Source: Parker, Vannest, Davis & Sauber
/// 2011. Example: 3 3 4 5 against 4 5 6 7 7 is (16 - 5) / 20 = 0.55.
pub fn tau_u(phases: &Phases) -> Effect {
    let between = Pairs::of(phases).s();
    Effect::without_error((between - rise(phases.a())) / phases.pairs())
}

/// What NAP says, on the scale of tau.
pub fn from_nap(nap: Effect) -> Effect {
    let interval = |interval: Interval| Interval {
        low: 2.0 * interval.low - 1.0,
        high: 2.0 * interval.high - 1.0,
    };
    Effect {
        estimate: nap.estimate.and_then(|nap| finite(2.0 * nap - 1.0)),
        error: nap.error.map(|error| 2.0 * error),
        interval: nap.interval.map(interval),
    }
}

/// Kendall's S within a phase: later scores that are higher less those that are lower.
fn rise(scores: &[f64]) -> f64 {
    let mut rise = 0.0;
    for (at, score) in scores.iter().enumerate() {
        for later in scores.iter().skip(at + 1) {
            rise += f64::from(i8::from(later > score) - i8::from(later < score));
        }
    }
    rise
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Direction;

    fn phases(a: &[f64], b: &[f64], direction: Direction) -> Phases {
        Phases::new(a, b, direction).unwrap()
    }

    #[test]
    fn tau_u_takes_the_rise_of_the_baseline_off() {
        let rising = phases(
            &[3.0, 3.0, 4.0, 5.0],
            &[4.0, 5.0, 6.0, 7.0, 7.0],
            Direction::Increase,
        );
        assert_eq!(tau_u(&rising).estimate, Ok(11.0 / 20.0));
        let long = phases(&[5.0, 4.0, 3.0, 2.0], &[6.0], Direction::Increase);
        assert_eq!(tau_u(&long).estimate, Ok(10.0 / 4.0));
    }

    #[test]
    fn with_one_baseline_point_tau_u_is_tau() {
        let one = phases(&[3.0], &[4.0, 2.0, 3.0], Direction::Increase);
        let confidence = Confidence::new(0.95).unwrap();
        assert_eq!(tau_u(&one).estimate, tau(&one, confidence).estimate);
    }

    #[test]
    fn the_other_direction_turns_the_sign() {
        let (a, b) = ([3.0, 3.0, 4.0, 5.0], [4.0, 5.0, 6.0, 7.0, 7.0]);
        let down = tau_u(&phases(&a, &b, Direction::Decrease));
        assert_eq!(down.estimate, Ok(-11.0 / 20.0));
    }
}
