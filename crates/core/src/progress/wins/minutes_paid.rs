//! Minutes owed were paid back: make-ups gave a student all the minutes of a session that was not
//! held and that left minutes owed.
//!
//! Threshold: the planned minutes of the missed session, received. Which reasons leave minutes owed
//! is a setting. Source: `domain.md` 5 and 8.

use std::collections::BTreeMap;

use super::sessions::fact;
use super::{Fact, Of, Win, WinKind};
use crate::model::{Id, Outcome, Session};

pub(super) fn wins(of: &Of) -> Vec<Win> {
    let settings = of.caseload.settings();
    let mut paid: BTreeMap<Id<Session>, (u16, Vec<Fact>)> = BTreeMap::new();
    let mut wins = Vec::new();
    for (id, session) in of.sessions {
        let Some(missed_id) = session.makes_up.filter(|_| session.is_held()) else {
            continue;
        };
        let Some(missed) = of.caseload.get(missed_id) else {
            continue;
        };
        let Outcome::NotHeld { reason } = missed.outcome else {
            continue;
        };
        let meant = of.sessions.iter().any(|(other, _)| *other == missed_id);
        if !meant || !settings.owes_minutes.contains(&reason) {
            continue;
        }
        let received = session.received_minutes(of.student).unwrap_or(0);
        let owed = missed.planned_minutes;
        let (before, facts) = paid.entry(missed_id).or_default();
        let was_paid = *before >= owed;
        *before = before.saturating_add(received);
        if received > 0 {
            facts.push(fact(*id, session, of.student));
        }
        if was_paid || *before < owed {
            continue;
        }
        let not_held = Fact {
            date: missed.date,
            what: format!("not held: {owed} minutes owed"),
            session: Some(missed_id),
        };
        let facts = std::iter::once(not_held).chain(facts.iter().cloned());
        wins.push(Win {
            student: of.student,
            kind: WinKind::MinutesPaidBack,
            date: session.date,
            sentence: format!("Got back the {owed} minutes of a session that was not held."),
            rule: "Make-ups gave the student all the minutes that the missed session owed.".into(),
            facts: facts.collect(),
        });
    }
    wins
}
