//! Days as exports write them. One that can be read in two ways is never guessed.

use crate::elapsed::days_later;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which of two numbers is the month, in "3/4/2026".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    MonthFirst,
    DayFirst,
}

/// What a text says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    One(Date),
    TwoWays { month_first: Date, day_first: Date },
}

/// A day as it stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub day: Day,
    /// The order that it shows by a number over 12.
    shows: Option<DayOrder>,
}

/// No day is longer than "Wednesday, September 23, 2026 12:00:00 AM".
const LONGEST: usize = 48;
/// Day 0 of a spreadsheet, since it takes 1900 for a leap year.
const SPREADSHEET_ZERO: Date = jiff::civil::date(1899, 12, 30);
/// 2000-01-01 to 2099-12-31 as days of a spreadsheet: other numbers are no days of scores.
const SPREADSHEET_DAYS: std::ops::Range<i32> = 36_526..73_051;
const YEARS: std::ops::Range<i16> = 1990..2100;
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Day {
    /// Reads "2026-10-05", "10/5/2026", "5-Oct-26", "Oct 5, 2026", "46300" of a spreadsheet, each
    /// with a time or without.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        spreadsheet_day(text)
            .map(Self::One)
            .or_else(|| Self::written(text))
    }

    /// The day in the head of a column; a bare number is none, and a day without a year is the
    /// last such day: a score cannot lie ahead.
    pub fn in_head(head: &str, today: Date) -> Option<Self> {
        Written::in_head(head, today).map(|written| written.day)
    }

    /// The one day, if there is one in this order.
    pub fn resolve(self, order: Option<DayOrder>) -> Option<Date> {
        match (self, order) {
            (Self::One(day), _) => Some(day),
            (Self::TwoWays { month_first, .. }, Some(DayOrder::MonthFirst)) => Some(month_first),
            (Self::TwoWays { day_first, .. }, Some(DayOrder::DayFirst)) => Some(day_first),
            (Self::TwoWays { .. }, None) => None,
        }
    }

    fn written(text: &str) -> Option<Self> {
        let parts = parts(text)?;
        match parts.as_slice() {
            [Part::Number(compact, 8)] => {
                let (year, month, day) = (compact / 10_000, compact / 100 % 100, compact % 100);
                date(year, month, day).map(Self::One)
            }
            [
                Part::Number(year, 4),
                Part::Number(month, _),
                Part::Number(day, _),
            ] => date(*year, *month, *day).map(Self::One),
            [
                Part::Number(a, 1..=2),
                Part::Number(b, 1..=2),
                Part::Number(year, digits),
            ] => Self::of_two(*a, *b, full_year(*year, *digits)?),
            [
                Part::Month(month),
                Part::Number(day, 1..=2),
                Part::Number(year, digits),
            ]
            | [
                Part::Number(day, 1..=2),
                Part::Month(month),
                Part::Number(year, digits),
            ] => date(full_year(*year, *digits)?, *month, *day).map(Self::One),
            _ => None,
        }
    }

    fn of_two(a: u32, b: u32, year: u32) -> Option<Self> {
        match (date(year, a, b), date(year, b, a)) {
            (Some(month_first), Some(day_first)) if month_first != day_first => {
                Some(Self::TwoWays {
                    month_first,
                    day_first,
                })
            }
            (Some(day), _) | (None, Some(day)) => Some(Self::One(day)),
            (None, None) => None,
        }
    }
}

impl Written {
    pub fn in_cell(cell: &str) -> Option<Self> {
        Day::read(cell).map(|day| Self::new(day, cell))
    }

    /// As [`Day::in_head`].
    pub fn in_head(head: &str, today: Date) -> Option<Self> {
        head_texts(head).find_map(|text| {
            let day = Day::written(text).or_else(|| without_year(text, today))?;
            Some(Self::new(day, text))
        })
    }

    fn new(day: Day, text: &str) -> Self {
        let shows = over_twelve(text);
        Self { day, shows }
    }
}

