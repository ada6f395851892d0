//! What is done to a lock that is on, each with the passphrase or the recovery code: another
//! passphrase, another code, off.

use aimline_core::format::backup::passphrase::{Strength, strength};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::code::{CodeSheet, NOT_KEPT};
use super::turn_on::suggest;
use crate::pages::passphrase::PassphraseStrength;
use crate::parts::{Button, ButtonKind, Dialog, PassphraseField};
use crate::state::lock::{NotUnlocked, Secret};
use crate::state::{App, use_app};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Passphrase,
    Code,
    Off,
}

impl Change {
    fn title(self) -> &'static str {
        match self {
            Self::Passphrase => "Change the passphrase",
            Self::Code => "New recovery code",
            Self::Off => "Turn off the lock",
        }
    }

    fn button(self) -> &'static str {
        match self {
            Self::Passphrase => "Change the passphrase",
            Self::Code => "Show a new code",
            Self::Off => "Turn off the lock",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Passphrase => "The new passphrase counts from now on.",
            Self::Code => "The new recovery code counts from now on. The old one opens nothing.",
            Self::Off => "The lock is off. The records in this browser are not encrypted any more.",
        }
    }
}

#[component]
pub fn ChangeDialog(open: RwSignal<bool>, change: RwSignal<Change>) -> impl IntoView {
    view! {
        <Dialog open title=Signal::derive(move || change.get().title().to_owned())>
            <Asking open change=change.get_untracked() />
        </Dialog>
    }
}

#[component]
fn Asking(open: RwSignal<bool>, change: Change) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let (wrong, too_short) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let working = RwSignal::new(false);
    // A new code, once the person has shown to be the right one.
    let code = RwSignal::new(None::<String>);
    let finish = move |answer: Result<(), NotUnlocked>| {
        working.try_set(false);
        match answer {
            Ok(()) => {
                open.try_set(false);
                app.toast(change.done());
            }
            Err(why) => drop(wrong.try_set(Some(why.to_string()))),
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let short = change == Change::Passphrase
            && new.with_untracked(|new| strength(new) == Strength::TooShort);
        too_short.set(short.then(|| Strength::TooShort.sentence().to_owned()));
        let empty = typed.with_untracked(|typed| typed.trim().is_empty());
        wrong.set(empty.then(|| "Type your passphrase, or the recovery code.".to_owned()));
        if short || empty || working.get_untracked() {
            return;
        }
        working.set(true);
        let secret = Secret::of(&typed.get_untracked());
        let new = new.get_untracked();
        spawn_local(async move {
            match change {
                Change::Passphrase => finish(app.change_passphrase(&secret, &new).await),
                Change::Off => finish(app.turn_lock_off(&secret, |_, _| {}).await),
                Change::Code => match fresh_code(app, &secret).await {
                    Ok(drawn) => {
                        working.try_set(false);
                        code.try_set(Some(drawn));
                    }
                    refused => finish(refused.map(drop)),
                },
            }
        });
    };
    let keep = move |code: String| {
        working.set(true);
        let secret = Secret::of(&typed.get_untracked());
        spawn_local(async move { finish(app.change_recovery_code(&secret, &code).await) });
    };
    move || match code.get() {
        Some(code) => view! { <KeepCode code working on_keep=keep /> }.into_any(),
        None => view! {
            <form class="stack" method="post" on:submit=submit>
                <input type="text" name="username" autocomplete="username" value="Aimline" hidden />
                <PassphraseField label="Passphrase or recovery code" value=typed error=wrong />
                {(change == Change::Passphrase).then(|| view! {
                    <PassphraseField label="New passphrase" value=new error=too_short new=true />
                    <PassphraseStrength typed=new />
                })}
                <div class="row row-end">
                    {(change == Change::Passphrase).then(|| view! {
                        <Button kind=ButtonKind::Quiet on_press=move || suggest(app, new)>
                            "Suggest six words"
                        </Button>
                    })}
                    <Button kind=ButtonKind::Primary submit=true disabled=working>
                        {change.button()}
                    </Button>
                </div>
            </form>
        }
        .into_any(),
    }
}

#[component]
fn KeepCode(
    code: String,
    working: RwSignal<bool>,
    #[prop(into)] on_keep: Callback<String>,
) -> impl IntoView {
    let kept = RwSignal::new(false);
    let not_kept = RwSignal::new(None::<String>);
    let shown = code.clone();
    let press = move || {
        not_kept.set((!kept.get_untracked()).then(|| NOT_KEPT.to_owned()));
        if kept.get_untracked() {
            on_keep.run(code.clone());
        }
    };
    view! {
        <div class="stack">
            <CodeSheet code=Signal::derive(move || shown.clone()) kept error=not_kept />
            <div class="row row-end no-print">
                <Button kind=ButtonKind::Primary on_press=press disabled=working>
                    "Use this code from now on"
                </Button>
            </div>
        </div>
    }
}

/// A code for whoever knows the passphrase or the code before.
async fn fresh_code(app: App, secret: &Secret) -> Result<String, NotUnlocked> {
    app.try_secret(secret).await?;
    app.draw_recovery_code()
}
