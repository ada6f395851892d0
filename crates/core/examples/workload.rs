//! Writes a seeded caseload as a backup file, for measurements:
//!
//! `cargo run --release -p aimline-core --example workload -- typical 2026-11-24 > typical.json`
//!
//! `typical` is 60 students and one school year; `heavy` is 500 students, 20,000 sessions and
//! 300,000 scores over ten years. The same day gives the same file.

use std::error::Error;
use std::io::{Write, stdout};

use aimline_core::format::backup::{Meta, write};
use aimline_core::format::document;
use aimline_core::model::{
    Attendance, Checklist, Device, Goal, GoalSource, Grade, Group, Id, Mark, Membership, Outcome,
    Plan, Probe, ProtocolUse, Session, Slot, Stamp, Student, Who,
};
use aimline_core::{Caseload, Context, library};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// How much of everything.
struct Size {
    students: usize,
    years: i16,
    /// Of one plan in one year.
    probes: i64,
    sessions_a_year: usize,
}

const TYPICAL: Size = Size {
    students: 60,
    years: 1,
    probes: 36,
    sessions_a_year: 1_700,
};
const HEAVY: Size = Size {
    students: 500,
    years: 10,
    probes: 60,
    sessions_a_year: 2_000,
};
const GROUP_SIZE: usize = 6;
const PROTOCOL: u128 = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (size, today) = match arguments.as_slice() {
        [name, today] if name == "typical" => (TYPICAL, today.parse::<Date>()?),
        [name, today] if name == "heavy" => (HEAVY, today.parse::<Date>()?),
        _ => return Err("usage: workload typical|heavy YYYY-MM-DD".into()),
    };
    let caseload = Builder::new(today).build(&size)?;
    let documents = document::all(&caseload);
    let borrowed = documents
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()));
    let meta = Meta {
        app: "workload".into(),
        created: 1_790_000_000_000,
        demo: false,
    };
    stdout().write_all(write(borrowed, &meta)?.as_bytes())?;
    Ok(())
}

struct Builder {
    caseload: Caseload,
    context: Context,
    today: Date,
    state: u64,
}

impl Builder {
    fn new(today: Date) -> Self {
        Self {
            caseload: Caseload::default(),
            context: Context::new(1, today, Device(1), Stamp::default(), 42),
            today,
            state: 42,
        }
    }

    fn build(mut self, size: &Size) -> Result<Caseload, Box<dyn Error>> {
        let protocol = library::starter(PROTOCOL);
        let used = library::protocol(protocol)
            .and_then(|protocol| protocol.current())
            .map(|(version, _)| ProtocolUse { protocol, version })
            .ok_or("the starter protocol is gone")?;
        let students: Vec<_> = (0..size.students)
            .map(|number| self.student(number))
            .collect();
        let first_year = self.school_year_began().year() - size.years + 1;
        let groups: Vec<_> = students
            .chunks(GROUP_SIZE)
            .enumerate()
            .map(|(number, members)| (self.group(number, members, first_year), members.to_vec()))
            .collect();
        for year in first_year..first_year + size.years {
            let start = date(year, 9, 1);
            for student in &students {
                self.plan(*student, start, size.probes)?;
            }
            for number in 0..size.sessions_a_year {
                let (group, members) = &groups[number % groups.len()];
                let week = (number / groups.len() / 4) as i64;
                let day =
                    start.checked_add((7 * week + (number / groups.len() % 4) as i64).days())?;
                if day < self.today {
                    self.session(*group, members, used, day, number);
                }
            }
        }
        Ok(self.caseload)
    }

    fn school_year_began(&self) -> Date {
        let year = self.today.year() - i16::from(self.today.month() < 8);
        date(year, 9, 1)
    }

