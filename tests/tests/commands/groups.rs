//! Groups: who is on the roll of a day.

use aimline_core::Command;
use aimline_core::log_form::LogForm;
use aimline_core::model::{Membership, Who};
use aimline_tests::world::World;
use jiff::civil::date;

use crate::{School, TODAY};

#[test]
fn members_of_the_day_are_on_the_roll() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let joined_today = world.student("Cy", "Cole");
    world.carry_out(Command::AddMembers {
        group,
        students: vec![joined_today],
        from: TODAY,
    });
    let (membership, first) = {
        let group = world.caseload.get(group).unwrap();
        let (id, first) = group.members.iter().next().unwrap();
        (id, first.clone())
    };
    world.carry_out(Command::SaveMembership {
        group,
        id: membership,
        membership: Membership {
            to: Some(date(2026, 10, 2)),
            ..first
        }
        .into(),
    });
    let roll: Vec<_> = world
        .form(group)
        .students
        .iter()
        .map(|line| line.student)
        .collect();
    assert_eq!(roll, [students[1], joined_today]);
    let before = LogForm::new(&world.caseload, Who::Group(group), None, date(2026, 10, 2)).unwrap();
    let roll: Vec<_> = before.students.iter().map(|line| line.student).collect();
    assert_eq!(roll, students);
}
