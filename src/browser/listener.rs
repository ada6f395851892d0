//! Event listeners that go away with their owner.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// A listener in place. Dropping it removes it: keep it where `on_cleanup` drops it.
#[must_use = "a listener that is dropped hears nothing"]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

/// Calls `handler` at each `event`. `E` is the event's class, by its documentation.
pub fn listen<E: JsCast + 'static>(
    target: &EventTarget,
    event: &'static str,
    handler: impl Fn(E) + 'static,
) -> Listener {
    // `Fn`, because a handler may cause the same event again (focus, resize).
    let closure =
        Closure::<dyn Fn(Event)>::new(move |event: Event| handler(event.unchecked_into()));
    // Adding throws for no target; removing neither.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    Listener {
        target: target.clone(),
        event,
        closure,
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, handler);
    }
}
