//! The drawing: from back to front the trend's interval, aim line, baseline, trend, scores by
//! phase, goal, phase lines.
//!
//! The band is the interval of the trend line itself (of its mean at each day), not of single
//! scores, and ends where the scores end: it shows what the scores say, not a forecast. The
//! interval of the weekly rate, which decides, stands in the sentence.

use aimline_core::analysis::elapsed::days_between;
use aimline_core::analysis::{Occasion, Trend};
use charming::datatype::DataPointItem;
use charming::element::{
    AreaStyle, ItemStyle, Label, LineStyle, LineStyleType, MarkLine, MarkLineData, Symbol,
};
use charming::series::Line;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::facts::{Facts, PhaseScores};
use super::label::{Layout, phase_labels};
use super::sentence::sentence;
use super::{BaselineMark, Goal, ProgressView};
use crate::color;
use crate::gap::breaks_before;
use crate::spec::{
    Drawing, FONT_SIZE, Frame, LINE_HEIGHT, Width, direct_label, gap, merge, point, quiet,
};
use crate::words::{day, value};

/// A phase is told by the shape of its points, and only then by anything else.
const SHAPES: [Symbol; 4] = [
    Symbol::Circle,
    Symbol::Triangle,
    Symbol::Rect,
    Symbol::Diamond,
];

/// A star: no phase has it.
const GOAL_SHAPE: &str =
    "path://M0,-10L2.9,-4L9.5,-3.1L4.8,1.5L5.9,8.1L0,5L-5.9,8.1L-4.8,1.5L-9.5,-3.1L-2.9,-4Z";

/// Straight pieces that the curved edges of the band are drawn in.
const BAND_PIECES: i64 = 12;

/// Days that a baseline without dates, or with one, is drawn for.
const BASELINE_DAYS: i64 = 14;

/// Least room for the label of the aim line, in pixels.
const AIM_LABEL: f64 = 110.0;

const LARGEST_POINT: f64 = 9.0;
const SMALLEST_POINT: f64 = 5.0;

/// The specification of the chart, for ECharts.
pub fn progress_chart(view: &ProgressView, width: Width) -> Value {
    let facts = Facts::new(view);
    let layout = Layout::new(view, &facts, width);
    let right = right_margin(view, width);
    let labels = phase_labels(view, &layout, right);
    let value_name = value_name(view);
    let frame = Frame {
        from: layout.from,
        to: layout.to,
        scale: layout.scale,
        value_name: width.choose(&view.unit, &value_name),
        sentence: &sentence(view),
        width,
        label_rows: labels.iter().map(|label| label.row + 1).max().unwrap_or(0),
        right,
    };
    let mut drawing = Drawing::new(&frame);
    if let Ok(trend) = &facts.trend {
        drawing = band(drawing, trend, view, &facts, &layout);
    }
    drawing = aim_line(drawing, view, &layout);
    if let Some(baseline) = &view.baseline {
        drawing = baseline_line(drawing, baseline, view, &facts, &layout);
    }
    if let Ok(trend) = &facts.trend {
        drawing = trend_line(drawing, trend, view, &facts, &layout);
    }
    for scores in &facts.by_phase {
        drawing = score_line(drawing, scores, view, &facts, &layout);
    }
    if let Some(goal) = &view.goal {
        drawing = goal_mark(drawing, goal, view, &layout);
    }
    phase_lines(drawing, view, &layout, right).finish()
}

fn value_name(view: &ProgressView) -> String {
    if view.unit.is_empty() || view.unit.eq_ignore_ascii_case(&view.measure) {
        view.measure.clone()
    } else {
        format!("{} ({})", view.measure, view.unit)
    }
}

fn right_margin(view: &ProgressView, width: Width) -> f64 {
    if view.goal.is_some() {
        width.choose(48.0, 76.0)
    } else {
        width.choose(16.0, 48.0)
    }
}

fn line(name: &str, points: Vec<DataPointItem>) -> Line {
    Line::new().name(name).data(points).symbol(Symbol::None)
}

/// Two stacked series: the lower edge, which is not drawn, and the height above it.
fn band(
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
        .filter_map(|piece| first.date.checked_add((days * piece / pieces).days()).ok())
        .collect()
}

