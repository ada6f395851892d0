//! What a page reads of the state, for as long as the page is there.
//!
//! A signal keeps everything that ever read it until it changes next, and the day changes once a
//! day: all rows of all pages of a long day would stay in memory. So each page subscribes once and
//! ends that when it goes, and what is on the page subscribes to the page.

use leptos::prelude::*;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

/// One value of the state, as a page sees it.
pub struct Reading<T: 'static> {
    source: ArcRwSignal<T>,
    /// Counts the changes; the value itself is not copied.
    changes: ArcMemo<u64>,
}

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        Self {
            source: self.source.clone(),
            changes: self.changes.clone(),
        }
    }
}

impl<T: Send + Sync + 'static> Reading<T> {
    pub(super) fn of(source: &ArcRwSignal<T>) -> Self {
        let tracked = source.clone();
        let changes = ArcMemo::new(move |before: Option<&u64>| {
            tracked.track();
            before.map_or(0, |count| count + 1)
        });
        Self {
            source: source.clone(),
            changes,
        }
    }

    /// Nothing on this page is told of changes any more.
    pub(super) fn end(&self) {
        self.changes
            .clear_sources(&self.changes.to_any_subscriber());
    }

    /// Whoever runs this runs again after a change.
    pub fn track(&self) {
        self.changes.get();
    }

    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.source.with_untracked(read)
    }

    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.source.with_untracked(read)
    }
}

impl<T: Copy + Send + Sync + 'static> Reading<T> {
    pub fn get(&self) -> T {
        self.with(|value| *value)
    }

    pub fn get_untracked(&self) -> T {
        self.with_untracked(|value| *value)
    }
}
