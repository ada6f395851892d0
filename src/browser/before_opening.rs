//! What `boot.js` has to do before a database is opened: look for room, and begin a new log.

use std::cell::Cell;

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
    /// The browser could not read what it had kept, and discarded it since the page was loaded.
    Discarded,
    /// The device has no room: what is opened now can be lost.
    NoRoom,
}

thread_local! {
    static LOOKS: Cell<bool> = const { Cell::new(true) };
}

/// The person knows better: until the page is loaded anew nothing is looked for, and no new log
/// begun, which does harm where there is no room.
pub fn take_room_for_granted() {
    LOOKS.set(false);
}

/// Done before the first database is opened, and when the browser had closed it.
pub async fn before_opening_a_database() -> Found {
    if !LOOKS.get() {
        return Found::Ready;
    }
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
