//! What was taught: logged, corrected, moved to another day, observed.

use aimline_core::Command;
use aimline_core::log_form::{LogForm, Presence};
use aimline_core::model::{
    Checklist, Group, Id, Mark, NoSchool, NotHeld, Outcome, Rater, SchoolYear, Slot, Who,
};
use aimline_core::progress::today;
use aimline_tests::world::World;
use jiff::civil::{Date, Weekday, date};

use crate::{School, TODAY};

#[test]
fn the_defaults_of_the_log_are_a_normal_session() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let form = world.form(group);
    assert_eq!(form.minutes, "30");
    assert_eq!(form.lesson, "Lesson 1");
    world.carry_out(Command::LogSession(world.entry(&form)));
    let session = world.caseload.sessions.values().next().unwrap();
    for student in students {
        assert_eq!(session.received_minutes(student), Some(30));
    }
    let (_, checklist) = session.own_checklist().unwrap();
    assert!(checklist.marks.values().all(|mark| *mark == Mark::Done));
}

#[test]
fn scores_go_with_their_session_when_it_is_corrected_and_removed() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let plan = world.plan(students[0]);
    let mut form = world.form(group);
    form.scores[0].score = "42".into();
    form.scores[0].errors = "3".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let scores = |world: &World| -> Vec<f64> {
        let plan = world.caseload.get(plan).unwrap();
        plan.probes.values().map(|probe| probe.score).collect()
    };
    assert_eq!(scores(&world), [42.0]);

    let session = world.caseload.sessions.ids().next().unwrap();
    let mut correction = LogForm::of(&world.caseload, session).unwrap();
    assert_eq!(
        (
            correction.scores[0].score.as_str(),
            correction.scores[0].errors.as_str()
        ),
        ("42", "3")
    );
    correction.scores[0].score = "45".into();
    correction.students[1].presence = Presence::Absent;
    world.carry_out(Command::LogSession(world.entry(&correction)));
    assert_eq!(scores(&world), [45.0]);
    assert_eq!(world.caseload.sessions.len(), 1);

    let removed = world.carry_out(Command::RemoveSession { id: session });
    assert!(scores(&world).is_empty());
    assert!(world.caseload.sessions.is_empty());
    world.undo(&removed).unwrap();
    assert_eq!(scores(&world), [45.0]);
    assert_eq!(world.caseload.sessions.len(), 1);
}

#[test]
fn a_session_moved_to_another_day_stays_one_session_with_its_scores() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let plan = world.plan(students[0]);
    let mut form = world.form(group);
    form.scores[0].score = "42".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let session = world.caseload.sessions.ids().next().unwrap();
    let mut moved = LogForm::of(&world.caseload, session).unwrap();
    moved.move_to(&world.caseload, date(2026, 10, 1));
    world.carry_out(Command::LogSession(world.entry(&moved)));
    let days: Vec<_> = world
        .caseload
        .sessions
        .values()
        .map(|session| session.date)
        .collect();
    assert_eq!(days, [date(2026, 10, 1)]);
    let probes: Vec<_> = world
        .caseload
        .get(plan)
        .unwrap()
        .probes
        .values()
        .cloned()
        .collect();
    assert_eq!(probes.len(), 1);
    assert_eq!(probes[0].date, date(2026, 10, 1));
}

#[test]
fn a_guest_stays_when_the_session_moves_to_another_day() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let guest = world.student("Cyd", "Crane");
    let mut form = world.form(group);
    form.add_student(&world.caseload, guest);
    form.students[2].presence = Presence::Absent;
    form.move_to(&world.caseload, date(2026, 10, 1));
    let there: Vec<_> = form.students.iter().map(|line| line.student).collect();
    assert_eq!(there, [students[0], students[1], guest]);
    assert_eq!(form.students[2].presence, Presence::Absent);
}

#[test]
fn a_weekly_meeting_is_logged_once_a_day() {
    let mut world = World::on(TODAY);
    let (group, _, _) = world.group();
    let slot = world.meeting(group, TODAY.weekday(), 540);
    let form = LogForm::new(&world.caseload, Who::Group(group), Some(slot), TODAY).unwrap();
    assert_eq!(form.minutes, "20");
    let entry = world.entry(&form);
    world.carry_out(Command::LogSession(entry.clone()));
    let refused = world.attempt(Command::LogSession(entry)).unwrap_err();
    assert!(refused.contains("logged already"), "{refused}");
    let extra = world.form(group);
    world.carry_out(Command::LogSession(world.entry(&extra)));
    assert_eq!(world.caseload.sessions.len(), 2);
}

