//! A newer version of the app that waits; `web/boot.js` finds it and brings it in.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use super::{Listener, listen};

/// Calls when a newer version waits. Look at [`waits`] too: it may have come before.
pub fn on_ready(ready: impl Fn() + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(listen(&window, "aimline-update-ready", move |_: Event| {
        ready()
    }))
}

/// Whether a newer version waits.
pub fn waits() -> bool {
    global("aimlineUpdateReady").is_some_and(|waits| waits.is_truthy())
}

/// Brings it in and reloads the page; keep drafts first. Says whether there was anyone to ask.
pub fn apply() -> bool {
    let apply = global("aimlineApplyUpdate").and_then(|apply| apply.dyn_into::<Function>().ok());
    apply.is_some_and(|apply| apply.call0(&JsValue::UNDEFINED).is_ok())
}

fn global(name: &str) -> Option<JsValue> {
    Reflect::get(web_sys::window()?.as_ref(), &JsValue::from_str(name)).ok()
}
