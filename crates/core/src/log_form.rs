//! The log screen: its defaults, the exceptions a person enters, and the entry they make.
//!
//! Everybody present and every step done are the defaults, so that a normal session is saved as
//! it stands. The form is also the draft that survives a reload.

mod day;
mod entry;
mod protocol;

use crate::order::Order;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::caseload::Caseload;
use crate::command::AsLogged;
use crate::model::{
    Absence, Attendance, Entries, Id, Mark, NotHeld, Outcome, Plan, Probe, ProtocolUse, Session,
    Skill, Slot, Stamp, Step, Student, Who,
};
use crate::progress::mastery::SkillChoice;
use crate::progress::score_entry::correct;

/// Planned minutes where nothing else says so.
const USUAL_MINUTES: u16 = 30;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogForm {
    /// The session that is corrected.
    pub corrects: Option<Id<Session>>,
    pub who: Who,
    #[serde(with = "crate::model::day")]
    pub date: Date,
    pub start: Option<u16>,
    pub slot: Option<Id<Slot>>,
    /// Said to be none of the weekly meetings, on whatever day it was.
    #[serde(default)]
    pub extra: bool,
    pub planned_minutes: u16,
    /// `None` while the session is held, or nobody said yet why it was not.
    pub not_held: Option<NotHeld>,
    /// Not held, and the reason is still to be chosen.
    #[serde(default)]
    pub unexplained: bool,
    /// As typed.
    pub minutes: String,
    /// When the timer was started, in milliseconds since 1970.
    pub timer: Option<u64>,
    pub students: Vec<StudentLine>,
    pub protocol: Option<ProtocolUse>,
    pub marks: Vec<StepLine>,
    pub quality: Option<u8>,
    pub engagement: Option<u8>,
    pub lesson: String,
    pub next_lesson: String,
    pub note: String,
    pub scores: Vec<ScoreLine>,
    pub makes_up: Option<Id<Session>>,
    /// What is corrected, as it was when the form opened: another window may correct it, too.
    #[serde(default)]
    pub opened: Option<Box<AsLogged>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentLine {
    pub student: Id<Student>,
    pub presence: Presence,
    /// Minutes of a partial attendance, as typed.
    pub minutes: String,
    pub reason: Absence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Presence {
    Present,
    Partial,
    Absent,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepLine {
    pub step: Id<Step>,
    pub mark: Mark,
}

/// A score beside the session; empty means none was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreLine {
    pub plan: Id<Plan>,
    pub student: Id<Student>,
    pub score: String,
    pub errors: String,
    /// Of a mastery measure: the skill that is probed.
    #[serde(default)]
    pub skill: Option<Id<Skill>>,
    pub due: bool,
}

impl LogForm {
    /// A session to be logged; one of a group is the first meeting of the day that nobody logged,
    /// unless it was said which. `None` if the group or the student is not there.
    pub fn new(caseload: &Caseload, who: Who, slot: Option<Id<Slot>>, date: Date) -> Option<Self> {
        let mut form = Self::blank(who, date);
        match who {
            Who::Group(id) => {
                let group = caseload.get(id)?;
                form.protocol = group.protocol.and_then(|protocol| {
                    let (version, _) = caseload.protocol(protocol)?.current()?;
                    Some(ProtocolUse { protocol, version })
                });
                form.lesson.clone_from(&group.next_lesson);
                form.set_students(caseload, group.members_on(date));
                let open = || Some(form.meetings(caseload).first()?.slot);
                let slot = slot.or_else(open);
                form.set_meeting(caseload, slot);
            }
            Who::Student(id) => {
                caseload.get(id)?;
                form.set_students(caseload, vec![id]);
                form.choose_usual_protocol(caseload, id);
            }
        }
        form.minutes = form.planned_minutes.to_string();
        form.set_steps(caseload);
        Some(form)
    }

    /// A session as it was logged, to be corrected.
    pub fn of(caseload: &Caseload, id: Id<Session>) -> Option<Self> {
        let session = caseload.get(id)?;
        let mut form = Self::blank(session.who, session.date);
        form.corrects = Some(id);
        form.start = session.start;
        form.slot = session.slot;
        form.planned_minutes = session.planned_minutes;
        form.protocol = session.protocol;
        form.makes_up = session.makes_up;
        form.lesson.clone_from(&session.lesson);
        form.note.clone_from(&session.note);
        match session.outcome {
            Outcome::Held { minutes } => form.minutes = minutes.to_string(),
            Outcome::NotHeld { reason } => {
                form.not_held = Some(reason);
                form.minutes = session.planned_minutes.to_string();
            }
        }
        form.set_students(caseload, session.attendance.ids().collect());
        for line in &mut form.students {
            line.set(session.attendance.get(line.student));
        }
        form.set_steps(caseload);
        if let Some((_, checklist)) = session.own_checklist() {
            form.quality = checklist.quality;
            form.engagement = checklist.engagement;
            for line in &mut form.marks {
                if let Some(mark) = checklist.marks.get(&line.step) {
                    line.mark = mark.clone();
                }
            }
        }
        let scores = form.read_scores(caseload, id);
        form.opened = Some(Box::new(AsLogged {
            session: session.clone(),
            scores,
        }));
        Some(form)
    }

    /// Adds a student who is not a member, as a guest of this session.
    pub fn add_student(&mut self, caseload: &Caseload, student: Id<Student>) {
        if self.students.iter().any(|line| line.student == student) {
            return;
        }
        self.students.push(StudentLine::present(student));
        self.scores
            .extend(score_lines(caseload, student, self.date));
    }

    pub fn is_held(&self) -> bool {
        self.not_held.is_none() && !self.unexplained
    }

    /// Held, or not held for a reason that is chosen next, unless it was before.
    pub fn set_held(&mut self, held: bool) {
        self.not_held = self.not_held.filter(|_| !held);
        self.unexplained = !held && self.not_held.is_none();
    }

    pub fn explain(&mut self, reason: NotHeld) {
        self.not_held = Some(reason);
        self.unexplained = false;
    }

    /// Marks every step done.
    pub fn all_steps_done(&mut self) {
        for line in &mut self.marks {
            line.mark = Mark::Done;
        }
    }

    /// Stops a running timer: the minutes since it was started, at least 1.
    pub fn stop_timer(&mut self, now: u64) {
        if let Some(started) = self.timer.take() {
            let minutes = (now.saturating_sub(started) + 30_000) / 60_000;
            self.minutes = minutes.max(1).to_string();
        }
    }

    fn blank(who: Who, date: Date) -> Self {
        Self {
            corrects: None,
            who,
            date,
            start: None,
            slot: None,
            extra: false,
            planned_minutes: USUAL_MINUTES,
            not_held: None,
            unexplained: false,
            minutes: String::new(),
            timer: None,
            students: Vec::new(),
            protocol: None,
            marks: Vec::new(),
            quality: None,
            engagement: None,
            lesson: String::new(),
            next_lesson: String::new(),
            note: String::new(),
            scores: Vec::new(),
            makes_up: None,
            opened: None,
        }
    }

    fn set_students(&mut self, caseload: &Caseload, mut students: Vec<Id<Student>>) {
        students.order_by_cached_key(|id| {
            caseload
                .get(*id)
                .map(|student| crate::model::text::in_order(&student.full_sort_name()))
        });
        self.scores = students
            .iter()
            .flat_map(|student| score_lines(caseload, *student, self.date))
            .collect();
        self.students = students.into_iter().map(StudentLine::present).collect();
    }

    /// Makes the checklist that of the protocol chosen, every step done.
    pub fn set_steps(&mut self, caseload: &Caseload) {
        let steps = self
            .protocol
            .and_then(|used| caseload.protocol_version(used))
            .map(|version| version.steps.as_slice())
            .unwrap_or_default();
        self.marks = steps
            .iter()
            .map(|step| StepLine {
                step: step.id,
                mark: Mark::Done,
            })
            .collect();
    }

    fn read_scores(&mut self, caseload: &Caseload, session: Id<Session>) -> Entries<Plan, Probe> {
        let mut scores = Entries::default();
        for line in &mut self.scores {
            let given = caseload.get(line.plan).and_then(|plan| {
                plan.probes
                    .values()
                    .find(|probe| probe.session == Some(session))
            });
            if let Some(probe) = given {
                scores.set(line.plan, Stamp::default(), probe.clone());
                line.skill = probe.skill;
                let measure = caseload.get(line.plan).map(|plan| plan.measure);
                let correct = measure
                    .and_then(|measure| caseload.measure(measure))
                    .map_or(probe.score, |measure| {
                        correct(measure, probe.score, probe.errors)
                    });
                line.score = crate::number::typed(correct);
                line.errors = probe.errors.map(crate::number::typed).unwrap_or_default();
            }
        }
        scores
    }
}

impl StudentLine {
    fn present(student: Id<Student>) -> Self {
        Self {
            student,
            presence: Presence::Present,
            minutes: String::new(),
            reason: Absence::AbsentFromSchool,
        }
    }

    fn set(&mut self, attendance: Option<&Attendance>) {
        match attendance {
            None | Some(Attendance::Present) => self.presence = Presence::Present,
            Some(Attendance::Partial { minutes, reason }) => {
                self.presence = Presence::Partial;
                self.minutes = minutes.to_string();
                self.reason = *reason;
            }
            Some(Attendance::Absent { reason }) => {
                self.presence = Presence::Absent;
                self.reason = *reason;
            }
        }
    }
}

/// A line for each open plan of a student.
fn score_lines(caseload: &Caseload, student: Id<Student>, day: Date) -> Vec<ScoreLine> {
    caseload
        .plans_of(student)
        .into_iter()
        .filter(|(_, plan)| plan.is_open() && plan.start <= day)
        .map(|(id, plan)| ScoreLine {
            plan: id,
            student,
            score: String::new(),
            errors: String::new(),
            skill: caseload
                .measure(plan.measure)
                .and_then(|measure| SkillChoice::of(plan, measure).usual),
            due: plan.probe_due_from().is_some_and(|since| since <= day),
        })
        .collect()
}
