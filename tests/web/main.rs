//! Tests that need a real browser: the store and what the page asks of the browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use aimline::store::{Document, KeyRange, Store, StoreError, Write};
use wasm_bindgen_test::wasm_bindgen_test_configure;

mod browser;
mod connecting;
mod page;
mod reading;
mod sealing;
mod spy;
mod writing;

wasm_bindgen_test_configure!(run_in_browser);

/// An empty workspace of the test's own.
async fn fresh(name: &str) -> Store {
    Store::delete_workspace(name).await.unwrap();
    Store::open(name, |_| {}).await.unwrap()
}

fn put(key: &str, expected: u64, body: &str) -> Write {
    Write {
        key: key.to_owned(),
        expected,
        body: Some(body.to_owned()),
    }
}

fn delete(key: &str, expected: u64) -> Write {
    Write {
        key: key.to_owned(),
        expected,
        body: None,
    }
}

/// Writes new documents, and answers the revision of the first.
async fn given(store: &Store, documents: &[(&str, &str)]) -> u64 {
    let writes = documents.iter().map(|(key, body)| put(key, 0, body));
    store.commit(writes.collect()).await.unwrap()[0].1
}

/// Everything there is, as `key=body`.
async fn shelf(store: &Store) -> Vec<String> {
    let all = store.load(&[KeyRange::All]).await.unwrap();
    all.iter()
        .map(|d| format!("{}={}", d.key, d.body))
        .collect()
}

fn keys_of(documents: &[Document]) -> Vec<&str> {
    documents
        .iter()
        .map(|document| document.key.as_str())
        .collect()
}

fn conflict(keys: &[&str]) -> StoreError {
    StoreError::Conflict {
        keys: keys.iter().map(|&key| key.to_owned()).collect(),
    }
}
