//! The built-in measures. Standard errors of measurement are given where a source has one.

use std::sync::OnceLock;

use crate::analysis::direction::Direction;
use crate::model::{Id, Measure, MeasureKind, Scoring, Subject};

/// Oral reading fluency.
pub const ORAL_READING_FLUENCY: Id<Measure> = Id::built_in(0x0101);
/// Nonsense word fluency, correct letter sounds.
pub const LETTER_SOUNDS: Id<Measure> = Id::built_in(0x0102);
/// Nonsense word fluency, words recoded completely and correctly.
pub const WORDS_RECODED: Id<Measure> = Id::built_in(0x0103);
/// Word reading fluency.
pub const WORD_READING: Id<Measure> = Id::built_in(0x0104);
/// Phonemic segmentation fluency.
pub const PHONEMIC_SEGMENTATION: Id<Measure> = Id::built_in(0x0105);
/// Letter naming fluency.
pub const LETTER_NAMING: Id<Measure> = Id::built_in(0x0106);
/// Maze, adjusted for guessing.
pub const MAZE: Id<Measure> = Id::built_in(0x0107);
/// One reading skill until it is mastered.
pub const READING_SINGLE_SKILL: Id<Measure> = Id::built_in(0x0108);
/// Math computation, digits correct.
pub const MATH_COMPUTATION: Id<Measure> = Id::built_in(0x0201);
/// One math skill until it is mastered.
pub const MATH_SINGLE_SKILL: Id<Measure> = Id::built_in(0x0202);
/// Points of a daily report card.
pub const CHECK_IN_CHECK_OUT: Id<Measure> = Id::built_in(0x0301);
/// Direct behavior rating.
pub const BEHAVIOR_RATING: Id<Measure> = Id::built_in(0x0302);
/// Incidents counted.
pub const INCIDENTS: Id<Measure> = Id::built_in(0x0303);

/// A built-in measure.
pub fn measure(id: Id<Measure>) -> Option<&'static Measure> {
    measures()
        .find(|(known, _)| *known == id)
        .map(|(_, measure)| measure)
}

/// The built-in measures, in the order in which they are offered.
pub fn measures() -> impl Iterator<Item = (Id<Measure>, &'static Measure)> {
    static ALL: OnceLock<Vec<(Id<Measure>, Measure)>> = OnceLock::new();
    ALL.get_or_init(all)
        .iter()
        .map(|(id, measure)| (*id, measure))
}

fn all() -> Vec<(Id<Measure>, Measure)> {
    let minute = Some(60);
    vec![
        (
            ORAL_READING_FLUENCY,
            Measure {
                scoring: Scoring::CorrectAndErrors,
                // Christ & Silberglitt 2007: 5 to 15, about 10 in the middle.
                standard_error: Some(10.0),
                ..reading(
                    "Oral reading fluency",
                    "ORF",
                    "words correct per minute",
                    300.0,
                    minute,
                )
            },
        ),
        (
            LETTER_SOUNDS,
            reading(
                "Nonsense word fluency: correct letter sounds",
                "NWF-CLS",
                "letter sounds per minute",
                250.0,
                minute,
            ),
        ),
        (
            WORDS_RECODED,
            reading(
                "Nonsense word fluency: words recoded correctly",
                "NWF-WRC",
                "words recoded per minute",
                100.0,
                minute,
            ),
        ),
        (
            WORD_READING,
            Measure {
                scoring: Scoring::CorrectAndErrors,
                ..reading(
                    "Word reading fluency",
                    "WRF",
                    "words correct per minute",
                    150.0,
                    minute,
                )
            },
        ),
        (
            PHONEMIC_SEGMENTATION,
            reading(
                "Phonemic segmentation fluency",
                "PSF",
                "sounds per minute",
                120.0,
                minute,
            ),
        ),
        (
            LETTER_NAMING,
            reading(
                "Letter naming fluency",
                "LNF",
                "letters per minute",
                150.0,
                minute,
            ),
        ),
        (
            MAZE,
            Measure {
                scoring: Scoring::MazeAdjusted,
                fractional: true,
                lowest: -30.0,
                ..reading(
                    "Maze, adjusted",
                    "Maze",
                    "points in three minutes",
                    80.0,
                    Some(180),
                )
            },
        ),
        (
            READING_SINGLE_SKILL,
            Measure {
                kind: MeasureKind::Mastery,
                scoring: Scoring::CorrectAndErrors,
                ..reading(
                    "Single-skill reading: sounds and words",
                    "Phonics skills",
                    "items correct",
                    100.0,
                    None,
                )
            },
        ),
        (
            MATH_COMPUTATION,
            Measure {
                scoring: Scoring::CorrectAndErrors,
                subject: Some(Subject::Math),
                ..reading(
                    "Math computation: digits correct",
                    "M-COMP",
                    "digits correct per minute",
                    200.0,
                    Some(120),
                )
            },
        ),
        (
            MATH_SINGLE_SKILL,
            Measure {
                kind: MeasureKind::Mastery,
                scoring: Scoring::CorrectAndErrors,
                subject: Some(Subject::Math),
                ..reading(
                    "Single-skill math fluency",
                    "Math facts",
                    "digits correct per minute",
                    200.0,
                    minute,
                )
            },
        ),
        (
            CHECK_IN_CHECK_OUT,
            behavior(
                "Check-in/check-out: points earned",
                "CICO",
                "% of points",
                100.0,
                Direction::Increase,
            ),
        ),
        (
            BEHAVIOR_RATING,
            Measure {
                fractional: true,
                ..behavior(
                    "Direct behavior rating: engaged",
                    "DBR",
                    "points of 10",
                    10.0,
                    Direction::Increase,
                )
            },
        ),
        (
            INCIDENTS,
            behavior(
                "Incidents",
                "Incidents",
                "incidents a week",
                100.0,
                Direction::Decrease,
            ),
        ),
    ]
}

fn reading(name: &str, short: &str, unit: &str, highest: f64, seconds: Option<u16>) -> Measure {
    Measure {
        name: name.into(),
        short_name: short.into(),
        unit: unit.into(),
        direction: Direction::Increase,
        kind: MeasureKind::GeneralOutcome,
        scoring: Scoring::Score,
        lowest: 0.0,
        highest,
        fractional: false,
        seconds,
        standard_error: None,
        subject: Some(Subject::Reading),
        archived: None,
    }
}

fn behavior(name: &str, short: &str, unit: &str, highest: f64, direction: Direction) -> Measure {
    Measure {
        direction,
        kind: MeasureKind::Behavior,
        subject: Some(Subject::Behavior),
        ..reading(name, short, unit, highest, None)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_built_in_measure_is_sound_and_known_by_one_id() {
        let ids: BTreeSet<_> = measures().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), measures().count());
        for (id, known) in measures() {
            assert_eq!(known.clone().checked().as_ref(), Ok(known));
            assert_eq!(measure(id), Some(known));
        }
    }
}
