//! What goes with choosing a new passphrase, for a backup and for the lock: six words drawn by
//! chance, and how much one's own is worth.

use aimline_core::format::backup::passphrase::{self, Strength, strength};
use leptos::prelude::*;

use crate::browser::{own_files, random};
use crate::parts::{Status, Tone};

/// The list that passphrases are drawn from; the rescue page draws from the same.
const WORD_LIST: &str = "./words.txt";

/// Nothing when the list does not come.
pub async fn six_words() -> Option<String> {
    let list = own_files::text(WORD_LIST).await?;
    passphrase::drawn(&list, random::bytes()?)
}

/// Weighs what is typed while it is typed.
#[component]
pub fn PassphraseStrength(typed: RwSignal<String>) -> impl IntoView {
    let weight = move || {
        let typed = typed.get();
        (!typed.trim().is_empty()).then(|| {
            let strength = strength(&typed);
            let tone = match strength {
                Strength::TooShort | Strength::Weak => Tone::Poor,
                Strength::Fair => Tone::Near,
                Strength::Strong => Tone::Good,
            };
            view! { <Status tone>{strength.sentence()}</Status> }
        })
    };
    view! { <p class="passphrase-strength" aria-live="polite">{weight}</p> }
}
