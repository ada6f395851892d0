//! The rule of the trend: is the fitted slope less than the goal's?
//!
//! In common use, and here only to be shown as such: without an interval, a student growing
//! exactly at goal is called behind every second time, however many scores there are, because
//! the fitted slope is as often too low as too high. Source: `domain.md` 4.

use crate::analysis::Direction;

/// How often the rule calls a student behind who grows exactly at goal.
pub const FALSE_ALARM: f64 = 0.5;

/// Whether the slope, in units a week, falls short of the goal's; the same slope does not.
pub fn trend_is_behind(slope: f64, goal_rate: f64, direction: Direction) -> bool {
    direction.gain(slope - goal_rate) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_goal_itself_is_not_behind() {
        for (slope, up, down) in [(1.4, true, false), (1.5, false, false), (1.6, false, true)] {
            assert_eq!(trend_is_behind(slope, 1.5, Direction::Increase), up);
            assert_eq!(trend_is_behind(slope, 1.5, Direction::Decrease), down);
        }
    }
}
