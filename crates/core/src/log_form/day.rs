//! The form on another day: another roll, and maybe another meeting of the week.

use jiff::civil::Date;

use super::LogForm;
use crate::caseload::Caseload;
use crate::model::{Group, Who};

impl LogForm {
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
}
