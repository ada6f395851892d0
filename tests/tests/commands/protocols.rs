//! Protocols: a version that was used is frozen.

use aimline_core::command::ProtocolWording;
use aimline_core::model::{Group, Subject};
use aimline_core::{Command, library};
use aimline_tests::world::World;

use crate::{School, TODAY, version};

#[test]
fn a_version_once_used_is_frozen_and_editing_makes_the_next() {
    let mut world = World::on(TODAY);
    let (group, _, protocol) = world.group();
    let edit = |steps: &[&str]| Command::SaveProtocol {
        id: Some(protocol),
        protocol: ProtocolWording {
            name: "Blend".into(),
            subject: Subject::Reading,
            version: version(steps),
        }
        .into(),
    };
    // Not used yet: the version in force changes.
    world.carry_out(edit(&["Say it", "Read it", "Write it"]));
    assert_eq!(world.caseload.protocol(protocol).unwrap().versions.len(), 1);

    let form = world.form(group);
    world.carry_out(Command::LogSession(world.entry(&form)));
    world.carry_out(edit(&["Only this"]));
    let saved = world.caseload.protocol(protocol).unwrap();
    let numbers: Vec<_> = saved
        .versions
        .values()
        .map(|version| version.number)
        .collect();
    assert_eq!(numbers, [1, 2]);
    let session = world.caseload.sessions.values().next().unwrap();
    let used = world
        .caseload
        .protocol_version(session.protocol.unwrap())
        .unwrap();
    assert_eq!(used.steps.len(), 3, "past sessions keep their wording");
    // The same wording again makes no third version, and no change at all.
    assert!(world.carry_out(edit(&["Only this"])).is_empty());
}

#[test]
fn a_starter_is_itself_again_when_its_first_session_is_undone() {
    let mut world = World::on(TODAY);
    let (group, _, _) = world.group();
    let (starter, shipped) = library::protocols().next().unwrap();
    world.carry_out(Command::SaveGroup {
        id: Some(group),
        group: Group {
            name: "Readers".into(),
            protocol: Some(starter),
            ..Group::default()
        }
        .into(),
    });
    let logged = world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    assert_ne!(world.caseload.protocol(starter), Some(shipped));
    world.undo(&logged).unwrap();
    assert_eq!(world.caseload.protocol(starter), Some(shipped));
}

#[test]
fn undoing_the_first_session_frees_no_version_that_others_use() {
    for starter in [false, true] {
        let mut world = World::on(TODAY);
        let (group, _, own) = world.group();
        let protocol = match starter {
            false => own,
            true => library::protocols().next().unwrap().0,
        };
        world.carry_out(Command::SaveGroup {
            id: Some(group),
            group: Group {
                name: "Readers".into(),
                protocol: Some(protocol),
                ..Group::default()
            }
            .into(),
        });
        let is_frozen = |world: &World| {
            let protocol = world.caseload.protocol(protocol).unwrap();
            protocol.current().unwrap().1.is_frozen()
        };
        let first = world.carry_out(Command::LogSession(world.entry(&world.form(group))));
        let second = world.carry_out(Command::LogSession(world.entry(&world.form(group))));
        world.undo(&first).unwrap();
        assert_eq!(world.caseload.sessions.ids().count(), 1);
        assert!(is_frozen(&world), "the second session uses it");
        world.undo(&second).unwrap();
        assert_eq!(world.caseload.sessions.ids().count(), 0);
    }
}
