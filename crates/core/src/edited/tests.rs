//! Three values of a field, and what is saved.

use jiff::civil::{Weekday, date};
use serde_json::json;

use super::*;
use crate::command::{AsLogged, ProtocolWording, ReferenceWording};
use crate::library;
use crate::model::{
    Checklist, Entries, Goal, GoalSource, Group, Guardian, Id, Mark, Measure, Membership, Outcome,
    Phase, Plan, Probe, ProtocolUse, ProtocolVersion, ReferenceVersion, Session, Settings, Skill,
    Slot, Stamp, Student, Who,
};

fn taught_by(teacher: &str) -> Student {
    Student {
        given_name: "Anna".into(),
        teacher: teacher.into(),
        ..Student::default()
    }
}

fn onto<T: Editable>(opened: T, typed: T, now: &T) -> Result<T, Rejected> {
    let opened = Some(opened);
    Edited { opened, typed }.onto(now, &Caseload::default())
}

fn sentences(rejected: &Rejected) -> Vec<(&'static str, String)> {
    let problems = rejected.problems().iter();
    problems
        .map(|problem| (problem.field, problem.message.to_string()))
        .collect()
}

#[test]
fn a_field_is_as_the_last_one_who_touched_it_left_it_and_told_when_both_did() {
    for (opened, typed, now, saved) in [
        ("Reed", "Reed", "Reed", Some("Reed")),
        ("Reed", "Diaz", "Reed", Some("Diaz")),
        ("Reed", "Reed", "Diaz", Some("Diaz")),
        ("Reed", "Diaz", "Diaz", Some("Diaz")),
        ("Reed", "", "Reed", Some("")),
        ("Reed", "", "Diaz", None),
        ("Reed", "Diaz", "Moss", None),
        ("", "Diaz", "Moss", None),
    ] {
        let [opened, typed, now] = [opened, typed, now].map(taught_by);
        let answer = onto(opened, typed, &now);
        let teacher = answer.as_ref().ok().map(|student| student.teacher.as_str());
        assert_eq!(teacher, saved, "{answer:?}");
    }
}

#[test]
fn what_clashes_is_told_with_both_values_and_then_the_next_save_is_on_purpose() {
    let opened = taught_by("Reed");
    let typed = Student {
        tier: Some(2),
        ..taught_by("Diaz")
    };
    let now = Student {
        note: "Glasses".into(),
        ..taught_by("Moss")
    };
    let rejected = onto(opened, typed.clone(), &now).unwrap_err();
    assert_eq!(
        sentences(&rejected),
        [(
            "teacher",
            "Teacher was changed in another window meanwhile: “Moss” there, “Diaz” here. Save again to keep what is here, or type what is there.".to_owned()
        )]
    );
    // The note was never touched here, so it stays as it is there.
    let read: Student = rejected.opened_anew().unwrap();
    let saved = onto(read.clone(), typed.clone(), &now).unwrap();
    assert_eq!(
        (saved.teacher.as_str(), saved.tier, saved.note.as_str()),
        ("Diaz", Some(2), "Glasses")
    );
    // What is changed there once more is told once more.
    let later = taught_by("Kim");
    assert!(onto(read, typed, &later).is_err());
}

#[test]
fn a_new_record_and_one_that_nobody_else_changed_are_as_typed() {
    let archived = Student {
        archived: Some(date(2026, 10, 5)),
        ..taught_by("Diaz")
    };
    let whole = Edited::from(archived.clone());
    let saved = whole.onto(&taught_by("Moss"), &Caseload::default());
    assert_eq!(saved.unwrap(), archived);
    assert_eq!(
        onto(taught_by("Reed"), archived.clone(), &taught_by("Reed")),
        Ok(archived)
    );
}

#[test]
fn what_no_field_of_the_form_shows_stays_as_it_is_now() {
    let now = Student {
        archived: Some(date(2026, 10, 5)),
        ..taught_by("Reed")
    };
    let saved = onto(taught_by("Reed"), taught_by("Diaz"), &now).unwrap();
    assert_eq!(
        (saved.teacher.as_str(), saved.archived),
        ("Diaz", now.archived)
    );
}