fn aim_line(drawing: Drawing, view: &ProgressView, layout: &Layout) -> Drawing {
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

/// Where the aim line is named: amid the time to come, if that is long enough.
fn aim_label_day(view: &ProgressView, layout: &Layout) -> Option<Date> {
    layout.middle_of_future(view.aim?.end(), AIM_LABEL)
}

/// A line without visible points, whose points may have labels: ECharts draws a label only
/// where there is a symbol, so the symbol is too small to see.
fn labelled_line(name: &str, points: Vec<DataPointItem>) -> Line {
    line(name, points).symbol(Symbol::Circle).symbol_size(0.01)
}

fn with_labels(labels: Vec<Value>) -> Value {
    let mut overlay = quiet();
    merge(&mut overlay, json!({ "data": labels }));
    overlay
}

/// A short solid line over the days it was taken from; its label keeps clear of the points.
fn baseline_line(
    drawing: Drawing,
    baseline: &BaselineMark,
    view: &ProgressView,
    facts: &Facts,
    layout: &Layout,
) -> Drawing {
    let first = baseline.from.iter().min().copied();
    let start = first
        .or(view.aim.map(|aim| aim.start()))
        .unwrap_or(layout.from);
    let end = baseline.from.iter().max().copied().unwrap_or(start);
    let end = if end > start {
        end
    } else {
        start.saturating_add(BASELINE_DAYS.days())
    };
    let text = format!("Baseline {}", value(baseline.value));
    let label_end = |occasion: &&Occasion| {
        let away = layout.pixels_right(start, occasion.date);
        (-8.0..text.len() as f64 * 7.0).contains(&away)
    };
    let near: Vec<f64> = facts
        .all
        .occasions()
        .iter()
        .filter(label_end)
        .map(|o| o.value)
        .collect();
    let lowest = near.iter().copied().fold(baseline.value, f64::min);
    let highest = near.iter().copied().fold(baseline.value, f64::max);
    // Below the points, unless the axis is in the way or the goal line falls.
    let room_below = layout.pixels_up(lowest - layout.scale.min) > 1.5 * LINE_HEIGHT;
    let falls = view.aim.is_some_and(|aim| aim.weekly_rate() < 0.0);
    let (position, height) = if room_below && !falls {
        ("bottom", lowest)
    } else {
        ("top", highest)
    };
    let label = direct_label(
        &text,
        color::TEXT,
        position,
        json!({ "align": "left", "distance": 8 }),
    );
    let style = LineStyle::new().color(color::TEXT).width(3.0);
    let points = vec![
        point(start, baseline.value, ""),
        point(end, baseline.value, ""),
    ];
    drawing
        .add(line("Baseline", points).line_style(style), quiet())
        .add(
            labelled_line("Baseline label", vec![point(start, height, "")]),
            with_labels(vec![json!({ "label": label })]),
        )
}

fn trend_line(
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

fn score_line(
    drawing: Drawing,
    scores: &PhaseScores,
    view: &ProgressView,
    facts: &Facts,
    layout: &Layout,
) -> Drawing {
    let occasions = scores.series.occasions();
    let mut points = Vec::new();
    for (occasion, breaks) in occasions.iter().zip(breaks_before(occasions)) {
        if breaks {
            let before = occasion.date.yesterday().unwrap_or(occasion.date);
            points.push(gap(before));
        }
        points.push(point(
            occasion.date,
            occasion.value,
            point_name(occasion, scores.phase, view),
        ));
    }
    let shape = SHAPES
        .get(scores.phase % SHAPES.len())
        .cloned()
        .unwrap_or(Symbol::Circle);
    let name = view
        .phases
        .get(scores.phase)
        .map_or("Scores", |phase| &phase.label);
    let series = line(name, points)
        .symbol(shape)
        .symbol_size(symbol_size(facts, layout))
        .connect_nulls(false)
        .line_style(LineStyle::new().color(color::SCORE).width(1.0))
        .item_style(ItemStyle::new().color(color::SCORE));
    drawing.add(series, Value::Null)
}

/// Smaller where points would cover their neighbors.
fn symbol_size(facts: &Facts, layout: &Layout) -> f64 {
    let (Some(first), Some(last)) = (facts.all.first(), facts.all.last()) else {
        return LARGEST_POINT;
    };
    let steps = facts.all.len().saturating_sub(1).max(1) as f64;
    let step = layout.pixels_right(first.date, last.date) / steps;
    if first == last {
        LARGEST_POINT
    } else {
        step.clamp(SMALLEST_POINT, LARGEST_POINT).floor()
    }
}

/// What the tooltip says.
fn point_name(occasion: &Occasion, phase: usize, view: &ProgressView) -> String {
    let mut name = format!(
        "{}: {}",
        day(occasion.date, view.today),
        value(occasion.value)
    );
    if let Some(aim) = view.aim.and_then(|aim| aim.at(occasion.date).ok()) {
        name.push_str(&format!(" (aim line {})", value(aim)));
    }
    let notes = view
        .scores
        .iter()
        .filter(|score| score.date == occasion.date && score.phase == phase)
        .filter_map(|score| score.note.as_deref());
    for note in notes {
        name.push('\n');
        name.push_str(note);
    }
    name
}

fn goal_mark(drawing: Drawing, goal: &Goal, view: &ProgressView, layout: &Layout) -> Drawing {
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

/// Every phase is named above the drawing; a change has a vertical line, the start has none.
fn phase_lines(drawing: Drawing, view: &ProgressView, layout: &Layout, right: f64) -> Drawing {
    let labels = phase_labels(view, layout, right);
    if labels.is_empty() {
        return drawing;
    }
    let (mut lines, mut overlays) = (Vec::new(), Vec::new());
    for (place, label) in labels.iter().enumerate() {
        let text = Label::new()
            .show(!label.text.is_empty())
            .formatter(label.text.as_str())
            .color(color::TEXT)
            .font_size(FONT_SIZE);
        lines.push(
            MarkLineData::new()
                .x_axis(label.date.to_string())
                .label(text),
        );
        let distance = 4.0 + LINE_HEIGHT * label.row as f64;
        let line_width = if place == 0 { 0.0 } else { 1.5 };
        overlays.push(json!({
            "label": { "align": "left", "distance": [0, distance], "textBorderWidth": 0 },
            "lineStyle": { "width": line_width },
        }));
    }
    let marks = MarkLine::new()
        .symbol(vec![Symbol::None, Symbol::None])
        .silent(true)
        .line_style(
            LineStyle::new()
                .color(color::PHASE)
                .type_(LineStyleType::Solid),
        )
        .data(
            lines
                .into_iter()
                .map(charming::element::MarkLineVariant::Simple)
                .collect(),
        );
    let mut overlay = quiet();
    merge(
        &mut overlay,
        json!({ "markLine": {
            "animation": false,
            "emphasis": { "disabled": true },
            "data": overlays,
        } }),
    );
    drawing.add(line("Phases", Vec::new()).mark_line(marks), overlay)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::{behavior, plan, two_phases};

    fn names(spec: &Value) -> Vec<&str> {
        let series = spec["series"].as_array().unwrap();
        series
            .iter()
            .map(|series| series["name"].as_str().unwrap())
            .collect()
    }

    #[test]
    fn each_phase_is_its_own_line_with_its_own_shape() {
        let spec = progress_chart(&two_phases(), Width::Wide);
        let expected = [
            "Interval, from",
            "Interval",
            "Aim line",
            "Baseline",
            "Baseline label",
            "Trend",
            "Repeated reading",
            "Smaller group",
            "Goal",
            "Phases",
        ];
        assert_eq!(names(&spec), expected);
        assert_eq!(spec["series"][6]["symbol"], "circle");
        assert_eq!(spec["series"][7]["symbol"], "triangle");
    }

    #[test]
    fn a_plan_without_scores_still_shows_where_it_goes() {
        let spec = progress_chart(&plan(&[]), Width::Narrow);
        assert_eq!(names(&spec), ["Aim line", "Goal", "Phases"]);
        let mut bare = plan(&[]);
        (bare.aim, bare.goal) = (None, None);
        bare.phases.clear();
        assert_eq!(progress_chart(&bare, Width::Wide)["series"], json!([]));
    }

    #[test]
    fn a_missing_week_breaks_the_line() {
        let mut view = plan(&[39.0, 42.0, 36.0, 40.0]);
        view.scores.remove(2);
        let spec = progress_chart(&view, Width::Wide);
        let scores = spec["series"].as_array().unwrap().iter();
        let scores: Vec<_> = scores.filter(|s| s["name"] == "Repeated reading").collect();
        let values: Vec<_> = scores[0]["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| &p["value"][1])
            .collect();
        assert_eq!(
            values,
            [&json!(39.0), &json!(42.0), &Value::Null, &json!(40.0)]
        );
    }

    #[test]
    fn the_band_never_leaves_the_axis() {
        let spec = progress_chart(&plan(&[39.0, 42.0, 36.0]), Width::Wide);
        let edge = |place: usize, at: usize| {
            spec["series"][place]["data"][at]["value"][1]
                .as_f64()
                .unwrap()
        };
        let (min, max) = (
            spec["yAxis"]["min"].as_f64().unwrap(),
            spec["yAxis"]["max"].as_f64().unwrap(),
        );
        assert!(edge(0, 0) >= min && edge(0, 0) + edge(1, 0) <= max);
        assert!(edge(1, 0) > 0.0);
    }

    #[test]
    fn nothing_moves_and_no_color_is_fixed() {
        for view in [plan(&[39.0; 120]), behavior(&[9.0, 8.0, 7.0]), two_phases()] {
            let text = progress_chart(&view, Width::Wide).to_string();
            assert!(text.contains("\"animation\":false"));
            assert!(!text.contains('#') && !text.contains("rgb"), "{text}");
            assert!(!text.contains("function"), "{text}");
        }
    }

    #[test]
    fn the_description_is_the_sentence() {
        let view = two_phases();
        let spec = progress_chart(&view, Width::Wide);
        assert_eq!(spec["aria"]["label"]["description"], sentence(&view));
    }

    #[test]
    fn specification_of_two_phases() {
        let spec = progress_chart(&two_phases(), Width::Wide);
        insta::assert_snapshot!(serde_json::to_string_pretty(&spec).unwrap());
    }

    #[test]
    fn specification_of_one_score_on_a_narrow_screen() {
        let spec = progress_chart(&behavior(&[9.0]), Width::Narrow);
        insta::assert_snapshot!(serde_json::to_string_pretty(&spec).unwrap());
    }
}
