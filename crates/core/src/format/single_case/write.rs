//! Writes scores of two phases as the file that [`super::read`] takes in.

use std::fmt::Write;

use jiff::civil::Date;

use super::PhaseName;

/// One row for each score, in the order given; a score that is not a number has no row.
pub fn write(scores: impl IntoIterator<Item = (PhaseName, Date, f64)>) -> String {
    let mut text = String::from("phase,x,score\n");
    for (phase, day, score) in scores {
        if score.is_finite() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{},{day},{score}", phase.letter());
        }
    }
    text
}
