//! The frame that all charts share, and how charming's chart becomes a specification.
//!
//! charming lacks some of the fields ECharts needs here, so each series and the whole chart may
//! carry an overlay of plain JSON, merged in after the one serialization.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::datatype::{CompositeValue, DataPointItem};
use charming::element::{
    AxisLabel, AxisLine, AxisTick, AxisType, LineStyle, SplitLine, TextStyle, Tooltip, Trigger,
};
use charming::series::Series;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::color;
use crate::scale::Scale;

pub(crate) const FONT_SIZE: f64 = 12.0;
const FONT: &str = "system-ui, sans-serif";

/// Height of a line of labels, in pixels.
pub(crate) const LINE_HEIGHT: f64 = 16.0;

/// Height of the drawing itself at the least height of a chart, in pixels. Labels are kept
/// apart by it; a taller chart only has more room.
pub(crate) const PLOT_HEIGHT: f64 = 200.0;

/// How wide the chart will be. Narrow is made for 320 px: fewer ticks, shorter labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    Narrow,
    #[default]
    Wide,
}

impl Width {
    pub(crate) fn choose<T>(self, narrow: T, wide: T) -> T {
        match self {
            Self::Narrow => narrow,
            Self::Wide => wide,
        }
    }

    /// Width of the drawing itself that labels may count on, in pixels.
    pub(crate) fn plot(self) -> f64 {
        self.choose(230.0, 560.0)
    }
}

/// Axes, margins and description.
pub(crate) struct Frame<'a> {
    pub from: Date,
    pub to: Date,
    pub scale: Scale,
    pub value_name: &'a str,
    pub sentence: &'a str,
    pub width: Width,
    /// Lines of labels between the name of the value axis and the drawing.
    pub label_rows: usize,
    /// Room for labels on the right, in pixels.
    pub right: f64,
    /// From top to bottom, under the drawing.
    pub panels: Vec<Panel>,
}

/// A small drawing under the first, on the same time axis, from 0 to `most`.
pub(crate) struct Panel {
    /// In pixels.
    pub height: f64,
    pub most: f64,
    pub name: &'static str,
}

/// Room over a panel, for its name.
const PANEL_GAP: f64 = 30.0;

/// Room for the dates under the lowest drawing.
const FOOT: f64 = 28.0;

pub(crate) struct Drawing {
    chart: Chart,
    overlay: Value,
    series_overlays: Vec<Value>,
}

impl Drawing {
    pub(crate) fn new(frame: &Frame) -> Self {
        let mut chart = Chart::new()
            .animation(false)
            .tooltip(
                Tooltip::new()
                    .trigger(Trigger::Item)
                    .formatter("{b}")
                    .border_width(1.0),
            )
            .grid(frame.grid())
            .x_axis(frame.time_axis())
            .y_axis(frame.value_axis());
        for (place, panel) in frame.panels.iter().enumerate() {
            chart = chart
                .grid(frame.panel_grid(place, panel))
                .x_axis(frame.panel_time_axis(place))
                .y_axis(frame.panel_value_axis(place, panel));
        }
        Self {
            chart,
            overlay: frame.overlay(),
            series_overlays: Vec::new(),
        }
    }

    /// Adds a series on top of those before it.
    pub(crate) fn add(mut self, series: impl Into<Series>, overlay: Value) -> Self {
        self.chart = self.chart.series(series);
        let mut still = json!({ "emphasis": { "disabled": true } });
        merge(&mut still, overlay);
        self.series_overlays.push(still);
        self
    }

    pub(crate) fn finish(self) -> Value {
        // Serializing fails only for maps whose keys are no strings; a chart has none.
        let mut spec = serde_json::to_value(&self.chart).unwrap_or_default();
        merge(&mut spec, self.overlay);
        merge(&mut spec, json!({ "series": self.series_overlays }));
        spec
    }
}

