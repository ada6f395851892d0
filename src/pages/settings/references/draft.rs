//! A set as it is typed, and how it becomes one.

use aimline_core::command::{ReferenceEntry, ReferenceWording};
use aimline_core::format::reference_set::{Column, Sheet, read};
use aimline_core::model::reference_set::WEEKS_OF_NORMS;
use aimline_core::model::{Id, ReferenceSet, ReferenceVersion, Season};
use aimline_core::number;
use aimline_core::{Edited, Rejected};
use serde::{Deserialize, Serialize};

/// Grade and season stand before the levels.
pub const FIRST_LEVEL: usize = 2;
const LEVELS_AT_FIRST: usize = 3;
const ROWS_AT_FIRST: usize = 4;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferenceDraft {
    /// The set that is edited.
    pub id: Option<Id<ReferenceSet>>,
    pub name: String,
    pub measure: String,
    pub source: String,
    pub published: String,
    pub licence: String,
    pub weeks: String,
    pub below: String,
    pub aim: String,
    pub levels: Vec<String>,
    /// Grade, season and a cell for each level. An empty row says nothing.
    pub rows: Vec<Vec<String>>,
    /// The set as the form opened it.
    pub opened: Option<ReferenceWording>,
}

impl ReferenceDraft {
    pub fn empty() -> Self {
        Self {
            weeks: WEEKS_OF_NORMS.to_string(),
            levels: vec![String::new(); LEVELS_AT_FIRST],
            rows: vec![vec![String::new(); FIRST_LEVEL + LEVELS_AT_FIRST]; ROWS_AT_FIRST],
            ..Self::default()
        }
    }

    pub fn of(set: &ReferenceSet, version: &ReferenceVersion) -> Self {
        let rows = version.rows.iter().map(|row| {
            let season = row.season.map_or("growth", Season::label);
            let values = row
                .values
                .iter()
                .map(|value| value.map(number::typed).unwrap_or_default());
            [row.grade.to_string(), season.to_owned()]
                .into_iter()
                .chain(values)
                .collect()
        });
        Self {
            id: None,
            name: set.name.clone(),
            measure: set.measure.to_string(),
            source: version.source.clone(),
            published: version.published.clone(),
            licence: version.licence.clone(),
            weeks: version.weeks.to_string(),
            below: version.below.clone(),
            aim: version.aim.clone(),
            levels: version.levels.clone(),
            rows: rows.collect(),
            opened: None,
        }
    }

    pub fn copied(self) -> Self {
        Self {
            id: None,
            name: format!("{}, my copy", self.name),
            ..self
        }
    }

    /// What is typed as a set; each cell that cannot be read is told with its row.
    pub fn entry(&self) -> Result<ReferenceEntry, Rejected> {
        let mut rejected = Rejected::default();
        let measure = self.measure.parse().ok();
        if measure.is_none() {
            rejected.add("measure", "Choose what is measured.");
        }
        let weeks = self.weeks.trim().parse().ok();
        if weeks.is_none() {
            rejected.add(
                "weeks",
                format!(
                    "“{}” was given; enter a whole number of weeks, such as {WEEKS_OF_NORMS}.",
                    self.weeks.trim()
                ),
            );
        }
        let version = self.figures(&mut rejected);
        let (Some(measure), Some(weeks)) = (measure, weeks) else {
            return Err(rejected);
        };
        rejected.or(ReferenceEntry {
            id: self.id,
            set: Edited {
                opened: self.opened.clone(),
                typed: ReferenceWording {
                    name: self.name.clone(),
                    measure,
                    version: ReferenceVersion {
                        source: self.source.clone(),
                        published: self.published.clone(),
                        licence: self.licence.clone(),
                        weeks,
                        below: self.below.clone(),
                        aim: self.aim.clone(),
                        ..version
                    },
                },
            },
        })
    }

    /// The grid, read as a file of the same columns would be.
    fn figures(&self, rejected: &mut Rejected) -> ReferenceVersion {
        let mut columns = vec![Column::Grade, Column::Season];
        columns.extend(self.levels.iter().cloned().map(Column::Scores));
        let rows = (1..)
            .zip(&self.rows)
            .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
            .map(|(number, cells)| (number, cells.clone()));
        let sheet = Sheet {
            headers: Vec::new(),
            rows: rows.collect(),
        };
        let reading = read(&sheet, &columns);
        for problem in reading.problems {
            rejected.add("rows", format!("Row {}: {}", problem.line, problem.message));
        }
        let sets = reading.sets.into_iter();
        sets.map(|found| found.version).next().unwrap_or_default()
    }
}
