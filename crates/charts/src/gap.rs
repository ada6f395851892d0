//! Where a line breaks: a missing week is shown as missing, not drawn through.

use aimline_core::analysis::Occasion;
use aimline_core::elapsed::days_between;
use aimline_core::order::Order;
use jiff::civil::{Date, date};

const A_MONDAY: Date = date(2024, 1, 1);

/// From this many steps on, the usual spacing is taken from the series itself: where a student
/// is probed every second week, one week between probes is not missing.
const STEPS_FOR_USUAL: usize = 3;

/// For each occasion, whether the line breaks before it: a calendar week (from Monday) without
/// a score lies between, and more such weeks than is usual in this series.
pub(crate) fn breaks_before(occasions: &[Occasion]) -> Vec<bool> {
    let skipped: Vec<i64> = occasions
        .windows(2)
        .map(|pair| match pair {
            [before, after] => (week(after.date) - week(before.date) - 1).max(0),
            _ => 0,
        })
        .collect();
    let usual = usual(&skipped);
    std::iter::once(false)
        .chain(skipped.into_iter().map(|weeks| weeks > usual))
        .take(occasions.len())
        .collect()
}

fn week(date: Date) -> i64 {
    days_between(A_MONDAY, date).div_euclid(7)
}

/// The lower median, so that a series of weekly and two-weekly probes counts as weekly.
fn usual(skipped: &[i64]) -> i64 {
    if skipped.len() < STEPS_FOR_USUAL {
        return 0;
    }
    let mut sorted = skipped.to_vec();
    sorted.order();
    sorted.get((sorted.len() - 1) / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(days: &[i8], expected: &[bool]) {
        let occasions: Vec<_> = days
            .iter()
            .map(|day| Occasion {
                date: date(2026, 10, *day),
                value: 1.0,
            })
            .collect();
        assert_eq!(breaks_before(&occasions), expected, "{days:?}");
    }

    #[test]
    fn a_week_without_a_score_breaks_the_line() {
        // October 2026 begins on a Thursday; Mondays are 5, 12, 19, 26.
        check(&[], &[]);
        check(&[5], &[false]);
        check(&[5, 12], &[false, false]);
        check(&[5, 18], &[false, false]);
        check(&[5, 19], &[false, true]);
        check(&[11, 19], &[false, true]);
    }

    #[test]
    fn every_second_week_is_not_missing_where_that_is_usual() {
        check(&[1, 12, 26], &[false, true, true]);
        check(&[1, 12, 19, 26], &[false, true, false, false]);
        let fortnights: Vec<_> = [0, 14, 28, 42, 70]
            .map(|days| Occasion {
                date: date(2026, 10, 5).saturating_add(jiff::Span::new().days(days)),
                value: 1.0,
            })
            .into();
        assert_eq!(
            breaks_before(&fortnights),
            [false, false, false, false, true]
        );
    }
}
