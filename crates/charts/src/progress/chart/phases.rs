//! The names of the phases above the drawing, and a line where one changes into the next.

use charming::element::{
    Label, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant, Symbol,
};
use serde_json::json;

use super::super::label::PhaseLabel;
use super::line;
use crate::color;
use crate::spec::{Drawing, FONT_SIZE, LINE_HEIGHT, merge, quiet};

/// Every phase is named above the drawing; a change has a vertical line, the start has none.
pub(super) fn phase_lines(drawing: Drawing, labels: &[PhaseLabel]) -> Drawing {
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
        .data(lines.into_iter().map(MarkLineVariant::Simple).collect());
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
