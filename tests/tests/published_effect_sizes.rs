//! Effect sizes and trend lines against the answers that papers, books and packages print. The
//! series are retyped here and each test is named after its source; where the source gives a
//! fraction, the fraction is expected.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use aimline_core::analysis::{
    Comparison, Confidence, Direction, Effect, Question, Scale, compare, least_squares,
    split_middle, theil_sen, three_group,
};

/// Sessions are numbered through both phases.
fn found(a: &[f64], b: &[f64], question: impl FnOnce(&mut Question)) -> Comparison {
    let mut asked = Question {
        direction: Direction::Increase,
        goal: None,
        scale: Scale::Other,
        confidence: Confidence::percent(95.0).unwrap(),
    };
    question(&mut asked);
    let sessions = |first: usize, scores: &[f64]| -> Vec<(f64, f64)> {
        let sessions = (first..).map(|session| session as f64);
        sessions.zip(scores.iter().copied()).collect()
    };
    compare(&sessions(1, a), &sessions(a.len() + 1, b), &asked)
}

#[track_caller]
fn close(name: &str, given: f64, printed: f64, tolerance: f64) {
    assert!(
        (given - printed).abs() <= tolerance,
        "{name}: {given}, but the source gives {printed}"
    );
}

#[track_caller]
fn fraction(name: &str, given: Effect, expected: f64) {
    close(name, given.estimate.unwrap(), expected, 1e-12);
}

/// Estimate, standard error, lower and upper bound, to six decimals.
#[track_caller]
fn all(name: &str, given: Effect, expected: [f64; 4]) {
    let interval = given.interval.unwrap();
    let parts = [
        given.estimate.unwrap(),
        given.error.unwrap(),
        interval.low,
        interval.high,
    ];
    for (given, expected) in parts.into_iter().zip(expected) {
        close(name, given, expected, 2e-6);
    }
}

const PARKER_A: [f64; 6] = [20.0, 20.0, 26.0, 25.0, 22.0, 23.0];
const PARKER_B: [f64; 7] = [28.0, 25.0, 24.0, 27.0, 30.0, 30.0, 29.0];

/// Parker, Vannest & Davis 2011, "Effect size in single-case research: a review of nine
/// nonoverlap techniques", worked example; the same in the tests of SingleCaseES.
#[test]
fn parker_vannest_davis_2011_non_overlap() {
    let given = found(&PARKER_A, &PARKER_B, |_| ());
    assert_eq!((given.count_a, given.count_b), (6, 7));
    fraction("PND", given.pnd, 5.0 / 7.0);
    fraction("PEM", given.pem, 7.0 / 7.0);
    fraction("PAND", given.pand, 1.0 - 2.0 / 13.0);
    fraction("IRD", given.ird, 6.0 / 7.0 - 1.0 / 6.0);
    fraction("NAP", given.nap, 38.5 / 42.0);
    fraction("Tau", given.tau, (38.0 - 3.0) / 42.0);
    fraction("Tau-U", given.tau_u, 31.0 / 42.0);
}

/// The same series with errors and intervals by the conventions of SingleCaseES 0.7.4.
#[test]
fn parker_vannest_davis_2011_with_errors() {
    let given = found(&PARKER_A, &PARKER_B, |_| ());
    all("NAP", given.nap, [0.916667, 0.069007, 0.597319, 0.985998]);
    all(
        "Tau-BC",
        given.tau_bc,
        [0.285714, 0.359516, -0.326071, 0.718117],
    );
    let kendall = [0.211014, 0.3834, -0.540437, 0.962465];
    all("Tau-BC, Kendall", given.tau_bc_kendall, kendall);
    all("SMD", given.smd, [1.649932, 0.634094, 0.407131, 2.892732]);
    let pooled = [1.876247, 0.637422, 0.626924, 3.125571];
    all("SMD, pooled", given.smd_pooled, pooled);
    let line = given.trend_a.theil_sen.unwrap();
    close("slope", line.slope, 0.6, 1e-12);
    close("joint intercept", line.joint_intercept, 19.4, 1e-12);
}

/// The same series as percentages: LRRd then compares what is missing to 100.
#[test]
fn parker_vannest_davis_2011_log_ratios() {
    let increasing = [0.195396, 0.055577, 0.086467, 0.304326];
    let given = found(&PARKER_A, &PARKER_B, |asked| {
        asked.scale = Scale::Percentage
    });
    all("LRRi", given.lrr_increasing, increasing);
    let decreasing = [-0.065535, 0.018101, -0.101013, -0.030057];
    all("LRRd", given.lrr_decreasing, decreasing);
    let counts = found(&PARKER_A, &PARKER_B, |asked| asked.scale = Scale::Count);
    all("LRRi of counts", counts.lrr_increasing, increasing);
    let opposite = [-0.195396, 0.055577, -0.304326, -0.086467];
    all("LRRd of counts", counts.lrr_decreasing, opposite);
}

/// The same series with two goals; one lies below the mean of phase B.
#[test]
fn parker_vannest_davis_2011_percent_of_goal() {
    for (goal, estimate, error) in [(30.0, 66.883117, 20.745128), (25.0, 210.204082, 108.945877)] {
        let given = found(&PARKER_A, &PARKER_B, |asked| asked.goal = Some(goal)).pogo;
        close("PoGO", given.estimate.unwrap(), estimate, 1e-6);
        close("its error", given.error.unwrap(), error, 1e-6);
    }
}

