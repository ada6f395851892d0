//! All or nothing, and only what nobody else has changed.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use aimline::browser::timer;
use aimline::store::{KeyRange, Seen, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{conflict, delete, fresh, given, put, shelf, spy};

#[wasm_bindgen_test]
async fn what_was_put_is_there_after_opening_again() {
    let store = fresh("test-round-trip").await;
    assert!(store.created());
    let body = r#"{"name":"Zoë \u0000 🦉","n":1.5}"#;
    let rev = given(&store, &[("student/1", body)]).await;
    drop(store);

    let store = Store::open("test-round-trip", |_| {}).await.unwrap();
    assert!(!store.created());
    let found = store.get("student/1").await.unwrap().unwrap();
    assert_eq!((found.rev, found.body.as_str()), (rev, body));
}

#[wasm_bindgen_test]
async fn a_commit_is_strict_and_waits_for_complete() {
    let store = fresh("test-strict").await;
    given(&store, &[("a", "1")]).await;
    assert_eq!(spy::last_transaction(), "readwrite strict complete");
    store
        .replace(&[KeyRange::All], Vec::new(), |_, _| {})
        .await
        .unwrap();
    assert_eq!(spy::last_transaction(), "readwrite strict complete");
}

#[wasm_bindgen_test]
async fn revisions_grow_and_never_come_again() {
    let store = fresh("test-revisions").await;
    let first = given(&store, &[("a", "1")]).await;
    let answer = store
        .commit(vec![put("a", first, "2"), put("b", 0, "1")])
        .await
        .unwrap();
    assert_eq!(answer[0], ("a".to_owned(), first + 1));
    assert_eq!(answer[1].0, "b");

    let answer = store.commit(vec![delete("a", first + 1)]).await.unwrap();
    assert_eq!(answer, [("a".to_owned(), 0)]);
    timer::sleep(5).await;
    let again = given(&store, &[("a", "3")]).await;
    assert!(again > first + 1, "{again} after {first}");
}

#[wasm_bindgen_test]
async fn an_empty_commit_asks_nothing_and_a_repeated_key_is_refused() {
    let store = fresh("test-empty").await;
    assert_eq!(store.commit(Vec::new()).await, Ok(Vec::new()));
    let repeated = store
        .commit(vec![put("a", 0, "1"), put("b", 0, "1"), put("a", 0, "2")])
        .await;
    assert_eq!(
        repeated,
        Err(StoreError::Repeated {
            key: "a".to_owned()
        })
    );
    assert!(shelf(&store).await.is_empty());
}

#[wasm_bindgen_test]
async fn of_two_tabs_the_second_to_write_is_refused_whole() {
    let one = fresh("test-conflict").await;
    let two = Store::open("test-conflict", |_| {}).await.unwrap();
    let rev = given(&one, &[("a", "1"), ("b", "1")]).await;

    let (first, second) = (
        one.commit(vec![put("a", rev, "one")]),
        two.commit(vec![
            put("c", 0, "two"),
            put("b", rev, "two"),
            put("a", rev, "two"),
        ]),
    );
    let (mut first, mut second) = (pin!(first), pin!(second));
    // Both are on their way before either has ended.
    let context = &mut Context::from_waker(Waker::noop());
    assert!(first.as_mut().poll(context).is_pending());
    assert!(second.as_mut().poll(context).is_pending());
    assert!(first.await.is_ok());
    assert_eq!(second.await, Err(conflict(&["a"])));
    assert_eq!(shelf(&one).await, ["a=one", "b=1"]);
}

#[wasm_bindgen_test]
async fn what_must_be_new_and_what_must_be_there() {
    let store = fresh("test-expected").await;
    let rev = given(&store, &[("a", "1")]).await;
    let cases = [
        (vec![put("a", 0, "2")], Err(conflict(&["a"]))),
        (vec![put("b", 7, "2")], Err(conflict(&["b"]))),
        (vec![put("a", rev - 1, "2")], Err(conflict(&["a"]))),
        (vec![delete("a", rev + 1)], Err(conflict(&["a"]))),
        (
            vec![delete("b", 7), put("a", 0, "2")],
            Err(conflict(&["b", "a"])),
        ),
        (vec![delete("b", 0)], Ok(vec![("b".to_owned(), 0)])),
    ];
    for (writes, expected) in cases {
        let said = format!("{writes:?}");
        assert_eq!(store.commit(writes).await, expected, "{said}");
    }
    assert_eq!(shelf(&store).await, ["a=1"]);
}

#[wasm_bindgen_test]
async fn a_failure_half_way_leaves_nothing_and_tells_its_cause() {
    let store = fresh("test-abort").await;
    let rev = given(&store, &[("a", "1")]).await;
    let writes = || vec![put("a", rev, "2"), put("b", 0, "2"), put("c", 0, "2")];

    spy::disturb("collide", 1, false);
    let failed = store.commit(writes()).await.unwrap_err();
    assert!(
        matches!(&failed, StoreError::Failed { name, .. } if name == "ConstraintError"),
        "{failed:?}"
    );
    assert_eq!(spy::last_transaction(), "readwrite strict abort");

    for no_room in ["full", "disk"] {
        spy::disturb(no_room, 2, false);
        assert_eq!(store.commit(writes()).await, Err(StoreError::Full));
        assert_eq!(shelf(&store).await, ["a=1"]);
    }
    assert!(store.commit(writes()).await.is_ok(), "the store goes on");
}

#[wasm_bindgen_test]
async fn a_commit_dropped_on_its_way_leaves_nothing() {
    let store = fresh("test-dropped").await;
    {
        let commit = pin!(store.commit(vec![put("a", 0, "1")]));
        let context = &mut Context::from_waker(Waker::noop());
        assert!(commit.poll(context).is_pending());
    }
    timer::sleep(50).await;
    assert!(shelf(&store).await.is_empty());
}

#[wasm_bindgen_test]
async fn a_replacement_dropped_half_way_leaves_what_was() {
    let store = fresh("test-replace-dropped").await;
    given(&store, &[("a", "old")]).await;
    let put = Rc::new(Cell::new(0));
    let progress = {
        let put = put.clone();
        move |done, _| put.set(done)
    };
    {
        let documents = (0..5_000).map(|n| (format!("n/{n}"), "new".to_owned()));
        let replace = pin!(store.replace(&[KeyRange::All], documents, progress));
        let context = &mut Context::from_waker(Waker::noop());
        assert!(replace.poll(context).is_pending());
        while put.get() == 0 {
            timer::sleep(1).await;
        }
    }
    let until = put.get();
    assert!((1..5_000).contains(&until), "dropped after {until}");
    assert_eq!(shelf(&store).await, ["a=old"]);
    assert_eq!(put.get(), until, "nobody goes on");
}

#[wasm_bindgen_test]
async fn a_large_commit_goes_in_slices_and_stays_one() {
    let store = fresh("test-large").await;
    let keys: Vec<String> = (0..1_000).map(|n| format!("n/{n:04}")).collect();
    let writes = || keys.iter().map(|key| put(key, 0, "1")).collect::<Vec<_>>();
    spy::disturb("full", 750, false);
    assert_eq!(store.commit(writes()).await, Err(StoreError::Full));
    assert_eq!(store.count(&KeyRange::All).await, Ok(0));
    assert_eq!(store.commit(writes()).await.unwrap().len(), 1_000);
    assert_eq!(store.count(&KeyRange::All).await, Ok(1_000));
}

#[wasm_bindgen_test]
async fn replacing_clears_the_ranges_only_and_tells_how_far_it_is() {
    let store = fresh("test-replace").await;
    let old = given(&store, &[("a/1", "old"), ("a/2", "old"), ("b/1", "old")]).await;
    timer::sleep(5).await;
    let documents = (2..=500).map(|n| (format!("a/{n}"), "new".to_owned()));
    let heard = Rc::new(RefCell::new(Vec::new()));
    let progress = {
        let heard = heard.clone();
        move |done, total| heard.borrow_mut().push((done, total))
    };
    let rev = store
        .replace(&[KeyRange::prefix("a/")], documents, progress)
        .await
        .unwrap();
    assert!(rev > old);
    assert_eq!(heard.borrow()[..], [(200, 499), (400, 499), (499, 499)]);
    assert_eq!(store.count(&KeyRange::prefix("a/")).await, Ok(499));
    assert_eq!(store.get("a/1").await, Ok(None));
    assert_eq!(store.get("b/1").await.unwrap().unwrap().body, "old");
    let stale = store
        .commit(vec![put("a/2", old, "tab with the old state")])
        .await;
    assert_eq!(stale, Err(conflict(&["a/2"])));
    assert!(store.commit(vec![put("a/2", rev, "newer")]).await.is_ok());
}

#[wasm_bindgen_test]
async fn replacing_is_all_or_nothing() {
    let store = fresh("test-replace-abort").await;
    given(&store, &[("a", "old"), ("b", "old")]).await;
    for (cause, puts) in [
        ("full", 0),
        ("full", 300),
        ("collide", 300),
        ("collide", 499),
    ] {
        let documents = (0..500).map(|n| (format!("n/{n}"), "new".to_owned()));
        spy::disturb(cause, puts, false);
        let failed = store.replace(&[KeyRange::All], documents, |_, _| {}).await;
        assert!(failed.is_err(), "{cause} at {puts}");
        assert_eq!(shelf(&store).await, ["a=old", "b=old"], "{cause} at {puts}");
    }
}

#[wasm_bindgen_test]
async fn an_exchange_takes_the_place_of_what_was_seen_and_of_nothing_else() {
    let store = fresh("test-exchange").await;
    let rev = given(&store, &[("a/1", "old"), ("a/2", "old"), ("b/1", "old")]).await;
    let all = || vec![KeyRange::prefix("a/"), KeyRange::prefix("b/")];
    let look = async || Seen::of(all(), &store.load(&all()).await.unwrap());
    let new = || {
        [
            ("a/1".to_owned(), "new".to_owned()),
            ("c/2".to_owned(), "copy".to_owned()),
        ]
    };
    let beside = [KeyRange::prefix("c/")];

    // Another window changes, adds or deletes after it was looked: nothing may happen.
    let other = Store::open("test-exchange", |_| {}).await.unwrap();
    let mut rev = rev;
    for step in 0..3 {
        let seen = look().await;
        match step {
            0 => {
                other.commit(vec![put("a/1", rev, "saved")]).await.unwrap();
                rev += 1;
            }
            1 => drop(given(&other, &[("b/2", "saved")]).await),
            _ => drop(other.commit(vec![delete("a/1", rev)]).await.unwrap()),
        }
        let before = shelf(&store).await;
        let refused = store.exchange(&seen, &beside, new(), |_, _| {}).await;
        assert_eq!(refused, Err(conflict(&[])), "step {step}");
        assert_eq!(shelf(&store).await, before, "step {step}");
    }
    // What nobody looked at stays; what is beside goes unseen.
    given(&store, &[("c/1", "older copy"), ("d/1", "draft")]).await;
    let seen = look().await;
    store
        .exchange(&seen, &beside, new(), |_, _| {})
        .await
        .unwrap();
    assert_eq!(spy::last_transaction(), "readwrite strict complete");
    assert_eq!(shelf(&store).await, ["a/1=new", "c/2=copy", "d/1=draft"]);
}

#[wasm_bindgen_test]
async fn an_exchange_is_later_than_all_before_it_under_a_clock_that_was_set_back() {
    let store = fresh("test-exchange-later").await;
    let mut rev = given(&store, &[("a", "1")]).await;
    for _ in 0..200 {
        rev = store.commit(vec![put("a", rev, "2")]).await.unwrap()[0].1;
    }
    let seen = Seen::of(
        vec![KeyRange::All],
        &store.load(&[KeyRange::All]).await.unwrap(),
    );
    let new = [("a".to_owned(), "3".to_owned())];
    store.exchange(&seen, &[], new, |_, _| {}).await.unwrap();
    assert!(store.get("a").await.unwrap().unwrap().rev > rev);
}
