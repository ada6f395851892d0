//! The grade a student is in: pre-kindergarten, kindergarten, 1 to 12.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Ordered from pre-kindergarten to grade 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade(i8);

impl Grade {
    pub const PRE_KINDERGARTEN: Self = Self(-1);
    pub const KINDERGARTEN: Self = Self(0);

    /// Grade 1 to 12; `None` outside.
    pub fn number(number: u8) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self(number as i8))
    }

    /// Every grade, lowest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (-1..=12).map(Self)
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            -1 => f.write_str("PK"),
            0 => f.write_str("K"),
            number => write!(f, "{number}"),
        }
    }
}

/// A text that names no grade.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is not a grade: use PK, K or 1 to 12")]
pub struct NotAGrade(String);

/// Grades 1 to 12 as some exports write them.
const WORDS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

impl FromStr for Grade {
    type Err = NotAGrade;

    /// Reads "K", "KG", "03", "3rd", "Grade 3", "Three", "PK" and the like (the CEDS codes among
    /// them).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NotAGrade(super::text::line(text));
        let plain = text.trim().to_lowercase();
        let plain = plain.strip_prefix("grade").unwrap_or(&plain).trim();
        match plain {
            "pk" | "prek" | "pre-k" | "tk" | "pr" | "ps" => Ok(Self::PRE_KINDERGARTEN),
            "k" | "kg" | "kindergarten" | "0" | "00" => Ok(Self::KINDERGARTEN),
            _ => {
                if let Some(number) = WORDS.iter().position(|word| *word == plain) {
                    return Ok(Self(number as i8 + 1));
                }
                let digits = plain.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let suffix = &plain[digits.len()..];
                if !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
                    return Err(wrong());
                }
                let number: u8 = digits.parse().map_err(|_| wrong())?;
                Self::number(number).ok_or_else(wrong)
            }
        }
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_read_as_districts_write_them() {
        for (given, shown) in [
            ("KG", Some("K")),
            ("k", Some("K")),
            ("03", Some("3")),
            ("3rd", Some("3")),
            ("Grade 12", Some("12")),
            ("PK", Some("PK")),
            ("Two", Some("2")),
            ("13", None),
            ("", None),
            ("3x", None),
            ("UG", None),
        ] {
            let read = given.parse::<Grade>().ok().map(|grade| grade.to_string());
            assert_eq!(read.as_deref(), shown, "{given:?}");
        }
        assert_eq!(Grade::all().count(), 14);
    }
}
