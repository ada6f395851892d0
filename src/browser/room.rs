//! Whether the device has room left, as `boot.js` finds out.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = aimlineHasRoom)]
    fn has_room() -> Result<Promise, JsValue>;
}

/// Whether there is room; true as well where that cannot be found out.
pub async fn is_left() -> bool {
    let answer = match has_room() {
        Ok(promise) => JsFuture::from(promise).await.ok(),
        Err(_) => None,
    };
    answer.is_none_or(|answer| answer.is_truthy())
}
