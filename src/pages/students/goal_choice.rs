//! Which figure of a reference set a goal is found by: what can be chosen, and what is.

use std::str::FromStr;

use aimline_core::model::{Figure, Grade, ReferenceSet, ReferenceUse, ReferenceVersion, Season};
use aimline_core::number::number;
use aimline_core::reference;

use super::goal_draft::{GROWTH, GoalDraft, Ground, OTHER};

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

pub(super) fn key_of(used: ReferenceUse) -> String {
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

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
