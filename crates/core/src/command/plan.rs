//! Plans: goal, phases, probes and scores.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::reference_set;
use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{Entries, Id, Measure, MeasureKind, Phase, Plan, Probe, text};
use crate::rejected::Rejected;

pub fn save(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Option<Id<Plan>>,
    plan: Edited<Plan>,
) -> Result<(), Rejected> {
    let plan = match id {
        Some(id) => plan.onto(&to.copy(id)?, to.caseload())?,
        None => plan.typed,
    };
    let measure = measure_of(to, &plan)?;
    to.copy(plan.student)?;
    let mut plan = plan.checked(measure)?;
    if let Some(used) = plan.goal.as_ref().and_then(|goal| goal.source.used()) {
        reference_set::freeze(to, context, used, plan.start)?;
    }
    let id = match id {
        Some(id) => {
            let before = to.copy(id)?;
            if before.measure != plan.measure || before.student != plan.student {
                return Err(Rejected::because(
                    "A plan keeps its student and measure; start a new plan instead.",
                ));
            }
            check_probed_skills(&before, &plan)?;
            plan.skills = plan.skills.stamped(&before.skills, || context.stamp());
            if before.start == plan.start {
                plan.probes = before.probes;
                plan.phases = before.phases;
                plan.decisions = before.decisions;
                id
            } else {
                // The start is part of the key, so a plan that starts on another day is a new
                // document; the old one leaves its tombstone.
                plan.probes = before.probes;
                plan.phases = before.phases;
                plan.decisions = before.decisions;
                to.remove(id, context);
                context.id()
            }
        }
        None => {
            plan.probes = plan.probes.stamped(&Entries::default(), || context.stamp());
            plan.phases = plan.phases.stamped(&Entries::default(), || context.stamp());
            plan.skills = plan.skills.stamped(&Entries::default(), || context.stamp());
            plan.decisions = plan
                .decisions
                .stamped(&Entries::default(), || context.stamp());
            context.id()
        }
    };
    to.set(id, plan, context);
    Ok(())
}

/// A skill that was probed stays in the list, or its scores would be of nothing.
fn check_probed_skills(before: &Plan, after: &Plan) -> Result<(), Rejected> {
    let lost = before
        .skills
        .iter()
        .filter(|(id, _)| !after.skills.contains(*id));
    let mut rejected = Rejected::default();
    for (id, skill) in lost {
        let scores = before.probes.values();
        let scores = scores.filter(|probe| probe.skill == Some(id)).count();
        if scores > 0 {
            let scores = if scores == 1 {
                "1 score".to_owned()
            } else {
                format!("{scores} scores")
            };
            rejected.add(
                "skills",
                format!("“{}” has {scores}, so it stays in the list.", skill.name),
            );
        }
    }
    rejected.or(())
}

pub fn close(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<Plan>,
    closed: Option<Date>,
) -> Result<(), Rejected> {
    let plan = Plan {
        closed,
        ..to.copy(id)?
    };
    to.set(id, plan, context);
    Ok(())
}

pub fn remove(to: &mut Changes<'_>, context: &mut Context, id: Id<Plan>) -> Result<(), Rejected> {
    to.copy(id)?;
    to.remove(id, context);
    Ok(())
}

pub fn save_phase(
    to: &mut Changes<'_>,
    context: &mut Context,
    plan_id: Id<Plan>,
    id: Option<Id<Phase>>,
    phase: Edited<Phase>,
) -> Result<(), Rejected> {
    let mut plan = to.copy(plan_id)?;
    let now = id.and_then(|id| plan.phases.get(id));
    let phase = checked_change(phase.onto_entry(now, "phase", to.caseload())?)?;
    begins_in(&plan, &phase, "date")?;
    let id = id.unwrap_or_else(|| context.id());
    plan.phases.set(id, context.stamp(), phase);
    to.set(plan_id, plan, context);
    Ok(())
}

/// A phase begins in the time of its plan: a year mistyped would swallow all of it.
pub fn begins_in(plan: &Plan, phase: &Phase, field: &'static str) -> Result<(), Rejected> {
    if phase.start < plan.start {
        let problem = format!(
            "{} was given; the plan began on {}.",
            text::date(phase.start),
            text::date(plan.start)
        );
        return Err(Rejected::field(field, problem));
    }
    Ok(())
}

/// A phase with its words cleaned that changes what is taught: it says in which dimension.
pub fn checked_change(phase: Phase) -> Result<Phase, Rejected> {
    let (phase, mut rejected) = labelled(phase);
    if phase.dimensions.is_empty() {
        rejected.add("dimensions", "Choose what changes: at least one.");
    }
    rejected.or(phase)
}