impl Frame<'_> {
    fn grid(&self) -> Grid {
        let top = 36.0 + self.label_height();
        Grid::new()
            .left(40.0)
            .right(self.right)
            .top(top)
            .bottom(self.under(0))
    }

    /// Pixels under the drawing at a place; 0 is the first.
    fn under(&self, place: usize) -> f64 {
        let below = self.panels.iter().skip(place);
        FOOT + below.map(|panel| panel.height + PANEL_GAP).sum::<f64>()
    }

    fn panel_grid(&self, place: usize, panel: &Panel) -> Grid {
        Grid::new()
            .left(40.0)
            .right(self.right)
            .height(panel.height)
            .bottom(self.under(place + 1))
    }

    fn panel_time_axis(&self, place: usize) -> Axis {
        self.time_axis().grid_index(place as f64 + 1.0)
    }

    fn panel_value_axis(&self, place: usize, panel: &Panel) -> Axis {
        self.value_axis()
            .grid_index(place as f64 + 1.0)
            .name(panel.name)
            .name_gap(8.0)
            .min(0.0)
            .max(panel.most)
            .interval(panel.most)
    }

    fn label_height(&self) -> f64 {
        LINE_HEIGHT * self.label_rows as f64
    }

    fn time_axis(&self) -> Axis {
        Axis::new()
            .type_(AxisType::Time)
            .min(self.from.to_string())
            .max(self.to.to_string())
            .split_number(self.width.choose(3.0, 8.0))
            .axis_label(label())
            .axis_line(AxisLine::new().show(true))
            .axis_tick(AxisTick::new().line_style(LineStyle::new().color(color::GRID)))
            .split_line(SplitLine::new().show(false))
    }

    fn value_axis(&self) -> Axis {
        Axis::new()
            .type_(AxisType::Value)
            .name(self.value_name)
            .name_gap(14.0 + self.label_height())
            .name_text_style(
                TextStyle::new()
                    .color(color::TEXT)
                    .font_size(FONT_SIZE)
                    .align("left")
                    .padding([0.0, 0.0, 0.0, -36.0]),
            )
            .min(self.scale.min)
            .max(self.scale.max)
            .interval(self.scale.step)
            .axis_label(label())
            .axis_line(AxisLine::new().show(false))
            .axis_tick(AxisTick::new().show(false))
            .split_line(SplitLine::new().line_style(LineStyle::new().color(color::GRID).width(1.0)))
    }

    fn overlay(&self) -> Value {
        let mut overlay = self.looks();
        merge(&mut overlay, self.pointer());
        overlay
    }

    fn looks(&self) -> Value {
        json!({
            "textStyle": { "fontFamily": FONT },
            "aria": { "enabled": true, "label": { "description": self.sentence } },
            "tooltip": {
                // An HTML tooltip would need inline styles, which the page's policy forbids.
                "renderMode": "richText",
                "confine": true,
                "textStyle": { "color": color::TEXT, "fontSize": FONT_SIZE },
                "backgroundColor": "var(--chart-surface, Canvas)",
                "borderColor": color::GRID,
            },
            "xAxis": self.each_axis(|lowest| json!({
                "axisLabel": {
                    "show": lowest,
                    "hideOverlap": true,
                    // A tick at the turn of a month, or year, is named by it.
                    "formatter": { "year": "{yyyy}", "month": "{MMM}", "day": "{MMM} {d}" },
                },
                "axisLine": { "lineStyle": { "color": color::GRID } },
            })),
        })
    }

    /// One value for the only axis, or a list with one for each drawing; the dates stand under the
    /// lowest.
    fn each_axis(&self, of: impl Fn(bool) -> Value) -> Value {
        let last = self.panels.len();
        match last {
            0 => of(true),
            _ => (0..=last).map(|place| of(place == last)).collect(),
        }
    }

    /// One line through all drawings where the pointer is.
    fn pointer(&self) -> Value {
        if self.panels.is_empty() {
            return Value::Null;
        }
        json!({
            "axisPointer": {
                "show": true,
                "type": "line",
                "link": [{ "xAxisIndex": "all" }],
                "label": { "show": false },
                "lineStyle": { "color": color::PHASE, "type": "dashed", "width": 1.0 },
                "triggerTooltip": false,
            },
            "yAxis": self.each_axis(|_| json!({ "axisPointer": { "show": false } })),
        })
    }
}

fn label() -> AxisLabel {
    AxisLabel::new().color(color::TEXT).font_size(FONT_SIZE)
}

/// A point of a line, named as its tooltip reads.
pub(crate) fn point(date: Date, value: f64, name: impl Into<String>) -> DataPointItem {
    DataPointItem::new(at(date, Some(value))).name(name)
}

/// A break in a line.
pub(crate) fn gap(date: Date) -> DataPointItem {
    DataPointItem::new(at(date, None))
}

fn at(date: Date, value: Option<f64>) -> CompositeValue {
    CompositeValue::Array(vec![date.to_string().into(), value.into()])
}

/// A label drawn directly at a point. The halo that ECharts adds by itself cannot follow a
/// color that is a CSS variable, so it is off.
pub(crate) fn direct_label(text: &str, color: &str, position: &str, more: Value) -> Value {
    let mut label = json!({
        "show": true,
        "formatter": text,
        "position": position,
        "color": color,
        "fontSize": FONT_SIZE,
        "lineHeight": LINE_HEIGHT,
        "textBorderWidth": 0,
    });
    merge(&mut label, more);
    label
}

/// A series that is drawn and neither hovered nor described.
pub(crate) fn quiet() -> Value {
    json!({ "silent": true, "tooltip": { "show": false } })
}

/// Puts `over` on top of `base`: objects by key, arrays by place; null leaves what is there.
pub(crate) fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (_, Value::Null) => {}
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(base), Value::Array(over)) => {
            for (place, value) in over.into_iter().enumerate() {
                match base.get_mut(place) {
                    Some(slot) => merge(slot, value),
                    None => base.push(value),
                }
            }
        }
        (base, over) => *base = over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_adds_and_replaces_and_null_keeps() {
        let mut base = json!({ "a": 1, "list": [{ "b": 1 }, 2], "keep": 3 });
        merge(
            &mut base,
            json!({ "a": 9, "list": [{ "c": 2 }, null, 4], "keep": null, "new": { "d": 5 } }),
        );
        let expected =
            json!({ "a": 9, "list": [{ "b": 1, "c": 2 }, 2, 4], "keep": 3, "new": { "d": 5 } });
        assert_eq!(base, expected);
    }
}