#[test]
fn values_are_told_apart_in_words() {
    let goal = |score, day| Goal {
        score,
        date: date(2027, 1, day),
        source: GoalSource::ByHand,
    };
    let plan = |goal| Plan {
        goal,
        ..Plan::new(Id::built_in(1), Id::built_in(2), date(2026, 9, 8))
    };
    let rejected = onto(
        plan(None),
        plan(Some(goal(66.0, 12))),
        &plan(Some(goal(70.0, 19))),
    );
    let [(field, sentence)] = sentences(&rejected.unwrap_err()).try_into().unwrap();
    assert_eq!(field, "goal");
    assert!(
        sentence.contains(": 70 by Jan 19, 2027 there, 66 by Jan 12, 2027 here."),
        "{sentence}"
    );

    let mother = Guardian {
        name: "Eva Lang".into(),
        relation: "mother".into(),
        ..Guardian::default()
    };
    let with = |guardians: &[Guardian]| Student {
        guardians: guardians.to_vec(),
        ..taught_by("")
    };
    let rejected = onto(
        with(std::slice::from_ref(&mother)),
        with(&[]),
        &with(&[mother.clone(), mother]),
    );
    let sentence = rejected.unwrap_err().to_string();
    assert!(
        sentence.contains("Eva Lang, mother; Eva Lang, mother there, nothing here."),
        "{sentence}"
    );
}

#[test]
fn two_long_notes_are_shown_from_shortly_before_they_differ() {
    let noted = |end: &str| Student {
        note: format!(
            "{} and then {end}",
            "Read well, named every letter. ".repeat(6)
        ),
        ..taught_by("Reed")
    };
    let sentence = onto(
        noted("rest"),
        noted("he was tired"),
        &noted("he asked for more"),
    );
    let sentence = sentence.unwrap_err().to_string();
    assert!(
        sentence.contains(": “…and then he asked for more” there, “…and then he was tired” here."),
        "{sentence}"
    );
    // What follows is cut, too; what differs at once is shown from its beginning.
    let long = |first: &str| Student {
        note: format!("{first} {}", "and so on ".repeat(30)),
        ..taught_by("Reed")
    };
    let sentence = onto(long("A"), long("B"), &long("C"))
        .unwrap_err()
        .to_string();
    assert!(sentence.contains(": “C and so on"), "{sentence}");
    assert_eq!(sentence.matches('…').count(), 2, "{sentence}");
    // One is the beginning of the other.
    let more = |more: &str| Student {
        note: format!("{}{more}", "abc ".repeat(40)),
        ..taught_by("Reed")
    };
    let sentence = onto(taught_by(""), more(""), &more("and more")).unwrap_err();
    assert!(
        sentence.to_string().contains("and more” there, “…abc"),
        "{sentence}"
    );
}

#[test]
fn a_number_written_in_another_way_is_no_clash() {
    let three = |opened, typed, now| Three { opened, typed, now }.merge().ok();
    let (one, whole, two) = (Value::from(1.0), Value::from(1), Value::from(2));
    assert_eq!(
        three(whole.clone(), whole.clone(), one.clone()),
        Some(one.clone())
    );
    assert_eq!(
        three(one.clone(), two.clone(), whole.clone()),
        Some(two.clone())
    );
    assert_eq!(
        three(two.clone(), one, whole.clone()).map(|merged| merged.as_f64()),
        Some(Some(1.0))
    );
    assert!(three(Value::Null, whole, two).is_none());
}

