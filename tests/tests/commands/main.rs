//! Commands against a caseload in memory: what is accepted, rejected, undone, and how it is stamped.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

mod groups;
mod history;
mod meanwhile;
mod plans;
mod protocols;
mod refusals;
mod sessions;

use aimline_core::command::{ProtocolWording, SessionEntry};
use aimline_core::log_form::LogForm;
use aimline_core::model::{
    Dose, Goal, GoalSource, Group, Id, Plan, Probe, Protocol, ProtocolVersion, Slot, Step, Student,
    Subject, Who,
};
use aimline_core::{Command, library};
use aimline_tests::world::World;
use jiff::civil::{Date, Weekday, date};

const TODAY: Date = date(2026, 10, 5);

/// What most of these tests begin with.
pub trait School {
    /// A weekly meeting of twenty minutes, from September on.
    fn meeting(&mut self, group: Id<Group>, weekday: Weekday, start: u16) -> Id<Slot>;
    fn student(&mut self, given: &str, family: &str) -> Id<Student>;
    /// A group of two with a protocol of two steps, of which the second may not apply.
    fn group(&mut self) -> (Id<Group>, Vec<Id<Student>>, Id<Protocol>);
    fn plan(&mut self, student: Id<Student>) -> Id<Plan>;
    fn form(&self, group: Id<Group>) -> LogForm;
    fn entry(&self, form: &LogForm) -> SessionEntry;
}

impl School for World {
    fn meeting(&mut self, group: Id<Group>, weekday: Weekday, start: u16) -> Id<Slot> {
        let slot = Slot {
            weekday,
            start,
            minutes: 20,
            from: date(2026, 9, 1),
            to: None,
        };
        let slots = vec![(None, slot)];
        self.carry_out(Command::SaveSlots { group, slots });
        let group = self.caseload.get(group).unwrap();
        group.schedule.ids().last().unwrap()
    }

    fn student(&mut self, given: &str, family: &str) -> Id<Student> {
        self.carry_out(Command::SaveStudent {
            id: None,
            student: Student {
                given_name: given.into(),
                family_name: family.into(),
                ..Student::default()
            }
            .into(),
        });
        self.caseload.students.ids().last().unwrap()
    }

    fn group(&mut self) -> (Id<Group>, Vec<Id<Student>>, Id<Protocol>) {
        let students = vec![self.student("Ana", "Alba"), self.student("Ben", "Brook")];
        self.carry_out(Command::SaveProtocol {
            id: None,
            protocol: ProtocolWording {
                name: "Blend".into(),
                subject: Subject::Reading,
                version: version(&["Say it", "Read it"]),
            }
            .into(),
        });
        let protocol = self.caseload.protocols.ids().last().unwrap();
        self.carry_out(Command::SaveGroup {
            id: None,
            group: Group {
                name: "Readers".into(),
                protocol: Some(protocol),
                next_lesson: "Lesson 1".into(),
                ..Group::default()
            }
            .into(),
        });
        let group = self.caseload.groups.ids().last().unwrap();
        self.carry_out(Command::AddMembers {
            group,
            students: students.clone(),
            from: date(2026, 9, 1),
        });
        (group, students, protocol)
    }

    fn plan(&mut self, student: Id<Student>) -> Id<Plan> {
        self.carry_out(Command::SavePlan {
            id: None,
            plan: Plan {
                goal: Some(Goal {
                    score: 66.0,
                    date: date(2027, 1, 12),
                    source: GoalSource::ByHand,
                }),
                ..Plan::new(student, library::ORAL_READING_FLUENCY, date(2026, 9, 8))
            }
            .into(),
        });
        self.caseload.plans.ids().last().unwrap()
    }

    fn form(&self, group: Id<Group>) -> LogForm {
        LogForm::new(&self.caseload, Who::Group(group), None, TODAY).unwrap()
    }

    fn entry(&self, form: &LogForm) -> SessionEntry {
        form.entry(&self.caseload).unwrap()
    }
}

fn version(steps: &[&str]) -> ProtocolVersion {
    ProtocolVersion {
        steps: (1..)
            .zip(steps)
            .map(|(number, text)| Step {
                id: Id::built_in(number),
                text: (*text).into(),
                required: true,
                may_not_apply: number == 2,
                core: false,
            })
            .collect(),
        dose: Dose::default(),
        ..ProtocolVersion::default()
    }
}

fn probe(date: Date, score: f64) -> Probe {
    Probe::new(date, score)
}