#[test]
fn a_weekly_meeting_moved_to_another_day_becomes_the_meeting_of_that_day() {
    let mut world = World::on(TODAY);
    let (group, _, _) = world.group();
    let monday = world.meeting(group, Weekday::Monday, 540);
    let wednesday = world.meeting(group, Weekday::Wednesday, 540);
    world.meeting(group, Weekday::Wednesday, 600);
    let friday = world.meeting(group, Weekday::Friday, 600);
    let friday_session = |world: &World| {
        let day = date(2026, 10, 2);
        LogForm::new(&world.caseload, Who::Group(group), Some(friday), day).unwrap()
    };
    world.carry_out(Command::LogSession(world.entry(&friday_session(&world))));

    let mut form = LogForm::new(&world.caseload, Who::Group(group), Some(monday), TODAY).unwrap();
    for (day, slot, start) in [
        (date(2026, 9, 28), Some(monday), 540),
        (date(2026, 9, 29), None, 540),
        (date(2026, 9, 30), Some(wednesday), 540),
        (date(2026, 10, 2), Some(friday), 600),
    ] {
        form.move_to(&world.caseload, day);
        assert_eq!((form.slot, form.start), (slot, Some(start)), "{day}");
    }
    let refused = world.attempt(Command::LogSession(world.entry(&form)));
    assert!(refused.unwrap_err().contains("logged already"));

    let mut entry = world.entry(&friday_session(&world));
    entry.session.date = date(2026, 10, 1);
    let refused = world.attempt(Command::LogSession(entry));
    assert!(refused.unwrap_err().contains("another weekday"));
}

/// A group that meets twice on the day of the tests, and once on the Wednesday before.
fn twice_a_day() -> (World, Id<Group>, [Id<Slot>; 3]) {
    let mut world = World::on(TODAY);
    let (group, ..) = world.group();
    let nine = world.meeting(group, TODAY.weekday(), 540);
    let ten = world.meeting(group, TODAY.weekday(), 600);
    let wednesday = world.meeting(group, Weekday::Wednesday, 600);
    (world, group, [nine, ten, wednesday])
}

#[test]
fn a_session_of_a_group_is_the_first_meeting_of_the_day_that_nobody_logged() {
    let (mut world, group, [nine, ten, _]) = twice_a_day();
    let offered = |form: &LogForm, world: &World| -> Vec<Id<Slot>> {
        let meetings = form.meetings(&world.caseload).into_iter();
        meetings.map(|meeting| meeting.slot).collect()
    };
    for (taken, open) in [
        (Some(nine), vec![nine, ten]),
        (Some(ten), vec![ten]),
        (None, vec![]),
    ] {
        let form = world.form(group);
        assert_eq!(form.slot, taken);
        assert_eq!(form.minutes, if taken.is_some() { "20" } else { "30" });
        assert_eq!(offered(&form, &world), open);
        world.carry_out(Command::LogSession(world.entry(&form)));
    }
    assert!(
        today::meetings_on(&world.caseload, TODAY)
            .iter()
            .all(|meeting| meeting.logged.is_some())
    );
    let correction = LogForm::of(
        &world.caseload,
        world.caseload.sessions.ids().next().unwrap(),
    );
    assert_eq!(offered(&correction.unwrap(), &world), []);
}

#[test]
fn an_extra_session_is_one_on_every_day_once_it_was_chosen() {
    let (world, group, [_, ten, wednesday]) = twice_a_day();
    let before = date(2026, 9, 30);
    let mut form = world.form(group);
    form.choose_meeting(&world.caseload, None);
    assert_eq!(
        (form.slot, form.start, form.minutes.as_str()),
        (None, None, "30")
    );
    form.move_to(&world.caseload, before);
    assert_eq!((form.slot, form.start), (None, None));
    form.choose_meeting(&world.caseload, Some(wednesday));
    form.minutes = "25".into();
    form.move_to(&world.caseload, TODAY);
    assert_eq!(
        (form.slot, form.start),
        (Some(ten), Some(600)),
        "the same time"
    );
    assert_eq!((form.minutes.as_str(), form.planned_minutes), ("25", 20));
}

#[test]
fn a_session_of_its_own_moved_to_a_day_with_an_open_meeting_is_that_meeting() {
    let (mut world, group, [_, _, wednesday]) = twice_a_day();
    let (before, tuesday) = (date(2026, 9, 30), date(2026, 9, 29));
    let of_tuesday =
        |world: &World| LogForm::new(&world.caseload, Who::Group(group), None, tuesday).unwrap();
    let mut form = of_tuesday(&world);
    assert_eq!(form.slot, None);
    form.move_to(&world.caseload, before);
    assert_eq!((form.slot, form.start), (Some(wednesday), Some(600)));
    let make_up = LogForm {
        makes_up: Some(Id::built_in(9)),
        ..of_tuesday(&world)
    };
    let moved = |mut form: LogForm, world: &World| {
        form.move_to(&world.caseload, before);
        form.slot
    };
    assert_eq!(
        moved(make_up, &world),
        None,
        "a make-up is a session of its own"
    );
    world.carry_out(Command::LogSession(world.entry(&form)));
    assert_eq!(
        moved(of_tuesday(&world), &world),
        None,
        "it is logged already"
    );
}

