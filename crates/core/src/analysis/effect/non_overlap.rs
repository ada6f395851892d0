//! PND and PEM: how much of phase B lies beyond one value of phase A.

use super::Effect;
use super::phases::Phases;
use crate::analysis::median::median;

/// PND, the part of phase B strictly better than the best score of phase A.
///
/// Range: 0 to 1, no unit. Null value: none; it falls as the baseline grows longer, and one odd
/// score decides it, so it is kept for comparison with older studies. It has no standard error.
/// Source: Scruggs, Mastropieri & Casto 1987.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 is 5/7.
pub fn pnd(phases: &Phases) -> Effect {
    let best = phases.a().iter().copied().fold(f64::NEG_INFINITY, f64::max);
    beyond(phases.b(), best, 0.0)
}

/// PEM, the part of phase B better than the median of phase A; a tie counts half.
///
/// Range: 0 to 1, no unit. Null value: 0.5. It has no standard error. Source: Ma 2006.
/// Example: 20 20 26 25 22 23 (median 22.5) against 28 25 24 27 30 30 29 is 7/7.
pub fn pem(phases: &Phases) -> Effect {
    match median(phases.a()) {
        Ok(middle) => beyond(phases.b(), middle, 0.5),
        Err(reason) => Effect::undefined(reason),
    }
}

fn beyond(scores: &[f64], value: f64, tie: f64) -> Effect {
    let better = scores.iter().filter(|score| **score > value).count() as f64;
    let equal = scores.iter().filter(|score| **score == value).count() as f64;
    Effect::without_error((better + tie * equal) / scores.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Direction;

    #[test]
    fn a_tie_is_nothing_to_pnd_and_half_to_pem() {
        let up = Phases::new(&[1.0, 2.0, 3.0], &[2.0, 3.0, 4.0], Direction::Increase).unwrap();
        assert_eq!(pnd(&up).estimate, Ok(1.0 / 3.0));
        assert_eq!(pem(&up).estimate, Ok(2.5 / 3.0));
        let down = Phases::new(&[1.0, 2.0, 3.0], &[2.0, 1.0, 0.0], Direction::Decrease).unwrap();
        assert_eq!(pnd(&down).estimate, Ok(1.0 / 3.0));
        assert_eq!(pem(&down).estimate, Ok(2.5 / 3.0));
    }
}
