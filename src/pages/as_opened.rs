//! What a form opened with. It goes with what was typed, so that a save keeps what another window
//! saved meanwhile, or says what both changed.

use aimline_core::Edited;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::state::Refused;

/// `None` for a new record.
pub struct AsOpened<T: Send + Sync + 'static>(StoredValue<Option<T>>);

impl<T: Send + Sync + 'static> Clone for AsOpened<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for AsOpened<T> {}

impl<T: Clone + DeserializeOwned + Send + Sync + 'static> AsOpened<T> {
    pub fn new(opened: Option<T>) -> Self {
        Self(StoredValue::new(opened))
    }

    pub fn get(self) -> Option<T> {
        self.0.get_value()
    }

    /// For a form that opens more than once.
    pub fn anew(self, opened: Option<T>) {
        self.0.set_value(opened);
    }

    pub fn edited(self, typed: T) -> Edited<T> {
        Edited {
            opened: self.get(),
            typed,
        }
    }

    /// What another window changed counts as known once it was told; saving again is on purpose.
    pub fn told(self, refused: &Refused) {
        if let Some(opened) = refused.opened_anew() {
            let _ = self.0.try_set_value(Some(opened));
        }
    }
}
