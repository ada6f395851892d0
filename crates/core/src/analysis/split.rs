//! Lines through the medians of groups of points, as they are drawn by hand on a chart.

use super::median::median;
use super::undefined::{Defined, Undefined, finite};

/// The line through the medians of the first and of the last group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MedianLine {
    /// Units of y for each unit of x; 0 is no growth.
    pub slope: f64,
    pub intercept: f64,
}

/// Split-middle line (bisplit): the points in halves, the median x and y of each half.
///
/// `points` are in the order of x. Of an odd number the middle one belongs to neither half.
/// Null value: under two points is undefined. Source: White 1971 as in Koenig 1972; the
/// division of odd numbers as in scan. Example: (0, 1), (1, 3), (2, 5), (3, 4) have the medians
/// (0.5, 2) and (2.5, 4.5): slope 1.25, intercept 1.375.
pub fn split_middle(points: &[(f64, f64)]) -> Defined<MedianLine> {
    through_groups(points, 2)
}

/// Three-group line (trisplit): the points in thirds, the medians of the first and the last.
///
/// `points` are in the order of x. One or two points beyond a multiple of three go to the
/// middle third. Null value: under three points is undefined. Source: Tukey 1977, resistant
/// line (its first step); the division as in scan. Example: (0, 1), (1, 9), (2, 5) give
/// slope 2, intercept 1.
pub fn three_group(points: &[(f64, f64)]) -> Defined<MedianLine> {
    through_groups(points, 3)
}

fn through_groups(points: &[(f64, f64)], groups: usize) -> Defined<MedianLine> {
    let size = points.len() / groups;
    if size == 0 {
        return Err(Undefined::TooFew {
            have: points.len(),
            need: groups,
        });
    }
    let (first_x, first_y) = medians(points.iter().take(size))?;
    let (last_x, last_y) = medians(points.iter().rev().take(size))?;
    if first_x == last_x {
        return Err(Undefined::NoTimeBetween);
    }
    let slope = finite((last_y - first_y) / (last_x - first_x))?;
    Ok(MedianLine {
        slope,
        intercept: finite(first_y - slope * first_x)?,
    })
}

fn medians<'a>(group: impl Iterator<Item = &'a (f64, f64)>) -> Defined<(f64, f64)> {
    let (xs, ys): (Vec<f64>, Vec<f64>) = group.copied().unzip();
    Ok((median(&xs)?, median(&ys)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_session(scores: &[f64]) -> Vec<(f64, f64)> {
        (1..).map(f64::from).zip(scores.iter().copied()).collect()
    }

    #[test]
    fn each_group_needs_a_point() {
        let few = |have, need| Err(Undefined::TooFew { have, need });
        assert_eq!(split_middle(&by_session(&[4.0])), few(1, 2));
        assert_eq!(three_group(&by_session(&[4.0, 5.0])), few(2, 3));
        assert_eq!(split_middle(&by_session(&[4.0, 5.0])).unwrap().slope, 1.0);
        let one_day = [(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)];
        assert_eq!(three_group(&one_day), Err(Undefined::NoTimeBetween));
    }

    #[test]
    fn points_left_over_belong_to_the_middle() {
        // Halves 1, 2 and 8, 9 with 100 between; thirds 1, 2 and 8, 9 with 50 and 60 between.
        let halves = by_session(&[1.0, 2.0, 100.0, 8.0, 9.0]);
        assert_eq!(split_middle(&halves).unwrap().slope, 7.0 / 3.0);
        let thirds = by_session(&[1.0, 2.0, 50.0, 55.0, 60.0, 65.0, 8.0, 9.0]);
        assert_eq!(three_group(&thirds).unwrap().slope, 7.0 / 6.0);
    }

    #[test]
    fn the_line_passes_through_both_medians() {
        let line = split_middle(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0), (3.0, 4.0)]).unwrap();
        assert_eq!((line.slope, line.intercept), (1.25, 1.375));
    }
}
