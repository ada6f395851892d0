//! How a day is written in a document and in an address: "2026-11-24", and nothing else.
//!
//! The date library reads more: times, zones, offsets. Its parsers of them would be part of the first
//! download, and a document has none of it.

use std::fmt;

use jiff::civil::Date;
use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

/// For fields: `#[serde(with = "day")]`.
pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    deserializer.deserialize_str(Day)
}

/// The day that a text is; `None` when it is none.
pub fn read(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| plain)
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let ended = parts.next().is_none();
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|_| ended)
}

struct Day;

impl Visitor<'_> for Day {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a date such as 2026-11-24")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        read(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

/// For fields that may be empty: `#[serde(default, with = "day::optional")]`.
pub mod optional {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Day(#[serde(with = "super")] Date);

    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(Day).serialize(serializer)
    }

    pub fn deserialize<'de, D>(deserializer: D) -> Result<Option<Date>, D::Error>
    where
        D: Deserializer<'de>,
    {
        let day = Option::<Day>::deserialize(deserializer)?;
        Ok(day.map(|Day(day)| day))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Span {
        #[serde(with = "super")]
        from: Date,
        #[serde(default, with = "super::optional")]
        to: Option<Date>,
    }

    #[test]
    fn only_a_whole_day_is_read() {
        let day = date(2026, 11, 24);
        for (text, expected) in [
            ("2026-11-24", Some(day)),
            ("2024-02-29", Some(date(2024, 2, 29))),
            ("2026-02-29", None),
            ("2026-13-01", None),
            ("2026-11-24T00:00", None),
            ("2026-11-24-", None),
            ("2026-11-4", None),
            ("+026-11-24", None),
            ("20261124", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_end_may_be_missing_or_null() {
        let open = Span {
            from: date(2026, 11, 24),
            to: None,
        };
        for text in [
            r#"{"from":"2026-11-24"}"#,
            r#"{"from":"2026-11-24","to":null}"#,
        ] {
            assert_eq!(serde_json::from_str::<Span>(text).unwrap(), open);
        }
        let wrong = serde_json::from_str::<Span>(r#"{"from":"24.11.2026"}"#).unwrap_err();
        assert!(
            wrong.to_string().contains("a date such as 2026-11-24"),
            "{wrong}"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(year in 1_i16..=9999, month in 1_i8..=12, day in 1_i8..=28) {
            let span = Span { from: date(year, month, day), to: Some(date(year, month, day)) };
            let text = serde_json::to_string(&span).unwrap();
            prop_assert_eq!(serde_json::from_str::<Span>(&text).unwrap(), span);
        }
    }
}
