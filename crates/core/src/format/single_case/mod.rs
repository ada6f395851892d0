//! A baseline phase and an intervention phase as a file, and what is found in it as JSON: so
//! that anyone can recompute a report with another tool.
//!
//! The file is comma-separated text with a header that names `phase`, `x` and `score`, in any
//! order and beside any other columns. How it is read is decided here:
//!
//! - The phase is `A` or `B`. Any other letter, or a small one, is a bad row.
//! - x is a number or a date as `2026-11-24`; the first row says which, for all rows. A number
//!   stays as it is; a date becomes weeks since the first date of its phase.
//! - Rows may come in any order. Scores of one phase at the same x, as two probes on one day,
//!   are one occasion, their median; all counts are of occasions.
//! - Numbers must be finite and written with a point. A missing or unreadable one is a bad row,
//!   never a zero; so is a row with more cells than the header, as a decimal comma makes.
//! - Empty lines and rows of empty cells are passed over. Spaces around a cell, quotes, CRLF
//!   and a byte order mark do not matter.
//! - A file without that header is refused; one without rows holds two empty phases, and one
//!   with a single phase leaves every comparison undefined.

mod answer;
mod read;
mod write;

pub use answer::to_json;
pub use read::{BadRow, read};
pub use write::write;

use crate::analysis::median;
use crate::order::Order;

/// The two phases of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhaseName {
    A,
    B,
}

impl PhaseName {
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// Each phase as `(x, score)`, one for each occasion, in the order of x.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SingleCase {
    pub a: Vec<(f64, f64)>,
    pub b: Vec<(f64, f64)>,
}

/// Sorts the scores of a phase and makes those at one x one occasion.
fn occasions(mut scores: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    scores.order_by(|one, other| one.0.total_cmp(&other.0));
    scores
        .chunk_by(|one, other| one.0 == other.0)
        .filter_map(|same| {
            let (x, _) = same.first()?;
            let values: Vec<f64> = same.iter().map(|(_, score)| *score).collect();
            Some((*x, median(&values).ok()?))
        })
        .collect()
}

#[cfg(test)]
mod tests;
