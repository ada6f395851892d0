//! A value with the stamp of its last change, and the list that every document is made of.
//!
//! Deleting leaves a tombstone, so that two devices can later agree on what was deleted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Id, Stamp};

/// A value as it was last set; without a value it is the tombstone of a deleted one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry<T> {
    pub stamp: Stamp,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub value: Option<T>,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> Entry<T> {
    pub fn new(stamp: Stamp, value: T) -> Self {
        Self {
            stamp,
            value: Some(value),
        }
    }

    pub fn tombstone(stamp: Stamp) -> Self {
        Self { stamp, value: None }
    }
}

/// Entries by the id of `K`, oldest id first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entries<K, T = K> {
    #[serde(bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>"))]
    map: BTreeMap<Id<K>, Entry<T>>,
}

impl<K, T> Default for Entries<K, T> {
    fn default() -> Self {
        Self {
            map: BTreeMap::new(),
        }
    }
}

impl<K, T> Entries<K, T> {
    pub fn get(&self, id: Id<K>) -> Option<&T> {
        self.map.get(&id)?.value.as_ref()
    }

    pub fn get_mut(&mut self, id: Id<K>) -> Option<&mut T> {
        self.map.get_mut(&id)?.value.as_mut()
    }

    pub fn contains(&self, id: Id<K>) -> bool {
        self.get(id).is_some()
    }

    /// The living values, oldest id first.
    pub fn iter(&self) -> impl Iterator<Item = (Id<K>, &T)> {
        self.map
            .iter()
            .filter_map(|(id, entry)| Some((*id, entry.value.as_ref()?)))
    }

    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.map.values().filter_map(|entry| entry.value.as_ref())
    }

    pub fn ids(&self) -> impl Iterator<Item = Id<K>> {
        self.iter().map(|(id, _)| id)
    }

    /// How many values are living.
    pub fn len(&self) -> usize {
        self.values().count()
    }

    pub fn is_empty(&self) -> bool {
        self.values().next().is_none()
    }

    pub fn set(&mut self, id: Id<K>, stamp: Stamp, value: T) {
        self.map.insert(id, Entry::new(stamp, value));
    }

    /// Deletes a living value, leaving its tombstone; what is not there stays absent.
    pub fn remove(&mut self, id: Id<K>, stamp: Stamp) {
        if self.contains(id) {
            self.map.insert(id, Entry::tombstone(stamp));
        }
    }

    /// What a form gives, stamped: an unchanged entry keeps its stamp, a changed or new one gets
    /// a fresh one, and one that is missing leaves its tombstone.
    #[must_use]
    pub fn stamped(self, before: &Self, mut stamp: impl FnMut() -> Stamp) -> Self
    where
        T: Clone + PartialEq,
    {
        let mut map = before.map.clone();
        for (id, entry) in &mut map {
            if entry.value.is_some() && !self.contains(*id) {
                *entry = Entry::tombstone(stamp());
            }
        }
        for (id, entry) in self.map {
            let known = map.get(&id).is_some_and(|known| known.value == entry.value);
            if let (false, Some(value)) = (known, entry.value) {
                map.insert(id, Entry::new(stamp(), value));
            }
        }
        Self { map }
    }

    pub fn entry(&self, id: Id<K>) -> Option<&Entry<T>> {
        self.map.get(&id)
    }

    /// All entries with their tombstones, for formats and checks.
    pub fn entries(&self) -> impl Iterator<Item = (Id<K>, &Entry<T>)> {
        self.map.iter().map(|(id, entry)| (*id, entry))
    }

    pub fn put(&mut self, id: Id<K>, entry: Entry<T>) {
        self.map.insert(id, entry);
    }

    /// Takes an entry out without a trace. Only for what was never shared: see [`Entries::remove`].
    pub fn forget(&mut self, id: Id<K>) {
        self.map.remove(&id);
    }
}
