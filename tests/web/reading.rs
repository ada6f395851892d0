//! Ranges, odd keys, many documents, and values this build cannot read.

use aimline::browser::clock;
use aimline::store::{KeyRange, StoreError};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use super::{delete, fresh, given, keys_of, put, spy};

#[wasm_bindgen_test]
async fn ranges_are_read_in_their_order_and_in_one_transaction() {
    let store = fresh("test-ranges").await;
    given(
        &store,
        &[
            ("session/2025-06-01/a", "1"),
            ("session/2025-08-01/b", "2"),
            ("session/2026-08-01/c", "3"),
            ("student/1", "4"),
            ("students", "5"),
        ],
    )
    .await;
    let year = KeyRange::between("session/2025-08-01", "session/2026-08-01");
    let found = store
        .load(&[KeyRange::prefix("student/"), year])
        .await
        .unwrap();
    assert_eq!(keys_of(&found), ["student/1", "session/2025-08-01/b"]);
    assert_eq!(spy::last_transaction(), "readonly strict complete");
    assert_eq!(store.load(&[]).await, Ok(Vec::new()));
    assert_eq!(store.get("student/2").await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_range_ends_where_it_says() {
    let store = fresh("test-edges").await;
    let keys = [
        "a",
        "a/",
        "a/\u{0}",
        "a/b",
        "a/\u{ffff}",
        "a/\u{ffff}x",
        "a/\u{10ffff}",
        "a0",
        "b",
        "name 'quoted' \"double\"",
        "\u{d7ff}x",
        "\u{e000}",
        "\u{10ffff}",
        "\u{10ffff}z",
        "🦉",
        "🦉/1",
    ];
    let documents: Vec<_> = keys.iter().map(|&key| (key, "1")).collect();
    given(&store, &documents).await;
    let prefixes = [
        "",
        "a",
        "a/",
        "a/\u{ffff}",
        "name '",
        "\u{d7ff}",
        "\u{10ffff}",
        "🦉",
        "🦉/",
        "none",
    ];
    for prefix in prefixes {
        let mut expected: Vec<&str> = keys
            .iter()
            .copied()
            .filter(|key| key.starts_with(prefix))
            .collect();
        expected.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        let range = KeyRange::prefix(prefix);
        assert_eq!(store.keys(&range).await.unwrap(), expected, "{prefix:?}");
        let count = store.count(&range).await.unwrap();
        assert_eq!(count as usize, expected.len(), "{prefix:?}");
        let loaded = store.load(&[range]).await.unwrap();
        assert_eq!(keys_of(&loaded), expected, "{prefix:?}");
    }
    for (from, until, count) in [
        ("a", "a", 0),
        ("b", "a", 0),
        ("a", "a/", 1),
        ("a/\u{ffff}", "a0", 2),
    ] {
        let range = KeyRange::between(from, until);
        assert_eq!(
            store.count(&range).await,
            Ok(count),
            "{from:?} to {until:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn what_was_deleted_is_gone_from_every_answer() {
    let store = fresh("test-delete").await;
    let rev = given(&store, &[("a/1", "1"), ("a/2", "2")]).await;
    store
        .commit(vec![delete("a/1", rev), put("a/2", rev, "3")])
        .await
        .unwrap();
    assert_eq!(store.get("a/1").await, Ok(None));
    assert_eq!(store.keys(&KeyRange::prefix("a/")).await.unwrap(), ["a/2"]);
    assert_eq!(store.get("a/2").await.unwrap().unwrap().rev, rev + 1);
}

#[wasm_bindgen_test]
async fn many_documents_load_at_once() {
    let store = fresh("test-many").await;
    let body = "x".repeat(1_000);
    let total = 25_000;
    let documents = (0..total).map(|n| (format!("session/{n:05}"), body.clone()));
    let start = clock::now_ms();
    store
        .replace(&[KeyRange::All], documents, |_, _| {})
        .await
        .unwrap();
    let put = clock::now_ms();
    let all = store.load(&[KeyRange::All]).await.unwrap();
    let loaded = clock::now_ms();
    console_log!(
        "{total} documents: replaced in {} ms, loaded in {} ms",
        put - start,
        loaded - put
    );
    assert_eq!(all.len(), total);
    assert_eq!(
        (all[9].key.as_str(), &all[9].body),
        ("session/00009", &body)
    );
    assert!(loaded - put < 5_000, "loading took {} ms", loaded - put);
}

#[wasm_bindgen_test]
async fn a_newer_document_is_refused_by_name_of_its_format() {
    let store = fresh("test-newer").await;
    given(&store, &[("a", "1")]).await;
    spy::put_raw("test-newer", "b", r#"{"rev":1,"v":3,"body":"{}"}"#)
        .await
        .unwrap();
    let newer = StoreError::Newer { found: 3, known: 2 };
    assert_eq!(store.load(&[KeyRange::All]).await, Err(newer.clone()));
    assert_eq!(store.get("b").await, Err(newer));
    assert!(store.get("a").await.is_ok());
}

#[wasm_bindgen_test]
async fn a_newer_document_is_not_overwritten() {
    let store = fresh("test-newer-write").await;
    spy::put_raw("test-newer-write", "a", r#"{"rev":4,"v":3,"body":"{}"}"#)
        .await
        .unwrap();
    let newer = StoreError::Newer { found: 3, known: 2 };
    assert_eq!(store.commit(vec![put("a", 4, "1")]).await, Err(newer));
}

#[wasm_bindgen_test]
async fn a_value_of_another_form_is_named() {
    let store = fresh("test-damaged").await;
    for value in [
        r#""text""#,
        "7",
        "null",
        "[]",
        "{}",
        r#"{"rev":1,"v":1}"#,
        r#"{"rev":"1","v":1,"body":"{}"}"#,
        r#"{"rev":1,"v":1,"body":{}}"#,
        r#"{"rev":1,"body":"{}"}"#,
    ] {
        spy::put_raw("test-damaged", "a", value).await.unwrap();
        let damaged = StoreError::Damaged {
            key: "a".to_owned(),
        };
        assert_eq!(
            store.load(&[KeyRange::All]).await,
            Err(damaged.clone()),
            "{value}"
        );
        assert_eq!(store.get("a").await, Err(damaged), "{value}");
    }
}
