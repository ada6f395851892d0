//! All of it, after a word was typed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::receipt::Told;
use super::work::everything;
use crate::parts::{Button, ButtonKind, Dialog, TextField};
use crate::state::use_app;

/// What has to be typed before everything goes.
const WORD: &str = "erase";

#[component]
pub fn EraseEverything(told: RwSignal<Option<Told>>) -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let ready = move || typed.get().trim().to_lowercase() == WORD;
    let start = move || {
        typed.set(String::new());
        open.set(true);
    };
    let erase = move || {
        if typed.get_untracked().trim().to_lowercase() != WORD {
            return;
        }
        open.set(false);
        spawn_local(async move {
            match everything(app).await {
                Ok(receipt) => {
                    app.toast("Everything was erased from this browser.");
                    told.try_set(Some(receipt));
                }
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    view! {
        <div class="card row row-between">
            <p>"The whole caseload, its history and every copy in this browser."</p>
            <Button kind=ButtonKind::Danger on_press=start>"Erase everything…"</Button>
        </div>
        <Dialog open title="Erase everything in this browser?">
            <div class="stack">
                <p>
                    "All students, groups, plans, scores, sessions, settings and the history go from this browser, on this device. Backup files that you saved stay where they are."
                </p>
                <TextField label=format!("Type “{WORD}” to go on") value=typed on_enter=erase />
                <div class="row row-end">
                    <Button on_press=move || open.set(false)>"Keep everything"</Button>
                    <Button
                        kind=ButtonKind::Danger
                        on_press=erase
                        disabled=Signal::derive(move || !ready())
                    >
                        "Erase everything"
                    </Button>
                </div>
            </div>
        </Dialog>
    }
}
