//! What the columns of a file hold: proposed, remembered, asked for.

use aimline_core::command::ScoreImport;
use aimline_core::format::scores::{self, DayOrder, Holds, Kind, Layout, fingerprint, to_text};
use aimline_core::library;
use jiff::civil::{Date, date};

use crate::{
    FIXTURES, TODAY, all, caseload, checked, counts, fixture, import, kept, proposed, read, table,
};

#[test]
fn vendor_exports_are_known_and_come_in_without_a_hand() {
    let check = |name: &str, layout: Option<&str>, expected: &[(Kind, usize)], scores: &[&str]| {
        let table = table(&fixture(name));
        assert_eq!(
            Layout::of(&table).map(|layout| layout.name),
            layout,
            "{name}"
        );
        let mut caseload = caseload();
        let mapping = proposed(&table, &caseload);
        let first = checked(&table, &mapping, &caseload);
        assert_eq!(counts(&first), expected, "{name}: {:#?}", first.lines);
        import(&mut caseload, &first, &all());
        assert_eq!(kept(&caseload), scores, "{name}");

        let again = checked(&table, &mapping, &caseload);
        let import = again.import(&all(), &caseload);
        assert_eq!(import, ScoreImport::default(), "{name} a second time");
    };
    check(
        FIXTURES[0],
        Some("mCLASS DIBELS 8 benchmark"),
        &[(Kind::NoPlan, 8), (Kind::Unmatched, 1)],
        &[
            "Wren Maze 2026-09-14 4.5 e3",
            "Wren NWF-CLS 2026-09-14 61",
            "Wren NWF-WRC 2026-09-14 17",
            "Wren ORF 2026-09-14 52 e6",
            "Wren WRF 2026-09-14 24",
            "Íñigo LNF 2026-09-15 12",
            "Íñigo NWF-CLS 2026-09-15 0",
            "Íñigo PSF 2026-09-15 1",
        ],
    );
    check(
        FIXTURES[1],
        Some("mCLASS progress monitoring"),
        &[(Kind::NoPlan, 3), (Kind::NoMeasure, 1)],
        &[
            "Wren ORF 2026-09-21 55",
            "Wren ORF 2026-09-28 58",
            "Íñigo LNF 2026-09-22 15",
        ],
    );
    check(
        FIXTURES[2],
        Some("FastBridge screening"),
        &[(Kind::NoPlan, 3)],
        &[
            "Odell ORF 2026-09-15 88 e3",
            "Wren ORF 2026-09-14 52 e6",
            "Wren ORF 2026-11-16 61 e4",
        ],
    );
    check(
        FIXTURES[3],
        Some("FastBridge progress monitoring"),
        &[
            (Kind::NoPlan, 3),
            (Kind::NoMeasure, 1),
            (Kind::Unmatched, 1),
        ],
        &[
            "Odell ORF 2026-09-21 90",
            "Wren ORF 2026-09-21 54",
            "Wren ORF 2026-09-28 57",
        ],
    );
    check(
        FIXTURES[5],
        None,
        &[(Kind::NoPlan, 2)],
        &["Wren ORF 2026-09-28 57", "Íñigo ORF 2026-09-21 12 e2"],
    );
}

#[test]
fn a_middle_name_is_no_score_of_the_middle_of_the_year() {
    let table = table(&fixture(FIXTURES[0]));
    let mapping = proposed(&table, &caseload());
    let scores = mapping
        .of(Holds::Score)
        .map(|at| table.headers[at].as_str());
    assert_eq!(
        scores.collect::<Vec<_>>(),
        [
            "Letter Names (LNF) - Score",
            "Phonemic Awareness (PSF) - Score",
            "Letter Sounds (NWF-CLS) - Score",
            "Decoding (NWF-WRC) - Score",
            "Word Reading (WRF) - Score",
            "Reading Fluency (ORF) - Score",
            "Reading Comprehension (Maze) - Score",
        ]
    );
    assert!(!mapping.has_measure_names());
}

