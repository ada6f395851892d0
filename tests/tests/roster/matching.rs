//! Rows against the caseload: new, changed, the same, asked for, and fast.

use aimline_core::format::roster::{Answer, Choices, preview};

use crate::{TODAY, bundle, check, counts, file, fixture, import, imported, pasted, read};

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
