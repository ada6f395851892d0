//! The lock: what lies there under it, and that turning it happens as a whole or not at all.

use std::cell::RefCell;
use std::rc::Rc;

use aimline::browser::cipher::Cipher;
use aimline::store::{KeyRange, Lost, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{conflict, fresh, given, put, shelf, spy};

const LOCK: &str = r#"{"version":1}"#;
const OTHER_LOCK: &str = r#"{"version":1,"other":true}"#;

async fn key(byte: u8) -> Cipher {
    Cipher::new(&[byte; 32]).await.unwrap()
}

async fn locked(name: &str) -> Store {
    let store = fresh(name).await;
    given(&store, &[("student/1", r#""Zebulon""#), ("student/2", "2")]).await;
    lock(&store, 7).await.unwrap();
    store
}

async fn lock(store: &Store, byte: u8) -> Result<(), StoreError> {
    let to = Some((LOCK.to_owned(), key(byte).await));
    store.turn_lock(to, |_, _| {}).await
}

/// What a window that is opened now finds, with this key.
async fn opened(name: &str, byte: u8) -> Store {
    let store = Store::open(name, |_| {}).await.unwrap();
    assert!(store.is_locked());
    store.unlock(key(byte).await);
    store
}

#[wasm_bindgen_test]
async fn under_a_lock_no_text_lies_on_the_disk() {
    let store = locked("test-sealed").await;
    given(&store, &[("student/3", r#""Quillfeather""#)]).await;
    let drafts = [("draft/1".to_owned(), r#""Ottoline""#.to_owned())];
    store.replace(&[], drafts, |_, _| {}).await.unwrap();
    let raw = spy::raw("test-sealed").await.unwrap().as_string().unwrap();
    assert!(
        raw.contains("student/3") && raw.contains("draft/1"),
        "{raw}"
    );
    for text in ["Zebulon", "Quillfeather", "Ottoline"] {
        assert!(!raw.contains(text), "{text} lies there");
    }
    let expected = [
        r#"draft/1="Ottoline""#,
        r#"student/1="Zebulon""#,
        "student/2=2",
        r#"student/3="Quillfeather""#,
    ];
    assert_eq!(shelf(&store).await, expected);
    assert_eq!(shelf(&opened("test-sealed", 7).await).await, expected);
}

#[wasm_bindgen_test]
async fn without_the_key_nothing_is_read_or_written() {
    drop(locked("test-shut").await);
    let store = Store::open("test-shut", |_| {}).await.unwrap();
    assert_eq!(store.lock().await, Ok(Some(LOCK.to_owned())));
    assert_eq!(store.load(&[KeyRange::All]).await, Err(StoreError::Locked));
    assert_eq!(store.get("student/1").await, Err(StoreError::Locked));
    let commit = store.commit(vec![put("student/4", 0, "4")]).await;
    assert_eq!(commit, Err(StoreError::Locked));
    let draft = [("draft/1".to_owned(), "1".to_owned())];
    let replace = store.replace(&[], draft, |_, _| {}).await;
    assert_eq!(replace, Err(StoreError::Locked));
    assert_eq!(lock(&store, 8).await, Err(StoreError::Locked));

    let damaged = StoreError::Damaged {
        key: "student/1".to_owned(),
    };
    let store = opened("test-shut", 8).await;
    assert_eq!(store.load(&[KeyRange::All]).await, Err(damaged));
}

#[wasm_bindgen_test]
async fn bodies_that_were_swapped_or_changed_do_not_open() {
    let damaged = |key: &str| StoreError::Damaged {
        key: key.to_owned(),
    };
    let store = locked("test-swapped").await;
    spy::copy_raw("test-swapped", "student/1", "student/2")
        .await
        .unwrap();
    assert_eq!(store.get("student/2").await, Err(damaged("student/2")));
    let all = store.load(&[KeyRange::All]).await;
    assert_eq!(all, Err(damaged("student/2")));
    assert!(store.get("student/1").await.is_ok());

    let store = locked("test-flipped").await;
    spy::flip_raw("test-flipped", "student/1").await.unwrap();
    assert_eq!(store.get("student/1").await, Err(damaged("student/1")));
}

#[wasm_bindgen_test]
async fn turning_the_lock_keeps_documents_and_their_revisions() {
    let store = fresh("test-turned").await;
    let rev = given(&store, &[("a", "1"), ("b", "2")]).await;
    lock(&store, 7).await.unwrap();
    assert_eq!(spy::last_transaction(), "readwrite strict complete");
    assert!(store.has_lock() && !store.is_locked());
    assert_eq!(store.get("a").await.unwrap().unwrap().rev, rev);
    store.commit(vec![put("a", rev, "3")]).await.unwrap();
    assert_eq!(
        store.commit(vec![put("a", rev, "4")]).await,
        Err(conflict(&["a"]))
    );
    store.turn_lock(None, |_, _| {}).await.unwrap();
    assert!(!store.has_lock());
    assert_eq!(shelf(&store).await, ["a=3", "b=2"]);
    let raw = spy::raw("test-turned").await.unwrap().as_string().unwrap();
    assert!(!raw.contains("nonce") && !raw.contains("lock"), "{raw}");
}

#[wasm_bindgen_test]
async fn turning_that_fails_half_way_leaves_everything_as_it_was() {
    let store = fresh("test-turn-abort").await;
    let keys: Vec<String> = (0..500).map(|n| format!("n/{n:03}")).collect();
    let writes = keys.iter().map(|key| put(key, 0, "\"Zebulon\"")).collect();
    store.commit(writes).await.unwrap();
    let before = shelf(&store).await;
    for puts in [0, 1, 250, 499] {
        spy::disturb("full", puts, false);
        assert_eq!(lock(&store, 7).await, Err(StoreError::Full), "put {puts}");
        assert!(!store.has_lock());
        assert_eq!(shelf(&store).await, before);
        assert_eq!(store.lock().await, Ok(None));
    }
    lock(&store, 7).await.unwrap();
    for puts in [0, 250, 499] {
        spy::disturb("full", puts, false);
        let off = store.turn_lock(None, |_, _| {}).await;
        assert_eq!(off, Err(StoreError::Full), "put {puts}");
        assert_eq!(shelf(&store).await, before);
        assert_eq!(shelf(&opened("test-turn-abort", 7).await).await, before);
    }
    spy::calm();
}

#[wasm_bindgen_test]
async fn another_window_that_saves_meanwhile_is_not_lost() {
    let store = fresh("test-turn-race").await;
    given(&store, &[("a", "1")]).await;
    let other = Store::open("test-turn-race", |_| {}).await.unwrap();
    let to = Some((LOCK.to_owned(), key(7).await));
    let turn = store.turn_lock(to, |_, _| {});
    // The other window writes between reading and writing.
    let (turned, saved) = futures::join!(turn, other.commit(vec![put("b", 0, "2")]));
    match (turned, saved) {
        (Ok(()), Err(StoreError::Closed(Lost::Relocked))) => {
            assert_eq!(shelf(&store).await, ["a=1"]);
        }
        (Err(StoreError::Conflict { .. }), Ok(_)) => {
            assert_eq!(shelf(&store).await, ["a=1", "b=2"]);
        }
        (turned, saved) => assert!(
            turned.is_ok() && saved.is_ok() && shelf(&store).await == ["a=1", "b=2"],
            "one of the two has to see the other"
        ),
    }
}

#[wasm_bindgen_test]
async fn a_window_that_does_not_know_of_the_lock_can_do_nothing() {
    let store = fresh("test-relocked").await;
    let rev = given(&store, &[("a", "1")]).await;
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hears = heard.clone();
    let other = Store::open("test-relocked", move |lost| hears.borrow_mut().push(lost));
    let other = other.await.unwrap();
    lock(&store, 7).await.unwrap();
    let relocked = StoreError::Closed(Lost::Relocked);
    assert_eq!(other.get("a").await, Err(relocked.clone()));
    assert_eq!(
        other.commit(vec![put("b", 0, "2")]).await,
        Err(relocked.clone())
    );
    let draft = [("draft/1".to_owned(), "1".to_owned())];
    let draft = other.replace(&[], draft, |_, _| {}).await;
    assert_eq!(draft, Err(relocked.clone()));
    assert_eq!(heard.borrow().len(), 3);
    assert_eq!(shelf(&store).await, ["a=1"]);

    // The same with the key of the lock before.
    let other = opened("test-relocked", 7).await;
    store.change_lock(OTHER_LOCK).await.unwrap();
    assert_eq!(
        other.commit(vec![put("a", rev, "2")]).await,
        Err(relocked.clone())
    );
    assert_eq!(shelf(&store).await, ["a=1"]);
    assert_eq!(store.lock().await, Ok(Some(OTHER_LOCK.to_owned())));
}

#[wasm_bindgen_test]
async fn erasing_everything_takes_the_lock_along() {
    drop(locked("test-erased").await);
    let store = Store::open("test-erased", |_| {}).await.unwrap();
    store
        .replace(&[KeyRange::All], [], |_, _| {})
        .await
        .unwrap();
    assert!(!store.has_lock());
    given(&store, &[("a", "1")]).await;
    assert_eq!(shelf(&store).await, ["a=1"]);
    assert!(
        !Store::open("test-erased", |_| {})
            .await
            .unwrap()
            .is_locked()
    );
}
