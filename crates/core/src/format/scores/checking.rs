//! Holds every score of a file against the caseload, a slice of rows at a time. Nothing is
//! written: the outcome of each score says what "Import" would do with it.

use std::collections::HashMap;

use jiff::civil::Date;

use super::date::{Day, DayOrder, Written};
use super::head::Head;
use super::holds::Holds;
use super::home::{Home, home};
use super::mapping::Mapping;
use super::outcome::{Checked, Line, Outcome, Stored};
use super::people::{Answers, Found, Known, Person};
use super::propose;
use crate::analysis::maze_adjusted;
use crate::caseload::Caseload;
use crate::format::number;
use crate::format::table::{Table, TableRow, header_key};
use crate::model::{Id, Measure, Probe, Scoring, Student, text};

pub struct Checking {
    mapping: Mapping,
    answers: Answers,
    heads: Vec<Head>,
    known: Known,
    day_order: Option<DayOrder>,
    today: Date,
    next: usize,
    /// The place of each person in the list.
    people: HashMap<String, usize>,
    /// The scores of the file so far, to find those that come twice.
    seen: HashMap<(Id<Student>, Id<Measure>, Date), Vec<Seen>>,
    checked: Checked,
}

/// A score of the file that was read before.
struct Seen {
    row: usize,
    score: f64,
}

/// How much of a cell a message repeats.
const SHOWN: usize = 40;

impl Checking {
    pub fn new(
        table: &Table,
        mapping: Mapping,
        answers: Answers,
        caseload: &Caseload,
        today: Date,
    ) -> Self {
        let shown = DayOrder::shown_by(written_days(table, &mapping, today), today);
        // Days that can only be read in one order are read in it, whatever was said before.
        let day_order = shown.or(mapping.day_order);
        Self {
            heads: propose::heads(table, caseload, today),
            known: Known::of(caseload),
            checked: Checked {
                two_ways: two_ways(table, &mapping, today).filter(|_| shown.is_none()),
                ..Checked::default()
            },
            day_order,
            mapping,
            answers,
            today,
            next: 0,
            people: HashMap::new(),
            seen: HashMap::new(),
        }
    }

    /// Goes on by so many rows; whether all are checked.
    pub fn step(&mut self, table: &Table, caseload: &Caseload, rows: usize) -> bool {
        let until = self.next.saturating_add(rows).min(table.rows.len());
        for row in &table.rows[self.next.min(until)..until] {
            if row.cells != table.headers {
                self.check_row(row, caseload);
            }
        }
        self.next = until;
        until == table.rows.len()
    }

    /// How many rows are checked.
    pub fn done(&self) -> usize {
        self.next
    }

    pub fn finish(self) -> Checked {
        self.checked
    }

    fn check_row(&mut self, row: &TableRow, caseload: &Caseload) {
        let scores: Vec<usize> = self.mapping.of(Holds::Score).collect();
        let mut person = None;
        let mut is_empty = true;
        for column in scores {
            let cell = row.cell(Some(column));
            if number::is_nothing(cell) {
                continue;
            }
            is_empty = false;
            let person = *person.get_or_insert_with(|| self.person(row, caseload));
            let line = self.line(row, column, person, caseload);
            if let Some(person) = person.and_then(|at| self.checked.people.get_mut(at)) {
                person.scores += 1;
            }
            self.checked.lines.push(line);
        }
        if is_empty {
            self.checked.rows_without_scores += 1;
        }
    }

    fn person(&mut self, row: &TableRow, caseload: &Caseload) -> Option<usize> {
        let person = self
            .known
            .person(row, &self.mapping, caseload, &self.answers)?;
        let people = &mut self.checked.people;
        let at = *self
            .people
            .entry(person.key.clone())
            .or_insert(people.len());
        if at == people.len() {
            people.push(person);
        }
        Some(at)
    }

    fn line(
        &mut self,
        row: &TableRow,
        column: usize,
        person: Option<usize>,
        caseload: &Caseload,
    ) -> Line {
        let measure = self.measure(row, column);
        let mut line = Line {
            row: row.number,
            column,
            person,
            student: None,
            measure: measure.as_ref().ok().copied(),
            date: None,
            given: shown(row.cell(Some(column))),
            probe: None,
            outcome: Outcome::New,
            home: None,
            stored: None,
        };
        line.outcome = self
            .outcome(&mut line, row, measure, caseload)
            .unwrap_or_else(|outcome| outcome);
        line
    }

