//! Calendar time between two dates. A school week off still is a week: growth is per calendar
//! week, as in the norms it is compared with.

use jiff::civil::Date;

pub const DAYS_PER_WEEK: f64 = 7.0;

/// Whole calendar days from one date to another; negative if the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    // A civil day always has 24 hours, so this division is exact.
    from.duration_until(to).as_hours() / 24
}

/// The same in weeks: 10 days are 1.428571 weeks.
pub fn weeks_between(from: Date, to: Date) -> f64 {
    days_between(from, to) as f64 / DAYS_PER_WEEK
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_count_over_months_years_and_leap_days() {
        let cases = [
            (date(2026, 9, 8), date(2026, 9, 8), 0),
            (date(2026, 9, 8), date(2026, 9, 7), -1),
            (date(2026, 9, 8), date(2027, 1, 12), 126),
            (date(2028, 2, 28), date(2028, 3, 1), 2),
            (date(2026, 3, 7), date(2026, 3, 9), 2),
        ];
        for (from, to, days) in cases {
            assert_eq!(days_between(from, to), days, "{from} to {to}");
        }
        assert_eq!(weeks_between(date(2026, 9, 8), date(2027, 1, 12)), 18.0);
    }
}
