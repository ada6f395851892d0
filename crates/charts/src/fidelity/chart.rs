//! The drawing: one line for each series, told apart by shape and dash before color, named at
//! its last point, with the line of the adherence asked for.

use aimline_core::analysis::Occasion;
use aimline_core::elapsed::days_later;
use aimline_core::order::Order;
use charming::datatype::DataPointItem;
use charming::element::{ItemStyle, LineStyle, LineStyleType, Symbol};
use charming::series::Line;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::FidelityView;
use super::facts::SeriesFacts;
use super::sentence::{sentence, whole};
use crate::color;
use crate::gap::breaks_before;
use crate::scale::Scale;
use crate::spec::{
    Drawing, Frame, LINE_HEIGHT, PLOT_HEIGHT, Width, direct_label, gap, merge, point, quiet,
};
use crate::words::{day, shortened, value};

const SHAPES: [Symbol; 5] = [
    Symbol::Circle,
    Symbol::Triangle,
    Symbol::Rect,
    Symbol::Diamond,
    Symbol::RoundRect,
];
const DASHES: [LineStyleType; 3] = [
    LineStyleType::Solid,
    LineStyleType::Dashed,
    LineStyleType::Dotted,
];
const COLORS: [&str; 4] = [color::SCORE, color::TREND, color::GOAL, color::PHASE];

/// The whole scale, always: a percentage is read against 0 and 100.
const PERCENT: Scale = Scale {
    min: 0.0,
    max: 100.0,
    step: 20.0,
};

/// The specification of the chart, for ECharts.
pub fn fidelity_chart(view: &FidelityView, width: Width) -> Value {
    let series = SeriesFacts::all(view);
    let (from, to) = time_span(view, &series);
    let frame = Frame {
        from,
        to,
        scale: PERCENT,
        value_name: width.choose("% of steps", "Steps done as written (%)"),
        sentence: &sentence(view),
        width,
        label_rows: 0,
        right: width.choose(84.0, 132.0),
        panels: Vec::new(),
    };
    let mut heights = name_heights(view, &series);
    let threshold_height = heights.pop().unwrap_or(view.threshold);
    let drawing = threshold_line(Drawing::new(&frame), view, (from, to), threshold_height);
    series
        .iter()
        .zip(heights)
        .enumerate()
        .fold(drawing, |drawing, (place, (series, name_height))| {
            adherence_line(drawing, place, series, name_height, view, width)
        })
        .finish()
}

fn time_span(view: &FidelityView, series: &[SeriesFacts]) -> (Date, Date) {
    let days = series
        .iter()
        .flat_map(|series| series.days.iter().map(|(date, _)| *date));
    let first = days.clone().min().unwrap_or(view.today);
    let last = days.max().unwrap_or(view.today);
    (
        days_later(first, -2),
        days_later(last.max(days_later(first, 26)), 2),
    )
}

fn threshold_line(
    drawing: Drawing,
    view: &FidelityView,
    (from, to): (Date, Date),
    name_height: f64,
) -> Drawing {
    let label = name_label(
        &format!("{} %", value(view.threshold)),
        color::AIM,
        view.threshold,
        name_height,
    );
    let line = Line::new()
        .name("Asked for")
        .data(vec![
            point(from, view.threshold, ""),
            point(to, view.threshold, ""),
        ])
        .symbol(Symbol::Circle)
        .symbol_size(0.01)
        .line_style(
            LineStyle::new()
                .color(color::AIM)
                .width(2.0)
                .type_(LineStyleType::Dashed),
        );
    let mut overlay = quiet();
    merge(&mut overlay, json!({ "data": [null, { "label": label }] }));
    drawing.add(line, overlay)
}

