//! A text as rows of cells under their headers.

use crate::format::spreadsheet;

/// More than any published table has.
const MOST_LINES: usize = 5_000;
const MOST_COLUMNS: usize = 60;

/// Cells under their headers; every row as wide as the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub headers: Vec<String>,
    /// With the number of the line, counted from 1 with the header.
    pub rows: Vec<(usize, Vec<String>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("There is nothing in it. The first line names the columns; the figures follow.")]
    Empty,
    #[error("It has {0} lines; at most {MOST_LINES} are read.")]
    TooLong(usize),
    #[error("It has {0} columns; at most {MOST_COLUMNS} are read.")]
    TooWide(usize),
}

impl Sheet {
    /// # Errors
    /// When there is no figure in it, or far more than a table of figures has.
    pub fn of(text: &str) -> Result<Self, SheetError> {
        let text = text.trim_start_matches('\u{FEFF}');
        let first = text
            .lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(first))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        // What is no text was refused before; the reader has nothing else to object to.
        for record in reader.records().flatten() {
            let line = record
                .position()
                .and_then(|position| usize::try_from(position.line()).ok());
            let cells: Vec<String> = record
                .iter()
                .map(|cell| spreadsheet::original(cell.trim()).to_owned())
                .collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            rows.push((line.unwrap_or(rows.len() + 1), cells));
            if rows.len() > MOST_LINES + 1 {
                return Err(SheetError::TooLong(text.lines().count()));
            }
        }
        if rows.len() < 2 {
            return Err(SheetError::Empty);
        }
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        if width > MOST_COLUMNS {
            return Err(SheetError::TooWide(width));
        }
        for (_, cells) in &mut rows {
            cells.resize(width, String::new());
        }
        let (_, headers) = rows.remove(0);
        Ok(Self { headers, rows })
    }
}

/// The character that divides the header most often; a pasted table has tabs.
fn delimiter(header: &str) -> u8 {
    let count = |wanted: u8| header.bytes().filter(|byte| *byte == wanted).count();
    [b'\t', b';', b',']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}
