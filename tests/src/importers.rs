//! Every importer as a function of bytes, for fuzzing: what comes back does not matter, only that
//! it comes back, soon, and that what was read can be shown, checked and written again.
//!
//! `fuzz/` gives each to libFuzzer; the acceptance test `importers` runs a short form with fixed
//! seeds.

use aimline_core::format::backup::{Limits, Meta, envelope, passphrase, read, write};
use aimline_core::format::roster::{Choices, Columns, Source, is_zip, packed_files, preview, rows};
use aimline_core::format::scores::{self, Answers, Checking};
use aimline_core::format::table::{HeaderRow, PickedFile};
use aimline_core::format::{no_school, reference_set, single_case};
use aimline_core::model::SchoolYear;
use aimline_core::{Caseload, check, library};
use jiff::civil::{Date, date};
use sha2::{Digest, Sha256};

const TODAY: Date = date(2026, 10, 5);

/// An importer, and a file that it reads.
pub struct Importer {
    pub name: &'static str,
    pub read: fn(&[u8]),
    pub seeds: &'static [&'static [u8]],
}

/// A new importer goes here, and as a target into `fuzz/`.
pub const ALL: &[Importer] = &[
    Importer {
        name: "backup",
        read: backup,
        seeds: &[include_bytes!("../fixtures/backup-v1.json")],
    },
    Importer {
        name: "sealed",
        read: sealed,
        seeds: &[include_bytes!("../fixtures/backup-v1.aimline")],
    },
    Importer {
        name: "roster",
        read: roster,
        seeds: &[
            include_bytes!("../fixtures/roster/bundle/users.csv"),
            include_bytes!("../fixtures/roster/latin1.csv"),
            include_bytes!("../fixtures/roster/bundle.zip"),
        ],
    },
    Importer {
        name: "scores",
        read: score_list,
        seeds: &[
            include_bytes!("../fixtures/scores/fastbridge-progress-monitoring.csv"),
            include_bytes!("../fixtures/scores/mclass-dibels-benchmark.csv"),
            include_bytes!("../fixtures/scores/wide-by-date.tsv"),
        ],
    },
    Importer {
        name: "reference_set",
        read: reference_set,
        seeds: &[
            b"grade,season,low,some,core\n3,fall,40,60,75\n3,winter,55,75,90\n3,spring,70,90,105\n",
            b"grade,percentile,fall,winter,spring\n2,50,50,84,100\n2,25,36,59,72\n",
        ],
    },
    Importer {
        name: "single_case",
        read: single_case,
        seeds: &[b"phase,x,score\nA,1,5\nA,2,6\nB,2026-10-05,7.5\nB,4,-8\n"],
    },
    Importer {
        name: "lists",
        read: lists,
        seeds: &[b"9/7 Labor Day\n2026-11-25 to 2026-11-27 Thanksgiving\n"],
    },
];

/// As it is, and with a fitting checksum: without one no change would ever get further.
pub fn backup(bytes: &[u8]) {
    let limits = Limits {
        bytes: 1_000_000,
        documents: 10_000,
        document: 100_000,
    };
    for file in [bytes.to_vec(), signed(bytes)] {
        let Ok(backup) = read(&file, limits) else {
            continue;
        };
        let documents: Vec<_> = backup.documents().collect();
        let meta = Meta {
            app: backup.header.app.clone(),
            created: 0,
            demo: backup.header.demo,
        };
        let mut caseload = Caseload::default();
        for (key, body) in &documents {
            // History and drafts are no records.
            let _ = caseload.take_in(key, body);
        }
        let _ = check::check(&documents);
        let again = write(documents.iter().copied(), &meta).map(String::into_bytes);
        assert!(
            again.is_ok_and(|again| read(&again, limits).is_ok()),
            "what was read is not read again"
        );
    }
}

pub fn sealed(bytes: &[u8]) {
    let mut file = bytes.to_vec();
    let covered = file.len().saturating_sub(32);
    let digest = Sha256::digest(&file[..covered]);
    let end = file.len() - covered;
    file[covered..].copy_from_slice(&digest[..end]);
    for file in [bytes, &file] {
        if let Ok(sealed) = envelope::read(file, 1_000_000) {
            assert!(sealed.lock.iterations <= envelope::MOST_ITERATIONS);
            assert!(sealed.ciphertext.len() >= 16);
        }
    }
    let text = String::from_utf8_lossy(bytes);
    let _ = passphrase::strength(&envelope::normalized(&text));
}

pub fn roster(bytes: &[u8]) {
    let file = PickedFile {
        name: "list.csv".into(),
        bytes: bytes.to_vec(),
    };
    if is_zip(&file) {
        for entry in packed_files(&file).into_iter().flatten() {
            let _ = (entry.file_name(), entry.check(&[]));
        }
    }
    let read = match Source::open(&[file]) {
        Ok(Source::OneRoster(bundle)) => bundle.rows(TODAY),
        Ok(Source::Table { table, .. }) => {
            rows(&table, &Columns::guess(&table, &Default::default()))
        }
        Err(_) => return,
    };
    let preview = preview(&read, &Caseload::default());
    let _ = preview.changes(&Choices::default());
}

pub fn score_list(bytes: &[u8]) {
    let file = PickedFile {
        name: "scores.csv".into(),
        bytes: bytes.to_vec(),
    };
    let Ok((text, _)) = file.text() else { return };
    let mut reading = scores::reading(&text, HeaderRow::Find);
    while !reading.step(100) {}
    let Ok(table) = scores::with_rows(reading.finish()) else {
        return;
    };
    let caseload = Caseload::default();
    let mapping = scores::mapping(&table, &caseload, None, TODAY);
    let mut checking = Checking::new(&table, mapping, Answers::default(), &caseload, TODAY);
    while !checking.step(&table, &caseload, 100) {}
    let checked = checking.finish();
    let choices = scores::Choices {
        make_plans: true,
        early: true,
        ..scores::Choices::default()
    };
    let _ = checked.import(&choices, &caseload);
}

pub fn reference_set(bytes: &[u8]) {
    let Ok(sheet) = reference_set::Sheet::of(&String::from_utf8_lossy(bytes)) else {
        return;
    };
    let columns = reference_set::columns(&sheet.headers);
    let reading = reference_set::read(&sheet, &columns);
    for (found, (_, measure)) in reading.sets.iter().zip(library::measures()) {
        if let Ok(version) = found.checked(measure) {
            let _ = reference_set::write(&found.name, &found.measure, &version);
        }
    }
}

pub fn single_case(bytes: &[u8]) {
    let _ = single_case::read(bytes);
}

/// Small lists that are pasted.
pub fn lists(bytes: &[u8]) {
    let year = SchoolYear {
        first: date(2026, 8, 17),
        last: date(2027, 6, 4),
    };
    let _ = no_school::read(&String::from_utf8_lossy(bytes), &year);
}

/// The file with the checksum that fits what stands before its last line.
fn signed(bytes: &[u8]) -> Vec<u8> {
    const TAIL: usize = "],\"sha256\":\"\"}".len() + 64;
    let covered = &bytes[..bytes.len().saturating_sub(TAIL)];
    let digest = Sha256::digest(covered);
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let end = format!("],\"sha256\":\"{digits}\"}}");
    [covered, end.as_bytes()].concat()
}
