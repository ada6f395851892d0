//! PoGO, percent of goal obtained: how far of the way from baseline to goal.

use super::phases::Phases;
use super::{Effect, Undefined, finite};
use crate::analysis::confidence::Confidence;

/// `100 (mean B - mean A) / (goal - mean A)`.
///
/// Unit: percent; 100 is the goal reached on average, and it may pass 100 or fall below 0.
/// Null value: 0. Undefined where the goal equals the mean of phase A. The direction plays no
/// part: the goal says which way is meant.
/// SE = `100 / |goal - mean A| x sqrt(s_A²/m + s_B²/n + (PoGO/100)² s_A²/m)`, which needs two
/// scores in each phase (Dunlap & Silver 1986); interval PoGO ± z SE.
/// Source: Ferron, Goldstein, Olszewski & Rohrer 2020; Patrona et al. 2022.
/// Example: 20 20 26 25 22 23 against 28 25 24 27 30 30 29 with a goal of 30 is 66.9 %, SE 20.7.
pub fn pogo(phases: &Phases, goal: f64, confidence: Confidence) -> Effect {
    let (a, b) = phases.scores();
    let way = match finite(goal) {
        Ok(goal) => goal - a.mean,
        Err(reason) => return Effect::undefined(reason),
    };
    if way == 0.0 {
        return Effect::undefined(Undefined::GoalIsBaseline);
    }
    let part = (b.mean - a.mean) / way;
    let error = || {
        let of_a = a.variance()? / a.size();
        let of_b = b.variance()? / b.size();
        Ok(100.0 * (of_a + of_b + part * part * of_a).sqrt() / way.abs())
    };
    Effect::normal(100.0 * part, error(), confidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Direction;

    fn with(goal: f64, direction: Direction) -> Effect {
        let phases = Phases::new(&[8.0, 12.0], &[6.0, 4.0], direction).unwrap();
        pogo(&phases, goal, Confidence::new(0.95).unwrap())
    }

    #[test]
    fn the_goal_says_which_way_is_meant() {
        assert_eq!(with(0.0, Direction::Decrease).estimate, Ok(50.0));
        assert_eq!(
            with(0.0, Direction::Decrease),
            with(0.0, Direction::Increase)
        );
        assert_eq!(with(20.0, Direction::Increase).estimate, Ok(-50.0));
        assert!(with(0.0, Direction::Decrease).error.unwrap() > 0.0);
    }

    #[test]
    fn a_goal_at_the_baseline_is_no_goal() {
        let none = Effect::undefined(Undefined::GoalIsBaseline);
        assert_eq!(with(10.0, Direction::Increase), none);
        let endless = Effect::undefined(Undefined::OutOfRange);
        for goal in [f64::NAN, f64::INFINITY] {
            assert_eq!(with(goal, Direction::Increase), endless);
        }
    }
}
