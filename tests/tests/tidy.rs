//! The shape of the code: every module says what it is for, and arrows point one way.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(of: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(of);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {of}");
    found
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    for folder in [
        "src",
        "crates/core/src",
        "crates/charts/src",
        "xtask/src",
        "tests/src",
    ] {
        for (path, text) in sources(folder) {
            assert!(
                text.starts_with("//! "),
                "{} has no opening words",
                path.display()
            );
        }
    }
}

#[test]
fn arrows_point_one_way() {
    // A folder, and what nothing in it may name.
    let rules: &[(&str, &[&str])] = &[
        (
            "crates/core/src",
            &["web_sys", "js_sys", "wasm_bindgen", "leptos", "charming"],
        ),
        (
            "crates/charts/src",
            &["web_sys", "js_sys", "wasm_bindgen", "leptos"],
        ),
        (
            "crates/core/src/analysis",
            &["crate::model", "crate::caseload", "crate::command"],
        ),
        (
            "crates/core/src/decision",
            &["crate::model", "crate::caseload", "crate::progress"],
        ),
        (
            "crates/core/src/model",
            &["crate::command", "crate::progress", "crate::format"],
        ),
        (
            "src/store",
            &["aimline_core", "leptos", "crate::state", "crate::pages"],
        ),
        (
            "src/browser",
            &["crate::state", "crate::pages", "crate::store"],
        ),
        ("src/state", &["crate::pages", "crate::parts"]),
        ("src/parts", &["crate::pages"]),
        // The Data pages keep the data itself; every other page goes through the one writer.
        ("src/pages/log", &[".commit(", ".store("]),
        ("src/pages/today", &[".commit(", ".store("]),
        ("src/pages/students", &[".commit(", ".store("]),
        ("src/pages/meetings", &[".commit(", ".store("]),
        ("src/pages/groups", &[".commit(", ".store("]),
        ("src/pages/protocols", &[".commit(", ".store("]),
        ("src/pages/settings", &[".commit(", ".store("]),
    ];
    for (folder, forbidden) in rules {
        for (path, text) in sources(folder) {
            for name in *forbidden {
                assert!(
                    !text.contains(name),
                    "{} must not know {name}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn views_carry_no_inline_style() {
    for (path, text) in sources("src") {
        assert!(
            !text.contains("style=\""),
            "{}: the policy forbids it",
            path.display()
        );
    }
}
