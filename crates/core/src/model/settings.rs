//! What the person set: thresholds, which reasons leave minutes owed, remembered columns.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::NotHeld;
use crate::rejected::Rejected;

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
    /// Roster columns by their header, as last mapped by hand.
    pub roster_columns: BTreeMap<String, String>,
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
            roster_columns: BTreeMap::new(),
            single_key_shortcuts: true,
        }
    }
}

impl Settings {
    /// # Errors
    /// When a threshold is not 1 to 100 percent, or the confidence not 50 to 99.
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
        if !(50..=99).contains(&self.confidence) {
            rejected.add(
                "confidence",
                format!("{} % was given; 50 to 99 % is allowed.", self.confidence),
            );
        }
        rejected.or(self)
    }
}
