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
    refuse_newer(&stored)?;
    let body = stored.body().ok().and_then(|body| body.as_string());
    match (rev_of(&stored), body) {
        (Some(rev), Some(body)) => Ok(Document { key, rev, body }),
        _ => Err(StoreError::Damaged { key }),
    }
}

/// The revision of what was found at a key; 0 when nothing was.
pub(super) fn revision(key: &str, found: JsValue) -> Result<u64, StoreError> {
    if found.is_undefined() {
        return Ok(0);
    }
    let stored: Stored = found.unchecked_into();
    refuse_newer(&stored)?;
    rev_of(&stored).ok_or_else(|| StoreError::Damaged {
        key: key.to_owned(),
    })
}

fn refuse_newer(stored: &Stored) -> Result<(), StoreError> {
    let version = stored.v().ok().and_then(|v| v.as_f64());
    match version {
        Some(found) if found > f64::from(FORMAT_VERSION) => Err(StoreError::Newer {
            found: found as u32,
            known: FORMAT_VERSION,
        }),
        _ => Ok(()),
    }
}

/// The revision, if the value has a version too.
fn rev_of(stored: &Stored) -> Option<u64> {
    stored.v().ok()?.as_f64()?;
    stored.rev().ok()?.as_f64().map(|rev| rev as u64)
}
