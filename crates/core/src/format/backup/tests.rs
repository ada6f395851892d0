//! Files with a fitting checksum that are wrong in another way. Damaged bytes and the golden file
//! are in the acceptance tests.

use sha2::{Digest, Sha256};

use super::write::hexadecimal;
use super::*;
use crate::format::document::FormatError;

const STUDENT: &str = "student/00000000-0000-0000-0000-000000000001";
const STUDENT_BODY: &str = r#"{"stamp":"000000000001000000000001","value":{"given_name":"Ada"}}"#;

fn meta() -> Meta {
    Meta {
        app: "0.1.0".into(),
        created: 1_790_000_000_000,
        demo: false,
    }
}

fn file(documents: &[(&str, &str)]) -> String {
    write(documents.iter().copied(), &meta()).unwrap()
}

/// Gives a file that was changed by hand a fitting checksum.
fn sign(file: &str) -> String {
    let covered = &file[..file.len() - TAIL];
    let digest = hexadecimal(Sha256::new_with_prefix(covered));
    format!("{covered}{CHECKSUM}{digest}{END}")
}

#[track_caller]
fn refused(file: &str, sentence: &str) {
    let refusal = read(file.as_bytes(), Limits::default()).unwrap_err();
    assert_eq!(refusal.to_string(), sentence);
}

#[test]
fn what_was_written_is_read() {
    let file = file(&[
        (STUDENT, STUDENT_BODY),
        ("snapshot/1", "{}"),
        ("draft/log", "[1, 2]"),
    ]);
    assert_eq!(sign(&file), file);
    let backup = read(file.as_bytes(), Limits::default()).unwrap();
    let documents: Vec<_> = backup.documents().collect();
    assert_eq!(
        documents,
        [(STUDENT, STUDENT_BODY), ("draft/log", "[1, 2]")]
    );
    assert_eq!(
        (backup.tally.students, backup.tally.active_students),
        (1, 1)
    );
    assert_eq!(backup.header.created_at.as_millisecond(), 1_790_000_000_000);
    assert!(serde_json::from_str::<serde_json::Value>(&file).is_ok());
}

#[test]
fn a_file_of_no_documents_is_read() {
    assert!(
        read(file(&[]).as_bytes(), Limits::default())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_body_that_is_not_json_is_not_written() {
    assert!(matches!(
        write([(STUDENT, "{")], &meta()),
        Err(FormatError::Body { .. })
    ));
}

#[test]
fn what_is_not_ours_is_refused() {
    let ours = file(&[(STUDENT, STUDENT_BODY)]);
    refused("", "The file is empty.");
    for other in ["{}", "a,b\n1,2", "{\"format\":\"other\"}", "\u{feff}{}"] {
        refused(
            other,
            "This is not a backup of this program. A backup is named “aimline-backup-” and a date.",
        );
    }
    let newer = "This backup was written by a newer version of this program (version 2; this one reads up to 1). \
                 Reload the page to get the newer one, then try again.";
    refused(
        &sign(&ours.replace("\"formatVersion\":1", "\"formatVersion\":2")),
        newer,
    );
    refused(
        &sign(&ours.replace("\"schema\":2", "\"schema\":3")),
        &newer.replace(
            "version 2; this one reads up to 1",
            "version 3; this one reads up to 2",
        ),
    );
    let small = Limits {
        bytes: 100,
        ..Limits::default()
    };
    assert_eq!(
        read(ours.as_bytes(), small).unwrap_err(),
        Refusal::TooLarge {
            bytes: ours.len(),
            limit: 100
        }
    );
    let few = Limits {
        documents: 0,
        ..Limits::default()
    };
    assert_eq!(
        read(ours.as_bytes(), few).unwrap_err(),
        Refusal::TooMany { said: 1, limit: 0 }
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    let ours = file(&[(STUDENT, STUDENT_BODY)]);
    refused(
        &sign(&ours.replace("\"student\":1", "\"student\":2")),
        "The file says that it holds 2 documents of the kind “student”, but 1 are in it.",
    );
    refused(
        &file(&[(STUDENT, STUDENT_BODY), (STUDENT, STUDENT_BODY)]),
        &format!("The file holds “{STUDENT}” twice."),
    );
    let tombstone = r#"{"stamp":"000000000001000000000001"}"#;
    let (here, there) = (
        "session/2026-10-05/00000000-0000-0000-0000-000000000009",
        "session/2026-10-06/00000000-0000-0000-0000-000000000009",
    );
    refused(
        &file(&[(here, tombstone), (there, tombstone)]),
        &format!("The file holds “{there}” twice."),
    );
    refused(
        &sign(
            &ours
                .replace("\"student/", "\"robot/")
                .replace("\"student\":1", "\"robot\":1"),
        ),
        "“robot/00000000-0000-0000-0000-000000000001” is not the key of a document of this program.",
    );
    let plan = "plan/2026-10-05/00000000-0000-0000-0000-000000000001";
    assert!(matches!(
        read(file(&[(plan, STUDENT_BODY)]).as_bytes(), Limits::default()),
        Err(Refusal::Document(FormatError::Body { .. }))
    ));
    refused(
        &sign(&ours.replace("\n{", "\n;{")),
        "The file does not have the form of a backup: expected value at line 1 column 1.",
    );
}

#[test]
fn what_speaks_of_nothing_is_refused() {
    let member = r#"{"stamp":"000000000001000000000001","value":{"name":"Blue","members":{"00000000-0000-0000-0000-000000000001":{"stamp":"000000000001000000000001","value":{"student":"00000000-0000-0000-0000-000000000001","from":"2026-10-05"}}}}}"#;
    let group = "group/00000000-0000-0000-0000-000000000001";
    refused(
        &file(&[(group, member)]),
        &format!("In the file, “{group}” speaks of a student that is not in it."),
    );
    let file = file(&[(group, member), (STUDENT, STUDENT_BODY)]);
    assert!(read(file.as_bytes(), Limits::default()).is_ok());
}

#[test]
fn slices_read_the_same_as_the_whole() {
    let file = file(&[(STUDENT, STUDENT_BODY), ("draft/log", "[1]")]);
    let mut reading = Reading::begin(file.as_bytes(), Limits::default()).unwrap();
    let mut done = vec![reading.done()];
    while reading.step(10).unwrap() {
        done.push(reading.done());
    }
    assert!(done.is_sorted() && done.len() > 10);
    assert_eq!(reading.finish().len(), 2);
}

#[test]
fn a_comparison_says_what_would_go_and_come() {
    let here = [
        ("student/1", "a"),
        ("student/2", "b"),
        ("student/3", "c"),
        ("history/1", "x"),
    ];
    let file = [("student/1", "a"), ("student/2", "B"), ("student/4", "d")];
    let comparison = compare(here, file);
    assert_eq!(
        comparison,
        Comparison {
            same: 1,
            different: 1,
            only_here: 1,
            only_in_file: 1
        }
    );
}
