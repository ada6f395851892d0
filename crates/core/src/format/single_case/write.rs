//! Writes scores of two phases as the file that [`super::read`] takes in.

use std::fmt::Display;

use jiff::civil::Date;

use super::PhaseName;
use crate::format::spreadsheet::Spreadsheet;

/// One row for each score, in the order given; a score that is not a number has no row.
pub fn write(scores: impl IntoIterator<Item = (PhaseName, Date, f64)>) -> String {
    let mut sheet = Spreadsheet::with_header(["phase", "x", "score"]);
    for (phase, day, score) in scores {
        if score.is_finite() {
            sheet.row([&phase.letter() as &dyn Display, &day, &score]);
        }
    }
    sheet.finish()
}
