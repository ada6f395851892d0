//! The entry that a form makes, or what is to be put right in it first.

use super::{LogForm, Presence};
use crate::caseload::Caseload;
use crate::command::SessionEntry;
use crate::model::{
    Absence, Attendance, Checklist, Entries, Id, Outcome, Plan, Probe, Rater, Scoring, Session,
    Stamp, Student,
};
use crate::rejected::Rejected;

impl LogForm {
    /// The entry to log.
    ///
    /// # Errors
    /// When a number was typed that is none, or a reason is missing; each problem names its field.
    pub fn entry(&self, caseload: &Caseload) -> Result<SessionEntry, Rejected> {
        if self.unexplained {
            return Err(Rejected::field("not_held", "Choose why it was not held."));
        }
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
            // What is a meeting of its own is not asked whether it makes up for one.
            makes_up: self
                .makes_up
                .filter(|_| self.slot.is_none() || self.corrects.is_some()),
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

fn whole(typed: &str, field: &'static str, what: &str, rejected: &mut Rejected) -> u16 {
    typed.trim().parse().unwrap_or_else(|_| {
        let given = crate::model::text::line(typed);
        let message = match given.as_str() {
            "" => format!(
                "Enter the {}, a whole number such as 30.",
                what.to_lowercase()
            ),
            _ => format!("{what}: “{given}” was given; enter a whole number such as 30."),
        };
        rejected.add(field, message);
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