fn adherence_line(
    drawing: Drawing,
    place: usize,
    series: &SeriesFacts,
    name_height: f64,
    view: &FidelityView,
    width: Width,
) -> Drawing {
    let occasions = series.occasions();
    let color = COLORS
        .get(place % COLORS.len())
        .copied()
        .unwrap_or(color::SCORE);
    let dash = DASHES
        .get(place % DASHES.len())
        .copied()
        .unwrap_or(LineStyleType::Solid);
    let points = points(&occasions, series.name, view);
    let mut labels = vec![Value::Null; points.len().saturating_sub(1)];
    if let Some(last) = occasions.last() {
        let name = shortened(series.name, width.choose(11, 18));
        labels.push(json!({ "label": name_label(&name, color, last.value, name_height) }));
    }
    let line = Line::new()
        .name(series.name)
        .data(points)
        .symbol(
            SHAPES
                .get(place % SHAPES.len())
                .cloned()
                .unwrap_or(Symbol::Circle),
        )
        .symbol_size(8.0)
        .connect_nulls(false)
        .line_style(LineStyle::new().color(color).width(1.5).type_(dash))
        .item_style(ItemStyle::new().color(color));
    drawing.add(line, json!({ "data": labels }))
}

fn points(occasions: &[Occasion], name: &str, view: &FidelityView) -> Vec<DataPointItem> {
    let mut points = Vec::new();
    for (occasion, breaks) in occasions.iter().zip(breaks_before(occasions)) {
        if breaks {
            points.push(gap(occasion.date.yesterday().unwrap_or(occasion.date)));
        }
        let date = day(occasion.date, view.today);
        let told = format!("{name}\n{date}: {} %", whole(occasion.value));
        points.push(point(occasion.date, occasion.value, told));
    }
    points
}

/// A name to the right of a line that ends at `end` and is named at `height`, in percent.
fn name_label(name: &str, color: &str, end: f64, height: f64) -> Value {
    let down = (end - height) / 100.0 * PLOT_HEIGHT;
    direct_label(name, color, "right", json!({ "offset": [2, down] }))
}

/// Where the name of each series stands, and that of the threshold last, in percent: as near
/// to the end of its line as the other names allow, in the order of the ends.
fn name_heights(view: &FidelityView, series: &[SeriesFacts]) -> Vec<f64> {
    let apart = 100.0 * LINE_HEIGHT / PLOT_HEIGHT;
    let mut ends: Vec<(usize, f64)> = series
        .iter()
        .map(|series| series.occasions().last().map_or(0.0, |last| last.value))
        .chain([view.threshold])
        .enumerate()
        .collect();
    ends.order_by(|a, b| b.1.total_cmp(&a.1));
    let mut heights = vec![0.0; ends.len()];
    let mut ceiling = f64::INFINITY;
    for (place, end) in ends {
        let height = end.min(ceiling);
        if let Some(slot) = heights.get_mut(place) {
            *slot = height;
        }
        ceiling = height - apart;
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::fidelity;

    #[test]
    fn series_differ_in_shape_and_dash_and_are_named_apart() {
        let view = fidelity(&[
            ("Phonics", &[(5, 1, 0), (6, 0, 0)]),
            ("Fluency", &[(4, 2, 0), (6, 0, 0)]),
        ]);
        let spec = fidelity_chart(&view, Width::Wide);
        let (first, second) = (&spec["series"][1], &spec["series"][2]);
        assert_ne!(first["symbol"], second["symbol"]);
        assert_ne!(first["lineStyle"]["type"], second["lineStyle"]["type"]);
        assert_eq!(first["data"][1]["label"]["offset"], json!([2, 0.0]));
        assert_eq!(
            second["data"][1]["label"]["offset"],
            json!([2, LINE_HEIGHT])
        );
    }

    #[test]
    fn a_day_of_na_alone_is_no_point() {
        let spec = fidelity_chart(&fidelity(&[("Phonics", &[(0, 0, 6)])]), Width::Narrow);
        assert_eq!(spec["series"].as_array().map(Vec::len), Some(2));
        assert!(
            spec["series"][1]
                .get("data")
                .is_none_or(|data| data == &json!([]))
        );
        let empty = fidelity_chart(&fidelity(&[]), Width::Wide);
        assert_eq!(empty["series"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn specification_of_two_protocols() {
        let view = fidelity(&[
            ("Phonics", &[(5, 1, 0), (4, 2, 0)]),
            ("Fluency", &[(6, 0, 0)]),
        ]);
        let spec = fidelity_chart(&view, Width::Wide);
        insta::assert_snapshot!(serde_json::to_string_pretty(&spec).unwrap());
    }
}
