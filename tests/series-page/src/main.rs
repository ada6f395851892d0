//! Lends the page one function: the work of the core's own bench, on the same series.

#[path = "../../../crates/core/benches/series/work.rs"]
mod work;

use wasm_bindgen::prelude::*;
use work::Work;

fn main() {}

/// How long one run took, in milliseconds, and its sum.
#[wasm_bindgen]
pub struct Analysis(Option<Work>);

#[wasm_bindgen]
impl Analysis {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(Work::new())
    }

    /// The sum that a plain program finds too; not a number if there was nothing to do.
    pub fn run(&self) -> f64 {
        self.0.as_ref().map_or(f64::NAN, Work::run)
    }
}
