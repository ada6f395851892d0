//! Where a student stands by one plan: the verdict, or why there is none.

use std::borrow::Cow;

use super::plan_view::PlanView;
use crate::decision::Verdict;

/// Where a student stands by one plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    Verdict(Box<Verdict>),
    /// A goal is set, and the first score, from which the aim line starts, is still to come.
    NoScores,
    /// A measure of mastery: how many of the skills, and how many slipped since.
    Skills {
        mastered: usize,
        all: usize,
        to_check: usize,
    },
    /// There is no line to stand against: no goal is set, or its day has passed.
    NoAimLine,
    NoPlan,
}

impl Status {
    /// As it is filtered by, whichever way is better.
    pub const KINDS: [(&'static str, &'static str); 10] = [
        ("below", "Below or behind aim"),
        ("not-fair", "Not yet a fair test"),
        ("not-clear", "Not clear yet"),
        ("above", "Above or ahead of aim"),
        ("early", "Too early to tell"),
        ("on-track", "On track"),
        ("collecting", "Collecting scores"),
        ("skills", "Skills to master"),
        ("no-aim-line", "No aim line"),
        ("no-plan", "No plan"),
    ];

    /// Of a plan, with the verdict on it if there can be one.
    pub fn of(view: &PlanView, verdict: Option<Verdict>) -> Self {
        if let Some(mastery) = &view.mastery {
            let slipped = mastery.skills.iter();
            return Self::Skills {
                mastered: mastery.mastered(),
                all: mastery.skills.len(),
                to_check: slipped
                    .filter(|skill| skill.standing.asks_to_check_again())
                    .count(),
            };
        }
        match verdict {
            Some(verdict) => Self::Verdict(Box::new(verdict)),
            None if view.goal.is_some() && view.scores.is_empty() => Self::NoScores,
            None => Self::NoAimLine,
        }
    }

    pub fn verdict(&self) -> Option<&Verdict> {
        match self {
            Self::Verdict(verdict) => Some(verdict),
            Self::NoScores | Self::Skills { .. } | Self::NoAimLine | Self::NoPlan => None,
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.finding.kind(),
            Self::NoScores => "collecting",
            Self::Skills { .. } => "skills",
            Self::NoAimLine => "no-aim-line",
            Self::NoPlan => "no-plan",
        }
    }

    /// The order in which a person wants to look: who needs a decision comes first.
    pub fn urgency(&self) -> u8 {
        match self {
            Self::Verdict(verdict) => verdict.finding.urgency(),
            Self::NoScores => u8::MAX - 3,
            Self::Skills { .. } => u8::MAX - 2,
            Self::NoAimLine => u8::MAX - 1,
            Self::NoPlan => u8::MAX,
        }
    }

    pub fn word(&self) -> Cow<'static, str> {
        match self {
            Self::Verdict(verdict) => verdict.word().into(),
            Self::NoScores => "No scores yet".into(),
            Self::Skills { all: 0, .. } => "No skills yet".into(),
            Self::Skills {
                mastered, all: 1, ..
            } => format!("{mastered} of 1 skill").into(),
            Self::Skills { mastered, all, .. } => format!("{mastered} of {all} skills").into(),
            Self::NoAimLine => "No aim line".into(),
            Self::NoPlan => "No plan".into(),
        }
    }

    /// The same in one sentence; `noun` is what grows, as "words".
    pub fn sentence(&self, noun: &str) -> String {
        match self {
            Self::Verdict(verdict) => verdict.sentence(noun),
            Self::NoScores => "The aim line starts with the first score.".into(),
            Self::Skills { all: 0, .. } => "The plan has no list of skills yet.".into(),
            Self::Skills { to_check: 0, .. } => {
                "Mastered so far, by the rule of the plan. A skill list has no aim line.".into()
            }
            Self::Skills { to_check: 1, .. } => {
                "Mastered so far. One of them is below the rule again: check it.".into()
            }
            Self::Skills { to_check, .. } => {
                format!("Mastered so far. {to_check} of them are below the rule again: check them.")
            }
            Self::NoAimLine => "There is no aim line to compare with.".into(),
            Self::NoPlan => "No goal has been set yet.".into(),
        }
    }
}
