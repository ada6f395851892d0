//! A plan: one student, one measure, one goal, over time; with its probes and phases.

use crate::elapsed::days_later;
use crate::order::Order;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Decision, Dimension, Entries, Figure, Id, MasteryRule, Measure, MeasureKind, ReferenceUse,
    Session, Skill, Student, mastery, text,
};
use crate::rejected::Rejected;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub student: Id<Student>,
    pub measure: Id<Measure>,
    /// The day from which the aim line runs.
    #[serde(with = "crate::model::day")]
    pub start: Date,
    /// The material probed, such as "Grade 3 passages".
    #[serde(default)]
    pub material: String,
    #[serde(default)]
    pub baseline: Baseline,
    #[serde(default)]
    pub goal: Option<Goal>,
    /// Days between probes; 0 when they come at no fixed interval.
    #[serde(default = "weekly")]
    pub probe_every: u16,
    #[serde(default)]
    pub probes: Entries<Probe>,
    #[serde(default)]
    pub phases: Entries<Phase>,
    /// Of a mastery measure: what is learned, one after another.
    #[serde(default, skip_serializing_if = "Entries::is_blank")]
    pub skills: Entries<Skill>,
    /// Of a mastery measure: when a skill counts as mastered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mastery: Option<Criterion>,
    #[serde(default, skip_serializing_if = "Entries::is_blank")]
    pub decisions: Entries<Decision>,
    /// The day on which the plan ended.
    #[serde(default)]
    #[serde(with = "crate::model::day::optional")]
    pub closed: Option<Date>,
}

fn weekly() -> u16 {
    7
}

/// Where the aim line starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// The median of the first three probes.
    #[default]
    MedianOfFirstThree,
    /// Set by hand, from data that is not in the plan.
    Set(f64),
}

/// What the student should reach, and by when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    pub score: f64,
    #[serde(with = "crate::model::day")]
    pub date: Date,
    pub source: GoalSource,
}

/// How a goal was found, with its inputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalSource {
    ByHand,
    /// A published benchmark for a grade and season.
    Benchmark {
        /// The name of the set, as it was then; or whatever source was typed.
        set: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figure: Option<Figure>,
    },
    /// Baseline + weekly growth of a reference set x weeks.
    NormGrowth {
        set: String,
        per_week: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figure: Option<Figure>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inputs: Option<GrowthInputs>,
    },
    /// Baseline + 1.5 x the student's own growth x weeks.
    OwnGrowth {
        /// Growth a week by least squares.
        per_week: f64,
        /// How many occasions it was fitted to.
        scores: u16,
        times: f64,
        inputs: GrowthInputs,
    },
}

/// What a growth a week was applied to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GrowthInputs {
    pub baseline: f64,
    pub weeks: f64,
}

/// When a skill counts as mastered, and whose rule it is. It is a copy, so that a protocol that is
/// reworded later moves no date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    pub rule: MasteryRule,
    /// "Math facts, version 2"; empty when it was set by hand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// One administration of the measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    #[serde(with = "crate::model::day")]
    pub date: Date,
    pub score: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<f64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The session in which it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Id<Session>>,
    /// Of a mastery measure: the skill that was probed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<Id<Skill>>,
}

/// A stretch of time in which the intervention stayed the same. The first starts with the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    #[serde(with = "crate::model::day")]
    pub start: Date,
    /// "Small group, 4 days".
    pub label: String,
    pub what_changed: String,
    /// Which dimensions of the intervention changed with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<Dimension>,
}

impl GoalSource {
    /// The version of a reference set that it stands on.
    pub fn used(&self) -> Option<ReferenceUse> {
        match self {
            Self::Benchmark { figure, .. } | Self::NormGrowth { figure, .. } => {
                figure.as_ref().map(|figure| figure.used)
            }
            Self::ByHand | Self::OwnGrowth { .. } => None,
        }
    }

    /// Takes out the link to a set that is not there any more; the name and the inputs stay.
    pub fn forget_figure(&mut self) {
        if let Self::Benchmark { figure, .. } | Self::NormGrowth { figure, .. } = self {
            *figure = None;
        }
    }
}

impl Plan {
    /// A plan without a goal and with nothing in it yet, probed weekly.
    pub fn new(student: Id<Student>, measure: Id<Measure>, start: Date) -> Self {
        Self {
            student,
            measure,
            start,
            material: String::new(),
            baseline: Baseline::default(),
            goal: None,
            probe_every: weekly(),
            probes: Entries::default(),
            phases: Entries::default(),
            skills: Entries::default(),
            mastery: None,
            decisions: Entries::default(),
            closed: None,
        }
    }

