//! What one student was taught from week to week: minutes planned and received, steps taught, and
//! weeks without school.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::teaching::{Teaching, is_meant_for, is_meeting_in, is_session_in, version_of};
use super::unlogged;
use crate::caseload::Caseload;
use crate::elapsed::{days_between, days_later};
use crate::model::calendar::monday_of;
use crate::model::{Calendar, Id, Student, Subject};

const SCHOOL_DAYS: i64 = 5;

/// A calendar week of one student. All weeks together are the [`Teaching`] of the whole time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    pub monday: Date,
    pub teaching: Teaching,
    /// At least one day of the week has school.
    pub school: bool,
}

/// The weeks from that of `first` to that of `today`, with nothing left out. Those before this school
/// year are not among them: their sessions need not be in memory. Of one subject, or of all.
pub fn weeks(
    caseload: &Caseload,
    student: Id<Student>,
    subject: Option<Subject>,
    first: Date,
    today: Date,
) -> Vec<Week> {
    let calendar = caseload.calendar();
    let first = first.max(calendar.year_start(today));
    let mut taught: BTreeMap<Date, Teaching> = BTreeMap::new();
    for session in caseload.sessions.values() {
        if (first..=today).contains(&session.date)
            && is_meant_for(caseload, session, student)
            && is_session_in(caseload, session, subject)
        {
            let week = taught.entry(monday_of(session.date)).or_default();
            week.add(session, student, version_of(caseload, session));
        }
    }
    for meeting in unlogged::of_student(caseload, student, first, today) {
        if is_meeting_in(caseload, &meeting, subject) {
            let week = taught.entry(monday_of(meeting.date)).or_default();
            week.add_unlogged(&meeting);
        }
    }
    let begin = monday_of(first);
    (0..=days_between(begin, today))
        .step_by(7)
        .map(|days| days_later(begin, days))
        .map(|monday| Week {
            monday,
            teaching: taught.get(&monday).copied().unwrap_or_default(),
            school: has_school(&calendar, monday),
        })
        .collect()
}

fn has_school(calendar: &Calendar, monday: Date) -> bool {
    (0..SCHOOL_DAYS).any(|day| calendar.is_school_day(days_later(monday, day)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::{Dosage, Tally};
    use crate::demo;
    use crate::model::record::CALENDAR;
    use crate::model::{NoSchool, Stamp};

    const TODAY: Date = date(2026, 11, 24);

    fn sum(weeks: &[Week]) -> (Dosage, Tally) {
        let mut sum = Dosage::default();
        for Week { teaching, .. } in weeks {
            let dosage = teaching.dosage;
            sum.planned += dosage.planned;
            sum.delivered += dosage.delivered;
            sum.received += dosage.received;
            sum.unlogged += dosage.unlogged;
            sum.meetings.planned += dosage.meetings.planned;
            sum.meetings.unlogged += dosage.meetings.unlogged;
        }
        (sum, weeks.iter().map(|week| week.teaching.steps).sum())
    }

    #[test]
    fn the_weeks_together_are_the_whole_time() {
        let mut demo = demo::caseload(TODAY);
        // A meeting in ten is not logged.
        let ids: Vec<_> = demo.sessions.ids().collect();
        for id in ids.iter().step_by(10) {
            demo.sessions.forget(*id);
        }
        let mut unlogged = 0;
        for student in demo.students.ids() {
            for first in [date(2026, 8, 18), date(2026, 10, 8), TODAY] {
                let weeks = weeks(&demo, student, None, first, TODAY);
                let whole = Teaching::of(&demo, student, None, first, TODAY);
                assert_eq!(sum(&weeks), (whole.dosage, whole.steps));
                assert_eq!(weeks.first().unwrap().monday, monday_of(first));
                assert_eq!(weeks.last().unwrap().monday, monday_of(TODAY));
                assert!(weeks.iter().all(|week| week.school));
                unlogged += whole.dosage.meetings.unlogged;
            }
        }
        assert!(unlogged > 0);
    }

    #[test]
    fn a_week_without_school_says_so_and_the_time_to_come_has_no_weeks() {
        let mut caseload = Caseload::default();
        let mut calendar = Calendar::default();
        let closed = NoSchool {
            first: date(2026, 11, 9),
            last: date(2026, 11, 13),
            label: "Break".into(),
        };
        let stamp = Stamp::default();
        calendar.no_school.set(Id::built_in(1), stamp, closed);
        caseload.calendars.set(CALENDAR, stamp, calendar);
        let student = Id::built_in(1);
        let school: Vec<_> = weeks(&caseload, student, None, date(2026, 11, 4), TODAY)
            .into_iter()
            .map(|week| week.school)
            .collect();
        assert_eq!(school, [true, false, true, true]);
        assert!(weeks(&caseload, student, None, date(2026, 12, 1), TODAY).is_empty());
    }
}
