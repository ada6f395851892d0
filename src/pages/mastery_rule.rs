//! The fields of a rule of mastery, in the form of a protocol and in that of a plan.

use aimline_core::model::MasteryRule;
use aimline_core::{Problem, Rejected};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::parts::{TextField, error_of};

/// A rule as typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleDraft {
    needed: String,
    of: String,
    percent: String,
}

impl Default for RuleDraft {
    fn default() -> Self {
        Self::of(MasteryRule::default())
    }
}

#[derive(Clone, Copy)]
pub struct RuleInput {
    needed: RwSignal<String>,
    of: RwSignal<String>,
    percent: RwSignal<String>,
}

impl RuleDraft {
    pub fn of(rule: MasteryRule) -> Self {
        Self {
            needed: rule.needed.to_string(),
            of: rule.of.to_string(),
            percent: rule.percent.to_string(),
        }
    }
}

impl RuleInput {
    pub fn of(draft: &RuleDraft) -> Self {
        Self {
            needed: RwSignal::new(draft.needed.clone()),
            of: RwSignal::new(draft.of.clone()),
            percent: RwSignal::new(draft.percent.clone()),
        }
    }

    pub fn set(self, rule: MasteryRule) {
        let RuleDraft {
            needed,
            of,
            percent,
        } = RuleDraft::of(rule);
        self.needed.set(needed);
        self.of.set(of);
        self.percent.set(percent);
    }

    /// As it is now; tracked, so that a draft follows it.
    pub fn draft(self) -> RuleDraft {
        RuleDraft {
            needed: self.needed.get(),
            of: self.of.get(),
            percent: self.percent.get(),
        }
    }

    pub fn read(self) -> Result<MasteryRule, Rejected> {
        let RuleDraft {
            needed,
            of,
            percent,
        } = self.draft();
        MasteryRule::read(&needed, &of, &percent)
    }
}

#[component]
pub fn RuleFields(rule: RuleInput, problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let said = move || {
        let rule = rule.read().ok()?;
        Some(format!("A skill is mastered at {}.", rule.in_words()))
    };
    view! {
        <div class="rule-fields" role="group" aria-label="When a skill is mastered">
            <TextField
                label="Probes needed"
                name="mastery_needed"
                input_type="integer"
                value=rule.needed
                error=error_of(problems, "mastery_needed")
            />
            <TextField
                label="of the last"
                name="mastery_of"
                input_type="integer"
                value=rule.of
                error=error_of(problems, "mastery_of")
            />
            <TextField
                label="at percent or better"
                name="mastery_percent"
                input_type="integer"
                value=rule.percent
                error=error_of(problems, "mastery_percent")
            />
        </div>
        <p class="muted small" role="status">{said}</p>
    }
}
