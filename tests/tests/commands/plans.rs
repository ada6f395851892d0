//! Plans: what moves their stamp, and what does not.

use aimline_core::Command;
use aimline_core::model::Stamp;
use aimline_tests::world::World;

use crate::{School, TODAY, probe};

#[test]
fn stamps_let_a_later_merge_keep_both_edits() {
    let mut world = World::on(TODAY);
    let student = world.student("Ana", "Alba");
    let plan = world.plan(student);
    let stamp_of = |world: &World| world.caseload.plans.entry(plan).unwrap().stamp;
    let before = stamp_of(&world);
    let added = world.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(TODAY, 40.0).into(),
    });
    assert_eq!(
        stamp_of(&world),
        before,
        "a new probe does not touch the plan's own fields"
    );
    let probes = &world.caseload.get(plan).unwrap().probes;
    let (probe, entry) = probes.entries().next().unwrap();
    let set = entry.stamp;
    assert!(set > before);
    assert_eq!(world.caseload.latest, set);

    world.undo(&added).unwrap();
    let entry = world
        .caseload
        .get(plan)
        .unwrap()
        .probes
        .entry(probe)
        .unwrap();
    assert!(entry.value.is_none(), "what was undone leaves a tombstone");
    assert!(
        entry.stamp > set,
        "the tombstone must win over the value on another device"
    );

    world.carry_out(Command::ClosePlan {
        id: plan,
        closed: Some(TODAY),
    });
    assert!(stamp_of(&world) > before);
    assert!(world.caseload.latest > Stamp::default());
}
