//! The demo day by day: sessions with their exceptions, weekly probes, now and then an observer.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::cast::Story;
use super::{Class, Demo};
use crate::elapsed::{days_between, days_later, weeks_between};
use crate::model::{
    Absence, Adaptation, AdaptationKind, Attendance, Checklist, Entries, Id, Mark, Measure,
    NotHeld, Outcome, Probe, Protocol, Rater, Scoring, Session, Step, Student, Who,
};

const NOTES: &[&str] = &[
    "Worked hard today.",
    "Needed reminders to track with a finger.",
    "Short on time at the end.",
    "Mixed up b and d.",
    "Proud of the new chart.",
    "Worked hard today. Short on time at the end.",
];

/// Weeks between two visits of the observer, and the groups that are visited.
const OBSERVED_EVERY: i64 = 4;
const OBSERVED: [usize; 2] = [2, 3];

impl Demo {
    /// Everything before today; the last meeting before today waits to be logged.
    pub fn teach(&mut self) {
        let classes = std::mem::take(&mut self.classes);
        let mut day = self.start;
        while day < self.today {
            for (index, class) in classes.iter().enumerate() {
                self.meet(index, class, day);
            }
            day = days_later(day, 1);
        }
        self.freeze(&classes);
        self.leave_last_unlogged();
        self.decide(&classes);
        self.follow_skills(&classes);
    }

    fn meet(&mut self, index: usize, class: &Class, day: Date) {
        let calendar = self.caseload.calendar();
        let Some(group) = self.caseload.get(class.group) else {
            return;
        };
        let Some((slot, planned)) = group
            .slots_on(day)
            .first()
            .map(|(id, slot)| (*id, slot.minutes))
            .filter(|_| calendar.is_school_day(day))
        else {
            return;
        };
        let members = group.members_on(day);
        let week = days_between(self.start, day) / 7;
        let mut session = Session {
            start: Some(class.cast.start),
            slot: Some(slot),
            protocol: Some(class.protocol),
            lesson: format!("Lesson {}", 3 * week + 1),
            ..Session::new(
                Who::Group(class.group),
                day,
                planned,
                Outcome::Held { minutes: planned },
            )
        };
        let held = !self.chance.happens(0.04);
        if held {
            self.fill(index, class, day, planned, &mut session);
        } else {
            let reasons = [
                NotHeld::InterventionistPulled,
                NotHeld::SchoolEvent,
                NotHeld::Testing,
            ];
            let reason = self
                .chance
                .pick(&reasons)
                .copied()
                .unwrap_or(NotHeld::Other);
            session.outcome = Outcome::NotHeld { reason };
        }
        let stamp = self.context.stamp();
        for (student, _, role) in &class.students {
            if members.contains(student) {
                let attendance = self.attendance(held, role.attends, role.story, planned);
                session.attendance.set(*student, stamp, attendance);
            }
        }
        let id = self.context.id();
        let probe_day = class.cast.weekdays.first() == Some(&day.weekday())
            || (day.weekday() == Weekday::Tuesday
                && !class.cast.weekdays.contains(&Weekday::Monday));
        if held && probe_day {
            self.probe(class, day, id, &session.attendance);
        }
        self.caseload.sessions.set(id, stamp, session);
    }

    fn fill(
        &mut self,
        index: usize,
        class: &Class,
        day: Date,
        planned: u16,
        session: &mut Session,
    ) {
        let shorter = if self.chance.happens(0.15) {
            5.min(planned / 4)
        } else {
            0
        };
        session.outcome = Outcome::Held {
            minutes: planned - shorter,
        };
        if self.chance.happens(0.3) {
            session.note = self.chance.pick(NOTES).copied().unwrap_or_default().into();
        }
        let stamp = self.context.stamp();
        let own = self.checklist(class, Rater::Interventionist);
        let week = days_between(self.start, day) / 7;
        let visited = OBSERVED.contains(&index)
            && week % OBSERVED_EVERY == 2
            && day.weekday() == Weekday::Wednesday;
        if visited {
            let mut seen = own.clone();
            seen.rater = Rater::Observer {
                role: "Reading coach".into(),
            };
            // The two see most steps alike.
            if let Some(mark) = seen.marks.values_mut().next_back() {
                *mark = if *mark == Mark::Done {
                    Mark::Missed
                } else {
                    Mark::Done
                };
            }
            session.checklists.set(Id::built_in(2), stamp, seen);
        }
        session.checklists.set(Id::built_in(1), stamp, own);
    }

