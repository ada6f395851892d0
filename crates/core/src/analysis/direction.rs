//! Which way is better: more words, or fewer incidents.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    #[default]
    Increase,
    Decrease,
}

impl Direction {
    /// A change in the measure's own unit as a gain: positive is better, 0 is no change.
    /// 5 incidents fewer is a change of -5 and, for `Decrease`, a gain of 5.
    pub fn gain(self, change: f64) -> f64 {
        match self {
            Self::Increase => change,
            Self::Decrease => -change,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_a_gain_where_lower_is_better() {
        for (change, up, down) in [(0.0, 0.0, 0.0), (5.0, 5.0, -5.0), (-5.0, -5.0, 5.0)] {
            assert_eq!(Direction::Increase.gain(change), up);
            assert_eq!(Direction::Decrease.gain(change), down);
        }
    }

    #[test]
    fn it_is_stored_as_a_word() {
        let stored = serde_json::to_string(&Direction::Decrease).unwrap();
        assert_eq!(stored, "\"decrease\"");
    }
}
