//! Sessions attended: every tenth of the school year, and every session of four weeks.
//!
//! Thresholds: 10, 20, 30 … sessions since the school year began; four weeks without a missed
//! session, with at least eight of them, and again after four weeks more. Source: our choice (two
//! sessions a week is the least that a protocol here plans); `domain.md` 8 names the fact only.

use jiff::civil::Date;

use super::{Fact, Of, Win, WinKind};
use crate::elapsed::{days_between, days_later};
use crate::model::{Attendance, Id, Session, Student};

pub const EVERY: usize = 10;
pub const WEEKS: i64 = 4;
pub const LEAST_SESSIONS: usize = 8;

pub(super) fn wins(of: &Of) -> Vec<Win> {
    let mut wins = milestones(of);
    wins.extend(streaks(of));
    wins
}

fn milestones(of: &Of) -> Vec<Win> {
    let year = of.caseload.calendar().year_of(of.today).first;
    let attended: Vec<_> = of
        .sessions
        .iter()
        .filter(|(_, session)| session.date >= year && attended(session, of.student))
        .collect();
    let full = attended.chunks_exact(EVERY).enumerate();
    full.filter_map(|(place, ten)| {
        let count = (place + 1) * EVERY;
        let (_, last) = ten.last()?;
        Some(Win {
            student: of.student,
            kind: WinKind::Attendance,
            date: last.date,
            sentence: format!("Came to {count} sessions this school year."),
            rule: format!(
                "Every {EVERY} sessions attended, in full or in part; the last {EVERY} are given."
            ),
            facts: ten
                .iter()
                .map(|(id, session)| fact(*id, session, of.student))
                .collect(),
        })
    })
    .collect()
}

/// Runs of sessions held, none of them missed.
fn streaks(of: &Of) -> Vec<Win> {
    let mut wins = Vec::new();
    let mut run: Vec<(Id<Session>, &Session)> = Vec::new();
    let held = of.sessions.iter().filter(|(_, session)| session.is_held());
    for (id, session) in held {
        if !attended(session, of.student) {
            run.clear();
            continue;
        }
        run.push((*id, session));
        let long = run
            .first()
            .is_some_and(|(_, first)| weeks_later(first.date) <= session.date);
        if !long {
            continue;
        }
        if run.len() > LEAST_SESSIONS && in_every_week(&run) {
            // The session that shows the four weeks to be over begins the next four.
            let next = run.split_off(run.len() - 1);
            wins.push(streak(of, &run, session.date));
            run = next;
        } else {
            run.remove(0);
        }
    }
    wins
}

/// Whether each of the four weeks had a session: eight in eight days are not four weeks.
fn in_every_week(run: &[(Id<Session>, &Session)]) -> bool {
    let Some((_, first)) = run.first() else {
        return false;
    };
    let week = |session: &Session| days_between(first.date, session.date) / 7;
    (0..WEEKS).all(|number| run.iter().any(|(_, session)| week(session) == number))
}

fn streak(of: &Of, run: &[(Id<Session>, &Session)], date: Date) -> Win {
    let count = run.len();
    Win {
        student: of.student,
        kind: WinKind::Attendance,
        date,
        sentence: format!("Came to every session of four weeks, {count} of {count}."),
        rule: format!(
            "No session that was held was missed for {WEEKS} weeks, and there were at least {LEAST_SESSIONS}."
        ),
        facts: run
            .iter()
            .map(|(id, session)| fact(*id, session, of.student))
            .collect(),
    }
}

fn weeks_later(day: Date) -> Date {
    days_later(day, WEEKS * 7)
}

fn attended(session: &Session, student: Id<Student>) -> bool {
    session.is_held()
        && matches!(
            session.attendance.get(student),
            Some(Attendance::Present | Attendance::Partial { .. })
        )
}

pub(super) fn fact(id: Id<Session>, session: &Session, student: Id<Student>) -> Fact {
    let received = session.received_minutes(student).unwrap_or(0);
    Fact {
        date: session.date,
        what: format!("{received} of {} minutes", session.planned_minutes),
        session: Some(id),
    }
}
