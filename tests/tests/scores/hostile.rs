//! Cells and bytes made to harm.

use aimline_core::command::ScoreImport;
use aimline_core::format::scores::{self, Choices, heads};
use aimline_core::format::table::PickedFile;
use aimline_core::library;
use jiff::civil::date;
use proptest::prelude::*;

use crate::{FIXTURES, TODAY, all, caseload, checked, fixture, import, proposed, read, with_plan};

#[test]
fn hostile_cells_are_refused_or_harmless() {
    let caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    let long = "9".repeat(1_000_000);
    for text in [
        format!("Student ID,Date,ORF\n7002,2026-09-21,{long}"),
        format!("Student ID,Date,ORF\n7002,{long},54"),
        format!("Student ID,Date,ORF\n{long},2026-09-21,54"),
        format!("Student ID,Date,{long}\n7002,2026-09-21,54"),
        "Student ID,Date,ORF\n7002".into(),
        "__proto__,constructor,ORF\n__proto__,2026-09-21,54".into(),
        "Name,Date,ORF\n\u{202E}snikta,2026-09-21,54".into(),
        "Name,Date,ORF\n=HYPERLINK(\"x\"),2026-09-21,54".into(),
        "Name,Date,ORF\n\"never closed,2026-09-21,54".into(),
    ] {
        let table = read(&text);
        let checked = checked(&table, &proposed(&table, &caseload), &caseload);
        for line in &checked.lines {
            assert!(line.given.chars().count() <= 60 && line.outcome.sentence().len() < 300);
            assert!(!line.given.contains('\u{202E}'));
        }
        assert_eq!(
            checked.tally(&Choices::default(), &caseload).added,
            0,
            "{:.60}",
            text
        );
    }
    for (bytes, refused) in [
        (&b""[..], true),
        (b"\n \n", true),
        (b"a\0b", true),
        (b"%PDF-1.7", true),
        (b"PK\x03\x04rest", true),
    ] {
        let file = PickedFile {
            name: "scores.csv".into(),
            bytes: bytes.to_vec(),
        };
        assert_eq!(file.text().is_err(), refused, "{bytes:?}");
    }
    assert!(scores::with_rows(read("Student ID,Date,ORF")).is_err());
}

/// Everything that happens to a file, whatever is in it.
fn goes_through(bytes: &[u8]) {
    let file = PickedFile {
        name: "scores.csv".into(),
        bytes: bytes.to_vec(),
    };
    let Ok((text, _)) = file.text() else { return };
    let table = read(&text);
    let mut caseload = caseload();
    let mut mapping = proposed(&table, &caseload);
    mapping.measure = Some(library::ORAL_READING_FLUENCY);
    mapping.day = Some(TODAY);
    let all_heads = heads(&table, &caseload, TODAY);
    assert_eq!(all_heads.len(), table.headers.len());
    let first = checked(&table, &mapping, &caseload);
    import(&mut caseload, &first, &all());
    let again = checked(&table, &mapping, &caseload);
    assert_eq!(again.import(&all(), &caseload), ScoreImport::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_stop_it(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        goes_through(&bytes);
    }

    #[test]
    fn no_text_of_scores_stops_it(text in "(Student ID|Name|Date|ORF|Fall ORF)(,(Score|Date|Errors|9/1/26)){0,3}\n([0-9/,\"\u{202E};-]{0,20}\n){0,8}") {
        goes_through(text.as_bytes());
    }

    #[test]
    fn no_damaged_export_stops_it(
        which in 0..FIXTURES.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = fixture(FIXTURES[which]);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        goes_through(&bytes);
    }
}
