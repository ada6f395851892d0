//! The drawing: from back to front the trend's interval, aim line, baseline, trend, scores by
//! phase, goal, phase lines; under it, on the same time axis, minutes and steps from week to week.

mod phases;
mod plan;
mod scores;
mod trend;
mod walked;
mod weeks;

use charming::datatype::DataPointItem;
use charming::element::Symbol;
use charming::series::Line;
use serde_json::{Value, json};

use super::ProgressView;
use super::facts::Facts;
use super::label::{Layout, phase_labels, raise};
use super::sentence::sentence;
use super::walk::Stop;
use crate::spec::{Drawing, Frame, Width, merge, quiet};

/// The specification of the chart, for ECharts.
pub fn progress_chart(view: &ProgressView, width: Width) -> Value {
    drawing(view, width).finish()
}

/// The same with the point marked that is walked.
pub fn progress_chart_at(view: &ProgressView, width: Width, stop: &Stop) -> Value {
    walked::walked(drawing(view, width), view, stop).finish()
}

fn drawing(view: &ProgressView, width: Width) -> Drawing {
    let facts = Facts::new(view);
    let layout = Layout::new(view, &facts, width);
    let right = right_margin(view, width);
    let mut labels = phase_labels(view, &layout, right);
    let baseline = plan::baseline_label(view, &facts, &layout);
    raise(&mut labels, baseline.as_ref().map_or(0, |label| label.rows_above()));
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
        panels: weeks::panels(view, width),
    };
    let mut drawing = Drawing::new(&frame);
    if let Ok(trend) = &facts.trend {
        drawing = trend::band(drawing, trend, view, &facts, &layout);
    }
    drawing = plan::aim_line(drawing, view, &layout);
    if let Some(label) = &baseline {
        drawing = plan::baseline_line(drawing, label);
    }
    if let Ok(trend) = &facts.trend {
        drawing = trend::trend_line(drawing, trend, view, &facts, &layout);
    }
    for scores in &facts.by_phase {
        drawing = scores::score_line(drawing, scores, view, &facts, &layout);
    }
    if let Some(goal) = &view.goal {
        drawing = plan::goal_mark(drawing, goal, view, &layout);
    }
    drawing = phases::phase_lines(drawing, &labels);
    weeks::weeks(drawing, view)
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
        let spec = progress_chart(&plan(&[39.0, 42.0, 36.0, 44.0, 38.0, 46.0]), Width::Wide);
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
