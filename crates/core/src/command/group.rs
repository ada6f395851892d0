//! Groups: members with their days, the weekly schedule.

use jiff::civil::Date;

use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{Group, Id, Membership, Protocol, Slot, Student, text};
use crate::rejected::Rejected;

pub fn add(
    to: &mut Changes<'_>,
    context: &mut Context,
    name: String,
    protocol: Option<Id<Protocol>>,
    students: &[Id<Student>],
    from: Date,
    slots: Vec<Slot>,
) -> Result<(), Rejected> {
    check_protocol(to, protocol)?;
    let mut group = Group {
        name,
        protocol,
        ..Group::default()
    }
    .checked()?;
    join(to, context, &mut group, students, from)?;
    for slot in slots {
        group
            .schedule
            .set(context.id(), context.stamp(), slot.checked()?);
    }
    to.set(context.id(), group, context);
    Ok(())
}

pub fn save(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Option<Id<Group>>,
    group: Edited<Group>,
) -> Result<(), Rejected> {
    let before = match id {
        Some(id) => to.copy(id)?,
        None => Group::default(),
    };
    let Group {
        name,
        protocol,
        next_lesson,
        ..
    } = group.onto(&before, to.caseload())?;
    check_protocol(to, protocol)?;
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
    join(to, context, &mut group, students, from)?;
    to.set(group_id, group, context);
    Ok(())
}

pub fn save_membership(
    to: &mut Changes<'_>,
    context: &mut Context,
    group_id: Id<Group>,
    id: Id<Membership>,
    membership: Edited<Membership>,
) -> Result<(), Rejected> {
    let mut group = to.copy(group_id)?;
    let Some(now) = group.members.get(id) else {
        return Err(Rejected::gone("membership"));
    };
    let membership = membership.onto(now, to.caseload())?;
    if let Some(last) = membership.to.filter(|last| *last < membership.from) {
        return Err(Rejected::field(
            "to",
            format!(
                "The last day is {}; it cannot be before the first, {}.",
                text::date(last),
                text::date(membership.from)
            ),
        ));
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

/// A meeting that was in use ends the day before the changed one begins, so that the minutes
/// planned before stay as they were; one that had not begun is replaced.
pub fn change_slot(
    to: &mut Changes<'_>,
    context: &mut Context,
    group_id: Id<Group>,
    id: Id<Slot>,
    slot: Edited<Slot>,
) -> Result<(), Rejected> {
    let mut group = to.copy(group_id)?;
    let Some(before) = group.schedule.get(id).cloned() else {
        return Err(Rejected::gone("meeting time"));
    };
    // Day, time and the days between which they hold hang together: they are looked at again.
    if slot.opened.is_some_and(|opened| opened != before) {
        return Err(Rejected::because(
            "This meeting time was changed in another window meanwhile. Close this form and open it again.",
        ));
    }
    let slot = slot.typed.checked()?;
    match slot.from.yesterday() {
        Ok(last) if before.from <= last => {
            let ended = Slot {
                to: Some(before.to.map_or(last, |to| to.min(last))),
                ..before
            };
            group.schedule.set(id, context.stamp(), ended);
            group.schedule.set(context.id(), context.stamp(), slot);
        }
        _ => group.schedule.set(id, context.stamp(), slot),
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

fn check_protocol(to: &Changes<'_>, protocol: Option<Id<Protocol>>) -> Result<(), Rejected> {
    if protocol.is_some_and(|id| to.caseload().protocol(id).is_none()) {
        return Err(Rejected::gone("protocol"));
    }
    Ok(())
}

fn join(
    to: &Changes<'_>,
    context: &mut Context,
    group: &mut Group,
    students: &[Id<Student>],
    from: Date,
) -> Result<(), Rejected> {
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
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::caseload::Caseload;
    use crate::command::Command;
    use crate::model::{Device, Stamp};

    const TODAY: Date = date(2026, 10, 14);

    fn slot(from: Date, start: u16) -> Slot {
        Slot {
            weekday: Weekday::Wednesday,
            start,
            minutes: 30,
            from,
            to: None,
        }
    }

    fn run(caseload: &mut Caseload, command: Command) {
        let mut context = Context::new(5_000, TODAY, Device(1), caseload.latest, 7);
        let changes = command.plan(caseload, &mut context).unwrap();
        caseload.apply(&changes).unwrap();
    }

    fn one_group(slots: Vec<Slot>) -> (Caseload, Id<Group>) {
        let mut caseload = Caseload::default();
        let anna = Id::built_in(1);
        let student = Student {
            given_name: "Anna".into(),
            ..Student::default()
        };
        caseload.students.set(anna, Stamp::default(), student);
        run(
            &mut caseload,
            Command::AddGroup {
                name: " Blue  group ".into(),
                protocol: None,
                students: vec![anna, anna],
                from: TODAY,
                slots,
            },
        );
        let id = caseload.groups.ids().next().unwrap();
        (caseload, id)
    }

    #[test]
    fn a_group_is_added_with_its_members_and_meetings() {
        let (caseload, id) = one_group(vec![slot(TODAY, 540)]);
        let group = caseload.groups.get(id).unwrap();
        assert_eq!(group.name, "Blue group");
        assert_eq!(group.members_on(TODAY), [Id::built_in(1)]);
        assert_eq!(group.slots_on(TODAY).len(), 1);
    }

    #[test]
    fn a_changed_meeting_leaves_the_days_before_as_they_were() {
        let started = date(2026, 8, 19);
        for (from, kept) in [(started, 0), (TODAY, 1)] {
            let (mut caseload, group) = one_group(vec![slot(started, 540)]);
            let id = caseload
                .groups
                .get(group)
                .unwrap()
                .schedule
                .ids()
                .next()
                .unwrap();
            let slot = slot(from, 600);
            let slot = slot.into();
            run(&mut caseload, Command::ChangeSlot { group, id, slot });
            let changed = caseload.groups.get(group).unwrap();
            let starts = |day: Date| {
                let slots = changed.slots_on(day);
                slots.iter().map(|(_, slot)| slot.start).collect::<Vec<_>>()
            };
            assert_eq!(changed.schedule.len(), 1 + kept);
            assert_eq!(starts(TODAY), [600], "from {from}");
            assert_eq!(
                starts(date(2026, 10, 7)),
                [if kept == 1 { 540 } else { 600 }]
            );
        }
    }
}
