//! Decisions: recorded as a whole, their words put right, taken away.

use super::plan::{begins_in, checked_change, checked_phase};
use crate::change::Changes;
use crate::context::Context;
use crate::model::{Choice, Decision, Id, Plan, text};
use crate::rejected::Rejected;

/// The decision and what follows from it: the phase it begins, the interval of maintenance
/// probes, the end of the plan. One change of one document, so one Undo takes it all back.
pub fn record(
    to: &mut Changes<'_>,
    context: &mut Context,
    plan_id: Id<Plan>,
    decision: Decision,
) -> Result<(), Rejected> {
    let mut plan = to.copy(plan_id)?;
    if let Some(closed) = plan.closed {
        return Err(Rejected::because(format!(
            "This plan was closed on {}; reopen it to decide on it.",
            text::date(closed)
        )));
    }
    let mut decision = decision.checked(context.today)?;
    if decision.date < plan.start {
        let problem = format!(
            "The day is {}; the plan began on {}.",
            text::date(decision.date),
            text::date(plan.start)
        );
        return Err(Rejected::field("decided", problem));
    }
    let checked = if decision.choice.changes_teaching() {
        checked_change
    } else {
        checked_phase
    };
    decision.phase = decision.phase.map(checked).transpose()?;
    if let Some(phase) = &decision.phase {
        begins_in(&plan, phase, "from")?;
        plan.phases
            .set(context.id(), context.stamp(), phase.clone());
    }
    match (decision.choice, decision.maintenance) {
        (_, Some(maintenance)) => plan.probe_every = maintenance.every,
        (Choice::Exit, None) => plan.closed = Some(decision.date),
        _ => {}
    }
    plan.decisions.set(context.id(), context.stamp(), decision);
    to.set(plan_id, plan, context);
    Ok(())
}

/// Puts right who decided and why. The verdict and what followed stay as they were recorded.
pub fn reword(
    to: &mut Changes<'_>,
    context: &mut Context,
    plan_id: Id<Plan>,
    id: Id<Decision>,
    by: &str,
    why: &str,
) -> Result<(), Rejected> {
    let mut plan = to.copy(plan_id)?;
    let before = plan.decisions.get(id).cloned();
    let before = before.ok_or_else(|| Rejected::gone("decision"))?;
    let after = before.clone().reworded(by, why, context.today)?;
    if after != before {
        plan.decisions.set(id, context.stamp(), after);
    }
    to.set(plan_id, plan, context);
    Ok(())
}

/// Takes a decision away. Its phase stays on the chart, because it was taught.
pub fn remove(
    to: &mut Changes<'_>,
    context: &mut Context,
    plan_id: Id<Plan>,
    id: Id<Decision>,
) -> Result<(), Rejected> {
    let mut plan = to.copy(plan_id)?;
    plan.decisions.remove(id, context.stamp());
    to.set(plan_id, plan, context);
    Ok(())
}
