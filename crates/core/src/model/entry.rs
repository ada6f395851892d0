//! A value with the stamp of its last change, and the list that every document is made of.
//!
//! Deleting leaves a tombstone, so that two devices can later agree on what was deleted.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::{Id, Stamp};
use crate::order::Order;

/// A value as it was last set; without a value it is the tombstone of a deleted one.
///
/// A deleted document keeps its text on disk, so that a later edit on another device can bring all
/// of it back; read into memory, it is a tombstone of the moment in which it was deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Stored<T>")]
pub struct Entry<T> {
    pub stamp: Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<T>,
}

/// An entry as it is on disk.
#[derive(Deserialize)]
struct Stored<T> {
    stamp: Stamp,
    #[serde(default = "none")]
    value: Option<T>,
    #[serde(default)]
    deleted: Option<Stamp>,
}

impl<T> From<Stored<T>> for Entry<T> {
    fn from(stored: Stored<T>) -> Self {
        match stored.deleted {
            Some(deleted) => Self::tombstone(deleted),
            None => Self {
                stamp: stored.stamp,
                value: stored.value,
            },
        }
    }
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
///
/// Sorted lists rather than a tree: ids of version 7 almost always come in order, a list is short,
/// and the page holds this code once for every kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries<K, T = K> {
    ids: Vec<Uuid>,
    /// Each at the place of its id.
    entries: Vec<Entry<T>>,
    of: PhantomData<fn() -> K>,
}

impl<K, T> Default for Entries<K, T> {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            entries: Vec::new(),
            of: PhantomData,
        }
    }
}

impl<K, T> Entries<K, T> {
    pub fn get(&self, id: Id<K>) -> Option<&T> {
        self.entry(id)?.value.as_ref()
    }

    pub fn get_mut(&mut self, id: Id<K>) -> Option<&mut T> {
        let place = place_of(&self.ids, id.uuid()).ok()?;
        self.entries.get_mut(place)?.value.as_mut()
    }

    pub fn contains(&self, id: Id<K>) -> bool {
        self.get(id).is_some()
    }

    /// The living values, oldest id first.
    pub fn iter(&self) -> impl Iterator<Item = (Id<K>, &T)> {
        self.entries()
            .filter_map(|(id, entry)| Some((id, entry.value.as_ref()?)))
    }

    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().filter_map(|entry| entry.value.as_ref())
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries
            .iter_mut()
            .filter_map(|entry| entry.value.as_mut())
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

    /// Not even a tombstone.
    pub fn is_blank(&self) -> bool {
        self.ids.is_empty()
    }

    pub fn set(&mut self, id: Id<K>, stamp: Stamp, value: T) {
        self.put(id, Entry::new(stamp, value));
    }

    /// Deletes a living value, leaving its tombstone; what is not there stays absent.
    pub fn remove(&mut self, id: Id<K>, stamp: Stamp) {
        if self.contains(id) {
            self.put(id, Entry::tombstone(stamp));
        }
    }

    /// What a form gives, stamped: an unchanged entry keeps its stamp, a changed or new one gets
    /// a fresh one, and one that is missing leaves its tombstone.
    #[must_use]
    pub fn stamped(self, before: &Self, mut stamp: impl FnMut() -> Stamp) -> Self
    where
        T: Clone + PartialEq,
    {
        let mut after = Self {
            ids: before.ids.clone(),
            entries: before.entries.clone(),
            of: PhantomData,
        };
        for (uuid, entry) in after.ids.iter().zip(&mut after.entries) {
            if entry.value.is_some() && !self.contains(Id::from_uuid(*uuid)) {
                *entry = Entry::tombstone(stamp());
            }
        }
        for (uuid, entry) in self.ids.into_iter().zip(self.entries) {
            let id = Id::from_uuid(uuid);
            let known = after
                .entry(id)
                .is_some_and(|known| known.value == entry.value);
            if let (false, Some(value)) = (known, entry.value) {
                after.set(id, stamp(), value);
            }
        }
        after
    }

    pub fn entry(&self, id: Id<K>) -> Option<&Entry<T>> {
        let place = place_of(&self.ids, id.uuid()).ok()?;
        self.entries.get(place)
    }

    /// All entries with their tombstones, for formats and checks.
    pub fn entries(&self) -> impl Iterator<Item = (Id<K>, &Entry<T>)> {
        let ids = self.ids.iter().map(|uuid| Id::from_uuid(*uuid));
        ids.zip(&self.entries)
    }

