//! Cuts the compiled program into the part that the first screen needs and the chapters that come
//! later (`src/pages/chapters.rs` says which is which).
//!
//! Trunk knows no such step and it must come before wasm-bindgen, so a release build makes the
//! loader and the optimized files again from what cargo compiled.

use std::path::{Path, PathBuf};

use super::{files, names};
use crate::project;
use crate::report::Outcome;
use crate::run::Environment;

/// What the loader imports to fetch a chapter.
pub(crate) const LINK: &str = "__wasm_split.js";
const MAIN: &str = "aimline.wasm";

/// The features that the compiler and wasm-bindgen use; every browser promised has them.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// Leaves the loader, the first file and the chapters in `page`.
pub(crate) fn cut(environment: &Environment, page: &Path) -> Outcome<()> {
    let parts = project::path("target/chapters");
    files::empty(&parts)?;
    environment
        .program("wasm-split-cli")
        .arg(compiled())
        .arg(&parts)
        .args(["--out-name", "aimline"])
        .show()?;
    environment
        .program("wasm-bindgen")
        .args([
            "--target=web",
            "--no-typescript",
            // The chapters share the memory and the table of functions.
            "--keep-lld-exports",
            "--out-name=aimline",
            "--out-dir",
        ])
        .arg(page)
        .arg(parts.join(MAIN))
        .show()?;
    optimize(environment, &page.join("aimline_bg.wasm"))?;

    let mut link = files::read_text(&parts.join(LINK))?;
    for name in files::list(&parts)? {
        let Some(stem) = name.strip_suffix(".wasm").filter(|_| name != MAIN) else {
            continue;
        };
        let part = parts.join(&name);
        optimize(environment, &part)?;
        let final_name = names::of(&files::read(&part)?, &format!("chapter-{stem}"), ".wasm");
        files::copy(&part, &page.join(&final_name))?;
        link = link.replace(&format!("\"./{name}\""), &format!("\"./{final_name}\""));
    }
    files::write(&page.join(LINK), &link)
}

/// What cargo left: Trunk builds into the folder that cargo would.
fn compiled() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target.map_or_else(|| project::path("target"), PathBuf::from);
    target.join("wasm32-unknown-unknown/release").join(MAIN)
}

fn optimize(environment: &Environment, wasm: &Path) -> Outcome<()> {
    environment
        .program("wasm-opt")
        // Flat first: what the optimizer then puts together is smaller than what it would leave.
        .args(["--flatten", "--rereloop", "-Oz", "-Oz", "--quiet"])
        .args(FEATURES)
        .arg(wasm)
        .arg("-o")
        .arg(wasm)
        .show()
}
