//! What one student was taught over a span of days: minutes, attendance and fidelity.

use jiff::civil::Date;

use super::fidelity::tally;
use super::today::Meeting;
use super::unlogged;
use crate::analysis::{Dosage, Tally};
use crate::caseload::Caseload;
use crate::model::{
    Attendance, Group, Id, NotHeld, Outcome, Protocol, ProtocolVersion, Session, Student, Subject,
    Who,
};

/// Sessions added up for one student.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Teaching {
    pub dosage: Dosage,
    /// Steps of the interventionist's own checklists in sessions that reached the student.
    pub steps: Tally,
    /// Sessions held, and how many of them the student came to, at least in part.
    pub held: u32,
    pub attended: u32,
    /// The latest session that the student came to.
    pub last: Option<Date>,
}

impl Teaching {
    /// The sessions of one student from `first` to `last`, both included, and the meetings before
    /// `last` that nobody logged; of one subject, or of all.
    pub fn of(
        caseload: &Caseload,
        student: Id<Student>,
        subject: Option<Subject>,
        first: Date,
        last: Date,
    ) -> Self {
        let mut teaching = Self::default();
        for session in caseload.sessions.values() {
            if (first..=last).contains(&session.date)
                && is_meant_for(caseload, session, student)
                && is_session_in(caseload, session, subject)
            {
                teaching.add(session, student, version_of(caseload, session));
            }
        }
        for meeting in unlogged::of_student(caseload, student, first, last) {
            if is_meeting_in(caseload, &meeting, subject) {
                teaching.add_unlogged(&meeting);
            }
        }
        teaching
    }

    /// Adds a meeting that was meant for the student and that nobody logged.
    pub fn add_unlogged(&mut self, meeting: &Meeting) {
        let Dosage {
            planned,
            unlogged,
            meetings,
            ..
        } = &mut self.dosage;
        *planned = planned.saturating_add(meeting.minutes.into());
        *unlogged = unlogged.saturating_add(meeting.minutes.into());
        meetings.planned += 1;
        meetings.unlogged += 1;
    }

    /// Adds a session that was meant for the student.
    pub fn add(
        &mut self,
        session: &Session,
        student: Id<Student>,
        version: Option<&ProtocolVersion>,
    ) {
        let dosage = &mut self.dosage;
        let planned = planned_minutes(session);
        dosage.planned = dosage.planned.saturating_add(planned.into());
        dosage.meetings.planned += u32::from(planned > 0);
        if !session.is_held() {
            return;
        }
        let received = session.received_minutes(student).unwrap_or(0);
        dosage.delivered = dosage
            .delivered
            .saturating_add(session.delivered_minutes().into());
        dosage.received = dosage.received.saturating_add(received.into());
        self.held += 1;
        if matches!(
            session.attendance.get(student),
            Some(Attendance::Present | Attendance::Partial { .. })
        ) {
            self.attended += 1;
            self.last = self.last.max(Some(session.date));
            self.steps = [self.steps, own_steps(session, version)].into_iter().sum();
        }
    }
}

/// Whom a session was meant for. One that was not held may carry no attendance; it then was
/// meant for those who were in the group on that day.
pub fn meant_for(caseload: &Caseload, session: &Session) -> Vec<Id<Student>> {
    if !session.attendance.is_empty() {
        return session.attendance.ids().collect();
    }
    match session.who {
        Who::Student(student) => vec![student],
        Who::Group(group) => caseload
            .get(group)
            .map(|group| group.members_on(session.date))
            .unwrap_or_default(),
    }
}

/// Whether a session was meant for one student, without listing all.
pub fn is_meant_for(caseload: &Caseload, session: &Session, student: Id<Student>) -> bool {
    if !session.attendance.is_empty() {
        return session.attendance.contains(student);
    }
    match session.who {
        Who::Student(own) => own == student,
        Who::Group(group) => caseload
            .get(group)
            .is_some_and(|group| group.has_member_on(session.date, student)),
    }
}

/// Whether a session counts for a subject: a plan in math is not served by minutes of reading.
pub fn is_session_in(caseload: &Caseload, session: &Session, subject: Option<Subject>) -> bool {
    let protocol = session.protocol.map(|used| used.protocol);
    is_in(caseload, protocol, subject)
}

/// The same of a meeting that nobody logged, by what its group is taught.
pub fn is_meeting_in(caseload: &Caseload, meeting: &Meeting, subject: Option<Subject>) -> bool {
    let group: Option<&Group> = caseload.get(meeting.group);
    is_in(caseload, group.and_then(|group| group.protocol), subject)
}

