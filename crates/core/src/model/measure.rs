//! A measure: what a probe counts, in which direction it should go, and within which bounds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Subject, text};
use crate::analysis::direction::Direction;
use crate::number::number;
use crate::rejected::Rejected;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub name: String,
    /// "ORF": for tables and chips.
    pub short_name: String,
    /// "words correct per minute", as it reads after a number.
    pub unit: String,
    pub direction: Direction,
    pub kind: MeasureKind,
    pub scoring: Scoring,
    pub lowest: f64,
    pub highest: f64,
    /// Whether scores may have halves, as Maze adjusted has.
    #[serde(default)]
    pub fractional: bool,
    /// Seconds of one administration; `None` if it is not timed.
    #[serde(default)]
    pub seconds: Option<u16>,
    /// Standard error of measurement in the measure's unit, if known.
    #[serde(default)]
    pub standard_error: Option<f64>,
    /// Whose sessions its plans are judged by; without one, those of every subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    #[serde(default)]
    #[serde(with = "crate::model::day::optional")]
    pub archived: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Samples the whole year's skill: an aim line to the year's end makes sense.
    GeneralOutcome,
    /// One skill until it is mastered: never gets an aim line to the year's end.
    Mastery,
    Behavior,
}

/// What is written down at one administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    /// The score alone.
    Score,
    /// The score is the number correct; errors give accuracy = correct / (correct + errors).
    CorrectAndErrors,
    /// Maze: correct - errors / 2.
    MazeAdjusted,
}

impl MeasureKind {
    pub const ALL: [Self; 3] = [Self::GeneralOutcome, Self::Mastery, Self::Behavior];

    pub fn label(self) -> &'static str {
        match self {
            Self::GeneralOutcome => "General outcome measure",
            Self::Mastery => "Mastery measure",
            Self::Behavior => "Behavior",
        }
    }
}

impl Scoring {
    pub const ALL: [Self; 3] = [Self::Score, Self::CorrectAndErrors, Self::MazeAdjusted];

    pub fn label(self) -> &'static str {
        match self {
            Self::Score => "One score",
            Self::CorrectAndErrors => "Correct and errors (gives accuracy)",
            Self::MazeAdjusted => "Maze: correct minus half the errors",
        }
    }
}

impl Measure {
    /// The reason why a score cannot be one of this measure; `None` if it can.
    pub fn objection(&self, score: f64) -> Option<String> {
        if !score.is_finite() || score < self.lowest || score > self.highest {
            return Some(format!(
                "{} was given; {} allows {} to {}.",
                number(score),
                self.short_name,
                number(self.lowest),
                number(self.highest)
            ));
        }
        let steps = if self.fractional { 2.0 } else { 1.0 };
        if (score * steps).fract().abs() > 1e-9 {
            let allowed = if self.fractional {
                "whole and half"
            } else {
                "whole"
            };
            return Some(format!(
                "{} was given; {} takes {allowed} numbers.",
                number(score),
                self.short_name
            ));
        }
        None
    }

    /// # Errors
    /// Without names or unit, or when the bounds are not two different numbers in order.
    pub fn checked(mut self) -> Result<Self, Rejected> {
        self.name = text::line(&self.name);
        self.short_name = text::line(&self.short_name);
        self.unit = text::line(&self.unit);
        let mut rejected = Rejected::default();
        if self.name.is_empty() {
            rejected.add("name", "Enter a name for the measure.");
        }
        if self.short_name.is_empty() {
            self.short_name.clone_from(&self.name);
        }
        if self.unit.is_empty() {
            rejected.add(
                "unit",
                "Enter what is counted, such as “words correct per minute”.",
            );
        }
        if !(self.lowest.is_finite() && self.highest.is_finite() && self.lowest < self.highest) {
            rejected.add(
                "highest",
                format!(
                    "The lowest score is {} and the highest {}; the highest must be larger.",
                    number(self.lowest),
                    number(self.highest)
                ),
            );
        }
        if self
            .standard_error
            .is_some_and(|sem| !(sem.is_finite() && sem > 0.0))
        {
            rejected.add(
                "standard_error",
                "The standard error must be larger than 0.",
            );
        }
        if self.seconds == Some(0) {
            rejected.add(
                "seconds",
                "0 seconds were given; leave the field empty for a measure without a time.",
            );
        }
        rejected.or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn maze() -> Measure {
        Measure {
            name: "Maze".into(),
            short_name: "Maze".into(),
            unit: "points".into(),
            direction: Direction::Increase,
            kind: MeasureKind::GeneralOutcome,
            scoring: Scoring::MazeAdjusted,
            lowest: 0.0,
            highest: 60.0,
            fractional: true,
            seconds: Some(180),
            standard_error: None,
            subject: None,
            archived: None,
        }
    }

    #[test]
    fn a_measure_without_a_time_says_so_by_having_none() {
        let timed = |seconds| Measure { seconds, ..maze() }.checked().is_ok();
        assert!(timed(None) && timed(Some(1)) && !timed(Some(0)));
    }

    #[test]
    fn scores_outside_the_bounds_are_explained() {
        for (score, fine) in [
            (0.0, true),
            (-0.5, false),
            (9.5, true),
            (9.25, false),
            (60.0, true),
            (60.5, false),
            (f64::NAN, false),
        ] {
            assert_eq!(maze().objection(score).is_none(), fine, "{score}");
        }
        assert_eq!(
            maze().objection(61.0).unwrap(),
            "61 was given; Maze allows 0 to 60."
        );
    }
}
