//! Whether the browser has promised to keep the data, and how much of it there is.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// What the browser says about room. The quota is a guess that browsers blur on purpose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub used_bytes: f64,
    pub quota_bytes: f64,
}

/// Whether the data is safe from being cleared when room gets short; nothing when the browser does
/// not say.
pub async fn persisted() -> Option<bool> {
    answer(manager()?.persisted().ok()?).await?.as_bool()
}

/// Asks for that promise. Some browsers ask the person, so ask at a fitting moment.
pub async fn persist() -> Option<bool> {
    answer(manager()?.persist().ok()?).await?.as_bool()
}

pub async fn estimate() -> Option<Estimate> {
    let estimate = answer(manager()?.estimate().ok()?).await?;
    let bytes = |field| {
        Reflect::get(&estimate, &JsValue::from_str(field))
            .ok()?
            .as_f64()
    };
    Some(Estimate {
        used_bytes: bytes("usage")?,
        quota_bytes: bytes("quota")?,
    })
}

/// Pages that are neither on https nor on localhost have no storage manager.
fn manager() -> Option<StorageManager> {
    let manager = web_sys::window()?.navigator().storage();
    (!manager.is_undefined()).then_some(manager)
}

async fn answer(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}
