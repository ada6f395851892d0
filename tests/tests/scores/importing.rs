//! The import as one change, and scores of a day that has one.

use aimline_core::Context;
use aimline_core::format::scores::{Choices, Kind, Settled};
use aimline_core::model::Device;
use jiff::civil::date;

use crate::{TODAY, all, caseload, checked, counts, import, kept, proposed, read, the, with_plan};

#[test]
fn an_import_is_one_change_and_can_be_taken_back() {
    let mut caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    let table = read(
        "Student ID,Date,ORF\n7002,2026-09-21,54\n7002,2026-09-28,57\n7004,2026-09-21,90\n\
         7004,2025-10-01,60",
    );
    let mapping = proposed(&table, &caseload);
    let first = checked(&table, &mapping, &caseload);
    let tally = first.tally(&all(), &caseload);
    assert_eq!(
        (tally.added, tally.replaced, tally.plans, tally.students),
        (4, 0, 2, 2)
    );
    assert_eq!(first.plans_wanted(&caseload).plans, 2);
    assert_eq!(first.tally(&Choices::default(), &caseload).added, 2);
    let before = caseload.clone();
    let history = import(&mut caseload, &first, &all()).unwrap();
    let closed: Vec<bool> = caseload
        .plans
        .values()
        .filter(|plan| plan.student == the(&caseload, "Odell"))
        .map(|plan| plan.is_open())
        .collect();
    assert_eq!(
        closed.iter().filter(|open| **open).count(),
        1,
        "last year's plan is closed"
    );

    let mut context = Context::new(1_790_000_000_001, TODAY, Device(1), caseload.latest, 7);
    let changes = history.undo(&caseload, &mut context).unwrap();
    caseload.apply(&changes).unwrap();
    assert_eq!(kept(&caseload), kept(&before));
}

#[test]
fn a_conflict_keeps_what_is_there_unless_it_is_replaced() {
    let mut caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    let first = read("Student ID,Date,ORF\n7002,2026-09-21,54");
    let checked_first = checked(&first, &proposed(&first, &caseload), &caseload);
    import(&mut caseload, &checked_first, &all());
    let second =
        read("Student ID,Date,ORF\n7002,2026-09-21,55\n7002,2026-09-28,60\n7002,2026-09-28,61");
    let conflicts = checked(&second, &proposed(&second, &caseload), &caseload);
    assert_eq!(counts(&conflicts), [(Kind::New, 1), (Kind::Conflict, 2)]);
    let kept_after = |settled: &[((usize, usize), Settled)]| {
        let mut caseload = caseload.clone();
        let choices = Choices {
            settled: settled.iter().copied().collect(),
            ..all()
        };
        import(&mut caseload, &conflicts, &choices);
        kept(&caseload)
    };
    assert_eq!(
        kept_after(&[]),
        ["Wren ORF 2026-09-21 54", "Wren ORF 2026-09-28 60"]
    );
    assert_eq!(
        kept_after(&[((2, 2), Settled::Replaces), ((4, 2), Settled::Replaces)]),
        ["Wren ORF 2026-09-21 55", "Wren ORF 2026-09-28 61"]
    );
    assert_eq!(
        kept_after(&[((2, 2), Settled::Both), ((4, 2), Settled::Both)]),
        [
            "Wren ORF 2026-09-21 54",
            "Wren ORF 2026-09-21 55",
            "Wren ORF 2026-09-28 60",
            "Wren ORF 2026-09-28 61"
        ]
    );
}
