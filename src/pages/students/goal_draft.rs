//! A goal as it is typed: how it is found, and what it then is.

use std::str::FromStr;

use aimline_core::analysis::{Defined, Undefined, goal_by_rate};
use aimline_core::model::measure::number;
use aimline_core::model::{
    Figure, Goal, GoalSource, Grade, Id, Measure, ReferenceSet, ReferenceUse, ReferenceVersion,
    Season,
};
use aimline_core::progress::goal::{self, OwnGrowth};
use aimline_core::{Caseload, Rejected, reference};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

/// What can be chosen and what is: pairs of the value kept and the words shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    pub sets: Vec<(String, String)>,
    pub grades: Vec<(String, String)>,
    pub seasons: Vec<(String, String)>,
    pub levels: Vec<(String, String)>,
    pub set: String,
    pub grade: String,
    pub season: String,
    pub level: String,
    /// None where the figure is typed.
    pub figure: Option<Figure>,
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
            score: number(goal.score),
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
                growth: number(*per_week),
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

    /// What is offered for a benchmark or for growth, and what of it is chosen.
    pub fn choice(&self, ground: &Ground<'_>) -> Choice {
        let growth = self.method == GROWTH;
        let sets = self.sets(ground, growth);
        let other = (OTHER.to_owned(), "Another source".to_owned());
        let keys = sets
            .iter()
            .map(|offer| (key_of(offer.used), offer.words.clone()));
        let mut choice = Choice {
            sets: keys.chain([other]).collect(),
            set: OTHER.into(),
            ..Choice::default()
        };
        let chosen = sets.iter().find(|offer| key_of(offer.used) == self.set);
        let Some(offer) = chosen.or(sets.first().filter(|_| self.set != OTHER)) else {
            return choice;
        };
        choice.set = key_of(offer.used);
        let version = offer.version;
        let grades: Vec<Grade> = version
            .grades()
            .into_iter()
            .filter(|grade| !growth || !version.growths(*grade).is_empty())
            .filter(|grade| growth || !version.seasons(*grade).is_empty())
            .collect();
        let typed = Grade::from_str(&self.grade).ok();
        let offered = |grade: &Grade| grades.contains(grade);
        let grade = typed.filter(offered).or(ground.grade.filter(offered));
        let Some(grade) = grade.or(grades.first().copied()) else {
            return choice;
        };
        choice.grade = grade.to_string();
        choice.grades = grades
            .iter()
            .map(|grade| (grade.to_string(), format!("Grade {grade}")))
            .collect();
        let season = (!growth)
            .then(|| self.season(version, grade, &mut choice))
            .flatten();
        let levels: Vec<(&str, f64)> = match season {
            Some(season) => version.scores(grade, season),
            None => Vec::new(),
        };
        let growths = version.growths(grade);
        let levels = if growth {
            let growths = growths.iter();
            growths
                .map(|growth| (growth.level.as_str(), growth.per_week))
                .collect()
        } else {
            levels
        };
        let named = |wanted: &str| levels.iter().find(|(level, _)| *level == wanted).copied();
        let Some((level, _)) = named(&self.level)
            .or_else(|| named(&version.aim))
            .or(levels.first().copied())
        else {
            return choice;
        };
        let unit = if growth { " a week" } else { "" };
        choice.level = level.to_owned();
        choice.levels = levels
            .iter()
            .map(|(level, value)| {
                (
                    (*level).to_owned(),
                    format!("{level}: {}{unit}", number(*value)),
                )
            })
            .collect();
        choice.figure = Some(Figure {
            used: offer.used,
            number: version.number,
            grade,
            season,
            level: level.to_owned(),
        });
        choice
    }

    /// The season chosen, else spring, else the last there is.
    fn season(
        &self,
        version: &ReferenceVersion,
        grade: Grade,
        choice: &mut Choice,
    ) -> Option<Season> {
        let seasons = version.seasons(grade);
        let typed = seasons.iter().find(|season| season.label() == self.season);
        let season = typed.or(seasons.last()).copied()?;
        choice.season = season.label().to_owned();
        choice.seasons = seasons
            .iter()
            .map(|season| (season.label().to_owned(), capital(season.label())))
            .collect();
        Some(season)
    }

    /// The sets in force, and the version that the goal stands on where it is an older one.
    fn sets<'a>(&self, ground: &Ground<'a>, growth: bool) -> Vec<Offer<'a>> {
        let Some(measure) = ground.measure else {
            return Vec::new();
        };
        let fits = |version: &ReferenceVersion| {
            if growth {
                let mut grades = version.grades().into_iter();
                grades.any(|grade| !version.growths(grade).is_empty())
            } else {
                version.has_scores()
            }
        };
        let mut offers: Vec<Offer<'a>> = reference::offered(ground.caseload, measure)
            .into_iter()
            .filter(|(_, _, version)| fits(version))
            .map(|(used, set, version)| Offer {
                used,
                version,
                words: words_of(set, version),
            })
            .collect();
        let kept = used_of(&self.set).filter(|used| offers.iter().all(|offer| offer.used != *used));
        if let Some(used) = kept
            && let Some(set) = reference::set(ground.caseload, used.set)
            && let Some(version) = set.versions.get(used.version)
            && set.measure == measure
        {
            let words = format!("{}, version {}", words_of(set, version), version.number);
            offers.insert(
                0,
                Offer {
                    used,
                    version,
                    words,
                },
            );
        }
        offers
    }
}

struct Offer<'a> {
    used: ReferenceUse,
    version: &'a ReferenceVersion,
    words: String,
}

impl<'a> Ground<'a> {
    pub fn measure(&self) -> Option<&'a Measure> {
        self.caseload.measure(self.measure?)
    }

    fn baseline_or(&self, rejected: &mut Rejected) -> Option<f64> {
        if self.baseline.is_none() {
            rejected.add(
                "growth",
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
            rejected.add("growth", why_no_own_growth(why));
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
        Err(_) => {
            rejected.add("goal_date", "The goal date must come after the start.");
            None
        }
    }
}

fn key_of(used: ReferenceUse) -> String {
    format!("{}/{}", used.set, used.version)
}

fn used_of(key: &str) -> Option<ReferenceUse> {
    let (set, version) = key.split_once('/')?;
    Some(ReferenceUse {
        set: set.parse().ok()?,
        version: version.parse().ok()?,
    })
}

fn words_of(set: &ReferenceSet, version: &ReferenceVersion) -> String {
    format!("{} ({})", set.name, version.cited())
}

fn named(source: &str, otherwise: &str) -> String {
    let source = source.trim();
    if source.is_empty() {
        otherwise.to_owned()
    } else {
        source.to_owned()
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
