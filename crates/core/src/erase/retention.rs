//! Who left so long ago that the records may be due to go.
//!
//! How long records have to be kept, and from when on they must not be, differs from state to state
//! and from district to district; so the years are the person's to choose, and nothing goes by
//! itself.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::caseload::Caseload;
use crate::model::{Id, Student};
use crate::order::Order;

/// What can be chosen, in years.
pub const YEARS: [i8; 8] = [1, 2, 3, 4, 5, 6, 7, 10];
/// What is shown first.
pub const YEARS_AT_FIRST: i8 = 3;

/// The archived students who left at least so many years ago, and the day on which each left; the
/// earliest first.
pub fn left(caseload: &Caseload, years: i8, today: Date) -> Vec<(Id<Student>, Date)> {
    let Ok(latest) = today.checked_sub(years.years()) else {
        return Vec::new();
    };
    let mut left: Vec<_> = caseload
        .students
        .iter()
        .filter_map(|(id, student)| Some((id, student.archived?)))
        .filter(|(_, day)| *day <= latest)
        .collect();
    left.order_by_key(|(id, day)| (*day, *id));
    left
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::context::Context;
    use crate::model::{Device, Stamp};

    #[test]
    fn who_left_a_day_less_than_the_years_ago_is_not_shown() {
        let days = [
            None,
            Some(date(2023, 11, 25)),
            Some(date(2023, 11, 24)),
            Some(date(2020, 6, 1)),
        ];
        let today = date(2026, 11, 24);
        let mut context = Context::new(1_800_000_000_000, today, Device(1), Stamp::default(), 7);
        let mut caseload = Caseload::default();
        for archived in days {
            let student = Student {
                archived,
                ..Student::default()
            };
            caseload
                .students
                .set(context.id(), context.stamp(), student);
        }
        let days = |years| -> Vec<Date> {
            let left = left(&caseload, years, today);
            left.into_iter().map(|(_, day)| day).collect()
        };
        assert_eq!(days(3), [date(2020, 6, 1), date(2023, 11, 24)]);
        assert_eq!(days(7), []);
    }
}
