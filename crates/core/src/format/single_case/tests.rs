//! Good and bad files, and that what is written is read back.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::analysis::{Confidence, Direction, Question, Scale, compare};

fn case(text: &str) -> SingleCase {
    read(text.as_bytes()).unwrap_or_else(|bad| panic!("{text:?}: {bad:?}"))
}

#[track_caller]
fn refused(text: &str, line: usize, words: &str) {
    let bad = read(text.as_bytes()).unwrap_err();
    assert_eq!(bad[0].line, line, "{bad:?}");
    let problem = bad[0].to_string();
    assert!(problem.contains(words), "{problem}");
}

#[test]
fn the_same_file_may_be_written_in_many_ways() {
    let plain = case("phase,x,score\nA,1,20\nA,2,22\nB,3,28.5\n");
    assert_eq!(plain.a, [(1.0, 20.0), (2.0, 22.0)]);
    assert_eq!(plain.b, [(3.0, 28.5)]);
    for other in [
        "\u{feff}phase,x,score\r\nA,1,20\r\nA,2,22\r\nB,3,28.5",
        "\"phase\",\"x\",\"score\"\n\"A\",\"1\",\"20\"\n\"A\",2,22\n\"B\",\"3\",\"28.5\"\n",
        " Phase , X , SCORE \n A , 1 , 20 \n A,2.0,2.2e1\n B ,+3, 28.50\n",
        "score,note,phase,x\n20,\"first, new room\",A,1\n22,,A,2\n28.5,,B,3\n",
        "phase,x,score\n\nB,3,28.5\n,,\nA,2,22\n   \nA,1,20,,\n\n",
    ] {
        assert_eq!(case(other), plain, "{other:?}");
    }
}

#[test]
fn dates_are_weeks_since_the_first_of_their_phase() {
    let text =
        "phase,x,score\nB,2026-10-06,30\nA,2026-09-15,22\nA,2026-09-08,20\nB,2026-10-16,31\n";
    let given = case(text);
    assert_eq!(given.a, [(0.0, 20.0), (1.0, 22.0)]);
    assert_eq!(given.b, [(0.0, 30.0), (10.0 / 7.0, 31.0)]);
}

#[test]
fn scores_at_one_x_are_one_occasion() {
    let text =
        "phase,x,score\nA,2026-09-08,20\nA,2026-09-08,23\nA,2026-09-08,28\nB,2026-09-08,30\n";
    assert_eq!(case(text).a, [(0.0, 23.0)]);
    assert_eq!(case("phase,x,score\nA,-0,20\nA,0,23\n").a, [(0.0, 21.5)]);
}

#[test]
fn a_file_may_hold_one_phase_or_no_rows() {
    assert_eq!(case("phase,x,score\n"), SingleCase::default());
    assert!(case("phase,x,score\nB,1,4\n").a.is_empty());
}

#[test]
fn a_bad_row_says_where_it_is_and_what_was_given() {
    let after_header = |row: &str| format!("phase,x,score\nA,1,20\n{row}\n");
    for (row, words) in [
        ("C,2,21", "“C” was given as phase; A or B"),
        ("a,2,21", "“a” was given as phase"),
        (",2,21", "nothing was given as phase"),
        ("A,Monday,21", "“Monday” was given as x"),
        ("A,2,n/a", "“n/a” was given as score"),
        ("A,2,", "nothing was given as score"),
        ("A,2", "nothing was given as score"),
        ("A,2,NaN", "“NaN” was given as score"),
        ("A,2,inf", "“inf” was given as score"),
        ("A,2,1e999", "“1e999” was given as score"),
        ("A,-infinity,21", "“-infinity” was given as x"),
        ("A,2,21,5", "“5” was given beyond the 3 columns"),
        (
            "A,2026-09-08,21",
            "2026-09-08 was given as x; the rows before it have numbers",
        ),
        ("A,2026-02-30,21", "“2026-02-30” was given as x"),
        ("A,2026-09-08T10,21", "“2026-09-08T10” was given as x"),
        ("A,9/8/2026,21", "“9/8/2026” was given as x"),
    ] {
        refused(&after_header(row), 3, words);
    }
    refused(
        "phase,x,score\nA,2026-09-08,1\nB,4,2\n",
        3,
        "4 was given as x",
    );
}

