//! What `boot.js` has to do before a database is opened: look for room, and begin a new log.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = aimlineBeforeOpening)]
    fn before_opening() -> Result<Promise, JsValue>;
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// All is well, as far as can be found out.
    Ready,
    /// The browser could not read what it had kept and has just discarded it.
    Discarded,
    /// The device has no room: what is opened now can be lost.
    NoRoom,
}

/// Done before each opening.
pub async fn before_opening_a_database() -> Found {
    let answer = match before_opening() {
        Ok(promise) => JsFuture::from(promise).await.ok(),
        Err(_) => None,
    };
    match answer.and_then(|answer| answer.as_string()).as_deref() {
        Some("no room") => Found::NoRoom,
        Some("discarded") => Found::Discarded,
        _ => Found::Ready,
    }
}
