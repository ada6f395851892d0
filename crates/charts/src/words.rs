//! Numbers and dates as a person writes them.

use aimline_core::elapsed::days_between;
pub(crate) use aimline_core::number::decimals;
use jiff::civil::Date;

/// Beyond this many days from today a date needs its year.
const DAYS_WITHOUT_YEAR: i64 = 300;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A score: whole, or with one decimal if it has one. A true minus sign is read out as "minus".
pub(crate) fn value(number: f64) -> String {
    decimals(number, 1).trim_end_matches(".0").to_owned()
}

/// 0.8 as "80 %".
pub(crate) fn percent(part: f64) -> String {
    format!("{} %", value(part * 100.0))
}

/// "Sep 8", with the year if it is far from today.
pub(crate) fn day(date: Date, today: Date) -> String {
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|month| MONTHS.get(month))
        .copied()
        .unwrap_or_default();
    if days_between(date, today).abs() > DAYS_WITHOUT_YEAR {
        format!("{month} {}, {}", date.day(), date.year())
    } else {
        format!("{month} {}", date.day())
    }
}

/// "1 score", "2 scores".
pub(crate) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// What grows in a week: "words correct per minute" grow by words, "incidents a week" by
/// incidents, "points" by points.
pub fn noun_of_rate(unit: &str) -> &str {
    let ends = [" per ", " a ", " in "].map(|word| unit.find(word));
    let end = ends.into_iter().flatten().min().unwrap_or(unit.len());
    let counted = unit.get(..end).unwrap_or(unit);
    counted.strip_suffix(" correct").unwrap_or(counted).trim()
}

/// A text cut to a count of characters, with an ellipsis where it was cut.
pub(crate) fn shortened(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(characters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_read_as_written() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.04, "0"),
            (44.0, "44"),
            (44.5, "44.5"),
            (44.04, "44"),
            (100.0, "100"),
            (-3.0, "−3"),
        ];
        for (number, text) in cases {
            assert_eq!(value(number), text);
        }
        assert_eq!(percent(0.8), "80 %");
        assert_eq!(percent(0.975), "97.5 %");
    }

    #[test]
    fn a_far_date_has_its_year() {
        let today = date(2026, 12, 1);
        assert_eq!(day(date(2026, 9, 8), today), "Sep 8");
        assert_eq!(day(date(2027, 1, 12), today), "Jan 12");
        assert_eq!(day(date(2025, 9, 8), today), "Sep 8, 2025");
    }

    #[test]
    fn units_give_the_noun_of_a_rate() {
        let cases = [
            ("words correct per minute", "words"),
            ("correct letter sounds per minute", "correct letter sounds"),
            ("incidents a week", "incidents"),
            ("points in three minutes", "points"),
            ("points", "points"),
            ("%", "%"),
            ("", ""),
        ];
        for (unit, noun) in cases {
            assert_eq!(noun_of_rate(unit), noun);
        }
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(shortened("Größere Gruppe", 20), "Größere Gruppe");
        assert_eq!(shortened("Größere Gruppe", 9), "Größere…");
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("", 0), "");
    }
}