    fn student(&mut self, number: usize) -> Id<Student> {
        let student = Student {
            given_name: format!("Given{number}"),
            family_name: format!("Family{:03}", (number * 37) % 1_000),
            grade: Grade::number((number % 6 + 1) as u8),
            tier: Some((number % 2 + 2) as u8),
            school_id: format!("W{number:04}"),
            ..Student::default()
        };
        let (id, stamp) = (self.context.id(), self.context.stamp());
        self.caseload.students.set(id, stamp, student);
        id
    }

    fn group(&mut self, number: usize, members: &[Id<Student>], year: i16) -> Id<Group> {
        let from = date(year, 9, 1);
        let mut group = Group {
            name: format!("Group {}", number + 1),
            protocol: Some(library::starter(PROTOCOL)),
            ..Group::default()
        };
        for student in members {
            let membership = Membership {
                student: *student,
                from,
                to: None,
            };
            let (id, stamp) = (self.context.id(), self.context.stamp());
            group.members.set(id, stamp, membership);
        }
        // A day holds at most as many groups as a person could teach; the rest have no times.
        if number < 12 {
            let days = [
                Weekday::Monday,
                Weekday::Tuesday,
                Weekday::Wednesday,
                Weekday::Thursday,
            ];
            for weekday in days {
                let slot = Slot {
                    weekday,
                    start: 480 + 30 * number as u16,
                    minutes: 30,
                    from,
                    to: None,
                };
                let (id, stamp) = (self.context.id(), self.context.stamp());
                group.schedule.set(id, stamp, slot);
            }
        }
        let (id, stamp) = (self.context.id(), self.context.stamp());
        self.caseload.groups.set(id, stamp, group);
        id
    }

    fn plan(
        &mut self,
        student: Id<Student>,
        start: Date,
        probes: i64,
    ) -> Result<(), Box<dyn Error>> {
        let level = 40.0 + f64::from(self.below(40));
        let mut plan = Plan {
            material: "Grade passages".into(),
            goal: Some(Goal {
                score: level + 45.0,
                date: start.checked_add(270.days())?,
                source: GoalSource::ByHand,
            }),
            closed: (start < self.school_year_began())
                .then(|| start.checked_add(272.days()))
                .transpose()?,
            ..Plan::new(student, library::ORAL_READING_FLUENCY, start)
        };
        for number in 0..probes {
            let day = start.checked_add((number * 252 / probes).days())?;
            if day >= self.today {
                break;
            }
            let growth = number as f64 * 36.0 / probes as f64;
            let probe = Probe {
                errors: Some(f64::from(self.below(6))),
                ..Probe::new(
                    day,
                    (level + growth + f64::from(self.below(12)) - 6.0)
                        .max(0.0)
                        .round(),
                )
            };
            let (id, stamp) = (self.context.id(), self.context.stamp());
            plan.probes.set(id, stamp, probe);
        }
        let (id, stamp) = (self.context.id(), self.context.stamp());
        self.caseload.plans.set(id, stamp, plan);
        Ok(())
    }

    fn session(
        &mut self,
        group: Id<Group>,
        members: &[Id<Student>],
        used: ProtocolUse,
        day: Date,
        number: usize,
    ) {
        let stamp = self.context.stamp();
        let mut session = Session {
            start: Some(540),
            protocol: Some(used),
            lesson: format!("Lesson {number}"),
            ..Session::new(Who::Group(group), day, 30, Outcome::Held { minutes: 30 })
        };
        for student in members {
            session.attendance.set(*student, stamp, Attendance::Present);
        }
        let steps = library::protocol(used.protocol)
            .and_then(|protocol| protocol.versions.get(used.version))
            .map(|version| version.steps.as_slice())
            .unwrap_or_default();
        let checklist = Checklist {
            marks: steps.iter().map(|step| (step.id, Mark::Done)).collect(),
            engagement: Some(3),
            ..Checklist::default()
        };
        session.checklists.set(Id::built_in(1), stamp, checklist);
        let id = self.context.id();
        self.caseload.sessions.set(id, stamp, session);
    }

    /// A number from 0 up to, not including, `bound`.
    fn below(&mut self, bound: u32) -> u32 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) % u64::from(bound)) as u32
    }
}
