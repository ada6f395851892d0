//! Opens the demo straight away, for a workshop's link.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::parts::PageHeader;
use crate::route::{self, Route};
use crate::state::use_app;

#[component]
pub fn Demo() -> impl IntoView {
    let app = use_app();
    spawn_local(async move {
        // Once it is open this page is there again for a moment.
        if !app.is_in_demo() {
            app.enter_demo().await;
        }
        // Who has gone on meanwhile stays there.
        if route::current() == Route::Demo {
            route::go(&Route::Today);
        }
    });
    view! {
        <PageHeader title="Demo" />
        <p role="status">"Opening the demo…"</p>
    }
}
