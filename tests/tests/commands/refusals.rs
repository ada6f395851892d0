//! What is wrong is rejected whole.

use aimline_core::Command;
use aimline_core::model::{Id, Student};
use aimline_tests::world::World;
use jiff::civil::date;

use crate::{School, TODAY, probe};

#[test]
fn what_is_wrong_is_rejected_whole_with_the_field_named() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let plan = world.plan(students[0]);
    let before = world.caseload.clone();
    let mut too_long = world.form(group);
    too_long.minutes = "301".into();
    let cases = [
        (Command::LogSession(world.entry(&too_long)), "1 to 300"),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(TODAY, 999.0).into(),
            },
            "0 to 300",
        ),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(TODAY, f64::NAN).into(),
            },
            "0 to 300",
        ),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(date(2026, 10, 6), 4.0).into(),
            },
            "cannot be after today",
        ),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(date(2024, 10, 5), 4.0).into(),
            },
            "The date is Oct 5, 2024; the school year of this plan begins on Aug 15, 2026.",
        ),
        (
            Command::SaveScores {
                scores: vec![(plan, probe(TODAY, 40.0)), (plan, probe(TODAY, -1.0))],
            },
            "0 to 300",
        ),
        (
            Command::SaveStudent {
                id: None,
                student: Student::default().into(),
            },
            "name",
        ),
        (
            Command::RemovePlan {
                id: Id::built_in(99),
            },
            "not here any more",
        ),
    ];
    for (command, expected) in cases {
        let message = world.attempt(command.clone()).unwrap_err();
        assert!(message.contains(expected), "{command:?}: {message}");
        assert_eq!(world.caseload, before, "{command:?} changed something");
    }
}
