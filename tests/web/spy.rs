//! The Rust side of `spy.js`, which watches and disturbs IndexedDB.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/web/spy.js")]
extern "C" {
    /// Lets something happen at a put after so many others: `collide`, `drop`, `full` or
    /// `disk`.
    pub fn disturb(what: &str, puts: u32, again: bool);
    pub fn calm();
    /// The next openings fail with errors of these names.
    #[wasm_bindgen(js_name = answerOpenings)]
    pub fn answer_openings(answers: &str);
    /// What is found before an opening from now on.
    #[wasm_bindgen(js_name = answerBeforeOpening)]
    pub fn answer_before_opening(answer: &str);
    /// How often that was asked since this was asked last.
    #[wasm_bindgen(js_name = takeAsked)]
    pub fn take_asked() -> u32;
    /// How often a database was opened since this was asked last.
    #[wasm_bindgen(js_name = takeOpenings)]
    pub fn take_openings() -> u32;
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
    /// All that lies there, as one text.
    #[wasm_bindgen(catch)]
    pub async fn raw(name: &str) -> Result<JsValue, JsValue>;
    /// From now on the browser says that what it makes anew stands in place of what it discarded.
    #[wasm_bindgen(js_name = sayDiscarded)]
    pub fn say_discarded(amount: &str);
    /// The names of all databases, as one text.
    #[wasm_bindgen(catch)]
    pub async fn databases() -> Result<JsValue, JsValue>;
    /// Puts what lies under one key under another, too.
    #[wasm_bindgen(js_name = copyRaw, catch)]
    pub async fn copy_raw(name: &str, from: &str, to: &str) -> Result<(), JsValue>;
    /// Changes one bit of what is sealed.
    #[wasm_bindgen(js_name = flipRaw, catch)]
    pub async fn flip_raw(name: &str, key: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = putRaw, catch)]
    pub async fn put_raw(name: &str, key: &str, json: &str) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/web/before-opening.js")]
extern "C" {
    #[wasm_bindgen(js_name = beforeOpening, catch)]
    pub async fn before_opening() -> Result<JsValue, JsValue>;
}
