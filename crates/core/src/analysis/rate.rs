//! Growth between two scores. It takes all it knows from two days, so the trend is preferred
//! wherever there are three or more.

use super::series::Occasion;
use super::undefined::{Defined, Undefined, finite};
use crate::elapsed::weeks_between;

/// Two-point rate of improvement, `(y2 - y1) / (days / 7)`, in units a week.
///
/// Null value: undefined unless the second day is later. 0 is no growth.
/// Source: `domain.md` 2; five vendor reports agree to six decimals.
/// Example: 101 to 137 in 124 days is 2.032258 a week.
pub fn two_point_rate(first: Occasion, last: Occasion) -> Defined<f64> {
    if last.date <= first.date {
        return Err(Undefined::NoTimeBetween);
    }
    finite((last.value - first.value) / weeks_between(first.date, last.date))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;

    fn rate(from: (Date, f64), to: (Date, f64)) -> Defined<f64> {
        let occasion = |(date, value)| Occasion { date, value };
        two_point_rate(occasion(from), occasion(to))
    }

    #[test]
    fn it_is_per_calendar_week() {
        let start = date(2026, 9, 8);
        assert_eq!(rate((start, 40.0), (date(2026, 9, 22), 43.0)), Ok(1.5));
        assert_eq!(rate((start, 40.0), (date(2026, 9, 22), 37.0)), Ok(-1.5));
        assert_eq!(rate((start, 40.0), (date(2026, 9, 9), 40.0)), Ok(0.0));
        assert_eq!(
            rate((start, 40.0), (start, 43.0)),
            Err(Undefined::NoTimeBetween)
        );
        let endless = rate((start, 40.0), (date(2026, 9, 22), f64::INFINITY));
        assert_eq!(endless, Err(Undefined::OutOfRange));
    }
}
