//! How many more weekly scores would settle it.

use crate::analysis::Line;

/// A school year of weekly scores and more; beyond that no number is an answer.
pub const MOST: usize = 52;

/// The fewest further weekly scores after which the slope's interval would leave out
/// `goal_rate`, if the slope and the scatter (SEE) stayed as they are.
///
/// `last` is the x of the latest score, in weeks. At least 1; none where more than [`MOST`]
/// would be needed, as for a slope that equals the goal's. It is a guide, not a promise: slope
/// and scatter will move. Source: `domain.md` 4.
/// Example: a slope of 1.0 against a goal of 1.5, SEE 5, after 10 weekly scores with an 80 %
/// interval: 4 more.
pub fn more_points(line: &Line, last: f64, goal_rate: f64, confidence: f64) -> Option<usize> {
    let apart = (line.slope - goal_rate).abs();
    // The interval narrows with every score, so halving the range finds the first that does.
    let settles = |more: usize| {
        line.half_width_after(more, last, confidence)
            .is_ok_and(|half| half < apart)
    };
    if !settles(MOST) {
        return None;
    }
    let (mut not_enough, mut enough) = (0, MOST);
    while enough - not_enough > 1 {
        let middle = not_enough.midpoint(enough);
        if settles(middle) {
            enough = middle;
        } else {
            not_enough = middle;
        }
    }
    Some(enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::least_squares;

    /// Weekly scores with this slope, scattered so that SEE is `see`.
    fn line(count: u8, slope: f64, see: f64) -> Line {
        // A zigzag of four that has no trend of its own once fitted; scaled to the SEE asked for.
        let shape: Vec<(f64, f64)> = (0..count)
            .map(|week| (f64::from(week), f64::from(week * week % 7)))
            .collect();
        let fitted = least_squares(&shape).unwrap();
        let points: Vec<(f64, f64)> = shape
            .iter()
            .map(|(x, y)| (*x, (y - fitted.at(*x)) * see / fitted.see + slope * x))
            .collect();
        least_squares(&points).unwrap()
    }

    #[test]
    fn it_is_the_first_count_that_would_settle_it() {
        for (slope, see, goal) in [(1.0, 5.0, 1.5), (0.2, 10.0, 1.5), (1.9, 12.0, 1.5)] {
            let line = line(10, slope, see);
            let more = more_points(&line, 9.0, goal, 0.8).unwrap();
            let apart = (slope - goal).abs();
            let half = |more| line.half_width_after(more, 9.0, 0.8).unwrap();
            assert!(half(more) < apart, "{slope}");
            assert!(more == 1 || half(more - 1) >= apart, "{slope}");
        }
    }

    #[test]
    fn a_slope_at_the_goal_is_never_settled() {
        assert_eq!(more_points(&line(10, 1.5, 5.0), 9.0, 1.5, 0.8), None);
        assert_eq!(more_points(&line(10, 1.49, 10.0), 9.0, 1.5, 0.8), None);
    }

    #[test]
    fn the_worked_example() {
        assert_eq!(more_points(&line(10, 1.0, 5.0), 9.0, 1.5, 0.8), Some(4));
    }
}
