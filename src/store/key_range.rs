//! Which keys are meant: all, those that begin alike, or those between two.

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

/// A stretch of keys, in the browser's order (by UTF-16 code unit).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRange {
    All,
    /// Keys that begin with this text.
    Prefix(String),
    /// Keys from the first (included) to the second (excluded); nothing when they are reversed.
    Between(String, String),
}

impl KeyRange {
    pub fn prefix(text: impl Into<String>) -> Self {
        KeyRange::Prefix(text.into())
    }

    pub fn between(from: impl Into<String>, until: impl Into<String>) -> Self {
        KeyRange::Between(from.into(), until.into())
    }

    /// The range as an IndexedDB query, or `None` when no key can lie in it.
    pub(super) fn query(&self) -> Result<Option<JsValue>, JsValue> {
        match self {
            KeyRange::All => Ok(Some(JsValue::UNDEFINED)),
            KeyRange::Prefix(prefix) => match successor(prefix) {
                Some(end) => half_open(&prefix.into(), &end).map(Some),
                None => IdbKeyRange::lower_bound(&prefix.into()).map(|range| Some(range.into())),
            },
            KeyRange::Between(from, until) if from.encode_utf16().lt(until.encode_utf16()) => {
                half_open(&from.into(), &until.into()).map(Some)
            }
            KeyRange::Between(..) => Ok(None),
        }
    }
}

fn half_open(from: &JsValue, until: &JsValue) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound_with_lower_open_and_upper_open(from, until, false, true)
        .map(|range| range.unchecked_into())
}

/// The first key after all keys with this prefix: the last code unit, one higher. It may be half a
/// surrogate pair, which a Rust string cannot hold, so it is built on the browser's side. None when
/// nothing is higher (an empty prefix).
fn successor(prefix: &str) -> Option<JsValue> {
    let mut units: Vec<u16> = prefix.encode_utf16().collect();
    while let Some(last) = units.pop() {
        if let Some(next) = last.checked_add(1) {
            units.push(next);
            return Some(JsString::from_char_code(&units).into());
        }
    }
    None
}
