//! Built-in reference sets: what is typical, for goals by norm. Each figure names its source.
//!
//! - Oral reading fluency norms: Hasbrouck & Tindal 2017. Growth is computed from the scores; the
//!   growth column printed with them has errors.
//! - Weekly growth in oral reading fluency: Fuchs, Fuchs, Hamlett, Walz & Germann 1993.
//! - DIBELS 8th Edition goals of July 2020: University of Oregon.

use std::str::FromStr;

use crate::library;
use crate::model::{Grade, Id, Measure};

/// A score that a student of a grade should have by a season.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    pub score: f64,
    pub season: Season,
    /// "Middle half of readers", "Core support".
    pub level: &'static str,
    pub source: &'static str,
}

/// Growth in a week that is typical, or asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    pub per_week: f64,
    pub level: &'static str,
    pub source: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    Fall,
    Winter,
    Spring,
}

const NORMS: &str = "Hasbrouck & Tindal 2017";
const GROWTH: &str = "Fuchs et al. 1993";
const GOALS: &str = "DIBELS 8, University of Oregon 2020";

/// Weeks between fall and spring testing, as the norms count them.
const WEEKS_OF_NORMS: f64 = 32.0;
/// In grade 1 the norms begin in winter.
const WEEKS_FROM_WINTER: f64 = 16.0;

impl Season {
    pub fn label(self) -> &'static str {
        match self {
            Self::Fall => "fall",
            Self::Winter => "winter",
            Self::Spring => "spring",
        }
    }
}

/// The benchmarks of a measure for a grade, by season; none where no set knows the measure.
pub fn benchmarks(measure: Id<Measure>, grade: Grade) -> Vec<Benchmark> {
    let mut found = Vec::new();
    if measure == library::ORAL_READING_FLUENCY {
        for row in rows(include_str!("orf_2017.csv")) {
            let [row_grade, "50", fall, winter, spring] = row[..] else {
                continue;
            };
            if is_grade(row_grade, grade) {
                found.extend(season(fall, Season::Fall, "50th percentile", NORMS));
                found.extend(season(winter, Season::Winter, "50th percentile", NORMS));
                found.extend(season(spring, Season::Spring, "50th percentile", NORMS));
            }
        }
    }
    let Some(name) = library::measure(measure).map(|measure| measure.short_name.as_str()) else {
        return found;
    };
    for row in rows(include_str!("dibels_2020.csv")) {
        let [row_measure, row_grade, period, core, _strategic] = row[..] else {
            continue;
        };
        let when = match period {
            "B" => Season::Fall,
            "M" => Season::Winter,
            _ => Season::Spring,
        };
        if row_measure == name && is_grade(row_grade, grade) {
            found.extend(season(core, when, "core support", GOALS));
        }
    }
    found
}

/// The weekly growth figures of a measure for a grade.
pub fn growth(measure: Id<Measure>, grade: Grade) -> Vec<Growth> {
    if measure != library::ORAL_READING_FLUENCY {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in rows(include_str!("orf_growth_1993.csv")) {
        let [row_grade, realistic, ambitious] = row[..] else {
            continue;
        };
        if is_grade(row_grade, grade) {
            found.extend(rate(realistic, "realistic"));
            found.extend(rate(ambitious, "ambitious"));
        }
    }
    found.extend(growth_at_median(grade));
    found
}

/// The growth of the 50th percentile over the year.
fn growth_at_median(grade: Grade) -> Option<Growth> {
    rows(include_str!("orf_2017.csv")).find_map(|row| {
        let [row_grade, "50", fall, winter, spring] = row[..] else {
            return None;
        };
        if !is_grade(row_grade, grade) {
            return None;
        }
        let spring: f64 = spring.parse().ok()?;
        let (first, weeks) = match fall.parse::<f64>() {
            Ok(fall) => (fall, WEEKS_OF_NORMS),
            Err(_) => (winter.parse().ok()?, WEEKS_FROM_WINTER),
        };
        Some(Growth {
            per_week: (100.0 * (spring - first) / weeks).round() / 100.0,
            level: "typical (50th percentile)",
            source: NORMS,
        })
    })
}

fn rate(text: &str, level: &'static str) -> Option<Growth> {
    Some(Growth {
        per_week: text.parse().ok()?,
        level,
        source: GROWTH,
    })
}

fn season(
    text: &str,
    season: Season,
    level: &'static str,
    source: &'static str,
) -> Option<Benchmark> {
    Some(Benchmark {
        score: text.parse().ok()?,
        season,
        level,
        source,
    })
}

fn is_grade(text: &str, grade: Grade) -> bool {
    Grade::from_str(text) == Ok(grade)
}

/// The rows of one of our own files, which have no quotes, without their heading.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(number: u8) -> Grade {
        Grade::number(number).unwrap()
    }

    #[test]
    fn hasbrouck_tindal_2017_grade_3_median() {
        let scores: Vec<_> = benchmarks(library::ORAL_READING_FLUENCY, grade(3))
            .into_iter()
            .filter(|benchmark| benchmark.source == NORMS)
            .map(|benchmark| (benchmark.season, benchmark.score))
            .collect();
        assert_eq!(
            scores,
            [
                (Season::Fall, 83.0),
                (Season::Winter, 97.0),
                (Season::Spring, 112.0)
            ]
        );
    }

    #[test]
    fn growth_is_computed_and_not_copied_from_the_printed_column() {
        let rates = |number| -> Vec<f64> {
            growth(library::ORAL_READING_FLUENCY, grade(number))
                .into_iter()
                .map(|growth| growth.per_week)
                .collect()
        };
        assert_eq!(rates(3), [1.0, 1.5, 0.91]);
        assert_eq!(rates(1), [2.0, 3.0, 1.94]);
        assert!(rates(9).is_empty());
        assert!(growth(library::MAZE, grade(3)).is_empty());
    }

    #[test]
    fn dibels_8_goals_may_fall_from_one_season_to_the_next() {
        let score = |measure, number, season| {
            benchmarks(measure, grade(number))
                .into_iter()
                .find(|benchmark| benchmark.season == season && benchmark.source == GOALS)
                .map(|benchmark| benchmark.score)
        };
        assert_eq!(
            score(library::ORAL_READING_FLUENCY, 3, Season::Spring),
            Some(114.0)
        );
        assert_eq!(score(library::LETTER_SOUNDS, 1, Season::Winter), Some(52.0));
        assert_eq!(score(library::MAZE, 5, Season::Fall), Some(13.5));
        let kindergarten = benchmarks(library::LETTER_NAMING, Grade::KINDERGARTEN);
        assert_eq!(kindergarten.len(), 3);
        assert!(benchmarks(library::INCIDENTS, grade(3)).is_empty());
    }
}
