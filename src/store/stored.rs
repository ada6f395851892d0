//! The value on the shelf as the browser holds it: `{rev, v, body}`, or under a lock
//! `{rev, v, nonce, sealed}`.

use js_sys::{ArrayBuffer, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::{FORMAT_VERSION, StoreError};
use crate::browser::cipher::Sealed;

/// What is to lie there of a document: its text, or nothing that anybody could read.
#[derive(Clone, Copy)]
pub(super) enum Body<'b> {
    Text(&'b str),
    Sealed(&'b Sealed),
}

/// A document as it lies there.
pub(super) struct Found {
    pub(super) key: String,
    pub(super) rev: u64,
    pub(super) body: FoundBody,
}

pub(super) enum FoundBody {
    Text(String),
    Sealed(Sealed),
}

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
    #[wasm_bindgen(method, structural, catch, getter)]
    fn nonce(this: &Stored) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch, getter)]
    fn sealed(this: &Stored) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, setter)]
    fn set_rev(this: &Stored, rev: f64);
    #[wasm_bindgen(method, structural, setter)]
    fn set_v(this: &Stored, v: u32);
    #[wasm_bindgen(method, structural, setter)]
    fn set_body(this: &Stored, body: &str);
    #[wasm_bindgen(method, structural, setter)]
    fn set_nonce(this: &Stored, nonce: &Uint8Array);
    #[wasm_bindgen(method, structural, setter)]
    fn set_sealed(this: &Stored, sealed: &ArrayBuffer);
}

impl Body<'_> {
    /// About how much there is to write.
    pub(super) fn bytes(self) -> usize {
        match self {
            Body::Text(text) => text.len(),
            Body::Sealed(sealed) => sealed.bytes.byte_length() as usize,
        }
    }
}

pub(super) fn to_value(rev: u64, body: Body<'_>) -> JsValue {
    let stored: Stored = Object::new().unchecked_into();
    stored.set_rev(rev as f64);
    stored.set_v(FORMAT_VERSION);
    match body {
        Body::Text(text) => stored.set_body(text),
        Body::Sealed(sealed) => {
            stored.set_nonce(&sealed.nonce);
            stored.set_sealed(&sealed.bytes);
        }
    }
    stored.into()
}

pub(super) fn to_found(key: String, value: JsValue) -> Result<Found, StoreError> {
    let stored: Stored = value.unchecked_into();
    refuse_newer(&stored)?;
    match (
        rev_of(&stored),
        text_of(&stored).or_else(|| sealed_of(&stored)),
    ) {
        (Some(rev), Some(body)) => Ok(Found { key, rev, body }),
        _ => Err(StoreError::Damaged { key }),
    }
}

fn text_of(stored: &Stored) -> Option<FoundBody> {
    stored.body().ok()?.as_string().map(FoundBody::Text)
}

fn sealed_of(stored: &Stored) -> Option<FoundBody> {
    let sealed = Sealed {
        nonce: stored.nonce().ok()?.dyn_into().ok()?,
        bytes: stored.sealed().ok()?.dyn_into().ok()?,
    };
    Some(FoundBody::Sealed(sealed))
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
