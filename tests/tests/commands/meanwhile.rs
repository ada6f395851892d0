//! Two windows: what one saves while a form is open in the other.

use aimline_core::command::{ProtocolWording, RosterChange};
use aimline_core::log_form::LogForm;
use aimline_core::model::{
    Attendance, Checklist, Group, Id, NotHeld, Plan, Probe, Protocol, Rater, Session, Student,
};
use aimline_core::{Command, Edited, library};
use aimline_tests::world::World;

use crate::{School, TODAY, version};

/// The record as a form opens it, and as it is typed then.
fn typed<T: Clone>(opened: &T, change: impl FnOnce(&mut T)) -> Edited<T> {
    let mut typed = opened.clone();
    change(&mut typed);
    Edited {
        opened: Some(opened.clone()),
        typed,
    }
}

#[test]
fn each_window_keeps_what_only_the_other_touched() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let id = students[0];
    let opened: Student = world.caseload.get(id).cloned().unwrap();
    let save = |student| Command::SaveStudent {
        id: Some(id),
        student,
    };
    world.carry_out(save(typed(&opened, |student| {
        student.teacher = "Reed".into()
    })));
    world.carry_out(save(typed(&opened, |student| student.tier = Some(2))));
    let student = world.caseload.get(id).unwrap();
    assert_eq!((student.teacher.as_str(), student.tier), ("Reed", Some(2)));

    let opened: Group = world.caseload.get(group).cloned().unwrap();
    let save = |group_as| Command::SaveGroup {
        id: Some(group),
        group: group_as,
    };
    world.carry_out(save(typed(&opened, |group| {
        group.next_lesson = "Lesson 2".into()
    })));
    world.carry_out(save(typed(&opened, |group| group.name = "Robins".into())));
    let clash = save(typed(&opened, |group| {
        group.next_lesson = "Lesson 9".into()
    }));
    let refused = world.attempt(clash).unwrap_err();
    assert!(
        refused.contains("“Lesson 2” there, “Lesson 9” here"),
        "{refused}"
    );
    let saved = world.caseload.get(group).unwrap();
    assert_eq!(
        (saved.name.as_str(), saved.next_lesson.as_str()),
        ("Robins", "Lesson 2")
    );
    assert_eq!(saved.members.len(), 2);
}

#[test]
fn a_roster_writes_only_what_it_says_and_overwrites_nothing_of_another_window() {
    let mut world = World::on(TODAY);
    let id = world.student("Ana", "Alba");
    let opened: Student = world.caseload.get(id).cloned().unwrap();
    let import = |opened: &Student, teacher: &str| Command::ImportRoster {
        changes: vec![
            RosterChange {
                id: Some(id),
                student: typed(opened, |student| {
                    student.teacher = teacher.into();
                    student.roster_id = "s-1".into();
                }),
            },
            RosterChange {
                id: None,
                student: Student {
                    given_name: "Ben".into(),
                    ..Student::default()
                }
                .into(),
            },
        ],
        columns: Vec::new(),
    };
    let save = |student| Command::SaveStudent {
        id: Some(id),
        student,
    };
    world.carry_out(save(typed(&opened, |student| {
        student.note = "Glasses".into();
        student.tier = Some(2);
    })));
    world.carry_out(import(&opened, "Koh"));
    let saved = world.caseload.get(id).cloned().unwrap();
    assert_eq!((saved.note.as_str(), saved.tier), ("Glasses", Some(2)));
    assert_eq!((saved.teacher.as_str(), &*saved.roster_id), ("Koh", "s-1"));

    world.carry_out(save(typed(&saved, |student| {
        student.teacher = "Moss".into()
    })));
    let before = world.caseload.clone();
    let refused = world.attempt(import(&saved, "Reed")).unwrap_err();
    let told = "Nothing was imported. Ana Alba: Teacher was changed in another window meanwhile: “Moss” there, “Reed” here. The preview now shows";
    assert!(refused.starts_with(told), "{refused}");
    assert_eq!(world.caseload, before, "no row came in alone");
    let read = world.caseload.get(id).cloned().unwrap();
    world.carry_out(import(&read, "Reed"));
    assert_eq!(world.caseload.get(id).unwrap().teacher, "Reed");
}

#[test]
fn a_plan_keeps_scores_and_goal_of_another_window() {
    let mut world = World::on(TODAY);
    let student = world.student("Ana", "Alba");
    let id = world.plan(student);
    let opened: Plan = world.caseload.get(id).cloned().unwrap();
    world.carry_out(Command::SaveProbe {
        plan: id,
        id: None,
        probe: crate::probe(TODAY, 40.0).into(),
    });
    let save = |plan| Command::SavePlan { id: Some(id), plan };
    let score = |plan: &mut Plan, score| plan.goal.as_mut().unwrap().score = score;
    world.carry_out(save(typed(&opened, |plan| score(plan, 70.0))));
    world.carry_out(save(typed(&opened, |plan| {
        plan.material = "Grade 3".into()
    })));
    let plan = world.caseload.get(id).unwrap();
    assert_eq!(plan.goal.as_ref().unwrap().score, 70.0);
    assert_eq!((plan.material.as_str(), plan.probes.len()), ("Grade 3", 1));
    let refused = world.attempt(save(typed(&opened, |plan| score(plan, 80.0))));
    let refused = refused.unwrap_err();
    assert!(
        refused.contains("70 by Jan 12, 2027 there, 80 by Jan 12, 2027 here"),
        "{refused}"
    );
}