#[test]
fn a_value_is_told_in_the_words_of_its_field() {
    let mut caseload = Caseload::default();
    let stamp = Stamp::default();
    let ana = Student {
        given_name: "Ana".into(),
        ..Student::default()
    };
    caseload.students.set(Id::built_in(1), stamp, ana);
    let slot = Slot {
        weekday: Weekday::Monday,
        start: 13 * 60 + 15,
        minutes: 30,
        from: date(2026, 9, 1),
        to: None,
    };
    let mut group = Group::default();
    group.schedule.set(Id::built_in(2), stamp, slot);
    caseload.groups.set(Id::built_in(3), stamp, group);
    let (protocol, known) = library::protocols().next().unwrap();
    let version = known.versions.ids().next().unwrap();
    let used = serde_json::to_value(ProtocolUse { protocol, version }).unwrap();
    let by_id = |id: u128| serde_json::to_value(Id::<Slot>::built_in(id)).unwrap();
    let protocol_said = format!("“{}”, version 1", known.name);

    fn said<T: Editable>(caseload: &Caseload, field: &str, id: u128, value: Value) -> String {
        let id = Id::<Student>::built_in(id).to_string();
        T::said(field, &id, &value, caseload).unwrap_or_else(|| said::in_words(&value))
    }
    let session = |field, value| said::<AsLogged>(&caseload, field, 1, value);
    for (told, words) in [
        (session("start", json!(785)), "1:05 PM"),
        (session("slot", by_id(2)), "Monday, 1:15 PM"),
        (session("slot", by_id(9)), "one that is not here any more"),
        (session("slot", Value::Null), "nothing"),
        (
            session("outcome", json!({"held": {"minutes": 30}})),
            "held, 30 minutes",
        ),
        (
            session("outcome", json!({"not_held": {"reason": "no_room"}})),
            "not held, “No room”",
        ),
        (session("protocol", used), protocol_said.as_str()),
        (session("attendance", json!("present")), "Ana: present"),
        (
            session(
                "attendance",
                json!({"partial": {"minutes": 10, "reason": "late"}}),
            ),
            "Ana: 10 minutes, “Came late or left early”",
        ),
        (
            session(
                "attendance",
                json!({"absent": {"reason": "absent_from_school"}}),
            ),
            "Ana: absent, “Absent from school”",
        ),
        (session("date", json!("2026-11-04")), "Nov 4, 2026"),
        (said::<Student>(&caseload, "grade", 1, json!("K")), "K"),
        (
            said::<Student>(&caseload, "teacher", 1, json!("ms_reed_2")),
            "“ms_reed_2”",
        ),
        (
            said::<Measure>(&caseload, "direction", 1, json!("decrease")),
            "“Lower is better”",
        ),
        (
            said::<Measure>(&caseload, "kind", 1, json!("general_outcome")),
            "“General outcome measure”",
        ),
        (
            said::<Measure>(&caseload, "subject", 1, Value::Null),
            "“Every subject”",
        ),
        (
            said::<Plan>(&caseload, "baseline", 1, json!({"set": 12.0})),
            "12, set by hand",
        ),
        (
            said::<Phase>(&caseload, "dimensions", 1, json!(["behavioral_support"])),
            "“Behavioral support”",
        ),
        (
            said::<Settings>(&caseload, "owes_minutes", 1, json!(["no_room", "testing"])),
            "“No room”, “Testing”",
        ),
        (
            said::<Checklist>(
                &caseload,
                "rater",
                1,
                json!({"observer": {"role": "Coach"}}),
            ),
            "“Coach”",
        ),
    ] {
        assert_eq!(told, words);
    }
}

#[test]
fn a_list_is_put_together_entry_by_entry() {
    let plan = |skills: &[(u128, &str)]| {
        let mut plan = Plan::new(Id::built_in(1), Id::built_in(2), date(2026, 9, 8));
        for (order, (id, name)) in (0..).zip(skills) {
            let skill = Skill {
                name: (*name).into(),
                order,
                known_before: false,
            };
            plan.skills.set(Id::built_in(*id), Stamp::default(), skill);
        }
        plan
    };
    let names = |plan: &Plan| {
        let skills = plan.skills.values();
        skills.map(|skill| skill.name.clone()).collect::<Vec<_>>()
    };
    let opened = plan(&[(1, "Sums"), (2, "Doubles")]);
    // Renamed and removed here, added there.
    let now = plan(&[(1, "Sums"), (2, "Doubles"), (3, "Tens")]);
    let saved = onto(opened.clone(), plan(&[(1, "Sums to 10")]), &now).unwrap();
    assert_eq!(names(&saved), ["Sums to 10", "Tens"]);

    let now = plan(&[(1, "Sums to 5"), (2, "Doubles"), (3, "Tens")]);
    let typed = plan(&[(1, "Sums to 10"), (2, "Doubles")]);
    let rejected = onto(opened, typed.clone(), &now).unwrap_err();
    assert!(rejected.to_string().contains("Sums to 5"), "{rejected}");
    let saved = onto(rejected.opened_anew().unwrap(), typed, &now).unwrap();
    assert_eq!(names(&saved), ["Sums to 10", "Doubles", "Tens"]);
}

#[test]
fn an_entry_that_was_removed_meanwhile_is_not_brought_back() {
    let phase = Phase {
        start: date(2026, 10, 5),
        label: "Daily".into(),
        what_changed: String::new(),
        dimensions: Vec::new(),
    };
    let caseload = Caseload::default();
    let edited = Edited {
        opened: Some(phase.clone()),
        typed: phase.clone(),
    };
    let gone = edited.onto_entry(None, "phase", &caseload).unwrap_err();
    assert!(gone.to_string().contains("This phase is not here any more"));
    let new = Edited::from(phase.clone()).onto_entry(None, "phase", &caseload);
    assert_eq!(new, Ok(phase));
}

