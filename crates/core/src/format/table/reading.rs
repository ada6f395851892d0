//! A table read a slice at a time, so that a page can show how far it is and stop on the way.

use std::io::Cursor;

use super::{HeaderRow, Table, TableRow, delimiter, header_key};

/// How far down a header row is looked for.
const TITLE_ROWS: usize = 10;
/// More line breaks in one cell than a person types: most likely a quote that was never closed.
const LINE_BREAKS_IN_A_CELL: usize = 20;
/// A screening export has a hundred and more.
const MOST_COLUMNS: usize = 400;

pub struct Reading {
    /// What is not read yet; `None` once all of it is.
    text: Option<csv::StringRecordsIntoIter<Cursor<Vec<u8>>>>,
    records: Vec<csv::StringRecord>,
    header_row: HeaderRow,
    is_header: fn(&str) -> bool,
    table: Table,
    /// The columns that are kept, by their place in the file.
    kept: Vec<usize>,
    /// Records that are rows of the table already, or stand above its first row.
    placed: usize,
}

impl Reading {
    pub fn new(text: &str, header_row: HeaderRow, is_header: fn(&str) -> bool) -> Self {
        let (delimiter, text) = delimiter::of(text, is_header);
        let records = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(Cursor::new(text.as_bytes().to_vec()))
            .into_records();
        Self {
            text: Some(records),
            records: Vec::new(),
            header_row,
            is_header,
            table: Table::default(),
            kept: Vec::new(),
            placed: 0,
        }
    }

    /// Goes on by so many rows; whether all is read.
    pub fn step(&mut self, rows: usize) -> bool {
        if let Some(text) = &mut self.text {
            let before = self.records.len();
            // Text in memory is UTF-8 and rows may have any length, so no record can fail.
            let read = text.by_ref().take(rows).filter_map(Result::ok);
            self.records.extend(read);
            if self.records.len() - before < rows {
                self.text = None;
                self.find_columns();
            }
            return false;
        }
        let until = self.placed.saturating_add(rows).min(self.records.len());
        for at in self.placed..until {
            self.place(at);
        }
        self.placed = until;
        self.placed == self.records.len()
    }

    /// Rows that are placed, of how many are read so far.
    pub fn progress(&self) -> (usize, usize) {
        (self.placed, self.records.len())
    }

    /// The table, of all that was read.
    pub fn finish(self) -> Table {
        self.table
    }

    fn find_columns(&mut self) {
        let records = &self.records;
        let header_at = match self.header_row {
            HeaderRow::Find => find_header(records, self.is_header),
            HeaderRow::First => records.first().map(|_| 0),
            HeaderRow::Absent => None,
        };
        let longest = records.iter().map(csv::StringRecord::len).max();
        let width = longest.unwrap_or(0).min(MOST_COLUMNS);
        let header = |at: usize| {
            let header = header_at.and_then(|row| records[row].get(at));
            match header.unwrap_or("").trim() {
                "" => column_name(at),
                header => header.to_owned(),
            }
        };
        let names: Vec<String> = (0..width).map(header).collect();
        self.kept = (0..width).filter(|at| !is_secret(&names[*at])).collect();
        let kept = || self.kept.iter().map(|at| &names[*at]);
        self.table = Table {
            keys: kept().map(|name| header_key(name)).collect(),
            headers: kept().cloned().collect(),
            has_headers: header_at.is_some(),
            ..Table::default()
        };
        self.placed = header_at.map_or(0, |row| row + 1);
    }

    /// Rows without any content are passed over.
    fn place(&mut self, at: usize) {
        let record = &self.records[at];
        let cells: Vec<String> = self
            .kept
            .iter()
            .map(|column| clean(record.get(*column).unwrap_or("")))
            .collect();
        if cells.iter().all(String::is_empty) {
            return;
        }
        let number = at + 1;
        let line_breaks = |cell: &String| cell.matches('\n').count();
        if cells
            .iter()
            .any(|cell| line_breaks(cell) > LINE_BREAKS_IN_A_CELL)
        {
            self.table.notes.push(format!(
                "Row {number} may open a quote that is never closed, so the rows after it were \
                 read as one cell. Check that row in a spreadsheet."
            ));
        }
        self.table.rows.push(TableRow { number, cells });
    }
}

/// The row with the most headers that are known; none when no row has one.
fn find_header(records: &[csv::StringRecord], is_header: fn(&str) -> bool) -> Option<usize> {
    let known = |record: &csv::StringRecord| record.iter().filter(|cell| is_header(cell)).count();
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

    #[test]
    fn columns_without_a_name_are_counted_as_a_spreadsheet_does() {
        for (at, name) in [(0, "Column A"), (25, "Column Z"), (27, "Column AB")] {
            assert_eq!(column_name(at), name);
        }
    }

    #[test]
    fn slices_give_the_table_that_one_piece_gives() {
        let text = "Title\n\nFirst,Last\nA,B\n\nC,D,E\nF";
        let is_header = |cell: &str| cell == "First";
        let whole = Table::read(text, HeaderRow::Find, is_header);
        for rows in 1..9 {
            let mut reading = Reading::new(text, HeaderRow::Find, is_header);
            while !reading.step(rows) {}
            assert_eq!(reading.finish(), whole, "{rows} rows at a time");
        }
    }
}