#[test]
fn a_protocol_that_was_used_meanwhile_stays_frozen() {
    let mut world = World::on(TODAY);
    let (group, _, protocol) = world.group();
    let opened = ProtocolWording::of(world.caseload.protocol(protocol).unwrap());
    world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    world.carry_out(Command::SaveProtocol {
        id: Some(protocol),
        protocol: typed(&opened, |wording| wording.version = version(&["Only this"])),
    });
    let saved: &Protocol = world.caseload.protocol(protocol).unwrap();
    let versions: Vec<_> = saved
        .versions
        .values()
        .map(|version| (version.number, version.steps.len(), version.is_frozen()))
        .collect();
    assert_eq!(versions, [(1, 2, true), (2, 1, false)]);
}

/// A session of two with a score beside it, and the form that corrects it, opened.
fn corrected() -> (World, Id<Session>, Id<Plan>, LogForm) {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    let plan = world.plan(students[0]);
    let mut form = world.form(group);
    form.scores[0].score = "41".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let session = world.caseload.sessions.ids().next().unwrap();
    let form = LogForm::of(&world.caseload, session).unwrap();
    (world, session, plan, form)
}

#[test]
fn two_corrections_of_a_session_are_put_together() {
    let (mut world, session, plan, opened) = corrected();
    let mut first = opened.clone();
    first.note = "Fire drill".into();
    first.scores[0].score = "44".into();
    world.carry_out(Command::LogSession(world.entry(&first)));
    let mut second = opened.clone();
    second.minutes = "12".into();
    world.carry_out(Command::LogSession(world.entry(&second)));
    let saved = world.caseload.get(session).unwrap();
    assert_eq!(
        (saved.note.as_str(), saved.delivered_minutes()),
        ("Fire drill", 12)
    );
    let scores = |world: &World| {
        let plan = world.caseload.get(plan).unwrap();
        plan.probes
            .values()
            .map(|probe| probe.score)
            .collect::<Vec<_>>()
    };
    assert_eq!(scores(&world), [44.0]);

    let mut third = opened;
    third.scores[0].score = "47".into();
    third.minutes = "30".into();
    let refused = world.attempt(Command::LogSession(world.entry(&third)));
    let refused = refused.unwrap_err();
    assert!(
        refused.contains("Ana Alba: 44 there, Ana Alba: 47 here"),
        "{refused}"
    );
    assert!(
        !refused.contains("held"),
        "the minutes are as they were: {refused}"
    );
    assert_eq!(scores(&world), [44.0]);
}

/// Refused with these words; gives the form as it is after they were read.
fn told(world: &mut World, form: &LogForm, words: &[&str]) -> LogForm {
    let entry = world.entry(form);
    let context = &mut world.context();
    let refused = Command::LogSession(entry).plan(&world.caseload, context);
    let refused = refused.unwrap_err();
    for words in words {
        assert!(refused.to_string().contains(words), "{refused}");
    }
    LogForm {
        opened: refused.opened_anew().unwrap(),
        ..form.clone()
    }
}

fn scores(world: &World, plan: Id<Plan>) -> Vec<f64> {
    let plan = world.caseload.get(plan).unwrap();
    plan.probes.values().map(|probe| probe.score).collect()
}

fn ids(world: &World, plan: Id<Plan>) -> Vec<Id<Probe>> {
    let plan = world.caseload.get(plan).unwrap();
    plan.probes.ids().collect()
}

fn nobody_attended(session: &Session) -> bool {
    let mut roll = session.attendance.values();
    roll.all(|attendance| matches!(attendance, Attendance::Absent { .. }))
}

#[test]
fn what_was_added_to_a_session_that_was_not_held_is_told_before_it_goes() {
    let (mut world, session, plan, _) = corrected();
    let probe = *ids(&world, plan).first().unwrap();
    world.carry_out(Command::RemoveProbe { plan, id: probe });
    let mut here = LogForm::of(&world.caseload, session).unwrap();
    let mut there = here.clone();
    there.scores[0].score = "44".into();
    there.note = "Fire drill".into();
    world.carry_out(Command::LogSession(world.entry(&there)));
    let coach = Checklist {
        rater: Rater::Observer {
            role: "Coach".into(),
        },
        ..world
            .caseload
            .get(session)
            .unwrap()
            .own_checklist()
            .unwrap()
            .1
            .clone()
    };
    world.carry_out(Command::SaveChecklist {
        session,
        id: None,
        checklist: coach.into(),
    });
    here.not_held = Some(NotHeld::Testing);
    let words = ["the score 44 of Ana Alba; the checklist by “Coach”"];
    let here = told(&mut world, &here, &words);
    assert_eq!(scores(&world, plan), [44.0], "nothing is lost yet");
    world.carry_out(Command::LogSession(world.entry(&here)));
    let saved = world.caseload.get(session).unwrap();
    assert!(!saved.is_held() && nobody_attended(saved));
    assert_eq!(saved.note, "Fire drill");
    assert!(saved.checklists.is_empty());
    assert!(scores(&world, plan).is_empty());
}

