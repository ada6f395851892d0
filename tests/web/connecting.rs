//! Connections that are taken away, and databases that are held, newer or gone.

use std::cell::RefCell;
use std::rc::Rc;

use aimline::browser::timer;
use aimline::store::{KeyRange, Lost, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{fresh, given, put, shelf, spy};

type Heard = Rc<RefCell<Vec<Lost>>>;

async fn watched(name: &str) -> (Store, Heard) {
    drop(fresh(name).await);
    let heard = Heard::default();
    let hears = heard.clone();
    let store = Store::open(name, move |lost| hears.borrow_mut().push(lost))
        .await
        .unwrap();
    (store, heard)
}

#[wasm_bindgen_test]
async fn a_newer_version_in_another_tab_is_let_through_and_told() {
    let (store, heard) = watched("test-version-change").await;
    given(&store, &[("a", "1")]).await;
    // It would wait for ever if the store held on.
    spy::upgrade("test-version-change", 2).await.unwrap();
    assert_eq!(heard.borrow()[..], [Lost::Upgraded]);
    let closed = StoreError::Closed(Lost::Upgraded);
    assert_eq!(store.get("a").await, Err(closed.clone()));
    assert_eq!(store.commit(vec![put("b", 0, "1")]).await, Err(closed));

    let opened = Store::open("test-version-change", |_| {}).await;
    assert!(matches!(opened.err(), Some(StoreError::Newer { .. })));
}

#[wasm_bindgen_test]
async fn a_connection_the_browser_closed_is_opened_again() {
    for says_so in [true, false] {
        let (store, heard) = watched("test-reopen").await;
        let rev = given(&store, &[("a", "1")]).await;
        spy::close_last_connection(says_so);
        assert!(store.commit(vec![put("a", rev, "2")]).await.is_ok());
        assert_eq!(shelf(&store).await, ["a=2"]);
        assert_eq!(heard.borrow().len(), usize::from(says_so));
        spy::close_last_connection(says_so);
        assert_eq!(shelf(&store.clone()).await, ["a=2"], "and again");
    }
}

#[wasm_bindgen_test]
async fn a_commit_whose_connection_breaks_is_tried_once_more() {
    let (store, _) = watched("test-break").await;
    spy::disturb("drop", 1, false);
    let writes = || vec![put("a", 0, "1"), put("b", 0, "1")];
    assert!(store.commit(writes()).await.is_ok());
    assert_eq!(shelf(&store).await, ["a=1", "b=1"]);

    spy::disturb("drop", 0, true);
    let twice = store.commit(vec![put("c", 0, "1")]).await;
    spy::calm();
    assert_eq!(twice, Err(StoreError::Disconnected));
    assert_eq!(shelf(&store).await, ["a=1", "b=1"]);
}

#[wasm_bindgen_test]
async fn calls_that_find_the_loss_together_share_one_new_connection() {
    let (store, _) = watched("test-together").await;
    given(&store, &[("a", "1")]).await;
    spy::close_last_connection(true);
    let other = store.clone();
    let answer = Rc::new(aimline::browser::Arrival::new());
    wasm_bindgen_futures::spawn_local({
        let answer = answer.clone();
        async move { answer.deliver(other.get("a").await) }
    });
    let mine = store.get("a").await;
    assert!(mine.unwrap().is_some());
    assert!(answer.wait().await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn data_that_vanished_is_an_incident_and_not_a_new_start() {
    let (store, _) = watched("test-vanished").await;
    given(&store, &[("a", "1")]).await;
    spy::close_last_connection(false);
    Store::delete_workspace("test-vanished").await.unwrap();
    let vanished = StoreError::Vanished {
        workspace: "test-vanished".to_owned(),
    };
    assert_eq!(store.load(&[KeyRange::All]).await, Err(vanished.clone()));
    assert_eq!(
        store.commit(vec![put("b", 0, "1")]).await,
        Err(vanished),
        "and it stays so"
    );
}

#[wasm_bindgen_test]
async fn a_workspace_another_tab_holds_is_blocked_until_it_lets_go() {
    let (store, heard) = watched("test-blocked").await;
    given(&store, &[("a", "1")]).await;
    spy::hold_open("test-blocked").await.unwrap();
    let blocked = StoreError::Blocked {
        workspace: "test-blocked".to_owned(),
    };
    assert_eq!(Store::delete_workspace("test-blocked").await, Err(blocked));
    assert_eq!(heard.borrow()[..], [Lost::Removed]);
    spy::let_go();
    let store = Store::open("test-blocked", |_| {}).await.unwrap();
    assert!(
        store.created(),
        "it was removed as soon as the other let go"
    );
}

#[wasm_bindgen_test]
async fn a_closed_store_lets_go() {
    let store = fresh("test-close").await;
    drop(store);
    timer::sleep(0).await;
    // Nobody is asked, so nobody is blocked.
    Store::delete_workspace("test-close").await.unwrap();
}

#[wasm_bindgen_test]
async fn what_the_browser_discarded_is_told_from_what_never_was() {
    for (amount, discarded) in [("total", true), ("none", false)] {
        Store::delete_workspace("test-discarded").await.unwrap();
        spy::say_discarded(amount);
        let made = Store::open("test-discarded", |_| {}).await.unwrap();
        assert!(made.created());
        assert_eq!(made.was_discarded(), discarded);
        drop(made);
        let found = Store::open("test-discarded", |_| {}).await.unwrap();
        assert!(!found.created() && !found.was_discarded(), "told once");
    }
}

#[wasm_bindgen_test]
async fn what_is_done_before_an_opening_leaves_no_database_and_takes_none_away() {
    let store = fresh("test-before-opening").await;
    given(&store, &[("a", "1")]).await;
    let databases = spy::databases().await.unwrap();
    spy::take_openings();
    assert_eq!(spy::before_opening().await.unwrap(), "ready");
    assert_eq!(spy::take_openings(), 1, "one that is removed again");
    assert_eq!(spy::databases().await.unwrap(), databases);
    assert_eq!(shelf(&store).await, ["a=1"]);
    spy::say_discarded("total");
    assert_eq!(spy::before_opening().await.unwrap(), "discarded");
    spy::say_discarded("none");
    assert_eq!(
        spy::before_opening().await.unwrap(),
        "discarded",
        "said once, and kept"
    );
}

#[wasm_bindgen_test]
async fn it_is_done_before_each_opening() {
    let (store, _) = watched("test-done-before").await;
    given(&store, &[("a", "1")]).await;
    spy::answer_before_opening("ready");
    spy::take_asked();
    assert_eq!(shelf(&store).await, ["a=1"]);
    assert_eq!(spy::take_asked(), 0);
    spy::close_last_connection(false);
    assert_eq!(shelf(&store).await, ["a=1"]);
    assert_eq!(spy::take_asked(), 1);
    drop(Store::open("test-done-before", |_| {}).await.unwrap());
    assert_eq!(spy::take_asked(), 1);
}

#[wasm_bindgen_test]
async fn what_was_found_discarded_before_is_no_new_start() {
    for (answer, discarded) in [("discarded", true), ("ready", false)] {
        Store::delete_workspace("test-found-discarded")
            .await
            .unwrap();
        spy::answer_before_opening(answer);
        let made = Store::open("test-found-discarded", |_| {}).await.unwrap();
        assert!(made.created());
        assert_eq!(made.was_discarded(), discarded);
        drop(made);
        let found = Store::open("test-found-discarded", |_| {}).await.unwrap();
        assert!(!found.created() && !found.was_discarded());
    }
}

#[wasm_bindgen_test]
async fn nothing_is_opened_on_a_full_disk_until_there_is_room() {
    let (store, _) = watched("test-full-disk").await;
    let rev = given(&store, &[("a", "1")]).await;
    let again = async || store.commit(vec![put("a", rev, "2")]).await;
    spy::disturb("disk", 0, false);
    assert_eq!(again().await, Err(StoreError::Full));
    spy::answer_before_opening("no room");
    spy::take_openings();
    assert_eq!(again().await, Err(StoreError::Full));
    let another = Store::open("test-full-disk", |_| {}).await;
    assert_eq!(another.err(), Some(StoreError::Full));
    assert_eq!(spy::take_openings(), 0, "what is opened can be lost");
    spy::answer_before_opening("ready");
    assert!(again().await.is_ok());
    assert_eq!(shelf(&store).await, ["a=2"]);
}

#[wasm_bindgen_test]
async fn an_answer_that_the_browser_took_with_it_is_asked_for_again() {
    let (store, _) = watched("test-asked-again").await;
    given(&store, &[("a", "1")]).await;
    spy::close_last_connection(false);
    spy::answer_openings("AbortError");
    assert_eq!(shelf(&store).await, ["a=1"]);
    spy::close_last_connection(false);
    spy::answer_openings("AbortError AbortError");
    assert_eq!(store.get("a").await, Err(StoreError::Disconnected));
}