/// Without a protocol nobody knows the subject, and it counts for each.
pub fn is_in(
    caseload: &Caseload,
    protocol: Option<Id<Protocol>>,
    subject: Option<Subject>,
) -> bool {
    let taught = protocol.and_then(|protocol| caseload.protocol(protocol));
    match (subject, taught) {
        (Some(subject), Some(protocol)) => protocol.subject == subject,
        _ => true,
    }
}

/// The wording of the protocol that a session was taught by.
pub fn version_of<'a>(caseload: &'a Caseload, session: &Session) -> Option<&'a ProtocolVersion> {
    caseload.protocol_version(session.protocol?)
}

/// Minutes that count as planned. A make-up pays back minutes that were planned before, and
/// nothing can be planned for a day on which the school is closed.
pub(super) fn planned_minutes(session: &Session) -> u16 {
    let closed = Outcome::NotHeld {
        reason: NotHeld::SchoolClosed,
    };
    if session.makes_up.is_some() || session.outcome == closed {
        0
    } else {
        session.planned_minutes
    }
}

/// The required steps of the interventionist's own checklist.
fn own_steps(session: &Session, version: Option<&ProtocolVersion>) -> Tally {
    match (session.own_checklist(), version) {
        (Some((_, checklist)), Some(version)) => tally(checklist, version),
        _ => Tally::default(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::library;
    use crate::model::{Absence, ProtocolUse, Stamp};

    const STUDENT: Id<Student> = Id::built_in(1);

    fn session(outcome: Outcome, attendance: Attendance) -> Session {
        let mut session = Session::new(Who::Student(STUDENT), date(2026, 10, 5), 30, outcome);
        session
            .attendance
            .set(STUDENT, Stamp::default(), attendance);
        session
    }

    #[test]
    fn planned_delivered_and_received_minutes_are_three_numbers() {
        let held = Outcome::Held { minutes: 25 };
        let not_held = |reason| Outcome::NotHeld { reason };
        let reason = Absence::Late;
        let partial = Attendance::Partial {
            minutes: 10,
            reason,
        };
        for (outcome, attendance, expected) in [
            (held.clone(), Attendance::Present, (30, 25, 25)),
            (held.clone(), partial, (30, 25, 10)),
            (held, Attendance::Absent { reason }, (30, 25, 0)),
            (not_held(NotHeld::Testing), Attendance::Present, (30, 0, 0)),
            (
                not_held(NotHeld::SchoolClosed),
                Attendance::Present,
                (0, 0, 0),
            ),
        ] {
            let mut teaching = Teaching::default();
            teaching.add(&session(outcome, attendance), STUDENT, None);
            let Dosage {
                planned,
                delivered,
                received,
                ..
            } = teaching.dosage;
            assert_eq!((planned, delivered, received), expected);
        }
    }

    #[test]
    fn minutes_of_one_subject_are_not_those_of_another() {
        let held = |minutes| session(Outcome::Held { minutes }, Attendance::Present);
        let taught_by = |subject| {
            let (id, protocol) = library::protocols()
                .find(|(_, protocol)| protocol.subject == subject)
                .unwrap();
            let version = protocol.current().unwrap().0;
            let protocol = id;
            Some(ProtocolUse { protocol, version })
        };
        let mut caseload = Caseload::default();
        let sessions = [
            (30, taught_by(Subject::Reading)),
            (12, taught_by(Subject::Math)),
            (20, None),
        ];
        for (number, (minutes, protocol)) in (1..).zip(sessions) {
            let session = Session {
                protocol,
                ..held(minutes)
            };
            let id = Id::built_in(number);
            caseload.sessions.set(id, Stamp::default(), session);
        }
        let day = date(2026, 10, 5);
        for (subject, received) in [
            (None, 62),
            (Some(Subject::Reading), 50),
            (Some(Subject::Math), 32),
            (Some(Subject::Behavior), 20),
        ] {
            let teaching = Teaching::of(&caseload, STUDENT, subject, day, day);
            assert_eq!(teaching.dosage.received, received, "{subject:?}");
        }
    }

    #[test]
    fn a_make_up_pays_back_what_was_planned_before() {
        let mut teaching = Teaching::default();
        let missed = Outcome::NotHeld {
            reason: NotHeld::Testing,
        };
        teaching.add(&session(missed, Attendance::Present), STUDENT, None);
        let held = Outcome::Held { minutes: 30 };
        let make_up = Session {
            makes_up: Some(Id::built_in(7)),
            ..session(held, Attendance::Present)
        };
        teaching.add(&make_up, STUDENT, None);
        assert_eq!(teaching.dosage.received_percent(), Ok(100.0));
        assert_eq!((teaching.held, teaching.attended), (1, 1));
    }
}
