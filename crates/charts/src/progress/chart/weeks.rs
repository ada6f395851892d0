//! Under the scores, on the same time axis: minutes received of those planned, and the steps
//! taught. What was not recorded is a gap, and what nobody logged is neither received nor missed.

use aimline_core::elapsed::days_later;
use charming::datatype::DataPointItem;
use charming::element::{BorderType, ItemStyle};
use charming::series::Bar;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::{ProgressView, TaughtWeek};
use crate::color;
use crate::scale::Scale;
use crate::spec::{Drawing, FONT_SIZE, Panel, Width, gap, merge, point};
use crate::words::{day, value};

const MINUTES_HEIGHT: f64 = 56.0;
const STEPS_HEIGHT: f64 = 36.0;

/// The drawings from top to bottom; the scores are the first.
const SCORES: usize = 0;
const MINUTES: usize = 1;
const STEPS: usize = 2;

/// A bar stands in the middle of its week.
const MIDDLE: i64 = 3;

/// Between two bars; the same in all drawings, see [`room`].
const BETWEEN: &str = "16%";

/// No step taught is still a mark, or it would look like a gap.
const LEAST_MARK: f64 = 2.0;

/// What the two panels need; none where nothing is known of the teaching.
pub(super) fn panels(view: &ProgressView, width: Width) -> Vec<Panel> {
    if view.weeks.is_empty() {
        return Vec::new();
    }
    let most = view
        .weeks
        .iter()
        .map(|week| week.planned.max(week.received + week.unlogged));
    let scale = Scale::around(
        &[0.0, f64::from(most.max().unwrap_or(0))],
        Some((0.0, f64::MAX)),
    );
    let open = view.weeks.iter().any(|week| week.unlogged > 0);
    let minutes = match (width, open) {
        (Width::Narrow, false) => "Minutes received, of planned",
        (Width::Narrow, true) => "Minutes received, not logged (pale)",
        (Width::Wide, false) => "Minutes a week: received (filled) of planned (outline)",
        (Width::Wide, true) => {
            "Minutes a week: received (filled) of planned (outline), not logged (pale)"
        }
    };
    vec![
        Panel {
            height: MINUTES_HEIGHT,
            most: scale.max,
            name: minutes,
        },
        Panel {
            height: STEPS_HEIGHT,
            most: 100.0,
            name: width.choose(
                "% of steps taught",
                "Steps taught (%), a gap where not recorded",
            ),
        },
    ]
}

pub(super) fn weeks(drawing: Drawing, view: &ProgressView) -> Drawing {
    if view.weeks.is_empty() {
        return drawing;
    }
    steps(minutes(room(drawing, view), view), view)
}

/// The library widens a time axis by half a bar at each end. The scores get bars that are not drawn,
/// so that all three drawings keep one time axis.
fn room(drawing: Drawing, view: &ProgressView) -> Drawing {
    let nothing = points(view, |_| None, |_| String::new());
    let mut overlay = quiet_bar();
    merge(&mut overlay, json!({ "barCategoryGap": BETWEEN }));
    drawing.add(bar("Room", SCORES, nothing), overlay)
}

/// The planned bar lies on top and says what the week was.
fn minutes(drawing: Drawing, view: &ProgressView) -> Drawing {
    let filled = ItemStyle::new().color(color::SCORE);
    let open = ItemStyle::new()
        .color(color::OPEN)
        .border_color(color::AIM)
        .border_type(BorderType::Dashed)
        .border_width(1.0);
    let outline = ItemStyle::new()
        .color("transparent")
        .border_color(color::PHASE)
        .border_width(1.0);
    let known = |name: &'static str, of: fn(&TaughtWeek) -> u32| {
        bar(
            name,
            MINUTES,
            points(view, |week| positive(of(week)), |_| String::new()),
        )
        .stack("known")
    };
    let planned = points(
        view,
        |week| positive(week.planned.max(week.received)),
        |week| minutes_name(week, view),
    );
    drawing
        .add(
            known("Received", |week| week.received).item_style(filled),
            quiet_bar(),
        )
        .add(
            known("Not logged", |week| week.unlogged).item_style(open),
            quiet_bar(),
        )
        .add(
            bar("Planned", MINUTES, planned).item_style(outline),
            json!({ "barGap": "-100%", "barCategoryGap": BETWEEN, "markArea": closed(view) }),
        )
}

