//! How dates, times and minutes are written everywhere.

use jiff::civil::{Date, Weekday};

/// "Tuesday, November 24".
pub fn long_date(date: Date) -> String {
    format!(
        "{}, {} {}",
        weekday(date.weekday()),
        month(date),
        date.day()
    )
}

/// "Tue, Nov 24".
pub fn short_date(date: Date) -> String {
    format!("{}, {}", &weekday(date.weekday())[..3], day_and_month(date))
}

/// "Nov 24".
pub fn day_and_month(date: Date) -> String {
    format!("{} {}", &month(date)[..3], date.day())
}

/// "Nov 24, 2026".
pub fn full_date(date: Date) -> String {
    format!("{}, {}", day_and_month(date), date.year())
}

/// "9:05 AM", from minutes after midnight.
pub fn time(minutes: u16) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60);
    let half = if hour < 12 { "AM" } else { "PM" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!("{hour}:{minute:02} {half}")
}

/// "1 student", "6 students".
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{} {many}", thousands(number as u64)),
    }
}

/// A reason after a colon: "assembly or event", but "I was absent".
pub fn mid_sentence(label: &str) -> String {
    if label.starts_with("I ") {
        label.to_owned()
    } else {
        label.to_lowercase()
    }
}

/// "1,240".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "93 %", or a dash where nothing was planned.
pub fn percent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "–".into();
    }
    format!("{:.0} %", 100.0 * f64::from(part) / f64::from(whole))
}

pub fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or("January")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_written_as_in_a_sentence() {
        assert_eq!(mid_sentence("Assembly or event"), "assembly or event");
        assert_eq!(mid_sentence("I was absent"), "I was absent");
    }
}
