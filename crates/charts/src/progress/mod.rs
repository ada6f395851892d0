//! One student's progress on one measure: scores, aim line, trend, phases.

mod chart;
mod facts;
mod label;
mod sentence;
mod table;
mod walk;

pub use chart::{progress_chart, progress_chart_at};
pub use sentence::sentence;
pub use table::{table, weeks_table};
pub use walk::{Stop, stops};

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
    /// Scores in a phase from which a trend is drawn and told.
    pub speaks_from: usize,
    /// The sentence of the verdict, which joins growth, minutes and steps. None without an aim line,
    /// where there is no verdict.
    pub joined: Option<String>,
    /// One after the other; none where nothing is known of the teaching.
    pub weeks: Vec<TaughtWeek>,
    /// The part of the steps, in percent, that a fair test asks for.
    pub steps_asked: f64,
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

/// What the student was taught in a week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TaughtWeek {
    pub monday: Date,
    /// Minutes; those of meetings that nobody logged are among them.
    pub planned: u32,
    /// Minutes with this student there.
    pub received: u32,
    /// Minutes of meetings that nobody logged.
    pub unlogged: u32,
    /// Steps taught of those that applied, in percent, where they were recorded.
    pub adherence: Option<f64>,
    /// At least one day of the week has school.
    pub school: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    pub start: Date,
    /// "Smaller group".
    pub label: String,
    /// "From six students to three", if it was written down.
    pub what_changed: Option<String>,
}
