//! From what was checked and what the person chose to what is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::outcome::{Checked, Kind, Line};
use crate::caseload::Caseload;
use crate::command::{ImportedScore, NewPlan, ScoreImport};
use crate::model::{Id, Measure, Student};

/// What becomes of a score where there is another of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It takes the other's place.
    Replaces,
    /// Both were given that day, and their median counts.
    Both,
}

/// What the person chose in the preview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Scores, by row and column, that come in although there is one of that day. The others are
    /// left out.
    pub settled: BTreeMap<(usize, usize), Settled>,
    /// Whether students without a plan on the measure get one, without a goal.
    pub make_plans: bool,
    /// Whether scores from before the plan's start come in.
    pub early: bool,
}

/// What "Import" would do, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub added: usize,
    pub replaced: usize,
    pub plans: usize,
    pub students: usize,
}

/// One score of a student on a day: what two rows of a file can both say.
type Day = (Id<Student>, Id<Measure>, Date);

impl Choices {
    fn take(&self, line: &Line) -> bool {
        match line.outcome.kind() {
            Kind::New => true,
            Kind::NoPlan | Kind::Early => self.has_home(line),
            Kind::Conflict => self.settled(line).is_some() && self.has_home(line),
            _ => false,
        }
    }

    fn settled(&self, line: &Line) -> Option<Settled> {
        self.settled.get(&(line.row, line.column)).copied()
    }

    /// Whether there is a plan for the score, or the person lets one take it.
    fn has_home(&self, line: &Line) -> bool {
        match (&line.stored, line.home) {
            (Some(_), _) => true,
            (None, Some(home)) => self.early || line.date.is_some_and(|date| home.start <= date),
            (None, None) => self.make_plans,
        }
    }
}

impl Checked {
    /// What is written.
    pub fn import(&self, choices: &Choices, caseload: &Caseload) -> ScoreImport {
        let mut plans: BTreeMap<(Id<Student>, Id<Measure>, Date), NewPlan> = BTreeMap::new();
        let mut scores: Vec<ImportedScore> = Vec::new();
        let calendar = caseload.calendar();
        for line in self.taken(choices) {
            let (Some(student), Some(measure), Some(probe)) =
                (line.student, line.measure, line.probe.clone())
            else {
                continue;
            };
            let replaces = choices.settled(line) == Some(Settled::Replaces);
            match (&line.stored, line.home) {
                (Some(stored), _) => scores.push(ImportedScore {
                    plan: stored.plan,
                    replaces: replaces.then_some(stored.probe),
                    probe,
                }),
                (None, Some(home)) => scores.push(ImportedScore {
                    plan: home.plan,
                    replaces: None,
                    probe,
                }),
                (None, None) => {
                    let year = calendar.year_around(probe.date).first;
                    let plan = plans
                        .entry((student, measure, year))
                        .or_insert_with(|| NewPlan {
                            student,
                            measure,
                            probes: Vec::new(),
                        });
                    plan.probes.push(probe);
                }
            }
        }
        ScoreImport {
            plans: plans.into_values().collect(),
            scores,
            layout: None,
        }
    }

    pub fn tally(&self, choices: &Choices, caseload: &Caseload) -> Tally {
        let calendar = caseload.calendar();
        let (mut students, mut plans) = (BTreeSet::new(), BTreeSet::new());
        let mut tally = Tally::default();
        for line in self.taken(choices) {
            if line.stored.is_some() && choices.settled(line) == Some(Settled::Replaces) {
                tally.replaced += 1;
            } else {
                tally.added += 1;
            }
            students.extend(line.student);
            if let (None, None, Some(date)) = (&line.stored, line.home, line.date) {
                plans.insert((line.student, line.measure, calendar.year_around(date).first));
            }
        }
        tally.students = students.len();
        tally.plans = plans.len();
        tally
    }

    /// The plans that would be made if the person says so, and for how many students.
    pub fn plans_wanted(&self, caseload: &Caseload) -> Tally {
        let choices = Choices {
            make_plans: true,
            ..Choices::default()
        };
        let only = Self {
            lines: self.of(Kind::NoPlan).cloned().collect(),
            ..Self::default()
        };
        only.tally(&choices, caseload)
    }

    /// The lines that are imported. Of two rows that say one day the one that replaces comes in.
    fn taken(&self, choices: &Choices) -> Vec<&Line> {
        let mut taken: Vec<&Line> = Vec::new();
        let mut places: HashMap<Day, usize> = HashMap::new();
        for line in self.lines.iter().filter(|line| choices.take(line)) {
            let (Some(student), Some(measure), Some(date)) =
                (line.student, line.measure, line.date)
            else {
                continue;
            };
            let both = choices.settled(line) == Some(Settled::Both);
            match places.get(&(student, measure, date)) {
                Some(place) if !both => taken[*place] = line,
                _ => {
                    places.insert((student, measure, date), taken.len());
                    taken.push(line);
                }
            }
        }
        taken
    }
}
