//! Any list: its encoding, rows that cannot be used, files that are no roster.

use aimline_core::Caseload;
use aimline_core::format::roster::{
    Columns, RosterError, Source, packed_files, preview, read_table, rows,
};
use aimline_core::format::table::{HeaderRow, PickedFile};
use aimline_core::format::zip;

use crate::{TODAY, file, fixture, pasted};

#[test]
fn other_encodings_are_read_and_said() {
    let source = Source::open(&[fixture("latin1.csv")]).unwrap();
    let Source::Table { table, note, .. } = source else {
        panic!("a table")
    };
    assert_eq!(
        note.unwrap(),
        "“latin1.csv” is not in UTF-8; it was read as Windows-1252; check the accents."
    );
    let rows = rows(&table, &Columns::guess(&table, &Default::default()));
    let names: Vec<_> = rows.rows.iter().map(|row| row.student.name()).collect();
    assert_eq!(names, ["Renée Dubé", "Omar O’Shea"]);
    assert_eq!(rows.rows[1].student.grade.unwrap().to_string(), "3");
}

#[test]
fn rows_that_cannot_be_used_say_why() {
    let rows = pasted("Name,Grade,Tier\n,3,\nWren Adams,13,5\nName,Grade,Tier\n");
    let skipped: Vec<_> = rows
        .skipped
        .iter()
        .map(|s| format!("{}: {}", s.place, s.reason))
        .collect();
    assert_eq!(
        skipped,
        [
            "Row 2: There is no name in this row.",
            "Row 4: It repeats the column names."
        ]
    );
    assert_eq!(
        rows.rows[0].notes,
        [
            "“13” is not a grade: use PK, K or 1 to 12. The row is imported without a grade.",
            "“5” is not a tier: use 1, 2 or 3. The row is imported without a tier.",
        ]
    );
}

#[test]
fn what_is_no_roster_is_refused_in_a_sentence() {
    for (files, message) in [
        (vec![], "There is nothing to read: no file was picked."),
        (
            vec![file("a.csv", " \n")],
            "“a.csv” is empty. Export the list again and pick the new file.",
        ),
        (
            vec![file("a.pdf", "%PDF-1.7")],
            "“a.pdf” is not a roster: it is not a text file. A CSV file or a OneRoster zip can be read.",
        ),
        (
            vec![file("a.csv", "Name,Grade\n")],
            "No students were found. There is no row below the column names.",
        ),
        (
            vec![file("a.csv", "Name\nA"), file("b.csv", "Name\nB")],
            "2 files were picked that are not one OneRoster export. Pick one class list at a time.",
        ),
        (
            vec![fixture("bundle/enrollments.csv")],
            "OneRoster files were found, but no users.csv, which lists the students. Pick all the files of the export together.",
        ),
    ] {
        assert_eq!(Source::open(&files).unwrap_err().to_string(), message);
    }
    let workbook = PickedFile {
        name: "list.xlsx".into(),
        bytes: b"PK\x03\x04".to_vec(),
    };
    assert!(matches!(
        Source::open(&[workbook]),
        Err(RosterError::Workbook(_))
    ));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes: Vec<u8>, text in "[\"',;\t\r\n=a-zA-Z0-9 ]{0,200}") {
        for bytes in [bytes, text.clone().into_bytes(), [b"sourcedId,givenName,familyName,role\n", text.as_bytes()].concat()] {
            let given = PickedFile { name: "list.csv".into(), bytes };
            let _ = zip::entries(&given.bytes);
            let _ = packed_files(&given);
            match Source::open(&[given]) {
                Ok(Source::OneRoster(bundle)) => { preview(&bundle.rows(TODAY), &Caseload::default()); }
                Ok(Source::Table { text, table, .. }) => {
                    let bare = read_table(&text, HeaderRow::Absent);
                    for table in [table, bare] {
                        preview(&rows(&table, &Columns::guess(&table, &Default::default())), &Caseload::default());
                    }
                }
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
}
