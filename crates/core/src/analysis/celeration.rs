//! Growth by multiplying rather than adding: the celeration of the standard celeration chart.

use std::fmt;

use super::series::Series;
use super::trend::least_squares;
use super::undefined::{Defined, Undefined, finite};
use crate::elapsed::{DAYS_PER_WEEK, days_between};

/// By how much a score multiplies in a week; above 0, and 1 is no change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Celeration {
    pub weekly_factor: f64,
}

/// Least squares of log10(score) on calendar days, slope b; the weekly factor is 10^(7 b).
///
/// Null value: under three scores is undefined, and so is a score of 0 or less, which has no
/// logarithm. Source: Pennypacker, Gutierrez & Lindsley 2003; `domain.md` 3.
/// Example: 10, 14 and 19.6 in three weeks multiply by 1.4 a week.
pub fn celeration(series: &Series) -> Defined<Celeration> {
    let Some(first) = series.first() else {
        return Err(Undefined::TooFew { have: 0, need: 3 });
    };
    if series
        .occasions()
        .iter()
        .any(|occasion| occasion.value <= 0.0)
    {
        return Err(Undefined::NotPositive);
    }
    let points: Vec<(f64, f64)> = series
        .occasions()
        .iter()
        .map(|occasion| {
            let days = days_between(first.date, occasion.date);
            (days as f64, occasion.value.log10())
        })
        .collect();
    let line = least_squares(&points)?;
    let weekly_factor = finite(10_f64.powf(DAYS_PER_WEEK * line.slope))?;
    if weekly_factor == 0.0 {
        return Err(Undefined::OutOfRange);
    }
    Ok(Celeration { weekly_factor })
}

impl fmt::Display for Celeration {
    /// "×1.4" for growth, "÷1.2" for its opposite.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.weekly_factor >= 1.0 {
            write!(f, "×{:.1}", self.weekly_factor)
        } else {
            write!(f, "÷{:.1}", 1.0 / self.weekly_factor)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn weekly(values: [f64; 3]) -> Series {
        let days = [date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 22)];
        Series::new(days.into_iter().zip(values))
    }

    #[test]
    fn it_is_the_factor_of_a_week() {
        let cases = [
            ([10.0, 14.0, 19.6], 1.4, "×1.4"),
            ([14.4, 12.0, 10.0], 1.0 / 1.2, "÷1.2"),
            ([5.0, 5.0, 5.0], 1.0, "×1.0"),
        ];
        for (values, expected, text) in cases {
            let given = celeration(&weekly(values)).unwrap();
            assert!((given.weekly_factor - expected).abs() < 1e-9, "{values:?}");
            assert_eq!(given.to_string(), text);
        }
    }

    #[test]
    fn a_zero_has_no_logarithm() {
        let none = celeration(&weekly([10.0, 0.0, 12.0]));
        assert_eq!(none, Err(Undefined::NotPositive));
        let few = Err(Undefined::TooFew { have: 0, need: 3 });
        assert_eq!(celeration(&Series::default()), few);
    }
}