#[test]
fn a_wide_list_by_date_asks_for_its_measure_alone() {
    let table = table(&fixture(FIXTURES[4]));
    let caseload = caseload();
    let mut mapping = proposed(&table, &caseload);
    assert!(mapping.needs_one_measure());
    mapping.measure = Some(library::ORAL_READING_FLUENCY);
    let checked = checked(&table, &mapping, &caseload);
    assert_eq!(counts(&checked), [(Kind::NoPlan, 4), (Kind::Unreadable, 1)]);
    let absent = checked.of(Kind::Unreadable).next().unwrap();
    assert_eq!(
        (absent.row, absent.outcome.sentence()),
        (3, "“absent” is not a number.".into())
    );
    let days: Vec<Date> = checked
        .of(Kind::NoPlan)
        .filter_map(|line| line.date)
        .collect();
    assert_eq!(days[0], date(2026, 9, 21));
    assert_eq!(days[3], date(2026, 10, 5));
}

#[test]
fn seasons_and_days_of_two_readings_are_asked_for() {
    let caseload = caseload();
    let table = read("Student ID,BOY ORF,MOY ORF\n7002,52,61");
    let mut mapping = proposed(&table, &caseload);
    let open = checked(&table, &mapping, &caseload);
    let seasons: Vec<&str> = open.seasons_without_day().into_iter().collect();
    assert_eq!(seasons, ["Beginning of year", "Middle of year"]);
    mapping
        .seasons
        .insert("Beginning of year".into(), date(2026, 9, 8));
    let half = checked(&table, &mapping, &caseload);
    assert_eq!(counts(&half), [(Kind::NoPlan, 1), (Kind::NoDate, 1)]);

    let table = read("Student ID,Period,ORF\n7002,Window A,52");
    let open = checked(&table, &proposed(&table, &caseload), &caseload);
    assert!(open.seasons_without_day().contains("Window A"));

    let table = read("Student ID,Date,ORF\n7002,3/4/2026,52\n7002,4/5/2026,53");
    let mut mapping = proposed(&table, &caseload);
    let open = checked(&table, &mapping, &caseload);
    assert_eq!(open.two_ways, Some((date(2026, 3, 4), date(2026, 4, 3))));
    assert_eq!(counts(&open), [(Kind::Unreadable, 2)]);
    for (order, day) in [
        (DayOrder::MonthFirst, date(2026, 3, 4)),
        (DayOrder::DayFirst, date(2026, 4, 3)),
    ] {
        mapping.day_order = Some(order);
        let said = checked(&table, &mapping, &caseload);
        assert_eq!(said.lines[0].date, Some(day));
    }
}

#[test]
fn a_mapping_comes_back_for_files_of_its_layout_alone() {
    let caseload = caseload();
    let table = read("Student ID,When,Total,Date\n7002,x,54,2026-09-21");
    let mut mapping = proposed(&table, &caseload);
    mapping.set(2, Some(Holds::Score));
    mapping.measure = Some(library::ORAL_READING_FLUENCY);
    mapping.day = Some(TODAY);
    let text = to_text(&mapping);
    let back = scores::mapping(&table, &caseload, Some(&text), TODAY);
    mapping.day = None;
    assert_eq!(back, mapping, "a day is of one file");

    let other = read("Student ID,Total,Date\n7002,54,2026-09-21");
    assert_ne!(fingerprint(&table), fingerprint(&other));
    assert_eq!(
        scores::mapping(&other, &caseload, Some(&text), TODAY),
        proposed(&other, &caseload)
    );
    for broken in ["", "{}", "null", "[1]", "{\"columns\":7}"] {
        assert_eq!(
            scores::mapping(&other, &caseload, Some(broken), TODAY),
            proposed(&other, &caseload),
            "{broken}"
        );
    }
}