/// A ribbon: the whole week is its height at 100 %, and filled as far as steps were taught.
fn steps(drawing: Drawing, view: &ProgressView) -> Drawing {
    let track = ItemStyle::new().color(color::GRID);
    let filled = ItemStyle::new().color(color::TREND);
    let whole = points(
        view,
        |week| week.adherence.map(|_| 100.0),
        |_| String::new(),
    );
    let taught = points(view, |week| week.adherence, |week| steps_name(week, view));
    let asked = json!({
        "silent": true,
        "symbol": ["none", "none"],
        "lineStyle": { "color": color::AIM, "type": "dashed", "width": 1.0 },
        "label": {
            "formatter": format!("{} %", value(view.steps_asked)),
            "color": color::AIM,
            "fontSize": FONT_SIZE,
            "textBorderWidth": 0,
        },
        "data": [{ "yAxis": view.steps_asked }],
    });
    drawing
        .add(
            bar("All steps", STEPS, whole).item_style(track),
            quiet_bar(),
        )
        .add(
            bar("Steps taught", STEPS, taught).item_style(filled),
            json!({
                "barGap": "-100%",
                "barCategoryGap": BETWEEN,
                "barMinHeight": LEAST_MARK,
                "markLine": asked,
            }),
        )
}

/// Weeks without school, shaded.
fn closed(view: &ProgressView) -> Value {
    let weeks = view.weeks.iter().filter(|week| !week.school);
    let spans: Vec<Value> = weeks
        .map(|week| {
            let end = days_later(week.monday, 7);
            json!([{ "xAxis": week.monday.to_string() }, { "xAxis": end.to_string() }])
        })
        .collect();
    json!({ "silent": true, "itemStyle": { "color": color::GRID }, "data": spans })
}

fn bar(name: &str, panel: usize, points: Vec<DataPointItem>) -> Bar {
    Bar::new()
        .name(name)
        .x_axis_index(panel as f64)
        .y_axis_index(panel as f64)
        .data(points)
}

fn quiet_bar() -> Value {
    json!({ "silent": true, "tooltip": { "show": false } })
}

/// Every week has its place, with or without a bar: the library makes bars as wide as the shortest
/// time between two places.
fn points(
    view: &ProgressView,
    height: impl Fn(&TaughtWeek) -> Option<f64>,
    name: impl Fn(&TaughtWeek) -> String,
) -> Vec<DataPointItem> {
    let after = view.weeks.last().map(|last| days_later(last.monday, 7));
    let weeks = view.weeks.iter().map(|week| match height(week) {
        Some(height) => point(middle(week.monday), height, name(week)),
        None => gap(middle(week.monday)),
    });
    weeks
        .chain(after.map(|monday| gap(middle(monday))))
        .collect()
}

fn middle(monday: Date) -> Date {
    days_later(monday, MIDDLE)
}

fn positive(minutes: u32) -> Option<f64> {
    (minutes > 0).then(|| f64::from(minutes))
}

fn minutes_name(week: &TaughtWeek, view: &ProgressView) -> String {
    let mut name = format!(
        "Week of {}\n{} of {} planned minutes received",
        day(week.monday, view.today),
        week.received,
        week.planned
    );
    if week.unlogged > 0 {
        name.push_str(&format!("\n{} minutes not logged", week.unlogged));
    }
    name
}

fn steps_name(week: &TaughtWeek, view: &ProgressView) -> String {
    let taught = week.adherence.unwrap_or(0.0).round();
    let week = day(week.monday, view.today);
    format!("Week of {week}\n{} % of the steps taught", value(taught))
}
