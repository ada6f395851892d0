//! Figures and days as the pages about students write them.

use aimline_core::number::decimals;
use aimline_core::progress::status::Status as Standing;
use jiff::civil::Date;

use crate::parts::Tone;
use crate::words::{day_and_month, full_date};

/// What a cell shows where there is no value: a dash is read out, an empty cell is not.
pub const NONE: &str = "–";

/// "Sep 8", with the year when it is not this one.
pub fn day(date: Date, today: Date) -> String {
    if date.year() == today.year() {
        day_and_month(date)
    } else {
        full_date(date)
    }
}

pub fn optional_day(date: Option<Date>, today: Date) -> String {
    date.map_or_else(|| NONE.to_owned(), |date| day(date, today))
}

/// "87 %", without decimals: minutes and steps are not known more exactly.
pub fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| format!("{value:.0} %"))
}

/// "38 to 42 %" where it is only known to lie between two; "87 %" where both read the same.
pub fn percent_range(least: Option<f64>, most: Option<f64>) -> String {
    let (least, most) = (percent(least), percent(most));
    if least == most {
        most
    } else {
        format!("{} to {most}", least.trim_end_matches(" %"))
    }
}

/// Growth a week with its sign: "+1.4", "−0.3", "0.0".
pub fn rate(value: f64) -> String {
    let places = if value.abs() < 0.05 && value != 0.0 {
        2
    } else {
        1
    };
    let text = decimals(value, places);
    match text.starts_with('−') || !text.contains(|digit| matches!(digit, '1'..='9')) {
        true => text,
        false => format!("+{text}"),
    }
}

pub fn optional_rate(value: Option<f64>) -> String {
    value.map_or_else(|| NONE.to_owned(), rate)
}

/// The shape of a status; its word says the rest.
pub fn tone(status: &Standing) -> Tone {
    match status {
        Standing::Skills { to_check, .. } if *to_check > 0 => Tone::Near,
        Standing::Skills { mastered, all, .. } if *all > 0 && mastered == all => Tone::Good,
        status => tone_of_kind(status.kind()),
    }
}

/// The same, by the kind that a decision keeps of the verdict of its day.
pub fn tone_of_kind(kind: &str) -> Tone {
    match kind {
        "above" | "on-track" => Tone::Good,
        "not-fair" => Tone::Near,
        "below" => Tone::Poor,
        "early" | "collecting" => Tone::Wait,
        _ => Tone::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn figures_are_short_and_signed() {
        for (value, text) in [
            (1.44, "+1.4"),
            (-0.3, "−0.3"),
            (0.0, "0.0"),
            (0.03, "+0.03"),
            (-0.001, "0.00"),
        ] {
            assert_eq!(rate(value), text);
        }
        let today = date(2026, 11, 24);
        assert_eq!(day(date(2026, 9, 8), today), "Sep 8");
        assert_eq!(day(date(2025, 9, 8), today), "Sep 8, 2025");
        assert_eq!(percent(Some(86.6)), "87 %");
        assert_eq!(percent_range(Some(86.6), Some(87.0)), "87 %");
        assert_eq!(percent_range(Some(38.2), Some(42.0)), "38 to 42 %");
        assert_eq!(percent_range(None, None), NONE);
    }
}
