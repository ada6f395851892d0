//! Files made to harm: each is refused, or read harmlessly, and soon.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use aimline_core::Caseload;
use aimline_core::demo;
use aimline_core::format::backup::{Limits, Meta, Refusal, read, write};
use aimline_core::model::record::CALENDAR;
use aimline_core::model::{Group, Id, Membership, Slot, Stamp};
use aimline_core::progress::unlogged;
use aimline_core::progress::weeks::weeks;
use jiff::civil::{Date, Weekday, date};
use sha2::{Digest, Sha256};

const STAMP: &str = "019a2b3c4d010000000000a1";

fn meta() -> Meta {
    Meta {
        app: "0.1.0".into(),
        created: 1_790_000_000_000,
        demo: false,
    }
}

fn student(number: u64) -> String {
    format!("student/00000000-0000-7000-8000-{number:012x}")
}

fn file(key: &str, body: &str) -> String {
    write([(key, body)], &meta()).unwrap()
}

/// Refuses it within two seconds, and says why.
#[track_caller]
fn refused(file: &str) -> Refusal {
    let began = Instant::now();
    let refusal = read(file.as_bytes(), Limits::default())
        .map(|_| ())
        .unwrap_err();
    assert!(
        began.elapsed() < patience(),
        "{refusal}: {:?}",
        began.elapsed()
    );
    refusal
}

/// With the checksum that fits it.
fn signed(file: &str) -> String {
    const END: &str = "],\"sha256\":\"";
    let at = file.rfind(END).unwrap();
    let digest = Sha256::digest(&file[..at]);
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}{END}{digits}\"}}", &file[..at])
}

/// Two seconds as shipped; this is not optimized.
fn patience() -> Duration {
    Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 })
}

fn value(fields: &str) -> String {
    format!("{{\"stamp\":\"{STAMP}\",\"value\":{{{fields}}}}}")
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let depth = 100_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        for key in [student(1), "draft/log".into(), "aside/found/x".into()] {
            refused(&file(&key, &deep));
        }
        refused(&file(&student(1), &value(&format!("\"note\":{deep}"))));
        let header = file("draft/log", "1").replace("\"demo\":false", &format!("\"demo\":{deep}"));
        refused(&header);
    }
}

#[test]
fn a_million_documents_and_a_million_entries_are_refused() {
    // The header says that there is one.
    let one = "{\"key\":\"draft/log\",\"body\":1}";
    let many = vec![one; 1_000_000].join(",\n");
    let many = signed(&file("draft/log", "1").replace(one, &many));
    assert!(matches!(refused(&many), Refusal::TooMany { .. }));

    let entries: Vec<String> = (0..1_000_000)
        .rev()
        .map(|at| format!("\"00000000-0000-7000-8000-{at:012x}\":{{\"stamp\":\"{STAMP}\"}}"))
        .collect();
    let group = "group/00000000-0000-7000-8000-000000000001";
    let large = file(
        group,
        &value(&format!(
            "\"name\":\"x\",\"members\":{{{}}}",
            entries.join(",")
        )),
    );
    assert!(matches!(refused(&large), Refusal::LargeDocument { .. }));

    // As many as one document may hold, in the order that is dearest: read, and soon.
    let some = &entries[..200_000];
    let body = value(&format!(
        "\"name\":\"x\",\"members\":{{{}}}",
        some.join(",")
    ));
    let began = Instant::now();
    assert!(read(file(group, &body).as_bytes(), Limits::default()).is_ok());
    assert!(began.elapsed() < patience(), "{:?}", began.elapsed());
}

