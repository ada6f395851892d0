//! Mastery: skills taught one after another, each until a rule is met.

use serde::{Deserialize, Serialize};

use super::Plan;
use super::text;
use crate::rejected::Rejected;

/// The largest number of probes a rule can look back on.
pub const LONGEST_WINDOW: u8 = 10;
/// More skills than this are another plan.
pub const MOST_SKILLS: usize = 100;

/// A skill is mastered once `needed` of its last `of` probes are at `percent` or better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasteryRule {
    pub needed: u8,
    pub of: u8,
    pub percent: u8,
}

impl Default for MasteryRule {
    /// Where no protocol says otherwise.
    fn default() -> Self {
        Self {
            needed: 3,
            of: 4,
            percent: 90,
        }
    }
}

/// One skill of a plan. The day on which it was mastered is never kept: its probes tell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Skill {
    pub name: String,
    /// The place in the list, the lowest first.
    pub order: u16,
    /// Mastered before the plan began, as is known from elsewhere.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub known_before: bool,
}

impl MasteryRule {
    /// "3 of the last 4 probes at 90 % or better".
    pub fn in_words(self) -> String {
        let Self {
            needed,
            of,
            percent,
        } = self;
        match (needed, of) {
            (1, 1) => format!("one probe at {percent} % or better"),
            (needed, of) if needed == of => {
                format!("{needed} probes in a row at {percent} % or better")
            }
            _ => format!("{needed} of the last {of} probes at {percent} % or better"),
        }
    }

    /// Reads a rule as typed.
    ///
    /// # Errors
    /// Named by field, when a part is no whole number or the rule cannot be met.
    pub fn read(needed: &str, of: &str, percent: &str) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        let mut part = |field, what: &str, typed: &str| {
            let typed = typed.trim();
            typed.parse().unwrap_or_else(|_| {
                let given = text::line(typed);
                rejected.add(
                    field,
                    format!("{what}: “{given}” was given; enter a whole number."),
                );
                1
            })
        };
        let rule = Self {
            needed: part("mastery_needed", "Probes needed", needed),
            of: part("mastery_of", "Probes looked at", of),
            percent: part("mastery_percent", "Percent", percent),
        };
        if rejected.problems().is_empty() {
            rule.check(&mut rejected);
        }
        rejected.or(rule)
    }

    pub(super) fn check(self, rejected: &mut Rejected) {
        let Self {
            needed,
            of,
            percent,
        } = self;
        if !(1..=LONGEST_WINDOW).contains(&of) {
            rejected.add(
                "mastery_of",
                format!("The last {of} probes were given; 1 to {LONGEST_WINDOW} are allowed."),
            );
        } else if !(1..=of).contains(&needed) {
            rejected.add(
                "mastery_needed",
                format!("{needed} of the last {of} probes were given; 1 to {of} are possible."),
            );
        }
        if !(1..=100).contains(&percent) {
            rejected.add(
                "mastery_percent",
                format!("{percent} % was given; 1 to 100 is allowed."),
            );
        }
    }
}

/// Skills typed or pasted, one a line: without numbering, empty lines and doubles.
pub fn skills_of_lines(lines: &str) -> Vec<String> {
    let mut skills: Vec<String> = Vec::new();
    for line in lines.lines() {
        let name = text::line(unnumbered(line.trim()));
        let known = |skill: &String| text::folded(skill) == text::folded(&name);
        if !name.is_empty() && !skills.iter().any(known) {
            skills.push(name);
        }
    }
    skills
}

/// "3. Times 6" as it is copied from a list: "Times 6". A bullet goes too.
fn unnumbered(line: &str) -> &str {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line.get(digits..).unwrap_or_default();
    match after.strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 && rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => line.trim_start_matches(['•', '-', '*', '–']).trim_start(),
    }
}

/// A plan of mastery has skills and a rule, and no goal for a day; any other plan has neither.
pub(super) fn check_plan(plan: &mut Plan, is_mastery: bool, rejected: &mut Rejected) {
    if !is_mastery {
        plan.skills = Default::default();
        plan.mastery = None;
        return;
    }
    plan.goal = None;
    let rule = plan.mastery.get_or_insert_default();
    rule.source = text::line(&rule.source);
    rule.rule.check(rejected);
    let mut names = std::collections::BTreeSet::new();
    let ids: Vec<_> = plan.skills.ids().collect();
    for id in ids {
        let Some(skill) = plan.skills.get_mut(id) else {
            continue;
        };
        skill.name = text::line(&skill.name);
        if skill.name.is_empty() {
            rejected.add("skills", "A skill has no name; write one or take it out.");
        } else if !names.insert(text::folded(&skill.name)) {
            rejected.add(
                "skills",
                format!("“{}” is there twice; keep one of them.", skill.name),
            );
        }
    }
    if plan.skills.is_empty() {
        rejected.add("skills", "Enter at least one skill.");
    } else if plan.skills.len() > MOST_SKILLS {
        rejected.add(
            "skills",
            format!(
                "{} skills were given; a plan holds up to {MOST_SKILLS}.",
                plan.skills.len()
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_asks_for_what_is_possible() {
        for (needed, of, percent, field) in [
            (1, 1, 1, None),
            (3, 4, 90, None),
            (10, 10, 100, None),
            (0, 4, 90, Some("mastery_needed")),
            (5, 4, 90, Some("mastery_needed")),
            (1, 0, 90, Some("mastery_of")),
            (3, 11, 90, Some("mastery_of")),
            (3, 4, 0, Some("mastery_percent")),
            (3, 4, 101, Some("mastery_percent")),
        ] {
            let mut rejected = Rejected::default();
            let rule = MasteryRule {
                needed,
                of,
                percent,
            };
            rule.check(&mut rejected);
            let fields: Vec<_> = rejected.problems().iter().map(|p| p.field).collect();
            assert_eq!(fields, Vec::from_iter(field), "{rule:?}");
        }
    }

    #[test]
    fn a_typed_rule_is_read_part_by_part() {
        assert_eq!(
            MasteryRule::read("3", " 4", "90 ").unwrap(),
            MasteryRule::default()
        );
        let rejected = MasteryRule::read("three", "300", "").unwrap_err();
        let fields: Vec<_> = rejected.problems().iter().map(|p| p.field).collect();
        assert_eq!(fields, ["mastery_needed", "mastery_of", "mastery_percent"]);
        assert!(MasteryRule::read("5", "4", "90").is_err());
    }

    #[test]
    fn a_rule_reads_as_a_person_says_it() {
        for (needed, of, words) in [
            (3, 4, "3 of the last 4 probes at 90 % or better"),
            (2, 2, "2 probes in a row at 90 % or better"),
            (1, 1, "one probe at 90 % or better"),
        ] {
            let rule = MasteryRule {
                needed,
                of,
                percent: 90,
            };
            assert_eq!(rule.in_words(), words);
        }
    }

    #[test]
    fn a_pasted_list_loses_its_numbers_and_doubles() {
        let pasted = "1. Times 2\n2) Times 5\r\n\n • Times 10\n- times 2\n6 x 7\n3.5 tens\n";
        assert_eq!(
            skills_of_lines(pasted),
            ["Times 2", "Times 5", "Times 10", "6 x 7", "3.5 tens"]
        );
    }
}
