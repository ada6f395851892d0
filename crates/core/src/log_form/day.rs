//! The form on another day: another roll, and maybe another meeting of the week.

use jiff::civil::Date;

use super::{LogForm, USUAL_MINUTES};
use crate::caseload::Caseload;
use crate::model::{Group, Id, Slot, Who};
use crate::progress::today::{Meeting, meetings_on};

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
        self.take_meeting(caseload, group);
    }

    /// The meetings of the day that it may be: those that nobody logged, and the one that it is.
    /// A correction has no choice.
    pub fn meetings(&self, caseload: &Caseload) -> Vec<Meeting> {
        if self.corrects.is_some() {
            return Vec::new();
        }
        let mut meetings = self.meetings_of_day(caseload);
        meetings.retain(|meeting| meeting.logged.is_none() || Some(meeting.slot) == self.slot);
        meetings
    }

    /// Makes it one of the weekly meetings, or an extra session, and that it stays on every day.
    pub fn choose_meeting(&mut self, caseload: &Caseload, slot: Option<Id<Slot>>) {
        self.extra = slot.is_none();
        self.set_meeting(caseload, slot);
    }

    /// The weekly meeting goes with the day. What is an extra session or a make-up stays one, and a
    /// correction makes no meeting of what never was one.
    fn take_meeting(&mut self, caseload: &Caseload, group: &Group) {
        let stays = match self.corrects {
            Some(_) => !self.was_weekly(),
            None => self.extra || self.makes_up.is_some(),
        };
        if stays {
            return;
        }
        match self.meeting_of_day(caseload, group) {
            found if found == self.slot => {}
            // It was still at its time, for as long as no meeting of another day says otherwise.
            None => self.slot = None,
            found => self.set_meeting(caseload, found),
        }
    }

    /// One that nobody logged, if there is one. Else one that is logged already is found as well, so
    /// that this is noticed; but what was no meeting before is then an extra session.
    fn meeting_of_day(&self, caseload: &Caseload, group: &Group) -> Option<Id<Slot>> {
        if self.corrects.is_some() {
            let slots = group.slots_on(self.date);
            return self.alike(
                slots
                    .into_iter()
                    .map(|(slot, meeting)| (slot, meeting.start)),
            );
        }
        let all = self.meetings_of_day(caseload);
        let open = all.iter().filter(|meeting| meeting.logged.is_none());
        let first = open.clone().next().map(|meeting| meeting.slot);
        self.alike(open.map(|meeting| (meeting.slot, meeting.start)))
            .or(first)
            .or_else(|| {
                let all = all.iter().map(|meeting| (meeting.slot, meeting.start));
                self.alike(all).filter(|_| self.was_weekly())
            })
    }

    /// The same meeting, else the one at the same time, else the only one.
    fn alike(&self, meetings: impl Iterator<Item = (Id<Slot>, u16)>) -> Option<Id<Slot>> {
        let meetings: Vec<_> = meetings.collect();
        meetings
            .iter()
            .find(|(slot, _)| Some(*slot) == self.slot)
            .or_else(|| {
                meetings
                    .iter()
                    .find(|(_, start)| Some(*start) == self.start)
            })
            .or_else(|| meetings.first().filter(|_| meetings.len() == 1))
            .map(|(slot, _)| *slot)
    }

    fn was_weekly(&self) -> bool {
        self.slot.is_some() || self.start.is_some()
    }

    /// None on a day without school.
    fn meetings_of_day(&self, caseload: &Caseload) -> Vec<Meeting> {
        let mut meetings = meetings_on(caseload, self.date);
        meetings.retain(|meeting| Who::Group(meeting.group) == self.who);
        meetings
    }

    pub(super) fn set_meeting(&mut self, caseload: &Caseload, slot: Option<Id<Slot>>) {
        let Who::Group(group) = self.who else { return };
        let meeting = slot.and_then(|slot| caseload.get(group)?.schedule.get(slot));
        self.slot = meeting.and(slot);
        self.start = meeting.map(|meeting| meeting.start);
        let planned = meeting
            .map(|meeting| meeting.minutes)
            .or_else(|| Some(caseload.protocol_version(self.protocol?)?.dose.minutes))
            .unwrap_or(USUAL_MINUTES);
        // Minutes that were typed stay.
        if self.minutes == self.planned_minutes.to_string() {
            self.minutes = planned.to_string();
        }
        self.planned_minutes = planned;
    }
}
