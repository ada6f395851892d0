//! Was the intervention given a fair test? Growth says nothing about one that did not arrive.
//!
//! Minutes received by this student under 80 % of those planned, or steps taught under 80 % of
//! those that applied, are not a fair test; both limits are settings. Source: `domain.md` 5;
//! Durlak & DuPre 2008.
//!
//! Meetings that nobody logged count neither as received nor as missed. Minutes are enough if they
//! would be with none of those held, and too few if they would be with all of them held. Between
//! the two nobody knows, and what nobody knows is not yet a fair test.

use super::thresholds::Thresholds;
use crate::analysis::{Defined, Dosage, Meetings, Tally};

/// What reached the student, in percent, and whether that is enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FairTest {
    pub received: Defined<f64>,
    /// The same if every meeting that nobody logged reached the student.
    pub received_at_most: Defined<f64>,
    pub meetings: Meetings,
    pub adherence: Defined<f64>,
    pub minutes: Reading,
    pub steps: Reading,
}

/// One of the two against its threshold; the threshold itself is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Enough,
    TooLittle,
    /// It turns on meetings that nobody logged.
    NotLogged,
    /// Nothing was planned, or no step was marked: neither fair nor unfair.
    NotRecorded,
}

/// Rounding in the last digits must not turn "at the threshold" into "under it".
const ROUNDING: f64 = 1e-9;

impl FairTest {
    pub fn new(dosage: &Dosage, steps: &Tally, thresholds: &Thresholds) -> Self {
        let (least, most) = (dosage.received_percent(), dosage.received_percent_at_most());
        let adherence = steps.adherence();
        Self {
            received: least,
            received_at_most: most,
            meetings: dosage.meetings,
            adherence,
            minutes: Reading::of(least, most, thresholds.received_percent),
            steps: Reading::of(adherence, adherence, thresholds.adherence_percent),
        }
    }

    /// Too little of either is known: growth must not be held against the student, nor against
    /// the intervention.
    pub fn is_unfair(&self) -> bool {
        [self.minutes, self.steps].contains(&Reading::TooLittle)
    }

    /// Whether the minutes arrived turns on meetings that nobody logged.
    pub fn is_open(&self) -> bool {
        self.minutes == Reading::NotLogged
    }

    /// What has to come about before growth can be judged; nothing where it is not too little.
    pub fn missing(&self) -> Option<&'static str> {
        let too_little = |reading| reading == Reading::TooLittle;
        match (too_little(self.minutes), too_little(self.steps)) {
            (true, true) => Some("the planned minutes and steps arrive"),
            (true, false) => Some("the planned minutes arrive"),
            (false, true) => Some("the steps are taught as written"),
            (false, false) => None,
        }
    }

    /// Both are known to be enough.
    pub fn is_fair(&self) -> bool {
        (self.minutes, self.steps) == (Reading::Enough, Reading::Enough)
    }
}

impl Reading {
    /// Of a percentage that is known to lie from `least` to `most`.
    fn of(least: Defined<f64>, most: Defined<f64>, threshold: f64) -> Self {
        let enough = |percent: f64| percent >= threshold - ROUNDING;
        match (least, most) {
            (Ok(least), _) if enough(least) => Self::Enough,
            (_, Ok(most)) if !enough(most) => Self::TooLittle,
            (Ok(_), Ok(_)) => Self::NotLogged,
            _ => Self::NotRecorded,
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
            ..Dosage::default()
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
    fn it_says_which_of_the_two_is_missing() {
        for ((received, yes), missing) in [
            ((79, 79), Some("the planned minutes and steps arrive")),
            ((79, 80), Some("the planned minutes arrive")),
            ((84, 60), Some("the steps are taught as written")),
            ((80, 80), None),
        ] {
            let given = fair(received, 100, yes, 100 - yes);
            assert_eq!(given.missing(), missing, "{received} {yes}");
        }
        assert_eq!(fair(0, 0, 0, 0).missing(), None);
        assert_eq!(
            fair(0, 0, 1, 9).missing(),
            Some("the steps are taught as written")
        );
    }

    #[test]
    fn what_was_not_recorded_is_neither_fair_nor_unfair() {
        let unknown = fair(0, 0, 0, 0);
        assert!(!unknown.is_fair() && !unknown.is_unfair());
        assert!(fair(80, 100, 9, 1).is_fair());
        assert!(fair(80, 100, 1, 9).is_unfair());
    }

    #[test]
    fn what_nobody_logged_is_neither_received_nor_missed() {
        use Reading::{Enough, NotLogged, TooLittle};
        // Received and not logged, of 100 planned minutes.
        for (received, unlogged, expected) in [
            (80, 0, Enough),
            (80, 20, Enough),
            (79, 1, NotLogged),
            (79, 0, TooLittle),
            (5, 95, NotLogged),
            (40, 39, TooLittle),
            (40, 40, NotLogged),
        ] {
            let dosage = Dosage {
                planned: 100,
                received,
                unlogged,
                ..Dosage::default()
            };
            let fair = FairTest::new(&dosage, &Tally::default(), &Thresholds::default());
            assert_eq!(fair.minutes, expected, "{received} {unlogged}");
            assert_eq!(fair.is_open(), expected == NotLogged);
            assert!(!fair.is_fair());
        }
    }
}
