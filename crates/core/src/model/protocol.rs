//! A protocol: an intervention as written. A version that was used once never changes again.

use crate::order::Order;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Entries, Id, MasteryRule, mastery, text};
use crate::rejected::Rejected;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Protocol {
    pub name: String,
    pub subject: Subject,
    pub versions: Entries<ProtocolVersion>,
    #[serde(default, with = "crate::model::day::optional")]
    pub archived: Option<Date>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    #[default]
    Reading,
    Math,
    Behavior,
}

/// One wording of the protocol.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProtocolVersion {
    /// 1 for the first.
    pub number: u32,
    pub summary: String,
    pub steps: Vec<Step>,
    pub dose: Dose,
    /// When a skill taught by this protocol counts as mastered, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mastery: Option<MasteryRule>,
    /// What is taught, in order, where it is a list of skills.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// The day of the first session logged with this version; from then on it is frozen.
    #[serde(default, with = "crate::model::day::optional")]
    pub used_since: Option<Date>,
}

/// The dose as designed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dose {
    pub minutes: u16,
    pub days_per_week: u8,
    pub weeks: u8,
    pub smallest_group: u8,
    pub largest_group: u8,
    pub lessons: Option<u16>,
}

impl Default for Dose {
    fn default() -> Self {
        Self {
            minutes: 30,
            days_per_week: 4,
            weeks: 10,
            smallest_group: 1,
            largest_group: 6,
            lessons: None,
        }
    }
}

/// One line of the fidelity checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub id: Id<Step>,
    pub text: String,
    /// Required steps count in adherence; the others are recorded only.
    #[serde(default = "yes")]
    pub required: bool,
    /// Whether "not applicable" may be marked.
    #[serde(default)]
    pub may_not_apply: bool,
    /// A core step may be adapted only if its core is kept; the others are adaptable.
    #[serde(default)]
    pub core: bool,
}

fn yes() -> bool {
    true
}

impl Subject {
    pub const ALL: [Self; 3] = [Self::Reading, Self::Math, Self::Behavior];

    pub fn label(self) -> &'static str {
        match self {
            Self::Reading => "Reading",
            Self::Math => "Math",
            Self::Behavior => "Behavior",
        }
    }
}

impl Protocol {
    /// The version in force: that with the highest number.
    pub fn current(&self) -> Option<(Id<ProtocolVersion>, &ProtocolVersion)> {
        self.versions
            .iter()
            .max_by_key(|(_, version)| version.number)
    }

    pub fn is_active(&self) -> bool {
        self.archived.is_none()
    }

    /// # Errors
    /// Without a name.
    pub fn checked(mut self) -> Result<Self, Rejected> {
        self.name = text::line(&self.name);
        let mut rejected = Rejected::default();
        if self.name.is_empty() {
            rejected.add("name", "Enter a name for the protocol.");
        }
        rejected.or(self)
    }
}

impl ProtocolVersion {
    pub fn is_frozen(&self) -> bool {
        self.used_since.is_some()
    }

    pub fn step(&self, id: Id<Step>) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// # Errors
    /// Without a step, with an impossible dose, or with two steps of one id.
    pub fn checked(mut self) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        self.summary = text::note(&self.summary);
        for step in &mut self.steps {
            step.text = text::note(&step.text);
        }
        self.steps.retain(|step| !step.text.is_empty());
        if self.steps.is_empty() {
            rejected.add("steps", "Enter at least one step.");
        }
        let mut ids: Vec<_> = self.steps.iter().map(|step| step.id).collect();
        ids.order();
        ids.dedup();
        if ids.len() != self.steps.len() {
            rejected.add("steps", "Two steps have the same id; add the step again.");
        }
        self.dose.check(&mut rejected);
        if let Some(rule) = self.mastery {
            rule.check(&mut rejected);
        }
        self.skills = mastery::skills_of_lines(&self.skills.join("\n"));
        self.skills.truncate(mastery::MOST_SKILLS);
        rejected.or(self)
    }
}

impl Dose {
    fn check(&self, rejected: &mut Rejected) {
        let mut range = |field, what: &str, given: u16, allowed: std::ops::RangeInclusive<u16>| {
            if !allowed.contains(&given) {
                rejected.add(
                    field,
                    format!(
                        "{what}: {given} was given; {} to {} is allowed.",
                        allowed.start(),
                        allowed.end()
                    ),
                );
            }
        };
        range(
            "minutes",
            "Minutes a session",
            self.minutes,
            1..=super::group::LONGEST_SESSION,
        );
        range(
            "days_per_week",
            "Days a week",
            self.days_per_week.into(),
            1..=5,
        );
        range("weeks", "Weeks", self.weeks.into(), 1..=52);
        range(
            "smallest_group",
            "Smallest group",
            self.smallest_group.into(),
            1..=30,
        );
        range(
            "largest_group",
            "Largest group",
            self.largest_group.into(),
            u16::from(self.smallest_group.max(1))..=40,
        );
    }

    /// Minutes a week as designed.
    pub fn minutes_per_week(&self) -> u32 {
        u32::from(self.minutes) * u32::from(self.days_per_week)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stamp;

    fn step(number: u128, text: &str) -> Step {
        Step {
            id: Id::built_in(number),
            text: text.into(),
            required: true,
            may_not_apply: false,
            core: false,
        }
    }

    #[test]
    fn a_version_needs_a_step_and_a_possible_dose() {
        let mut version = ProtocolVersion {
            steps: vec![step(1, "  ")],
            ..ProtocolVersion::default()
        };
        version.dose.minutes = 0;
        let rejected = version.checked().unwrap_err();
        let fields: Vec<_> = rejected.problems().iter().map(|p| p.field).collect();
        assert_eq!(fields, ["steps", "minutes"]);
    }

    #[test]
    fn the_highest_number_is_in_force() {
        let mut protocol = Protocol::default();
        for number in [2, 1] {
            let version = ProtocolVersion {
                number,
                steps: vec![step(1, "Say the sound")],
                ..ProtocolVersion::default()
            };
            protocol
                .versions
                .set(Id::built_in(number.into()), Stamp::default(), version);
        }
        assert_eq!(
            protocol.current().map(|(_, version)| version.number),
            Some(2)
        );
    }
}
