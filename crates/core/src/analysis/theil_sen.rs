//! The straight line that odd scores cannot pull: the median of the slopes between all pairs.

use super::median::{median, median_of};
use super::undefined::{Defined, Undefined, finite};

/// Two points make the first slope.
const FEWEST: usize = 2;

/// A slope with the two intercepts in use; which one is meant must be said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TheilSen {
    /// Units of y for each unit of x; 0 is no growth.
    pub slope: f64,
    /// "Separate": median(y) - slope x median(x) (Conover 1980).
    pub intercept: f64,
    /// "Joint": median(y - slope x), which leaves as many points above the line as below it;
    /// the one of Tarlow's baseline correction (2017).
    pub joint_intercept: f64,
}

/// Median of the slopes between all pairs of points with different x.
///
/// Null value: fewer than two points, or all at one x, is undefined. Source: Theil 1950; Sen
/// 1968. Example: (0, 0), (1, 1), (2, 1) have slopes 1, 0.5 and 0: slope 0.5, intercept 0.5,
/// joint intercept 0.
pub fn theil_sen(points: &[(f64, f64)]) -> Defined<TheilSen> {
    if points.len() < FEWEST {
        return Err(Undefined::TooFew {
            have: points.len(),
            need: FEWEST,
        });
    }
    let mut slopes = Vec::with_capacity(points.len() * (points.len() - 1) / 2);
    let mut later = points;
    while let Some(((x, y), rest)) = later.split_first() {
        for (later_x, later_y) in rest {
            if later_x != x {
                slopes.push((later_y - y) / (later_x - x));
            }
        }
        later = rest;
    }
    if slopes.is_empty() {
        return Err(Undefined::NoTimeBetween);
    }
    let slope = median_of(slopes)?;
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let above = points.iter().map(|(x, y)| y - slope * x).collect();
    Ok(TheilSen {
        slope,
        intercept: finite(median(&ys)? - slope * median(&xs)?)?,
        joint_intercept: median_of(above)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_needs_two_points_at_different_x() {
        let few = |have| Err(Undefined::TooFew { have, need: 2 });
        assert_eq!(theil_sen(&[]), few(0));
        assert_eq!(theil_sen(&[(1.0, 4.0)]), few(1));
        assert_eq!(
            theil_sen(&[(1.0, 4.0), (1.0, 5.0)]),
            Err(Undefined::NoTimeBetween)
        );
        let endless = [(0.0, f64::INFINITY), (1.0, 0.0)];
        assert_eq!(theil_sen(&endless), Err(Undefined::OutOfRange));
    }

    #[test]
    fn three_points_by_hand() {
        let line = theil_sen(&[(0.0, 0.0), (1.0, 1.0), (2.0, 1.0)]).unwrap();
        let expected = (0.5, 0.5, 0.0);
        assert_eq!((line.slope, line.intercept, line.joint_intercept), expected);
    }

    #[test]
    fn one_odd_score_does_not_move_it() {
        let mut points: Vec<_> = (0..9_u8)
            .map(|x| (f64::from(x), f64::from(2 * x)))
            .collect();
        points[4].1 = 900.0;
        assert_eq!(theil_sen(&points).unwrap().slope, 2.0);
    }

    proptest! {
        #[test]
        fn it_moves_with_its_points(
            values in prop::collection::vec(0_u16..200, 2..25), up in -50_i16..50, by in 1_u8..9,
        ) {
            let points: Vec<_> = (0..).map(f64::from).zip(values.iter().map(|v| f64::from(*v))).collect();
            let line = theil_sen(&points).unwrap();
            let changed: Vec<_> = points
                .iter()
                .map(|(x, y)| (*x, f64::from(by) * y + f64::from(up)))
                .collect();
            let moved = theil_sen(&changed).unwrap();
            prop_assert!((moved.slope - f64::from(by) * line.slope).abs() < 1e-9);
            let expected = f64::from(by) * line.joint_intercept + f64::from(up);
            prop_assert!((moved.joint_intercept - expected).abs() < 1e-8);
        }

        #[test]
        fn it_never_gives_a_nan(points in prop::collection::vec((any::<f64>(), any::<f64>()), 0..6)) {
            if let Ok(line) = theil_sen(&points) {
                prop_assert!(line.slope.is_finite() && line.intercept.is_finite());
                prop_assert!(line.joint_intercept.is_finite());
            }
        }
    }
}
