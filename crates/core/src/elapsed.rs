//! Calendar time between two dates, and the day so much later. A school week off still is a week:
//! growth is per calendar week, as in the norms it is compared with.
//!
//! The date library does all of this. What stops the program there when it fails brings the words
//! for everything that can fail in it along, with the first download; what is asked for here does
//! not.

use jiff::SignedDuration;
use jiff::civil::Date;

/// Further than from one end of the calendar to the other.
const FURTHEST_DAYS: i64 = 20_000 * 366;

pub const DAYS_PER_WEEK: f64 = 7.0;

/// Whole calendar days from one date to another; negative if the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    // A civil day always has 24 hours, so this division is exact.
    from.duration_until(to).as_hours() / 24
}

/// The day so many days later, or before if negative; the first or last of the calendar (the years
/// -9999 to 9999) where there is none, and for more than 8,000 years.
pub fn days_later(day: Date, days: impl Into<i64>) -> Date {
    let days = days.into().clamp(-FURTHEST_DAYS, FURTHEST_DAYS);
    day.saturating_add(SignedDuration::from_hours(24 * days))
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
    fn a_day_later_is_as_many_days_away() {
        let day = date(2026, 11, 24);
        for (days, later) in [
            (0, day),
            (7, date(2026, 12, 1)),
            (-24, date(2026, 10, 31)),
            (366, date(2027, 11, 25)),
        ] {
            assert_eq!(days_later(day, days), later);
            assert_eq!(days_between(day, later), i64::from(days));
        }
        assert_eq!(days_later(day, i64::MAX), Date::MAX);
        assert_eq!(days_later(day, i64::MIN), Date::MIN);
    }

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