#[test]
fn lines_are_counted_as_an_editor_does() {
    refused(
        "\r\nphase,x,score\r\n\r\nA,1,2\r\n\r\n\r\nA,2,?\r\n",
        7,
        "“?”",
    );
    refused(
        "phase,x,score,note\nA,1,2,\"two\nlines\"\nA,2,?,\n",
        4,
        "“?”",
    );
    let bad = read(b"phase,x,score\nA,1,?\nA,2,3\nQ,3,4").unwrap_err();
    assert_eq!(bad.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
    let bad = read(b"phase,x,score\nA,1,\xff\n").unwrap_err();
    assert_eq!(bad[0].line, 2);
}

#[test]
fn without_the_header_nothing_is_read() {
    refused("", 1, "nothing was given; a header phase,x,score is needed");
    refused("\n\n", 1, "nothing was given");
    refused(
        "A,1,20\n",
        1,
        "“A,1,20” was given; the header must name phase,x,score",
    );
    refused("phase;x;score\nA;1;20\n", 1, "the header must name");
    refused("phase,x,score,score\n", 1, "“score” more than once");
}

fn answer(text: &str) -> serde_json::Value {
    let case = case(text);
    let question = Question {
        direction: Direction::Increase,
        goal: None,
        scale: Scale::Other,
        confidence: Confidence::percent(95.0).unwrap(),
    };
    let json = to_json(&compare(&case.a, &case.b, &question)).unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn the_answer_has_every_key_and_null_for_what_is_undefined() {
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let effects = [
        "nap",
        "tau",
        "tau_u",
        "tau_bc",
        "tau_bc_kendall",
        "pnd",
        "pem",
        "pand",
        "ird",
        "smd",
        "smd_pooled",
        "lrri",
        "lrrd",
        "pogo",
    ];
    let one_phase = answer("phase,x,score\nA,1,2\n");
    assert_eq!(one_phase["n"], serde_json::json!({"A": 1, "B": 0}));
    for effect in effects {
        let nothing = serde_json::json!({
            "estimate": null, "se": null, "lower": null, "upper": null
        });
        assert_eq!(one_phase[effect], nothing, "{effect}");
    }
    assert_eq!(keys(&one_phase).len(), effects.len() + 2);
    for phase in ["A", "B"] {
        let trend = &one_phase["trend"][phase];
        assert_eq!(keys(trend), ["bisplit", "ols", "theil_sen", "trisplit"]);
        let ols = ["intercept", "lower", "se_slope", "see", "slope", "upper"];
        assert_eq!(keys(&trend["ols"]), ols);
        let theil_sen = ["intercept", "intercept_joint", "slope"];
        assert_eq!(keys(&trend["theil_sen"]), theil_sen);
        assert_eq!(trend["bisplit"], serde_json::json!({"slope": null}));
        assert_eq!(trend["trisplit"], serde_json::json!({"slope": null}));
    }
    let both = answer("phase,x,score\nA,1,2\nA,2,4\nB,3,5\nB,4,9\n");
    assert_eq!(both["nap"]["estimate"], 1.0);
    assert_eq!(both["pnd"]["se"], serde_json::Value::Null);
    assert_eq!(both["trend"]["B"]["ols"]["slope"], 4.0);
    assert_eq!(both["trend"]["B"]["ols"]["see"], serde_json::Value::Null);
}

fn scores() -> impl Strategy<Value = Vec<(PhaseName, Date, f64)>> {
    let day = (1_i8..28).prop_map(|day| date(2026, 9, day));
    let phase = prop_oneof![Just(PhaseName::A), Just(PhaseName::B)];
    prop::collection::vec((phase, day, -1e6..1e6), 0..12)
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(scores in scores()) {
        let given = case(&write(scores.clone()));
        let days = |wanted| {
            let days = scores.iter().filter(|(phase, ..)| *phase == wanted);
            days.map(|(_, day, _)| *day).collect::<std::collections::BTreeSet<_>>().len()
        };
        prop_assert_eq!(given.a.len(), days(PhaseName::A));
        prop_assert_eq!(given.b.len(), days(PhaseName::B));
        for (_, _, score) in &scores {
            let alone = case(&write([(PhaseName::A, date(2026, 9, 1), *score)]));
            prop_assert_eq!(&alone.a, &[(0.0, *score)]);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>, text in "(phase,x,score\n)?([AB],[-0-9.e]{0,5},[-0-9.\"]{0,4}\r?\n){0,5}") {
        let _ = read(&bytes);
        let _ = read(text.as_bytes());
    }
}
