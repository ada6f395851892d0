//! A pasted list of days without school: one a line, "2026-11-26 to 2026-11-27 Thanksgiving".
//!
//! Read as districts publish it: 2026-11-26, 11/26/2026, 11/26, Nov 26 or November 26, 2026; one
//! day or two with "to", "through" or a dash between; the rest of the line is the label.

use jiff::civil::Date;

use crate::model::{NoSchool, SchoolYear, text};

/// One line that is not empty, and what it says or why it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the list, from 1.
    pub number: usize,
    pub days: Result<NoSchool, String>,
}

/// A day without a year belongs to the school year given.
pub fn read(list: &str, year: &SchoolYear) -> Vec<Line> {
    (1..)
        .zip(list.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| Line {
            number,
            days: read_line(line, year),
        })
        .collect()
}

fn read_line(line: &str, year: &SchoolYear) -> Result<NoSchool, String> {
    let Some((first, rest)) = read_day(line, year) else {
        let shown = text::line(line);
        return Err(format!(
            "“{shown}” does not begin with a day; write it as 2026-11-26, 11/26 or Nov 26."
        ));
    };
    let (last, label) = match after_range_word(rest) {
        Some(rest) => match read_day(rest, year).or_else(|| day_of_month(rest, first)) {
            Some((last, label)) => (last, label),
            None => (first, rest),
        },
        None => (first, rest),
    };
    let label = label.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    let days = NoSchool {
        first,
        last,
        label: label.to_owned(),
    };
    days.checked().map_err(|rejected| rejected.to_string())
}

/// The day at the start of a text, and what follows it.
fn read_day<'a>(text: &'a str, year: &SchoolYear) -> Option<(Date, &'a str)> {
    let text = after_weekday(text.trim_start());
    iso(text)
        .or_else(|| slashes(text, year))
        .or_else(|| month_name(text, year))
}

/// "2026-11-26".
fn iso(text: &str) -> Option<(Date, &str)> {
    let (day, rest) = text.split_at_checked(10)?;
    Some((day.parse().ok()?, rest)).filter(|_| day.contains('-'))
}

/// "11/26/2026", "11/26/26" or "11/26".
fn slashes<'a>(text: &'a str, year: &SchoolYear) -> Option<(Date, &'a str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '/')
        .unwrap_or(text.len());
    let (day, rest) = text.split_at(end);
    let parts: Vec<i16> = day
        .split('/')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let date = match *parts {
        [month, day] => in_year(month, day, year),
        [month, day, given @ 0..=99] => civil(2000 + given, month, day),
        [month, day, given] => civil(given, month, day),
        _ => None,
    }?;
    Some((date, rest))
}

/// "Nov 26", "November 26th" or "Nov. 26, 2026".
fn month_name<'a>(text: &'a str, year: &SchoolYear) -> Option<(Date, &'a str)> {
    let (word, rest) = leading(text, char::is_alphabetic);
    let month = month(word)?;
    let (day, rest) = day_number(rest.trim_start_matches(['.', ' ']))?;
    let (given, after) = leading(rest.trim_start_matches([',', ' ']), |c| c.is_ascii_digit());
    match given.parse() {
        Ok(given) if (1900..=2200).contains(&given) => Some((civil(given, month, day)?, after)),
        _ => Some((in_year(month, day, year)?, rest)),
    }
}

/// The "27" of "Nov 26-27".
fn day_of_month(text: &str, first: Date) -> Option<(Date, &str)> {
    let (day, rest) = day_number(text.trim_start())?;
    Some((civil(first.year(), first.month().into(), day)?, rest))
}

fn day_number(text: &str) -> Option<(i16, &str)> {
    let (digits, rest) = leading(text, |c| c.is_ascii_digit());
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| rest.strip_prefix(ending))
        .unwrap_or(rest);
    Some((day, rest))
}

fn after_range_word(text: &str) -> Option<&str> {
    let text = text.trim_start();
    ["through ", "until ", "to ", "thru ", "–", "—", "-"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
}

/// "Thu, Nov 26" without its weekday.
fn after_weekday(text: &str) -> &str {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let (word, rest) = leading(text, char::is_alphabetic);
    let word = word.to_lowercase();
    if DAYS.iter().any(|day| word.starts_with(day)) && !rest.is_empty() {
        rest.trim_start_matches(['.', ',', ' '])
    } else {
        text
    }
}

fn month(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.to_lowercase();
    (1..)
        .zip(MONTHS)
        .find(|(_, name)| word.starts_with(name))
        .map(|(number, _)| number)
}

fn leading(text: &str, wanted: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !wanted(c)).unwrap_or(text.len()))
}

fn in_year(month: i16, day: i16, year: &SchoolYear) -> Option<Date> {
    let before_new_year = month >= i16::from(year.first.month());
    let given = if before_new_year {
        year.first.year()
    } else {
        year.last.year()
    };
    civil(given, month, day)
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(line: &str, first: Date, last: Date, label: &str) {
        let year = SchoolYear::usual(date(2026, 11, 24));
        let expected = NoSchool {
            first,
            last,
            label: label.into(),
        };
        assert_eq!(read_line(line, &year), Ok(expected), "{line}");
    }

    #[test]
    fn days_are_read_as_districts_write_them() {
        let (thursday, friday) = (date(2026, 11, 26), date(2026, 11, 27));
        for line in [
            "2026-11-26 to 2026-11-27 Thanksgiving",
            "2026-11-26 - 2026-11-27: Thanksgiving",
            "11/26/2026-11/27/2026 Thanksgiving",
            "11/26 – 11/27, Thanksgiving",
            "Nov 26-27 Thanksgiving",
            "November 26th through November 27th, 2026\tThanksgiving",
            "Thu, Nov. 26 to Fri, Nov. 27 - Thanksgiving",
        ] {
            check(line, thursday, friday, "Thanksgiving");
        }
        check("2026-11-26", thursday, thursday, "No school");
        check(
            "1/18/27 MLK Day (federal)",
            date(2027, 1, 18),
            date(2027, 1, 18),
            "MLK Day (federal)",
        );
        check(
            "May 31 Memorial Day",
            date(2027, 5, 31),
            date(2027, 5, 31),
            "Memorial Day",
        );
        check("Nov 26 2nd break", thursday, thursday, "2nd break");
    }

    #[test]
    fn what_cannot_be_read_is_told_line_by_line() {
        let year = SchoolYear::usual(date(2026, 11, 24));
        let lines = read(
            "2026-11-26 Fine\n\nThanksgiving\n2026-11-27 to 2026-11-26 Back\n2/30 No\n",
            &year,
        );
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.number, line.days.is_ok()))
            .collect();
        assert_eq!(told, [(1, true), (3, false), (4, false), (5, false)]);
    }
}