/// Every field of every form is there under its name, and what is put together can be read.
#[test]
fn every_form_knows_its_fields() {
    /// `kept` are the parts of the record that no form changes.
    fn known<T: Editable + std::fmt::Debug>(record: &T, other: &T, kept: &[&str]) {
        let value = serde_json::to_value(record).unwrap();
        let parts: Vec<&str> = T::FIELDS.iter().map(|(path, _)| *path).collect();
        for (name, part) in value.as_object().unwrap() {
            let within = format!("{name}/");
            let by_parts = parts.iter().any(|path| path.starts_with(&within));
            let inner = part.as_object().filter(|_| by_parts);
            let fields = match inner {
                Some(inner) => inner
                    .keys()
                    .map(|field| format!("{name}/{field}"))
                    .collect(),
                None => vec![name.clone()],
            };
            for field in fields {
                let named = |names: &[&str]| names.contains(&field.as_str());
                assert!(named(&parts) || named(kept), "{field} is in no form");
            }
        }
        for (path, label) in T::FIELDS {
            let pointer = format!("/{path}");
            assert!(value.pointer(&pointer).is_some(), "{label}: {path}");
        }
        // Changed there and not here: the way through values and back.
        assert_eq!(
            onto(record.clone(), record.clone(), other).as_ref(),
            Ok(other)
        );
    }
    let stamp = Stamp::default();
    let today = date(2026, 10, 5);
    let student = Student {
        guardians: vec![Guardian::default()],
        ..taught_by("Reed")
    };
    known(&student, &taught_by("Diaz"), &["archived"]);
    let stay = |to| Membership {
        student: Id::built_in(1),
        from: today,
        to,
    };
    known(&stay(None), &stay(Some(today)), &["student"]);
    let (_, measure) = library::measures().next().unwrap();
    let renamed = Measure {
        lowest: 2.5,
        ..measure.clone()
    };
    known(measure, &renamed, &["archived"]);
    let settings = Settings {
        owes_minutes: Default::default(),
        ..Settings::default()
    };
    known(&Settings::default(), &settings, &["roster_columns"]);

    let (_, protocol) = library::protocols().next().unwrap();
    let mut wording = ProtocolWording::of(protocol);
    wording.version.mastery = Some(Default::default());
    wording.version.skills = vec!["Sums".into()];
    let reworded = ProtocolWording {
        version: ProtocolVersion {
            steps: Vec::new(),
            ..wording.version.clone()
        },
        ..wording.clone()
    };
    let frozen = ["version/number", "version/used_since"];
    known(&wording, &reworded, &frozen);
    let figures = |source: &str| ReferenceWording {
        name: "District".into(),
        measure: Id::built_in(1),
        version: ReferenceVersion {
            source: source.into(),
            ..ReferenceVersion::default()
        },
    };
    known(&figures("A"), &figures("B"), &frozen);

    let mut plan = Plan::new(Id::built_in(1), Id::built_in(2), today);
    plan.mastery = Some(Default::default());
    let skill = Skill {
        name: "Sums".into(),
        order: 0,
        known_before: false,
    };
    plan.skills.set(Id::built_in(3), stamp, skill);
    let mut probe = Probe {
        date: today,
        score: 41.0,
        errors: Some(2.0),
        note: "Tired".into(),
        session: None,
        skill: Some(Id::built_in(3)),
    };
    known(
        &probe,
        &Probe {
            score: 7.5,
            ..probe.clone()
        },
        &[],
    );
    let mut probed = plan.clone();
    probed.probes.set(Id::built_in(4), stamp, probe.clone());
    probed.material = "Grade 3".into();
    let kept = ["closed", "measure", "phases", "probes", "student"];
    known(&plan, &probed, &kept);

    let mut rated = Checklist::default();
    rated.marks.insert(Id::built_in(5), Mark::Done);
    known(&Checklist::default(), &rated, &[]);
    let session = Session::new(
        Who::Student(Id::built_in(1)),
        today,
        30,
        Outcome::Held { minutes: 30 },
    );
    probe.session = Some(Id::built_in(6));
    let mut scores = Entries::default();
    let logged = AsLogged {
        session,
        scores: scores.clone(),
    };
    scores.set(Id::built_in(7), stamp, probe);
    let mut corrected = AsLogged {
        scores,
        ..logged.clone()
    };
    corrected
        .session
        .checklists
        .set(Id::built_in(8), stamp, rated);
    known(&logged, &corrected, &["session/who"]);
}
