//! What is taught in a session of one student: usually what was taught the last time.

use super::{LogForm, USUAL_MINUTES};
use crate::caseload::Caseload;
use crate::model::{Group, Id, Protocol, ProtocolUse, Session, Student, Who};

impl LogForm {
    /// Chooses what is taught: its steps, and its minutes and lesson where none were typed.
    pub fn choose_protocol(&mut self, caseload: &Caseload, protocol: Option<Id<Protocol>>) {
        let usual = self.usual_lesson(caseload);
        self.protocol = protocol.and_then(|protocol| in_use(caseload, protocol));
        if self.lesson == usual {
            self.lesson = self.usual_lesson(caseload);
        }
        let planned_before = self.planned_minutes.to_string();
        self.planned_minutes = self
            .protocol
            .and_then(|used| caseload.protocol_version(used))
            .map(|version| version.dose.minutes)
            .filter(|minutes| *minutes > 0)
            .unwrap_or(USUAL_MINUTES);
        if self.minutes.is_empty() || self.minutes == planned_before {
            self.minutes = self.planned_minutes.to_string();
        }
        self.set_steps(caseload);
    }

    /// The protocol of the student's last session alone, else that of the student's group.
    pub(super) fn choose_usual_protocol(&mut self, caseload: &Caseload, student: Id<Student>) {
        let last = self.sessions_alone(caseload, student).next();
        let usual = last
            .and_then(|session| session.protocol)
            .map(|used| used.protocol)
            .or_else(|| {
                let groups = self.groups(caseload, student);
                groups.iter().find_map(|group| group.protocol)
            });
        self.choose_protocol(caseload, usual);
    }

    /// Where the student is in the protocol chosen: alone, else with the group.
    fn usual_lesson(&self, caseload: &Caseload) -> String {
        let (Who::Student(student), Some(used)) = (self.who, self.protocol) else {
            return String::new();
        };
        let teaches = |session: &&Session| {
            session
                .protocol
                .is_some_and(|taught| taught.protocol == used.protocol)
        };
        let alone = self.sessions_alone(caseload, student).find(teaches);
        alone
            .map(|session| session.lesson.clone())
            .unwrap_or_else(|| {
                let groups = self.groups(caseload, student);
                let group = groups
                    .iter()
                    .find(|group| group.protocol == Some(used.protocol));
                group
                    .map(|group| group.next_lesson.clone())
                    .unwrap_or_default()
            })
    }

    /// The sessions of the student alone up to the day of this one, latest first.
    fn sessions_alone<'a>(
        &self,
        caseload: &'a Caseload,
        student: Id<Student>,
    ) -> impl Iterator<Item = &'a Session> + use<'a> {
        let day = self.date;
        let sessions = caseload.sessions_of(student).into_iter();
        sessions
            .map(|(_, session)| session)
            .filter(move |session| session.who == Who::Student(student) && session.date <= day)
    }

    fn groups<'a>(&self, caseload: &'a Caseload, student: Id<Student>) -> Vec<&'a Group> {
        let groups = caseload.groups_of(student, self.date).into_iter();
        groups.map(|(_, group)| group).collect()
    }
}

fn in_use(caseload: &Caseload, protocol: Id<Protocol>) -> Option<ProtocolUse> {
    let found = caseload
        .protocol(protocol)
        .filter(|found| found.is_active())?;
    let (version, _) = found.current()?;
    Some(ProtocolUse { protocol, version })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::model::{Membership, Outcome, Stamp};

    const TODAY: Date = date(2026, 10, 14);
    const STUDENT: Id<Student> = Id::built_in(1);

    fn starters(caseload: &Caseload) -> [Id<Protocol>; 2] {
        let all = caseload.all_protocols();
        [all[0].0, all[1].0]
    }

    fn caseload() -> Caseload {
        let mut caseload = Caseload::default();
        let student = Student {
            given_name: "Ana".into(),
            ..Student::default()
        };
        caseload.students.set(STUDENT, Stamp::default(), student);
        caseload
    }

    fn join_group(caseload: &mut Caseload, protocol: Id<Protocol>) {
        let mut group = Group {
            name: "Readers".into(),
            protocol: Some(protocol),
            next_lesson: "Unit 4".into(),
            ..Group::default()
        };
        let membership = Membership {
            student: STUDENT,
            from: date(2026, 9, 1),
            to: None,
        };
        group
            .members
            .set(Id::built_in(2), Stamp::default(), membership);
        caseload
            .groups
            .set(Id::built_in(3), Stamp::default(), group);
    }

    fn teach_alone(caseload: &mut Caseload, protocol: Id<Protocol>, lesson: &str) {
        let session = Session {
            protocol: in_use(caseload, protocol),
            lesson: lesson.into(),
            ..Session::new(
                Who::Student(STUDENT),
                TODAY,
                30,
                Outcome::Held { minutes: 30 },
            )
        };
        caseload
            .sessions
            .set(Id::built_in(5), Stamp::default(), session);
    }

    fn open(caseload: &Caseload) -> LogForm {
        LogForm::new(caseload, Who::Student(STUDENT), None, TODAY).unwrap()
    }

    fn taught(form: &LogForm) -> Option<Id<Protocol>> {
        form.protocol.map(|used| used.protocol)
    }

    #[test]
    fn one_student_is_taught_what_was_taught_last() {
        let mut caseload = caseload();
        let [first, second] = starters(&caseload);
        let form = open(&caseload);
        assert_eq!((taught(&form), form.marks.len()), (None, 0));

        join_group(&mut caseload, first);
        let form = open(&caseload);
        assert_eq!(
            (taught(&form), form.lesson.as_str()),
            (Some(first), "Unit 4")
        );

        teach_alone(&mut caseload, second, "Set 2");
        let form = open(&caseload);
        assert_eq!(
            (taught(&form), form.lesson.as_str()),
            (Some(second), "Set 2")
        );
    }

    #[test]
    fn a_protocol_brings_its_steps_minutes_and_lesson() {
        let mut caseload = caseload();
        let [first, second] = starters(&caseload);
        join_group(&mut caseload, first);
        let mut form = open(&caseload);
        let version = |id| caseload.protocol(id).unwrap().current().unwrap().1;
        form.choose_protocol(&caseload, Some(second));
        assert_eq!(form.marks.len(), version(second).steps.len());
        assert_eq!(form.planned_minutes, version(second).dose.minutes);
        assert_eq!(form.minutes, form.planned_minutes.to_string());
        assert_eq!(form.lesson, "");

        form.minutes = "17".into();
        form.lesson = "My own".into();
        form.choose_protocol(&caseload, None);
        assert!(form.marks.is_empty());
        assert_eq!(form.planned_minutes, USUAL_MINUTES);
        assert_eq!(
            (form.minutes.as_str(), form.lesson.as_str()),
            ("17", "My own")
        );
    }
}
