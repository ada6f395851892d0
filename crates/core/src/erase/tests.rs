//! Nothing of whom was erased is left, wherever it may have lain.

use jiff::civil::date;

use super::*;
use crate::format::backup::{Limits, read};
use crate::model::{Device, Stamp};

/// What lies beside the records, in each of the ways a student may be spoken of there.
const BESIDE: [(&str, &str); 7] = [
    (
        "snapshot/repair/1",
        r#"{"given_name":"Ávery","family_name":"Smith-O'Neil"}"#,
    ),
    (
        "snapshot/repair/2",
        r#"{"given_name":"Ávery","family_name":"Smith"}"#,
    ),
    (
        "draft/score-import",
        r#"["","last,first\nSmith-O’Neil,Ávery\n"]"#,
    ),
    ("draft/log/1", r#"{"note":"Ávery was late"}"#),
    ("aside/1/student/1", "Ávery Smith-O'Neil {"),
    ("aside/1/student/2", "Ivo Lindqvist {"),
    ("safety/backup", r#"{"last_backup":1}"#),
];

const FILE: &str = include_str!("../../../../tests/fixtures/backup-v1.json");

fn erase_all_of(name: &str) -> (Vec<(String, String)>, Erasure, Id<Student>) {
    let backup = read(FILE.as_bytes(), Limits::default()).unwrap();
    let snapshot = ("snapshot/1", FILE);
    let documents: Vec<_> = backup.documents().chain([snapshot]).collect();
    let student = student_of(&documents, name);
    let (left, erasure) = erase_from(&documents, &student.into());
    (left, erasure, student)
}

fn student_of(documents: &[(&str, &str)], name: &str) -> Id<Student> {
    let mut students = documents
        .iter()
        .filter(|(key, _)| key.starts_with("student/"));
    let (key, _) = students.find(|(_, body)| body.contains(name)).unwrap();
    document::id_of(key).unwrap()
}

fn erase_from(documents: &[(&str, &str)], chosen: &Chosen) -> (Vec<(String, String)>, Erasure) {
    let mut context = Context::new(
        1_900_000_000_000,
        date(2026, 11, 24),
        Device(1),
        Stamp::default(),
        0,
    );
    let erasure = erase(documents, chosen, &mut context);
    let mut left: Vec<(String, String)> = documents
        .iter()
        .map(|(key, body)| (key.to_string(), body.to_string()))
        .collect();
    for change in &erasure.changes {
        left.retain(|(key, _)| *key != change.key);
        left.extend(change.after.clone().map(|body| (change.key.clone(), body)));
    }
    (left, erasure)
}

#[test]
fn nothing_of_the_student_is_left() {
    let (left, erasure, student) = erase_all_of("Smith-O'Neil");
    let expected = Receipt {
        students: 1,
        plans: 1,
        scores: 2,
        sessions: 0,
        attendances: 1,
        memberships: 1,
        history: 0,
        drafts: 0,
        snapshots: 1,
        ..Receipt::default()
    };
    assert_eq!(erasure.receipt, expected);
    for (key, body) in left {
        assert!(!body.contains(&student.to_string()), "{key}: {body}");
        assert!(!body.contains("O'Neil"), "{key}: {body}");
    }
}

#[test]
fn sessions_with_the_student_alone_go_with_their_history() {
    let (left, erasure, _) = erase_all_of("李");
    assert_eq!((erasure.receipt.sessions, erasure.receipt.history), (2, 1));
    let borrowed: Vec<_> = left
        .iter()
        .map(|(key, body)| (key.as_str(), body.as_str()))
        .collect();
    assert!(crate::check::check(&borrowed).is_clean());
}

#[test]
fn one_change_for_each_document() {
    for name in ["Smith-O'Neil", "Lindqvist", "李"] {
        let (_, erasure, _) = erase_all_of(name);
        let keys: BTreeSet<_> = erasure.changes.iter().map(|change| &change.key).collect();
        assert_eq!(keys.len(), erasure.changes.len());
    }
}

#[test]
fn what_lies_beside_the_records_goes_where_the_whole_name_stands() {
    let backup = read(FILE.as_bytes(), Limits::default()).unwrap();
    let documents: Vec<_> = backup.documents().chain(BESIDE).collect();
    let student = student_of(&documents, "Smith-O'Neil");
    let by_key = [
        format!("draft/students/{student}"),
        format!("aside/2/student/{student}"),
    ];
    let by_key = by_key.iter().map(|key| (key.as_str(), "{}"));
    let documents: Vec<_> = documents.into_iter().chain(by_key).collect();
    let (left, Erasure { receipt, .. }) = erase_from(&documents, &student.into());
    assert_eq!(
        (receipt.snapshots, receipt.drafts, receipt.set_aside),
        (1, 2, 2)
    );
    let kinds = ["snapshot/", "draft/", "aside/", "safety/"];
    let beside: Vec<_> = left
        .iter()
        .map(|(key, _)| key.as_str())
        .filter(|key| kinds.iter().any(|kind| key.starts_with(kind)))
        .collect();
    assert_eq!(
        beside,
        [
            "draft/log/note",
            "snapshot/repair/2",
            "draft/log/1",
            "aside/1/student/2",
            "safety/backup"
        ]
    );
}

#[test]
fn a_note_goes_with_its_history_if_it_was_chosen() {
    let backup = read(FILE.as_bytes(), Limits::default()).unwrap();
    let documents: Vec<_> = backup.documents().collect();
    let student = student_of(&documents, "Smith-O'Neil");
    let (_, found) = erase_from(&documents, &student.into());
    let [Mention { key, text, .. }] = found.mentions.as_slice() else {
        panic!("{:?}", found.mentions);
    };
    assert!(text.contains("Ávery"), "{text}");
    let history = History {
        stamp: Stamp::default(),
        label: "Session saved".into(),
        documents: vec![crate::history::Step {
            key: key.clone(),
            back: None,
        }],
        undone: false,
    };
    let (history_key, history) = (history.key(), history.body());
    let more = documents
        .iter()
        .copied()
        .chain([(history_key.as_str(), history.as_str())]);
    let more: Vec<_> = more.collect();
    let chosen = Chosen {
        also: [key.clone()].into(),
        ..student.into()
    };
    let (
        left,
        Erasure {
            receipt, mentions, ..
        },
    ) = erase_from(&more, &chosen);
    assert_eq!((receipt.notes, receipt.history), (1, 1));
    assert_eq!(mentions, []);
    assert!(left.iter().any(|(left, _)| left == key));
    for (key, body) in left {
        assert!(!body.contains("Ávery"), "{key}: {body}");
    }
}

#[test]
fn several_go_at_once_and_what_was_remembered_by_their_names() {
    let backup = read(FILE.as_bytes(), Limits::default()).unwrap();
    // A file without headers had its first student in their place.
    let named = |body: &str| body.replace(r#""Given":"#, r#""Given":"given_name","Lindqvist":"#);
    let documents: Vec<_> = backup
        .documents()
        .map(|(key, body)| match document::kind_of(key) {
            Settings::KIND => (key, named(body)),
            _ => (key, body.to_owned()),
        })
        .collect();
    let documents: Vec<_> = documents
        .iter()
        .map(|(key, body)| (*key, body.as_str()))
        .collect();
    let students = ["Smith-O'Neil", "Lindqvist", "李"].map(|name| student_of(&documents, name));
    let chosen = Chosen {
        students: students.into(),
        also: BTreeSet::new(),
    };
    let (left, Erasure { receipt, .. }) = erase_from(&documents, &chosen);
    assert_eq!((receipt.students, receipt.columns), (3, 1));
    for (key, body) in left {
        for student in students {
            assert!(!body.contains(&student.to_string()), "{key}: {body}");
        }
        assert!(!body.contains("Lindqvist"), "{key}: {body}");
    }
}
