//! The small line of a table row: scores as a line, their last point, the aim line behind them.
//! It is path data for an inline SVG: five hundred rows need no chart library.

use aimline_core::analysis::{AimLine, Occasion, Series};
use aimline_core::elapsed::days_between;
use jiff::civil::Date;

use crate::gap::breaks_before;

/// The view box the paths are drawn in.
pub const SPARKLINE_WIDTH: f64 = 96.0;
pub const SPARKLINE_HEIGHT: f64 = 24.0;

/// Room for the last point and the width of the lines.
const MARGIN: f64 = 3.0;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sparkline {
    /// `d` of the path through the scores; empty without scores.
    pub scores: String,
    /// `d` of the aim line over the same days; empty without one.
    pub aim: String,
    /// The last score, to be drawn as a point.
    pub last: Option<(f64, f64)>,
}

/// Draws scores in any order, and the aim line as far as the scores go.
pub fn sparkline(scores: &[(Date, f64)], aim: Option<&AimLine>) -> Sparkline {
    let series = Series::new(scores.iter().copied());
    let (Some(first), Some(last)) = (series.first(), series.last()) else {
        return Sparkline::default();
    };
    let aim = aim.and_then(|aim| aim_piece(aim, first.date, last.date));
    let heights = series.occasions().iter().chain(aim.iter().flatten());
    let area = Area::around(
        first.date,
        last.date,
        heights.map(|occasion| occasion.value),
    );
    Sparkline {
        scores: path(
            series.occasions(),
            &breaks_before(series.occasions()),
            &area,
        ),
        aim: aim
            .map(|ends| path(&ends, &[false, false], &area))
            .unwrap_or_default(),
        last: Some(area.place(last)),
    }
}

fn aim_piece(aim: &AimLine, first: Date, last: Date) -> Option<[Occasion; 2]> {
    let start = first.max(aim.start());
    let end = last.min(aim.end());
    if end <= start {
        return None;
    }
    let at = |date| {
        Some(Occasion {
            date,
            value: aim.at(date).ok()?,
        })
    };
    Some([at(start)?, at(end)?])
}

/// A line that starts anew at each break. A part of one point has a length of zero, which
/// a round line cap shows as a dot.
fn path(occasions: &[Occasion], breaks: &[bool], area: &Area) -> String {
    let mut path = String::new();
    for (place, (occasion, breaks)) in occasions.iter().zip(breaks).enumerate() {
        let (x, y) = area.place(*occasion);
        let pen = if place == 0 || *breaks { 'M' } else { 'L' };
        path.push_str(&format!("{pen}{x:.1} {y:.1}"));
        if pen == 'M' {
            path.push_str("h0");
        }
    }
    path
}

struct Area {
    first: Date,
    days: f64,
    lowest: f64,
    span: f64,
}

impl Area {
    fn around(first: Date, last: Date, heights: impl Iterator<Item = f64> + Clone) -> Self {
        let lowest = heights.clone().fold(f64::INFINITY, f64::min);
        let highest = heights.fold(f64::NEG_INFINITY, f64::max);
        Self {
            first,
            days: days_between(first, last) as f64,
            lowest,
            span: highest - lowest,
        }
    }

    /// One day, or one height, stands in the middle.
    fn place(&self, occasion: Occasion) -> (f64, f64) {
        let part = |of: f64, whole: f64| if whole > 0.0 { of / whole } else { 0.5 };
        let across = part(days_between(self.first, occasion.date) as f64, self.days);
        let up = part(occasion.value - self.lowest, self.span);
        (
            MARGIN + across * (SPARKLINE_WIDTH - 2.0 * MARGIN),
            SPARKLINE_HEIGHT - MARGIN - up * (SPARKLINE_HEIGHT - 2.0 * MARGIN),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::{plan, week};

    fn weekly(values: &[f64]) -> Vec<(Date, f64)> {
        (0..).map(week).zip(values.iter().copied()).collect()
    }

    #[test]
    fn it_is_drawn_at_every_count_of_scores() {
        assert_eq!(sparkline(&[], plan(&[]).aim.as_ref()), Sparkline::default());

        let one = sparkline(&weekly(&[40.0]), plan(&[]).aim.as_ref());
        assert_eq!(
            (one.scores.as_str(), one.aim.as_str()),
            ("M48.0 12.0h0", "")
        );

        let three = sparkline(&weekly(&[39.0, 48.0, 42.0]), plan(&[]).aim.as_ref());
        assert_eq!(three.scores, "M3.0 21.0h0L48.0 3.0L93.0 15.0");
        assert_eq!(three.aim, "M3.0 21.0h0L93.0 15.0");
        assert_eq!(three.last, Some((93.0, 15.0)));
    }

    #[test]
    fn a_missing_week_breaks_it_and_the_aim_line_is_whole() {
        let mut scores = weekly(&[39.0, 40.0, 41.0, 42.0]);
        scores.remove(1);
        let drawn = sparkline(&scores, plan(&[]).aim.as_ref());
        assert_eq!(drawn.scores.matches('M').count(), 2);
        assert_eq!(drawn.aim.matches('M').count(), 1);
    }

    #[test]
    fn equal_scores_are_a_level_line_in_the_middle() {
        assert_eq!(
            sparkline(&weekly(&[5.0, 5.0]), None).scores,
            "M3.0 12.0h0L93.0 12.0"
        );
    }
}