    pub fn put(&mut self, id: Id<K>, entry: Entry<T>) {
        match place_of(&self.ids, id.uuid()) {
            Ok(place) => self.entries[place] = entry,
            Err(place) => {
                self.ids.insert(place, id.uuid());
                self.entries.insert(place, entry);
            }
        }
    }

    /// Takes an entry out without a trace. Only for what was never shared: see [`Entries::remove`].
    pub fn forget(&mut self, id: Id<K>) {
        if let Ok(place) = place_of(&self.ids, id.uuid()) {
            self.ids.remove(place);
            self.entries.remove(place);
        }
    }
}

/// Where an id is, or where it would go.
fn place_of(ids: &[Uuid], id: Uuid) -> Result<usize, usize> {
    match ids.last() {
        Some(last) if *last < id => Err(ids.len()),
        _ => ids.binary_search(&id),
    }
}

/// The places of the ids in their order; of one that is there twice, the last.
fn last_of_each(ids: &[Uuid]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..ids.len()).rev().collect();
    places.order_by_key(|place| ids[*place]);
    places.dedup_by_key(|place| ids[*place]);
    places
}

impl<K, T: Serialize> Serialize for Entries<K, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.ids.iter().zip(&self.entries))
    }
}

impl<'de, K, T: Deserialize<'de>> Deserialize<'de> for Entries<K, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<K, T>(PhantomData<fn() -> (K, T)>);

impl<'de, K, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<K, T> {
    type Value = Entries<K, T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("entries by their ids")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut read = Entries::default();
        while let Some((uuid, entry)) = map.next_entry::<Uuid, Entry<T>>()? {
            read.ids.push(uuid);
            read.entries.push(entry);
        }
        if read.ids.is_sorted_by(|one, next| one < next) {
            return Ok(read);
        }
        // Putting a million of them in one by one would take an hour.
        let places = last_of_each(&read.ids);
        let mut entries: Vec<Option<Entry<T>>> = read.entries.into_iter().map(Some).collect();
        Ok(Entries {
            ids: places.iter().map(|place| read.ids[*place]).collect(),
            entries: places
                .into_iter()
                .filter_map(|place| entries[place].take())
                .collect(),
            of: PhantomData,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Device, Student};

    type Texts = Entries<Student, String>;

    fn stamp(number: u64) -> Stamp {
        Stamp::at(number, Device(1))
    }

    fn id(number: u128) -> Id<Student> {
        Id::built_in(number)
    }

    #[test]
    fn entries_stand_in_the_order_of_their_ids_however_they_came() {
        let mut texts = Texts::default();
        for number in [5, 1, 9, 3, 5] {
            texts.set(id(number), stamp(1), number.to_string());
        }
        let order: Vec<&String> = texts.values().collect();
        assert_eq!(order, ["1", "3", "5", "9"]);
        assert_eq!(texts.get(id(3)).map(String::as_str), Some("3"));
        texts.forget(id(3));
        assert_eq!(texts.get(id(3)), None);
        assert_eq!(texts.get(id(9)).map(String::as_str), Some("9"));
    }

    #[test]
    fn entries_come_back_from_json_with_their_tombstones() {
        let mut texts = Texts::default();
        texts.set(id(2), stamp(1), "two".into());
        texts.set(id(1), stamp(2), "one".into());
        texts.remove(id(2), stamp(3));
        let json = serde_json::to_string(&texts).unwrap();
        let back: Texts = serde_json::from_str(&json).unwrap();
        assert_eq!(back, texts);
        assert_eq!((back.len(), back.entries().count()), (1, 2));
    }

    #[test]
    fn entries_are_read_in_any_order_and_the_last_of_an_id_counts() {
        let texts = [(3, "c"), (1, "a"), (2, "b"), (1, "A")];
        let fields = texts.map(|(number, text)| {
            let id = serde_json::to_string(&id(number)).unwrap();
            let stamp = serde_json::to_string(&stamp(1)).unwrap();
            format!("{id}:{{\"stamp\":{stamp},\"value\":\"{text}\"}}")
        });
        let read: Texts = serde_json::from_str(&format!("{{{}}}", fields.join(","))).unwrap();
        let texts: Vec<(Id<Student>, &String)> = read.iter().collect();
        assert_eq!(texts.len(), 3);
        for ((found, text), (number, expected)) in texts.iter().zip([(1, "A"), (2, "b"), (3, "c")])
        {
            assert_eq!((*found, text.as_str()), (id(number), expected));
        }
    }
}
