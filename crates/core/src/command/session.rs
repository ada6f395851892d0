//! Logging a session, removing it: one step with its scores and its protocol.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{SessionEntry, plan, protocol};
use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{
    Checklist, Group, Id, Outcome, Plan, ProtocolVersion, Rater, Session, Who, text,
};
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
        opened: _,
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
    let mut session = session.checked(version, context.today)?;
    check_year(to, id, &session, context.today)?;
    check_weekday(to, id, &session)?;
    check_slot(to, id, &session)?;
    let before = id.and_then(|id| to.caseload().get(id));
    let (attendance, checklists) = before
        .map(|before| (before.attendance.clone(), before.checklists.clone()))
        .unwrap_or_default();
    session.attendance = session.attendance.stamped(&attendance, || context.stamp());
    session.checklists = session.checklists.stamped(&checklists, || context.stamp());
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

/// A session has one checklist of the interventionist, and one of each observer's role.
pub fn save_checklist(
    to: &mut Changes<'_>,
    context: &mut Context,
    session_id: Id<Session>,
    id: Option<Id<Checklist>>,
    checklist: Edited<Checklist>,
) -> Result<(), Rejected> {
    let mut session = to.copy(session_id)?;
    let now = id.and_then(|id| session.checklists.get(id));
    let checklist = checklist.onto_entry(now, "checklist", to.caseload())?;
    if !session.is_held() {
        return Err(Rejected::because(
            "This session was not held, so there is nothing to rate.",
        ));
    }
    let checklist = trimmed(checklist);
    let rated_before = session
        .checklists
        .iter()
        .any(|(other, known)| Some(other) != id && known.rater == checklist.rater);
    if rated_before {
        return Err(Rejected::field(
            "rater",
            format!(
                "There is a checklist by “{}” already; correct that one.",
                checklist.rater.label()
            ),
        ));
    }
    let version = session
        .protocol
        .and_then(|used| to.caseload().protocol_version(used));
    check_every_step(&checklist, version)?;
    let id = id.unwrap_or_else(|| context.id());
    session.checklists.set(id, context.stamp(), checklist);
    let session = session.checked(version, context.today)?;
    to.set(session_id, session, context);
    Ok(())
}

pub fn remove_checklist(
    to: &mut Changes<'_>,
    context: &mut Context,
    session_id: Id<Session>,
    id: Id<Checklist>,
) -> Result<(), Rejected> {
    let mut session = to.copy(session_id)?;
    session.checklists.remove(id, context.stamp());
    to.set(session_id, session, context);
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

/// A step without a mark would count as one that was not done.
fn check_every_step(
    checklist: &Checklist,
    version: Option<&ProtocolVersion>,
) -> Result<(), Rejected> {
    let steps = version.map_or(&[][..], |version| &version.steps);
    let open = steps
        .iter()
        .filter(|step| !checklist.marks.contains_key(&step.id))
        .count();
    if open == 0 {
        return Ok(());
    }
    let verb = if open == 1 { "is" } else { "are" };
    Err(Rejected::field(
        "checklist",
        format!(
            "Mark every step, or mark it not applicable: {open} of {} {verb} open.",
            steps.len()
        ),
    ))
}

fn trimmed(checklist: Checklist) -> Checklist {
    let rater = match checklist.rater {
        Rater::Observer { role } => Rater::Observer {
            role: text::line(&role),
        },
        Rater::Interventionist => Rater::Interventionist,
    };
    Checklist { rater, ..checklist }
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

/// A day before the first school year is a slip of the year, more often than not. A session that
/// stays on its day may be corrected all the same.
fn check_year(
    to: &Changes<'_>,
    id: Option<Id<Session>>,
    session: &Session,
    today: Date,
) -> Result<(), Rejected> {
    let before = id.and_then(|id| to.caseload().get(id));
    let stays = before.is_some_and(|before| before.date == session.date);
    match to.caseload().calendar().begun(today) {
        Some(first) if session.date < first && !stays => Err(Rejected::field(
            "date",
            format!(
                "The date is {}, and the first school year begins on {}. Choose a later day, or set the school year in Settings.",
                text::date(session.date),
                text::date(first)
            ),
        )),
        _ => Ok(()),
    }
}

/// A weekly meeting belongs to its weekday. A session that stays on its day may be corrected even
/// if the meeting was moved to another weekday since.
fn check_weekday(
    to: &Changes<'_>,
    id: Option<Id<Session>>,
    session: &Session,
) -> Result<(), Rejected> {
    let before = id.and_then(|id| to.caseload().get(id));
    let stays =
        before.is_some_and(|before| (before.slot, before.date) == (session.slot, session.date));
    let (Who::Group(group), Some(slot), false) = (session.who, session.slot, stays) else {
        return Ok(());
    };
    let meeting = to
        .caseload()
        .get(group)
        .and_then(|group| group.schedule.get(slot));
    match meeting {
        Some(meeting) if meeting.weekday != session.date.weekday() => Err(Rejected::field(
            "date",
            format!(
                "The date is {}, and this meeting is on another weekday. Choose its day, or log another session of the group.",
                text::date(session.date)
            ),
        )),
        _ => Ok(()),
    }
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::caseload::Caseload;
    use crate::command::Command;
    use crate::model::{Attendance, Device, NotHeld, Stamp};

    const TODAY: Date = date(2026, 10, 14);

    fn caseload(outcome: Outcome) -> Caseload {
        let mut session = Session {
            lesson: "Unit 3".into(),
            ..Session::new(Who::Student(Id::built_in(1)), TODAY, 30, outcome)
        };
        let stamp = Stamp::default();
        session
            .attendance
            .set(Id::built_in(1), stamp, Attendance::Present);
        let mut caseload = Caseload::default();
        caseload.sessions.set(Id::built_in(5), stamp, session);
        caseload
    }

    fn save(caseload: &mut Caseload, now: u64, role: &str) -> Result<(), Rejected> {
        let command = Command::SaveChecklist {
            session: Id::built_in(5),
            id: None,
            checklist: Checklist {
                rater: Rater::Observer { role: role.into() },
                ..Checklist::default()
            }
            .into(),
        };
        let mut context = Context::new(now, TODAY, Device(1), caseload.latest, 7);
        let changes = command.plan(caseload, &mut context)?;
        caseload.apply(&changes).unwrap();
        Ok(())
    }

    #[test]
    fn each_observer_rates_a_held_session_once() {
        let mut held = caseload(Outcome::Held { minutes: 30 });
        assert!(save(&mut held, 1, "  ").is_err());
        assert!(save(&mut held, 2, " Reading coach ").is_ok());
        assert!(save(&mut held, 3, "Reading coach").is_err());
        assert!(save(&mut held, 4, "Principal").is_ok());
        let session = held.sessions.get(Id::built_in(5)).unwrap();
        assert_eq!(session.checklists.len(), 2);
        assert_eq!(session.lesson, "Unit 3");

        let reason = NotHeld::Testing;
        assert!(save(&mut caseload(Outcome::NotHeld { reason }), 5, "Principal").is_err());
    }
}