/// Parker, Vannest, Davis & Sauber 2011, "Combining nonoverlap and trend", as entered in the
/// authors' calculator.
#[test]
fn parker_vannest_davis_sauber_2011_tau_u() {
    let given = found(&[3.0, 3.0, 4.0, 5.0], &[4.0, 5.0, 6.0, 7.0, 7.0], |_| ());
    fraction("Tau", given.tau, 16.0 / 20.0);
    fraction("Tau-U", given.tau_u, 11.0 / 20.0);
    all("NAP", given.nap, [0.9, 0.1, 0.499924, 0.985987]);
    // No residual of B is above one of A: there is no bound above.
    all("Tau-BC", given.tau_bc, [-1.0, 0.090139, -1.0, 1.0]);
    let kendall = [-0.745356, 0.31427, -1.361313, -0.129399];
    all("Tau-BC, Kendall", given.tau_bc_kendall, kendall);
    fraction("PND", given.pnd, 3.0 / 5.0);
    fraction("PAND", given.pand, 7.0 / 9.0);
    fraction("IRD", given.ird, 0.55);
}

/// scan-Book, overlapping indices, method "parker".
#[test]
fn scan_book_parker_2011() {
    let given = found(&[2.0, 3.0, 5.0, 3.0], &[4.0, 5.0, 5.0, 7.0, 6.0], |_| ());
    fraction("A vs. B", given.tau, 0.8);
    fraction("A vs. B - Trend A", given.tau_u, 0.65);
    all("NAP", given.nap, [0.9, 0.109924, 0.499924, 0.985987]);
    all(
        "Tau-BC",
        given.tau_bc,
        [-0.5, 0.365148, -0.869281, 0.266826],
    );
    fraction("PAND", given.pand, 8.0 / 9.0);
    fraction("IRD", given.ird, 0.775);
}

/// Tarlow 2017, why a baseline's own rise must come off: a line that only goes on.
#[test]
fn tarlow_2017_pure_baseline_trend() {
    let given = found(
        &[1.0, 2.0, 3.0, 4.0, 5.0],
        &[6.0, 7.0, 8.0, 9.0, 10.0],
        |_| (),
    );
    fraction("Tau", given.tau, 1.0);
    fraction("Tau-U", given.tau_u, 0.6);
    all("Tau-BC", given.tau_bc, [0.0, 0.25, -0.588774, 0.588774]);
    let kendall = [0.0, 0.447214, -0.876523, 0.876523];
    all("Tau-BC, Kendall", given.tau_bc_kendall, kendall);
    all("NAP", given.nap, [1.0, 0.035, 0.642703, 1.0]);
}

/// Tarlow 2017 (online 2016), worked example; tau-b of the corrected scores is printed as 0.69.
#[test]
fn tarlow_2016_worked_example() {
    let a = [33.0, 25.0, 17.0, 25.0, 14.0, 13.0, 14.0];
    let b = [
        14.0, 15.0, 15.0, 4.0, 6.0, 9.0, 5.0, 4.0, 2.0, 2.0, 8.0, 11.0, 7.0,
    ];
    let given = found(&a, &b, |_| ());
    let line = given.trend_a.theil_sen.unwrap();
    assert_eq!((line.slope, line.joint_intercept), (-3.0, 31.0));
    close(
        "printed",
        given.tau_bc_kendall.estimate.unwrap(),
        0.69,
        5e-3,
    );
    let kendall = [0.689924, 0.228912, 0.241265, 1.138582];
    all("Tau-BC, Kendall", given.tau_bc_kendall, kendall);
    all(
        "Tau-BC",
        given.tau_bc,
        [0.989011, 0.016534, 0.547939, 0.999752],
    );
    all("NAP", given.nap, [0.087912, 0.059425, 0.019873, 0.343635]);
    all(
        "SMD",
        given.smd,
        [-1.402306, 0.503733, -2.389604, -0.415007],
    );
    let lower_is_better = found(&a, &b, |asked| asked.direction = Direction::Decrease);
    all(
        "NAP",
        lower_is_better.nap,
        [0.912088, 0.059425, 0.656365, 0.980127],
    );
}

/// Sen 1968, as in the tests of scipy.stats.theilslopes; both intercepts.
#[test]
fn sen_1968_slope_and_two_intercepts() {
    let x = [1.0, 2.0, 3.0, 4.0, 10.0, 12.0, 18.0];
    let y = [9.0, 15.0, 19.0, 20.0, 45.0, 55.0, 78.0];
    let points: Vec<_> = x.into_iter().zip(y).collect();
    let line = theil_sen(&points).unwrap();
    let expected = (4.0, 4.0, 6.0);
    assert_eq!((line.slope, line.intercept, line.joint_intercept), expected);
    let small = theil_sen(&[(0.0, 0.0), (1.0, 1.0), (2.0, 1.0)]).unwrap();
    let expected = (0.5, 0.5, 0.0);
    assert_eq!(
        (small.slope, small.intercept, small.joint_intercept),
        expected
    );
}

/// "Johanna", phase B (scan-Book, trend lines), by four methods.
#[test]
fn trend_lines_of_johanna() {
    let scores = [
        61.0, 62.0, 71.0, 66.0, 64.0, 78.0, 70.0, 74.0, 82.0, 77.0, 86.0, 68.0, 80.0, 86.0, 87.0,
    ];
    let points: Vec<_> = (6..).map(f64::from).zip(scores).collect();
    close("OLS", least_squares(&points).unwrap().slope, 1.625, 1e-9);
    let sen = theil_sen(&points).unwrap().slope;
    close("Theil-Sen", sen, 11.0 / 6.0, 1e-9);
    close("bisplit", split_middle(&points).unwrap().slope, 2.0, 1e-9);
    close("trisplit", three_group(&points).unwrap().slope, 2.2, 1e-9);
}
