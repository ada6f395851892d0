//! Aimline in the browser: the page, its one writer, its store and what it asks of the browser.
//!
//! A library, so that tests in a browser reach the modules; `main.rs` only calls [`start`].

// A page is a deep type; the compiler needs room to name it.
#![recursion_limit = "512"]

use wasm_bindgen::JsCast;

mod app;
pub mod browser;
mod pages;
mod parts;
mod route;
pub mod state;
pub mod store;
mod words;

/// Starts the page: mounts it in place of the static shell.
pub fn start() {
    browser::panic::install();
    browser::theme::Theme::kept().show();
    let Some(place) = browser::dom::element("app").and_then(|place| place.dyn_into().ok()) else {
        return;
    };
    leptos::mount::mount_to(place, app::Root).forget();
    // Last: where mounting fails, the shell says so.
    if let Some(shell) = browser::dom::element("shell") {
        shell.remove();
    }
}
