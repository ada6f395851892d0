//! The demo caseload: fictional, the same for the same day, with fourteen weeks behind it.
//!
//! Eight stories can be found in it: a responder, a non-responder, one whose minutes were never
//! delivered, one taught with poor fidelity, one too noisy to tell, one who just started, a
//! behavior plan where lower is better, and an exit. One student learns facts skill by skill.

mod cast;
mod chance;
mod days;
mod decisions;
mod skills;
#[cfg(test)]
mod stories;

use jiff::civil::Date;

use crate::caseload::Caseload;
use crate::context::Context;
use crate::elapsed::days_later;
use crate::format::document;
use crate::model::calendar::monday_of;
use crate::model::record::CALENDAR;
use crate::model::{
    Calendar, Device, Dimension, Goal, GoalSource, Grade, Group, Guardian, Id, Membership,
    NoSchool, Phase, Plan, ProtocolUse, SchoolYear, Slot, Stamp, Student,
};
use cast::{GROUPS, Role, Story};
use chance::Chance;

/// Weeks of sessions and scores.
const WEEKS: i64 = 14;
/// Weeks from the start to the goal.
const GOAL_WEEKS: i64 = 30;
/// Weeks from the start to the change of an intervention: six to nine scores have come since.
const CHANGED_WEEK: i64 = 6;
/// Chosen so that chance tells no story otherwise, whatever the day of the week.
const SEED: u64 = 2;

/// The documents of the demo workspace, as keys and bodies.
pub fn documents(today: Date) -> Vec<(String, String)> {
    document::all(&caseload(today))
}

/// The demo as records.
pub fn caseload(today: Date) -> Caseload {
    let mut demo = Demo::new(today);
    demo.calendar();
    for (index, group) in GROUPS.iter().enumerate() {
        demo.group(index, group);
    }
    demo.teach();
    demo.caseload
}

/// A group of the demo with its students, as they are needed to teach it.
struct Class {
    group: Id<Group>,
    protocol: ProtocolUse,
    cast: &'static cast::Class,
    students: Vec<(Id<Student>, Id<Plan>, &'static Role)>,
}

struct Demo {
    caseload: Caseload,
    context: Context,
    chance: Chance,
    today: Date,
    /// The Monday of the first week.
    start: Date,
    classes: Vec<Class>,
}

impl Demo {
    fn new(today: Date) -> Self {
        let start = days_later(monday_of(today), -7 * WEEKS);
        Self {
            caseload: Caseload::default(),
            context: Context::new(0, today, Device(0), Stamp::default(), SEED),
            chance: Chance::new(SEED),
            today,
            start,
            classes: Vec::new(),
        }
    }

    fn calendar(&mut self) {
        let mut calendar = Calendar::default();
        let first = days_later(self.start, -14);
        let year = SchoolYear {
            first,
            last: days_later(first, 290),
        };
        let stamp = self.context.stamp();
        calendar.school_years.set(self.context.id(), stamp, year);
        for (day, label) in [(5 * 7 + 4, "Teacher workday"), (9 * 7, "Fall holiday")] {
            let day = days_later(self.start, day);
            let closed = NoSchool {
                first: day,
                last: day,
                label: label.into(),
            };
            calendar.no_school.set(self.context.id(), stamp, closed);
        }
        self.caseload.calendars.set(CALENDAR, stamp, calendar);
    }

    fn group(&mut self, index: usize, cast: &'static cast::Class) {
        let protocol = crate::library::starter(cast.starter);
        let Some(version) = crate::library::protocol(protocol)
            .and_then(|protocol| protocol.current())
            .map(|(id, _)| id)
        else {
            return;
        };
        let stamp = self.context.stamp();
        let mut group = Group {
            name: cast.name.into(),
            protocol: Some(protocol),
            next_lesson: format!("Lesson {}", 3 * WEEKS + index as i64),
            ..Group::default()
        };
        for weekday in cast.weekdays {
            let slot = Slot {
                weekday: *weekday,
                start: cast.start,
                minutes: cast.minutes,
                from: self.start,
                to: None,
            };
            group.schedule.set(self.context.id(), stamp, slot);
        }
        let mut students = Vec::new();
        for role in cast.roles {
            let student = self.student(role);
            let (from, to) = self.stay(role);
            let membership = Membership { student, from, to };
            group.members.set(self.context.id(), stamp, membership);
            students.push((student, self.plan(student, cast, role, from, to), role));
        }
        let id = self.context.id();
        self.caseload.groups.set(id, stamp, group);
        self.classes.push(Class {
            group: id,
            protocol: ProtocolUse { protocol, version },
            cast,
            students,
        });
    }

