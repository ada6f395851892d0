//! Backups: every released version reads for ever, and no damaged byte is ever taken for data.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use aimline_core::Caseload;
use aimline_core::check;
use aimline_core::format::backup::{Limits, Meta, read, tally, write};
use aimline_core::format::backup::{envelope, passphrase};
use jiff::civil::date;
use proptest::prelude::*;

/// Written by another program after the description of the format; never changed.
const VERSION_1: &str = include_str!("../fixtures/backup-v1.json");

/// The same under the passphrase "maple tiger onion velvet raft piano", by another program too.
const SEALED_1: &[u8] = include_bytes!("../fixtures/backup-v1.aimline");

fn reads(bytes: &[u8]) -> bool {
    read(bytes, Limits::default()).is_ok()
}

#[test]
fn the_golden_file_of_version_1_reads() {
    let backup = read(VERSION_1.as_bytes(), Limits::default()).unwrap();
    assert_eq!(backup.header.app, "0.1.0");
    assert_eq!(backup.header.created_at.to_string(), "2026-11-24T06:00:00Z");
    assert!(!backup.header.demo);
    assert_eq!(backup.len(), 16);
    let tally = &backup.tally;
    assert_eq!((tally.students, tally.active_students), (3, 2));
    assert_eq!((tally.groups, tally.protocols, tally.plans), (1, 1, 1));
    assert_eq!((tally.scores, tally.sessions), (2, 3));
    assert_eq!(tally.days, Some((date(2026, 10, 5), date(2026, 10, 12))));

    let mut caseload = Caseload::default();
    let kept = ["draft/", "history/"];
    let records = backup
        .documents()
        .filter(|(key, _)| !kept.iter().any(|kind| key.starts_with(kind)));
    for (key, body) in records {
        caseload.take_in(key, body).unwrap();
    }
    let names: Vec<String> = caseload
        .students
        .values()
        .map(|student| student.name())
        .collect();
    assert_eq!(names, ["Ávery Smith-O'Neil", "Bo Lindqvist", "李"]);
    assert_eq!(caseload.settings().dosage_threshold, 75);
    assert_eq!(
        caseload.calendar().no_school(date(2026, 11, 26)),
        Some("Thanksgiving")
    );
    let received: u16 = caseload
        .sessions
        .values()
        .flat_map(|session| {
            session
                .attendance
                .ids()
                .filter_map(|id| session.received_minutes(id))
        })
        .sum();
    assert_eq!(received, 28 + 12 + 30);
}

#[test]
fn the_golden_file_is_sound_and_is_written_as_it_was() {
    let backup = read(VERSION_1.as_bytes(), Limits::default()).unwrap();
    let documents: Vec<_> = backup.documents().collect();
    assert!(check::check(&documents).is_clean());
    assert_eq!(tally(documents.iter().copied()), backup.tally);
    let created = backup.header.created_at.as_millisecond();
    let meta = Meta {
        app: backup.header.app.clone(),
        created: u64::try_from(created).unwrap(),
        demo: backup.header.demo,
    };
    // Written again it is of this version; version 2 only added to what documents may say.
    let written = write(documents.iter().copied(), &meta).unwrap();
    let body = |file: &str| {
        let file = file.replace("\"schema\":1", "\"schema\":2");
        let (body, _checksum) = file.rsplit_once("\"sha256\"").unwrap();
        body.to_owned()
    };
    assert_eq!(body(&written), body(VERSION_1));
}

#[test]
fn no_truncated_file_is_read() {
    for length in 0..VERSION_1.len() {
        assert!(
            !reads(&VERSION_1.as_bytes()[..length]),
            "{length} bytes were taken for a whole file"
        );
    }
}

#[test]
fn no_flipped_byte_is_read() {
    let mut bytes = VERSION_1.as_bytes().to_vec();
    for at in 0..bytes.len() {
        // The lowest bit, the bit between upper and lower case, and all of them.
        for flip in [0x01, 0x20, 0xFF] {
            bytes[at] ^= flip;
            assert!(
                !reads(&bytes),
                "byte {at}, flipped by {flip:#04x}, was taken for data"
            );
            bytes[at] ^= flip;
        }
    }
    assert!(reads(&bytes));
}

