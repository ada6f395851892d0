//! Comma-separated values that a spreadsheet opens as what they are: the one writer of such files.
//!
//! A spreadsheet runs a cell as a formula when it begins with one of a few characters, quoted or
//! not. Such a text gets an apostrophe before it, which spreadsheets take for "this is text". A
//! plain number stays a number, a negative one too.
//!
//! Source: OWASP, CSV Injection.

use std::fmt::Display;

/// What makes a cell a formula when it stands first. The wide forms count where East Asian text is
/// typed.
const STARTS: [char; 10] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF20}',
];
/// The wide hyphen, beside those above.
const WIDE_MINUS: char = '\u{FF0D}';

/// Without it Excel takes the text for an older encoding, and "Á" becomes two signs.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A file on its way, a row at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spreadsheet {
    text: String,
}

impl Spreadsheet {
    /// A whole file.
    pub fn with_header<C: Display>(names: impl IntoIterator<Item = C>) -> Self {
        let mut sheet = Self::default();
        sheet.text.push(BYTE_ORDER_MARK);
        sheet.row(names);
        sheet
    }

    /// Adds a row; what an empty text stands for stays empty.
    pub fn row<C: Display>(&mut self, cells: impl IntoIterator<Item = C>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.cell(&cell.to_string());
        }
        self.text.push('\n');
    }

    pub fn finish(self) -> String {
        self.text
    }

    fn cell(&mut self, cell: &str) {
        let harmless = harmless(cell);
        // Some programs part cells at semicolons or tabs: what follows one would stand first.
        if !harmless.contains(['"', ',', ';', '\t', '\r', '\n']) {
            self.text.push_str(&harmless);
            return;
        }
        self.text.push('"');
        self.text.push_str(&harmless.replace('"', "\"\""));
        self.text.push('"');
    }
}

/// The text that was written into a cell, for a reader of our own files.
pub fn original(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest) || rest.starts_with('\'') => rest,
        _ => cell,
    }
}

/// A text that begins with an apostrophe gets one more, so that [`original`] is exact.
fn harmless(cell: &str) -> String {
    if runs(cell)
        || cell
            .strip_prefix('\'')
            .is_some_and(|rest| original(cell) == rest)
    {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn runs(cell: &str) -> bool {
    let first = cell.chars().next();
    first.is_some_and(|first| STARTS.contains(&first) || first == WIDE_MINUS)
        && !is_plain_number(cell)
}

/// "-3" or "-0.25": digits, at most one point between them, a minus before.
fn is_plain_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part]
        .iter()
        .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row_of(cell: &str) -> String {
        let mut sheet = Spreadsheet::default();
        sheet.row([cell]);
        sheet.finish()
    }

    #[test]
    fn what_would_run_is_text_and_numbers_stay_numbers() {
        for (cell, written) in [
            ("", "\n"),
            ("Ávery", "Ávery\n"),
            ("O'Neil", "O'Neil\n"),
            ("'quoted'", "'quoted'\n"),
            ("12.5", "12.5\n"),
            ("-3", "-3\n"),
            ("-0.25", "-0.25\n"),
            ("-", "'-\n"),
            ("-1+1", "'-1+1\n"),
            ("-1.", "'-1.\n"),
            ("--1", "'--1\n"),
            ("+1", "'+1\n"),
            ("=1+1", "'=1+1\n"),
            ("'=1+1", "''=1+1\n"),
            ("@SUM(A1)", "'@SUM(A1)\n"),
            ("\tx", "\"'\tx\"\n"),
            ("\rx", "\"'\rx\"\n"),
            ("\n=x", "\"'\n=x\"\n"),
            ("\u{FF1D}1", "'\u{FF1D}1\n"),
            ("\u{FF0D}1", "'\u{FF0D}1\n"),
            ("a;=1+1", "\"a;=1+1\"\n"),
            ("a,\"b\"", "\"a,\"\"b\"\"\"\n"),
            ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"\n"),
            ("x = y", "x = y\n"),
        ] {
            assert_eq!(row_of(cell), written, "{cell:?}");
        }
    }

    #[test]
    fn rows_stand_under_their_header() {
        let mut sheet = Spreadsheet::with_header(["day", "score"]);
        sheet.row([&"2026-11-24" as &dyn Display, &-2.5]);
        assert_eq!(sheet.finish(), "\u{FEFF}day,score\n2026-11-24,-2.5\n");
    }

    proptest! {
        #[test]
        fn a_cell_is_read_as_it_was_given(cell in "['=+@x,;\"\t\r\n-9. ]{0,8}", other in "\\PC{0,5}") {
            let mut sheet = Spreadsheet::default();
            sheet.row([&cell, &other, "end"]);
            let text = sheet.finish();
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(text.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(original(&record[0]), cell);
            prop_assert_eq!(original(&record[1]), other);
            prop_assert!(record.iter().all(|cell| !runs(cell)));
        }
    }
}
