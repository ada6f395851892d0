//! What is left of a page that went.

use aimline::state::{App, use_app};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const ROWS: usize = 50;

/// Takes the place of the page that was here, as the frame does.
fn visit(place: &Owner, app: App) {
    place.with_cleanup(|| {
        app.provide_for_page();
        for _ in 0..ROWS {
            let (today, caseload) = (use_app().today(), use_app().caseload());
            let row = ArcMemo::new(move |_| (today.get(), caseload.with(|all| all.latest)));
            row.get_untracked();
        }
    });
}

#[wasm_bindgen_test]
fn pages_that_come_and_go_do_not_add_up() {
    let size = || core::arch::wasm32::memory_size::<0>();
    let root = Owner::new();
    root.with(|| {
        let (app, place) = (App::provide(), Owner::new());
        for _ in 0..100 {
            visit(&place, app);
        }
        let before = size();
        for _ in 0..2_000 {
            visit(&place, app);
        }
        // In pages of 64 kB; 2,000 times 50 rows that stay are some 200 of them.
        assert!(size() - before <= 2, "{} more", size() - before);
    });
}