    /// Probes by date; those of one day in the order of entry.
    pub fn probes_by_date(&self) -> Vec<(Id<Probe>, &Probe)> {
        let mut probes: Vec<_> = self.probes.iter().collect();
        probes.order_by_key(|(id, probe)| (probe.date, *id));
        probes
    }

    /// Phases by start; those of one day in the order of entry.
    pub fn phases_by_start(&self) -> Vec<(Id<Phase>, &Phase)> {
        let mut phases: Vec<_> = self.phases.iter().collect();
        phases.order_by_key(|(id, phase)| (phase.start, *id));
        phases
    }

    /// Skills in the order in which they are learned.
    pub fn skills_in_order(&self) -> Vec<(Id<Skill>, &Skill)> {
        let mut skills: Vec<_> = self.skills.iter().collect();
        skills.order_by_key(|(id, skill)| (skill.order, *id));
        skills
    }

    /// When a skill counts as mastered: the plan's own rule, else the usual one.
    pub fn mastery_rule(&self) -> MasteryRule {
        self.mastery
            .as_ref()
            .map_or_else(MasteryRule::default, |criterion| criterion.rule)
    }

    /// Decisions by date, the latest first; those of one day in the order of entry.
    pub fn decisions_by_date(&self) -> Vec<(Id<Decision>, &Decision)> {
        let mut decisions: Vec<_> = self.decisions.iter().collect();
        decisions.order_by_key(|(id, decision)| std::cmp::Reverse((decision.date, *id)));
        decisions
    }

    /// The day of the latest probe.
    pub fn last_probe(&self) -> Option<Date> {
        self.probes.values().map(|probe| probe.date).max()
    }

    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// The day from which the next probe is due; `None` when closed or at no fixed interval.
    pub fn probe_due_from(&self) -> Option<Date> {
        if self.probe_every == 0 || self.closed.is_some() {
            return None;
        }
        let Some(last) = self.last_probe() else {
            return Some(self.start);
        };
        Some(days_later(last, self.probe_every))
    }

    /// # Errors
    /// When the goal's score is not one of the measure, or its date does not follow the start.
    pub fn checked(mut self, measure: &Measure) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        self.material = text::line(&self.material);
        let is_mastery = measure.kind == MeasureKind::Mastery;
        mastery::check_plan(&mut self, is_mastery, &mut rejected);
        if let Baseline::Set(score) = self.baseline
            && let Some(objection) = measure.objection(score)
        {
            rejected.add("baseline", objection);
        }
        if let Some(goal) = &self.goal {
            if let Some(objection) = measure.objection(goal.score) {
                rejected.add("goal_score", objection);
            }
            if goal.date <= self.start {
                rejected.add(
                    "goal_date",
                    format!(
                        "The goal date is {}; it must come after the start, {}.",
                        text::date(goal.date),
                        text::date(self.start)
                    ),
                );
            }
        }
        rejected.or(self)
    }
}

impl Probe {
    /// A score of which nothing else is known.
    pub fn new(date: Date, score: f64) -> Self {
        Self {
            date,
            score,
            errors: None,
            note: String::new(),
            session: None,
            skill: None,
        }
    }

    /// # Errors
    /// When the score or the errors cannot be those of the measure, or the day is to come.
    pub fn checked(mut self, measure: &Measure, today: Date) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        self.note = text::note(&self.note);
        if let Some(objection) = measure.objection(self.score) {
            rejected.add("score", objection);
        }
        if let Some(errors) = self.errors
            && !(errors.is_finite() && errors >= 0.0 && errors.fract() == 0.0 && errors <= 999.0)
        {
            rejected.add("errors", "Errors are whole numbers from 0 to 999.");
        }
        if self.date > today {
            rejected.add(
                "date",
                format!(
                    "The date is {}; it cannot be after today.",
                    text::date(self.date)
                ),
            );
        }
        rejected.or(self)
    }

    /// Percent correct, 0 to 100; undefined without errors or with nothing attempted.
    pub fn accuracy(&self) -> Option<f64> {
        let attempted = self.score + self.errors?;
        (attempted > 0.0).then(|| 100.0 * self.score / attempted)
    }
}
