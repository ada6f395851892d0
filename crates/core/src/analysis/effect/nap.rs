//! NAP, non-overlap of all pairs: how often a score of phase B is better than one of phase A.

use super::phases::Phases;
use super::{Defined, Effect, Interval, Undefined, finite};
use crate::analysis::confidence::Confidence;

/// Halvings of a range within 0 and 1: beyond the digits of any score.
const HALVINGS: usize = 50;

/// `mean of [1(b > a) + 0.5 · 1(b = a)]` over all pairs of one score of each phase.
///
/// Range: 0 to 1, no unit. Null value: 0.5, chance. Standard error by the unbiased estimator of
/// Sen 1967, which needs two scores in each phase; interval by Newcombe 2006, method 5, which
/// does not, and is not symmetric. Both take the scores of a phase as independent.
/// Source: Parker & Vannest 2009.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 has 38 wins and 1 tie in 42 pairs:
/// 38.5 / 42 = 0.9167, SE 0.0690, 95 % interval 0.597 to 0.986.
pub fn nap(phases: &Phases, confidence: Confidence) -> Effect {
    of(phases.a(), phases.b(), confidence)
}

/// How the pairs of two phases fall out; counted as gains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pairs {
    pub wins: f64,
    pub ties: f64,
    pub losses: f64,
}

impl Pairs {
    pub(super) fn of(a: &[f64], b: &[f64]) -> Self {
        let (mut wins, mut ties) = (0_usize, 0_usize);
        for before in a {
            for after in b {
                wins += usize::from(after > before);
                ties += usize::from(after == before);
            }
        }
        Self {
            wins: wins as f64,
            ties: ties as f64,
            losses: (a.len() * b.len() - wins - ties) as f64,
        }
    }

    /// Kendall's S: wins less losses.
    pub(super) fn s(&self) -> f64 {
        self.wins - self.losses
    }

    fn count(&self) -> f64 {
        self.wins + self.ties + self.losses
    }

    fn part_won(&self) -> f64 {
        (self.wins + self.ties / 2.0) / self.count()
    }

    /// Mean squared distance of a pair from the part won.
    fn spread(&self) -> f64 {
        let won = self.part_won();
        let squares = self.wins * (1.0 - won).powi(2)
            + self.ties * (0.5 - won).powi(2)
            + self.losses * won.powi(2);
        squares / self.count()
    }
}

/// NAP of gains that have been prepared, such as residuals.
pub(super) fn of(a: &[f64], b: &[f64], confidence: Confidence) -> Effect {
    let pairs = Pairs::of(a, b);
    let part_won = pairs.part_won();
    Effect {
        estimate: finite(part_won),
        error: error(a, b, &pairs),
        interval: Ok(interval(part_won, a.len(), b.len(), confidence)),
    }
}

/// `V = [N(1-N) + n Q1 + m Q2 - 2 Q3] / [(m-1)(n-1)]`: the Qs are the spread of the scores'
/// own parts won, phase by phase, and of the single pairs. In N(1-N) alone N is kept
/// 1 / (2mn) away from 0 and 1, because full separation is no proof of certainty.
fn error(a: &[f64], b: &[f64], pairs: &Pairs) -> Defined<f64> {
    let fewest = a.len().min(b.len());
    if fewest < 2 {
        return Err(Undefined::TooFew {
            have: fewest,
            need: 2,
        });
    }
    let won = pairs.part_won();
    let (m, n) = (a.len() as f64, b.len() as f64);
    let of_a: f64 = a.iter().map(|before| squared(before, b, won, false)).sum();
    let of_b: f64 = b.iter().map(|after| squared(after, a, won, true)).sum();
    let margin = 0.5 / pairs.count();
    let inside = won.clamp(margin, 1.0 - margin);
    let spread = inside * (1.0 - inside) + of_a / (m * n) + of_b / (m * n) - 2.0 * pairs.spread();
    finite((spread / ((m - 1.0) * (n - 1.0))).sqrt())
}

/// The squared distance of what one score wins from what it would win on average.
fn squared(score: &f64, others: &[f64], part_won: f64, is_after: bool) -> f64 {
    let won: f64 = others
        .iter()
        .map(|other| {
            let (before, after) = if is_after {
                (other, score)
            } else {
                (score, other)
            };
            f64::from(u8::from(after > before)) + 0.5 * f64::from(u8::from(after == before))
        })
        .sum();
    (won - part_won * others.len() as f64).powi(2)
}

/// The roots x around N of `mn(N-x)²(2-x)(1+x) = z² x(1-x)[2 + h + (1+2h) x(1-x)]` with
/// h = (m+n)/2 - 1. The equation stays the same when N and x change to 1-N and 1-x, so the
/// upper bound is the mirrored lower one.
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
    Interval {
        low: lower(part_won),
        high: 1.0 - lower(1.0 - part_won),
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
        let (low, high) = (apart.interval.unwrap().low, reversed.interval.unwrap().high);
        assert!((low - (1.0 - high)).abs() < 1e-12);
    }
}
