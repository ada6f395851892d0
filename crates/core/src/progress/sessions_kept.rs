//! How many sessions a week a student received, and how many are scheduled: what a projection asks
//! about.

use jiff::civil::Date;

use super::teaching::{Teaching, is_in};
use crate::caseload::Caseload;
use crate::decision::{Sessions, Verdict};
use crate::elapsed::{days_between, days_later};
use crate::model::{Id, Student, Subject};

/// School days that make a week of teaching.
const SCHOOL_WEEK: f64 = 5.0;

/// Since `since`, the day from which minutes count. Weeks without school are no weeks in which
/// sessions could be kept. None where no session was received, none is scheduled,
/// or too many meetings are not logged to know.
pub fn sessions_kept(
    caseload: &Caseload,
    student: Id<Student>,
    subject: Option<Subject>,
    verdict: &Verdict,
    since: Date,
    today: Date,
) -> Option<Sessions> {
    if verdict.evidence.fair_test.is_open() {
        return None;
    }
    let scheduled = scheduled(caseload, student, subject, today);
    let attended = Teaching::of(caseload, student, subject, since, today).attended;
    let calendar = caseload.calendar();
    let days = (0..=days_between(since, today)).map(|day| days_later(since, day));
    let school_days = days.filter(|day| calendar.is_school_day(*day)).count();
    let weeks = (school_days as f64 / SCHOOL_WEEK).max(1.0);
    // Known no more exactly than it is shown.
    let so_far = (10.0 * f64::from(attended) / weeks).round() / 10.0;
    (so_far > 0.0 && scheduled > 0).then_some(Sessions { so_far, scheduled })
}

/// Weekly meetings of the student's groups of the subject, as they are today.
fn scheduled(
    caseload: &Caseload,
    student: Id<Student>,
    subject: Option<Subject>,
    today: Date,
) -> u8 {
    let groups = caseload.groups_of(student, today).into_iter();
    let meetings: usize = groups
        .filter(|(_, group)| is_in(caseload, group.protocol, subject))
        .map(|(_, group)| {
            let slots = group.schedule.values();
            slots
                .filter(|slot| slot.from <= today && slot.to.is_none_or(|to| today <= to))
                .count()
        })
        .sum();
    u8::try_from(meetings).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::demo;
    use crate::model::text;
    use crate::progress::plan_view::PlanView;
    use crate::progress::verdict::{phase_start, verdict_on};

    const TODAY: Date = date(2026, 11, 24);

    fn of(family_name: &str) -> Option<Sessions> {
        let demo = demo::caseload(TODAY);
        let student = demo
            .students
            .iter()
            .find(|(_, student)| text::folded(&student.family_name) == family_name);
        let (id, _) = student.unwrap();
        let (_, plan) = demo.plans_of(id)[0];
        let measure = demo.measure(plan.measure).unwrap();
        let view = PlanView::new(plan, measure, TODAY);
        let verdict = verdict_on(&demo, id, &view, measure, TODAY).unwrap();
        sessions_kept(
            &demo,
            id,
            measure.subject,
            &verdict,
            phase_start(&view, TODAY).unwrap(),
            TODAY,
        )
    }

    #[test]
    fn the_student_whose_minutes_were_not_delivered_keeps_fewer_than_are_scheduled() {
        let (few, most) = (of("lindqvist").unwrap(), of("osgood").unwrap());
        assert!(few.so_far < 0.7 * f64::from(few.scheduled), "{few:?}");
        assert!(most.so_far > 0.7 * f64::from(most.scheduled), "{most:?}");
        assert!(most.so_far <= f64::from(most.scheduled), "{most:?}");
    }
}
