//! Damage one thing, expect that count; a second run finds nothing.

use jiff::civil::{Date, date};

use super::*;
use crate::caseload::Caseload;
use crate::library;
use crate::model::{
    Attendance, Device, Group, Id, Membership, Outcome, Plan, Probe, ProtocolUse, Session, Student,
    Who,
};

const MONDAY: Date = date(2026, 10, 5);

fn stamp() -> Stamp {
    Stamp::default()
}

fn any_measure() -> Id<Measure> {
    library::measures().next().unwrap().0
}

fn student(number: u128) -> Id<Student> {
    Id::built_in(number)
}

/// Two students in a group that met once; the first has a plan with a score of that session.
fn sound() -> Caseload {
    let mut caseload = Caseload::default();
    for number in [1, 2] {
        let record = Student {
            given_name: "Ada".into(),
            ..Student::default()
        };
        caseload.students.set(student(number), stamp(), record);
    }
    let mut group = Group {
        name: "Blue".into(),
        ..Group::default()
    };
    group.members.set(Id::built_in(1), stamp(), stay(1, None));
    caseload.groups.set(Id::built_in(1), stamp(), group);
    let mut session = Session::new(
        Who::Group(Id::built_in(1)),
        MONDAY,
        30,
        Outcome::Held { minutes: 30 },
    );
    session
        .attendance
        .set(student(1), stamp(), Attendance::Present);
    session
        .attendance
        .set(student(2), stamp(), Attendance::Present);
    caseload.sessions.set(Id::built_in(1), stamp(), session);
    let mut plan = Plan::new(student(1), any_measure(), MONDAY);
    plan.probes
        .set(Id::built_in(1), stamp(), probe(40.0, Some(1)));
    caseload.plans.set(Id::built_in(1), stamp(), plan);
    caseload
}

fn stay(number: u128, to: Option<Date>) -> Membership {
    Membership {
        student: student(number),
        from: MONDAY,
        to,
    }
}

fn probe(score: f64, session: Option<u128>) -> Probe {
    Probe {
        session: session.map(Id::built_in),
        ..Probe::new(MONDAY, score)
    }
}

fn context() -> Context {
    Context::new(1_000, MONDAY, Device(1), stamp(), 7)
}

fn borrowed(documents: &[(String, String)]) -> Vec<(&str, &str)> {
    documents
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()))
        .collect()
}

fn carry_out(documents: &mut Vec<(String, String)>, changes: Vec<Change>) {
    let keys: BTreeSet<_> = changes.iter().map(|change| change.key.clone()).collect();
    assert_eq!(keys.len(), changes.len(), "a key is changed twice");
    for change in changes {
        let here = documents.iter().find(|(key, _)| *key == change.key);
        assert_eq!(
            here.map(|(_, body)| body),
            change.before.as_ref(),
            "{}",
            change.key
        );
        documents.retain(|(key, _)| *key != change.key);
        documents.extend(change.after.map(|body| (change.key, body)));
    }
}

#[track_caller]
fn damaged(damage: impl FnOnce(&mut Caseload), expected: &[(Damage, usize)]) {
    let mut caseload = sound();
    damage(&mut caseload);
    damaged_documents(document::all(&caseload), expected);
}

#[track_caller]
fn damaged_documents(mut documents: Vec<(String, String)>, expected: &[(Damage, usize)]) {
    let found: Vec<_> = check(&borrowed(&documents)).counts().into_iter().collect();
    assert_eq!(found, expected);
    let repaired = repair(&borrowed(&documents), &mut context());
    carry_out(&mut documents, repaired.changes);
    let report = check(&borrowed(&documents));
    assert!(!report.can_be_mended(), "{report:?}");
    let again = repair(&borrowed(&documents), &mut context());
    assert_eq!(again, Repair::default());
}

#[test]
fn a_sound_caseload_has_nothing_to_mend() {
    damaged(|_| {}, &[]);
}

#[test]
fn what_belongs_to_a_missing_record_stays_in_view() {
    damaged(
        |it| it.students.forget(student(1)),
        &[(Damage::UnknownStudent, 3)],
    );
    damaged(
        |it| it.students.remove(student(2), stamp()),
        &[(Damage::UnknownStudent, 1)],
    );
    damaged(
        |it| it.groups.forget(Id::built_in(1)),
        &[(Damage::UnknownGroup, 1)],
    );
    damaged(
        |it| {
            if let Some(plan) = it.plans.get_mut(Id::built_in(1)) {
                plan.measure = Id::built_in(0xFFFF);
                plan.probes
                    .set(Id::built_in(1), stamp(), probe(412.5, Some(1)));
            }
        },
        &[(Damage::UnknownMeasure, 1)],
    );
}

#[test]
fn a_removed_record_that_others_speak_of_comes_back_as_it_was() {
    let mut documents = document::all(&sound());
    let later = Stamp::at(5, Device(1));
    for kind in ["student/", "group/"] {
        for (_, body) in documents
            .iter_mut()
            .filter(|(key, _)| key.starts_with(kind))
        {
            *body = document::deleted(body, later);
        }
    }
    // The one that was kept cannot be read: there a placeholder has to do.
    let at = documents.iter().position(|(key, _)| key.ends_with("2"));
    let kept = &mut documents[at.unwrap()].1;
    *kept = kept.replace("\"given_name\":\"Ada\"", "\"given_name\":7");
    let mut mended = documents.clone();
    let repair = repair(&borrowed(&documents), &mut context());
    carry_out(&mut mended, repair.changes);
    let mut caseload = Caseload::default();
    for (key, body) in &mended {
        if key.starts_with("aside/") {
            assert!(body.contains("given_name"), "its text is kept: {body}");
        } else {
            caseload.take_in(key, body).unwrap();
        }
    }
    let names: Vec<_> = caseload.students.values().map(Student::name).collect();
    assert_eq!(names, ["Ada", "Unknown student"]);
    let groups: Vec<_> = caseload.groups.values().collect();
    assert_eq!((&*groups[0].name, groups[0].members.len()), ("Blue", 1));
    let entry = caseload.students.entry(student(1)).unwrap();
    assert!(entry.stamp > later, "it wins over the removal in a merge");
    damaged_documents(
        documents,
        &[
            (Damage::Unreadable, 1),
            (Damage::UnknownStudent, 2),
            (Damage::UnknownGroup, 1),
        ],
    );
}

