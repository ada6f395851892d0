//! Every number the app shows, against an answer that a paper, a package or a form prints.
//! The series are retyped here and each test is named after its source.

use aimline_core::analysis::{
    AimLine, Dosage, Mark, Occasion, Series, Tally, accuracy, baseline, goal_by_rate,
    least_squares, maze_adjusted, median_passage, needed_rate, two_point_rate,
};
use jiff::civil::{Date, date};

const START: Date = date(2026, 9, 8);

fn days_later(days: i32) -> Date {
    START.saturating_add(jiff::Span::new().days(days))
}

#[track_caller]
fn check(name: &str, given: f64, printed: f64, tolerance: f64) {
    assert!(
        (given - printed).abs() <= tolerance,
        "{name}: {given}, but the source prints {printed}"
    );
}

/// Aim line of the method notes: three baseline scores, 18 weeks at 1.5 words a week.
#[test]
fn aim_line_39_to_66_in_18_weeks() {
    let scores = [39.0, 42.0, 36.0];
    let series = Series::new([0, 1, 2].map(days_later).into_iter().zip(scores));
    let baseline = baseline(&series).unwrap().value;
    assert_eq!(baseline, 39.0);

    let end = days_later(7 * 18);
    assert_eq!(goal_by_rate(baseline, 1.5, START, end), Ok(66.0));
    let aim = AimLine::new(START, baseline, end, 66.0).unwrap();
    assert_eq!(aim.weekly_rate(), 1.5);
    for (week, expected) in [(0, 39.0), (6, 48.0), (18, 66.0)] {
        assert_eq!(aim.at(days_later(7 * week)), Ok(expected), "week {week}");
    }
}

/// Gap analysis form: 40 now, 100 at the end of the year, 20 weeks left.
#[test]
fn gap_analysis_40_to_100_needs_3_a_week() {
    assert_eq!(needed_rate(40.0, START, 100.0, days_later(7 * 20)), Ok(3.0));
}

/// Rates of improvement printed in five vendor reports, to six decimals.
#[test]
fn two_point_rates_of_five_vendor_reports() {
    let reports = [
        (101.0, 137.0, 124, 2.032258),
        (105.0, 133.0, 128, 1.53125),
        (119.0, 148.0, 117, 1.735043),
        (7.0, 10.0, 124, 0.169355),
        (165.0, 194.0, 101, 2.009901),
    ];
    for (start, end, days, printed) in reports {
        let first = Occasion {
            date: START,
            value: start,
        };
        let last = Occasion {
            date: days_later(days),
            value: end,
        };
        let rate = two_point_rate(first, last).unwrap();
        check("two-point rate", rate, printed, 5e-7);
    }
}

/// DIBELS 8th Edition Administration and Scoring Guide (University of Oregon): accuracy and
/// Maze adjusted.
#[test]
fn dibels_accuracy_and_maze_adjusted() {
    let accuracy = accuracy(48.0, 3.0).unwrap();
    check("accuracy", accuracy, 94.11764705882352, 1e-12);
    assert_eq!(accuracy.round(), 94.0);
    assert_eq!(maze_adjusted(12.0, 5.0), Ok(9.5));
}

/// The same guide: accuracy is that of the median passage (100), not the median of the three
/// accuracies (99).
#[test]
fn dibels_median_passage_134_150_156() {
    let words = [134.0, 150.0, 156.0];
    let accuracies = [99, 100, 98];
    let reported = median_passage(words).unwrap();
    assert_eq!((words[reported], accuracies[reported]), (150.0, 100));
}

/// Checklist of six components on five days: 83, 100, 67, 33, 50, in total 66.67 (printed 67).
#[test]
fn fidelity_checklist_of_six_components_on_five_days() {
    let days = ["YYYYYN", "YYYYYY", "YYYYNN", "YNNYNN", "YYNYNN"];
    let tallies = days.map(|day| {
        day.chars()
            .map(|mark| if mark == 'Y' { Mark::Yes } else { Mark::No })
            .collect::<Tally>()
    });
    let daily = tallies.map(|day| day.adherence().unwrap().round());
    assert_eq!(daily, [83.0, 100.0, 67.0, 33.0, 50.0]);
    let total = tallies.into_iter().sum::<Tally>().adherence().unwrap();
    check("all five days", total, 66.66666666666667, 1e-12);
}

/// The same notes: N/A leaves the denominator, and a checklist of N/A alone is undefined.
#[test]
fn fidelity_with_not_applicable_steps() {
    let tally = |yes, no, not_applicable| Tally {
        yes,
        no,
        not_applicable,
        half: 0,
    };
    check("7 of 9", tally(7, 2, 1).adherence().unwrap(), 77.78, 5e-3);
    assert!(tally(0, 0, 10).adherence().is_err());
}

/// Delivered by the interventionist and received by the student are different numbers.
#[test]
fn dosage_150_planned_120_delivered_90_received() {
    let dosage = Dosage {
        planned: 150,
        delivered: 120,
        received: 90,
        ..Dosage::default()
    };
    assert_eq!(dosage.delivered_percent(), Ok(80.0));
    assert_eq!(dosage.received_percent(), Ok(60.0));
}

/// "Johanna", phase B (scan-Book, trend lines): least squares on the session numbers.
#[test]
fn ols_of_johanna() {
    let scores = [
        61.0, 62.0, 71.0, 66.0, 64.0, 78.0, 70.0, 74.0, 82.0, 77.0, 86.0, 68.0, 80.0, 86.0, 87.0,
    ];
    let by_session: Vec<_> = (6..).map(f64::from).zip(scores).collect();
    let line = least_squares(&by_session).unwrap();
    check("slope", line.slope, 1.625, 1e-4);
    check("intercept", line.intercept, 53.008333, 1e-4);
    check("SEE", line.see, 5.409097, 1e-4);
    check("SE of the slope", line.slope_error, 0.323255, 1e-4);
}

/// Standard error of a slope from w weekly probes with SEE 10: `SEE / sqrt(w (w² - 1) / 12)`
/// (after Christ 2006).
#[test]
fn slope_errors_of_weekly_probes_with_see_10() {
    let table = [
        (4, 4.4721),
        (6, 2.3905),
        (8, 1.543),
        (10, 1.101),
        (12, 0.8362),
        (14, 0.663),
        (16, 0.5423),
        (20, 0.3878),
    ];
    for (weeks, printed) in table {
        // Any scores do: the ratio of the two errors depends on the weeks alone.
        let scores: Vec<_> = (0..weeks)
            .map(|week| (f64::from(week), f64::from(week * week % 7)))
            .collect();
        let line = least_squares(&scores).unwrap();
        let error = 10.0 * line.slope_error / line.see;
        check(&format!("{weeks} weeks"), error, printed, 1e-4);
    }
}
