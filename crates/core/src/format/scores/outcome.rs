//! What becomes of each score of a file.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::home::Home;
use super::people::Person;
use crate::caseload::Caseload;
use crate::model::{Id, Measure, Plan, Probe, Student, text};
use crate::number::number;

/// All that was found in a file, held against the caseload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// One for each score, in the order of the file.
    pub lines: Vec<Line>,
    pub people: Vec<Person>,
    pub rows_without_scores: usize,
    /// A day that can be read month first or day first, while the file does not show which.
    pub two_ways: Option<(Date, Date)>,
}

/// One score of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// As a spreadsheet counts.
    pub row: usize,
    pub column: usize,
    /// Its place among the people of the file.
    pub person: Option<usize>,
    pub student: Option<Id<Student>>,
    pub measure: Option<Id<Measure>>,
    pub date: Option<Date>,
    /// The score as it stands in the file.
    pub given: String,
    /// The score as it would be kept.
    pub probe: Option<Probe>,
    pub outcome: Outcome,
    pub(super) home: Option<Home>,
    pub(super) stored: Option<Stored>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    New,
    /// The student has no plan on the measure.
    NoPlan,
    /// Before the day on which the plan starts.
    Early(Date),
    /// There is another score of that day, on the caseload or in an earlier row of the file.
    Conflict {
        score: f64,
        row: Option<usize>,
    },
    /// The same score is there already.
    Known,
    /// The same score stands in an earlier row.
    Twice(usize),
    /// It has to be said whose score it is.
    Question,
    Unmatched,
    Archived,
    /// The measure of this name is not chosen.
    NoMeasure(String),
    /// The day of this season is not given; without a name, any day.
    NoDate(String),
    Future,
    OutOfBounds(String),
    Unreadable(String),
}

/// The kinds of outcomes, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    New,
    NoPlan,
    Conflict,
    Early,
    Question,
    NoDate,
    NoMeasure,
    OutOfBounds,
    Future,
    Unreadable,
    Known,
    Unmatched,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::New,
        Self::NoPlan,
        Self::Conflict,
        Self::Early,
        Self::Question,
        Self::NoDate,
        Self::NoMeasure,
        Self::OutOfBounds,
        Self::Future,
        Self::Unreadable,
        Self::Known,
        Self::Unmatched,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::NoPlan => "No plan yet",
            Self::Conflict => "Another score that day",
            Self::Early => "Before the plan",
            Self::Question => "Which student?",
            Self::NoDate => "No date",
            Self::NoMeasure => "Measure not chosen",
            Self::OutOfBounds => "Out of bounds",
            Self::Future => "In the future",
            Self::Unreadable => "Not readable",
            Self::Known => "Already here",
            Self::Unmatched => "Not on your caseload",
        }
    }
}

impl Outcome {
    pub fn kind(&self) -> Kind {
        match self {
            Self::New => Kind::New,
            Self::NoPlan => Kind::NoPlan,
            Self::Early(_) => Kind::Early,
            Self::Conflict { .. } => Kind::Conflict,
            Self::Known | Self::Twice(_) => Kind::Known,
            Self::Question => Kind::Question,
            Self::Unmatched | Self::Archived => Kind::Unmatched,
            Self::NoMeasure(_) => Kind::NoMeasure,
            Self::NoDate(_) => Kind::NoDate,
            Self::Future => Kind::Future,
            Self::OutOfBounds(_) => Kind::OutOfBounds,
            Self::Unreadable(_) => Kind::Unreadable,
        }
    }

    /// Why, in a sentence; what was given and what is allowed.
    pub fn sentence(&self) -> String {
        match self {
            Self::New => "It is added.".into(),
            Self::NoPlan => "The student has no plan on this measure.".into(),
            Self::Early(start) => format!("The plan starts on {}.", text::date(*start)),
            Self::Conflict { score, row: None } => {
                format!("There is a score of {} on that day.", number(*score))
            }
            Self::Conflict {
                score,
                row: Some(row),
            } => format!("Row {row} has a score of {} on that day.", number(*score)),
            Self::Known => "The same score is here already.".into(),
            Self::Twice(row) => format!("Row {row} has the same score."),
            Self::Question => "Say above which student this is.".into(),
            Self::Unmatched => "No student on your caseload has this ID or name.".into(),
            Self::Archived => {
                "This student is archived. Bring the student back, then import again.".into()
            }
            Self::NoMeasure(name) if name.is_empty() => "Say above which measure this is.".into(),
            Self::NoMeasure(name) => format!("Say above which measure “{name}” is."),
            Self::NoDate(season) if season.is_empty() => "The row has no date.".into(),
            Self::NoDate(season) => format!("Enter the day of “{season}” above."),
            Self::Future => "The date is after today.".into(),
            Self::OutOfBounds(why) | Self::Unreadable(why) => why.clone(),
        }
    }
}

/// A score of the caseload.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stored {
    pub plan: Id<Plan>,
    pub probe: Id<Probe>,
    pub score: f64,
    pub errors: Option<f64>,
}

impl Stored {
    /// The scores that a student has of a measure on a day, in whatever plan.
    pub fn on_day(
        caseload: &Caseload,
        student: Id<Student>,
        measure: Id<Measure>,
        day: Date,
    ) -> Vec<Self> {
        let plans = caseload
            .plans
            .iter()
            .filter(|(_, plan)| plan.student == student && plan.measure == measure);
        plans
            .flat_map(|(id, plan)| {
                plan.probes
                    .iter()
                    .map(move |(probe, value)| (id, probe, value))
            })
            .filter(|(_, _, probe)| probe.date == day)
            .map(|(plan, probe, value)| Self {
                plan,
                probe,
                score: value.score,
                errors: value.errors,
            })
            .collect()
    }
}

impl Checked {
    pub fn count(&self, kind: Kind) -> usize {
        self.of(kind).count()
    }

    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .filter(move |line| line.outcome.kind() == kind)
    }

    /// The people of whom it has to be said who they are, or was said.
    pub fn questions(&self) -> impl Iterator<Item = &Person> {
        self.people
            .iter()
            .filter(|person| person.doubt.is_some() && person.scores > 0)
    }

    /// The seasons whose day is not known; an empty name stands for scores without any.
    pub fn seasons_without_day(&self) -> BTreeSet<&str> {
        self.lines
            .iter()
            .filter_map(|line| match &line.outcome {
                Outcome::NoDate(season) => Some(season.as_str()),
                _ => None,
            })
            .collect()
    }
}
