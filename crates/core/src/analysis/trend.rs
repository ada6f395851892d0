//! The straight line through a phase's scores by ordinary least squares, and how sure it is.

use jiff::civil::Date;

use super::series::Series;
use super::student_t::t_for;
use super::undefined::{Defined, Undefined, finite};
use crate::elapsed::weeks_between;

/// Two points always lie on a line, so only the third says anything about the error.
pub const TREND_OCCASIONS: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// A fitted line `y = intercept + slope x` with what its errors need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    pub count: usize,
    pub slope: f64,
    pub intercept: f64,
    /// Standard error of estimate: `sqrt(SSE / (n - 2))`, in the unit of y.
    pub see: f64,
    /// Standard error of the slope: `SEE / sqrt(Sxx)`.
    pub slope_error: f64,
    mean_x: f64,
    sxx: f64,
}

impl Line {
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }

    /// `slope ± t(n - 2) SE_b`, in the unit of the slope. `confidence` is a part of 1.
    pub fn slope_interval(&self, confidence: f64) -> Defined<Interval> {
        self.around(self.slope, self.slope_error, confidence)
    }

    /// The interval of the line itself at `x` (not of a single score):
    /// `y ± t(n - 2) SEE sqrt(1/n + (x - mean x)² / Sxx)`. Narrowest at the mean of x.
    pub fn mean_interval(&self, x: f64, confidence: f64) -> Defined<Interval> {
        self.around(self.at(x), self.mean_error(x), confidence)
    }

    /// The interval of a single score at `x`: `y ± t(n - 2) SEE sqrt(1 + 1/n + (x - mean x)² / Sxx)`.
    /// Never narrower than that of the line.
    pub fn score_interval(&self, x: f64, confidence: f64) -> Defined<Interval> {
        let error = self.mean_error(x).hypot(self.see);
        self.around(self.at(x), error, confidence)
    }

    /// The standard error of the line itself at `x`.
    pub fn mean_error(&self, x: f64) -> f64 {
        let away = x - self.mean_x;
        self.see * (1.0 / self.count as f64 + away * away / self.sxx).sqrt()
    }

    /// The half-width that [`Self::slope_interval`] would have after `more` further points at
    /// x = `last` + 1, + 2 …, if their errors were as large as those so far.
    pub fn half_width_after(&self, more: usize, last: f64, confidence: f64) -> Defined<f64> {
        let (count, added) = (self.count as f64, more as f64);
        let middle = last + f64::midpoint(1.0, added);
        let between = (middle - self.mean_x).powi(2) * count * added / (count + added);
        let sxx = self.sxx + added * (added * added - 1.0) / 12.0 + between;
        let degrees = (self.count + more).saturating_sub(2);
        finite(t_for(confidence, degrees)? * self.see / sxx.sqrt())
    }

    fn around(&self, middle: f64, error: f64, confidence: f64) -> Defined<Interval> {
        let half = finite(t_for(confidence, self.count.saturating_sub(2))? * error)?;
        Ok(Interval {
            low: finite(middle - half)?,
            high: finite(middle + half)?,
        })
    }
}

/// Least squares through `(x, y)`: from three points with at least two different x.
///
/// Null value: a slope of 0 is no growth. Points exactly on a line give errors of 0, which is
/// chance and not certainty. Source: Draper & Smith 1998, 1.2 to 1.4; `domain.md` 3.
/// Example: (0, 1), (1, 3), (2, 2) give slope 0.5, intercept 1.5, SEE 1.224745.
pub fn least_squares(points: &[(f64, f64)]) -> Defined<Line> {
    if points.len() < TREND_OCCASIONS {
        return Err(Undefined::TooFew {
            have: points.len(),
            need: TREND_OCCASIONS,
        });
    }
    let count = points.len() as f64;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let sxx: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    let sxy: f64 = points
        .iter()
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum();
    if sxx == 0.0 {
        return Err(Undefined::NoTimeBetween);
    }
    let slope = finite(sxy / sxx)?;
    // Errors are taken around the means: squaring raw values would lose the small digits.
    let sse: f64 = points
        .iter()
        .map(|(x, y)| (y - mean_y - slope * (x - mean_x)).powi(2))
        .sum();
    let see = finite((sse / (count - 2.0)).sqrt())?;
    Ok(Line {
        count: points.len(),
        slope,
        intercept: finite(mean_y - slope * mean_x)?,
        see,
        slope_error: finite(see / finite(sxx)?.sqrt())?,
        mean_x,
        sxx,
    })
}

/// The line through a series, x in calendar weeks since its first occasion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    pub origin: Date,
    pub line: Line,
}

impl Trend {
    /// Fits one phase: the caller passes only that phase's scores (`domain.md` 3).
    pub fn new(series: &Series) -> Defined<Self> {
        let line = least_squares(&series.by_week())?;
        let origin = series.first().ok_or(Undefined::NothingCounted)?.date;
        Ok(Self { origin, line })
    }

    /// Growth in units a week; negative falls.
    pub fn weekly_rate(&self) -> f64 {
        self.line.slope
    }

    pub fn rate_interval(&self, confidence: f64) -> Defined<Interval> {
        self.line.slope_interval(confidence)
    }

    /// Where the line stands on a day, in the measure's unit.
    pub fn at(&self, date: Date) -> f64 {
        self.line.at(weeks_between(self.origin, date))
    }

