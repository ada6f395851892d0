//! Turning the lock on: a passphrase, a recovery code on paper, then everything at once.

use aimline_core::format::backup::passphrase::{Strength, strength};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::code::{CodeSheet, NOT_KEPT};
use crate::pages::passphrase::{PassphraseStrength, six_words};
use crate::parts::{Button, ButtonKind, Dialog, PassphraseField, Progress};
use crate::state::{App, use_app};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Passphrase,
    Code,
    Working,
}

#[component]
pub fn TurnOnDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Turn on the lock">
            <Steps open />
        </Dialog>
    }
}

#[component]
fn Steps(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let step = RwSignal::new(Step::Passphrase);
    let passphrase = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let (done, total) = (RwSignal::new(0), RwSignal::new(0));
    let next = move || match app.draw_recovery_code() {
        Ok(drawn) => {
            code.set(drawn);
            step.set(Step::Code);
        }
        Err(why) => refused.set(Some(why.to_string())),
    };
    let turn_on = move || {
        step.set(Step::Working);
        let (passphrase, code) = (passphrase.get_untracked(), code.get_untracked());
        let progress = move |put, all| {
            total.try_set(all);
            done.try_set(put);
        };
        spawn_local(async move {
            match app.turn_lock_on(&passphrase, &code, progress).await {
                Ok(()) => {
                    open.try_set(false);
                    app.toast("The lock is on. Everything in this browser is encrypted now.");
                }
                Err(why) => {
                    refused.try_set(Some(why.to_string()));
                    step.try_set(Step::Code);
                }
            }
        });
    };
    view! {
        <div class="stack">
            {move || refused.get().map(|sentence| {
                view! { <p class="notice" data-tone="poor" role="alert">{sentence}</p> }
            })}
            {move || match step.get() {
                Step::Passphrase => view! { <Choose open passphrase on_next=next /> }.into_any(),
                Step::Code => view! { <Keep open code on_next=turn_on /> }.into_any(),
                Step::Working => {
                    view! {
                        <Progress done total label="Encrypting everything" />
                        <p class="muted">
                            "It happens as a whole or not at all. Please leave this page open."
                        </p>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Choose(
    open: RwSignal<bool>,
    passphrase: RwSignal<String>,
    #[prop(into)] on_next: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let too_short = passphrase.with(|typed| strength(typed) == Strength::TooShort);
        wrong.set(too_short.then(|| Strength::TooShort.sentence().to_owned()));
        if !too_short {
            on_next.run(());
        }
    };
    view! {
        <form class="stack" method="post" on:submit=submit>
            // Password managers keep a passphrase under a name.
            <input type="text" name="username" autocomplete="username" value="Aimline" hidden />
            <PassphraseField
                label="Your passphrase"
                hint="You type it each time you open Aimline. A password manager may keep it."
                value=passphrase
                error=wrong
                new=true
            />
            <PassphraseStrength typed=passphrase />
            <div>
                <Button kind=ButtonKind::Quiet on_press=move || suggest(app, passphrase)>
                    "Suggest six words"
                </Button>
            </div>
            <div class="row row-end">
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true>"Next: the recovery code"</Button>
            </div>
        </form>
    }
}

/// Puts words drawn by chance into the field.
pub fn suggest(app: App, passphrase: RwSignal<String>) {
    spawn_local(async move {
        match six_words().await {
            Some(words) => drop(passphrase.try_set(words)),
            None => app.toast("The list of words did not come. Type a passphrase of your own."),
        }
    });
}

#[component]
fn Keep(
    open: RwSignal<bool>,
    code: RwSignal<String>,
    #[prop(into)] on_next: Callback<()>,
) -> impl IntoView {
    let kept = RwSignal::new(false);
    let not_kept = RwSignal::new(None::<String>);
    let press = move || {
        not_kept.set((!kept.get_untracked()).then(|| NOT_KEPT.to_owned()));
        if kept.get_untracked() {
            on_next.run(());
        }
    };
    view! {
        <CodeSheet code=code.into() kept error=not_kept />
        <div class="row row-end no-print">
            <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Primary on_press=press>"Turn on the lock"</Button>
        </div>
    }
}
