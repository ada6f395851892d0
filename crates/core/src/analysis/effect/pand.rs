//! PAND and IRD: what is left when the fewest scores are taken away that make the phases
//! overlap.

use super::phases::Phases;
use super::{Effect, finite};

/// PAND, the largest part of all scores that can stay so that every remaining score of phase B
/// is strictly better than every remaining one of phase A:
/// `max(i + j) / (m + n)`, keeping the i lowest of A and the j highest of B.
///
/// Range: at least the larger phase's part of all, to 1; no unit. Null value: none; it depends
/// on the lengths of the phases. It has no standard error. Source: Parker, Hagan-Burke &
/// Vannest 2007; Parker, Vannest & Davis 2011.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 is 11/13.
pub fn pand(phases: &Phases) -> Effect {
    Effect::without_error(kept(phases) / total(phases))
}

/// Robust IRD, improvement rate difference: `1 - (m + n)² (1 - PAND) / (2mn)`.
///
/// Range: up to 1, below 0 where phases of unequal length overlap much; no unit. Null value:
/// none, as for PAND. It has no standard error. Source: Parker, Vannest & Brown 2009, in the
/// robust form of Parker, Vannest & Davis 2011.
/// Example: the scores above are 6/7 - 1/6 = 0.6905.
pub fn ird(phases: &Phases) -> Effect {
    let total = total(phases);
    let taken = total - kept(phases);
    match finite(1.0 - total * taken / (2.0 * phases.pairs())) {
        Ok(estimate) => Effect::without_error(estimate),
        Err(reason) => Effect::undefined(reason),
    }
}

fn total(phases: &Phases) -> f64 {
    (phases.a().len() + phases.b().len()) as f64
}

/// Where a score of A is the highest that stays, all of A up to it and all of B above it stay;
/// where none of A stays, all of B does.
fn kept(phases: &Phases) -> f64 {
    let up_to = |highest: &f64| {
        let of_a = phases.a().iter().filter(|score| *score <= highest).count();
        let of_b = phases.b().iter().filter(|score| *score > highest).count();
        of_a + of_b
    };
    let most = phases.a().iter().map(up_to).max().unwrap_or_default();
    most.max(phases.b().len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Direction;

    fn of(a: &[f64], b: &[f64]) -> (f64, f64) {
        let phases = Phases::new(a, b, Direction::Increase).unwrap();
        (
            pand(&phases).estimate.unwrap(),
            ird(&phases).estimate.unwrap(),
        )
    }

    #[test]
    fn without_overlap_everything_stays() {
        assert_eq!(of(&[1.0, 2.0], &[3.0, 4.0, 5.0]), (1.0, 1.0));
    }

    #[test]
    fn tied_phases_keep_the_longer_one() {
        let (pand, ird) = of(&[3.0, 3.0], &[3.0, 3.0, 3.0]);
        assert_eq!(pand, 3.0 / 5.0);
        assert!((ird - (1.0 - 25.0 * 0.4 / 12.0)).abs() < 1e-12);
        assert_eq!(of(&[5.0, 6.0], &[1.0, 2.0]), (0.5, 0.0));
    }
}
