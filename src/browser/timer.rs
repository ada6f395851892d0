//! Timers that stop with their owner.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::Window;

use super::Arrival;

/// Calls once, after a while. Dropping it before that cancels the call.
#[must_use = "a timer that is dropped never rings"]
pub struct Timeout {
    window: Window,
    handle: i32,
    _closure: Closure<dyn Fn()>,
}

/// Calls again and again. Dropping it ends that.
#[must_use = "a timer that is dropped never rings"]
pub struct Interval {
    window: Window,
    handle: i32,
    _closure: Closure<dyn Fn()>,
}

/// Calls `then` after so many milliseconds; nothing when the browser has no timers to give.
pub fn after(ms: u32, then: impl Fn() + 'static) -> Option<Timeout> {
    let window = web_sys::window()?;
    let closure = Closure::<dyn Fn()>::new(then);
    let function = closure.as_ref().unchecked_ref();
    let handle = window
        .set_timeout_with_callback_and_timeout_and_arguments_0(function, milliseconds(ms))
        .ok()?;
    Some(Timeout {
        window,
        handle,
        _closure: closure,
    })
}

/// Calls `then` every so many milliseconds.
pub fn every(ms: u32, then: impl Fn() + 'static) -> Option<Interval> {
    let window = web_sys::window()?;
    let closure = Closure::<dyn Fn()>::new(then);
    let function = closure.as_ref().unchecked_ref();
    let handle = window
        .set_interval_with_callback_and_timeout_and_arguments_0(function, milliseconds(ms))
        .ok()?;
    Some(Interval {
        window,
        handle,
        _closure: closure,
    })
}

/// Waits so many milliseconds. With 0 it lets the browser draw and answer what is queued.
pub async fn sleep(ms: u32) {
    let alarm = Rc::new(Arrival::new());
    let timeout = after(ms, {
        let alarm = alarm.clone();
        move || alarm.deliver(())
    });
    if timeout.is_some() {
        alarm.wait().await;
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        self.window.clear_timeout_with_handle(self.handle);
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        self.window.clear_interval_with_handle(self.handle);
    }
}

/// The browser counts in 32 signed bits; more than 24 days is for ever.
fn milliseconds(ms: u32) -> i32 {
    i32::try_from(ms).unwrap_or(i32::MAX)
}
