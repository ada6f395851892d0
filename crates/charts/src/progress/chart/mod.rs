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
    raise(
        &mut labels,
        baseline.as_ref().map_or(0, |label| label.rows_above()),
    );
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
    use crate::test_data::{behavior, plan, taught, two_phases, with_weeks};
    use aimline_core::analysis::{Dosage, Tally};

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

    /// The name of the first phase never lies in the label of the baseline: both start at the left,
    /// and one that reaches above the drawing lifts the other.
    #[test]
    fn the_label_of_the_baseline_keeps_clear_of_the_phases() {
        let mut high = plan(&[100.0, 90.0, 80.0, 85.0]);
        high.bounds = Some((0.0, 100.0));
        let mut lifted = 0;
        for view in [
            behavior(&[9.0, 8.0, 9.0, 7.0]),
            behavior(&[50.0, 49.0, 48.0]),
            behavior(&[2.0]),
            plan(&[39.0]),
            two_phases(),
            high,
        ] {
            for width in [Width::Narrow, Width::Wide] {
                let facts = Facts::new(&view);
                let layout = Layout::new(&view, &facts, width);
                let label = plan::baseline_label(&view, &facts, &layout).unwrap();
                let spec = progress_chart(&view, width);
                let series = spec["series"].as_array().unwrap();
                let phases = series
                    .iter()
                    .find(|series| series["name"] == "Phases")
                    .unwrap();
                let first = &phases["markLine"]["data"][0]["label"];
                let above = first["distance"][1].as_f64().unwrap();
                assert!(
                    above >= label.reach_above(),
                    "{above} {}",
                    label.reach_above()
                );
                lifted += label.rows_above();
                let rows = spec["grid"][0]["top"].as_f64().unwrap() - 36.0;
                assert!(
                    rows >= above + crate::spec::LINE_HEIGHT - 4.0,
                    "{rows} {above}"
                );
            }
        }
        assert!(lifted > 0);
    }

    #[test]
    fn three_drawings_stand_on_one_time_axis() {
        for width in [Width::Narrow, Width::Wide] {
            let spec = progress_chart(&with_weeks(two_phases()), width);
            let part = |of: &str, place: usize, field: &str| spec[of][place][field].clone();
            for place in 0..3 {
                for field in ["left", "right"] {
                    assert_eq!(part("grid", place, field), part("grid", 0, field));
                }
                for field in ["min", "max", "type"] {
                    assert_eq!(part("xAxis", place, field), part("xAxis", 0, field));
                }
                assert_eq!(spec["xAxis"][place]["axisLabel"]["show"], place == 2);
            }
            // Else the library widens the axes of the bars alone.
            let bars = spec["series"].as_array().unwrap().iter();
            let bars = bars.filter(|series| !series["barCategoryGap"].is_null());
            let mut gaps: Vec<_> = bars
                .map(|bar| (bar["xAxisIndex"].as_f64(), &bar["barCategoryGap"]))
                .collect();
            gaps.dedup();
            let expected = [0.0, 1.0, 2.0].map(|place| (Some(place), gaps[0].1));
            assert_eq!(gaps, expected);
            assert_eq!(spec["axisPointer"]["link"][0]["xAxisIndex"], "all");
        }
        let alone = progress_chart(&two_phases(), Width::Wide);
        assert_eq!(alone["grid"].as_array().unwrap().len(), 1);
        assert!(alone["axisPointer"].is_null());
    }

    #[test]
    fn what_was_not_recorded_is_a_gap_and_nothing_taught_is_not() {
        let spec = progress_chart(&with_weeks(two_phases()), Width::Wide);
        let series = spec["series"].as_array().unwrap();
        let heights = |name: &str| {
            let bars = series.iter().find(|series| series["name"] == name).unwrap();
            let data = bars["data"].as_array().unwrap();
            data.iter()
                .map(|bar| bar["value"][1].as_f64())
                .collect::<Vec<_>>()
        };
        let expected = [Some(92.3), Some(0.0), None, None, Some(92.3)];
        assert_eq!(heights("Steps taught")[..5], expected);
        assert_eq!(
            heights("Received")[..4],
            [Some(80.0), None, Some(40.0), None]
        );
        assert_eq!(heights("Not logged")[..4], [None, None, Some(30.0), None]);
        assert_eq!(
            heights("Planned")[..4],
            [Some(120.0), Some(120.0), Some(120.0), None]
        );
    }

    #[test]
    fn the_walked_point_is_marked_in_all_drawings() {
        for (view, marks) in [(with_weeks(two_phases()), 3), (two_phases(), 1)] {
            let stop = super::super::walk::stops(&view)[4].clone();
            let spec = progress_chart_at(&view, Width::Wide, &stop);
            let series = spec["series"].as_array().unwrap();
            let walked = series.iter().filter(|series| series["name"] == "Walked");
            let days: Vec<_> = walked
                .map(|series| series["markLine"]["data"][0]["xAxis"].clone())
                .collect();
            assert_eq!(days, vec![json!(stop.date.to_string()); marks]);
        }
    }

    #[track_caller]
    fn snapshot(name: &str, view: &ProgressView) {
        let drawn: Vec<Value> = [Width::Narrow, Width::Wide]
            .map(|width| progress_chart(view, width))
            .into();
        let text = serde_json::to_string(&drawn[1]).unwrap();
        // The whole is long: the sentence and one line for each series tell what changed.
        let series = drawn[1]["series"].as_array().unwrap();
        let lines: Vec<String> = series
            .iter()
            .map(|series| format!("{}: {}", series["name"], series["data"]))
            .collect();
        assert!(!text.contains("NaN"));
        insta::assert_snapshot!(name, format!("{}\n\n{}", sentence(view), lines.join("\n")));
    }

    /// The cases that a person meets, by sentence and by what is drawn.
    #[test]
    fn typical_plans_read_and_look_as_expected() {
        let minutes = |received| Dosage {
            planned: 600,
            delivered: 590,
            received,
            ..Dosage::default()
        };
        let steps = |yes| Tally {
            yes,
            no: 100 - yes,
            ..Tally::default()
        };
        let growing = |by: f64| -> Vec<f64> {
            let off = [1.0, -1.0, -1.0, 1.0];
            (0..12)
                .map(|week| 39.0 + by * f64::from(week) + off[week as usize % 4])
                .collect()
        };
        let mut gaps = plan(&[growing(0.6), vec![47.0, 46.0]].concat());
        for week in [9, 4, 3] {
            gaps.scores.remove(week);
        }
        let cases = [
            ("responder", plan(&growing(2.5)), minutes(560), steps(95)),
            ("low_dose", plan(&growing(0.6)), minutes(348), steps(92)),
            ("low_fidelity", plan(&growing(0.6)), minutes(560), steps(61)),
            (
                "decrease",
                behavior(&[9.0, 8.0, 9.0, 7.0, 7.0, 6.0, 6.0, 5.0, 5.0, 3.0]),
                minutes(560),
                steps(90),
            ),
            ("two_phases", two_phases(), minutes(560), steps(90)),
            ("no_data", plan(&[]), Dosage::default(), Tally::default()),
            ("one_point", plan(&[39.0]), minutes(560), steps(90)),
            ("weeks_missing", gaps, minutes(560), steps(90)),
        ];
        for (name, view, dosage, steps) in cases {
            snapshot(name, &taught(with_weeks(view), dosage, steps));
        }
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
