//! The other tabs of the same browser: who tells them what was written, and who hears it.

use wasm_bindgen::JsValue;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Listener, listen};

/// A place in the conversation. Dropping it leaves.
#[must_use = "a place that is dropped hears nothing"]
pub struct Tabs {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Tabs {
    /// Joins; nothing where the browser has no such channel. `heard` is called with what the other
    /// tabs say, never with what this one says.
    pub fn join(name: &str, heard: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = listen(&channel, "message", move |event: MessageEvent| {
            if let Some(message) = event.data().as_string() {
                heard(message);
            }
        });
        Some(Tabs {
            channel,
            _listener: listener,
        })
    }

    pub fn tell(&self, message: &str) {
        // It throws on a closed channel only, and this one closes when it is dropped.
        let _ = self.channel.post_message(&JsValue::from_str(message));
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
