//! What was planned: the aim line, the baseline it starts from, the goal it leads to.

use aimline_core::analysis::Occasion;
use aimline_core::elapsed::days_later;
use charming::element::{ItemStyle, LineStyle, LineStyleType, Symbol};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::facts::Facts;
use super::super::label::Layout;
use super::super::{Goal, ProgressView};
use super::{labelled_line, line, with_labels};
use crate::color;
use crate::spec::{Drawing, LINE_HEIGHT, Width, direct_label, point, quiet};
use crate::words::{day, value};

/// A star: no phase has it.
const GOAL_SHAPE: &str =
    "path://M0,-10L2.9,-4L9.5,-3.1L4.8,1.5L5.9,8.1L0,5L-5.9,8.1L-4.8,1.5L-9.5,-3.1L-2.9,-4Z";

/// Days that a baseline without dates, or with one, is drawn for.
const BASELINE_DAYS: i64 = 14;

/// Least time to come for a label of the aim line, in pixels: with that of the trend.
const AIM_LABEL: f64 = 135.0;

pub(super) fn aim_line(drawing: Drawing, view: &ProgressView, layout: &Layout) -> Drawing {
    let Some(aim) = &view.aim else {
        return drawing;
    };
    let mut points = vec![point(aim.start(), aim.baseline(), "")];
    let mut labels = vec![Value::Null];
    let middle = aim_label_day(view, layout).and_then(|day| Some((day, aim.at(day).ok()?)));
    if let Some((middle, height)) = middle {
        // Above the line, on the side where the line is lower.
        let align = if aim.weekly_rate() < 0.0 {
            "left"
        } else {
            "right"
        };
        points.push(point(middle, height, ""));
        labels.push(json!({
            "label": direct_label("Aim line", color::AIM, "top", json!({ "align": align })),
        }));
    }
    points.push(point(aim.end(), aim.goal(), ""));
    let style = LineStyle::new()
        .color(color::AIM)
        .width(2.0)
        .type_(LineStyleType::Dashed);
    drawing.add(
        labelled_line("Aim line", points).line_style(style),
        with_labels(labels),
    )
}

/// Where the aim line is named: in the time to come, if that is long enough.
fn aim_label_day(view: &ProgressView, layout: &Layout) -> Option<Date> {
    layout.day_to_come(view.aim?.end(), AIM_LABEL)
}

/// Where the baseline runs, and where its label keeps clear of the points.
pub(super) struct BaselineLabel {
    from: Date,
    to: Date,
    value: f64,
    /// The score that the label stands over or under.
    beside: f64,
    position: &'static str,
    /// From that score to the upper edge of the drawing, in pixels.
    room_above: f64,
}

/// Between the label and its score, in pixels: half a point and a little air.
const LABEL_DISTANCE: f64 = 8.0;

impl BaselineLabel {
    /// Pixels that it reaches above the drawing, where the names of the phases stand.
    pub(super) fn reach_above(&self) -> f64 {
        match self.position {
            "top" => (LABEL_DISTANCE + LINE_HEIGHT - self.room_above).max(0.0),
            _ => 0.0,
        }
    }

    /// The same in lines of labels.
    pub(super) fn rows_above(&self) -> usize {
        (self.reach_above() / LINE_HEIGHT).ceil() as usize
    }
}

pub(super) fn baseline_label(
    view: &ProgressView,
    facts: &Facts,
    layout: &Layout,
) -> Option<BaselineLabel> {
    let baseline = view.baseline.as_ref()?;
    let first = baseline.from.iter().min().copied();
    let from = first
        .or(view.aim.map(|aim| aim.start()))
        .unwrap_or(layout.from);
    let to = baseline.from.iter().max().copied().unwrap_or(from);
    let to = if to > from {
        to
    } else {
        days_later(from, BASELINE_DAYS)
    };
    let width = baseline_text(baseline.value).len() as f64 * 7.0;
    let near = |occasion: &&Occasion| {
        let away = layout.pixels_right(from, occasion.date);
        (-8.0..width).contains(&away)
    };
    let near = facts.all.occasions().iter().filter(near);
    let near: Vec<f64> = near.map(|occasion| occasion.value).collect();
    let lowest = near.iter().copied().fold(baseline.value, f64::min);
    let highest = near.iter().copied().fold(baseline.value, f64::max);
    // Below the points, unless the axis is in the way or the goal line falls.
    let room_below = layout.pixels_up(lowest - layout.scale.min) > 1.5 * LINE_HEIGHT;
    let falls = view.aim.is_some_and(|aim| aim.weekly_rate() < 0.0);
    let (position, beside) = if room_below && !falls {
        ("bottom", lowest)
    } else {
        ("top", highest)
    };
    Some(BaselineLabel {
        from,
        to,
        value: baseline.value,
        beside,
        position,
        room_above: layout.pixels_up(layout.scale.max - beside),
    })
}

fn baseline_text(baseline: f64) -> String {
    format!("Baseline {}", value(baseline))
}

/// A short solid line over the days it was taken from.
pub(super) fn baseline_line(drawing: Drawing, baseline: &BaselineLabel) -> Drawing {
    let label = direct_label(
        &baseline_text(baseline.value),
        color::TEXT,
        baseline.position,
        json!({ "align": "left", "distance": LABEL_DISTANCE }),
    );
    let style = LineStyle::new().color(color::TEXT).width(3.0);
    let points = vec![
        point(baseline.from, baseline.value, ""),
        point(baseline.to, baseline.value, ""),
    ];
    let at = vec![point(baseline.from, baseline.beside, "")];
    drawing
        .add(line("Baseline", points).line_style(style), quiet())
        .add(
            labelled_line("Baseline label", at),
            with_labels(vec![json!({ "label": label })]),
        )
}

pub(super) fn goal_mark(
    drawing: Drawing,
    goal: &Goal,
    view: &ProgressView,
    layout: &Layout,
) -> Drawing {
    let height = value(goal.value);
    let text = match layout.width {
        Width::Narrow => format!("Goal\n{height}"),
        Width::Wide if aim_label_day(view, layout).is_some() => format!("Goal {height}"),
        Width::Wide => format!("Goal {height}\n(aim line)"),
    };
    let name = format!("Goal: {height} by {}", day(goal.date, view.today));
    // A goal at the foot of the chart would write over the dates.
    let low = layout.pixels_up(goal.value - layout.scale.min) < LINE_HEIGHT;
    let up = if low { -LINE_HEIGHT } else { 0.0 };
    let more = json!({ "fontWeight": "bold", "offset": [0, up] });
    let label = direct_label(&text, color::GOAL, "right", more);
    let series = line("Goal", vec![point(goal.date, goal.value, name)])
        .symbol(Symbol::Custom(GOAL_SHAPE.to_owned()))
        .symbol_size(16.0)
        .item_style(ItemStyle::new().color(color::GOAL));
    drawing.add(series, json!({ "data": [{ "label": label }] }))
}
