//! Taking turns with the other windows of this browser (Web Locks): what one of them does, the others
//! wait for. A window that is closed lets go by itself.

use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Arrival;

#[wasm_bindgen]
extern "C" {
    // web-sys has it only behind `web_sys_unstable_apis`, which changes other signatures too.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, granted: &Function) -> Result<Promise, JsValue>;
}

/// This window's turn. Dropping it lets the next one go on.
#[must_use = "a turn that is dropped is over"]
pub struct Turn {
    let_go: Function,
}

/// Waits for the turn of this name; `None` where the browser gives none.
pub async fn take(name: &str) -> Option<Turn> {
    let turn = Rc::new(Arrival::new());
    let granted = Closure::once_into_js({
        let turn = turn.clone();
        // The browser holds the lock until this promise is kept.
        move |_lock: JsValue| Promise::new(&mut |let_go, _| turn.deliver(Some(Turn { let_go })))
    });
    let over = locks()?.request(name, granted.unchecked_ref()).ok()?;
    spawn_local({
        let turn = turn.clone();
        async move {
            if JsFuture::from(over).await.is_err() {
                turn.deliver(None);
            }
        }
    });
    turn.wait().await
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Keeping a promise does not throw.
        let _ = self.let_go.call0(&JsValue::NULL);
    }
}

fn locks() -> Option<Locks> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