    /// What becomes of a score; the first reason that keeps it out comes back as the error.
    fn outcome(
        &mut self,
        line: &mut Line,
        row: &TableRow,
        measure: Result<Id<Measure>, String>,
        caseload: &Caseload,
    ) -> Result<Outcome, Outcome> {
        let date = self.date(row, line.column);
        line.date = date.as_ref().ok().copied();
        let person = line.person.and_then(|at| self.checked.people.get(at));
        let student = student(person)?;
        line.student = Some(student);
        let measure_id = measure.map_err(Outcome::NoMeasure)?;
        let measure = caseload
            .measure(measure_id)
            .ok_or_else(|| Outcome::NoMeasure(String::new()))?;
        let date = date?;
        let cell = row.cell(Some(line.column));
        let score = number::read(cell)
            .ok_or_else(|| Outcome::Unreadable(format!("“{}” is not a number.", shown(cell))))?;
        if date > self.today {
            return Err(Outcome::Future);
        }
        let errors = self.errors(row, line.column, score, measure.scoring)?;
        let correct = self.heads.get(line.column).is_some_and(|head| head.correct);
        let score = match (measure.scoring, errors) {
            (Scoring::MazeAdjusted, Some(errors)) if correct => {
                maze_adjusted(score, errors).unwrap_or(score)
            }
            _ => score,
        };
        let probe = Probe {
            date,
            score,
            errors,
            note: text::note(row.cell(self.mapping.of(Holds::Note).next())),
            session: None,
            skill: None,
        };
        let probe = probe
            .checked(measure, self.today)
            .map_err(|rejected| Outcome::OutOfBounds(rejected.to_string()))?;
        let has_errors = probe.errors.is_some();
        line.probe = Some(probe);

        let key = (student, measure_id, date);
        let seen = self.seen.entry(key).or_default();
        let twin = seen
            .iter()
            .find(|seen| seen.score == score)
            .map(|seen| seen.row);
        let earlier = seen.first().map(|seen| (seen.row, seen.score));
        seen.push(Seen {
            row: line.row,
            score,
        });
        let mut stored = Stored::on_day(caseload, student, measure_id, date);
        line.home = home(caseload, student, measure_id, date);
        if let Some(row) = twin {
            return Err(Outcome::Twice(row));
        }
        let same = stored.iter().position(|stored| stored.score == score);
        match same {
            // The file knows the errors, so there is something to take over.
            Some(at) if has_errors && stored[at].errors.is_none() => {
                stored.swap(0, at);
            }
            Some(_) => return Err(Outcome::Known),
            None => {}
        }
        line.stored = stored.into_iter().next();
        Ok(match (&line.stored, earlier, &line.home) {
            (Some(stored), _, _) => Outcome::Conflict {
                score: stored.score,
                row: None,
            },
            (None, Some((row, score)), _) => Outcome::Conflict {
                score,
                row: Some(row),
            },
            (None, None, None) => Outcome::NoPlan,
            (None, None, Some(Home { start, .. })) if date < *start => Outcome::Early(*start),
            (None, None, Some(_)) => Outcome::New,
        })
    }

    /// The measure of a score, or the name for which none is known.
    fn measure(&self, row: &TableRow, column: usize) -> Result<Id<Measure>, String> {
        if let Some(measure) = self
            .mapping
            .column(column)
            .and_then(|column| column.measure)
        {
            return Ok(measure);
        }
        let name = self.mapping.measure_name(row);
        if name.is_empty() {
            return self.mapping.measure.ok_or_else(String::new);
        }
        let known = self
            .mapping
            .names
            .get(&header_key(&name))
            .copied()
            .flatten();
        known.ok_or_else(|| shown(&name))
    }

