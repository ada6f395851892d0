//! A goal as it is typed: how it is found, and what it then is.

use aimline_core::analysis::{Defined, Undefined, goal_by_rate};
use aimline_core::model::{Figure, Goal, GoalSource, Grade, Id, Measure, Season};
use aimline_core::number::typed;
use aimline_core::progress::goal::{self, OwnGrowth};
use aimline_core::{Caseload, Rejected};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::goal_choice::key_of;
use super::plan_draft::{date, figure};

pub const BY_HAND: &str = "by_hand";
pub const NO_GOAL: &str = "none";
pub const GROWTH: &str = "growth";
pub const BENCHMARK: &str = "benchmark";
pub const OWN_GROWTH: &str = "own_growth";
/// A source that is none of the reference sets: its figure is typed.
pub const OTHER: &str = "other";

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalDraft {
    /// One of the words above.
    pub method: String,
    pub by: String,
    /// Typed where no reference set gives it.
    pub score: String,
    pub growth: String,
    pub source: String,
    /// "SET/VERSION", or [`OTHER`]. What is not offered stands for the usual choice; so do the
    /// three below.
    pub set: String,
    pub grade: String,
    pub season: String,
    pub level: String,
    /// The goal of a plan that is edited stays as it is, unless it is asked for anew.
    pub anew: bool,
}

/// What a goal is found from.
pub struct Ground<'a> {
    pub caseload: &'a Caseload,
    pub measure: Option<Id<Measure>>,
    pub grade: Option<Grade>,
    pub start: Option<Date>,
    pub baseline: Option<f64>,
    pub own: Defined<OwnGrowth>,
}

impl GoalDraft {
    pub fn of(goal: Option<&Goal>) -> Self {
        let Some(goal) = goal else {
            return Self {
                method: NO_GOAL.into(),
                ..Self::default()
            };
        };
        let draft = Self {
            by: goal.date.to_string(),
            score: typed(goal.score),
            ..Self::default()
        };
        match &goal.source {
            GoalSource::ByHand => Self {
                method: BY_HAND.into(),
                ..draft
            },
            GoalSource::OwnGrowth { .. } => Self {
                method: OWN_GROWTH.into(),
                ..draft
            },
            GoalSource::Benchmark { set, figure } => Self {
                method: BENCHMARK.into(),
                ..draft
            }
            .with(set, figure.as_ref()),
            GoalSource::NormGrowth {
                set,
                per_week,
                figure,
                ..
            } => Self {
                method: GROWTH.into(),
                growth: typed(*per_week),
                ..draft
            }
            .with(set, figure.as_ref()),
        }
    }

    fn with(self, source: &str, figure: Option<&Figure>) -> Self {
        match figure {
            None => Self {
                source: source.to_owned(),
                set: OTHER.into(),
                ..self
            },
            Some(figure) => Self {
                set: key_of(figure.used),
                grade: figure.grade.to_string(),
                season: figure
                    .season
                    .map(Season::label)
                    .unwrap_or_default()
                    .to_owned(),
                level: figure.level.clone(),
                ..self
            },
        }
    }

    /// The goal, or what is missing for it; nothing where none is wanted.
    pub fn goal(&self, ground: &Ground<'_>, rejected: &mut Rejected) -> Option<Goal> {
        if self.method == NO_GOAL {
            return None;
        }
        let by = date(
            &self.by,
            "goal_date",
            "Choose the day by which it should be reached.",
            rejected,
        );
        match self.method.as_str() {
            BENCHMARK => self.by_benchmark(ground, by, rejected),
            GROWTH => self.by_growth(ground, by, rejected),
            OWN_GROWTH => by_own_growth(ground, by, rejected),
            _ => Some(Goal {
                score: figure(&self.score, "goal_score", rejected)?,
                date: by?,
                source: GoalSource::ByHand,
            }),
        }
    }

    fn by_benchmark(
        &self,
        ground: &Ground<'_>,
        by: Option<Date>,
        rejected: &mut Rejected,
    ) -> Option<Goal> {
        match self.choice(ground).figure {
            Some(figure) => goal::by_benchmark(ground.caseload, ground.measure()?, figure, by?),
            None => Some(Goal {
                score: figure(&self.score, "goal_score", rejected)?,
                date: by?,
                source: GoalSource::Benchmark {
                    set: named(&self.source, "a benchmark"),
                    figure: None,
                },
            }),
        }
    }

    fn by_growth(
        &self,
        ground: &Ground<'_>,
        by: Option<Date>,
        rejected: &mut Rejected,
    ) -> Option<Goal> {
        let choice = self.choice(ground);
        let typed = match choice.figure {
            None => Some(figure(&self.growth, "growth", rejected)?),
            Some(_) => None,
        };
        let baseline = ground.baseline_or(rejected)?;
        let (start, by) = (ground.start?, by?);
        let goal = match (choice.figure, typed) {
            (Some(figure), _) => goal::by_norm_growth(
                ground.caseload,
                ground.measure()?,
                figure,
                baseline,
                start,
                by,
            )?,
            (None, typed) => {
                let per_week = typed?;
                let measure = ground.measure()?;
                goal_by_rate(baseline, per_week, start, by).map(|score| Goal {
                    score: goal::possible(score, measure),
                    date: by,
                    source: GoalSource::NormGrowth {
                        set: named(&self.source, "a norm"),
                        per_week,
                        figure: None,
                        inputs: Some(goal::inputs(baseline, start, by)),
                    },
                })
            }
        };
        in_order(goal, rejected)
    }
}

impl<'a> Ground<'a> {
    pub fn measure(&self) -> Option<&'a Measure> {
        self.caseload.measure(self.measure?)
    }

    fn baseline_or(&self, rejected: &mut Rejected) -> Option<f64> {
        if self.baseline.is_none() {
            rejected.add(
                "goal_method",
                "A goal by growth needs a baseline: enter one by hand, or add scores first.",
            );
        }
        self.baseline
    }
}

fn by_own_growth(ground: &Ground<'_>, by: Option<Date>, rejected: &mut Rejected) -> Option<Goal> {
    let own = match ground.own {
        Ok(own) => own,
        Err(why) => {
            rejected.add("goal_method", why_no_own_growth(why));
            return None;
        }
    };
    let baseline = ground.baseline_or(rejected)?;
    let goal = goal::by_own_growth(ground.measure()?, own, baseline, ground.start?, by?);
    in_order(goal, rejected)
}

pub fn why_no_own_growth(why: Undefined) -> String {
    match why {
        Undefined::TooFew { have, need } => format!(
            "Own growth takes {need} scores of the present phase; there are {have}. Choose another way until then."
        ),
        other => format!("Own growth is not known: {other}."),
    }
}

fn in_order(goal: Defined<Goal>, rejected: &mut Rejected) -> Option<Goal> {
    match goal {
        Ok(goal) => Some(goal),
        Err(why @ Undefined::WrongWay) => {
            let problem = format!("Own growth sets no goal here: {why}. Choose another way.");
            rejected.add("goal_method", problem);
            None
        }
        Err(_) => {
            rejected.add("goal_date", "The goal date must come after the start.");
            None
        }
    }
}

fn named(source: &str, otherwise: &str) -> String {
    let source = source.trim();
    if source.is_empty() {
        otherwise.to_owned()
    } else {
        source.to_owned()
    }
}
