//! Comma-separated or pasted text as a table with named columns: what every import begins with.
//!
//! A column whose header speaks of a password is dropped here, so that nothing after this point
//! can show or store one.

mod decode;
mod delimiter;
mod file;
pub mod name;
mod reading;

pub use decode::Encoding;
pub use file::{NotATable, PickedFile, is_workbook};
pub use reading::Reading;

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

impl Table {
    /// Reads all of a text; `is_header` knows the headers that are looked for.
    pub fn read(text: &str, header_row: HeaderRow, is_header: fn(&str) -> bool) -> Self {
        let mut reading = Reading::new(text, header_row, is_header);
        while !reading.step(usize::MAX) {}
        reading.finish()
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
}

impl TableRow {
    /// The cell of a column; empty where there is no such column.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column
            .and_then(|column| self.cells.get(column))
            .map_or("", String::as_str)
    }
}

/// The form in which headers are compared and remembered: lower case, letters and digits only.
pub fn header_key(header: &str) -> String {
    header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_header(cell: &str) -> bool {
        ["First", "Last"].contains(&cell)
    }

    fn check(text: &str, headers: &[&str], rows: &[&[&str]]) {
        let table = Table::read(text, HeaderRow::Find, is_header);
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
