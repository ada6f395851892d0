//! What was entered or changed since a moment, counted as a person counts it.

use crate::caseload::Caseload;
use crate::model::{Calendar, Entries, Group, Plan, Protocol, ReferenceSet, Session, Stamp};

/// What would be lost with everything after a moment. What was deleted since counts as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    pub sessions: usize,
    pub scores: usize,
    pub others: usize,
}

/// `moment` is in milliseconds since 1970; without one everything counts.
pub fn since(caseload: &Caseload, moment: Option<u64>) -> Since {
    let later = |stamp: Stamp| moment.is_none_or(|moment| stamp.milliseconds() > moment);
    let plans = caseload.plans.entries();
    let scores = plans.filter_map(|(_, entry)| entry.value.as_ref());
    let scores = scores.map(|plan| {
        let probes = plan.probes.entries();
        probes.filter(|(_, probe)| later(probe.stamp)).count()
    });
    Since {
        sessions: changed(&caseload.sessions, later, |session: &Session, later| {
            holds(&session.attendance, later) || holds(&session.checklists, later)
        }),
        scores: scores.sum(),
        others: changed(&caseload.students, later, |_, _| false)
            + changed(&caseload.measures, later, |_, _| false)
            + changed(&caseload.all_settings, later, |_, _| false)
            + changed(&caseload.plans, later, |plan: &Plan, later| {
                holds(&plan.phases, later)
                    || holds(&plan.skills, later)
                    || holds(&plan.decisions, later)
            })
            + changed(&caseload.groups, later, |group: &Group, later| {
                holds(&group.members, later) || holds(&group.schedule, later)
            })
            + changed(&caseload.protocols, later, |protocol: &Protocol, later| {
                holds(&protocol.versions, later)
            })
            + changed(&caseload.references, later, |set: &ReferenceSet, later| {
                holds(&set.versions, later)
            })
            + changed(&caseload.calendars, later, |calendar: &Calendar, later| {
                holds(&calendar.school_years, later) || holds(&calendar.no_school, later)
            }),
    }
}

impl Since {
    pub fn total(self) -> usize {
        self.sessions + self.scores + self.others
    }

    /// "3 sessions, 1 score and 2 other records".
    pub fn in_words(self) -> String {
        let other = match self.sessions + self.scores {
            0 => "",
            _ => "other ",
        };
        let parts = [
            (self.sessions, "session".to_owned()),
            (self.scores, "score".to_owned()),
            (self.others, format!("{other}record")),
        ];
        let mut parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, noun)| match number {
                1 => format!("1 {noun}"),
                many => format!("{many} {noun}s"),
            })
            .collect();
        match (parts.pop(), parts.as_slice()) {
            (None, _) => "nothing".into(),
            (Some(only), []) => only,
            (Some(last), before) => format!("{} and {last}", before.join(", ")),
        }
    }
}

/// How many documents are later themselves, or hold something that is.
fn changed<R>(
    documents: &Entries<R>,
    later: impl Fn(Stamp) -> bool + Copy,
    within: impl Fn(&R, &dyn Fn(Stamp) -> bool) -> bool,
) -> usize {
    let changed = documents.entries().filter(|(_, entry)| {
        later(entry.stamp) || entry.value.as_ref().is_some_and(|one| within(one, &later))
    });
    changed.count()
}

fn holds<K, T>(list: &Entries<K, T>, later: &dyn Fn(Stamp) -> bool) -> bool {
    list.entries().any(|(_, entry)| later(entry.stamp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;

    #[test]
    fn a_score_a_session_and_a_member_count_where_they_were_entered() {
        let today = jiff::civil::date(2026, 11, 24);
        let mut caseload = Caseload::default();
        for (key, body) in demo::documents(today) {
            if crate::format::document::KINDS.contains(&crate::format::document::kind_of(&key)) {
                caseload.take_in(&key, &body).unwrap();
            }
        }
        let last = caseload.latest;
        assert_eq!(since(&caseload, Some(last.milliseconds())).total(), 0);
        let all = caseload.sessions.entries().count();
        assert_eq!(since(&caseload, None).sessions, all);

        let now = last.next(last.milliseconds() + 1_000, last.device());
        let (id, session) = caseload
            .sessions
            .iter()
            .find(|(_, session)| session.attendance.values().count() > 0)
            .unwrap();
        let mut session = session.clone();
        let (student, attendance) = session.attendance.iter().next().unwrap();
        let attendance = attendance.clone();
        session.attendance.set(student, now, attendance);
        let before = caseload.sessions.entry(id).unwrap().stamp;
        let entry = crate::model::Entry::new(before, session);
        caseload.sessions.put(id, entry);

        let (id, plan) = caseload
            .plans
            .iter()
            .find(|(_, plan)| plan.probes.values().count() > 1)
            .unwrap();
        let mut plan = plan.clone();
        let probes: Vec<_> = plan.probes.iter().map(|(id, _)| id).collect();
        plan.probes.remove(probes[0], now);
        let probe = plan.probes.get(probes[1]).unwrap().clone();
        plan.probes.set(probes[1], now, probe);
        let before = caseload.plans.entry(id).unwrap().stamp;
        caseload
            .plans
            .put(id, crate::model::Entry::new(before, plan));

        let (id, _) = caseload.students.iter().next().unwrap();
        caseload.students.remove(id, now);
        let found = since(&caseload, Some(last.milliseconds()));
        let expected = Since {
            sessions: 1,
            scores: 2,
            others: 1,
        };
        assert_eq!(found, expected);
        assert_eq!(since(&caseload, Some(now.milliseconds())).total(), 0);
    }

    #[test]
    fn it_reads_well() {
        for (sessions, scores, others, words) in [
            (0, 0, 0, "nothing"),
            (1, 0, 0, "1 session"),
            (0, 0, 2, "2 records"),
            (0, 1, 1, "1 score and 1 other record"),
            (3, 7, 2, "3 sessions, 7 scores and 2 other records"),
        ] {
            let since = Since {
                sessions,
                scores,
                others,
            };
            assert_eq!(since.in_words(), words);
        }
    }
}
