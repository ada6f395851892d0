//! The goal was met: the median of three scores in a row is at it or better, for the first time.
//!
//! Threshold: the goal of the plan, on the median of three. Source: `domain.md` 8. A goal that the
//! first three scores meet was no step.

use super::best_median::{SCORES, middle};
use super::{Of, Scored, Win, WinKind};
use crate::number::number;

pub(super) fn win(of: &Of, scored: &Scored) -> Option<Win> {
    let goal = scored.plan.goal.as_ref()?;
    let occasions = scored.series.occasions();
    let met = |three: &&[_]| middle(three).is_some_and(|median| scored.reaches(median, goal.score));
    let (place, three) = occasions
        .windows(SCORES)
        .enumerate()
        .find(|(_, three)| met(three))?;
    if place == 0 {
        return None;
    }
    Some(Win {
        student: of.student,
        kind: WinKind::GoalMet,
        date: three.last()?.date,
        sentence: format!(
            "Met the goal in {}: the median of the last three is {}, the goal {}.",
            scored.measure.short_name,
            number(middle(three)?),
            number(goal.score)
        ),
        rule: "The median of three scores in a row is at the goal or better for the first time."
            .into(),
        facts: scored.facts(three),
    })
}
