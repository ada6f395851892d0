//! Whether the browser has promised to keep the data, and a way to ask.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::storage_status;
use crate::parts::{Button, Status, Tone};
use crate::state::use_app;

#[component]
pub fn Protection(
    /// Then what is not protected is not lost either.
    all_is_in_a_backup: Signal<bool>,
) -> impl IntoView {
    let app = use_app();
    let answer = RwSignal::new(None::<Option<bool>>);
    let asked = RwSignal::new(false);
    spawn_local(async move {
        let persisted = storage_status::persisted().await;
        answer.try_set(Some(persisted));
    });
    let ask = move || {
        spawn_local(async move {
            let persisted = storage_status::persist().await;
            asked.try_set(true);
            answer.try_set(Some(persisted));
            app.say(match persisted {
                Some(true) => "The browser will keep the data.",
                _ => "The browser did not promise it this time.",
            });
        });
    };
    move || {
        match answer.get() {
        None => view! { <span class="muted">"Asking…"</span> }.into_any(),
        Some(Some(true)) => view! {
            <Status tone=Tone::Good>"Protected"</Status>
            <span class="muted">" It is not cleared when the device runs out of room."</span>
        }
        .into_any(),
        Some(Some(false)) => view! {
            <div class="stack stack-close">
                <p>
                    <Status tone=Tone::Near>"Not protected"</Status>
                    <span class="muted">
                        {if asked.get() {
                            " The browser did not agree this time. It often does once the page is installed or bookmarked."
                        } else {
                            " The browser may clear it when the device runs out of room. In a private window nothing here is kept."
                        }}
                        {move || all_is_in_a_backup.get().then_some(" Your last backup has all of it.")}
                    </span>
                </p>
                <div><Button small=true on_press=ask>"Ask for protection"</Button></div>
            </div>
        }
        .into_any(),
        Some(None) => view! {
            <Status tone=Tone::Neutral>"Not known"</Status>
            <span class="muted">" This browser does not say whether it keeps the data. Back up often."</span>
        }
        .into_any(),
    }
    }
}