    /// The standard error of the line on a day.
    pub fn error_at(&self, date: Date) -> f64 {
        self.line.mean_error(weeks_between(self.origin, date))
    }

    /// The interval of the line on a day; see [`Line::mean_interval`].
    pub fn interval_at(&self, date: Date, confidence: f64) -> Defined<Interval> {
        self.line
            .mean_interval(weeks_between(self.origin, date), confidence)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-6 * (1.0 + a.abs().max(b.abs()))
    }

    #[test]
    fn it_needs_three_points_on_two_days() {
        let few = |have| Err(Undefined::TooFew { have, need: 3 });
        assert_eq!(least_squares(&[]), few(0));
        assert_eq!(least_squares(&[(0.0, 1.0)]), few(1));
        assert_eq!(least_squares(&[(0.0, 1.0), (1.0, 3.0)]), few(2));
        let one_day = [(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)];
        assert_eq!(least_squares(&one_day), Err(Undefined::NoTimeBetween));
        let endless = [(0.0, 1e300), (1.0, -1e300), (2.0, 1e300)];
        assert_eq!(least_squares(&endless), Err(Undefined::OutOfRange));
    }

    #[test]
    fn three_points_by_hand() {
        let line = least_squares(&[(0.0, 1.0), (1.0, 3.0), (2.0, 2.0)]).unwrap();
        assert!(close(line.slope, 0.5));
        assert!(close(line.intercept, 1.5));
        assert!(close(line.see, 1.5_f64.sqrt()));
        assert!(close(line.slope_error, (1.5_f64 / 2.0).sqrt()));
        // t(0.8, 1) = 3.077684.
        let interval = line.slope_interval(0.8).unwrap();
        assert!(close(interval.low, 0.5 - 3.077_684 * 0.75_f64.sqrt()));
        assert!(close(interval.high, 0.5 + 3.077_684 * 0.75_f64.sqrt()));
        let middle = line.mean_interval(1.0, 0.8).unwrap();
        assert!(close(middle.high - 2.0, 3.077_684 * 0.5_f64.sqrt()));
        assert_eq!(line.slope_interval(1.0), Err(Undefined::OutOfRange));
    }

    #[test]
    fn points_on_a_line_have_no_error() {
        let line = least_squares(&[(0.0, 4.0), (1.0, 6.0), (2.0, 8.0), (3.0, 10.0)]).unwrap();
        assert_eq!((line.slope, line.intercept, line.see), (2.0, 4.0, 0.0));
        let interval = line.slope_interval(0.8).unwrap();
        assert_eq!((interval.low, interval.high), (2.0, 2.0));
    }

    #[test]
    fn weeks_off_are_calendar_time() {
        let scores = [
            (date(2026, 12, 15), 40.0),
            (date(2026, 12, 22), 41.0),
            (date(2027, 1, 12), 44.0),
        ];
        let trend = Trend::new(&Series::new(scores)).unwrap();
        assert!(close(trend.weekly_rate(), 1.0));
        assert!(close(trend.at(date(2027, 1, 5)), 43.0));
    }

    #[test]
    fn further_points_narrow_the_interval() {
        let points = [(0.0, 1.0), (1.0, 3.0), (2.0, 2.0), (4.0, 5.0)];
        let line = least_squares(&points).unwrap();
        let now = line.slope_interval(0.8).unwrap();
        let none = line.half_width_after(0, 4.0, 0.8).unwrap();
        assert!(close(none, (now.high - now.low) / 2.0));
        // Two more at 5 and 6: Sxx of 0 1 2 4 5 6 is 28.
        let two = line.half_width_after(2, 4.0, 0.8).unwrap();
        assert!(close(
            two,
            t_for(0.8, 4).unwrap() * line.see / 28.0_f64.sqrt()
        ));
        assert!(two < none);
    }

    fn points() -> impl Strategy<Value = Vec<(f64, f64)>> {
        prop::collection::vec(0.0..200.0, 3..40)
            .prop_map(|values| (0..).map(f64::from).zip(values).collect())
    }

    proptest! {
        #[test]
        fn a_shift_moves_the_line_and_nothing_else(points in points(), up in -50.0..50.0, later in -20.0..20.0) {
            let line = least_squares(&points).unwrap();
            let moved: Vec<_> = points.iter().map(|(x, y)| (x + later, y + up)).collect();
            let moved = least_squares(&moved).unwrap();
            prop_assert!(close(line.slope, moved.slope));
            prop_assert!(close(line.see, moved.see));
            prop_assert!(close(line.at(0.0) + up, moved.at(later)));
        }

        #[test]
        fn mirrored_scores_mirror_the_interval(points in points()) {
            let mirror: Vec<_> = points.iter().map(|(x, y)| (*x, -y)).collect();
            let there = least_squares(&points).unwrap().slope_interval(0.8).unwrap();
            let back = least_squares(&mirror).unwrap().slope_interval(0.8).unwrap();
            prop_assert!(close(there.low, -back.high) && close(there.high, -back.low));
        }

        #[test]
        fn it_never_gives_a_nan(points in prop::collection::vec((any::<f64>(), any::<f64>()), 0..6)) {
            if let Ok(line) = least_squares(&points) {
                prop_assert!(line.slope.is_finite() && line.intercept.is_finite());
                prop_assert!(line.see.is_finite() && line.slope_error.is_finite());
            }
        }
    }
}
