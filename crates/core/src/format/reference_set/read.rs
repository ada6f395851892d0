//! The figures of a sheet, as one or more sets; every cell that cannot be one is told by its line.

use super::column::{Column, season};
use super::{GROWTH, Sheet};
use crate::format::number;
use crate::model::reference_set::{WEEKS_OF_NORMS, usual_aim};
use crate::model::{Grade, Measure, ReferenceRow, ReferenceVersion, Season, text};

/// More problems than a person reads; the rest is counted.
const MOST_PROBLEMS: usize = 200;

/// What a sheet holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub sets: Vec<Found>,
    pub problems: Vec<LineProblem>,
    /// Problems beyond those listed.
    pub more_problems: usize,
}

/// One set of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// As written; empty where no column gives it.
    pub name: String,
    /// As written; empty where no column gives it.
    pub measure: String,
    pub version: ReferenceVersion,
}

/// A line that was left out, or a cell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    pub line: usize,
    pub message: String,
}

/// Reads every line that can be read. `columns` says what each column is.
pub fn read(sheet: &Sheet, columns: &[Column]) -> Reading {
    let mut reading = Reading::default();
    for (line, cells) in &sheet.rows {
        let mut say = |message: String| {
            if reading.problems.len() < MOST_PROBLEMS {
                reading.problems.push(LineProblem {
                    line: *line,
                    message,
                });
            } else {
                reading.more_problems += 1;
            }
        };
        let row = Row { cells, columns };
        let found = match reading.sets.iter().position(|found| {
            found.name == row.words(&Column::Set) && found.measure == row.words(&Column::Measure)
        }) {
            Some(at) => at,
            None => {
                reading.sets.push(row.begin());
                reading.sets.len() - 1
            }
        };
        if let Some(found) = reading.sets.get_mut(found) {
            row.read_into(&mut found.version, &mut say);
        }
    }
    reading.sets.retain(|found| !found.version.rows.is_empty());
    let below = name_below(sheet, columns);
    for found in &mut reading.sets {
        finish(&mut found.version, &below);
    }
    reading
}

impl Found {
    /// The version as the measure allows it, the best level first: some tables begin with the
    /// lowest.
    ///
    /// # Errors
    /// What is wrong with it, by the table and not by its lines.
    pub fn checked(&self, measure: &Measure) -> Result<ReferenceVersion, crate::Rejected> {
        let as_given = self.version.clone().checked(measure);
        if as_given.is_ok() {
            return as_given;
        }
        let mut turned = self.version.clone();
        turned.levels.reverse();
        for row in &mut turned.rows {
            row.values.resize(turned.levels.len(), None);
            row.values.reverse();
        }
        turned.checked(measure).or(as_given)
    }
}

struct Row<'a> {
    cells: &'a [String],
    columns: &'a [Column],
}

impl<'a> Row<'a> {
    fn cell(&self, wanted: &Column) -> Option<&'a str> {
        let at = self.columns.iter().position(|column| column == wanted)?;
        self.cells.get(at).map(String::as_str)
    }

    fn words(&self, wanted: &Column) -> String {
        text::line(self.cell(wanted).unwrap_or_default())
    }

    fn begin(&self) -> Found {
        let weeks = self.words(&Column::Weeks);
        Found {
            name: self.words(&Column::Set),
            measure: self.words(&Column::Measure),
            version: ReferenceVersion {
                source: self.words(&Column::Source),
                published: self.words(&Column::Published),
                licence: self.words(&Column::Licence),
                weeks: weeks.parse().unwrap_or(WEEKS_OF_NORMS),
                aim: self.words(&Column::Aim),
                levels: self.levels(),
                ..ReferenceVersion::default()
            },
        }
    }

    /// In the order of their columns; those without a figure go in the end.
    fn levels(&self) -> Vec<String> {
        let mut levels: Vec<String> = Vec::new();
        for column in self.columns {
            if let Column::Scores(level) | Column::Growths(level) = column
                && !levels.contains(level)
            {
                levels.push(level.clone());
            }
        }
        levels
    }

    fn read_into(&self, version: &mut ReferenceVersion, say: &mut impl FnMut(String)) {
        let Some(grade) = self.cell(&Column::Grade) else {
            return say("No column holds the grade.".into());
        };
        let grade: Grade = match grade.parse() {
            Ok(grade) => grade,
            Err(wrong) => return say(format!("{wrong}.")),
        };
        let season = match self.cell(&Column::Season).map(of_season) {
            None => None,
            Some(Ok(season)) => Some(season),
            Some(Err(wrong)) => return say(wrong),
        };
        let level = self.words(&Column::Level);
        for (column, cell) in self.columns.iter().zip(self.cells) {
            let (season, level) = match column {
                Column::Scores(level) => match season {
                    Some(season) => (season, level.clone()),
                    None => continue,
                },
                Column::Growths(level) => (None, level.clone()),
                Column::Growth => (None, percentile(&level)),
                Column::ScoreOf(season) => (Some(*season), percentile(&level)),
                _ => continue,
            };
            match figure(cell) {
                Ok(None) => {}
                Ok(Some(value)) => put(version, grade, season, &level, value, say),
                Err(wrong) => say(format!("{level}: {wrong}")),
            }
        }
    }
}

