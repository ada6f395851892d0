//! Text that a person typed: trimmed, bounded, and free of characters that could mislead.
//!
//! Those that turn the direction of what follows ("Ann" and then half a page mirrored) are taken
//! out wherever text comes in: from a field, and from a stored document or a file, where
//! [`without_overrides`] stands before every decoding. What is shown needs no second care. Marks
//! that Arabic and Hebrew names need (U+200E, U+200F, U+061C) stay.

use std::borrow::Cow;

use jiff::civil::Date;

/// The longest name or label kept, in characters.
pub const LONGEST_NAME: usize = 120;
/// The longest note kept, in characters.
pub const LONGEST_NOTE: usize = 4_000;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Longer numbers than this in a name are compared as text.
const LONGEST_NUMBER: usize = 9;

/// "Nov 24, 2026".
pub fn date(date: Date) -> String {
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let month = MONTHS.get(month).copied().unwrap_or_default();
    format!("{month} {}, {}", date.day(), date.year())
}

/// "9:05 AM", from minutes after midnight.
pub fn time(minute: u16) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    let half = if hour < 12 { "AM" } else { "PM" };
    let hour = match hour % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{hour}:{minute:02} {half}")
}

/// One line: white space folded, control and direction-override characters dropped.
pub fn line(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.chars().filter(|c| !misleads(*c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(LONGEST_NAME)
        .collect()
}

/// Several lines: kept as typed, without the characters that could mislead.
pub fn note(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| *c == '\n' || !misleads(*c))
        .take(LONGEST_NOTE)
        .collect()
}

/// A JSON text without the characters that turn direction, as they are or escaped.
///
/// They can stand only within its strings, so that taking them out leaves it JSON.
pub fn without_overrides(json: &str) -> Cow<'_, str> {
    // Nearly every text has none: a look for their first bytes is all it costs.
    if !has_overrides(json) {
        return json.into();
    }
    let mut kept = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        let (one, after) = rest.split_at(piece(first, rest));
        if !is_override_piece(one) {
            kept.push_str(one);
        }
        rest = after;
    }
    kept.into()
}

/// Control characters, and those that reorder what follows them on the screen.
fn misleads(c: char) -> bool {
    c.is_control() || turns(c) || c == '\u{FEFF}'
}

fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn has_overrides(json: &str) -> bool {
    json.as_bytes().windows(3).any(|three| {
        matches!(
            three,
            [0xE2, 0x80, 0xAA..=0xAE] | [0xE2, 0x81, 0xA6..=0xA9] | b"u20"
        )
    })
}

/// How long the character or the escape is that a text begins with.
fn piece(first: char, rest: &str) -> usize {
    let length = match rest.as_bytes() {
        [b'\\', b'u', ..] => "\\u202e".len(),
        [b'\\', _, ..] => 2,
        _ => first.len_utf8(),
    };
    if rest.is_char_boundary(length) {
        length
    } else {
        first.len_utf8()
    }
}

fn is_override_piece(piece: &str) -> bool {
    let escaped = piece
        .strip_prefix("\\u")
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .and_then(char::from_u32);
    escaped.or_else(|| piece.chars().next()).is_some_and(turns)
}

/// A form of a text in which names are compared: lower case, plain letters, single spaces.
pub fn folded(text: &str) -> String {
    line(text).to_lowercase().replace(['’', '‘', '`'], "'")
}

/// A form of a name by which a list is sorted: as [`folded`], and numbers count as numbers, so that
/// "Group 2" comes before "Group 10".
pub fn in_order(name: &str) -> String {
    let folded = folded(name);
    let mut key = String::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_number);
        let (mut run, after) = rest.split_at(end.unwrap_or(rest.len()));
        if is_number {
            run = run.trim_start_matches('0');
            // The longer of two numbers is the greater one.
            key.push(char::from(b'0' + run.len().min(LONGEST_NUMBER) as u8));
        }
        key.push_str(run);
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_folded_bounded_and_harmless() {
        for (given, kept) in [
            ("", ""),
            ("  Ávery   Smith-O'Neil \n", "Ávery Smith-O'Neil"),
            ("a\u{202E}b", "ab"),
            ("<b>Bo</b>", "<b>Bo</b>"),
        ] {
            assert_eq!(line(given), kept, "{given:?}");
        }
        assert_eq!(line(&"x".repeat(500)).chars().count(), LONGEST_NAME);
        assert_eq!(note(" a\n\u{0007}b "), "a\nb");
        assert_eq!(folded("O’Neil"), "o'neil");
    }

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let in_order = [
            "",
            "2nd group",
            "10th group",
            "Group",
            "group 0",
            "Group 1",
            "Group 01 b",
            "group 2",
            "Group 9, table 10",
            "Group 10",
            "Group 10, table 9",
            "Group 10, table 10",
            "Group 1234567890123",
            "Group A",
        ];
        let sorted = |mut names: Vec<&'static str>| {
            names.sort_by_key(|name| super::in_order(name));
            names
        };
        assert_eq!(sorted(in_order.to_vec()), in_order);
        assert_eq!(sorted(in_order.iter().rev().copied().collect()), in_order);
    }

    #[test]
    fn json_loses_what_turns_direction_and_nothing_else() {
        for (given, kept) in [
            (r#"{"a":"b"}"#, r#"{"a":"b"}"#),
            ("{\"a\":\"b\u{202E}c\u{2066}\"}", r#"{"a":"bc"}"#),
            (r#"{"a":"b\u202Ec\u2069"}"#, r#"{"a":"bc"}"#),
            (
                r#"{"a":"\\u202e \u20ac\n\""}"#,
                r#"{"a":"\\u202e \u20ac\n\""}"#,
            ),
            ("\u{200F}\u{061C}\u{2019}", "\u{200F}\u{061C}\u{2019}"),
            (r"\u202", r"\u202"),
            (r"\u2é\", r"\u2é\"),
            ("\u{202E}\\", "\\"),
        ] {
            assert_eq!(without_overrides(given), kept, "{given:?}");
        }
    }
}
