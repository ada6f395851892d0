//! A day at a glance: what meets, what is not logged yet, which probes are due, this week's minutes.

use crate::order::Order;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::teaching::{meant_for, planned_minutes};
use super::unlogged;
use crate::caseload::Caseload;
use crate::model::calendar::monday_of;
use crate::model::{Group, Id, Measure, Plan, Session, Slot, Student};

/// Unlogged sessions of this many school days are shown.
pub const LOOK_BACK_SCHOOL_DAYS: usize = 10;

/// A weekly meeting on a day, and the session that was logged for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub group: Id<Group>,
    pub slot: Id<Slot>,
    pub date: Date,
    /// Minutes after midnight.
    pub start: u16,
    pub minutes: u16,
    pub logged: Option<Id<Session>>,
}

/// A probe that is due, with the day since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbeDue {
    pub student: Id<Student>,
    pub plan: Id<Plan>,
    pub measure: Id<Measure>,
    pub since: Date,
    /// Whether the plan has no probe yet.
    pub first: bool,
}

/// Minutes of a week up to a day. Planned and delivered count each session once; received and
/// possible count each student's minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekMinutes {
    /// Meetings before that day that nobody logged; their minutes are planned all the same.
    pub unlogged: u32,
    pub planned: u32,
    pub delivered: u32,
    pub possible: u32,
    pub received: u32,
}

/// The meetings of a day by start time; none on a day without school.
pub fn meetings_on(caseload: &Caseload, day: Date) -> Vec<Meeting> {
    if !caseload.calendar().is_school_day(day) {
        return Vec::new();
    }
    let logged = logged_slots(caseload, |session| session.date == day);
    let groups: Vec<_> = caseload.groups.iter().collect();
    meetings(&groups, day, &logged)
}

/// The meetings of the last ten school days that are not logged, oldest first.
pub fn unlogged(caseload: &Caseload, today: Date) -> Vec<Meeting> {
    let days = caseload
        .calendar()
        .school_days_before(today, LOOK_BACK_SCHOOL_DAYS);
    let first = days.last().copied().unwrap_or(today);
    unlogged::between(caseload, first, today)
}

/// Sessions of a day that fulfil no weekly meeting: extra ones, make-ups, one-to-one.
pub fn other_sessions_on(caseload: &Caseload, day: Date) -> Vec<(Id<Session>, &Session)> {
    let mut sessions: Vec<_> = caseload
        .sessions
        .iter()
        .filter(|(_, session)| session.date == day && session.slot.is_none())
        .collect();
    sessions.order_by_key(|(id, session)| (session.start, *id));
    sessions
}

/// The probes due on a day, longest due first.
pub fn probes_due(caseload: &Caseload, today: Date) -> Vec<ProbeDue> {
    let mut due: Vec<_> = caseload
        .plans
        .iter()
        .filter(|(_, plan)| caseload.get(plan.student).is_some_and(Student::is_active))
        .filter_map(|(id, plan)| {
            let since = plan.probe_due_from().filter(|since| *since <= today)?;
            Some(ProbeDue {
                student: plan.student,
                plan: id,
                measure: plan.measure,
                since,
                first: plan.probes.is_empty(),
            })
        })
        .collect();
    due.order_by_key(|due| (due.since, due.plan));
    due
}

/// The minutes of the week of a day, from Monday to that day, as the student pages count them: of
/// every session, and of the meetings before that day that nobody logged.
pub fn week_minutes(caseload: &Caseload, today: Date) -> WeekMinutes {
    let monday = monday_of(today);
    let mut minutes = WeekMinutes::default();
    for meeting in unlogged::between(caseload, monday, today) {
        minutes.unlogged += 1;
        minutes.planned += u32::from(meeting.minutes);
        minutes.possible += u32::from(meeting.minutes) * members(caseload, &meeting);
    }
    let this_week = |session: &&Session| monday <= session.date && session.date <= today;
    for session in caseload.sessions.values().filter(this_week) {
        let planned = u32::from(planned_minutes(session));
        let students = meant_for(caseload, session);
        minutes.planned += planned;
        minutes.possible += planned * u32::try_from(students.len()).unwrap_or(u32::MAX);
        minutes.delivered += u32::from(session.delivered_minutes());
        minutes.received += students
            .into_iter()
            .filter_map(|student| session.received_minutes(student))
            .map(u32::from)
            .sum::<u32>();
    }
    minutes
}

fn members(caseload: &Caseload, meeting: &Meeting) -> u32 {
    u32::try_from(unlogged::members(caseload, meeting).len()).unwrap_or(u32::MAX)
}

