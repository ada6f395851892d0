//! A student who was erased on one device.

use aimline_core::erase::Chosen;
use aimline_core::format::document;
use aimline_core::log_form::LogForm;
use aimline_core::model::{Probe, Student, Who};
use aimline_core::{Command, History};
use jiff::civil::date;
use serde_json::json;

use super::{Desk, TODAY, add_score, desk, desk_with_a_group, probe};

#[test]
fn an_erased_student_stays_erased_on_every_device() {
    let mut here = desk_with_a_group();
    let mut there = here.on(2);
    add_score(&mut there, 3, 45.0);
    let student = here.caseload().students.ids().next().unwrap();
    here.erase(student);
    let mut fresh = here.clone();
    fresh.merge(&there);
    let merged = there.merge(&here);
    let mut context = there.context();
    let history = History::of("Merged", &merged.changes, context.stamp()).unwrap();
    there.documents.insert(history.key(), history.body());
    for desk in [fresh, there] {
        desk.says_nothing_of(&["Bo", &student.to_string()]);
        assert!(desk.caseload().plans.is_empty());
        let caseload = desk.caseload();
        assert!(
            caseload
                .groups
                .values()
                .all(|group| group.members.is_empty())
        );
    }
}

#[test]
fn erasing_takes_the_history_and_drafts_of_plans_that_were_removed_or_moved() {
    let mut desk = desk();
    let (moved, mut plan) = desk.plan();
    let student = plan.student;
    let noted = |day: i8, note: &str| Probe {
        note: note.into(),
        ..probe(day, 43.0)
    };
    let save = |desk: &mut Desk, plan, note: &str| {
        let (id, probe) = (None, noted(3, note));
        desk.carry_out(Command::SaveProbe {
            plan,
            id,
            probe: probe.into(),
        });
    };
    save(&mut desk, moved, "Read with a cold");
    plan = desk.plan().1;
    plan.start = date(2026, 9, 2);
    let id = Some(moved);
    desk.carry_out(Command::SavePlan {
        id,
        plan: plan.into(),
    });
    let (removed, _) = desk.plan();
    save(&mut desk, removed, "Lost her place");
    desk.carry_out(Command::RemovePlan { id: removed });
    for (key, plan) in [("draft/1", moved), ("draft/2", removed)] {
        let body = json!({ "plan": plan, "note": "Yawned a lot" });
        desk.documents.insert(key.into(), body.to_string());
    }
    desk.erase(student);
    desk.says_nothing_of(&["cold", "Lost", "Yawned", &student.to_string()]);
}

#[test]
fn a_removed_session_of_a_group_stays_removed_when_one_of_its_students_is_erased() {
    let mut here = desk_with_a_group();
    let student = here.caseload().students.ids().next().unwrap();
    let group = here.caseload().groups.ids().next().unwrap();
    let form = LogForm::new(&here.caseload(), Who::Group(group), None, TODAY).unwrap();
    let session = form.entry(&here.caseload()).unwrap();
    here.carry_out(Command::LogSession(session));
    let id = here.caseload().sessions.ids().next().unwrap();
    let mut there = here.on(2);
    here.carry_out(Command::RemoveSession { id });
    let key = format!("group/{group}");
    let stamp = here.context().stamp();
    let removed = document::deleted(&here.documents[&key], stamp);
    here.documents.insert(key, removed);
    here.erase(student);
    here.says_nothing_of(&["Bo", &student.to_string()]);
    here.merge(&there);
    there.merge(&here);
    for desk in [here, there] {
        desk.says_nothing_of(&["Bo", &student.to_string()]);
        assert!(desk.caseload().sessions.is_empty());
        assert!(desk.caseload().groups.is_empty());
    }
}

/// The other device hears of the erasure without the name; what only names the student there goes
/// all the same, and the history of the merge does not keep it.
#[test]
fn what_only_names_an_erased_student_goes_from_every_device() {
    let mut here = desk();
    let student = here.caseload().students.ids().next().unwrap();
    here.carry_out(Command::SaveStudent {
        id: None,
        student: Student {
            given_name: "Al".into(),
            ..Student::default()
        }
        .into(),
    });
    let mut others = here.caseload().students.ids().collect::<Vec<_>>();
    others.retain(|other| *other != student);
    let form = LogForm::new(&here.caseload(), Who::Student(others[0]), None, TODAY).unwrap();
    let mut entry = form.entry(&here.caseload()).unwrap();
    entry.session.note = "Bo called through the door".into();
    here.carry_out(Command::LogSession(entry));
    let mut there = here.on(2);
    let draft = json!({ "text": "Bo, 41, 2026-10-01" }).to_string();
    there.documents.insert("draft/score-import".into(), draft);

    let session = here
        .documents
        .keys()
        .find(|key| key.starts_with("session/"));
    here.erase_chosen(&Chosen {
        students: [student].into(),
        also: session.cloned().into_iter().collect(),
    });
    here.says_nothing_of(&["Bo"]);
    let merged = there.merge(&here);
    let mut context = there.context();
    if let Some(history) = History::of("Merged", &merged.changes, context.stamp()) {
        there.note(&history);
    }
    assert_eq!(there.caseload().sessions.ids().count(), 1);
    there.says_nothing_of(&["Bo", &student.to_string()]);
    here.merge(&there);
    here.says_nothing_of(&["Bo"]);
}
