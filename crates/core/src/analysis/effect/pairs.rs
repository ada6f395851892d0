//! All pairs of one score of each phase, and how they fall out: what NAP and the taus count.

use super::phases::Phases;

/// Wins of phase B over phase A, score by score, in halves: 2 for a win, 1 for a tie.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pairs {
    /// For each score of A, what phase B wins over it.
    over_a: Vec<u32>,
    /// For each score of B, what it wins over phase A.
    of_b: Vec<u32>,
    pub ties: usize,
}

impl Pairs {
    pub(super) fn of(phases: &Phases) -> Self {
        let mut pairs = Self {
            over_a: Vec::with_capacity(phases.a().len()),
            of_b: vec![0; phases.b().len()],
            ties: 0,
        };
        for before in phases.a() {
            let mut over = 0;
            for (after, won) in phases.b().iter().zip(&mut pairs.of_b) {
                let tie = after == before;
                let halves = 2 * u32::from(after > before) + u32::from(tie);
                pairs.ties += usize::from(tie);
                over += halves;
                *won += halves;
            }
            pairs.over_a.push(over);
        }
        pairs
    }

    pub(super) fn count(&self) -> f64 {
        (self.over_a.len() * self.of_b.len()) as f64
    }

    /// The part of the pairs that phase B wins, a tie as half of one.
    pub(super) fn part_won(&self) -> f64 {
        self.halves() / (2.0 * self.count())
    }

    /// Kendall's S: wins less losses.
    pub(super) fn s(&self) -> f64 {
        self.halves() - self.count()
    }

    /// Mean squared distance of a pair from the part won.
    pub(super) fn spread(&self) -> f64 {
        let (won, ties) = (self.part_won(), self.ties as f64);
        let wins = (self.halves() - ties) / 2.0;
        let losses = self.count() - wins - ties;
        let squares =
            wins * (1.0 - won).powi(2) + ties * (0.5 - won).powi(2) + losses * won.powi(2);
        squares / self.count()
    }

    /// The squared distances of what the scores of A lose, and those of B win, from what a score
    /// would on average, as parts of all pairs: n Q1 and m Q2.
    pub(super) fn spread_of_scores(&self) -> (f64, f64) {
        let won = self.part_won();
        let spread = |halves: &[u32], others: usize| -> f64 {
            let average = won * others as f64;
            let squares = halves
                .iter()
                .map(|halves| (f64::from(*halves) / 2.0 - average).powi(2));
            squares.sum::<f64>() / self.count()
        };
        (
            spread(&self.over_a, self.of_b.len()),
            spread(&self.of_b, self.over_a.len()),
        )
    }

    fn halves(&self) -> f64 {
        self.over_a.iter().map(|halves| f64::from(*halves)).sum()
    }
}
