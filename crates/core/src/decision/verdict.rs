//! What the engine found, with everything that it stands on.

use jiff::civil::Date;

use super::chance_of_goal::ChanceOfGoal;
use super::fair_test::FairTest;
use super::run::Runs;
use super::thresholds::Thresholds;
use crate::analysis::{Defined, Direction, Interval, Standing, Trend};

/// The verdict of one day. Its words are in [`super::words`]: word, advice, sentence, what
/// would settle it and how often its rule is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub finding: Finding,
    pub advice: Advice,
    pub evidence: Evidence,
    /// As they stood when it was found.
    pub thresholds: Thresholds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finding {
    /// Too few minutes or steps reached the student, or nobody knows because meetings are not
    /// logged.
    NotFair,
    /// So many scores are missing before anything is said.
    Collecting {
        missing: usize,
    },
    /// Scores for prompts, but not yet for a verdict, of which so many are missing.
    Early {
        missing: usize,
    },
    /// Grows slower than the goal asks.
    Below,
    /// Grows faster than the goal asks.
    Above,
    OnTrack,
    /// So many more weekly scores would settle it, if any number within a year does.
    NotClear {
        more: Option<usize>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Bring minutes and steps up, then look again; never "intensify".
    DeliverFirst,
    /// Whether the minutes arrived turns on meetings that nobody logged.
    LogFirst,
    KeepCollecting,
    /// A prompt was raised that chance raises often.
    LookCloser,
    Continue,
    /// The scores call for a change, and minutes and steps are known to have arrived.
    ConsiderChange,
    /// They would, but minutes or steps were not recorded.
    RecordFirst,
    ConsiderFading,
}

/// What a verdict stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub direction: Direction,
    /// Occasions in the current phase.
    pub count: usize,
    pub trend: Defined<Trend>,
    /// Of the slope, in units a week.
    pub interval: Defined<Interval>,
    /// The growth that the goal asks for, in units a week.
    pub goal_rate: f64,
    pub level: Defined<Standing>,
    pub runs: Runs,
    pub prompts: Vec<Prompted>,
    pub projection: Defined<Projection>,
    /// From as many scores on as prompts take.
    pub chance_of_goal: Option<ChanceOfGoal>,
    pub fair_test: FairTest,
}

/// The line through the scores on the goal's day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    pub date: Date,
    pub value: f64,
    pub goal: f64,
}

/// A prompt with how often chance alone raises it for a student exactly at goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prompted {
    pub prompt: Prompt,
    /// A part of 1; none where the scatter that it depends on is not known.
    pub false_alarm: Option<f64>,
}

/// A sign to look closer. Behind and ahead are gains: behind is above the line where lower is
/// better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    RunBehind { length: usize },
    RunAhead { length: usize },
    MedianBehind,
    MedianAhead,
}

/// The rule that a verdict was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub name: &'static str,
    pub source: &'static str,
}

impl Finding {
    /// As it is filtered by: a word that stays, without its numbers.
    pub fn kind(self) -> &'static str {
        match self {
            Self::NotFair => "not-fair",
            Self::Collecting { .. } => "collecting",
            Self::Early { .. } => "early",
            Self::Below => "below",
            Self::Above => "above",
            Self::OnTrack => "on-track",
            Self::NotClear { .. } => "not-clear",
        }
    }

    /// The order in which a person wants to look: who needs a decision comes first.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Below => 0,
            Self::NotFair => 1,
            Self::NotClear { .. } => 2,
            Self::Above => 3,
            Self::Early { .. } => 4,
            Self::OnTrack => 5,
            Self::Collecting { .. } => 6,
        }
    }

    pub fn rule(self) -> Rule {
        match self {
            Self::NotFair => Rule {
                name: "Fair test first",
                source: "Durlak & DuPre 2008: 60 to 80 % of an intervention already does good; \
                         80 % is customary, not a law",
            },
            Self::Collecting { .. } => Rule {
                name: "Enough scores first",
                source: "Thornblad & Christ 2014: six weeks are marginal",
            },
            Self::Early { .. } => Rule {
                name: "Scores in a row and median of three, as prompts",
                source: "Hintze et al. 2018: these rules call too many growing students \
                         non-responders",
            },
            Self::Below | Self::Above => Rule {
                name: "Interval of the slope against the goal",
                source: "Christ et al. 2012; least squares with a t interval",
            },
            Self::OnTrack | Self::NotClear { .. } => Rule {
                name: "Interval of the slope, then level and projection",
                source: "Christ et al. 2012; Christ & Silberglitt 2007 for the error of a score",
            },
        }
    }
}

impl Verdict {
    pub fn rule(&self) -> Rule {
        self.finding.rule()
    }

    /// A decision is called for: by the scores, or because the test was not fair.
    pub fn needs_decision(&self) -> bool {
        matches!(
            self.finding,
            Finding::NotFair | Finding::Below | Finding::Above
        )
    }
}