    fn student(&mut self, role: &Role) -> Id<Student> {
        let (given, family) = role.name;
        let number = self.caseload.students.len() + 1;
        let student = Student {
            given_name: given.into(),
            family_name: family.into(),
            grade: role
                .grade
                .and_then(Grade::number)
                .or(Some(Grade::KINDERGARTEN)),
            tier: Some(if matches!(role.story, Story::NonResponder) {
                3
            } else {
                2
            }),
            teacher: role.teacher.into(),
            school_id: format!("D{number:03}"),
            guardians: vec![Guardian {
                name: format!("Family {family}"),
                relation: "Parent".into(),
                ..Guardian::default()
            }],
            ..Student::default()
        };
        let id = self.context.id();
        self.caseload
            .students
            .set(id, self.context.stamp(), student);
        id
    }

    /// The first day in the group, and the last if the student left it.
    fn stay(&self, role: &Role) -> (Date, Option<Date>) {
        match role.story {
            Story::JustStarted => (days_later(self.start, 7 * (WEEKS - 3)), None),
            Story::Exit => (
                self.start,
                Some(days_later(self.start, 7 * (WEEKS - 2) + 4)),
            ),
            _ => (self.start, None),
        }
    }

    fn plan(
        &mut self,
        student: Id<Student>,
        cast: &cast::Class,
        role: &Role,
        from: Date,
        to: Option<Date>,
    ) -> Id<Plan> {
        let measure = role.measure.unwrap_or(cast.measure);
        let growth = role.goal_growth;
        let mut plan = Plan {
            material: cast.material.into(),
            goal: Some(Goal {
                score: (role.level + growth * GOAL_WEEKS as f64).max(0.0).round(),
                date: days_later(self.start, 7 * GOAL_WEEKS),
                source: GoalSource::ByHand,
            }),
            closed: to,
            ..Plan::new(student, measure, from)
        };
        let stamp = self.context.stamp();
        let first = Phase {
            start: from,
            label: cast.name.into(),
            what_changed: "Start of the plan".into(),
            dimensions: Vec::new(),
        };
        plan.phases.set(self.context.id(), stamp, first);
        if role.story == Story::Changed {
            let second = Phase {
                start: days_later(self.start, 7 * CHANGED_WEEK),
                label: "Tiles first".into(),
                what_changed: "Each lesson opens with ten minutes of fraction tiles".into(),
                dimensions: vec![Dimension::Comprehensiveness],
            };
            plan.phases.set(self.context.id(), stamp, second);
        }
        let id = self.context.id();
        self.caseload.plans.set(id, stamp, plan);
        id
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::progress::unlogged;

    #[test]
    fn the_demo_is_a_believable_caseload_and_the_same_each_time() {
        let today = date(2026, 11, 24);
        let demo = caseload(today);
        assert_eq!(demo.students.len(), 24);
        assert_eq!(demo.groups.len(), 6);
        assert_eq!(demo.protocols.len(), 5);
        assert!(
            (250..450).contains(&demo.sessions.len()),
            "{}",
            demo.sessions.len()
        );
        assert_eq!(documents(today), documents(today));
        let mut read = Caseload::default();
        for (key, body) in documents(today) {
            read.take_in(&key, &body).unwrap();
        }
        assert_eq!(read.sessions, demo.sessions);
        assert_eq!(read.plans, demo.plans);
    }

    /// Not logged is what nobody can tell a story about; one meeting waits, so that there is
    /// something to do.
    #[test]
    fn all_meetings_but_the_last_are_logged() {
        for days in 0..7 {
            let today = days_later(date(2026, 11, 23), days);
            let open = unlogged::between(&caseload(today), Date::MIN, today);
            assert!(open.len() <= 1, "{today}: {open:?}");
        }
    }

    #[test]
    fn every_day_of_a_year_has_a_demo() {
        let mut day = date(2026, 1, 1);
        for _ in 0..60 {
            let demo = caseload(day);
            assert!(
                demo.plans
                    .values()
                    .all(|plan| plan.probes.values().all(|p| p.date < day))
            );
            day = days_later(day, 6);
        }
    }
}
