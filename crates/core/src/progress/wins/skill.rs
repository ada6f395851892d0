//! A skill was mastered: the plan's own rule, N of M at P %, was met for the first time.
//!
//! Threshold and source: the rule of the plan or its protocol; see [`crate::progress::mastery`].

use super::{Fact, Of, Win, WinKind};
use crate::model::{Measure, Plan};
use crate::progress::mastery::{MasteryView, SkillStanding};

pub(super) fn wins(of: &Of, plan: &Plan, measure: &Measure) -> Vec<Win> {
    let view = MasteryView::new(plan, measure);
    let rule = view.rule;
    let mut wins = Vec::new();
    for skill in view.skills {
        let SkillStanding::Mastered { on, .. } = skill.standing else {
            continue;
        };
        let facts = skill.mastered_by(rule).iter().map(|probe| Fact {
            date: probe.date,
            what: match probe.percent {
                Some(percent) => format!("{percent:.0} %"),
                None => "no percentage".into(),
            },
            session: probe.session,
        });
        wins.push(Win {
            student: of.student,
            kind: WinKind::SkillMastered,
            date: on,
            sentence: format!("Mastered “{}”.", skill.name),
            rule: format!("A skill is mastered at {}.", rule.in_words()),
            facts: facts.collect(),
        });
    }
    wins
}