#[test]
fn links_to_nowhere_are_taken_out() {
    damaged(
        |it| it.sessions.forget(Id::built_in(1)),
        &[(Damage::UnknownSession, 1)],
    );
    damaged(
        |it| {
            if let Some(group) = it.groups.get_mut(Id::built_in(1)) {
                group.protocol = Some(Id::built_in(0xFFFF));
            }
            if let Some(session) = it.sessions.get_mut(Id::built_in(1)) {
                let (protocol, version) = (Id::built_in(0xFFFF), Id::built_in(1));
                session.protocol = Some(ProtocolUse { protocol, version });
            }
        },
        &[(Damage::UnknownProtocol, 2)],
    );
}

#[test]
fn a_membership_that_covers_no_day_goes() {
    damaged(
        |it| {
            if let Some(group) = it.groups.get_mut(Id::built_in(1)) {
                let before = Some(date(2026, 10, 4));
                group.members.set(Id::built_in(2), stamp(), stay(2, before));
                group
                    .members
                    .set(Id::built_in(3), stamp(), stay(2, Some(MONDAY)));
            }
        },
        &[(Damage::EmptyMembership, 1)],
    );
}

#[test]
fn of_two_scores_of_one_session_the_later_is_kept() {
    let mut caseload = sound();
    let later = Stamp::at(5, Device(1));
    if let Some(plan) = caseload.plans.get_mut(Id::built_in(1)) {
        plan.probes
            .set(Id::built_in(2), later, probe(44.0, Some(1)));
    }
    let mut documents = document::all(&caseload);
    let repaired = repair(&borrowed(&documents), &mut context());
    assert_eq!(
        repaired.counts.into_iter().collect::<Vec<_>>(),
        [(Damage::TwoScoresOfOneSession, 1)]
    );
    carry_out(&mut documents, repaired.changes);
    let mut mended = Caseload::default();
    for (key, body) in &documents {
        mended.take_in(key, body).unwrap();
    }
    let scores: Vec<_> = mended
        .plans
        .values()
        .flat_map(|plan| plan.probes.values())
        .map(|probe| probe.score)
        .collect();
    assert_eq!(scores, [44.0]);
}

#[test]
fn a_score_out_of_bounds_is_for_the_person_to_decide() {
    damaged(
        |it| {
            if let Some(plan) = it.plans.get_mut(Id::built_in(1)) {
                plan.probes
                    .set(Id::built_in(1), stamp(), probe(4_000.0, None));
            }
        },
        &[(Damage::ScoreOutOfBounds, 1)],
    );
}

#[test]
fn a_meeting_that_was_logged_twice_is_for_the_person_to_decide() {
    let slot = Some(Id::built_in(9));
    let twice = |other: Date| {
        move |it: &mut Caseload| {
            let first = it.sessions.get(Id::built_in(1)).unwrap().clone();
            let (first, second) = (
                Session {
                    slot,
                    ..first.clone()
                },
                Session {
                    slot,
                    date: other,
                    ..first
                },
            );
            it.sessions.set(Id::built_in(1), stamp(), first);
            it.sessions.set(Id::built_in(7), stamp(), second);
        }
    };
    let day = sound().sessions.get(Id::built_in(1)).unwrap().date;
    damaged(twice(day), &[(Damage::MeetingLoggedTwice, 1)]);
    damaged(twice(day.tomorrow().unwrap()), &[]);
}

#[test]
fn what_cannot_be_read_is_set_aside_word_for_word() {
    let mut documents = document::all(&sound());
    let at = documents
        .iter()
        .position(|(key, _)| key.starts_with("student/"))
        .unwrap();
    documents[at].1 = "{\"stamp\":\"torn".into();
    let repaired = repair(&borrowed(&documents), &mut context());
    let kept = repaired
        .changes
        .iter()
        .find(|change| change.key.starts_with("aside/"))
        .unwrap();
    let text: String = serde_json::from_str(kept.after.as_ref().unwrap()).unwrap();
    assert_eq!(text, "{\"stamp\":\"torn");
    damaged_documents(
        documents,
        &[(Damage::Unreadable, 1), (Damage::UnknownStudent, 3)],
    );
}

#[test]
fn of_two_records_with_one_id_the_later_is_kept() {
    let mut documents = document::all(&sound());
    let (_, body) = documents
        .iter()
        .find(|(key, _)| key.starts_with("session/"))
        .unwrap();
    let moved = body.replace("2026-10-05", "2026-10-06");
    let mut other = Caseload::default();
    let key = format!("session/2026-10-06/{}", Id::<Session>::built_in(1));
    other.take_in(&key, &moved).unwrap();
    documents.extend(document::all(&other));
    damaged_documents(documents, &[(Damage::SameIdTwice, 1)]);
}

#[test]
fn drafts_and_snapshots_are_left_alone() {
    let mut documents = document::all(&sound());
    documents.push(("draft/log/x".into(), "[1]".into()));
    documents.push(("snapshot/1".into(), "anything".into()));
    documents.push(("history/1".into(), "torn".into()));
    damaged_documents(documents, &[(Damage::Unreadable, 1)]);
}