#[test]
fn a_session_that_was_not_held_asks_why() {
    let mut world = World::on(TODAY);
    let (group, ..) = world.group();
    let mut form = world.form(group);
    form.set_held(false);
    assert!(!form.is_held());
    let refused = form.entry(&world.caseload).unwrap_err();
    assert_eq!(refused.problems()[0].field, "not_held");
    assert_eq!(refused.to_string(), "Choose why it was not held.");
    form.explain(NotHeld::Testing);
    form.set_held(false);
    assert_eq!(form.not_held, Some(NotHeld::Testing), "it was said before");
    let outcome = world.entry(&form).session.outcome;
    assert_eq!(
        outcome,
        Outcome::NotHeld {
            reason: NotHeld::Testing
        }
    );
    form.set_held(true);
    assert!(form.is_held() && world.entry(&form).session.is_held());
}

#[test]
fn minutes_that_are_no_number_are_asked_for() {
    let mut world = World::on(TODAY);
    let (group, ..) = world.group();
    let check = |minutes: &str, present: &str, said: &str| {
        let mut form = world.form(group);
        form.minutes = minutes.into();
        form.students[0].presence = Presence::Partial;
        form.students[0].minutes = present.into();
        let refused = form.entry(&world.caseload).unwrap_err();
        assert_eq!(refused.to_string(), said);
    };
    check(" ", "10", "Enter the minutes, a whole number such as 30.");
    check(
        "30",
        "",
        "Enter the minutes present, a whole number such as 30.",
    );
    check(
        "many",
        "10",
        "Minutes: “many” was given; enter a whole number such as 30.",
    );
}

#[test]
fn a_slip_of_the_year_is_told_at_the_date() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let (slip, first) = (date(2025, 10, 6), date(2026, 8, 15));
    let mut form = world.form(group);
    form.move_to(&world.caseload, slip);
    let refused = |form: &LogForm, world: &mut World| {
        world
            .attempt(Command::LogSession(world.entry(form)))
            .unwrap_err()
    };
    let said = refused(&form, &mut world);
    assert!(
        said.contains("Oct 6, 2025, and nobody was in the group"),
        "{said}"
    );

    let alone = |day: Date, world: &World| {
        LogForm::new(&world.caseload, Who::Student(students[0]), None, day).unwrap()
    };
    let before = alone(slip, &world);
    world.carry_out(Command::LogSession(world.entry(&before)));
    world.carry_out(Command::SetSchoolYear {
        year: SchoolYear::usual(TODAY),
    });
    let before = alone(first.yesterday().unwrap(), &world);
    let said = refused(&before, &mut world);
    assert!(
        said.contains("the first school year begins on Aug 15, 2026"),
        "{said}"
    );
    let on = alone(first, &world);
    world.carry_out(Command::LogSession(world.entry(&on)));

    // What was logged before that is put right on its day.
    let session = world.caseload.sessions.ids().next().unwrap();
    let mut correction = LogForm::of(&world.caseload, session).unwrap();
    assert_eq!(correction.date, slip);
    correction.note = "Later".into();
    world.carry_out(Command::LogSession(world.entry(&correction)));
}

#[test]
fn no_meeting_is_taken_on_a_day_without_school() {
    let (mut world, group, _) = twice_a_day();
    world.carry_out(Command::SaveNoSchool {
        days: vec![NoSchool {
            first: TODAY,
            last: TODAY,
            label: "Snow".into(),
        }],
    });
    let form = world.form(group);
    assert_eq!((form.slot, form.start), (None, None));
    assert!(form.meetings(&world.caseload).is_empty());
}

#[test]
fn an_observer_marks_every_step() {
    let mut world = World::on(TODAY);
    let (group, _, _) = world.group();
    world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    let session = world.caseload.sessions.ids().next().unwrap();
    let save = |marks: &[(u128, Mark)]| Command::SaveChecklist {
        session,
        id: None,
        checklist: Checklist {
            rater: Rater::Observer {
                role: "Reading coach".into(),
            },
            marks: marks
                .iter()
                .map(|(step, mark)| (Id::built_in(*step), mark.clone()))
                .collect(),
            ..Checklist::default()
        }
        .into(),
    };
    let refused = world.attempt(save(&[(1, Mark::Done)])).unwrap_err();
    assert!(refused.contains("1 of 2 is open"), "{refused}");
    let refused = world.attempt(save(&[])).unwrap_err();
    assert!(refused.contains("2 of 2 are open"), "{refused}");
    world.carry_out(save(&[(1, Mark::Done), (2, Mark::NotApplicable)]));
}
