//! Rosters as schools send them: the OneRoster bundle, any list, the traps in both.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use aimline_core::format::roster::{
    Answer, Choices, Columns, Preview, RosterError, Rows, Source, is_zip, packed_files, preview,
    read_table, rows,
};
use aimline_core::format::table::{HeaderRow, PickedFile};
use aimline_core::format::zip::{self, Packing, ZipError};
use aimline_core::model::Device;
use aimline_core::{Caseload, Command, Context};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 10, 5);
const NEVER_READ: &str = "hunter2-never-read";

fn fixture(name: &str) -> PickedFile {
    let path = format!("{}/fixtures/roster/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    PickedFile {
        name: name.rsplit('/').next().unwrap().to_owned(),
        bytes,
    }
}

fn bundle() -> Vec<PickedFile> {
    [
        "users",
        "enrollments",
        "classes",
        "demographics",
        "orgs",
        "manifest",
    ]
    .map(|name| fixture(&format!("bundle/{name}.csv")))
    .to_vec()
}

fn file(name: &str, text: &str) -> PickedFile {
    PickedFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// What the files say when every guess is taken.
fn read(files: &[PickedFile]) -> Rows {
    match Source::open(files).unwrap() {
        Source::OneRoster(bundle) => bundle.rows(TODAY),
        Source::Table { table, .. } => rows(&table, &Columns::guess(&table, &Default::default())),
    }
}

fn pasted(text: &str) -> Rows {
    read(&[file("The pasted text", text)])
}

fn import(caseload: &mut Caseload, preview: &Preview, choices: &Choices) {
    let mut context = Context::new(
        1_790_000_000_000,
        TODAY,
        Device(1),
        caseload.latest,
        caseload.students.len() as u64,
    );
    let command = Command::ImportRoster {
        changes: preview.changes(choices),
        columns: Vec::new(),
    };
    let changes = command.plan(caseload, &mut context).unwrap();
    caseload.apply(&changes).unwrap();
    caseload.latest = context.stamp();
}

fn imported(rows: &Rows) -> Caseload {
    let mut caseload = Caseload::default();
    let preview = preview(rows, &caseload);
    import(&mut caseload, &preview, &Choices::default());
    caseload
}

/// New, changed, unchanged, skipped, questions.
fn counts(preview: &Preview) -> [usize; 5] {
    let Preview {
        new,
        changed,
        unchanged,
        skipped,
        questions,
    } = preview;
    [
        new.len(),
        changed.len(),
        unchanged.len(),
        skipped.len(),
        questions.len(),
    ]
}

fn check(known: &str, given: &str, expected: [usize; 5]) -> Preview {
    let caseload = imported(&pasted(known));
    let preview = preview(&pasted(given), &caseload);
    assert_eq!(
        counts(&preview),
        expected,
        "{known:?} then {given:?}: {preview:#?}"
    );
    preview
}

#[test]
fn a_bundle_gives_its_active_students_with_teacher_guardian_and_language() {
    let rows = read(&bundle());
    let students: Vec<String> = rows
        .rows
        .iter()
        .map(|row| {
            let student = &row.student;
            let guardians: Vec<_> = student
                .guardians
                .iter()
                .map(|g| format!("{} {} {}", g.name, g.relation, g.phone))
                .collect();
            format!(
                "{} | {} | {} | {} | {} | {} | {}",
                student.name(),
                student.grade.map_or("-".into(), |grade| grade.to_string()),
                student.school_id,
                student.roster_id,
                student.teacher,
                student.home_language,
                guardians.join(", "),
            )
        })
        .collect();
    assert_eq!(
        students,
        [
            "Íñigo Ruiz-D'Arcy | 4 | L7001 | s-1 | Min Koh | Spanish | Lou Ruiz Parent 555-0100",
            "Wren Adams | K | L7002 | s-2 | Min Koh |  | Lou Ruiz Parent 555-0100",
            "Odell Tran | - | L7004 | s-4 |  |  | ",
        ]
    );
    assert_eq!(
        rows.rows[2].notes,
        ["“UG” is not a grade: use PK, K or 1 to 12. The row is imported without a grade."]
    );
    let skipped: Vec<_> = rows
        .skipped
        .iter()
        .map(|s| format!("{}: {}: {}", s.place, s.name, s.reason))
        .collect();
    assert_eq!(
        skipped,
        [
            "Row 5: Gone Away: The school marked it to be deleted (tobedeleted).",
            "enrollments.csv, row 5: Gone Away: The school marked it to be deleted (tobedeleted).",
        ]
    );
    let facts = rows.facts.unwrap();
    assert_eq!((facts.students, facts.teachers, facts.guardians), (3, 1, 1));
    assert_eq!(facts.classes, [("Homeroom 4 - Room 7".to_owned(), 2)]);
}

#[test]
fn columns_in_another_order_and_without_the_optional_ones_give_the_same() {
    let given = "role,familyName,givenName,sourcedId,enabledUser\nstudent,Adams,Wren,s-2,true\nteacher,Koh,Min,t-9,true\n";
    let rows = read(&[file("users.csv", given)]);
    assert_eq!(rows.rows.len(), 1);
    assert_eq!(rows.rows[0].student.name(), "Wren Adams");
    assert_eq!(rows.rows[0].student.roster_id, "s-2");
}

#[test]
fn roles_of_their_own_file_are_read() {
    let users = "sourcedId,status,enabledUser,givenName,familyName,grades\ns-2,active,true,Wren,Adams,05\nt-9,active,true,Min,Koh,\n";
    let roles = "sourcedId,status,userSourcedId,roleType,role\nr1,active,s-2,primary,student\nr2,active,t-9,primary,teacher\n";
    let rows = read(&[file("users.csv", users), file("roles.csv", roles)]);
    assert_eq!(rows.rows.len(), 1);
    assert_eq!(rows.facts.unwrap().teachers, 1);
}

#[test]
fn a_password_reaches_nothing() {
    let source = Source::open(&bundle()).unwrap();
    assert!(!format!("{source:?}").contains(NEVER_READ));
    let list = format!("Name,Pass Word,Grade\nWren Adams,{NEVER_READ},K");
    let Source::Table { table, .. } = Source::open(&[file("list.csv", &list)]).unwrap() else {
        panic!("a table")
    };
    let columns = Columns::guess(&table, &Default::default());
    let caseload = imported(&rows(&table, &columns));
    assert!(
        !format!("{table:?} {columns:?} {caseload:?}")
            .to_lowercase()
            .contains(NEVER_READ)
    );
    assert_eq!(table.headers, ["Name", "Grade"]);
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let no_ids = "Name\tGrade\tParent\tPhone\nWren Adams\tK\tLou\t555-0100\nOdell Tran\t\t\t\nKoh, Min\t3\t\t555-0101";
    for given in [
        read(&bundle()),
        read(&[fixture("latin1.csv")]),
        pasted(no_ids),
        pasted("Wren Adams\nMin Koh"),
    ] {
        let caseload = imported(&given);
        let again = preview(&given, &caseload);
        assert_eq!(again.unchanged.len(), given.rows.len(), "{again:#?}");
        assert_eq!(counts(&again)[..2], [0, 0]);
        assert!(again.questions.is_empty());
        assert!(again.changes(&Choices::default()).is_empty());
    }
}

#[test]
fn rows_are_matched_by_id_and_else_asked_for() {
    let known = "Name,Grade,Student ID,sourcedId\nWren Adams,K,L2,s-2";
    check(
        known,
        "Name,Grade,Student ID,sourcedId\nWren Adams-Lee,1,L9,s-2",
        [0, 1, 0, 0, 0],
    );
    check(
        known,
        "Name,Grade,Student ID\nWren Adams-Lee,1,L2",
        [0, 1, 0, 0, 0],
    );
    check(
        known,
        "Name,Grade,Student ID\nWREN ADAMS,K,L9",
        [0, 0, 0, 0, 1],
    );
    check(
        known,
        "Name,Grade,Student ID\nWren Adams,1,L9",
        [0, 0, 0, 0, 1],
    );
    check(known, "Name,Grade\nWren Adams,K", [0, 0, 1, 0, 0]);
    check(
        known,
        "Name,Grade,Student ID\nOdell Tran,K,L9",
        [1, 0, 0, 0, 0],
    );
    let two = "Name,Student ID,sourcedId\nWren Adams,L2,s-2\nOdell Tran,L3,s-3";
    check(
        two,
        "Name,Student ID,sourcedId\nWren Adams,L3,s-2",
        [0, 0, 0, 1, 0],
    );
}

#[test]
fn changes_are_shown_field_by_field_and_an_empty_cell_blanks_nothing() {
    let known = "Name,Grade,Teacher,Student ID\nWren Adams,K,Koh,L2";
    let preview = check(
        known,
        "Name,Grade,Teacher,Student ID\nWren Adams,1,,L2",
        [0, 1, 0, 0, 0],
    );
    let changed = &preview.changed[0];
    assert_eq!(changed.student.teacher, "Koh");
    let fields: Vec<_> = changed
        .fields
        .iter()
        .map(|f| (f.field, f.before.as_str(), f.after.as_str()))
        .collect();
    assert_eq!(fields, [("Grade", "K", "1")]);
}

#[test]
fn a_row_that_comes_twice_is_skipped_with_the_reason() {
    let given = "Name,Grade,Student ID\nWren Adams,K,L2\nWren Adams,1,L2\nOdell Tran,3,\nodell  tran,3,\nMin Koh,3,L4\nMin Koh,3,L5";
    let preview = check("Name\nSomebody Else", given, [4, 0, 0, 2, 0]);
    let reasons: Vec<_> = preview
        .skipped
        .iter()
        .map(|s| format!("{}: {}", s.place, s.reason))
        .collect();
    assert_eq!(
        reasons,
        [
            "Row 3: It has the same student ID as row 2.",
            "Row 5: It has the same name and grade as row 4.",
        ]
    );
}

#[test]
fn an_answer_decides_and_no_answer_leaves_the_row_out() {
    let mut caseload = imported(&pasted("Name,Grade,Teacher\nWren Adams,K,Koh"));
    let preview = preview(&pasted("Name,Grade,Student ID\nWren Adams,K,L2"), &caseload);
    let question = &preview.questions[0];
    assert!(preview.changes(&Choices::default()).is_empty());
    assert_eq!(preview.unanswered(&Choices::default()), 1);
    let answered = |answer| Choices {
        answers: [(question.row, answer)].into(),
        ..Choices::default()
    };
    let different = answered(Answer::Different);
    assert_eq!(preview.counts(&different), (1, 0));
    let same = answered(Answer::Same(question.candidates[0].id));
    assert_eq!(preview.counts(&same), (0, 1));
    import(&mut caseload, &preview, &same);
    let students: Vec<_> = caseload.students.values().collect();
    assert_eq!(
        (
            students.len(),
            students[0].school_id.as_str(),
            students[0].teacher.as_str()
        ),
        (1, "L2", "Koh")
    );
    let left_out = Choices {
        left_out: [question.row].into(),
        ..same
    };
    assert!(preview.changes(&left_out).is_empty());
}

#[test]
fn an_archived_student_is_neither_brought_back_nor_doubled() {
    let given = pasted("Name,Student ID\nWren Adams,L2");
    let mut caseload = imported(&given);
    let id = caseload.students.ids().next().unwrap();
    caseload.students.get_mut(id).unwrap().archived = Some(TODAY);
    let preview = preview(&given, &caseload);
    assert_eq!(counts(&preview), [0, 0, 0, 1, 0]);
}

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

#[test]
fn five_thousand_rows_are_previewed_well_within_a_second() {
    let mut users = String::from(
        "sourcedId,status,enabledUser,role,givenName,familyName,identifier,agentSourcedIds,grades\n",
    );
    let mut enrollments = String::from("sourcedId,classSourcedId,userSourcedId,role\n");
    for n in 0..5_000 {
        users += &format!(
            "s{n},active,true,student,Given{n},Family{n},L{n},p{n},0{}\np{n},active,false,parent,Par,Ent{n},,s{n},\n",
            n % 9 + 1
        );
        enrollments += &format!("e{n},c1,s{n},student\n");
    }
    let classes = "sourcedId,title,classType\nc1,One,homeroom\n";
    let files = [
        file("users.csv", &users),
        file("enrollments.csv", &enrollments),
        file("classes.csv", classes),
    ];
    let given = read(&files);
    let caseload = imported(&given);
    let begin = std::time::Instant::now();
    let again = preview(&read(&files), &caseload);
    let took = begin.elapsed();
    assert_eq!(counts(&again), [0, 0, 5_000, 0, 0]);
    // Unoptimized code on a busy machine is many times slower; a quadratic look-up still shows.
    let most = if cfg!(debug_assertions) { 8_000 } else { 500 };
    assert!(took.as_millis() < most, "took {took:?}");
}

#[test]
fn a_zip_gives_its_lists() {
    let file = fixture("bundle.zip");
    assert!(is_zip(&file));
    let entries = packed_files(&file).unwrap();
    let names: Vec<_> = entries.iter().map(zip::Entry::file_name).collect();
    assert_eq!(
        names,
        [
            "classes.csv",
            "demographics.csv",
            "enrollments.csv",
            "manifest.csv",
            "orgs.csv",
            "users.csv"
        ]
    );
    assert!(
        entries
            .iter()
            .all(|entry| entry.packing == Packing::Deflated)
    );
    let users = fixture("bundle/users.csv").bytes;
    let entry = entries.last().unwrap();
    assert_eq!((entry.size, entry.check(&users)), (users.len(), Ok(())));
    assert_eq!(entry.check(&users[1..]), Err(ZipError::Damaged));
}

#[test]
fn a_zip_that_cannot_be_read_says_why() {
    let whole = fixture("bundle.zip").bytes;
    assert_eq!(zip::entries(b"PK\x03\x04"), Err(ZipError::NotAZip));
    assert_eq!(
        zip::entries(&whole[..whole.len() - 30]),
        Err(ZipError::NotAZip)
    );
    let mut encrypted = whole.clone();
    let directory = encrypted
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .unwrap();
    encrypted[directory + 8] |= 1;
    assert!(matches!(
        zip::entries(&encrypted),
        Err(ZipError::Encrypted(_))
    ));
    let mut damaged = whole;
    damaged[directory] = 0;
    assert_eq!(zip::entries(&damaged), Err(ZipError::Damaged));
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

    #[test]
    fn no_damage_makes_a_zip_panic(at in 0..1_000_usize, byte: u8) {
        let mut bytes = fixture("bundle.zip").bytes;
        let place = at % bytes.len();
        bytes[place] = byte;
        for entry in zip::entries(&bytes).unwrap_or_default() {
            let _ = entry.check(&[]);
        }
    }
}
