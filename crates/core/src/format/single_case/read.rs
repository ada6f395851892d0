//! Reads the file of two phases; a row that cannot be read is named, not guessed at.

use std::fmt;

use jiff::civil::Date;

use super::{PhaseName, SingleCase, occasions};
use crate::elapsed::weeks_between;

/// The columns, as the header names them.
const COLUMNS: [&str; 3] = ["phase", "x", "score"];

/// A row that cannot be read: where it is, what was given, what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Counted from 1, the header being line 1 where nothing stands above it.
    pub line: usize,
    pub problem: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: {}", self.line, self.problem)
    }
}

/// Reads the file as it is described in [`super`].
///
/// # Errors
/// All bad rows, in order; or the header, or the text itself where it is not UTF-8.
pub fn read(bytes: &[u8]) -> Result<SingleCase, Vec<BadRow>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let read = bytes.get(..error.valid_up_to()).unwrap_or_default();
        vec![BadRow {
            line: 1 + line_ends(read),
            problem: "a character was given that is not UTF-8; save the file as UTF-8.".into(),
        }]
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut rows = Rows::default();
    let mut bad = Vec::new();
    let mut record = csv::StringRecord::new();
    // Reading from memory as UTF-8 cannot fail; if it did, the rows so far would be all.
    while records.read_record(&mut record).unwrap_or(false) {
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = || line_of(text, &record);
        let taken = match &columns {
            None => Columns::of(&record).map(|found| columns = Some(found)),
            Some(columns) => columns.row(&record).and_then(|row| rows.add(row)),
        };
        if let Err(problem) = taken {
            let line = line();
            bad.push(BadRow { line, problem });
            if columns.is_none() {
                return Err(bad);
            }
        }
    }
    if columns.is_none() {
        bad.push(BadRow {
            line: 1,
            problem: format!("nothing was given; a header {} is needed.", header()),
        });
    }
    if bad.is_empty() {
        Ok(rows.phases())
    } else {
        Err(bad)
    }
}

/// Where a record stands. The reader counts from before the empty lines that it passes over.
fn line_of(text: &str, record: &csv::StringRecord) -> usize {
    let from = record.position().map_or(0, csv::Position::byte);
    let from = usize::try_from(from).unwrap_or(usize::MAX).min(text.len());
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let empty = rest
        .iter()
        .take_while(|byte| b"\r\n".contains(byte))
        .count();
    1 + line_ends(text.as_bytes().get(..from + empty).unwrap_or_default())
}

fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

fn header() -> String {
    COLUMNS.join(",")
}

/// Which cell holds what.
struct Columns {
    places: [usize; COLUMNS.len()],
    width: usize,
}

struct Row {
    phase: PhaseName,
    x: X,
    score: f64,
}

#[derive(Clone, Copy)]
enum X {
    Number(f64),
    Day(Date),
}

impl Columns {
    fn of(record: &csv::StringRecord) -> Result<Self, String> {
        let mut places = [0; COLUMNS.len()];
        for (place, column) in places.iter_mut().zip(COLUMNS) {
            let mut found = (0..record.len()).filter(|at| {
                record
                    .get(*at)
                    .is_some_and(|cell| cell.eq_ignore_ascii_case(column))
            });
            *place = found.next().ok_or_else(|| {
                let given: Vec<&str> = record.iter().collect();
                let given = given.join(",");
                format!("“{given}” was given; the header must name {}.", header())
            })?;
            if found.next().is_some() {
                return Err(format!("the header names “{column}” more than once."));
            }
        }
        Ok(Self {
            places,
            width: record.len(),
        })
    }

    fn row(&self, record: &csv::StringRecord) -> Result<Row, String> {
        if let Some(extra) = record.iter().skip(self.width).find(|cell| !cell.is_empty()) {
            return Err(format!(
                "“{extra}” was given beyond the {} columns of the header; decimals need a point.",
                self.width
            ));
        }
        let [phase, x, score] = self.places.map(|at| record.get(at).unwrap_or_default());
        Ok(Row {
            phase: read_phase(phase)?,
            x: read_x(x)?,
            score: read_number(score)
                .ok_or_else(|| format!("{} as score; a number is allowed.", given(score)))?,
        })
    }
}

fn given(cell: &str) -> String {
    if cell.is_empty() {
        "nothing was given".into()
    } else {
        format!("“{cell}” was given")
    }
}

fn read_phase(cell: &str) -> Result<PhaseName, String> {
    [PhaseName::A, PhaseName::B]
        .into_iter()
        .find(|phase| phase.letter() == cell)
        .ok_or_else(|| format!("{} as phase; A or B is allowed.", given(cell)))
}

fn read_x(cell: &str) -> Result<X, String> {
    let day = || read_day(cell).map(X::Day);
    let x = read_number(cell).map(X::Number).or_else(day);
    x.ok_or_else(|| {
        format!(
            "{} as x; a number or a date such as 2026-11-24 is allowed.",
            given(cell)
        )
    })
}

fn read_number(cell: &str) -> Option<f64> {
    let number: f64 = cell.parse().ok()?;
    // Adding 0 makes -0 the same x as 0.
    number.is_finite().then_some(number + 0.0)
}

/// Year, month and day in full: the parser would also take a time of day.
fn read_day(cell: &str) -> Option<Date> {
    let written_out = cell.len() == 10 && cell.split('-').map(str::len).eq([4, 2, 2]);
    written_out.then(|| cell.parse().ok()).flatten()
}

/// The rows read so far, all with numbers or all with dates as x.
#[derive(Default)]
struct Rows {
    numbers: Vec<(PhaseName, f64, f64)>,
    days: Vec<(PhaseName, Date, f64)>,
}

impl Rows {
    fn add(&mut self, row: Row) -> Result<(), String> {
        match row.x {
            X::Number(x) if self.days.is_empty() => self.numbers.push((row.phase, x, row.score)),
            X::Day(day) if self.numbers.is_empty() => self.days.push((row.phase, day, row.score)),
            X::Number(x) => {
                return Err(format!(
                    "{x} was given as x; the rows before it have dates."
                ));
            }
            X::Day(day) => {
                return Err(format!(
                    "{day} was given as x; the rows before it have numbers."
                ));
            }
        }
        Ok(())
    }

    fn phases(&self) -> SingleCase {
        SingleCase {
            a: self.phase(PhaseName::A),
            b: self.phase(PhaseName::B),
        }
    }

    fn phase(&self, wanted: PhaseName) -> Vec<(f64, f64)> {
        let days = self.days.iter().filter(|(phase, ..)| *phase == wanted);
        let first = days
            .clone()
            .map(|(_, day, _)| *day)
            .min()
            .unwrap_or_default();
        let weeks = days.map(|(_, day, score)| (weeks_between(first, *day), *score));
        let numbers = self.numbers.iter().filter(|(phase, ..)| *phase == wanted);
        let numbers = numbers.map(|(_, x, score)| (*x, *score));
        occasions(numbers.chain(weeks).collect())
    }
}
