//! How much of what was planned reached the group, and how much reached the student.

use super::undefined::{Defined, percent};

/// Minutes over a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dosage {
    /// Those of meetings that nobody logged are among them.
    pub planned: u32,
    /// Taught, whoever was there.
    pub delivered: u32,
    /// Taught while this student was present.
    pub received: u32,
    /// Planned for meetings that nobody logged: neither received nor missed, but not known.
    pub unlogged: u32,
    pub meetings: Meetings,
}

/// Meetings that minutes were planned for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meetings {
    pub planned: u32,
    /// How many of them nobody logged.
    pub unlogged: u32,
}

impl Dosage {
    /// `delivered / planned x 100`; over 100 where sessions ran long or were made up.
    ///
    /// Null value: nothing planned is undefined. Source: `domain.md` 5.
    /// Example: 120 of 150 minutes are 80 %.
    pub fn delivered_percent(&self) -> Defined<f64> {
        percent(f64::from(self.delivered), f64::from(self.planned))
    }

    /// `received / planned x 100`: the student's own minutes, a different number. Where meetings
    /// are not logged it is the least that was received.
    /// Example: present for 90 of 150 planned minutes is 60 %.
    pub fn received_percent(&self) -> Defined<f64> {
        percent(f64::from(self.received), f64::from(self.planned))
    }

    /// `(received + unlogged) / planned x 100`: the most that can have been received, if every
    /// meeting that nobody logged was held as planned with the student there.
    ///
    /// Range: from [`Self::received_percent`] up, and the same where all meetings are logged.
    /// Example: 60 received and 30 not logged of 150 planned minutes are 40 to 60 %.
    pub fn received_percent_at_most(&self) -> Defined<f64> {
        let most = f64::from(self.received) + f64::from(self.unlogged);
        percent(most, f64::from(self.planned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::undefined::Undefined;

    #[test]
    fn delivered_and_received_differ() {
        let cases = [
            (
                (0, 0, 0),
                Err(Undefined::NothingCounted),
                Err(Undefined::NothingCounted),
            ),
            ((150, 0, 0), Ok(0.0), Ok(0.0)),
            ((150, 120, 90), Ok(80.0), Ok(60.0)),
            ((150, 150, 150), Ok(100.0), Ok(100.0)),
            ((150, 180, 165), Ok(120.0), Ok(110.0)),
        ];
        for ((planned, delivered, received), taught, reached) in cases {
            let dosage = Dosage {
                planned,
                delivered,
                received,
                ..Dosage::default()
            };
            assert_eq!(dosage.delivered_percent(), taught);
            assert_eq!(dosage.received_percent(), reached);
            assert_eq!(dosage.received_percent_at_most(), reached);
        }
    }

    #[test]
    fn what_is_not_logged_may_have_been_received_or_not() {
        let dosage = Dosage {
            planned: 150,
            delivered: 60,
            received: 60,
            unlogged: 30,
            ..Dosage::default()
        };
        assert_eq!(dosage.received_percent(), Ok(40.0));
        assert_eq!(dosage.received_percent_at_most(), Ok(60.0));
    }
}
