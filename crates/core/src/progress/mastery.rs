//! Which skills of a plan are mastered, and since when: read from the probes by the plan's rule,
//! and from nowhere else.

use jiff::civil::Date;

use super::score_entry::Entered;
use crate::analysis::Direction;
use crate::model::{Id, MasteryRule, Measure, Plan, Probe, Session, Skill};

/// So many probes in a row below the rule, after it was met, ask for another look. One probe below
/// is chance more often than forgetting; our choice, no published value.
pub const CHECK_AGAIN_AFTER: usize = 2;

#[derive(Clone, Debug, PartialEq)]
pub struct MasteryView {
    pub rule: MasteryRule,
    /// In the order in which they are learned.
    pub skills: Vec<SkillView>,
    /// Scores that name no skill of the list.
    pub unnamed: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SkillView {
    pub id: Id<Skill>,
    pub name: String,
    /// The earliest first.
    pub probes: Vec<SkillProbe>,
    pub standing: SkillStanding,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SkillProbe {
    pub id: Id<Probe>,
    pub date: Date,
    /// See [`percent_of`]; `None` where the measure gives none.
    pub percent: Option<f64>,
    pub session: Option<Id<Session>>,
    /// Whether it is at the rule's percentage or better.
    pub reached: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkillStanding {
    KnownBefore,
    NotStarted,
    /// So many of the probes that the rule looks back on are at its percentage.
    Learning {
        reached: usize,
    },
    /// Mastered once is mastered; `below` counts the latest probes in a row that are below again.
    Mastered {
        on: Date,
        below: usize,
    },
}

impl MasteryView {
    pub fn new(plan: &Plan, measure: &Measure) -> Self {
        let rule = plan.mastery_rule();
        let probes = plan.probes_by_date();
        let skills = plan.skills_in_order().into_iter().map(|(id, skill)| {
            let probes: Vec<SkillProbe> = probes
                .iter()
                .filter(|(_, probe)| probe.skill == Some(id))
                .map(|(id, probe)| SkillProbe::new(*id, probe, measure, rule))
                .collect();
            SkillView {
                id,
                name: skill.name.clone(),
                standing: if skill.known_before {
                    SkillStanding::KnownBefore
                } else {
                    standing(&probes, rule)
                },
                probes,
            }
        });
        Self {
            rule,
            skills: skills.collect(),
            unnamed: probes
                .iter()
                .filter(|(_, probe)| !probe.skill.is_some_and(|skill| plan.skills.contains(skill)))
                .count(),
        }
    }

    pub fn mastered(&self) -> usize {
        let mastered = |skill: &&SkillView| skill.standing.is_mastered();
        self.skills.iter().filter(mastered).count()
    }

    /// The first skill that is not mastered: the one that is taught now.
    pub fn current(&self) -> Option<&SkillView> {
        self.skills
            .iter()
            .find(|skill| !skill.standing.is_mastered())
    }
}

/// What a score of a plan can be of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SkillChoice {
    /// In the order in which they are learned; the mastered ones say so.
    pub options: Vec<(Id<Skill>, String)>,
    /// The one taught now, else the last.
    pub usual: Option<Id<Skill>>,
}

impl SkillChoice {
    /// Empty for a plan without skills.
    pub fn of(plan: &Plan, measure: &Measure) -> Self {
        if plan.skills.is_empty() {
            return Self::default();
        }
        let view = MasteryView::new(plan, measure);
        let usual = view.current().or(view.skills.last()).map(|skill| skill.id);
        let option = |skill: SkillView| {
            let mastered = if skill.standing.is_mastered() {
                " (mastered)"
            } else {
                ""
            };
            (skill.id, format!("{}{mastered}", skill.name))
        };
        Self {
            options: view.skills.into_iter().map(option).collect(),
            usual,
        }
    }
}

impl SkillStanding {
    pub fn is_mastered(self) -> bool {
        matches!(self, Self::KnownBefore | Self::Mastered { .. })
    }

    /// Whether a mastered skill has slipped: see [`CHECK_AGAIN_AFTER`].
    pub fn asks_to_check_again(self) -> bool {
        matches!(self, Self::Mastered { below, .. } if below >= CHECK_AGAIN_AFTER)
    }
}

impl SkillProbe {
    fn new(id: Id<Probe>, probe: &Probe, measure: &Measure, rule: MasteryRule) -> Self {
        let percent = percent_of(probe, measure);
        Self {
            id,
            date: probe.date,
            percent,
            session: probe.session,
            reached: percent.is_some_and(|percent| percent >= f64::from(rule.percent)),
        }
    }
}

impl SkillView {
    /// The probes that the rule looks back on.
    pub fn looked_back_on(&self, rule: MasteryRule) -> &[SkillProbe] {
        last(&self.probes, rule)
    }

    /// The probes that met the rule for the first time; none where it was not met.
    pub fn mastered_by(&self, rule: MasteryRule) -> &[SkillProbe] {
        met(&self.probes, rule).map_or(&[], |probes| last(probes, rule))
    }
}

/// The percentage that a rule of mastery looks at, 0 to 100: the score itself where the unit is
/// percent (100 less the score where lower is better), else the accuracy, correct of what was
/// attempted. `None` where neither is known.
pub fn percent_of(probe: &Probe, measure: &Measure) -> Option<f64> {
    if is_percent(measure) {
        return Some(match measure.direction {
            Direction::Increase => probe.score,
            Direction::Decrease => 100.0 - probe.score,
        });
    }
    let entered = Entered {
        score: probe.score,
        errors: probe.errors,
    };
    entered.accuracy(measure)
}

/// What [`percent_of`] takes the percentage from, in words.
pub fn percent_in_words(measure: &Measure) -> &'static str {
    use crate::model::Scoring;
    match (is_percent(measure), measure.scoring) {
        (true, _) => "The percentage is the score itself.",
        (false, Scoring::Score) => {
            "This measure gives no percentage: its unit is not percent and errors are not counted. No skill can be mastered by it."
        }
        (false, _) => {
            "The percentage is the accuracy: correct of what was attempted. A score without errors counted has none."
        }
    }
}

fn is_percent(measure: &Measure) -> bool {
    let unit = measure.unit.trim_start().to_lowercase();
    unit.starts_with('%') || unit.starts_with("percent")
}

/// The rule counts administrations: two on one day are two. It is met on the first day on which
/// enough of the probes it looks back on are at its percentage.
fn standing(probes: &[SkillProbe], rule: MasteryRule) -> SkillStanding {
    match met(probes, rule).and_then(<[SkillProbe]>::last) {
        Some(met) => {
            let below = probes.iter().rev().take_while(|probe| !probe.reached);
            SkillStanding::Mastered {
                on: met.date,
                below: below.count(),
            }
        }
        None if probes.is_empty() => SkillStanding::NotStarted,
        None => SkillStanding::Learning {
            reached: reached(probes, rule),
        },
    }
}

/// The probes up to the one that met the rule first.
fn met(probes: &[SkillProbe], rule: MasteryRule) -> Option<&[SkillProbe]> {
    (1..=probes.len())
        .filter_map(|count| probes.get(..count))
        .find(|so_far| reached(so_far, rule) >= usize::from(rule.needed.max(1)))
}

fn reached(probes: &[SkillProbe], rule: MasteryRule) -> usize {
    let looked_at = last(probes, rule).iter();
    looked_at.filter(|probe| probe.reached).count()
}

fn last(probes: &[SkillProbe], rule: MasteryRule) -> &[SkillProbe] {
    let first = probes.len().saturating_sub(rule.of.into());
    probes.get(first..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;
    use crate::model::{Criterion, MeasureKind, Scoring, Stamp};
    use jiff::civil::date;

    const SKILL: Id<Skill> = Id::built_in(7);

    fn measure() -> Measure {
        library::measure(library::MATH_SINGLE_SKILL)
            .unwrap()
            .clone()
    }

    /// One skill, a probe a day from October 1 on, each of 100 digits with so many correct.
    fn plan(percents: &[u8], rule: (u8, u8, u8)) -> Plan {
        let (needed, of, percent) = rule;
        let mut plan = Plan {
            mastery: Some(Criterion {
                rule: MasteryRule {
                    needed,
                    of,
                    percent,
                },
                source: String::new(),
            }),
            ..Plan::new(
                Id::built_in(1),
                library::MATH_SINGLE_SKILL,
                date(2026, 9, 7),
            )
        };
        let skill = Skill {
            name: "Times 6".into(),
            ..Skill::default()
        };
        plan.skills.set(SKILL, Stamp::default(), skill);
        for (day, percent) in (1..).zip(percents) {
            let probe = Probe {
                date: date(2026, 10, day),
                score: f64::from(*percent),
                errors: Some(f64::from(100 - percent)),
                note: String::new(),
                session: None,
                skill: Some(SKILL),
            };
            let id = Id::built_in(100 + day as u128);
            plan.probes.set(id, Stamp::default(), probe);
        }
        plan
    }

    fn standing_of(percents: &[u8], rule: (u8, u8, u8)) -> SkillStanding {
        MasteryView::new(&plan(percents, rule), &measure()).skills[0].standing
    }

    fn on(day: i8, below: usize) -> SkillStanding {
        SkillStanding::Mastered {
            on: date(2026, 10, day),
            below,
        }
    }

    #[test]
    fn a_skill_is_mastered_on_the_day_the_rule_is_met() {
        use SkillStanding::{Learning, NotStarted};
        let rule = (3, 4, 90);
        for (percents, expected) in [
            (&[][..], NotStarted),
            (&[89], Learning { reached: 0 }),
            (&[90], Learning { reached: 1 }),
            (&[91, 95], Learning { reached: 2 }),
            // One below the rule, at it, above it.
            (&[90, 90, 89], Learning { reached: 2 }),
            (&[90, 90, 90], on(3, 0)),
            (&[90, 89, 90, 90], on(4, 0)),
            (&[90, 89, 89, 90, 90], Learning { reached: 2 }),
            (&[89, 90, 90, 90, 100], on(4, 0)),
            // Mastered, and below later: the day stays, what came after is counted.
            (&[90, 90, 90, 80], on(3, 1)),
            (&[90, 90, 90, 80, 80], on(3, 2)),
            (&[90, 90, 90, 80, 80, 95], on(3, 0)),
        ] {
            assert_eq!(standing_of(percents, rule), expected, "{percents:?}");
        }
    }

    #[test]
    fn the_shortest_and_the_strictest_rule() {
        use SkillStanding::Learning;
        for (percents, rule, expected) in [
            (&[79][..], (1, 1, 80), Learning { reached: 0 }),
            (&[79, 80], (1, 1, 80), on(2, 0)),
            (&[100, 100, 99], (3, 3, 100), Learning { reached: 2 }),
            (&[100, 99, 100, 100, 100], (3, 3, 100), on(5, 0)),
        ] {
            assert_eq!(standing_of(percents, rule), expected, "{percents:?}");
        }
    }

    #[test]
    fn two_probes_below_ask_to_check_again() {
        for (below, asks) in [(0, false), (1, false), (2, true), (3, true)] {
            assert_eq!(on(3, below).asks_to_check_again(), asks);
        }
        assert!(!SkillStanding::KnownBefore.asks_to_check_again());
    }

    #[test]
    fn what_is_known_from_elsewhere_needs_no_probe() {
        let mut plan = plan(&[50], (3, 4, 90));
        if let Some(skill) = plan.skills.get_mut(SKILL) {
            skill.known_before = true;
        }
        let view = MasteryView::new(&plan, &measure());
        assert_eq!(view.skills[0].standing, SkillStanding::KnownBefore);
        assert_eq!((view.mastered(), view.current()), (1, None));
    }

    #[test]
    fn the_percentage_is_the_score_or_the_accuracy() {
        let percent = |unit: &str, scoring, direction| Measure {
            unit: unit.into(),
            scoring,
            direction,
            kind: MeasureKind::Mastery,
            ..measure()
        };
        let (up, down) = (Direction::Increase, Direction::Decrease);
        let errors = Scoring::CorrectAndErrors;
        for (measure, errors, expected) in [
            (percent("% of steps", Scoring::Score, up), None, Some(90.0)),
            (
                percent("Percent wrong", Scoring::Score, down),
                None,
                Some(10.0),
            ),
            (percent("words", errors, up), Some(10.0), Some(90.0)),
            (percent("words", errors, up), None, None),
            (percent("words", Scoring::Score, up), None, None),
        ] {
            let probe = Probe {
                errors,
                ..Probe::new(date(2026, 10, 1), 90.0)
            };
            assert_eq!(percent_of(&probe, &measure), expected, "{}", measure.unit);
        }
    }

    #[test]
    fn scores_of_no_skill_are_counted_apart() {
        let mut plan = plan(&[90, 90, 90], (3, 4, 90));
        let first = plan.probes.ids().next().unwrap();
        if let Some(probe) = plan.probes.get_mut(first) {
            probe.skill = None;
        }
        let view = MasteryView::new(&plan, &measure());
        assert_eq!(view.unnamed, 1);
        assert_eq!(
            view.skills[0].standing,
            SkillStanding::Learning { reached: 2 }
        );
    }
}
