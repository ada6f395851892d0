//! How something stands: a word and a shape, and only then a color.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    Good,
    Near,
    Poor,
    #[default]
    Neutral,
    /// Too early to say, or waiting for something.
    Wait,
}

/// `<Status tone=Tone::Good>"On track"</Status>`
#[component]
pub fn Status(#[prop(into)] tone: Signal<Tone>, children: Children) -> impl IntoView {
    view! {
        <span class="status" data-tone=move || name(tone.get())>
            <svg class="status-shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
                <path d=move || shape(tone.get()) />
            </svg>
            <span>{children()}</span>
        </span>
    }
}

fn name(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Near => "near",
        Tone::Poor => "poor",
        Tone::Neutral => "neutral",
        Tone::Wait => "wait",
    }
}

fn shape(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "M6 11A5 5 0 1 0 6 1a5 5 0 0 0 0 10",
        Tone::Near => "M6 .5L11.5 6 6 11.5.5 6z",
        Tone::Poor => "M.5 1.5h11L6 11z",
        Tone::Neutral | Tone::Wait => "M6 10.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4",
    }
}
