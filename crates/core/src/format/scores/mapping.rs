//! Which column holds what: proposed from the headers, remembered by layout, changed by hand.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::date::DayOrder;
use super::holds::Holds;
use crate::format::table::{Table, TableRow, header_key};
use crate::model::{Id, Measure};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// By the position of the column in the table; `None` is left out.
    pub columns: Vec<Option<Column>>,
    /// The measure of scores whose column and row name none.
    pub measure: Option<Id<Measure>>,
    /// What the names of the measure column stand for; `None` leaves the rows out.
    pub names: BTreeMap<String, Option<Id<Measure>>>,
    /// How days are written, where the person said so.
    pub day_order: Option<DayOrder>,
    /// The days of the seasons by their names. The next file has other days: not remembered.
    #[serde(skip)]
    pub seasons: BTreeMap<String, Date>,
    /// The day of scores whose column and row name none; not remembered.
    #[serde(skip)]
    #[serde(default, with = "crate::model::day::optional")]
    pub day: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub holds: Holds,
    /// Of a score: its measure; `None` where the row or the whole file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Id<Measure>>,
    /// Of a date, of errors, of accuracy: the score they belong to; `None` for all of a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
}

impl Column {
    pub fn new(holds: Holds) -> Self {
        Self {
            holds,
            measure: None,
            of: None,
        }
    }
}

impl Mapping {
    pub fn column(&self, at: usize) -> Option<&Column> {
        self.columns.get(at).and_then(Option::as_ref)
    }

    pub fn holds(&self, at: usize) -> Option<Holds> {
        self.column(at).map(|column| column.holds)
    }

    /// The positions of the columns that hold this, in the order of the table.
    pub fn of(&self, holds: Holds) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.len()).filter(move |at| self.holds(*at) == Some(holds))
    }

    /// What a row has once is taken away from the column that had it.
    pub fn set(&mut self, at: usize, holds: Option<Holds>) {
        if let Some(single) = holds.filter(|holds| holds.is_single()) {
            for other in &mut self.columns {
                other.take_if(|column| column.holds == single);
            }
        }
        if self.holds(at) == Some(Holds::Score) {
            self.let_go_of(at);
        }
        if let Some(place) = self.columns.get_mut(at) {
            *place = holds.map(Column::new);
        }
    }

    /// The column that holds this of one score: its own, else that of the whole row.
    pub fn beside(&self, holds: Holds, score: usize) -> Option<usize> {
        let of = |of: Option<usize>| {
            self.of(holds)
                .find(|at| self.column(*at).is_some_and(|column| column.of == of))
        };
        of(Some(score)).or_else(|| of(None))
    }

    pub fn has_scores(&self) -> bool {
        self.of(Holds::Score).next().is_some()
    }

    pub fn has_students(&self) -> bool {
        [
            Holds::StudentId,
            Holds::FullName,
            Holds::GivenName,
            Holds::FamilyName,
        ]
        .into_iter()
        .any(|holds| self.of(holds).next().is_some())
    }

    pub fn has_measure_names(&self) -> bool {
        self.of(Holds::Measure).next().is_some()
    }

    /// Whether a score would be without a measure unless the whole file has one.
    pub fn needs_one_measure(&self) -> bool {
        !self.has_measure_names()
            && self.of(Holds::Score).any(|at| {
                self.column(at)
                    .is_some_and(|column| column.measure.is_none())
            })
    }

    /// The name of the measure as the row has it.
    pub fn measure_name(&self, row: &TableRow) -> String {
        let cells = self.of(Holds::Measure).map(|at| row.cell(Some(at)));
        let words: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        words.join(" · ")
    }

    /// The names of measures in a file, each once, with their rows.
    pub fn measure_names(&self, table: &Table) -> Vec<(String, usize)> {
        let mut names: Vec<(String, usize)> = Vec::new();
        let mut places = BTreeMap::new();
        for row in &table.rows {
            let name = self.measure_name(row);
            if name.is_empty() {
                continue;
            }
            let place = *places.entry(header_key(&name)).or_insert(names.len());
            match names.get_mut(place) {
                Some((_, rows)) => *rows += 1,
                None => names.push((name, 1)),
            }
        }
        names
    }

    fn let_go_of(&mut self, score: usize) {
        for column in self.columns.iter_mut().flatten() {
            column.of.take_if(|of| *of == score);
        }
    }
}
