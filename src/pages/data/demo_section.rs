//! The demo: in, back to its beginning, out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::parts::{Button, Section};
use crate::route::{self, Route};
use crate::state::use_app;

#[component]
pub fn DemoSection() -> impl IntoView {
    let app = use_app();
    let reset = move || {
        spawn_local(async move {
            match app.reset_demo().await {
                Ok(()) => app.toast("The demo is as it was at first."),
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    let leave = move || {
        spawn_local(async move {
            app.leave_demo().await;
            route::go(&Route::Today);
        });
    };
    view! {
        <Section
            title="Demo"
            subtitle="An invented caseload of 24 students in a place of its own. It never mixes with yours."
        >
            {move || {
                if app.is_demo() {
                    view! {
                        <div class="row">
                            <Button on_press=reset>"Reset the demo"</Button>
                            <Button on_press=leave>"Leave the demo"</Button>
                        </div>
                    }
                        .into_any()
                } else {
                    view! {
                        <Button on_press=|| route::go(&Route::Demo)>"Try the demo"</Button>
                    }
                        .into_any()
                }
            }}
        </Section>
    }
}
