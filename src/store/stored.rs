//! The value on the shelf, `{rev, v, body}`, as the browser holds it.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::{Document, FORMAT_VERSION, StoreError};

#[wasm_bindgen]
extern "C" {
    type Stored;

    // What is found may be anything, so every reading may throw and every type is checked.
    #[wasm_bindgen(method, structural, catch, getter)]
    fn rev(this: &Stored) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch, getter)]
    fn v(this: &Stored) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch, getter)]
    fn body(this: &Stored) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, setter)]
    fn set_rev(this: &Stored, rev: f64);
    #[wasm_bindgen(method, structural, setter)]
    fn set_v(this: &Stored, v: u32);
    #[wasm_bindgen(method, structural, setter)]
    fn set_body(this: &Stored, body: &str);
}

pub(super) fn to_value(rev: u64, body: &str) -> JsValue {
    let stored: Stored = Object::new().unchecked_into();
    stored.set_rev(rev as f64);
    stored.set_v(FORMAT_VERSION);
    stored.set_body(body);
    stored.into()
}

pub(super) fn to_document(key: String, value: JsValue) -> Result<Document, StoreError> {
    let stored: Stored = value.unchecked_into();
    let version = stored.v().ok().and_then(|v| v.as_f64());
    if let Some(found) = version.filter(|&v| v > f64::from(FORMAT_VERSION)) {
        return Err(StoreError::Newer {
            found: found as u32,
            known: FORMAT_VERSION,
        });
    }
    let rev = stored.rev().ok().and_then(|rev| rev.as_f64());
    let body = stored.body().ok().and_then(|body| body.as_string());
    match (version, rev, body) {
        (Some(_), Some(rev), Some(body)) => Ok(Document {
            key,
            rev: rev as u64,
            body,
        }),
        _ => Err(StoreError::Damaged { key }),
    }
}

/// The revision of a value found at a key; 0 when nothing was found, and nothing for a value of
/// another form.
pub(super) fn revision(found: JsValue) -> Option<u64> {
    if found.is_undefined() {
        return Some(0);
    }
    let stored: Stored = found.unchecked_into();
    stored.rev().ok()?.as_f64().map(|rev| rev as u64)
}
