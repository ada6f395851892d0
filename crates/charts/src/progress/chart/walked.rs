//! The point that is walked with the keys: a ring around it, and a line through all drawings.

use charming::element::{ItemStyle, LineStyle, Symbol};
use serde_json::json;

use super::super::ProgressView;
use super::super::walk::Stop;
use super::line;
use crate::color;
use crate::spec::{Drawing, merge, point, quiet};

const RING: f64 = 18.0;

pub(super) fn walked(drawing: Drawing, view: &ProgressView, stop: &Stop) -> Drawing {
    let drawings = if view.weeks.is_empty() { 1 } else { 3 };
    (0..drawings).fold(drawing, |drawing, place| {
        let points = match place {
            0 => vec![point(stop.date, stop.value, "")],
            _ => Vec::new(),
        };
        let ring = ItemStyle::new()
            .color("transparent")
            .border_color(color::WALKED)
            .border_width(2.5);
        let series = line("Walked", points)
            .symbol(Symbol::Circle)
            .symbol_size(RING)
            .item_style(ring)
            .line_style(LineStyle::new().opacity(0.0))
            .x_axis_index(place as f64)
            .y_axis_index(place as f64);
        let mut overlay = quiet();
        merge(
            &mut overlay,
            json!({ "z": 9, "markLine": {
                "silent": true,
                "animation": false,
                "symbol": ["none", "none"],
                "label": { "show": false },
                "lineStyle": { "color": color::WALKED, "type": "solid", "width": 1.0 },
                "data": [{ "xAxis": stop.date.to_string() }],
            } }),
        );
        drawing.add(series, overlay)
    })
}