    fn checklist(&mut self, class: &Class, rater: Rater) -> Checklist {
        let steps: Vec<Step> = crate::library::protocol(class.protocol.protocol)
            .and_then(Protocol::current)
            .map(|(_, version)| version.steps.clone())
            .unwrap_or_default();
        let count = steps.len();
        let mut marks = BTreeMap::new();
        for (at, step) in steps.into_iter().enumerate() {
            // The last steps are the ones that time takes.
            let late = if at + 2 >= count { 1.6 } else { 0.8 };
            let mark = if self.chance.happens(class.cast.missed_steps * late) {
                Mark::Missed
            } else if step.may_not_apply && self.chance.happens(0.25) {
                Mark::NotApplicable
            } else if self.chance.happens(0.03) {
                Mark::Adapted(adaptation())
            } else {
                Mark::Done
            };
            marks.insert(step.id, mark);
        }
        let rating = |high: bool| Some(if high { 4 } else { 3 });
        Checklist {
            rater,
            marks,
            quality: rating(self.chance.happens(0.5)),
            engagement: rating(self.chance.happens(0.6)),
        }
    }

    fn attendance(&mut self, held: bool, attends: f64, story: Story, planned: u16) -> Attendance {
        if !held {
            return Attendance::Absent {
                reason: Absence::Other,
            };
        }
        if self.chance.happens(attends) {
            if self.chance.happens(0.05) {
                return Attendance::Partial {
                    minutes: (planned / 2).max(1),
                    reason: Absence::Late,
                };
            }
            return Attendance::Present;
        }
        let reason = match story {
            Story::MinutesNotDelivered => Absence::PulledForService,
            _ => Absence::AbsentFromSchool,
        };
        Attendance::Absent { reason }
    }

    fn probe(
        &mut self,
        class: &Class,
        day: Date,
        session: Id<Session>,
        attendance: &Entries<Student, Attendance>,
    ) {
        for (student, plan_id, role) in &class.students {
            // A probe can be given outside the session, so most who miss it are probed later.
            let absent = matches!(attendance.get(*student), Some(Attendance::Absent { .. }));
            if !attendance.contains(*student) || (absent && self.chance.happens(0.2)) {
                continue;
            }
            let Some(plan) = self.caseload.plans.get(*plan_id) else {
                continue;
            };
            let weeks = weeks_between(plan.start, day);
            let Some(measure) = self.caseload.measure(plan.measure).cloned() else {
                continue;
            };
            let wanted = role.level + role.growth * weeks + role.noise * self.chance.normal();
            let probe = self.scored(&measure, wanted, day, (!absent).then_some(session));
            let (id, stamp) = (self.context.id(), self.context.stamp());
            if let Some(plan) = self.caseload.plans.get_mut(*plan_id) {
                plan.probes.set(id, stamp, probe);
            }
        }
    }

    fn scored(
        &mut self,
        measure: &Measure,
        wanted: f64,
        date: Date,
        session: Option<Id<Session>>,
    ) -> Probe {
        let score = wanted
            .round()
            .clamp(measure.lowest.max(0.0), measure.highest);
        let errors = (measure.scoring == Scoring::CorrectAndErrors)
            .then(|| (score * 0.05 + 1.0 + self.chance.normal()).round().max(0.0));
        Probe {
            date,
            score,
            errors,
            note: String::new(),
            session,
            skill: None,
        }
    }

    /// The versions that were used are frozen, as logging would have done.
    fn freeze(&mut self, classes: &[Class]) {
        let stamp = self.context.stamp();
        for class in classes {
            let used = class.protocol;
            let Some(protocol) = self.caseload.protocol(used.protocol) else {
                continue;
            };
            let mut protocol = protocol.clone();
            if let Some(version) = protocol.versions.get_mut(used.version) {
                version.used_since.get_or_insert(self.start);
            }
            self.caseload.protocols.set(used.protocol, stamp, protocol);
        }
    }

    /// So that there is something to do: the latest meeting without scores is not logged yet.
    fn leave_last_unlogged(&mut self) {
        let with_scores: Vec<_> = self
            .caseload
            .plans
            .values()
            .flat_map(|plan| plan.probes.values().filter_map(|probe| probe.session))
            .collect();
        let last = self
            .caseload
            .sessions
            .iter()
            .filter(|(id, session)| session.is_held() && !with_scores.contains(id))
            .max_by_key(|(id, session)| (session.date, session.start, *id))
            .map(|(id, _)| id);
        if let Some(id) = last {
            self.caseload.sessions.forget(id);
        }
    }
}

fn adaptation() -> Adaptation {
    Adaptation {
        kind: AdaptationKind::Reactive,
        what: "Shortened".into(),
        why: "Time ran short".into(),
        core_kept: true,
    }
}
