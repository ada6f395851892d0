//! The log screen: its defaults, the exceptions a person enters, and the entry they make.
//!
//! Everybody present and every step done are the defaults, so that a normal session is saved as
//! it stands. The form is also the draft that survives a reload.

mod protocol;

use crate::order::Order;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::caseload::Caseload;
use crate::command::{AsLogged, SessionEntry};
use crate::model::{
    Absence, Attendance, Checklist, Entries, Group, Id, Mark, NotHeld, Outcome, Plan, Probe,
    ProtocolUse, Rater, Scoring, Session, Skill, Slot, Stamp, Step, Student, Who,
};
use crate::progress::mastery::SkillChoice;
use crate::progress::score_entry::correct;
use crate::rejected::Rejected;

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
    pub planned_minutes: u16,
    /// `None` while the session is held.
    pub not_held: Option<NotHeld>,
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
    /// A session to be logged. `None` if the group or the student is not there.
    pub fn new(caseload: &Caseload, who: Who, slot: Option<Id<Slot>>, date: Date) -> Option<Self> {
        let mut form = Self::blank(who, date);
        match who {
            Who::Group(id) => {
                let group = caseload.get(id)?;
                let weekly = slot.and_then(|slot| group.schedule.get(slot));
                form.slot = weekly.and(slot);
                form.start = weekly.map(|slot| slot.start);
                form.protocol = group.protocol.and_then(|protocol| {
                    let (version, _) = caseload.protocol(protocol)?.current()?;
                    Some(ProtocolUse { protocol, version })
                });
                form.planned_minutes = weekly
                    .map(|slot| slot.minutes)
                    .or_else(|| Some(caseload.protocol_version(form.protocol?)?.dose.minutes))
                    .unwrap_or(USUAL_MINUTES);
                form.lesson.clone_from(&group.next_lesson);
                form.set_students(caseload, group.members_on(date));
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

    /// Who counts as a student of the session changes with its day; what was entered stays, and
    /// so do guests.
    pub fn move_to(&mut self, caseload: &Caseload, date: Date) {
        let before = std::mem::replace(&mut self.date, date);
        let Who::Group(id) = self.who else { return };
        let Some(group) = caseload.get(id) else {
            return;
        };
        let members_before = group.members_on(before);
        let entered = std::mem::take(&mut self.students);
        let scores = std::mem::take(&mut self.scores);
        self.set_students(caseload, group.members_on(date));
        for line in &entered {
            if !members_before.contains(&line.student) {
                self.add_student(caseload, line.student);
            }
        }
        for line in &mut self.students {
            if let Some(before) = entered.iter().find(|before| before.student == line.student) {
                *line = before.clone();
            }
        }
        for line in &mut self.scores {
            if let Some(before) = scores.iter().find(|before| before.plan == line.plan) {
                *line = before.clone();
            }
        }
        self.take_meeting(group);
    }

    /// The weekly meeting goes with the day, so that one that is logged already is noticed: the
    /// same one, else the one at the same time, else the only one. What never was a weekly meeting
    /// has no time, and does not become one.
    fn take_meeting(&mut self, group: &Group) {
        if self.slot.is_none() && self.start.is_none() {
            return;
        }
        let meetings = group.slots_on(self.date);
        let found = meetings
            .iter()
            .find(|(id, _)| Some(*id) == self.slot)
            .or_else(|| {
                meetings
                    .iter()
                    .find(|(_, meeting)| Some(meeting.start) == self.start)
            })
            .or_else(|| meetings.first().filter(|_| meetings.len() == 1));
        let before = self.slot;
        self.slot = found.map(|(id, _)| *id);
        let Some((_, meeting)) = found.filter(|_| self.slot != before) else {
            return;
        };
        self.start = Some(meeting.start);
        // Minutes that were typed stay.
        if self.minutes == self.planned_minutes.to_string() {
            self.minutes = meeting.minutes.to_string();
        }
        self.planned_minutes = meeting.minutes;
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

    /// The entry to log.
    ///
    /// # Errors
    /// When a number was typed that is none; each problem names its field.
    pub fn entry(&self, caseload: &Caseload) -> Result<SessionEntry, Rejected> {
        let mut rejected = Rejected::default();
        let outcome = match self.not_held {
            Some(reason) => Outcome::NotHeld { reason },
            None => Outcome::Held {
                minutes: whole(&self.minutes, "minutes", "Minutes", &mut rejected),
            },
        };
        let scores = match self.not_held {
            Some(_) => Vec::new(),
            None => self.typed_scores(caseload, &mut rejected),
        };
        let session = Session {
            date: self.date,
            start: self.start,
            who: self.who,
            slot: self.slot,
            planned_minutes: self.planned_minutes,
            outcome,
            protocol: self.protocol,
            makes_up: self.makes_up,
            lesson: self.lesson.clone(),
            note: self.note.clone(),
            attendance: self.attendance(&mut rejected),
            checklists: self.checklists(caseload),
        };
        let next_lesson = (self.next_lesson != self.lesson && !self.next_lesson.trim().is_empty())
            .then(|| self.next_lesson.clone());
        rejected.or(SessionEntry {
            id: self.corrects,
            session,
            scores,
            next_lesson,
            opened: self.opened.clone(),
        })
    }

    fn blank(who: Who, date: Date) -> Self {
        Self {
            corrects: None,
            who,
            date,
            start: None,
            slot: None,
            planned_minutes: USUAL_MINUTES,
            not_held: None,
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
                .map(|student| crate::model::text::folded(&student.full_sort_name()))
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

    fn attendance(&self, rejected: &mut Rejected) -> Entries<Student, Attendance> {
        let mut attendance = Entries::default();
        for line in &self.students {
            let reason = line.reason;
            let value = match (self.not_held, line.presence) {
                (None, Presence::Present) => Attendance::Present,
                (None, Presence::Partial) => Attendance::Partial {
                    minutes: whole(&line.minutes, "attendance", "Minutes present", rejected),
                    reason,
                },
                (None, Presence::Absent) => Attendance::Absent { reason },
                // Nobody can attend what was not held; the roll says whom it was meant for.
                (Some(_), _) => Attendance::Absent {
                    reason: Absence::Other,
                },
            };
            attendance.set(line.student, Stamp::default(), value);
        }
        attendance
    }

    /// The interventionist's checklist in the place it had, beside those of observers.
    fn checklists(&self, caseload: &Caseload) -> Entries<Checklist> {
        let before = self.corrects.and_then(|id| caseload.get(id));
        let mut checklists = before
            .map(|session| session.checklists.clone())
            .unwrap_or_default();
        let rated = !self.marks.is_empty() || self.quality.is_some() || self.engagement.is_some();
        if self.not_held.is_some() || !rated {
            return checklists;
        }
        let own = Checklist {
            rater: Rater::Interventionist,
            marks: self
                .marks
                .iter()
                .map(|line| (line.step, line.mark.clone()))
                .collect(),
            quality: self.quality,
            engagement: self.engagement,
        };
        let id = before
            .and_then(|session| session.own_checklist())
            .map_or(Id::built_in(1), |(id, _)| id);
        if checklists.get(id) != Some(&own) {
            checklists.set(id, Stamp::default(), own);
        }
        checklists
    }

    fn typed_scores(&self, caseload: &Caseload, rejected: &mut Rejected) -> Vec<(Id<Plan>, Probe)> {
        let mut scores = Vec::new();
        for line in &self.scores {
            if line.score.trim().is_empty() {
                continue;
            }
            let score = decimal(&line.score, "scores", rejected);
            let errors =
                (!line.errors.trim().is_empty()).then(|| decimal(&line.errors, "scores", rejected));
            let Some(plan) = caseload.get(line.plan) else {
                continue;
            };
            let Some(measure) = caseload.measure(plan.measure) else {
                continue;
            };
            let name = caseload
                .get(line.student)
                .map(Student::name)
                .unwrap_or_default();
            let (score, errors) = match (measure.scoring, errors) {
                (Scoring::MazeAdjusted, Some(errors)) => (score - errors / 2.0, Some(errors)),
                (_, errors) => (score, errors),
            };
            if let Some(objection) = measure.objection(score) {
                rejected.add("scores", format!("{name}: {objection}"));
            }
            let probe = Probe {
                date: self.date,
                score,
                errors,
                note: String::new(),
                session: None,
                skill: line.skill,
            };
            scores.push((line.plan, probe));
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

fn whole(typed: &str, field: &'static str, what: &str, rejected: &mut Rejected) -> u16 {
    typed.trim().parse().unwrap_or_else(|_| {
        let given = crate::model::text::line(typed);
        rejected.add(
            field,
            format!("{what}: “{given}” was given; enter a whole number such as 30."),
        );
        1
    })
}

fn decimal(typed: &str, field: &'static str, rejected: &mut Rejected) -> f64 {
    match crate::number::read(&typed.replace(',', ".")) {
        Some(number) => number,
        None => {
            let given = crate::model::text::line(typed);
            rejected.add(
                field,
                format!("“{given}” is not a score; enter a number such as 42."),
            );
            0.0
        }
    }
}