impl DayOrder {
    /// The order that the days of a file show: by a number over 12, or because the other order
    /// would put a score after today. `None` when they can all be read in both ways, or have no
    /// say in it.
    pub fn shown_by(days: impl Iterator<Item = Written>, today: Date) -> Option<Self> {
        let (mut month_first, mut day_first) = (true, true);
        for Written { day, shows } in days {
            match (day, shows) {
                (
                    Day::TwoWays {
                        month_first: a,
                        day_first: b,
                    },
                    _,
                ) => {
                    month_first &= a <= today;
                    day_first &= b <= today;
                }
                (Day::One(_), Some(Self::MonthFirst)) => day_first = false,
                (Day::One(_), Some(Self::DayFirst)) => month_first = false,
                (Day::One(_), None) => {}
            }
        }
        match (month_first, day_first) {
            (true, false) => Some(Self::MonthFirst),
            (false, true) => Some(Self::DayFirst),
            _ => None,
        }
    }
}

/// The parts of a head that may be a day: all of it, else each word with a mark in it.
fn head_texts(head: &str) -> impl Iterator<Item = &str> {
    let head = head.trim();
    let word = |word: &'_ str| word.len() <= LONGEST && word.contains(['/', '-', '.']);
    let trimmed = |word| str::trim_matches(word, |c: char| !c.is_alphanumeric());
    let words = head
        .split_whitespace()
        .map(trimmed)
        .filter(move |text| word(text));
    (head.len() <= LONGEST)
        .then_some(head)
        .into_iter()
        .chain(words)
}

#[derive(Clone, Copy, Debug)]
enum Part {
    /// With how many digits it is written.
    Number(u32, usize),
    Month(u32),
}

/// Numbers and months in their order; `None` when there is anything else in it.
fn parts(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let words = text.split_whitespace().filter(|word| !is_time(word));
    for word in words.flat_map(|word| before_time(word).split(['/', '-', '.', ','])) {
        if word.is_empty() {
            continue;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            parts.push(Part::Number(word.parse().ok()?, word.len()));
            continue;
        }
        let word = word.to_lowercase();
        let begins =
            |name: &&&str| word.starts_with(**name) && word.chars().all(char::is_alphabetic);
        if let Some(month) = MONTHS.iter().position(|name| begins(&name)) {
            parts.push(Part::Month(month as u32 + 1));
        } else if !WEEKDAYS.iter().any(|name| begins(&name)) {
            return None;
        }
        if parts.len() > 3 {
            return None;
        }
    }
    Some(parts)
}

fn is_time(word: &str) -> bool {
    let is_clock = word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    (is_clock && !word.contains(['T', 't'])) || ["AM", "PM", "am", "pm", "UTC"].contains(&word)
}

/// "2026-10-05" of "2026-10-05T08:00:00Z".
fn before_time(word: &str) -> &str {
    match word.split_once('T') {
        Some((day, time))
            if day.ends_with(|c: char| c.is_ascii_digit())
                && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            day
        }
        _ => word,
    }
}

/// Which order a day with a number over 12 shows.
fn over_twelve(cell: &str) -> Option<DayOrder> {
    match parts(cell.trim())?.as_slice() {
        [
            Part::Number(a, 1..=2),
            Part::Number(b, 1..=2),
            Part::Number(..),
        ]
        | [Part::Number(a, 1..=2), Part::Number(b, 1..=2)] => match (*a > 12, *b > 12) {
            (true, false) => Some(DayOrder::DayFirst),
            (false, true) => Some(DayOrder::MonthFirst),
            _ => None,
        },
        _ => None,
    }
}

fn spreadsheet_day(text: &str) -> Option<Date> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(whole) && digits(fraction)) {
        return None;
    }
    let days: i32 = whole.parse().ok()?;
    if !SPREADSHEET_DAYS.contains(&days) {
        return None;
    }
    Some(days_later(SPREADSHEET_ZERO, days))
}

fn without_year(word: &str, today: Date) -> Option<Day> {
    let (a, b) = word.split_once('/')?;
    let (a, b): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
    let last = |month, day| {
        let day = date(u32::try_from(today.year()).ok()?, month, day)?;
        if day <= today {
            return Some(day);
        }
        day.checked_sub(1.year()).ok()
    };
    match (last(a, b), last(b, a)) {
        (Some(month_first), Some(day_first)) if month_first != day_first => Some(Day::TwoWays {
            month_first,
            day_first,
        }),
        (Some(day), _) | (None, Some(day)) => Some(Day::One(day)),
        (None, None) => None,
    }
}

