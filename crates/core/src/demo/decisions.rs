//! What teams decided in the demo: three decisions, each with the verdict of its day.

use jiff::civil::Date;

use super::cast::Story;
use super::{CHANGED_WEEK, Class, Demo, WEEKS};
use crate::elapsed::days_later;
use crate::model::{Choice, Decision, Id, Plan};
use crate::progress::decisions::{frozen, verdict_then};

impl Demo {
    /// After all scores: a verdict is kept as they had it that day.
    pub fn decide(&mut self, classes: &[Class]) {
        let students = classes.iter().flat_map(|class| &class.students);
        for (_, plan, role) in students {
            match role.story {
                Story::Changed => self.changed(*plan),
                Story::NonResponder => self.continued(*plan),
                Story::Exit => self.ended(*plan),
                _ => {}
            }
        }
    }

    /// On a Friday; the phase that the plan has already is the one that this decision began.
    fn changed(&mut self, id: Id<Plan>) {
        let plan = self.caseload.get(id);
        let phase = plan.and_then(|plan| plan.phases_by_start().pop());
        let Some((_, phase)) = phase else { return };
        let decision = Decision {
            phase: Some(phase.clone()),
            look_again: Some(days_later(self.start, 7 * (WEEKS + 2))),
            ..told(
                days_later(self.start, 7 * CHANGED_WEEK - 3),
                Choice::Change,
                "Grade 5 team with the math coach",
                "The answers show that fractions are not pictured yet: tiles come before symbols.",
            )
        };
        self.record(id, decision);
    }

    /// A first look, too early for a verdict; the second one is due by now.
    fn continued(&mut self, id: Id<Plan>) {
        let decision = Decision {
            look_again: Some(days_later(self.start, 7 * (WEEKS - 1))),
            ..told(
                days_later(self.start, 7 * 8),
                Choice::Continue,
                "Grade 3 team, school psychologist",
                "Too few scores yet to judge growth. Minutes and steps arrive; we look again.",
            )
        };
        self.record(id, decision);
    }

    fn ended(&mut self, id: Id<Plan>) {
        let Some(closed) = self.caseload.get(id).and_then(|plan| plan.closed) else {
            return;
        };
        let decision = told(
            closed,
            Choice::Exit,
            "Grade 3 team with the family",
            "Growth has outrun the goal. Class teaching goes on; the family knows.",
        );
        self.record(id, decision);
    }

    fn record(&mut self, id: Id<Plan>, decision: Decision) {
        let verdict = verdict_then(&self.caseload, id, decision.date);
        let verdict = verdict.map(|verdict| frozen(&verdict, ""));
        let Some(mut plan) = self.caseload.get(id).cloned() else {
            return;
        };
        let stamp = self.context.stamp();
        let decision = Decision {
            verdict,
            ..decision
        };
        plan.decisions.set(self.context.id(), stamp, decision);
        self.caseload.plans.set(id, stamp, plan);
    }
}

fn told(date: Date, choice: Choice, by: &str, why: &str) -> Decision {
    Decision {
        date,
        choice,
        by: by.into(),
        why: why.into(),
        verdict: None,
        phase: None,
        maintenance: None,
        refer_to: String::new(),
        look_again: None,
        earlier: Vec::new(),
    }
}
