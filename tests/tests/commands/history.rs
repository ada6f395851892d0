//! Undo, and what the history says: no later change is lost, nothing is left without a footing.

use aimline_core::command::RosterChange;
use aimline_core::history::About;
use aimline_core::model::Student;
use aimline_core::{Command, Edited};
use aimline_tests::world::World;
use jiff::civil::date;

use crate::{School, TODAY, probe};

#[test]
fn undo_never_loses_a_later_change() {
    let mut world = World::on(TODAY);
    let student = world.student("Ana", "Alba");
    let named = |given: &str| Student {
        given_name: given.into(),
        family_name: "Alba".into(),
        ..Student::default()
    };
    let first = world.carry_out(Command::SaveStudent {
        id: Some(student),
        student: named("Anna").into(),
    });
    world.carry_out(Command::SaveStudent {
        id: Some(student),
        student: named("Anne").into(),
    });
    assert!(world.undo(&first).unwrap_err().contains("changed again"));
    assert_eq!(world.caseload.get(student).unwrap().given_name, "Anne");

    let plan = world.plan(student);
    let one = world.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(TODAY, 40.0).into(),
    });
    world.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(TODAY, 50.0).into(),
    });
    // Taking back the first leaves the second, though both lie in one document.
    world.undo(&one).unwrap();
    let scores: Vec<_> = world
        .caseload
        .get(plan)
        .unwrap()
        .probes
        .values()
        .map(|p| p.score)
        .collect();
    assert_eq!(scores, [50.0]);
}

#[test]
fn undo_takes_nothing_away_that_later_records_stand_on() {
    let mut world = World::on(TODAY);
    let rows = ["Ana", "Ben", "Cyd"].map(|given_name| RosterChange {
        id: None,
        student: Edited::from(Student {
            given_name: given_name.into(),
            ..Student::default()
        }),
    });
    let imported = world.carry_out(Command::ImportRoster {
        changes: rows.into(),
        columns: vec![("First".into(), "given_name".into())],
    });
    let about = world.about(&imported).unwrap();
    assert_eq!((about.name.as_str(), about.more), ("Ana", 2));
    let students: Vec<_> = world.caseload.students.ids().collect();
    let grouped = world.carry_out(Command::AddGroup {
        name: "Readers".into(),
        protocol: None,
        students: students.clone(),
        from: date(2026, 9, 1),
        slots: Vec::new(),
    });
    let group = world.caseload.groups.ids().next().unwrap();
    world.plan(students[0]);
    let plan = world.plan(students[1]);
    let logged = world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    let removed = world.carry_out(Command::RemovePlan { id: plan });
    world.undo(&removed).unwrap();

    let before = world.caseload.clone();
    for (changes, list) in [
        (&imported, "by now: 1 group, 2 plans and 1 session. Remove"),
        (&grouped, "by now: 1 session. Remove"),
    ] {
        let refused = world.undo(changes).unwrap_err();
        assert!(refused.contains(list), "{refused}");
        assert_eq!(world.caseload, before);
    }
    world.undo(&logged).unwrap();
    world.undo(&grouped).unwrap();
    for id in world.caseload.plans.ids().collect::<Vec<_>>() {
        world.carry_out(Command::RemovePlan { id });
    }
    world.undo(&imported).unwrap();
    assert!(world.caseload.students.is_empty());
}

#[test]
fn what_was_removed_keeps_its_text_whatever_is_undone() {
    let mut world = World::on(TODAY);
    let (group, _, _) = world.group();
    let logged = world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    let id = world.caseload.sessions.ids().next().unwrap();
    let session = world.caseload.get(id).unwrap().clone();
    let removed = world.carry_out(Command::RemoveSession { id });
    // Taking back the logging of what is gone would write over the text that is kept.
    let refused = world.way_back(&logged).unwrap_err();
    assert!(refused.contains("changed again"), "{refused}");

    let restored = world.way_back(&removed).unwrap();
    world.caseload.apply(&restored).unwrap();
    assert_eq!(world.caseload.get(id), Some(&session));
    // Undo is in the history too, with a way back of its own.
    let removed_again = world.way_back(&restored).unwrap();
    let after = removed_again[0].after.as_deref().unwrap();
    assert!(after.contains("\"deleted\":\""), "{after}");
    assert!(after.contains("Lesson 1"), "{after}");
    world.caseload.apply(&removed_again).unwrap();
    assert!(!world.caseload.sessions.contains(id));
}

#[test]
fn the_history_names_a_session_by_its_group() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    world.plan(students[0]);
    let mut form = world.form(group);
    form.scores[0].score = "42".into();
    form.next_lesson = "Lesson 2".into();
    let expected = About {
        name: "Readers".into(),
        day: Some(TODAY),
        more: 0,
    };
    let logged = world.carry_out(Command::LogSession(world.entry(&form)));
    assert_eq!(world.about(&logged), Some(expected.clone()));
    let id = world.caseload.sessions.ids().next().unwrap();
    let removed = world.carry_out(Command::RemoveSession { id });
    assert_eq!(world.about(&removed), Some(expected));
    assert_eq!(
        world.about(&logged),
        None,
        "no student stands for what is gone"
    );
}
