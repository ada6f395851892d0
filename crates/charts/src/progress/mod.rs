//! One student's progress on one measure: scores, aim line, trend, phases.

mod chart;
mod facts;
mod label;
mod sentence;
mod table;

pub use chart::progress_chart;
pub use sentence::sentence;
pub use table::table;

use aimline_core::analysis::{AimLine, Direction};
use jiff::civil::Date;

/// Everything the chart, the sentence and the table know.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgressView {
    /// "Oral reading fluency".
    pub measure: String,
    /// "words correct per minute", as it reads after a number.
    pub unit: String,
    pub direction: Direction,
    /// Lowest and highest score there can be.
    pub bounds: Option<(f64, f64)>,
    /// Standard error of measurement, in the unit, if known.
    pub standard_error: Option<f64>,
    pub today: Date,
    /// In any order.
    pub scores: Vec<ScorePoint>,
    pub baseline: Option<BaselineMark>,
    pub goal: Option<Goal>,
    pub aim: Option<AimLine>,
    /// The earliest first; a plan without phases has none.
    pub phases: Vec<Phase>,
    /// Of the interval, as a part of 1: 0.8 by default in the domain.
    pub confidence: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ScorePoint {
    pub date: Date,
    pub value: f64,
    /// Which of the view's phases it was taken in.
    pub phase: usize,
    pub note: Option<String>,
}

/// The baseline, and the days of the scores it was taken from (none if it was set by hand).
#[derive(Debug, Clone, PartialEq)]
pub struct BaselineMark {
    pub value: f64,
    pub from: Vec<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    pub date: Date,
    pub value: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    pub start: Date,
    /// "Smaller group".
    pub label: String,
    /// "From six students to three", if it was written down.
    pub what_changed: Option<String>,
}