/// A phase with its words cleaned.
pub fn checked_phase(phase: Phase) -> Result<Phase, Rejected> {
    let (phase, rejected) = labelled(phase);
    rejected.or(phase)
}

fn labelled(phase: Phase) -> (Phase, Rejected) {
    let phase = Phase {
        label: text::line(&phase.label),
        what_changed: text::note(&phase.what_changed),
        ..phase
    };
    let mut rejected = Rejected::default();
    if phase.label.is_empty() {
        rejected.add(
            "label",
            "Enter a label for the phase, such as “Daily, groups of three”.",
        );
    }
    (phase, rejected)
}

pub fn remove_phase(
    to: &mut Changes<'_>,
    context: &mut Context,
    plan_id: Id<Plan>,
    id: Id<Phase>,
) -> Result<(), Rejected> {
    let mut plan = to.copy(plan_id)?;
    plan.phases.remove(id, context.stamp());
    to.set(plan_id, plan, context);
    Ok(())
}

pub fn save_probe(
    to: &mut Changes<'_>,
    context: &mut Context,
    plan_id: Id<Plan>,
    id: Option<Id<Probe>>,
    probe: Edited<Probe>,
) -> Result<(), Rejected> {
    let mut plan = to.copy(plan_id)?;
    let now = id.and_then(|id| plan.probes.get(id));
    let probe = probe.onto_entry(now, "score", to.caseload())?;
    let probe = checked(to, &plan, probe, context)?;
    let id = id.unwrap_or_else(|| context.id());
    plan.probes.set(id, context.stamp(), probe);
    to.set(plan_id, plan, context);
    Ok(())
}

pub fn remove_probe(
    to: &mut Changes<'_>,
    context: &mut Context,
    plan_id: Id<Plan>,
    id: Id<Probe>,
) -> Result<(), Rejected> {
    let mut plan = to.copy(plan_id)?;
    plan.probes.remove(id, context.stamp());
    to.set(plan_id, plan, context);
    Ok(())
}

/// Adds many scores at once, all or none; several may be of one plan.
pub fn save_scores(
    to: &mut Changes<'_>,
    context: &mut Context,
    scores: Vec<(Id<Plan>, Probe)>,
) -> Result<(), Rejected> {
    let mut plans: BTreeMap<Id<Plan>, Plan> = BTreeMap::new();
    for (plan_id, probe) in scores {
        let mut plan = match plans.remove(&plan_id) {
            Some(plan) => plan,
            None => to.copy(plan_id)?,
        };
        let probe = checked(to, &plan, probe, context)?;
        set_score(&mut plan, probe, context);
        plans.insert(plan_id, plan);
    }
    for (id, plan) in plans {
        to.set(id, plan, context);
    }
    Ok(())
}

/// A score entered with a session replaces the one entered with it before.
fn set_score(plan: &mut Plan, probe: Probe, context: &mut Context) {
    let before = probe.session.and_then(|session| {
        plan.probes
            .iter()
            .find(|(_, before)| before.session == Some(session))
            .map(|(id, before)| (id, *before == probe))
    });
    let id = match before {
        Some((_, true)) => return,
        Some((id, false)) => id,
        None => context.id(),
    };
    plan.probes.set(id, context.stamp(), probe);
}

/// A score of a plan. One from another school year would move baseline and aim line unseen.
pub(super) fn checked(
    to: &Changes<'_>,
    plan: &Plan,
    probe: Probe,
    context: &Context,
) -> Result<Probe, Rejected> {
    let year_began = to.caseload().calendar().year_of(plan.start).first;
    if probe.date < year_began.min(plan.start) {
        return Err(Rejected::field(
            "date",
            format!(
                "The date is {}; the school year of this plan begins on {}.",
                text::date(probe.date),
                text::date(year_began)
            ),
        ));
    }
    let measure = measure_of(to, plan)?;
    let probe = Probe {
        skill: probe.skill.filter(|_| measure.kind == MeasureKind::Mastery),
        ..probe
    };
    if probe
        .skill
        .is_some_and(|skill| !plan.skills.contains(skill))
    {
        return Err(Rejected::field(
            "skill",
            "This skill is not in the plan any more; choose another.",
        ));
    }
    probe.checked(measure, context.today)
}

fn measure_of<'a>(to: &Changes<'a>, plan: &Plan) -> Result<&'a Measure, Rejected> {
    to.caseload()
        .measure(plan.measure)
        .ok_or_else(|| Rejected::gone("measure"))
}
