//! Aimline in the browser: the page, its one writer, its store and what it asks of the browser.
//!
//! A library, so that tests in a browser reach the modules; `main.rs` only calls [`start`].

pub mod browser;
pub mod parts;
pub mod store;

/// Starts the page.
pub fn start() {
    browser::panic::install();
}
