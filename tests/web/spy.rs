//! The Rust side of `spy.js`, which watches and disturbs IndexedDB.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/web/spy.js")]
extern "C" {
    /// Lets something happen at a put after so many others: `collide`, `drop` or `full`.
    pub fn disturb(what: &str, puts: u32, again: bool);
    pub fn calm();
    /// Mode, durability and end of the transaction begun last.
    #[wasm_bindgen(js_name = lastTransaction)]
    pub fn last_transaction() -> String;
    #[wasm_bindgen(js_name = closeLastConnection)]
    pub fn close_last_connection(say: bool);
    #[wasm_bindgen(catch)]
    pub async fn upgrade(name: &str, version: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = holdOpen, catch)]
    pub async fn hold_open(name: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = letGo)]
    pub fn let_go();
    #[wasm_bindgen(js_name = putRaw, catch)]
    pub async fn put_raw(name: &str, key: &str, json: &str) -> Result<(), JsValue>;
}
