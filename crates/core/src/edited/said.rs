//! Values in a person's words, so that two of them can be told apart in a sentence.

use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

use crate::model::text;
use crate::number::number;

/// The most letters of a value: notes can be long.
const LONGEST: usize = 80;
/// How much of what both have in common is shown before they differ.
const BEFORE: usize = 20;
/// How much is shown from where they differ on, at least.
const AFTER: usize = 40;

/// “Ms. Reed”, 40, nothing.
pub fn in_words(value: &Value) -> String {
    match value {
        Value::String(given) if !given.trim().is_empty() && plain(given).is_none() => {
            format!("“{given}”")
        }
        other => match bare(other) {
            empty if empty.is_empty() => "nothing".to_owned(),
            words => words,
        },
    }
}

/// As it stands in a list: what a person gave, without ids and marks.
fn bare(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(given) => given.as_f64().map(number).unwrap_or_default(),
        Value::String(given) => plain(given).unwrap_or_else(|| given.clone()),
        Value::Array(items) => joined(items.iter(), "; "),
        Value::Object(fields) => {
            let told = fields
                .iter()
                .filter(|(name, value)| {
                    !matches!(name.as_str(), "id" | "stamp") && !value.is_boolean()
                })
                .map(|(_, value)| value);
            joined(told, ", ")
        }
    }
}

/// What nobody typed: a day, a reference, a choice that is kept as one word.
fn plain(given: &str) -> Option<String> {
    if let (10, true, Ok(day)) = (given.len(), given.contains('-'), given.parse::<Date>()) {
        return Some(text::date(day));
    }
    if given.len() == 36 && Uuid::try_parse(given).is_ok() {
        return Some("one that is not here any more".to_owned());
    }
    let is_choice = given.contains('_')
        && given
            .chars()
            .all(|letter| letter == '_' || letter.is_ascii_lowercase());
    is_choice.then(|| given.replace('_', " "))
}

fn joined<'a>(values: impl Iterator<Item = &'a Value>, between: &str) -> String {
    let words = values.map(bare).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(between)
}

/// What is there and what was typed, both from shortly before they differ.
pub fn told_apart(now: String, typed: String) -> [String; 2] {
    let [now, typed] = [now, typed].map(|words| {
        let words: Vec<&str> = words.split_whitespace().collect();
        words.join(" ")
    });
    if now == typed {
        // They differ in what has no words.
        return [shortened(&now, 0), "another one".to_owned()];
    }
    let both = now.chars().zip(typed.chars());
    let alike = both.take_while(|(now, typed)| now == typed).count();
    [now, typed].map(|words| shortened(&words, alike))
}

/// “…the end of a long note, which was cut at both ends…”
fn shortened(words: &str, alike: usize) -> String {
    let quoted = words
        .strip_prefix('“')
        .and_then(|words| words.strip_suffix('”'))
        .filter(|words| !words.contains(['“', '”']));
    if let Some(words) = quoted {
        return format!("“{}”", cut(words, alike.saturating_sub(1)));
    }
    cut(words, alike)
}

fn cut(words: &str, alike: usize) -> String {
    let letters: Vec<char> = words.chars().collect();
    if letters.len() <= LONGEST {
        return words.to_owned();
    }
    let start = if alike + AFTER <= LONGEST {
        0
    } else {
        let near = alike - BEFORE;
        let mut common = letters[near..alike].iter();
        let word = common.position(|letter| *letter == ' ');
        word.map_or(near, |space| near + space + 1)
    };
    let end = (start + LONGEST).min(letters.len());
    let shown: String = letters[start..end].iter().collect();
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!(
        "{}{}{}",
        dots(start > 0),
        shown.trim_end(),
        dots(end < letters.len())
    )
}
