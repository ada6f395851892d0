//! NAP, non-overlap of all pairs: how often a score of phase B is better than one of phase A.

use super::pairs::Pairs;
use super::phases::Phases;
use super::{Defined, Effect, Interval, Undefined, finite};
use crate::analysis::confidence::Confidence;

/// Halvings of a range within 0 and 1: to ten decimals.
const HALVINGS: usize = 34;

/// `mean of [1(b > a) + 0.5 · 1(b = a)]` over all pairs of one score of each phase.
///
/// Range: 0 to 1, no unit. Null value: 0.5, chance. Standard error by the unbiased estimator of
/// Sen 1967, which needs two scores in each phase; interval by Newcombe 2006, method 5, which
/// does not, and is not symmetric. Both take the scores of a phase as independent.
/// Source: Parker & Vannest 2009.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 has 38 wins and 1 tie in 42 pairs:
/// 38.5 / 42 = 0.9167, SE 0.0690, 95 % interval 0.597 to 0.986.
pub fn nap(phases: &Phases, confidence: Confidence) -> Effect {
    let pairs = Pairs::of(phases);
    let (m, n) = (phases.a().len(), phases.b().len());
    Effect {
        estimate: finite(pairs.part_won()),
        error: error(phases, &pairs),
        interval: Ok(interval(pairs.part_won(), m, n, confidence)),
    }
}

/// `V = [N(1-N) + n Q1 + m Q2 - 2 Q3] / [(m-1)(n-1)]`: the Qs are the spread of the scores'
/// own parts won, phase by phase, and of the single pairs. In N(1-N) alone N is kept
/// 1 / (2mn) away from 0 and 1, because full separation is no proof of certainty.
fn error(phases: &Phases, pairs: &Pairs) -> Defined<f64> {
    let fewest = phases.a().len().min(phases.b().len());
    if fewest < 2 {
        return Err(Undefined::TooFew {
            have: fewest,
            need: 2,
        });
    }
    let margin = 0.5 / pairs.count();
    let inside = pairs.part_won().clamp(margin, 1.0 - margin);
    let (of_a, of_b) = pairs.spread_of_scores();
    let spread = inside * (1.0 - inside) + of_a + of_b - 2.0 * pairs.spread();
    let degrees = (phases.a().len() - 1) * (phases.b().len() - 1);
    finite((spread / degrees as f64).sqrt())
}

/// The roots x around N of `mn(N-x)²(2-x)(1+x) = z² x(1-x)[2 + h + (1+2h) x(1-x)]` with
/// h = (m+n)/2 - 1. The equation stays the same when N and x change to 1-N and 1-x, so the
/// upper bound is the mirrored lower one.
///
/// Where phase B wins no pair, x = N = 0 is a root already. The published vectors then search no
/// further and leave the upper bound at 1, the end of the scale; so does this. It is wider than
/// the mirror of full separation and claims less.
fn interval(part_won: f64, m: usize, n: usize, confidence: Confidence) -> Interval {
    let pairs = (m * n) as f64;
    let h = (m + n) as f64 / 2.0 - 1.0;
    let z2 = confidence.z().powi(2);
    let lower = |part_won: f64| {
        let (mut low, mut high) = (0.0, part_won);
        for _ in 0..HALVINGS {
            let x = f64::midpoint(low, high);
            let both = x * (1.0 - x);
            let away = pairs * (part_won - x).powi(2) * (2.0 - x) * (1.0 + x);
            if away > z2 * both * (2.0 + h + (1.0 + 2.0 * h) * both) {
                low = x;
            } else {
                high = x;
            }
        }
        f64::midpoint(low, high)
    };
    let high = if part_won == 0.0 {
        1.0
    } else {
        1.0 - lower(1.0 - part_won)
    };
    Interval {
        low: lower(part_won),
        high,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Direction;

    fn nap_of(a: &[f64], b: &[f64]) -> Effect {
        let phases = Phases::new(a, b, Direction::Increase).unwrap();
        nap(&phases, Confidence::new(0.95).unwrap())
    }

    #[test]
    fn ties_count_half() {
        assert_eq!(nap_of(&[3.0, 4.0], &[4.0, 5.0]).estimate, Ok(3.5 / 4.0));
        assert_eq!(nap_of(&[3.0; 4], &[3.0; 5]).estimate, Ok(0.5));
    }

    #[test]
    fn one_point_has_an_interval_and_no_error() {
        let one = nap_of(&[3.0], &[4.0, 5.0]);
        assert_eq!(one.estimate, Ok(1.0));
        assert_eq!(one.error, Err(Undefined::TooFew { have: 1, need: 2 }));
        let interval = one.interval.unwrap();
        assert!(interval.low > 0.05 && interval.low < 0.5 && interval.high == 1.0);
    }

    #[test]
    fn full_separation_is_not_certainty() {
        let apart = nap_of(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]);
        assert_eq!(apart.estimate, Ok(1.0));
        assert!(apart.error.unwrap() > 0.0);
        assert!(apart.interval.unwrap().low < 0.75);
        let reversed = nap_of(&[4.0, 5.0, 6.0], &[1.0, 2.0, 3.0]);
        assert_eq!(reversed.estimate, Ok(0.0));
        assert!((reversed.error.unwrap() - apart.error.unwrap()).abs() < 1e-12);
    }

    #[test]
    fn without_a_single_win_there_is_no_bound_above() {
        for (a, b) in [(&[4.0, 5.0, 6.0][..], &[1.0, 2.0][..]), (&[2.0], &[1.0])] {
            let reversed = nap_of(a, b);
            assert_eq!(reversed.estimate, Ok(0.0));
            let interval = reversed.interval.unwrap();
            assert!(interval.low < 1e-9, "{interval:?}");
            assert_eq!(interval.high, 1.0);
        }
        let half_a_win = nap_of(&[4.0, 5.0, 6.0], &[1.0, 4.0]).interval.unwrap();
        assert!(half_a_win.low > 0.0 && half_a_win.high < 0.8);
    }
}
