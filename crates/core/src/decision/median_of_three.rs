//! The rule of the last three: their median against the aim line on the middle day.
//!
//! Steadier than one score, still a prompt and no verdict. What lies within the measure's error
//! is near the line ([`crate::analysis::level`]). Source: `domain.md` 4.

use crate::analysis::confidence::chance_beyond;
use crate::analysis::{Defined, Undefined};

/// The chance that the median of three scores of a student exactly on the line lies more than
/// `margin` to one given side of it, with errors that are normal, independent and of standard
/// deviation `scatter`.
///
/// With p the chance of one score, two or three of three must: `3p² - 2p³`.
/// Range: 0 to 0.5, which it is with no margin at all. Undefined without scatter.
/// Example: a margin of one standard deviation has p = 0.1587 and 6.8 %.
pub fn median_false_alarm(margin: f64, scatter: f64) -> Defined<f64> {
    if !(margin >= 0.0 && scatter > 0.0) {
        return Err(Undefined::OutOfRange);
    }
    let one = chance_beyond(margin / scatter);
    Ok(one * one * (3.0 - 2.0 * one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_margin_is_wrong_less_often() {
        for (margin, expected) in [(0.0, 0.5), (10.0, 0.067_527), (20.0, 0.001_530)] {
            let given = median_false_alarm(margin, 10.0).unwrap();
            assert!((given - expected).abs() < 1e-5, "{margin}: {given}");
        }
        for (margin, scatter) in [(-1.0, 1.0), (1.0, 0.0), (f64::NAN, 1.0)] {
            assert_eq!(
                median_false_alarm(margin, scatter),
                Err(Undefined::OutOfRange)
            );
        }
    }
}
