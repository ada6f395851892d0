//! What an id within a document refers to, in the words of the screen. `None` where it is not here.

use crate::caseload::Caseload;
use crate::model::{Id, Session, Skill, Slot, text};
use crate::progress::timetable;

/// "Monday, 1:15 PM".
pub fn meeting(caseload: &Caseload, id: Id<Slot>) -> Option<String> {
    let mut groups = caseload.groups.values();
    let slot = groups.find_map(|group| group.schedule.get(id))?;
    let weekday = timetable::name(slot.weekday);
    Some(format!("{weekday}, {}", text::time(slot.start)))
}

/// "the session of Oct 5, 2026".
pub fn session(caseload: &Caseload, id: Id<Session>) -> Option<String> {
    let session = caseload.get(id)?;
    Some(format!("the session of {}", text::date(session.date)))
}

/// "“Sums to 10”".
pub fn skill(caseload: &Caseload, id: Id<Skill>) -> Option<String> {
    let mut plans = caseload.plans.values();
    let skill = plans.find_map(|plan| plan.skills.get(id))?;
    Some(format!("“{}”", skill.name))
}
