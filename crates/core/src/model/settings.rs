//! What the person set: thresholds, which reasons leave minutes owed, remembered columns.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::NotHeld;
use crate::rejected::Rejected;

/// A trend takes three scores; more than thirty weekly ones no school year has to wait for.
const FEWEST_SCORES: u8 = 3;
const MOST_SCORES: u8 = 30;
/// Half of the way to the goal is near nothing.
const MOST_NEAR_PERCENT: u8 = 50;

/// A document of its own, one per workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Percent of planned minutes received under which a test is not fair; customary
    /// (Durlak & DuPre 2008 found that 60 to 80 % already does good).
    pub dosage_threshold: u8,
    /// Percent of steps taught under which a test is not fair; customary as above.
    pub adherence_threshold: u8,
    /// Reasons for a session not held that leave minutes owed.
    pub owes_minutes: BTreeSet<NotHeld>,
    /// The confidence of intervals, in percent.
    pub confidence: u8,
    /// Scores from which prompts are shown.
    pub prompts_from: u8,
    /// Scores from which the interval decides.
    pub decides_from: u8,
    /// Scores in a row on one side of the aim line that raise a prompt.
    pub run_length: u8,
    /// Percent of the way from baseline to goal within which a score is near the aim line, for
    /// measures whose standard error is not known.
    pub near_percent: u8,
    /// Roster columns by their header, as last mapped by hand.
    pub roster_columns: BTreeMap<String, String>,
    /// How score files were mapped, by the fingerprint of their headers, each in the words of the
    /// score import.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub score_layouts: BTreeMap<String, String>,
    /// Whether one key alone may act, as "/" for search (WCAG 2.1.4 asks for a way to turn it off).
    pub single_key_shortcuts: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dosage_threshold: 80,
            adherence_threshold: 80,
            owes_minutes: NotHeld::ALL
                .into_iter()
                .filter(|reason| reason.owes_minutes_by_default())
                .collect(),
            confidence: 80,
            prompts_from: 6,
            decides_from: 10,
            run_length: 4,
            near_percent: 10,
            roster_columns: BTreeMap::new(),
            score_layouts: BTreeMap::new(),
            single_key_shortcuts: true,
        }
    }
}

impl Settings {
    /// Every number that a verdict turns on, and the reasons that leave minutes owed, as they were
    /// at first; the rest as it is.
    pub fn with_default_thresholds(self) -> Self {
        let Self {
            dosage_threshold,
            adherence_threshold,
            owes_minutes,
            confidence,
            prompts_from,
            decides_from,
            run_length,
            near_percent,
            ..
        } = Self::default();
        Self {
            dosage_threshold,
            adherence_threshold,
            owes_minutes,
            confidence,
            prompts_from,
            decides_from,
            run_length,
            near_percent,
            ..self
        }
    }

    pub fn has_default_thresholds(&self) -> bool {
        self.clone().with_default_thresholds() == *self
    }

    /// # Errors
    /// When a threshold is not 1 to 100 percent, the confidence not 50 to 99, or a number of
    /// scores not one that a verdict can stand on.
    pub fn checked(self) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        for (field, given) in [
            ("dosage_threshold", self.dosage_threshold),
            ("adherence_threshold", self.adherence_threshold),
        ] {
            if !(1..=100).contains(&given) {
                rejected.add(
                    field,
                    format!("{given} % was given; 1 to 100 % is allowed."),
                );
            }
        }
        if self.near_percent > MOST_NEAR_PERCENT {
            rejected.add(
                "near_percent",
                format!(
                    "{} % was given; 0 to {MOST_NEAR_PERCENT} % is allowed.",
                    self.near_percent
                ),
            );
        }
        if !(50..=99).contains(&self.confidence) {
            rejected.add(
                "confidence",
                format!("{} % was given; 50 to 99 % is allowed.", self.confidence),
            );
        }
        let decides_least = self.prompts_from.max(FEWEST_SCORES);
        for (field, given, least, most) in [
            (
                "prompts_from",
                self.prompts_from,
                FEWEST_SCORES,
                MOST_SCORES,
            ),
            (
                "decides_from",
                self.decides_from,
                decides_least,
                MOST_SCORES,
            ),
            ("run_length", self.run_length, 3, 4),
        ] {
            if !(least..=most).contains(&given) {
                rejected.add(
                    field,
                    format!("{given} was given; {least} to {most} scores are allowed."),
                );
            }
        }
        rejected.or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_from_before_a_setting_reads_with_its_default() {
        let old: Settings = serde_json::from_str(r#"{"dosage_threshold":70}"#).unwrap();
        let expected = Settings {
            dosage_threshold: 70,
            ..Settings::default()
        };
        assert_eq!(old, expected);
    }

    #[test]
    fn the_defaults_come_back_and_the_rest_stays() {
        let own = Settings {
            dosage_threshold: 60,
            confidence: 95,
            run_length: 3,
            owes_minutes: BTreeSet::new(),
            single_key_shortcuts: false,
            ..Settings::default()
        };
        assert!(!own.has_default_thresholds());
        let expected = Settings {
            single_key_shortcuts: false,
            ..Settings::default()
        };
        assert_eq!(own.with_default_thresholds(), expected);
        assert!(expected.has_default_thresholds());
    }

    #[test]
    fn numbers_of_scores_have_bounds() {
        for (prompts_from, decides_from, run_length, refused) in [
            (6, 10, 4, &[][..]),
            (3, 3, 3, &[]),
            (30, 30, 4, &[]),
            (2, 10, 4, &["prompts_from"]),
            (31, 31, 4, &["prompts_from", "decides_from"]),
            (8, 7, 4, &["decides_from"]),
            (6, 10, 2, &["run_length"]),
            (6, 10, 5, &["run_length"]),
        ] {
            let settings = Settings {
                prompts_from,
                decides_from,
                run_length,
                ..Settings::default()
            };
            let fields: Vec<&str> = match settings.clone().checked() {
                Ok(_) => Vec::new(),
                Err(rejected) => rejected.problems().iter().map(|one| one.field).collect(),
            };
            assert_eq!(fields, refused, "{settings:?}");
        }
    }
}