/// Two digits mean this century: no score is older.
fn full_year(year: u32, digits: usize) -> Option<u32> {
    match digits {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn two(month_first: Date, day_first: Date) -> Option<Day> {
        Some(Day::TwoWays {
            month_first,
            day_first,
        })
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        let fifth = Some(Day::One(date(2026, 10, 5)));
        let either = two(date(2026, 10, 5), date(2026, 5, 10));
        for (text, day) in [
            ("2026-10-05", fifth),
            (" 2026-10-05T08:00:00Z ", fifth),
            ("2026-10-05 00:00:00", fifth),
            ("2026/10/5", fifth),
            ("20261005", fifth),
            ("46300", fifth),
            ("46300.5", fifth),
            ("Oct 5, 2026", fifth),
            ("5-Oct-26", fifth),
            ("Monday, October 5, 2026", fifth),
            ("10/5/2026", either),
            ("10/05/26 8:15 AM", either),
            ("5.10.2026", two(date(2026, 5, 10), date(2026, 10, 5))),
            ("5/5/2026", Some(Day::One(date(2026, 5, 5)))),
            ("25/12/2026", Some(Day::One(date(2026, 12, 25)))),
            ("12/25/2026", Some(Day::One(date(2026, 12, 25)))),
            ("", None),
            ("101", None),
            ("2026", None),
            ("2026-13-01", None),
            ("2026-02-30", None),
            ("99/99/9999", None),
            ("1/2/1889", None),
            ("1/2/026", None),
            ("10/5", None),
            ("Discontinue", None),
            ("1-2-3-4-5-6-7-8", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(Day::read(text), day, "{text:?}");
        }
    }

    #[test]
    fn a_head_may_hold_a_day() {
        let twelfth = two(date(2026, 9, 12), date(2025, 12, 9));
        for (head, day) in [
            ("ORF 2026-09-12", Some(Day::One(date(2026, 9, 12)))),
            ("ORF (9/25/26)", Some(Day::One(date(2026, 9, 25)))),
            ("9/25", Some(Day::One(date(2026, 9, 25)))),
            ("Week 9/25", Some(Day::One(date(2026, 9, 25)))),
            ("9/12 score", twelfth),
            ("Week of 12/18", Some(Day::One(date(2025, 12, 18)))),
            ("46300", None),
            ("Passage 1-2", None),
            ("WRC/TWR", None),
        ] {
            assert_eq!(Day::in_head(head, TODAY), day, "{head:?}");
        }
    }

    #[test]
    fn heads_without_a_year_show_an_order_too() {
        use DayOrder::*;
        for (heads, order) in [
            (&["9/10", "9/17"][..], Some(MonthFirst)),
            (&["10/9", "17/9"], Some(DayFirst)),
            (&["9/10", "9/11"], None),
        ] {
            let days = heads
                .iter()
                .filter_map(|head| Written::in_head(head, TODAY));
            assert_eq!(DayOrder::shown_by(days, TODAY), order, "{heads:?}");
        }
    }

    #[test]
    fn the_order_is_taken_from_the_days_and_never_guessed() {
        use DayOrder::*;
        for (cells, order) in [
            (&["9/22/2026", "9/3/2026"][..], Some(MonthFirst)),
            (&["22/9/2026", "3/9/2026"], Some(DayFirst)),
            (&["9/3/2026", "4/5/2026"], None),
            (&["9/12/2026", "10/5/2026"], Some(MonthFirst)),
            (&["12/9/2026", "5/10/2026"], Some(DayFirst)),
            (&["9/22/2026", "22/9/2026"], None),
            (&["2026-09-22"], None),
            (&[], None),
        ] {
            let days = cells.iter().filter_map(|cell| Written::in_cell(cell));
            assert_eq!(DayOrder::shown_by(days, TODAY), order, "{cells:?}");
        }
    }
}
