//! Putting right a session that was logged, while another window may put it right, too.
//!
//! Only a session that was held has minutes present, checklists and scores. Where one window says
//! that it was not held and the other adds to what needs it, the person is told, and the next save
//! is on purpose.

use super::{AsLogged, SessionEntry, session};
use crate::caseload::Caseload;
use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{
    Absence, Attendance, Entries, Id, Outcome, Plan, Probe, Session, Stamp, Student,
};
use crate::number::number;
use crate::rejected::Rejected;

/// What another window put right meanwhile stays, and so do the scores that nobody touched, as
/// they are.
pub fn correct(
    to: &mut Changes<'_>,
    context: &mut Context,
    entry: SessionEntry,
) -> Result<(), Rejected> {
    let (Some(id), Some(opened)) = (entry.id, &entry.opened) else {
        return session::log(to, context, entry);
    };
    let now = AsLogged {
        session: to.copy(id)?,
        scores: scores_of(to, id),
    };
    if needs_a_held_session(&entry, opened) && !now.session.is_held() {
        return Err(was_not_held(opened, now));
    }
    // The form shows neither a score's own day nor its note: the day is the one that the person
    // chose for the session, else the one it now has, and the note is as it is.
    let chosen = entry.session.date;
    let moved = (chosen != opened.session.date).then_some(chosen);
    let on_its_day = |plan: Id<Plan>, probe: &Probe| {
        let known = now.scores.get(plan);
        let date = known.map_or(now.session.date, |known| known.date);
        Probe {
            session: Some(id),
            date: moved.unwrap_or(date),
            note: known.map(|known| known.note.clone()).unwrap_or_default(),
            ..probe.clone()
        }
    };
    let with = |session: &Session, scores: Vec<(Id<Plan>, &Probe)>| {
        let mut all = Entries::default();
        for (plan, probe) in scores {
            all.set(plan, Stamp::default(), on_its_day(plan, probe));
        }
        AsLogged {
            session: session.clone(),
            scores: all,
        }
    };
    let typed = entry.scores.iter().map(|(plan, probe)| (*plan, probe));
    let edited = Edited {
        opened: Some(with(&opened.session, opened.scores.iter().collect())),
        typed: with(&entry.session, typed.collect()),
    };
    let now = with(&now.session, now.scores.iter().collect());
    let mut corrected = edited.onto(&now, to.caseload())?;
    if !corrected.session.is_held() {
        nothing_left(opened, &corrected, to.caseload())?;
        nobody_attended(&mut corrected.session);
    }
    let AsLogged { session, scores } = corrected;
    let scores = scores.iter().map(|(plan, score)| (plan, score.clone()));
    let entry = SessionEntry {
        session,
        scores: scores.collect(),
        opened: None,
        ..entry
    };
    session::log(to, context, entry)
}

/// The scores that were entered beside a session.
fn scores_of(to: &Changes<'_>, session: Id<Session>) -> Entries<Plan, Probe> {
    let mut scores = Entries::default();
    for (id, plan) in to.caseload().plans.iter() {
        let mut probes = plan.probes.values();
        if let Some(probe) = probes.find(|probe| probe.session == Some(session)) {
            scores.set(id, Stamp::default(), probe.clone());
        }
    }
    scores
}

/// Whether the person changed what only a session that was held can have.
fn needs_a_held_session(entry: &SessionEntry, opened: &AsLogged) -> bool {
    fn roll(session: &Session) -> Vec<(Id<Student>, &Attendance)> {
        session.attendance.iter().collect()
    }
    fn rated(session: &Session) -> Option<&crate::model::Checklist> {
        session.own_checklist().map(|(_, checklist)| checklist)
    }
    let (typed, before) = (&entry.session, &opened.session);
    let as_typed = |probe: &Probe| (probe.score, probe.errors, probe.skill);
    let mut scores = Entries::default();
    for (plan, probe) in &entry.scores {
        scores.set(*plan, Stamp::default(), as_typed(probe));
    }
    let before_scores = opened.scores.iter();
    let before_scores: Vec<_> = before_scores
        .map(|(plan, probe)| (plan, as_typed(probe)))
        .collect();
    let scores: Vec<_> = scores.iter().map(|(plan, typed)| (plan, *typed)).collect();
    before.is_held()
        && typed.is_held()
        && (typed.outcome != before.outcome
            || roll(typed) != roll(before)
            || rated(typed) != rated(before)
            || scores != before_scores)
}

/// Saved again it was held, with all that is typed.
fn was_not_held(opened: &AsLogged, now: AsLogged) -> Rejected {
    let why = match now.session.outcome {
        Outcome::NotHeld { reason } => format!(" (“{}”)", reason.label()),
        Outcome::Held { .. } => String::new(),
    };
    let read = AsLogged {
        session: Session {
            outcome: now.session.outcome,
            attendance: now.session.attendance,
            checklists: now.session.checklists,
            ..opened.session.clone()
        },
        scores: now.scores,
    };
    let told = format!(
        "Another window saved meanwhile that this session was not held{why}, so it has no minutes, steps or scores. Save again to say that it was held, with what is here, or choose “Not held”."
    );
    told_once(told, &read)
}

/// What was added while the form was open, or is beside the session without being in the form, does
/// not go unseen.
fn nothing_left(
    opened: &AsLogged,
    corrected: &AsLogged,
    caseload: &Caseload,
) -> Result<(), Rejected> {
    let scores = corrected.scores.iter().map(|(plan, probe)| {
        let student = caseload.get(plan).map(|plan| plan.student);
        let student = student.and_then(|student| caseload.get(student));
        let name = student.map_or_else(|| "a student".to_owned(), Student::name);
        format!("the score {} of {name}", number(probe.score))
    });
    let checklists = corrected.session.checklists.iter();
    let checklists = checklists
        .filter(|(id, checklist)| opened.session.checklists.get(*id) != Some(*checklist))
        .map(|(_, checklist)| format!("the checklist by “{}”", checklist.rater.label()));
    let left: Vec<String> = scores.chain(checklists).collect();
    if left.is_empty() {
        return Ok(());
    }
    let read = AsLogged {
        session: Session {
            checklists: corrected.session.checklists.clone(),
            ..opened.session.clone()
        },
        scores: corrected.scores.clone(),
    };
    let told = format!(
        "A session that was not held has no scores and no checklists, and this one has: {}. Save again to take that away, or choose “Held”.",
        left.join("; ")
    );
    Err(told_once(told, &read))
}

fn told_once(told: String, read: &AsLogged) -> Rejected {
    let rejected = Rejected::because(told);
    match serde_json::to_string(read) {
        Ok(read) => rejected.opening_anew(read),
        Err(_) => rejected,
    }
}

/// The roll says whom it was meant for.
fn nobody_attended(session: &mut Session) {
    for attendance in session.attendance.values_mut() {
        if !matches!(attendance, Attendance::Absent { .. }) {
            *attendance = Attendance::Absent {
                reason: Absence::Other,
            };
        }
    }
}
