//! The school year and the days without school.

use crate::change::Changes;
use crate::context::Context;
use crate::elapsed::days_between;
use crate::model::record::CALENDAR;
use crate::model::{Id, NoSchool, SchoolYear};
use crate::rejected::Rejected;

/// Replaces the school year that begins within half a year of the given one, else adds it.
pub fn set_school_year(
    to: &mut Changes<'_>,
    context: &mut Context,
    year: SchoolYear,
) -> Result<(), Rejected> {
    const SAME_YEAR_DAYS: i64 = 182;
    let year = year.checked()?;
    let mut calendar = to.caseload().calendar();
    let same = calendar
        .school_years
        .iter()
        .find(|(_, known)| days_between(year.first, known.first).abs() < SAME_YEAR_DAYS)
        .map(|(id, _)| id);
    let id = same.unwrap_or_else(|| context.id());
    calendar.school_years.set(id, context.stamp(), year);
    to.set(CALENDAR, calendar, context);
    Ok(())
}

/// Days that are known already are passed over.
pub fn save_no_school(
    to: &mut Changes<'_>,
    context: &mut Context,
    days: Vec<NoSchool>,
) -> Result<(), Rejected> {
    let mut calendar = to.caseload().calendar();
    for closed in days {
        let closed = closed.checked()?;
        if !calendar.no_school.values().any(|known| *known == closed) {
            calendar
                .no_school
                .set(context.id(), context.stamp(), closed);
        }
    }
    to.set(CALENDAR, calendar, context);
    Ok(())
}

pub fn remove_no_school(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<NoSchool>,
) -> Result<(), Rejected> {
    let mut calendar = to.caseload().calendar();
    calendar.no_school.remove(id, context.stamp());
    to.set(CALENDAR, calendar, context);
    Ok(())
}