#[test]
fn the_golden_file_under_a_passphrase_reads_and_is_written_as_it_was() {
    let sealed = envelope::read(SEALED_1, usize::MAX).unwrap();
    assert_eq!(sealed.lock.iterations, 600_000);
    assert_eq!(sealed.lock.salt, std::array::from_fn(|at| at as u8));
    let check = sealed.check.try_into().unwrap();
    let header = sealed.lock.header(check, sealed.ciphertext.len() - 16);
    assert_eq!(envelope::write(&header, sealed.ciphertext), SEALED_1);
}

#[test]
fn no_flipped_or_missing_byte_under_a_passphrase_is_read() {
    let whole = |bytes: &[u8]| envelope::read(bytes, usize::MAX).is_ok();
    let mut bytes = SEALED_1.to_vec();
    for at in 0..bytes.len() {
        assert!(
            !whole(&bytes[..at]),
            "{at} bytes were taken for a whole file"
        );
        // Each bit, and all of them; every flip of a shorter file is among the unit tests.
        for flip in (0..8).map(|bit| 1 << bit).chain([0xFF]) {
            bytes[at] ^= flip;
            assert!(
                !whole(&bytes),
                "byte {at}, flipped by {flip:#04x}, was taken for data"
            );
            bytes[at] ^= flip;
        }
    }
    assert!(whole(&bytes));
}

#[test]
fn the_list_of_words_gives_ten_bits_a_word() {
    let list = include_str!("../../web/words.txt");
    let words: Vec<&str> = list.lines().collect();
    assert_eq!(words.len(), passphrase::LIST);
    assert!(
        words.is_sorted_by(|one, next| one < next),
        "in order, none twice"
    );
    assert!(words.iter().all(|word| {
        (3..=9).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
    }));
    let drawn = passphrase::drawn(list, [0; 12]).unwrap();
    assert_eq!(drawn.split(' ').count(), passphrase::WORDS);
    let last = passphrase::drawn(list, [0xFF; 12]).unwrap();
    assert!(last.ends_with(words[1_023]));
}

#[test]
fn nothing_may_follow_the_end() {
    for more in ["\n", " ", "}", "\0"] {
        assert!(!reads(format!("{VERSION_1}{more}").as_bytes()), "{more:?}");
    }
}

proptest! {
    /// Whatever a person typed comes back as it was.
    #[test]
    fn written_and_read_is_the_same(notes in prop::collection::vec(".{0,60}", 0..12), created in 0_u64..4_000_000_000_000) {
        let documents: Vec<(String, String)> = notes
            .iter()
            .enumerate()
            .map(|(number, note)| {
                let key = format!("student/00000000-0000-7000-8000-{:012x}", number + 1);
                let body = serde_json::json!({
                    "stamp": "00000000000100000000000a",
                    "value": { "given_name": "Ada", "note": note },
                });
                (key, body.to_string())
            })
            .collect();
        let borrowed = documents.iter().map(|(key, body)| (key.as_str(), body.as_str()));
        let meta = Meta { app: "0.1.0".into(), created, demo: true };
        let file = write(borrowed.clone(), &meta).unwrap();
        let backup = read(file.as_bytes(), Limits::default()).unwrap();
        prop_assert!(backup.documents().eq(borrowed));
        prop_assert_eq!(backup.tally.students, notes.len());
        prop_assert!(backup.header.demo);
    }

    /// Bytes from anywhere never make it panic.
    #[test]
    fn any_bytes_are_refused_politely(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>()) {
        prop_assert!(!reads(&bytes));
        let mut spliced = VERSION_1.as_bytes().to_vec();
        let at = at.index(spliced.len());
        spliced.splice(at..at, bytes.iter().copied());
        prop_assert_eq!(reads(&spliced), bytes.is_empty());
    }
}
