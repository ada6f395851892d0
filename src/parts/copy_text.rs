//! A text for the clipboard. What the browser would not copy is shown, to be copied by hand.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Button, ButtonKind, IconName, TextArea};
use crate::browser::clipboard;
use crate::state::use_app;

/// The button. What the browser refuses goes to `by_hand`, which a [`CopyByHand`] shows.
#[component]
pub fn CopyText(
    /// The text as it is when the button is pressed, if there is any.
    #[prop(into)]
    text: Callback<(), Option<String>>,
    /// What is said when it is copied.
    said: &'static str,
    by_hand: RwSignal<Option<String>>,
    #[prop(optional)] kind: ButtonKind,
) -> impl IntoView {
    let app = use_app();
    let copy = move || {
        let Some(text) = text.run(()) else {
            return;
        };
        by_hand.set(None);
        spawn_local(async move {
            if clipboard::copy(&text).await {
                app.toast(said);
            } else {
                by_hand.try_set(Some(text));
            }
        });
    };
    view! {
        <Button kind icon=IconName::Note on_press=copy>"Copy as text"</Button>
    }
}

/// Nothing, until the browser has refused to copy.
#[component]
pub fn CopyByHand(
    label: &'static str,
    text: RwSignal<Option<String>>,
    #[prop(default = 7)] rows: u32,
) -> impl IntoView {
    move || {
        text.get().map(|text| {
            view! {
                <div class="no-print">
                    <TextArea
                        label
                        hint="The browser did not let the page copy it. Copy it from here."
                        value=RwSignal::new(text)
                        rows
                    />
                </div>
            }
        })
    }
}
