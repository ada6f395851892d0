//! What the page tells the person in passing: a line for screen readers, messages with Undo.

use aimline_core::History;
use leptos::prelude::*;

use super::Done;

/// A message on the screen until it is dismissed or another takes its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u64,
    pub text: String,
    pub undo: Option<History>,
}

/// The newest messages; more than a few would hide the page.
const MOST_SHOWN: usize = 2;

#[derive(Default)]
pub struct Notices {
    pub shown: ArcRwSignal<Vec<Notice>>,
    pub live: ArcRwSignal<String>,
}

impl Notices {
    pub fn saved(&self, done: &Done) {
        let text = match done.history {
            Some(_) => format!("{}.", done.label),
            None => "Nothing to save: it is as it was.".into(),
        };
        self.show(text, done.history.clone());
    }

    pub fn show(&self, text: String, undo: Option<History>) {
        self.say(text.clone());
        self.shown.update(|shown| {
            let id = shown.iter().map(|notice| notice.id).max().unwrap_or(0) + 1;
            shown.push(Notice { id, text, undo });
            let superfluous = shown.len().saturating_sub(MOST_SHOWN);
            shown.drain(..superfluous);
        });
    }

    /// A text said twice in a row must differ for a screen reader to say it again.
    pub fn say(&self, text: String) {
        self.live.update(|live| {
            *live = if *live == text {
                format!("{text}\u{a0}")
            } else {
                text
            };
        });
    }

    pub fn clear(&self) {
        self.shown.update(Vec::clear);
    }

    pub fn dismiss(&self, id: u64) {
        self.shown
            .update(|shown| shown.retain(|notice| notice.id != id));
    }
}
