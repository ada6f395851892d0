//! A decision as it is being put down, and the record that it becomes.

use aimline_core::Caseload;
use aimline_core::decision::Verdict;
use aimline_core::model::{
    Choice, Decision, Dimension, FrozenVerdict, Id, Maintenance, Phase, Plan,
};
use aimline_core::progress::decisions::{advised, verdict_then};
use aimline_core::{Problem, Rejected};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::full_date;

/// Maintenance probes come this often unless the person says otherwise.
const USUAL_MAINTENANCE_DAYS: u16 = 28;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionDraft {
    pub decided: String,
    pub choice: Choice,
    pub by: String,
    pub why: String,
    pub label: String,
    pub from: String,
    pub dimensions: Vec<Dimension>,
    pub what_changed: String,
    /// The plan stays open for maintenance probes after an exit.
    pub stays_open: bool,
    /// Days between maintenance probes, or nothing.
    pub every: String,
    pub until: String,
    pub refer_to: String,
    pub look_again: String,
}

/// What the form of a plan begins with: the choice that the engine advises today.
pub fn preset(caseload: &Caseload, plan: Id<Plan>, by: &str, today: Date) -> DecisionDraft {
    let verdict = verdict_then(caseload, plan, today);
    DecisionDraft::new(verdict.as_ref(), by, today)
}

impl DecisionDraft {
    fn new(verdict: Option<&Verdict>, by: &str, today: Date) -> Self {
        Self {
            decided: today.to_string(),
            choice: advised(verdict),
            by: by.to_owned(),
            from: today.to_string(),
            ..Self::default()
        }
    }

    /// # Errors
    /// When a day that is needed is missing or cannot be read.
    pub fn decision(&self, verdict: Option<FrozenVerdict>) -> Result<Decision, Rejected> {
        let mut rejected = Rejected::default();
        let decided = needed(&self.decided, "decided", "Choose the day.", &mut rejected);
        let phase = self.phase(&mut rejected);
        let maintenance = self.maintenance(&mut rejected);
        let look_again = optional(&self.look_again, "look_again", &mut rejected);
        let decision = Decision {
            date: decided.unwrap_or_default(),
            choice: self.choice,
            by: self.by.clone(),
            why: self.why.clone(),
            verdict,
            phase: phase.or_else(|| maintenance_phase(self.choice, decided?, maintenance?)),
            maintenance,
            refer_to: match self.choice {
                Choice::Refer => self.refer_to.clone(),
                _ => String::new(),
            },
            look_again,
            earlier: Vec::new(),
        };
        // All that is wrong is said at once: with what the record itself objects to.
        match decision.checked(decided.unwrap_or_default()) {
            Ok(decision) => rejected.or(decision),
            Err(objections) => {
                for Problem { field, message } in objections.problems() {
                    if !rejected
                        .problems()
                        .iter()
                        .any(|known| known.field == *field)
                    {
                        rejected.add(field, message.clone());
                    }
                }
                Err(rejected)
            }
        }
    }

    fn phase(&self, rejected: &mut Rejected) -> Option<Phase> {
        if !self.choice.changes_teaching() {
            return None;
        }
        let asked = "Choose the day from which it changes.";
        let start = needed(&self.from, "from", asked, rejected);
        if self.label.trim().is_empty() {
            rejected.add("label", "Say what the student gets from now on.");
        }
        if self.dimensions.is_empty() {
            rejected.add("dimensions", "Choose what changes: at least one.");
        }
        Some(Phase {
            start: start?,
            label: self.label.clone(),
            what_changed: self.what_changed.clone(),
            dimensions: self.dimensions.clone(),
        })
    }

    fn maintenance(&self, rejected: &mut Rejected) -> Option<Maintenance> {
        let every = match self.choice {
            Choice::Fade => self.every.parse().ok()?,
            Choice::Exit if self.stays_open => self.every.parse().unwrap_or(USUAL_MAINTENANCE_DAYS),
            _ => return None,
        };
        let asked = "Choose the day of the last maintenance probe.";
        let until = needed(&self.until, "until", asked, rejected)?;
        Some(Maintenance { every, until })
    }
}

/// After an exit scores are judged by themselves, as a phase without teaching.
fn maintenance_phase(choice: Choice, from: Date, probes: Maintenance) -> Option<Phase> {
    let Maintenance { every, until } = probes;
    (choice == Choice::Exit).then(|| Phase {
        start: from,
        label: "Maintenance".into(),
        what_changed: format!(
            "Exit; a probe every {} weeks until {}",
            every / 7,
            full_date(until)
        ),
        dimensions: Vec::new(),
    })
}

fn needed(
    typed: &str,
    field: &'static str,
    asked: &'static str,
    rejected: &mut Rejected,
) -> Option<Date> {
    let day = typed.parse().ok();
    if day.is_none() {
        rejected.add(field, asked);
    }
    day
}

fn optional(typed: &str, field: &'static str, rejected: &mut Rejected) -> Option<Date> {
    if typed.is_empty() {
        return None;
    }
    needed(typed, field, "This is not a day of the calendar.", rejected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(choice: Choice) -> DecisionDraft {
        DecisionDraft {
            decided: "2026-11-24".into(),
            choice,
            by: "Team".into(),
            why: "Because".into(),
            from: "2026-11-25".into(),
            ..DecisionDraft::default()
        }
    }

    #[track_caller]
    fn check(draft: &DecisionDraft, wrong: &[&str]) {
        let fields: Vec<&str> = match draft.decision(None) {
            Ok(_) => Vec::new(),
            Err(rejected) => rejected.problems().iter().map(|p| p.field).collect(),
        };
        assert_eq!(fields, wrong);
    }

    #[test]
    fn each_choice_asks_for_what_follows_from_it() {
        check(&draft(Choice::Continue), &[]);
        check(&draft(Choice::Intensify), &["label", "dimensions"]);
        check(&draft(Choice::Fade), &["label"]);
        check(&draft(Choice::Refer), &["refer_to"]);
        check(&draft(Choice::Exit), &[]);
        let open = DecisionDraft {
            stays_open: true,
            ..draft(Choice::Exit)
        };
        check(&open, &["until"]);
        check(&DecisionDraft::default(), &["decided", "by", "why"]);
    }

    #[test]
    fn an_exit_with_probes_begins_a_phase_of_its_own() {
        let open = DecisionDraft {
            stays_open: true,
            until: "2027-05-01".into(),
            ..draft(Choice::Exit)
        };
        let decision = open.decision(None).unwrap();
        assert_eq!(decision.maintenance.map(|probes| probes.every), Some(28));
        let phase = decision.phase.unwrap();
        assert_eq!(
            phase.what_changed,
            "Exit; a probe every 4 weeks until May 1, 2027"
        );
        assert!(draft(Choice::Exit).decision(None).unwrap().phase.is_none());
    }
}
