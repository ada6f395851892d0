//! A mastery plan of the demo: facts learned one skill after another, beside the weekly probes.

use super::{Class, Demo};
use crate::elapsed::days_later;
use crate::library;
use crate::model::{
    Attendance, Criterion, Id, MasteryRule, Phase, Plan, Probe, ProtocolUse, Session, Skill,
    Student, Who,
};

/// Who learns skill by skill; no story is told of her.
const LEARNER: (&str, &str) = ("Mia", "Delacroix");
/// The first of the protocol's skills that are in the plan, and how many.
const SKILLS: std::ops::Range<usize> = 4..10;
/// So many of them were known before.
const KNOWN: usize = 1;
/// A probe so many sessions apart, twice a week; the last one in the last session before today.
const EVERY: usize = 2;
/// Each probe by its skill, its digits correct and wrong, the earliest first: "Times 5", "Times 3"
/// and "Times 4" get mastered, the last of them in the last session; "Times 6 and 9" is begun.
const PROBES: &[(u16, f64, f64)] = &[
    (1, 22.0, 6.0),
    (1, 28.0, 3.0),
    (1, 31.0, 1.0),
    (1, 33.0, 2.0),
    (2, 18.0, 7.0),
    (2, 24.0, 4.0),
    (2, 29.0, 2.0),
    (2, 28.0, 4.0),
    (2, 32.0, 1.0),
    (2, 34.0, 1.0),
    (3, 20.0, 8.0),
    (3, 27.0, 2.0),
    (3, 30.0, 3.0),
    (4, 14.0, 9.0),
    (4, 26.0, 2.0),
    (3, 33.0, 1.0),
];

impl Demo {
    /// After all sessions, in which the probes are given; nothing here is left to chance.
    pub fn follow_skills(&mut self, classes: &[Class]) {
        let learner = classes.iter().find_map(|class| {
            let mut students = class.students.iter();
            let (student, ..) = students.find(|(_, _, role)| role.name == LEARNER)?;
            Some((class, *student))
        });
        let Some((class, student)) = learner else {
            return;
        };
        let stamp = self.context.stamp();
        // Before the weekly plan, which stays the one that tables show.
        let start = days_later(self.start, -3);
        let mut plan = Plan {
            material: "Fact families".into(),
            probe_every: 0,
            mastery: Some(criterion(class.protocol)),
            ..Plan::new(student, library::MATH_SINGLE_SKILL, start)
        };
        let phase = Phase {
            start,
            label: class.cast.name.into(),
            what_changed: "Start of the plan".into(),
            dimensions: Vec::new(),
        };
        plan.phases.set(self.context.id(), stamp, phase);
        let mut skills = Vec::new();
        for (order, name) in (0..).zip(taught(class.protocol)) {
            let skill = Skill {
                name,
                order,
                known_before: usize::from(order) < KNOWN,
            };
            let id: Id<Skill> = self.context.id();
            plan.skills.set(id, stamp, skill);
            skills.push(id);
        }
        for (session, (skill, correct, errors)) in self.probe_sessions(class, student) {
            let Some(date) = self.caseload.get(session).map(|session| session.date) else {
                continue;
            };
            let probe = Probe {
                date,
                score: correct,
                errors: Some(errors),
                note: String::new(),
                session: Some(session),
                skill: skills.get(usize::from(skill)).copied(),
            };
            plan.probes.set(self.context.id(), stamp, probe);
        }
        self.caseload.plans.set(self.context.id(), stamp, plan);
    }

    /// The latest sessions that the student came to, each with what was probed in it.
    fn probe_sessions(
        &self,
        class: &Class,
        student: Id<Student>,
    ) -> Vec<(Id<Session>, (u16, f64, f64))> {
        let came = |session: &Session| {
            session.who == Who::Group(class.group)
                && session.is_held()
                && matches!(
                    session.attendance.get(student),
                    Some(Attendance::Present | Attendance::Partial { .. })
                )
        };
        let sessions = self.caseload.sessions.iter();
        let mut sessions: Vec<_> = sessions
            .filter(|(_, session)| came(session))
            .map(|(id, session)| (session.date, id))
            .collect();
        sessions.sort_unstable();
        let latest = sessions.into_iter().rev().step_by(EVERY);
        let latest = latest.map(|(_, session)| session);
        latest.zip(PROBES.iter().rev().copied()).collect()
    }
}

fn taught(used: ProtocolUse) -> Vec<String> {
    let protocol = library::protocol(used.protocol);
    let version = protocol.and_then(|protocol| protocol.versions.get(used.version));
    let skills = version.and_then(|version| version.skills.get(SKILLS));
    skills.map(<[String]>::to_vec).unwrap_or_default()
}

/// The rule of the protocol, as the form takes it over.
fn criterion(used: ProtocolUse) -> Criterion {
    let protocol = library::protocol(used.protocol);
    let version = protocol.and_then(|protocol| {
        let version = protocol.versions.get(used.version)?;
        Some((
            version.mastery?,
            format!("{}, version {}", protocol.name, version.number),
        ))
    });
    version.map_or_else(
        || Criterion {
            rule: MasteryRule::default(),
            source: String::new(),
        },
        |(rule, source)| Criterion { rule, source },
    )
}
