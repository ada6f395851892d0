//! The scores, a line for each phase: a change of phase is never drawn through.

use aimline_core::analysis::Occasion;
use charming::element::{ItemStyle, LineStyle, Symbol};
use serde_json::Value;

use super::super::ProgressView;
use super::super::facts::{Facts, PhaseScores};
use super::super::label::Layout;
use super::line;
use crate::color;
use crate::gap::breaks_before;
use crate::spec::{Drawing, gap, point};
use crate::words::{day, value};

/// A phase is told by the shape of its points, and only then by anything else.
const SHAPES: [Symbol; 4] = [
    Symbol::Circle,
    Symbol::Triangle,
    Symbol::Rect,
    Symbol::Diamond,
];

const LARGEST_POINT: f64 = 9.0;
const SMALLEST_POINT: f64 = 5.0;

pub(super) fn score_line(
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
