//! Reference sets as comma-separated values: our own export, and tables as publishers print them.
//!
//! `text → Sheet → columns → Reading`: nothing is written on the way. Three shapes are read: a
//! column for each level, a column for each season, and one figure a line.

mod column;
mod read;
mod sheet;
mod write;

pub use column::{Column, columns};
pub use read::{Found, LineProblem, Reading, read};
pub use sheet::{Sheet, SheetError};
pub use write::write;

/// The headers of our own export, before those of the levels.
const OWN_HEADERS: [&str; 9] = [
    "set",
    "measure",
    "source",
    "published",
    "licence",
    "weeks",
    "aim",
    "grade",
    "season",
];
/// What stands for a season where the figures are of growth.
const GROWTH: &str = "growth a week";

#[cfg(test)]
mod tests;
