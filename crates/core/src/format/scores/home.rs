//! The plan in which a score of a day belongs.

use jiff::civil::Date;

use crate::caseload::Caseload;
use crate::model::{Id, Measure, Plan, Student};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    pub plan: Id<Plan>,
    pub start: Date,
}

/// The student's plan on the measure that reaches over the day: from the beginning of the school
/// year in which it starts, because scores of the weeks before say where the student began, until
/// it was closed. Of several the one that started last before the day, else the first.
pub fn home(
    caseload: &Caseload,
    student: Id<Student>,
    measure: Id<Measure>,
    day: Date,
) -> Option<Home> {
    let calendar = caseload.calendar();
    let reaches_over = |plan: &Plan| {
        let from = calendar.year_of(plan.start).first.min(plan.start);
        day >= from && plan.closed.is_none_or(|closed| day <= closed)
    };
    let homes: Vec<Home> = caseload
        .plans
        .iter()
        .filter(|(_, plan)| plan.student == student && plan.measure == measure)
        .filter(|(_, plan)| reaches_over(plan))
        .map(|(id, plan)| Home {
            plan: id,
            start: plan.start,
        })
        .collect();
    let before = homes.iter().filter(|home| home.start <= day);
    before
        .max_by_key(|home| home.start)
        .or_else(|| homes.iter().min_by_key(|home| home.start))
        .copied()
}
