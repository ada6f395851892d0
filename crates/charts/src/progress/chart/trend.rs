//! The trend of the current phase, and how sure it is.
//!
//! The band is the interval of the trend line itself (of its mean at each day), not of single
//! scores, and ends where the scores end: it shows what the scores say, not a forecast. The
//! interval of the weekly rate, which decides, stands in the sentence.

use aimline_core::analysis::Trend;
use aimline_core::elapsed::{days_between, days_later};
use charming::element::{AreaStyle, LineStyle};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::ProgressView;
use super::super::facts::Facts;
use super::super::label::Layout;
use super::{labelled_line, line, with_labels};
use crate::color;
use crate::spec::{Drawing, LINE_HEIGHT, Width, direct_label, merge, point, quiet};

/// Straight pieces that the curved edges of the band are drawn in.
const BAND_PIECES: i64 = 12;

/// Two stacked series: the lower edge, which is not drawn, and the height above it.
pub(super) fn band(
    drawing: Drawing,
    trend: &Trend,
    view: &ProgressView,
    facts: &Facts,
    layout: &Layout,
) -> Drawing {
    let (mut lower, mut height) = (Vec::new(), Vec::new());
    for date in band_days(facts) {
        let Ok(interval) = trend.interval_at(date, view.confidence) else {
            return drawing;
        };
        let low = layout.scale.clamp(interval.low);
        lower.push(point(date, low, ""));
        height.push(point(date, layout.scale.clamp(interval.high) - low, ""));
    }
    let edge = |name, points| {
        line(name, points)
            .stack("interval")
            .line_style(LineStyle::new().opacity(0.0))
    };
    let area = AreaStyle::new().color(color::BAND).opacity(1.0);
    let mut stacked = quiet();
    // Else ECharts would not stack onto an edge below zero.
    merge(&mut stacked, json!({ "stackStrategy": "all" }));
    drawing
        .add(edge("Interval, from", lower), stacked.clone())
        .add(edge("Interval", height).area_style(area), stacked)
}

fn band_days(facts: &Facts) -> Vec<Date> {
    let (Some(first), Some(last)) = (facts.current_scores.first(), facts.current_scores.last())
    else {
        return Vec::new();
    };
    let days = days_between(first.date, last.date);
    let pieces = BAND_PIECES.min(days).max(1);
    (0..=pieces)
        .map(|piece| days_later(first.date, days * piece / pieces))
        .collect()
}
pub(super) fn trend_line(
    drawing: Drawing,
    trend: &Trend,
    view: &ProgressView,
    facts: &Facts,
    layout: &Layout,
) -> Drawing {
    let (Some(first), Some(last)) = (facts.current_scores.first(), facts.current_scores.last())
    else {
        return drawing;
    };
    let end = trend.at(last.date);
    let points = vec![
        point(first.date, trend.at(first.date), ""),
        point(last.date, end, ""),
    ];
    let mut labels = vec![Value::Null];
    if let Some(down) = trend_label_offset(last.date, end, view, layout) {
        let more = json!({ "offset": [2, down] });
        labels.push(json!({ "label": direct_label("Trend", color::TREND, "right", more) }));
    }
    let style = LineStyle::new().color(color::TREND).width(2.5);
    drawing.add(
        labelled_line("Trend", points).line_style(style),
        with_labels(labels),
    )
}

/// How far below its place the label of the trend stands, in pixels: away from the aim line,
/// and a line away from the goal's label. `None` where there is no room for it.
fn trend_label_offset(day: Date, height: f64, view: &ProgressView, layout: &Layout) -> Option<f64> {
    let room = layout.pixels_right(day, layout.to);
    if layout.width == Width::Narrow && room < 50.0 {
        return None;
    }
    let aim_then = view.aim.and_then(|aim| aim.at(day).ok());
    let below = aim_then.is_none_or(|aim| height <= aim);
    let away = if below { LINE_HEIGHT } else { -LINE_HEIGHT };
    let Some(goal) = view
        .goal
        .filter(|goal| layout.pixels_right(day, goal.date) < 50.0)
    else {
        return Some(away);
    };
    let apart = layout.pixels_up(goal.value - height);
    Some(if apart.abs() >= 2.0 * LINE_HEIGHT {
        away
    } else if below {
        2.0 * LINE_HEIGHT - apart
    } else {
        -2.0 * LINE_HEIGHT - apart
    })
}
