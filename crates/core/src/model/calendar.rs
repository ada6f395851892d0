//! The school year and the days without school.

use crate::elapsed::{days_between, days_later};
use crate::order::Order;
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use super::{Entries, text};
use crate::rejected::Rejected;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Calendar {
    pub school_years: Entries<SchoolYear>,
    pub no_school: Entries<NoSchool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolYear {
    #[serde(with = "crate::model::day")]
    pub first: Date,
    #[serde(with = "crate::model::day")]
    pub last: Date,
}

/// One day or a break, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoSchool {
    #[serde(with = "crate::model::day")]
    pub first: Date,
    #[serde(with = "crate::model::day")]
    pub last: Date,
    pub label: String,
}

/// No school year is longer. A file may hold one since the year 1; going through its days would take
/// as long as it is.
const LONGEST_YEAR_DAYS: i64 = 400;

impl Calendar {
    /// The school year of a day: the one that contains it, else the last one begun before it.
    pub fn year_of(&self, day: Date) -> SchoolYear {
        let mut years: Vec<_> = self.school_years.values().collect();
        years.order_by_key(|year| year.first);
        years
            .iter()
            .rev()
            .find(|year| year.first <= day)
            .or(years.first())
            .map_or_else(|| SchoolYear::usual(day), |year| (*year).clone())
    }

    /// The day from which the school year of a day is looked at.
    pub fn year_start(&self, day: Date) -> Date {
        let furthest = days_later(day, -LONGEST_YEAR_DAYS);
        self.year_of(day).first.max(furthest)
    }

    /// Where the first school year that is set begins, and it has begun.
    pub fn begun(&self, today: Date) -> Option<Date> {
        let firsts = self.school_years.values().map(|year| year.first);
        firsts.min().filter(|first| *first <= today)
    }

    /// As [`Calendar::year_of`], with the usual year for a day before the first that is set.
    pub fn year_around(&self, day: Date) -> SchoolYear {
        let year = self.year_of(day);
        if day < year.first {
            SchoolYear::usual(day)
        } else {
            year
        }
    }

    /// Why there is no school on a day; `None` on a school day.
    pub fn no_school(&self, day: Date) -> Option<&str> {
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return Some("Weekend");
        }
        self.no_school
            .values()
            .find(|closed| closed.first <= day && day <= closed.last)
            .map(|closed| closed.label.as_str())
    }

    pub fn is_school_day(&self, day: Date) -> bool {
        self.no_school(day).is_none()
    }

    /// The last `count` school days before `day`, latest first.
    pub fn school_days_before(&self, day: Date, count: usize) -> Vec<Date> {
        const FURTHEST: usize = 120;
        std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok())
            .take(FURTHEST)
            .filter(|day| self.is_school_day(*day))
            .take(count)
            .collect()
    }
}

impl SchoolYear {
    /// From the middle of August to the first week of June: what most districts in the United
    /// States keep, until the person sets their own.
    pub fn usual(day: Date) -> Self {
        let starts = if day.month() >= 7 {
            day.year()
        } else {
            day.year() - 1
        };
        Self {
            first: date(starts, 8, 15),
            last: date(starts + 1, 6, 5),
        }
    }

    /// "2026-27".
    pub fn label(&self) -> String {
        format!("{}-{:02}", self.first.year(), self.last.year() % 100)
    }

    /// # Errors
    /// When the year does not end after it begins, or is longer than 400 days.
    pub fn checked(self) -> Result<Self, Rejected> {
        let days = days_between(self.first, self.last);
        if (1..=LONGEST_YEAR_DAYS).contains(&days) {
            return Ok(self);
        }
        Err(Rejected::field(
            "last",
            format!(
                "The school year runs from {} to {}; it must end after it begins, within {LONGEST_YEAR_DAYS} days.",
                text::date(self.first),
                text::date(self.last)
            ),
        ))
    }
}

impl NoSchool {
    /// # Errors
    /// When the last day comes before the first.
    pub fn checked(mut self) -> Result<Self, Rejected> {
        self.label = text::line(&self.label);
        if self.label.is_empty() {
            self.label = "No school".into();
        }
        if self.last < self.first {
            return Err(Rejected::field(
                "last",
                format!(
                    "The last day is {}; it cannot be before {}.",
                    text::date(self.last),
                    text::date(self.first)
                ),
            ));
        }
        Ok(self)
    }
}

/// The Monday of a day's week.
pub fn monday_of(day: Date) -> Date {
    days_later(day, -day.weekday().to_monday_zero_offset())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Stamp};

    #[test]
    fn weekends_and_breaks_are_no_school_days() {
        let mut calendar = Calendar::default();
        let fall_break = NoSchool {
            first: date(2026, 10, 8),
            last: date(2026, 10, 9),
            label: "Fall break".into(),
        };
        calendar
            .no_school
            .set(Id::built_in(1), Stamp::default(), fall_break);
        for (day, why) in [
            (date(2026, 10, 7), None),
            (date(2026, 10, 8), Some("Fall break")),
            (date(2026, 10, 9), Some("Fall break")),
            (date(2026, 10, 10), Some("Weekend")),
            (date(2026, 10, 12), None),
        ] {
            assert_eq!(calendar.no_school(day), why, "{day}");
        }
        let before = calendar.school_days_before(date(2026, 10, 13), 3);
        assert_eq!(
            before,
            [date(2026, 10, 12), date(2026, 10, 7), date(2026, 10, 6)]
        );
    }

    #[test]
    fn a_day_outside_any_set_year_has_the_usual_one() {
        let calendar = Calendar::default();
        assert_eq!(calendar.year_of(date(2026, 11, 24)).label(), "2026-27");
        assert_eq!(calendar.year_of(date(2027, 2, 1)).label(), "2026-27");
        assert_eq!(calendar.year_of(date(2027, 7, 1)).label(), "2027-28");
        assert_eq!(monday_of(date(2026, 10, 11)), date(2026, 10, 5));
    }
    #[test]
    fn days_that_cannot_be_are_told_in_words() {
        let year = SchoolYear {
            first: date(2026, 8, 15),
            last: date(2026, 8, 15),
        };
        let days = NoSchool {
            first: date(2026, 11, 26),
            last: date(2026, 11, 25),
            label: String::new(),
        };
        for (told, words) in [
            (
                year.checked().unwrap_err(),
                "runs from Aug 15, 2026 to Aug 15, 2026;",
            ),
            (
                days.checked().unwrap_err(),
                "is Nov 25, 2026; it cannot be before Nov 26, 2026.",
            ),
        ] {
            assert!(told.to_string().contains(words), "{told}");
        }
    }
}
