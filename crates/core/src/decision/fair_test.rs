//! Was the intervention given a fair test? Growth says nothing about one that did not arrive.
//!
//! Minutes received by this student under 80 % of those planned, or steps taught under 80 % of
//! those that applied, are not a fair test; both limits are settings. Source: `domain.md` 5;
//! Durlak & DuPre 2008.

use super::thresholds::Thresholds;
use crate::analysis::{Defined, Dosage, Tally};

/// What reached the student, in percent, and whether that is enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FairTest {
    pub received: Defined<f64>,
    pub adherence: Defined<f64>,
    pub minutes: Reading,
    pub steps: Reading,
}

/// One of the two against its threshold; the threshold itself is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Enough,
    TooLittle,
    /// Nothing was planned, or no step was marked: neither fair nor unfair.
    NotRecorded,
}

/// Rounding in the last digits must not turn "at the threshold" into "under it".
const ROUNDING: f64 = 1e-9;

impl FairTest {
    pub fn new(dosage: &Dosage, steps: &Tally, thresholds: &Thresholds) -> Self {
        let (received, adherence) = (dosage.received_percent(), steps.adherence());
        Self {
            received,
            adherence,
            minutes: Reading::of(received, thresholds.received_percent),
            steps: Reading::of(adherence, thresholds.adherence_percent),
        }
    }

    /// Too little of either is known: growth must not be held against the student, nor against
    /// the intervention.
    pub fn is_unfair(&self) -> bool {
        [self.minutes, self.steps].contains(&Reading::TooLittle)
    }

    /// Both are known to be enough.
    pub fn is_fair(&self) -> bool {
        (self.minutes, self.steps) == (Reading::Enough, Reading::Enough)
    }
}

impl Reading {
    fn of(percent: Defined<f64>, threshold: f64) -> Self {
        match percent {
            Ok(percent) if percent >= threshold - ROUNDING => Self::Enough,
            Ok(_) => Self::TooLittle,
            Err(_) => Self::NotRecorded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fair(received: u32, planned: u32, yes: u32, no: u32) -> FairTest {
        let dosage = Dosage {
            planned,
            delivered: planned,
            received,
        };
        let steps = Tally {
            yes,
            no,
            ..Tally::default()
        };
        FairTest::new(&dosage, &steps, &Thresholds::default())
    }

    #[test]
    fn the_threshold_itself_is_enough() {
        use Reading::{Enough, NotRecorded, TooLittle};
        let cases = [
            ((0, 0, 0, 0), (NotRecorded, NotRecorded)),
            ((0, 100, 8, 2), (TooLittle, Enough)),
            ((79, 100, 79, 21), (TooLittle, TooLittle)),
            ((80, 100, 80, 20), (Enough, Enough)),
            ((81, 100, 0, 0), (Enough, NotRecorded)),
            ((120, 100, 7, 3), (Enough, TooLittle)),
        ];
        for ((received, planned, yes, no), expected) in cases {
            let given = fair(received, planned, yes, no);
            assert_eq!((given.minutes, given.steps), expected, "{received} {yes}");
        }
    }

    #[test]
    fn what_was_not_recorded_is_neither_fair_nor_unfair() {
        let unknown = fair(0, 0, 0, 0);
        assert!(!unknown.is_fair() && !unknown.is_unfair());
        assert!(fair(80, 100, 9, 1).is_fair());
        assert!(fair(80, 100, 1, 9).is_unfair());
    }
}
