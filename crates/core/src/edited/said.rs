//! Values in a person's words, so that two of them can be told apart in a sentence.

use serde_json::Value;

use crate::model::measure::number;

/// The most letters of a value: notes can be long.
const LONGEST: usize = 80;

/// “Ms. Reed”, 40, nothing.
pub fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) if !text.trim().is_empty() => format!("“{}”", shortened(text)),
        other => match bare(other) {
            empty if empty.is_empty() => "nothing".to_owned(),
            words => shortened(&words),
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
        // A choice is kept as one word.
        Value::String(text) if text.contains(' ') => text.clone(),
        Value::String(text) => text.replace('_', " "),
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

fn joined<'a>(values: impl Iterator<Item = &'a Value>, between: &str) -> String {
    let words = values.map(bare).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(between)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
