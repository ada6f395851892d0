//! Mending one document: taking out what says nothing.

use crate::order::Order;
use std::collections::BTreeSet;

use super::{Damage, World};
use crate::change;
use crate::context::Context;
use crate::format::document::Decoded;
use crate::library;
use crate::model::{Entry, Group, Id, Plan, Probe, Record, Session, Stamp};
use crate::references::Reference;

/// What was found in a document, and its body where something was mended.
#[derive(Default)]
pub(super) struct Mended {
    pub(super) damages: Vec<Damage>,
    pub(super) body: Option<String>,
}

pub(super) fn mend(decoded: Decoded, world: &World, context: &mut Context) -> Mended {
    match decoded {
        Decoded::Group(_, entry) => mend_entry(entry, world, context, mend_group),
        Decoded::Plan(_, entry) => mend_entry(entry, world, context, mend_plan),
        Decoded::Session(_, entry) => mend_entry(entry, world, context, mend_session),
        _ => Mended::default(),
    }
}

/// Which stamps a mended record needs: its own, when one of its own fields was changed.
struct Outcome {
    damages: Vec<Damage>,
    own_field: bool,
    changed: bool,
}

fn mend_entry<R: Record>(
    entry: Entry<R>,
    world: &World,
    context: &mut Context,
    mend: fn(&mut R, &World, &mut Context) -> Outcome,
) -> Mended {
    let Entry {
        stamp,
        value: Some(mut record),
    } = entry
    else {
        return Mended::default();
    };
    let outcome = mend(&mut record, world, context);
    let stamp = if outcome.own_field {
        context.stamp()
    } else {
        stamp
    };
    Mended {
        damages: outcome.damages,
        body: outcome
            .changed
            .then(|| change::body(&Entry::new(stamp, record))),
    }
}

fn mend_group(group: &mut Group, world: &World, context: &mut Context) -> Outcome {
    let lost_protocol = group
        .protocol
        .is_some_and(|protocol| !world.known.holds(Reference::Protocol(protocol)));
    if lost_protocol {
        group.protocol = None;
    }
    let empty: Vec<_> = group
        .members
        .iter()
        .filter(|(_, stay)| stay.to.is_some_and(|to| to < stay.from))
        .map(|(id, _)| id)
        .collect();
    for id in &empty {
        group.members.remove(*id, context.stamp());
    }
    Outcome {
        damages: vec![Damage::EmptyMembership; empty.len()],
        own_field: lost_protocol,
        changed: lost_protocol || !empty.is_empty(),
    }
}

fn mend_plan(plan: &mut Plan, world: &World, context: &mut Context) -> Outcome {
    let lost_set = plan
        .goal
        .as_ref()
        .and_then(|goal| goal.source.used())
        .is_some_and(|used| !world.known.holds(Reference::Set(used)));
    if lost_set && let Some(goal) = &mut plan.goal {
        goal.source.forget_figure();
    }
    let doubles = second_scores(plan);
    for id in &doubles {
        plan.probes.remove(*id, context.stamp());
    }
    let lost: Vec<_> = plan
        .probes
        .iter()
        .filter(|(_, probe)| {
            probe
                .session
                .is_some_and(|session| !world.known.holds(Reference::Session(session)))
        })
        .map(|(id, probe)| {
            (
                id,
                Probe {
                    session: None,
                    ..probe.clone()
                },
            )
        })
        .collect();
    let changed = lost_set || !doubles.is_empty() || !lost.is_empty();
    for (id, probe) in lost {
        plan.probes.set(id, context.stamp(), probe);
    }
    let mut damages = vec![Damage::TwoScoresOfOneSession; doubles.len()];
    damages.extend(std::iter::repeat_n(
        Damage::ScoreOutOfBounds,
        scores_out_of_bounds(plan, world),
    ));
    Outcome {
        damages,
        own_field: lost_set,
        changed,
    }
}

/// A session gives a plan one score; the one that was entered last counts.
fn second_scores(plan: &Plan) -> Vec<Id<Probe>> {
    let mut latest_first: Vec<(Stamp, Id<Probe>, &Probe)> = plan
        .probes
        .entries()
        .filter_map(|(id, entry)| Some((entry.stamp, id, entry.value.as_ref()?)))
        .collect();
    latest_first.order_by_key(|(stamp, id, _)| std::cmp::Reverse((*stamp, *id)));
    let mut sessions = BTreeSet::new();
    latest_first
        .into_iter()
        .filter(|(_, _, probe)| {
            probe
                .session
                .is_some_and(|session| !sessions.insert(session))
        })
        .map(|(_, id, _)| id)
        .collect()
}

fn scores_out_of_bounds(plan: &Plan, world: &World) -> usize {
    let own = world.measures.get(&plan.measure.uuid());
    let Some(measure) = own.or_else(|| library::measure(plan.measure)) else {
        return 0;
    };
    plan.probes
        .values()
        .filter(|probe| measure.objection(probe.score).is_some())
        .count()
}

fn mend_session(session: &mut Session, world: &World, _: &mut Context) -> Outcome {
    let lost_protocol = session
        .protocol
        .is_some_and(|used| !world.known.holds(Reference::Version(used)));
    if lost_protocol {
        session.protocol = None;
    }
    let lost_session = session
        .makes_up
        .is_some_and(|missed| !world.known.holds(Reference::Session(missed)));
    if lost_session {
        session.makes_up = None;
    }
    let changed = lost_protocol || lost_session;
    Outcome {
        damages: Vec::new(),
        own_field: changed,
        changed,
    }
}