/// The weekly meetings that were logged, of the sessions that matter.
pub(super) fn logged_slots(
    caseload: &Caseload,
    matters: impl Fn(&Session) -> bool,
) -> BTreeMap<(Id<Slot>, Date), Id<Session>> {
    caseload
        .sessions
        .iter()
        .filter(|(_, session)| matters(session))
        .filter_map(|(id, session)| Some(((session.slot?, session.date), id)))
        .collect()
}

/// The meetings of some groups on a day, by start time.
pub(super) fn meetings(
    groups: &[(Id<Group>, &Group)],
    day: Date,
    logged: &BTreeMap<(Id<Slot>, Date), Id<Session>>,
) -> Vec<Meeting> {
    let mut meetings: Vec<_> = groups
        .iter()
        .filter(|(_, group)| group.archived.is_none_or(|archived| day < archived))
        .flat_map(|(group_id, group)| {
            group
                .slots_on(day)
                .into_iter()
                .map(move |(slot_id, slot)| Meeting {
                    group: *group_id,
                    slot: slot_id,
                    date: day,
                    start: slot.start,
                    minutes: slot.minutes,
                    logged: logged.get(&(slot_id, day)).copied(),
                })
        })
        .collect();
    meetings.order_by_key(|meeting| (meeting.start, meeting.group));
    meetings
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::model::{Attendance, Membership, NotHeld, Outcome, Stamp, Who};
    use crate::progress::teaching::Teaching;

    const GROUP: Id<Group> = Id::built_in(1);
    const STUDENT: Id<Student> = Id::built_in(2);
    const MONDAY: Date = date(2026, 11, 23);
    const WEDNESDAY: Date = date(2026, 11, 25);

    /// One student in a group that meets for 30 minutes on Monday, Tuesday and Wednesday.
    fn caseload() -> Caseload {
        let stamp = Stamp::default();
        let mut group = Group::default();
        let membership = Membership {
            student: STUDENT,
            from: MONDAY,
            to: None,
        };
        group.members.set(Id::built_in(1), stamp, membership);
        for (number, weekday) in [
            (1, Weekday::Monday),
            (2, Weekday::Tuesday),
            (3, Weekday::Wednesday),
        ] {
            let slot = Slot {
                weekday,
                start: 540,
                minutes: 30,
                from: MONDAY,
                to: None,
            };
            group.schedule.set(Id::built_in(number), stamp, slot);
        }
        let mut caseload = Caseload::default();
        caseload.groups.set(GROUP, stamp, group);
        caseload
    }

    fn log(
        caseload: &mut Caseload,
        number: u128,
        date: Date,
        slot: Option<u128>,
        outcome: Outcome,
    ) {
        let stamp = Stamp::default();
        let held = matches!(outcome, Outcome::Held { .. });
        let mut session = Session {
            slot: slot.map(Id::built_in),
            ..Session::new(Who::Group(GROUP), date, 30, outcome)
        };
        if held {
            session.attendance.set(STUDENT, stamp, Attendance::Present);
        }
        caseload.sessions.set(Id::built_in(number), stamp, session);
    }

    #[test]
    fn the_week_counts_minutes_as_the_student_page_does() {
        let tuesday = date(2026, 11, 24);
        let reason = NotHeld::Testing;
        let closed = NotHeld::SchoolClosed;
        let held = Outcome::Held { minutes: 30 };
        for (monday, extra, expected) in [
            (Outcome::NotHeld { reason }, false, (60, 30)),
            (Outcome::NotHeld { reason }, true, (90, 60)),
            (Outcome::NotHeld { reason: closed }, false, (30, 30)),
        ] {
            let mut caseload = caseload();
            log(&mut caseload, 1, MONDAY, Some(1), monday);
            log(&mut caseload, 2, tuesday, Some(2), held.clone());
            if extra {
                log(&mut caseload, 3, tuesday, None, held.clone());
            }
            let week = week_minutes(&caseload, tuesday);
            assert_eq!((week.planned, week.delivered), expected);
            assert_eq!((week.possible, week.received), expected);
            let student = Teaching::of(&caseload, STUDENT, None, MONDAY, tuesday).dosage;
            assert_eq!((student.planned, student.received), expected);
        }
    }

    #[test]
    fn a_past_meeting_that_nobody_logged_is_planned_all_the_same() {
        let caseload = caseload();
        let week = week_minutes(&caseload, WEDNESDAY);
        // Wednesday's own still has the day.
        assert_eq!((week.planned, week.delivered, week.unlogged), (60, 0, 2));
        assert_eq!((week.possible, week.received), (60, 0));
        let student = Teaching::of(&caseload, STUDENT, None, MONDAY, WEDNESDAY).dosage;
        assert_eq!((student.planned, student.unlogged), (60, 60));
    }
}
