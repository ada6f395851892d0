//! What the comparison does not prove, said for this number of scores and these trends.

use aimline_core::analysis::{Direction, Interval};

use super::ComparisonView;
use crate::words::decimals;

/// At least the first and the last sentence; those between depend on the scores.
pub fn caveats(view: &ComparisonView) -> Vec<String> {
    [
        Some(cause(view)),
        short_baseline(view),
        growing_before(view),
        trends(view),
        Some(independence(view)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn cause(view: &ComparisonView) -> String {
    format!(
        "An A-B comparison of one student with {} before does not prove the cause: whatever else \
         changed at the same time could have made the difference.",
        scores(view.found.count_a)
    )
}

fn short_baseline(view: &ComparisonView) -> Option<String> {
    let before = capital(&scores(view.found.count_a));
    Some(match view.found.count_a {
        1 => format!("{before} before shows neither a trend nor how far scores scatter."),
        2 => format!("{before} before do not show how far scores scatter."),
        3 | 4 => format!("{before} before leave open how the scores would have gone on."),
        _ => return None,
    })
}

/// The interval of the slope before leaves 0 out, on the side that is wanted.
fn growing_before(view: &ComparisonView) -> Option<String> {
    let Interval { low, high } = view.found.trend_a.least_squares.interval.ok()?;
    let (grows, way) = match view.pair.question.direction {
        Direction::Increase => (low > 0.0, "rising"),
        Direction::Decrease => (high < 0.0, "falling"),
    };
    grows.then(|| {
        format!(
            "The scores before were {way} already, so part of the difference may be that trend \
             going on."
        )
    })
}

fn trends(view: &ComparisonView) -> Option<String> {
    let lines = [&view.found.trend_a, &view.found.trend_b].map(|trend| trend.least_squares);
    let [before, after] = lines.map(|line| Some((line.slope.ok()?, line.interval.ok()?)));
    let ((before, of_before), (after, of_after)) = (before?, after?);
    let overlap = of_before.low <= of_after.high && of_after.low <= of_before.high;
    let conclusion = if overlap {
        "these overlap, so growth itself may not have changed"
    } else {
        "these do not overlap"
    };
    let rate = |slope: f64, interval: Interval| {
        format!("{} ({})", decimals(slope, 1), super::bounds(interval, 1))
    };
    Some(format!(
        "Growth a week, with its {}, was {} before and {} after: {conclusion}.",
        view.interval_name(),
        rate(before, of_before),
        rate(after, of_after),
    ))
}

fn independence(view: &ComparisonView) -> String {
    format!(
        "The {}s take every score as independent of the one before it; where it is not, they are \
         too narrow.",
        view.interval_name()
    )
}

/// "three scores": small numbers in words, as a sentence has them.
fn scores(number: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let word = WORDS.get(number).map(|word| (*word).to_owned());
    let word = word.unwrap_or_else(|| number.to_string());
    let noun = if number == 1 { "score" } else { "scores" };
    format!("{word} {noun}")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase());
    first.into_iter().flatten().chain(letters).collect()
}
