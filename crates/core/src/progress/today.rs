//! A day at a glance: what meets, what is not logged yet, which probes are due, this week's minutes.

use crate::order::Order;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::caseload::Caseload;
use crate::model::calendar::monday_of;
use crate::model::{Group, Id, Measure, Plan, Session, Slot, Student, Who};

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
    let logged = logged_slots(caseload);
    meetings(caseload, day, &logged)
}

/// The meetings of the last ten school days that are not logged, oldest first.
pub fn unlogged(caseload: &Caseload, today: Date) -> Vec<Meeting> {
    let logged = logged_slots(caseload);
    let mut days = caseload
        .calendar()
        .school_days_before(today, LOOK_BACK_SCHOOL_DAYS);
    days.reverse();
    days.into_iter()
        .flat_map(|day| meetings(caseload, day, &logged))
        .filter(|meeting| meeting.logged.is_none())
        .collect()
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

/// The minutes of the week of a day, from Monday to that day.
pub fn week_minutes(caseload: &Caseload, today: Date) -> WeekMinutes {
    let monday = monday_of(today);
    let days = std::iter::successors(Some(monday), |day| day.tomorrow().ok())
        .take_while(|day| *day <= today);
    let mut minutes = WeekMinutes::default();
    for meeting in days.flat_map(|day| meetings_on(caseload, day)) {
        let members = members(caseload, &meeting);
        minutes.planned += u32::from(meeting.minutes);
        minutes.possible += u32::from(meeting.minutes) * members;
    }
    let this_week = |session: &&Session| monday <= session.date && session.date <= today;
    for session in caseload.sessions.values().filter(this_week) {
        minutes.delivered += u32::from(session.delivered_minutes());
        minutes.received += session
            .attendance
            .ids()
            .filter_map(|student| session.received_minutes(student))
            .map(u32::from)
            .sum::<u32>();
        if session.slot.is_none() && matches!(session.who, Who::Student(_)) {
            minutes.planned += u32::from(session.planned_minutes);
            minutes.possible += u32::from(session.planned_minutes);
        }
    }
    minutes
}

fn members(caseload: &Caseload, meeting: &Meeting) -> u32 {
    let count = caseload
        .get(meeting.group)
        .map_or(0, |group| group.members_on(meeting.date).len());
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn logged_slots(caseload: &Caseload) -> BTreeMap<(Id<Slot>, Date), Id<Session>> {
    caseload
        .sessions
        .iter()
        .filter_map(|(id, session)| Some(((session.slot?, session.date), id)))
        .collect()
}

fn meetings(
    caseload: &Caseload,
    day: Date,
    logged: &BTreeMap<(Id<Slot>, Date), Id<Session>>,
) -> Vec<Meeting> {
    let mut meetings: Vec<_> = caseload
        .groups
        .iter()
        .filter(|(_, group)| group.archived.is_none_or(|archived| day < archived))
        .flat_map(|(group_id, group)| {
            group
                .slots_on(day)
                .into_iter()
                .map(move |(slot_id, slot)| Meeting {
                    group: group_id,
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