#[test]
fn numbers_that_are_none_are_refused() {
    let session = "session/2026-10-05/00000000-0000-7000-8000-000000000009";
    for number in [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "9007199254740993",
        "-1",
        "1.5",
        "\"5\"",
    ] {
        let fields = format!(
            "\"who\":{{\"Student\":\"00000000-0000-7000-8000-000000000001\"}},\"date\":\"2026-10-05\",\"planned\":{number}"
        );
        let text = format!("{{\"key\":\"{session}\",\"body\":{}}}", value(&fields));
        assert!(
            serde_json::from_str::<aimline_core::model::Entry<aimline_core::model::Session>>(
                &value(&fields)
            )
            .is_err(),
            "{text}"
        );
    }
}

#[test]
fn names_made_to_harm_are_harmless() {
    for (name, shown) in [
        (
            "<img src=x onerror=alert(1)>",
            "<img src=x onerror=alert(1)>",
        ),
        ("Ann\u{202E}gnp.exe", "Anngnp.exe"),
        (r"Ann\u202egnp.exe", "Anngnp.exe"),
        (r"A\u2066n\u2069n", "Ann"),
        ("__proto__", "__proto__"),
        (r"A\u0000\u0007nn", "Ann"),
    ] {
        let body = value(&format!(
            "\"given_name\":\"{name}\",\"__proto__\":{{\"x\":1}}"
        ));
        let file = file(&student(1), &body);
        let backup = read(file.as_bytes(), Limits::default()).unwrap();
        let mut caseload = Caseload::default();
        for (key, body) in backup.documents() {
            caseload.take_in(key, body).unwrap();
        }
        let student = caseload.students.values().next().unwrap();
        assert_eq!(student.name(), shown);
    }
}

#[test]
fn keys_and_texts_that_are_none_are_refused() {
    for key in [
        "__proto__",
        "constructor/x",
        "student/",
        "student/../x",
        "",
        "safety/backup/x",
        "student/1\u{202E}",
    ] {
        let file = file("draft/x", "1").replace("draft/x", key);
        assert!(read(file.as_bytes(), Limits::default()).is_err(), "{key:?}");
    }
    for body in [r#""\ud800""#, r#"{"stamp":"x"}"#, "null", "[]", "1"] {
        refused(&file(&student(1), body));
    }
}

/// Half a million days lie between such a year and today, and Today asks for them again and again.
#[test]
fn a_school_year_since_the_year_one_costs_no_more_than_a_year() {
    let today = date(2026, 11, 24);
    let (student, group) = (Id::built_in(1), Id::built_in(1));
    for (first, last) in [
        (date(1, 1, 1), date(9999, 12, 31)),
        (date(1, 1, 1), date(1, 6, 1)),
        (date(2026, 8, 18), date(9999, 12, 31)),
    ] {
        let stamp = Stamp::default();
        let mut caseload = demo::caseload(today);
        let body = value(&format!(
            "\"school_years\":{{\"00000000-0000-7000-8000-000000000001\":{{\"stamp\":\"{STAMP}\",\"value\":{{\"first\":\"{first}\",\"last\":\"{last}\"}}}}}}"
        ));
        caseload
            .take_in(&format!("calendar/{CALENDAR}"), &body)
            .unwrap();
        let mut daily = Group::default();
        for (number, weekday) in (1..).zip(Weekday::Monday.cycle_forward().take(5)) {
            let slot = Slot {
                weekday,
                start: 540,
                minutes: 30,
                from: Date::MIN,
                to: None,
            };
            daily.schedule.set(Id::built_in(number), stamp, slot);
        }
        let stay = Membership {
            student,
            from: Date::MIN,
            to: None,
        };
        daily.members.set(Id::built_in(1), stamp, stay);
        caseload.groups.set(group, stamp, daily);
        let days = unlogged::between(&caseload, Date::MIN, today);
        let own = unlogged::of_student(&caseload, student, Date::MIN, today);
        assert!(
            own.len() <= days.len() && own.len() <= 400,
            "{first} {last}"
        );
        let weeks = weeks(&caseload, student, None, Date::MIN, today);
        assert!(weeks.len() <= 59, "{first} {last}: {}", weeks.len());
    }
}