/// The season of a row; none where it gives growth.
fn of_season(cell: &str) -> Result<Option<Season>, String> {
    let plain = text::folded(cell);
    if [GROWTH, "growth", "weekly growth", "roi", "growth per week"].contains(&plain.as_str()) {
        return Ok(None);
    }
    season(&plain).map(Some).ok_or_else(|| {
        format!(
            "“{}” was given as the season; fall, winter, spring or growth is allowed.",
            text::line(cell)
        )
    })
}

fn figure(cell: &str) -> Result<Option<f64>, String> {
    let plain = cell.trim().replace('−', "-");
    if ["", "-", "–", "—", "n/a", "na", "."].contains(&plain.to_lowercase().as_str()) {
        return Ok(None);
    }
    match number::read(&plain) {
        Some(value) => Ok(Some(value)),
        None => Err(format!(
            "“{}” was given; a number such as 42 or 13.5 is allowed, or nothing.",
            text::line(cell)
        )),
    }
}

/// "50th percentile" of "50"; any other name as it is.
fn percentile(level: &str) -> String {
    let Ok(number) = level.trim_end_matches('%').parse::<u8>() else {
        return level.to_owned();
    };
    let ending = match (number % 10, number % 100) {
        (1, hundred) if hundred != 11 => "st",
        (2, hundred) if hundred != 12 => "nd",
        (3, hundred) if hundred != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending} percentile")
}

fn put(
    version: &mut ReferenceVersion,
    grade: Grade,
    season: Option<Season>,
    level: &str,
    value: f64,
    say: &mut impl FnMut(String),
) {
    let at = version
        .levels
        .iter()
        .position(|known| known == level)
        .unwrap_or_else(|| {
            version.levels.push(level.to_owned());
            version.levels.len() - 1
        });
    let row = version
        .rows
        .iter()
        .position(|row| row.grade == grade && row.season == season)
        .unwrap_or_else(|| {
            version.rows.push(ReferenceRow {
                grade,
                season,
                values: Vec::new(),
            });
            version.rows.len() - 1
        });
    let row = &mut version.rows[row];
    if row.values.len() <= at {
        row.values.resize(at + 1, None);
    }
    match row.values[at] {
        Some(known) if known != value => say(format!(
            "{}, {level} is given twice: {known} stands above, {value} here.",
            row.title()
        )),
        _ => row.values[at] = Some(value),
    }
}

/// The last level of the header, if it has no figure at all: what lies below the others.
fn name_below(sheet: &Sheet, columns: &[Column]) -> String {
    let last = columns
        .iter()
        .rposition(|column| matches!(column, Column::Scores(_)));
    match last.and_then(|at| columns.get(at).map(|column| (at, column))) {
        Some((at, Column::Scores(level)))
            if sheet
                .rows
                .iter()
                .all(|(_, cells)| cells.get(at).is_none_or(String::is_empty)) =>
        {
            level.clone()
        }
        _ => String::new(),
    }
}

fn finish(version: &mut ReferenceVersion, below: &str) {
    below.clone_into(&mut version.below);
    version.drop_empty();
    if version.aim.is_empty() {
        version.aim = usual_aim(&version.levels).unwrap_or_default();
    }
}
