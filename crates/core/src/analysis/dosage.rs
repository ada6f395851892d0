//! How much of what was planned reached the group, and how much reached the student.

use super::undefined::{Defined, percent};

/// Minutes over a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dosage {
    pub planned: u32,
    /// Taught, whoever was there.
    pub delivered: u32,
    /// Taught while this student was present.
    pub received: u32,
}

impl Dosage {
    /// `delivered / planned x 100`; over 100 where sessions ran long or were made up.
    ///
    /// Null value: nothing planned is undefined. Source: `domain.md` 5.
    /// Example: 120 of 150 minutes are 80 %.
    pub fn delivered_percent(&self) -> Defined<f64> {
        percent(f64::from(self.delivered), f64::from(self.planned))
    }

    /// `received / planned x 100`: the student's own minutes, a different number.
    /// Example: present for 90 of 150 planned minutes is 60 %.
    pub fn received_percent(&self) -> Defined<f64> {
        percent(f64::from(self.received), f64::from(self.planned))
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
            };
            assert_eq!(dosage.delivered_percent(), taught);
            assert_eq!(dosage.received_percent(), reached);
        }
    }
}
