//! Adding, editing and archiving students.

use jiff::civil::Date;

use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{Id, Student};
use crate::rejected::Rejected;

pub fn save(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Option<Id<Student>>,
    student: Edited<Student>,
) -> Result<(), Rejected> {
    match id {
        Some(id) => {
            let now = to.copy(id)?;
            let student = student.onto(&now, to.caseload())?;
            set(to, context, id, student, &now)
        }
        None => add(to, context, student.typed),
    }
}

pub(super) fn add(
    to: &mut Changes<'_>,
    context: &mut Context,
    student: Student,
) -> Result<(), Rejected> {
    to.set(context.id(), student.checked()?, context);
    Ok(())
}

/// Sets a student put together with what is there now.
pub(super) fn set(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<Student>,
    student: Student,
    now: &Student,
) -> Result<(), Rejected> {
    let student = Student {
        by_initials: now.by_initials,
        ..student.checked()?
    };
    to.set(id, student, context);
    Ok(())
}

/// Archiving also ends the student's memberships on that day; bringing back leaves them ended.
pub fn archive(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<Student>,
    archived: Option<Date>,
) -> Result<(), Rejected> {
    let student = Student {
        archived,
        ..to.copy(id)?
    };
    to.set(id, student, context);
    let Some(last_day) = archived else {
        return Ok(());
    };
    for (group_id, group) in to.caseload().groups.iter() {
        let mut group = group.clone();
        let open: Vec<_> = group
            .members
            .iter()
            .filter(|(_, membership)| membership.student == id && membership.to.is_none())
            .map(|(id, membership)| (id, membership.clone()))
            .collect();
        for (id, mut membership) in open {
            membership.to = Some(last_day.max(membership.from));
            group.members.set(id, context.stamp(), membership);
        }
        to.set(group_id, group, context);
    }
    Ok(())
}
