//! The OneRoster bundle: who is taken from it, and what is never read.

use aimline_core::format::roster::{Columns, Source, rows};

use crate::{bundle, file, imported, read};

const NEVER_READ: &str = "hunter2-never-read";

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
