//! The scores that are compared: a baseline phase and an intervention phase.

use crate::analysis::direction::Direction;
use crate::analysis::undefined::{Defined, Undefined, finite};

/// Two phases with at least one score each, in order of time, every score finite.
#[derive(Debug, Clone, PartialEq)]
pub struct Phases {
    /// As gains: negated where lower is better.
    a: Vec<f64>,
    b: Vec<f64>,
    direction: Direction,
}

impl Phases {
    /// Undefined when a phase is empty or a score is not a number.
    pub fn new(a: &[f64], b: &[f64], direction: Direction) -> Defined<Self> {
        Ok(Self {
            a: gains(a, direction)?,
            b: gains(b, direction)?,
            direction,
        })
    }

    /// Phase A, more being better.
    pub fn a(&self) -> &[f64] {
        &self.a
    }

    /// Phase B, more being better.
    pub fn b(&self) -> &[f64] {
        &self.b
    }

    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The phases in the measure's own unit, for sizes that divide by a level.
    pub(super) fn scores(&self) -> (Sample, Sample) {
        let own = |sample: Sample| Sample {
            mean: self.direction.gain(sample.mean),
            ..sample
        };
        (own(Sample::of(&self.a)), own(Sample::of(&self.b)))
    }

    pub(super) fn pairs(&self) -> f64 {
        (self.a.len() * self.b.len()) as f64
    }
}

fn gains(scores: &[f64], direction: Direction) -> Defined<Vec<f64>> {
    if scores.is_empty() {
        return Err(Undefined::TooFew { have: 0, need: 1 });
    }
    // Adding 0 turns -0 into 0, so that a negated zero still ties with itself.
    let gain = |score: &f64| finite(direction.gain(*score) + 0.0);
    scores.iter().map(gain).collect()
}

/// Mean and variance of one phase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sample {
    pub count: usize,
    pub mean: f64,
    /// Sum of squared distances from the mean.
    squares: f64,
}

impl Sample {
    pub(super) fn of(values: &[f64]) -> Self {
        let count = values.len();
        let first = values.first().copied().unwrap_or_default();
        if values.iter().all(|value| *value == first) {
            // The mean of equal numbers may miss them by a last digit, and make up a spread.
            return Self {
                count,
                mean: first,
                squares: 0.0,
            };
        }
        let mean = values.iter().sum::<f64>() / count as f64;
        let squares = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self {
            count,
            mean,
            squares,
        }
    }

    /// With n - 1 below; undefined for one score.
    pub(super) fn variance(&self) -> Defined<f64> {
        if self.count < 2 {
            return Err(Undefined::TooFew {
                have: self.count,
                need: 2,
            });
        }
        finite(self.squares / self.degrees())
    }

    pub(super) fn degrees(&self) -> f64 {
        self.count.saturating_sub(1) as f64
    }

    pub(super) fn size(&self) -> f64 {
        self.count as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_needs_a_score_and_every_score_a_value() {
        let none = Err(Undefined::TooFew { have: 0, need: 1 });
        assert_eq!(Phases::new(&[], &[1.0], Direction::Increase), none);
        assert_eq!(Phases::new(&[1.0], &[], Direction::Increase), none);
        let wrong = Phases::new(&[1.0], &[f64::NAN], Direction::Increase);
        assert_eq!(wrong, Err(Undefined::OutOfRange));
    }

    #[test]
    fn lower_is_better_is_negated_once() {
        let phases = Phases::new(&[9.0, 7.0], &[0.0], Direction::Decrease).unwrap();
        assert_eq!((phases.a(), phases.b()), (&[-9.0, -7.0][..], &[0.0][..]));
        let (a, b) = phases.scores();
        assert_eq!((a.mean, a.variance(), b.mean), (8.0, Ok(2.0), 0.0));
    }

    #[test]
    fn equal_scores_have_no_spread() {
        let sample = Sample::of(&[0.1; 3]);
        assert_eq!((sample.mean, sample.variance()), (0.1, Ok(0.0)));
        let one = Sample::of(&[4.0]).variance();
        assert_eq!(one, Err(Undefined::TooFew { have: 1, need: 2 }));
    }
}
