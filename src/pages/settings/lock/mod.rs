//! The lock: what it protects and what not, on and off, and the ways in.

mod change;
mod code;
mod turn_on;

use leptos::prelude::*;

use crate::parts::{Button, ButtonKind, Section, SelectField, Status, Tone};
use crate::route::Route;
use crate::state::watch::{MINUTES, idle_minutes};
use crate::state::{App, use_app};
use change::{Change, ChangeDialog};
use turn_on::TurnOnDialog;

/// All of it, in one paragraph.
const WHAT_IT_DOES: &str = "With the lock on, everything about your students is encrypted in this \
    browser. Somebody who borrows this device, or copies its disk, cannot read it without your \
    passphrase or your recovery code. The lock does not protect what is on the screen while it is \
    open, files that you save or print, or a device that somebody else controls. It does not hide how \
    many records there are and when they changed, and pieces of what was here before you turned it on \
    can stay on the disk for a while. If you lose both the passphrase and the recovery code, nobody \
    can open it again: then only a backup file brings your records back.";

#[component]
pub fn LockSection() -> impl IntoView {
    let app = use_app();
    let has_lock = app.has_lock();
    view! {
        <Section title="Lock" subtitle="Encrypts the caseload in this browser, under a passphrase of yours.">
            <div class="stack">
                <p class="measure">
                    {WHAT_IT_DOES} " "
                    <a href=Route::Privacy.to_string()>"More about privacy"</a>
                </p>
                {move || match (app.is_demo(), has_lock.get()) {
                    (true, _) => {
                        view! { <p class="muted">"The demo is invented and is never locked. Leave the demo to lock your own caseload."</p> }
                            .into_any()
                    }
                    (_, false) => view! { <Off /> }.into_any(),
                    (_, true) => view! { <On app /> }.into_any(),
                }}
            </div>
        </Section>
    }
}

#[component]
fn Off() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div class="row">
            <Status tone=Tone::Neutral>"Off"</Status>
            <Button on_press=move || open.set(true)>"Turn on the lock…"</Button>
        </div>
        <TurnOnDialog open />
    }
}

#[component]
fn On(app: App) -> impl IntoView {
    let open = RwSignal::new(false);
    let change = RwSignal::new(Change::Passphrase);
    let begin = move |which| {
        change.set(which);
        open.set(true);
    };
    let minutes = RwSignal::new(idle_minutes().to_string());
    let options = MINUTES.map(|minutes| (minutes.to_string(), format!("{minutes} minutes")));
    let choose = move |chosen: String| {
        if let Ok(chosen) = chosen.parse()
            && !app.choose_idle_minutes(chosen)
        {
            app.toast("This browser does not let the page keep it; it stays at 15 minutes.");
        }
    };
    view! {
        <div class="row">
            <Status tone=Tone::Good>"On"</Status>
            <span class="muted">"It also locks when you close or reload the page."</span>
        </div>
        <SelectField
            label="Lock when nobody has touched the page for"
            value=minutes
            options=options.to_vec()
            on_choose=choose
            narrow=true
        />
        <div class="row">
            <Button kind=ButtonKind::Primary on_press=move || app.lock_now()>"Lock now"</Button>
            <Button on_press=move || begin(Change::Passphrase)>"Change the passphrase…"</Button>
            <Button on_press=move || begin(Change::Code)>"New recovery code…"</Button>
            <Button on_press=move || begin(Change::Off)>"Turn off the lock…"</Button>
        </div>
        <ChangeDialog open change />
    }
}