    /// The day of a score: its own date, that of its column's head, that of the row, the day of
    /// its season, the day of the whole file.
    fn date(&self, row: &TableRow, column: usize) -> Result<Date, Outcome> {
        let own = self.mapping.beside(Holds::Date, column);
        let head = self.heads.get(column);
        let day = own
            .map(|at| row.cell(Some(at)))
            .filter(|cell| !number::is_nothing(cell));
        if let Some(cell) = day {
            let day = Day::read(cell)
                .ok_or_else(|| Outcome::Unreadable(format!("“{}” is not a date.", shown(cell))))?;
            return self.resolved(day, cell);
        }
        if let Some(day) = head.and_then(|head| head.day) {
            return self.resolved(day, "The date in the column’s name");
        }
        let season = head.and_then(|head| head.season.clone()).or_else(|| {
            let cell = row.cell(self.mapping.of(Holds::Season).next());
            season_shown(cell)
        });
        let by_season = season
            .as_ref()
            .and_then(|season| self.mapping.seasons.get(season));
        match (by_season.or(self.mapping.day.as_ref()), season) {
            (Some(day), _) => Ok(*day),
            (None, Some(season)) => Err(Outcome::NoDate(season)),
            (None, None) => Err(Outcome::NoDate(String::new())),
        }
    }

    fn resolved(&self, day: Day, given: &str) -> Result<Date, Outcome> {
        day.resolve(self.day_order).ok_or_else(|| {
            Outcome::Unreadable(format!(
                "“{}” can be read in two ways: say above how dates are written.",
                shown(given)
            ))
        })
    }

    /// Errors as given; else from the accuracy, if whole errors give that accuracy.
    ///
    /// accuracy = 100 x correct / (correct + errors), so errors = correct x (100 - a) / a.
    fn errors(
        &self,
        row: &TableRow,
        column: usize,
        score: f64,
        scoring: Scoring,
    ) -> Result<Option<f64>, Outcome> {
        if scoring == Scoring::Score {
            return Ok(None);
        }
        let cell = |holds| row.cell(self.mapping.beside(holds, column));
        let errors = cell(Holds::Errors);
        if !number::is_nothing(errors) {
            let wrong =
                || Outcome::Unreadable(format!("“{}” errors is not a number.", shown(errors)));
            return number::read(errors).map(Some).ok_or_else(wrong);
        }
        if scoring != Scoring::CorrectAndErrors {
            return Ok(None);
        }
        let accuracy = number::read(cell(Holds::Accuracy)).filter(|a| *a > 0.0 && *a <= 100.0);
        let errors_of = |accuracy: f64| {
            let errors = (score * (100.0 - accuracy) / accuracy).round();
            let told = 100.0 * score / (score + errors);
            // Whole numbers that give another accuracy were not what was counted.
            let fits = (told - accuracy).abs() <= 0.5;
            (score > 0.0 && errors.is_finite() && fits).then_some(errors)
        };
        Ok(accuracy.and_then(errors_of))
    }
}

/// The season of a cell: by its usual name where it is known, else as it stands there.
pub(super) fn season_shown(cell: &str) -> Option<String> {
    super::head::season_of(cell).or_else(|| {
        let season = shown(cell);
        (!season.is_empty()).then_some(season)
    })
}

fn student(person: Option<&Person>) -> Result<Id<Student>, Outcome> {
    let Some(person) = person else {
        return Err(Outcome::Unreadable("The row names no student.".into()));
    };
    match &person.found {
        Found::One(id) => Ok(*id),
        Found::Perhaps => Err(Outcome::Question),
        Found::Archived(_) => Err(Outcome::Archived),
        Found::Nobody => Err(Outcome::Unmatched),
    }
}

/// The days in the cells and heads that are mapped.
fn written_days<'a>(
    table: &'a Table,
    mapping: &'a Mapping,
    today: Date,
) -> impl Iterator<Item = Written> + 'a {
    let cells = mapping
        .of(Holds::Date)
        .flat_map(|at| table.rows.iter().map(move |row| row.cell(Some(at))));
    let heads = mapping
        .of(Holds::Score)
        .filter_map(|at| table.headers.get(at));
    let in_heads = heads.filter_map(move |head| Written::in_head(head, today));
    cells.filter_map(Written::in_cell).chain(in_heads)
}

/// The first day of the file that can be read in two ways.
fn two_ways(table: &Table, mapping: &Mapping, today: Date) -> Option<(Date, Date)> {
    written_days(table, mapping, today).find_map(|written| match written.day {
        Day::TwoWays {
            month_first,
            day_first,
        } => Some((month_first, day_first)),
        Day::One(_) => None,
    })
}

fn shown(cell: &str) -> String {
    let mut shown = text::line(cell);
    if shown.chars().count() > SHOWN {
        shown = shown.chars().take(SHOWN).chain(['…']).collect();
    }
    shown
}
