//! What the page asks of the browser.

use std::cell::RefCell;
use std::rc::Rc;

use aimline::browser::gzip::{GzipError, gunzip, gzip, inflate_raw};
use aimline::browser::preferences::{self, Preference};
use aimline::browser::tabs::Tabs;
use aimline::browser::{clock, dom, files, hash, listen, panic, random, storage_status, timer};
use js_sys::{Array, Uint8Array};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, File};

#[wasm_bindgen_test]
async fn gzip_comes_back_as_it_was() {
    for bytes in [Vec::new(), b"a".to_vec(), b"abc".repeat(100_000)] {
        let packed = gzip(&bytes).await.unwrap();
        assert_eq!(gunzip(&packed, bytes.len()).await, Ok(bytes));
    }
}

#[wasm_bindgen_test]
async fn what_unpacks_to_too_much_or_is_damaged_is_refused() {
    let packed = gzip(&b"abc".repeat(100_000)).await.unwrap();
    let limit = 299_999;
    assert_eq!(
        gunzip(&packed, limit).await,
        Err(GzipError::TooLarge { limit })
    );
    let cut = &packed[..packed.len() - 9];
    assert_eq!(gunzip(cut, 1_000_000).await, Err(GzipError::Damaged));
    let mut flipped = packed.clone();
    flipped[packed.len() / 2] ^= 0x10;
    assert_eq!(gunzip(&flipped, 1_000_000).await, Err(GzipError::Damaged));
    assert_eq!(
        gunzip(b"not gzip", 1_000_000).await,
        Err(GzipError::Damaged)
    );
}

#[wasm_bindgen_test]
async fn raw_deflate_is_read() {
    // "hello" as one stored block (RFC 1951, 3.2.4).
    let stored = [1, 5, 0, 0xfa, 0xff, b'h', b'e', b'l', b'l', b'o'];
    assert_eq!(inflate_raw(&stored, 5).await, Ok(b"hello".to_vec()));
    assert_eq!(
        inflate_raw(&stored, 4).await,
        Err(GzipError::TooLarge { limit: 4 })
    );
}

#[wasm_bindgen_test]
async fn sha256_is_the_published_one() {
    // FIPS 180-4, the example of one block.
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(hash::sha256_hex(b"abc").await.as_deref(), Some(expected));
}

#[wasm_bindgen_test]
fn chance_differs_and_the_clock_agrees_with_itself() {
    assert_ne!(
        random::bytes::<16>().unwrap(),
        random::bytes::<16>().unwrap()
    );
    let now = clock::now();
    assert_eq!(now.today, clock::date_of(now.ms));
    assert_eq!(now.minute, clock::minute_of(now.ms));
    assert!(now.minute < 1_440 && now.today.year() >= 2026);
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hears = |who: &'static str| {
        let heard = heard.clone();
        move |message: String| heard.borrow_mut().push(format!("{who}: {message}"))
    };
    let one = Tabs::join("test-tabs", hears("one")).unwrap();
    let two = Tabs::join("test-tabs", hears("two")).unwrap();
    one.tell("a");
    timer::sleep(100).await;
    drop(two);
    one.tell("b");
    timer::sleep(100).await;
    assert_eq!(heard.borrow()[..], ["two: a"]);
}

#[wasm_bindgen_test]
async fn listeners_and_timers_end_with_their_owner() {
    let count = Rc::new(RefCell::new(0));
    let counts = || {
        let count = count.clone();
        move || *count.borrow_mut() += 1
    };
    let window = dom::window().unwrap();
    let ring = || {
        window
            .dispatch_event(&Event::new("test-ring").unwrap())
            .unwrap()
    };
    let (heard, rung) = (counts(), counts());
    let listener = listen(&window, "test-ring", move |_: Event| heard());
    ring();
    drop(listener);
    ring();
    assert_eq!(*count.borrow(), 1);

    let interval = timer::every(5, rung).unwrap();
    let never = timer::after(30, counts()).unwrap();
    drop(never);
    timer::sleep(60).await;
    drop(interval);
    let then = *count.borrow();
    assert!(then >= 3, "{then}");
    timer::sleep(40).await;
    assert_eq!(*count.borrow(), then);
}

#[wasm_bindgen_test]
fn preferences_are_kept_and_what_cannot_be_read_is_none() {
    preferences::forget(Preference::LastBackup);
    assert_eq!(preferences::get::<u64>(Preference::LastBackup), None);
    assert!(preferences::set(Preference::LastBackup, &7_u64));
    assert_eq!(preferences::get(Preference::LastBackup), Some(7_u64));
    assert_eq!(
        preferences::get::<Vec<String>>(Preference::LastBackup),
        None
    );
    preferences::forget(Preference::LastBackup);
}

#[wasm_bindgen_test]
async fn a_file_is_read_up_to_its_limit_and_told_from_other_encodings() {
    let file = |bytes: &[u8]| {
        let parts = Array::of1(&Uint8Array::from(bytes));
        File::new_with_u8_array_sequence(&parts, "roster.csv").unwrap()
    };
    assert_eq!(
        files::read_text(&file("Zoë".as_bytes()), 4).await.unwrap(),
        "Zoë"
    );
    let large = files::read_text(&file("Zoë".as_bytes()), 3)
        .await
        .unwrap_err();
    assert_eq!(
        large.to_string(),
        "roster.csv is 4 bytes long, and at most 3 are read."
    );
    let latin = files::read_text(&file(b"Zo\xeb"), 9).await.unwrap_err();
    assert!(latin.to_string().contains("from byte 2 on"), "{latin}");
    assert!(files::download("test.txt", "text/plain", b"test").is_ok());
}

#[wasm_bindgen_test]
async fn the_browser_says_how_the_data_is_kept() {
    assert!(storage_status::persisted().await.is_some());
    assert!(storage_status::estimate().await.unwrap().quota_bytes > 0.0);
}

#[wasm_bindgen_test]
fn the_crash_page_needs_no_rust_to_go_on() {
    let document = dom::document().unwrap();
    let page = panic::crash_page(&document, "Aimline 0 stopped at src/x.rs:1:1").unwrap();
    let text = page.text_content().unwrap();
    assert!(text.contains("Your saved work is safe"), "{text}");
    assert!(text.contains("src/x.rs:1:1"), "{text}");
    let buttons = page.get_elements_by_tag_name("button");
    let labels: Vec<_> = (0..buttons.length())
        .filter_map(|at| buttons.item(at)?.text_content())
        .collect();
    assert_eq!(labels, ["Reload", "Copy details"]);
}
