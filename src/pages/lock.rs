//! Locked: what stands in place of every page until the lock is opened.

use aimline_core::format::lock::recovery;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom;
use crate::parts::{Button, ButtonKind, PageHeader, PassphraseField, TextField};
use crate::route;
use crate::state::lock::Secret;
use crate::state::{App, use_app};

/// What has to be typed before everything goes.
const WORD: &str = "erase";

#[component]
pub fn Locked() -> impl IntoView {
    let app = use_app();
    let by_code = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let opening = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if opening.get_untracked() {
            return;
        }
        match secret(&typed.get_untracked(), by_code.get_untracked()) {
            Err(sentence) => fail(error, sentence),
            Ok(secret) => {
                error.set(None);
                opening.set(true);
                spawn_local(async move {
                    if let Err(sentence) = open(app, secret).await {
                        opening.try_set(false);
                        fail(error, sentence);
                    }
                });
            }
        }
    };
    let other_way = move || {
        by_code.update(|by_code| *by_code = !*by_code);
        typed.set(String::new());
        error.set(None);
        focus_field();
    };
    // A person who comes here wants to type.
    focus_field();
    view! {
        <div class="lock">
            <PageHeader
                title="Locked"
                subtitle="Your caseload is encrypted in this browser. Unlock it to go on where you were."
            />
            <form class="lock-form stack" method="post" on:submit=submit>
                // Password managers keep a passphrase under a name.
                <input type="text" name="username" autocomplete="username" value="Aimline" hidden />
                {move || if by_code.get() {
                    view! {
                        <TextField
                            label="Recovery code"
                            hint="The 7 groups of 5 signs on your paper. Capital letters and dashes do not matter."
                            value=typed
                            error
                        />
                    }.into_any()
                } else {
                    view! { <PassphraseField label="Passphrase" value=typed error /> }.into_any()
                }}
                <div class="row">
                    <Button kind=ButtonKind::Primary submit=true disabled=opening>
                        {move || if opening.get() { "Unlocking…" } else { "Unlock" }}
                    </Button>
                    <Button kind=ButtonKind::Quiet on_press=other_way>
                        {move || if by_code.get() { "Use the passphrase" } else { "Use the recovery code" }}
                    </Button>
                </div>
            </form>
            <Neither app />
        </div>
    }
}

/// For the person who has lost both.
#[component]
fn Neither(app: App) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let ready = Signal::derive(move || typed.get().trim().to_lowercase() == WORD);
    let erase = move || {
        if !ready.get_untracked() {
            return;
        }
        spawn_local(async move {
            match app.erase_locked().await {
                Ok(()) => dom::reload(),
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    view! {
        <details class="lock-neither">
            <summary>"I have neither"</summary>
            <div class="stack">
                <p>
                    "Then nobody can open what is here, not even the makers of Aimline. Look once more
                    for the printed code and in your password manager. If you have a backup file, erase
                    what is here and restore the file."
                </p>
                <TextField label=format!("Type “{WORD}” to go on") value=typed on_enter=erase />
                <div>
                    <Button
                        kind=ButtonKind::Danger
                        on_press=erase
                        disabled=Signal::derive(move || !ready.get())
                    >
                        "Erase the locked caseload"
                    </Button>
                </div>
            </div>
        </details>
    }
}

/// What was typed, or what is wrong with it before anything slow is tried.
fn secret(typed: &str, by_code: bool) -> Result<Secret, String> {
    if by_code {
        let signs = recovery::read(typed).map_err(|slip| slip.to_string())?;
        return Ok(Secret::Recovery(signs));
    }
    match typed.trim() {
        "" => Err("Type your passphrase.".into()),
        _ => Ok(Secret::Passphrase(typed.to_owned())),
    }
}

async fn open(app: App, secret: Secret) -> Result<(), String> {
    let by_code = matches!(secret, Secret::Recovery(_));
    // The page that takes the place of this one takes the focus.
    route::arrive();
    app.unlock(&secret).await.map_err(|why| why.to_string())?;
    if by_code {
        app.toast("Unlocked with the recovery code. You can choose a new passphrase in Settings.");
    }
    Ok(())
}

fn fail(error: RwSignal<Option<String>>, sentence: String) {
    error.try_set(Some(sentence));
    focus_field();
}

fn focus_field() {
    request_animation_frame(|| {
        dom::focus_first(".lock-form .input");
    });
}