#[test]
fn what_needs_a_held_session_is_not_added_to_one_that_was_not() {
    let (mut world, session, plan, opened) = corrected();
    let mut there = opened.clone();
    there.not_held = Some(NotHeld::Testing);
    there.note = "State test".into();
    world.carry_out(Command::LogSession(world.entry(&there)));
    assert!(scores(&world, plan).is_empty());

    // What has nothing to do with it is put together.
    let mut lesson = opened.clone();
    lesson.lesson = "Unit 9".into();
    world.carry_out(Command::LogSession(world.entry(&lesson)));
    let saved = world.caseload.get(session).unwrap();
    assert!(!saved.is_held() && nobody_attended(saved));
    assert_eq!((&*saved.note, &*saved.lesson), ("State test", "Unit 9"));
    assert!(scores(&world, plan).is_empty());

    let mut here = opened;
    here.scores[0].score = "47".into();
    let words = [
        "was not held (“Testing”)",
        "Save again to say that it was held",
    ];
    let here = told(&mut world, &here, &words);
    assert!(scores(&world, plan).is_empty());
    world.carry_out(Command::LogSession(world.entry(&here)));
    let saved = world.caseload.get(session).unwrap();
    assert_eq!(saved.delivered_minutes(), 30);
    let roll: Vec<_> = saved.attendance.values().cloned().collect();
    assert_eq!(roll, [Attendance::Present, Attendance::Present]);
    assert_eq!(saved.note, "State test", "it was never touched here");
    assert_eq!(scores(&world, plan), [47.0]);
}

#[test]
fn a_correction_takes_no_score_away_that_its_form_does_not_show() {
    let (mut world, _, plan, opened) = corrected();
    let (probe, mut noted) = {
        let plan = world.caseload.get(plan).unwrap();
        let (id, probe) = plan.probes.iter().next().unwrap();
        (id, probe.clone())
    };
    noted.note = "Read with a cold".into();
    world.carry_out(Command::SaveProbe {
        plan,
        id: Some(probe),
        probe: noted.clone().into(),
    });
    world.carry_out(Command::ClosePlan {
        id: plan,
        closed: Some(TODAY),
    });
    let mut form = LogForm::of(&world.caseload, opened.corrects.unwrap()).unwrap();
    assert!(form.scores.is_empty());
    form.note = "Fire drill".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let scores = &world.caseload.get(plan).unwrap().probes;
    assert_eq!(scores.values().collect::<Vec<_>>(), [&noted]);
}

#[test]
fn a_maze_score_is_the_same_after_a_correction_of_something_else() {
    let mut world = World::on(TODAY);
    let (group, students, _) = world.group();
    world.carry_out(Command::SavePlan {
        id: None,
        plan: Plan::new(students[0], library::MAZE, TODAY).into(),
    });
    let mut form = world.form(group);
    form.scores[0].score = "20".into();
    form.scores[0].errors = "4".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let session = world.caseload.sessions.ids().next().unwrap();
    let mut form = LogForm::of(&world.caseload, session).unwrap();
    assert_eq!(form.scores[0].score, "20");
    form.note = "Fire drill".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let plan = world.caseload.plans.values().next().unwrap();
    let scores: Vec<_> = plan.probes.values().map(|probe| probe.score).collect();
    assert_eq!(scores, [18.0]);
}

#[test]
fn what_a_form_does_not_show_of_a_score_is_no_conflict_and_stays() {
    let (mut world, _, plan, mut form) = corrected();
    let (probe, mut moved) = {
        let plan = world.caseload.get(plan).unwrap();
        let (id, probe) = plan.probes.iter().next().unwrap();
        (id, probe.clone())
    };
    moved.note = "Read with a cold".into();
    moved.date = TODAY.yesterday().unwrap();
    world.carry_out(Command::SaveProbe {
        plan,
        id: Some(probe),
        probe: moved.clone().into(),
    });
    form.scores[0].score = "44".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    moved.score = 44.0;
    let scores = |world: &World| {
        let plan = world.caseload.get(plan).unwrap();
        plan.probes.values().cloned().collect::<Vec<_>>()
    };
    assert_eq!(scores(&world), [moved.clone()]);

    // Nor when the form was opened after that, and something else is put right.
    let mut form = LogForm::of(&world.caseload, form.corrects.unwrap()).unwrap();
    form.note = "Fire drill".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    assert_eq!(scores(&world), [moved]);
}
