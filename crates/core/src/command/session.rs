//! Logging a session, correcting it, removing it: one step with its scores and its protocol.

use std::collections::BTreeSet;

use super::{SessionEntry, plan, protocol};
use crate::change::Changes;
use crate::context::Context;
use crate::model::{Group, Id, Outcome, Plan, Session, Who};
use crate::rejected::Rejected;

pub fn log(
    to: &mut Changes<'_>,
    context: &mut Context,
    entry: SessionEntry,
) -> Result<(), Rejected> {
    let SessionEntry {
        id,
        session,
        scores,
        next_lesson,
    } = entry;
    check_references(to, &session)?;
    let version = match session.protocol {
        Some(used) => Some(
            to.caseload()
                .protocol_version(used)
                .ok_or_else(|| Rejected::gone("protocol"))?,
        ),
        None => None,
    };
    let session = session.checked(version, context.today)?;
    check_slot(to, id, &session)?;
    let id = place(to, context, id, &session)?;
    if let (Some(used), Outcome::Held { .. }) = (session.protocol, &session.outcome) {
        protocol::freeze(to, context, used, session.date)?;
    }
    if let (Who::Group(group), Some(next_lesson)) = (session.who, next_lesson) {
        let group_before = to.copy(group)?;
        let changed = Group {
            next_lesson,
            ..group_before
        };
        to.set(group, changed.checked()?, context);
    }
    let scores = scores
        .into_iter()
        .map(|(plan, mut probe)| {
            probe.session = Some(id);
            (plan, probe)
        })
        .collect::<Vec<_>>();
    let kept: BTreeSet<_> = scores.iter().map(|(plan, _)| *plan).collect();
    take_back_scores(to, context, id, &kept);
    plan::save_scores(to, context, scores)?;
    to.set(id, session, context);
    Ok(())
}

/// A score given in the session goes with it, as does its place as a make-up.
pub fn remove(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<Session>,
) -> Result<(), Rejected> {
    to.copy(id)?;
    take_back_scores(to, context, id, &BTreeSet::new());
    for (other, session) in to.caseload().sessions.iter() {
        if session.makes_up == Some(id) {
            let session = Session {
                makes_up: None,
                ..session.clone()
            };
            to.set(other, session, context);
        }
    }
    to.remove(id, context);
    Ok(())
}

fn check_references(to: &Changes<'_>, session: &Session) -> Result<(), Rejected> {
    match session.who {
        Who::Group(id) => to.copy(id).map(drop)?,
        Who::Student(id) => to.copy(id).map(drop)?,
    }
    for student in session.attendance.ids() {
        to.copy(student)?;
    }
    if let Some(missed) = session.makes_up {
        let missed = to.copy(missed)?;
        if missed.is_held() {
            return Err(Rejected::field(
                "makes_up",
                "A make-up can only make up for a session that was not held.",
            ));
        }
    }
    Ok(())
}

/// One weekly meeting is logged once a day: the second window, or the second tap, is told.
fn check_slot(
    to: &Changes<'_>,
    id: Option<Id<Session>>,
    session: &Session,
) -> Result<(), Rejected> {
    let Some(slot) = session.slot else {
        return Ok(());
    };
    let logged_before = to.caseload().sessions.iter().any(|(other, logged)| {
        Some(other) != id && logged.slot == Some(slot) && logged.date == session.date
    });
    if logged_before {
        return Err(Rejected::because(
            "This meeting is logged already. Open it to correct it, or log another session of the group.",
        ));
    }
    Ok(())
}

/// The id under which the session is set. The date is part of the key, so that a session moved
/// to another day is a new document and the old one leaves its tombstone.
fn place(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Option<Id<Session>>,
    session: &Session,
) -> Result<Id<Session>, Rejected> {
    let Some(id) = id else {
        return Ok(context.id());
    };
    if to.copy(id)?.date == session.date {
        return Ok(id);
    }
    remove(to, context, id)?;
    Ok(context.id())
}

/// Removes the scores that a session carried, but for those of the plans `kept`.
fn take_back_scores(
    to: &mut Changes<'_>,
    context: &mut Context,
    session: Id<Session>,
    kept: &BTreeSet<Id<Plan>>,
) {
    for (plan_id, plan) in to.caseload().plans.iter() {
        if kept.contains(&plan_id) {
            continue;
        }
        let given: Vec<_> = plan
            .probes
            .iter()
            .filter(|(_, probe)| probe.session == Some(session))
            .map(|(id, _)| id)
            .collect();
        if given.is_empty() {
            continue;
        }
        let Ok(mut plan) = to.copy(plan_id) else {
            continue;
        };
        for probe in given {
            plan.probes.remove(probe, context.stamp());
        }
        to.set(plan_id, plan, context);
    }
}
