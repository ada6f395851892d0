//! With a passphrase or without: asked before every backup, with six fresh words at hand.

use aimline_core::format::backup::passphrase::{Strength, strength};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clipboard, dom};
use crate::pages::passphrase::{PassphraseStrength, six_words};
use crate::parts::{Button, ButtonKind, CheckboxField, Dialog, IconName, PassphraseField};
use crate::state::use_app;
use crate::words;

/// Answers the passphrase, or `None` for a file that anybody can read. For automatic files it is
/// asked once and kept.
#[component]
pub fn BackUpDialog(
    open: RwSignal<bool>,
    #[prop(optional)] automatic: bool,
    #[prop(into)] on_choose: Callback<Option<String>>,
) -> impl IntoView {
    let choose = move |passphrase| {
        open.set(false);
        on_choose.run(passphrase);
    };
    let title = if automatic {
        "Automatic backup"
    } else {
        "Back up"
    };
    view! {
        <Dialog open title>
            <Choice automatic on_choose=choose />
        </Dialog>
    }
}

#[component]
fn Choice(automatic: bool, #[prop(into)] on_choose: Callback<Option<String>>) -> impl IntoView {
    let (kept_where, go_on) = if automatic {
        (
            " This browser keeps it with your records, so that nothing has to be typed; every other \
             device asks for it. Write it down and keep it apart from the folder.",
            "Use this passphrase",
        )
    } else {
        (
            " It is not kept anywhere, and there is no other way in. Write it down and keep it \
             apart from the file.",
            "Back up with passphrase",
        )
    };
    let drawn = RwSignal::new(None::<String>);
    let own = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let kept = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let not_kept = RwSignal::new(None::<String>);
    let draw = move || {
        kept.set(false);
        spawn_local(async move {
            let words = six_words().await;
            // Without the list a person can still type words.
            own.try_update(|own| *own |= words.is_none());
            drawn.try_set(words);
        });
    };
    draw();
    let press = move || {
        let passphrase = if own.get() {
            Some(typed.get())
        } else {
            drawn.get()
        };
        let Some(passphrase) = passphrase else { return };
        let too_short = own.get() && strength(&passphrase) == Strength::TooShort;
        wrong.set(too_short.then(|| Strength::TooShort.sentence().to_owned()));
        let missing = !kept.get();
        not_kept.set(missing.then(|| "Keep the passphrase first, then tick this box.".to_owned()));
        if !too_short && !missing {
            on_choose.run(Some(passphrase));
        }
    };
    let toggle = move || {
        kept.set(false);
        own.update(|own| *own = !*own);
    };
    view! {
        <div class="stack">
            <p class="no-print">
                "A backup holds names and scores. With a passphrase, only somebody who knows it can
                open the file."
            </p>
            {move || if own.get() {
                view! { <Typed typed error=wrong on_enter=press on_words=toggle /> }.into_any()
            } else {
                view! { <Drawn drawn on_other=draw on_own=toggle /> }.into_any()
            }}
            <div class="notice no-print" data-tone="near">
                <p>
                    <strong>"Without the passphrase nobody can open the file."</strong>
                    {kept_where}
                </p>
            </div>
            <div class="no-print">
                <CheckboxField
                    label="I have written it down, printed it or saved it"
                    checked=kept
                    error=not_kept
                />
            </div>
            <div class="row row-end no-print">
                <Button on_press=move || on_choose.run(None)>"Without a passphrase"</Button>
                <Button kind=ButtonKind::Primary on_press=press>{go_on}</Button>
            </div>
        </div>
    }
}

/// Six words, to be copied, printed or drawn anew. It prints as a sheet of its own.
#[component]
fn Drawn(
    drawn: RwSignal<Option<String>>,
    #[prop(into)] on_other: Callback<()>,
    #[prop(into)] on_own: Callback<()>,
) -> impl IntoView {
    let said = RwSignal::new("");
    let copy = move || {
        let Some(words) = drawn.get_untracked() else {
            return;
        };
        spawn_local(async move {
            said.try_set(if clipboard::copy(&words).await {
                "Copied. Paste it where you keep it."
            } else {
                "The browser did not let the page copy. Select the words instead."
            });
        });
    };
    let other = move || {
        said.set("");
        on_other.run(());
    };
    let today = use_app().today();
    view! {
        <div class="passphrase-sheet">
            <p class="muted">
                {move || format!("Passphrase of the Aimline backup of {}", words::full_date(today.get()))}
            </p>
            <p class="passphrase" aria-live="polite">
                {move || drawn.get().unwrap_or_else(|| "Drawing six words…".into())}
            </p>
        </div>
        <div class="row no-print">
            <Button small=true on_press=copy>"Copy"</Button>
            <Button small=true icon=IconName::Print on_press=dom::print>"Print"</Button>
            <Button small=true on_press=other>"Other words"</Button>
            <Button kind=ButtonKind::Quiet small=true on_press=move || on_own.run(())>
                "Type my own instead"
            </Button>
            <span class="muted" role="status">{said}</span>
        </div>
    }
}

/// One of the person's own, weighed while it is typed.
#[component]
fn Typed(
    typed: RwSignal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_enter: Callback<()>,
    #[prop(into)] on_words: Callback<()>,
) -> impl IntoView {
    view! {
        <PassphraseField
            label="Your passphrase"
            hint="Five or more words that do not belong together. Capital letters count."
            value=typed
            error
            new=true
            on_enter
        />
        <PassphraseStrength typed />
        <div class="row no-print">
            <Button kind=ButtonKind::Quiet small=true on_press=move || on_words.run(())>
                "Use six words instead"
            </Button>
        </div>
    }
}
