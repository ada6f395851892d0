//! Text for the clipboard, from where the person pastes it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    async fn write_text(text: &str) -> Result<(), JsValue>;
}

/// Whether the browser took it: a page that was not served over HTTPS has no clipboard, and a
/// school may have turned it off.
pub async fn copy(text: &str) -> bool {
    write_text(text).await.is_ok()
}
