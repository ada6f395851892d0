//! Meetings that were planned and that nobody logged: it is not known whether they were held. Every
//! page takes them from here.

use jiff::civil::Date;

use super::today::{Meeting, logged_slots, meetings};
use crate::caseload::Caseload;
use crate::model::{Group, Id, Student};

/// The meetings from `first` to the day before `today` that nobody logged, the oldest first. Today's
/// still have the day.
///
/// Only within the school year of `today`: the sessions of earlier years need not be in memory, and a
/// schedule without an end would otherwise go on through the summer.
pub fn between(caseload: &Caseload, first: Date, today: Date) -> Vec<Meeting> {
    let groups: Vec<_> = caseload.groups.iter().collect();
    of_groups(caseload, &groups, first, today)
}

/// Those that were meant for one student.
pub fn of_student(
    caseload: &Caseload,
    student: Id<Student>,
    first: Date,
    today: Date,
) -> Vec<Meeting> {
    // Most students are in one group or two of many.
    let is_member = |group: &Group| group.members.values().any(|stay| stay.student == student);
    let own: Vec<_> = caseload
        .groups
        .iter()
        .filter(|(_, group)| is_member(group))
        .collect();
    let mut meetings = of_groups(caseload, &own, first, today);
    meetings.retain(|meeting| {
        let group: Option<&Group> = caseload.get(meeting.group);
        group.is_some_and(|group| group.has_member_on(meeting.date, student))
    });
    meetings
}

/// Those of one group, of the whole school year.
pub fn of_group(caseload: &Caseload, id: Id<Group>, today: Date) -> Vec<Meeting> {
    let own: Vec<_> = caseload
        .groups
        .iter()
        .filter(|(group, _)| *group == id)
        .collect();
    of_groups(caseload, &own, Date::MIN, today)
}

fn of_groups(
    caseload: &Caseload,
    groups: &[(Id<Group>, &Group)],
    first: Date,
    today: Date,
) -> Vec<Meeting> {
    if groups.is_empty() {
        return Vec::new();
    }
    let calendar = caseload.calendar();
    let (first, last) = (
        first.max(calendar.year_start(today)),
        calendar.year_of(today).last,
    );
    let logged = logged_slots(caseload, |session| {
        first <= session.date && session.date < today
    });
    std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take_while(|day| *day < today && *day <= last)
        .filter(|day| calendar.is_school_day(*day))
        .flat_map(|day| meetings(groups, day, &logged))
        .filter(|meeting| meeting.logged.is_none())
        .collect()
}

/// The members of the group on the day of a meeting.
pub fn members(caseload: &Caseload, meeting: &Meeting) -> Vec<Id<Student>> {
    let group: Option<&Group> = caseload.get(meeting.group);
    group
        .map(|group| group.members_on(meeting.date))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::model::record::CALENDAR;
    use crate::model::{Calendar, Membership, SchoolYear, Slot, Stamp};

    const STUDENT: Id<Student> = Id::built_in(2);
    const MONDAY: Date = date(2026, 11, 23);

    /// A group that has met on Mondays for ten weeks; the student came in the last four.
    fn caseload() -> Caseload {
        let stamp = Stamp::default();
        let mut group = Group::default();
        let slot = Slot {
            weekday: Weekday::Monday,
            start: 540,
            minutes: 30,
            from: MONDAY.saturating_sub(70.days()),
            to: None,
        };
        group.schedule.set(Id::built_in(1), stamp, slot);
        let membership = Membership {
            student: STUDENT,
            from: MONDAY.saturating_sub(28.days()),
            to: None,
        };
        group.members.set(Id::built_in(1), stamp, membership);
        let mut caseload = Caseload::default();
        caseload.groups.set(Id::built_in(1), stamp, group);
        caseload
    }

    #[track_caller]
    fn check(caseload: &Caseload, today: Date, all: usize, own: usize) {
        let first = date(2020, 1, 1);
        assert_eq!(between(caseload, first, today).len(), all);
        assert_eq!(of_student(caseload, STUDENT, first, today).len(), own);
        assert_eq!(of_group(caseload, Id::built_in(1), today).len(), all);
        assert_eq!(of_group(caseload, Id::built_in(2), today), []);
    }

    #[test]
    fn only_past_meetings_of_this_school_year_are_open() {
        let mut caseload = caseload();
        check(&caseload, MONDAY, 10, 4);
        check(&caseload, date(2026, 11, 24), 11, 5);
        let year = SchoolYear {
            first: MONDAY.saturating_sub(14.days()),
            last: MONDAY.saturating_sub(7.days()),
        };
        let mut calendar = Calendar::default();
        let stamp = Stamp::default();
        calendar.school_years.set(Id::built_in(1), stamp, year);
        caseload.calendars.set(CALENDAR, stamp, calendar);
        check(&caseload, MONDAY, 2, 2);
        check(&caseload, date(2027, 7, 1), 2, 2);
    }
}
