//! Comma-separated or pasted text as a table with named columns.
//!
//! A column whose header speaks of a password is dropped here, so that nothing after this point
//! can show or store one.

use super::delimiter;
use super::field::{guess_of, header_key};

/// What is known of the first row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderRow {
    /// Look for it: some reports put a title above it, some lists have none.
    Find,
    /// The person says that it is one.
    First,
    Absent,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub headers: Vec<String>,
    pub rows: Vec<TableRow>,
    /// Whether the headers were read, or only made up: "Column A".
    pub has_headers: bool,
    pub notes: Vec<String>,
    /// The headers in the form in which they are compared.
    keys: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Counted from 1 with the header row, as a spreadsheet does.
    pub number: usize,
    /// One for each header.
    pub cells: Vec<String>,
}

/// How far down a header row is looked for.
const TITLE_ROWS: usize = 10;
/// More line breaks in one cell than a person types: most likely a quote that was never closed.
const LINE_BREAKS_IN_A_CELL: usize = 20;
const MOST_COLUMNS: usize = 200;

impl Table {
    pub fn read(text: &str, header_row: HeaderRow) -> Self {
        let records = records(text);
        let header_at = match header_row {
            HeaderRow::Find => find_header(&records),
            HeaderRow::First => records.first().map(|_| 0),
            HeaderRow::Absent => None,
        };
        let width = records
            .iter()
            .map(csv::StringRecord::len)
            .max()
            .unwrap_or(0)
            .min(MOST_COLUMNS);
        let names: Vec<String> = (0..width)
            .map(|at| {
                let header = header_at
                    .and_then(|row| records[row].get(at))
                    .unwrap_or("")
                    .trim();
                if header.is_empty() {
                    column_name(at)
                } else {
                    header.to_owned()
                }
            })
            .collect();
        let kept: Vec<usize> = (0..width).filter(|at| !is_secret(&names[*at])).collect();
        let first = header_at.map_or(0, |row| row + 1);
        let mut table = Self {
            keys: kept.iter().map(|at| header_key(&names[*at])).collect(),
            headers: kept.iter().map(|at| names[*at].clone()).collect(),
            has_headers: header_at.is_some(),
            ..Self::default()
        };
        for (at, record) in records.iter().enumerate().skip(first) {
            table.add(
                at + 1,
                kept.iter()
                    .map(|at| clean(record.get(*at).unwrap_or("")))
                    .collect(),
            );
        }
        table
    }

    /// The position of a column by its header, however it is spelled: "sourcedId", "Sourced ID".
    pub fn column(&self, header: &str) -> Option<usize> {
        let exact = self.headers.iter().position(|known| known == header);
        exact.or_else(|| {
            let key = header_key(header);
            self.keys.iter().position(|known| *known == key)
        })
    }

    pub fn has_columns(&self, headers: &[&str]) -> bool {
        self.has_headers && headers.iter().all(|header| self.column(header).is_some())
    }

    /// The first values of a column, each once.
    pub fn sample(&self, column: usize, most: usize) -> Vec<&str> {
        let mut sample = Vec::new();
        for value in self.rows.iter().map(|row| row.cell(Some(column))) {
            if sample.len() == most {
                break;
            }
            if !value.is_empty() && !sample.contains(&value) {
                sample.push(value);
            }
        }
        sample
    }

    /// Rows without any content are passed over.
    fn add(&mut self, number: usize, cells: Vec<String>) {
        if cells.iter().all(String::is_empty) {
            return;
        }
        if cells
            .iter()
            .any(|cell| cell.matches('\n').count() > LINE_BREAKS_IN_A_CELL)
        {
            self.notes.push(format!(
                "Row {number} may open a quote that is never closed, so the rows after it were \
                 read as one cell. Check that row in a spreadsheet."
            ));
        }
        self.rows.push(TableRow { number, cells });
    }
}

impl TableRow {
    /// The cell of a column; empty where there is no such column.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column
            .and_then(|column| self.cells.get(column))
            .map_or("", String::as_str)
    }
}

fn records(text: &str) -> Vec<csv::StringRecord> {
    let (delimiter, text) = delimiter::of(text);
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        // Text in memory is UTF-8 and rows may have any length, so no record can fail.
        .filter_map(Result::ok)
        .collect()
}

/// The row with the most headers that are known; none when no row has one.
fn find_header(records: &[csv::StringRecord]) -> Option<usize> {
    let known = |record: &csv::StringRecord| {
        record
            .iter()
            .filter(|cell| guess_of(cell).is_some())
            .count()
    };
    let mut best = (0, None);
    for (at, record) in records.iter().take(TITLE_ROWS).enumerate() {
        if known(record) > best.0 {
            best = (known(record), Some(at));
        }
    }
    best.1
}

fn is_secret(header: &str) -> bool {
    let key = header_key(header);
    ["password", "passwd", "passcode", "passphrase", "pwd"]
        .iter()
        .any(|word| key.contains(word))
        || key == "pin"
}

/// "Column A", as a spreadsheet counts.
fn column_name(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return format!("Column {letters}");
        }
        at = at / 26 - 1;
    }
}

/// Trimmed; `="0012"`, with which a spreadsheet is told to keep zeros, is what it means.
fn clean(cell: &str) -> String {
    let cell = cell.trim();
    cell.strip_prefix("=\"")
        .and_then(|cell| cell.strip_suffix('"'))
        .unwrap_or(cell)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, headers: &[&str], rows: &[&[&str]]) {
        let table = Table::read(text, HeaderRow::Find);
        assert_eq!(table.headers, headers, "{text:?}");
        let cells: Vec<_> = table.rows.iter().map(|row| row.cells.clone()).collect();
        assert_eq!(cells, rows, "{text:?}");
    }

    #[test]
    fn quotes_line_ends_and_missing_cells_are_read() {
        check("", &[], &[]);
        check(
            "First,Last\r\nBlake,Jones\r\n",
            &["First", "Last"],
            &[&["Blake", "Jones"]],
        );
        check(
            "First,Last\rBlake,Jones",
            &["First", "Last"],
            &[&["Blake", "Jones"]],
        );
        check("First;Last\nBlake", &["First", "Last"], &[&["Blake", ""]]);
        check(
            "First\tLast\nBlake\t\"a\nb\"",
            &["First", "Last"],
            &[&["Blake", "a\nb"]],
        );
        check(
            "First,Id\n\"O \"\"B\"\"\",=\"0012\"",
            &["First", "Id"],
            &[&["O \"B\"", "0012"]],
        );
        check(
            "First,Last\n,\n\nA,B,C",
            &["First", "Last", "Column C"],
            &[&["A", "B", "C"]],
        );
    }

    #[test]
    fn a_header_is_found_below_a_title_and_missed_where_there_is_none() {
        check(
            "Sample School\n\nFirst,Last\nBlake,Jones",
            &["First", "Last"],
            &[&["Blake", "Jones"]],
        );
        check(
            "Blake\tJones",
            &["Column A", "Column B"],
            &[&["Blake", "Jones"]],
        );
        assert_eq!(column_name(27), "Column AB");
    }

    #[test]
    fn a_password_is_dropped_with_its_column() {
        check(
            "First,Password,Last\nBlake,secret,Jones",
            &["First", "Last"],
            &[&["Blake", "Jones"]],
        );
        check("First,Initial PWD\nBlake,secret", &["First"], &[&["Blake"]]);
    }
}
