//! Scores from a vendor's export or any list: wide or long, matched with the caseload.
//!
//! `text → Table → Mapping → Checked → ScoreImport`: nothing is written on the way. The first
//! three know no student; [`Checking`] holds each score against the caseload, and the person
//! decides what is not sure.

mod checking;
mod choices;
mod date;
mod head;
mod holds;
mod home;
mod layout;
mod mapping;
mod measures;
mod outcome;
mod people;
mod propose;

use jiff::civil::Date;
use thiserror::Error;

pub use checking::Checking;
pub use choices::{Choices, Settled, Tally};
pub use date::{Day, DayOrder};
pub use head::Head;
pub use holds::Holds;
pub use layout::{Layout, fingerprint, to_text};
pub use mapping::{Column, Mapping};
pub use outcome::{Checked, Kind, Line, Outcome};
pub use people::{Answers, Doubt, Found, Person};
pub use propose::{heads, name_measures};

use crate::caseload::Caseload;
use crate::format::table::{HeaderRow, Reading, Table};
use measures::Words;

/// Why nothing can be imported from a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoScores {
    #[error("No scores were found: there is no row below the column names.")]
    NoRows,
}

/// Reads a text as a table of scores, to be stepped through.
pub fn reading(text: &str, header_row: HeaderRow) -> Reading {
    Reading::new(text, header_row, is_header)
}

/// A table in which there can be scores.
///
/// # Errors
/// When there is no row in it.
pub fn with_rows(table: Table) -> Result<Table, NoScores> {
    if table.rows.is_empty() {
        return Err(NoScores::NoRows);
    }
    Ok(table)
}

/// The mapping of a table: the one remembered for its layout, else one proposed from its headers.
pub fn mapping(
    table: &Table,
    caseload: &Caseload,
    remembered: Option<&str>,
    today: Date,
) -> Mapping {
    let kept = remembered.and_then(|text| layout::from_text(text, table));
    if let Some(mut kept) = kept {
        name_measures(&mut kept, table, caseload);
        return kept;
    }
    let mut mapping = propose::propose(table, caseload, today);
    if let Some(layout) = Layout::of(table) {
        layout.apply(&mut mapping, table);
    }
    name_measures(&mut mapping, table, caseload);
    mapping
}

/// Whether a cell looks like the head of a column of scores; a whole line does not.
fn is_header(cell: &str) -> bool {
    let is_season = || head::season_of(cell).is_some() && Words::of(cell).has("score");
    holds::guess_of(cell).is_some() || (!cell.contains([',', ';', '\t']) && is_season())
}
