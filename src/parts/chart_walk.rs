//! Walking the points of a chart with the arrow keys, each told politely as it is marked.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The points of a chart in words, and the one that is walked.
#[derive(Clone, Copy)]
pub struct Walk {
    pub stops: Signal<Vec<String>>,
    /// `None` while nobody walks.
    pub at: RwSignal<Option<usize>>,
}

/// For those who see the chart as for those who hear it.
pub const HOW: &str = "Left and right arrow keys go from score to score; Escape leaves.";

impl Walk {
    pub fn new(stops: Signal<Vec<String>>) -> Self {
        let at = RwSignal::new(None);
        Self { stops, at }
    }

    /// What is said of the walked point; nothing while nobody walks.
    pub fn said(self) -> Option<String> {
        let at = self.at.get()?;
        self.stops.with(|stops| stops.get(at).cloned())
    }

    pub fn press(self, event: &KeyboardEvent) {
        let chord = event.ctrl_key() || event.alt_key() || event.meta_key();
        let last = self.stops.with_untracked(Vec::len).checked_sub(1);
        let next = next(event.key().as_str(), self.at.get_untracked(), last);
        if let Some(next) = next.filter(|_| !chord) {
            event.prevent_default();
            self.at.set(next);
        }
    }

    pub fn leave(self) {
        let _ = self.at.try_set(None);
    }
}

/// Where a key leads from a point; `None` for a key that is not ours. `last` is none where there is
/// no point.
fn next(key: &str, at: Option<usize>, last: Option<usize>) -> Option<Option<usize>> {
    let last = last?;
    Some(match (key, at) {
        ("ArrowRight", None) | ("Home", _) => Some(0),
        ("ArrowLeft", None) | ("End", _) => Some(last),
        ("ArrowRight", Some(at)) => Some((at + 1).min(last)),
        ("ArrowLeft", Some(at)) => Some(at.saturating_sub(1).min(last)),
        ("Escape", Some(_)) => None,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_from_point_to_point_and_stop_at_the_ends() {
        for (key, at, expected) in [
            ("ArrowRight", None, Some(Some(0))),
            ("ArrowLeft", None, Some(Some(2))),
            ("ArrowRight", Some(0), Some(Some(1))),
            ("ArrowRight", Some(2), Some(Some(2))),
            ("ArrowLeft", Some(0), Some(Some(0))),
            ("ArrowLeft", Some(9), Some(Some(2))),
            ("Home", Some(2), Some(Some(0))),
            ("End", None, Some(Some(2))),
            ("Escape", Some(1), Some(None)),
            ("Escape", None, None),
            ("a", Some(1), None),
        ] {
            assert_eq!(next(key, at, Some(2)), expected, "{key} {at:?}");
        }
        assert_eq!(next("Home", None, None), None);
    }
}
