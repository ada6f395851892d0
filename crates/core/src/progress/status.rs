//! Where a student stands by one plan: the verdict, or why there is none.

use super::plan_view::PlanView;
use crate::decision::Verdict;
use crate::model::MeasureKind;

/// Where a student stands by one plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    Verdict(Box<Verdict>),
    /// A goal is set, and the first score, from which the aim line starts, is still to come.
    NoScores,
    /// There is no line to stand against: no goal is set, or the measure is one of mastery.
    NoAimLine,
    NoPlan,
}

impl Status {
    /// As it is filtered by, whichever way is better.
    pub const KINDS: [(&'static str, &'static str); 9] = [
        ("below", "Below or behind aim"),
        ("not-fair", "Not yet a fair test"),
        ("not-clear", "Not clear yet"),
        ("above", "Above or ahead of aim"),
        ("early", "Too early to tell"),
        ("on-track", "On track"),
        ("collecting", "Collecting scores"),
        ("no-aim-line", "No aim line"),
        ("no-plan", "No plan"),
    ];

    /// Of a plan, with the verdict on it if there can be one.
    pub fn of(view: &PlanView, verdict: Option<Verdict>) -> Self {
        match verdict {
            Some(verdict) => Self::Verdict(Box::new(verdict)),
            None if view.goal.is_some() && view.kind != MeasureKind::Mastery => Self::NoScores,
            None => Self::NoAimLine,
        }
    }

    pub fn verdict(&self) -> Option<&Verdict> {
        match self {
            Self::Verdict(verdict) => Some(verdict),
            Self::NoScores | Self::NoAimLine | Self::NoPlan => None,
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.finding.kind(),
            Self::NoScores => "collecting",
            Self::NoAimLine => "no-aim-line",
            Self::NoPlan => "no-plan",
        }
    }

    /// The order in which a person wants to look: who needs a decision comes first.
    pub fn urgency(&self) -> u8 {
        match self {
            Self::Verdict(verdict) => verdict.finding.urgency(),
            Self::NoScores => u8::MAX - 2,
            Self::NoAimLine => u8::MAX - 1,
            Self::NoPlan => u8::MAX,
        }
    }

    pub fn word(&self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.word(),
            Self::NoScores => "No scores yet",
            Self::NoAimLine => "No aim line",
            Self::NoPlan => "No plan",
        }
    }

    /// The same in one sentence; `noun` is what grows, as "words".
    pub fn sentence(&self, noun: &str) -> String {
        match self {
            Self::Verdict(verdict) => verdict.sentence(noun),
            Self::NoScores => "The aim line starts with the first score.".into(),
            Self::NoAimLine => "There is no aim line to compare with.".into(),
            Self::NoPlan => "No goal has been set yet.".into(),
        }
    }
}
