//! Groups: members with their days, the weekly schedule.

use jiff::civil::Date;

use crate::change::Changes;
use crate::context::Context;
use crate::model::{Group, Id, Membership, Protocol, Slot, Student};
use crate::rejected::Rejected;

pub fn save(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Option<Id<Group>>,
    name: String,
    protocol: Option<Id<Protocol>>,
    next_lesson: String,
) -> Result<(), Rejected> {
    if protocol.is_some_and(|id| to.caseload().protocol(id).is_none()) {
        return Err(Rejected::gone("protocol"));
    }
    let before = match id {
        Some(id) => to.copy(id)?,
        None => Group::default(),
    };
    let group = Group {
        name,
        protocol,
        next_lesson,
        ..before
    }
    .checked()?;
    to.set(id.unwrap_or_else(|| context.id()), group, context);
    Ok(())
}

pub fn archive(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<Group>,
    archived: Option<Date>,
) -> Result<(), Rejected> {
    let group = Group {
        archived,
        ..to.copy(id)?
    };
    to.set(id, group, context);
    Ok(())
}

/// A student who is a member on that day already is passed over.
pub fn add_members(
    to: &mut Changes<'_>,
    context: &mut Context,
    group_id: Id<Group>,
    students: &[Id<Student>],
    from: Date,
) -> Result<(), Rejected> {
    let mut group = to.copy(group_id)?;
    for student in students {
        to.copy(*student)?;
        let student = *student;
        if group.members_on(from).contains(&student) {
            continue;
        }
        let membership = Membership {
            student,
            from,
            to: None,
        };
        group.members.set(context.id(), context.stamp(), membership);
    }
    to.set(group_id, group, context);
    Ok(())
}

pub fn save_membership(
    to: &mut Changes<'_>,
    context: &mut Context,
    group_id: Id<Group>,
    id: Id<Membership>,
    membership: Membership,
) -> Result<(), Rejected> {
    if let Some(last) = membership.to.filter(|last| *last < membership.from) {
        return Err(Rejected::field(
            "to",
            format!(
                "The last day is {last}; it cannot be before the first, {}.",
                membership.from
            ),
        ));
    }
    let mut group = to.copy(group_id)?;
    if !group.members.contains(id) {
        return Err(Rejected::gone("membership"));
    }
    group.members.set(id, context.stamp(), membership);
    to.set(group_id, group, context);
    Ok(())
}

pub fn remove_membership(
    to: &mut Changes<'_>,
    context: &mut Context,
    group_id: Id<Group>,
    id: Id<Membership>,
) -> Result<(), Rejected> {
    let mut group = to.copy(group_id)?;
    group.members.remove(id, context.stamp());
    to.set(group_id, group, context);
    Ok(())
}

pub fn save_slots(
    to: &mut Changes<'_>,
    context: &mut Context,
    group_id: Id<Group>,
    slots: Vec<(Option<Id<Slot>>, Slot)>,
) -> Result<(), Rejected> {
    let mut group = to.copy(group_id)?;
    for (id, slot) in slots {
        let id = id.unwrap_or_else(|| context.id());
        group.schedule.set(id, context.stamp(), slot.checked()?);
    }
    to.set(group_id, group, context);
    Ok(())
}

/// A meeting time that was in use ends the day before; one that had not begun goes altogether.
pub fn remove_slot(
    to: &mut Changes<'_>,
    context: &mut Context,
    group_id: Id<Group>,
    id: Id<Slot>,
) -> Result<(), Rejected> {
    let mut group = to.copy(group_id)?;
    let Some(mut slot) = group.schedule.get(id).cloned() else {
        return Err(Rejected::gone("meeting time"));
    };
    match context.today.yesterday() {
        Ok(yesterday) if slot.from <= yesterday => {
            slot.to = Some(yesterday);
            group.schedule.set(id, context.stamp(), slot);
        }
        _ => group.schedule.remove(id, context.stamp()),
    }
    to.set(group_id, group, context);
    Ok(())
}
