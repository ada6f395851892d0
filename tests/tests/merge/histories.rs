//! Thousands of histories of made-up edits: all devices agree in the end, with the latest of each.

use std::collections::{BTreeMap, BTreeSet};

use aimline_core::format::merge::join;
use aimline_core::model::{Device, Stamp};
use serde_json::{Value, json};

/// How many histories a run tries; `AIMLINE_HISTORIES=1000000` is the long form.
const HISTORIES: u64 = 10_000;

/// Numbers without meaning that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((self.0 >> 33) as usize) % bound
    }
}

type Bodies = BTreeMap<&'static str, Value>;

const KEYS: [&str; 3] = ["plan/1", "plan/2", "session/1"];
const LISTS: [&str; 2] = ["probes", "phases"];
const ENTRIES: [&str; 3] = ["a", "b", "c"];

/// A device with its caseload, and a clock that is never that of another.
struct Simulated {
    bodies: Bodies,
    device: Device,
    latest: Stamp,
    now: u64,
}

/// Every edit ever made: document and place, to the latest stamp and what was set.
#[derive(Default)]
struct Ledger {
    edits: BTreeMap<(&'static str, String), (Stamp, Value)>,
    deleted: BTreeMap<&'static str, Stamp>,
    erased: BTreeSet<&'static str>,
}

impl Simulated {
    fn new(number: usize) -> Self {
        Self {
            bodies: Bodies::new(),
            device: Device(number as u32),
            latest: Stamp::default(),
            // Clocks differ by up to minutes.
            now: 1_790_000_000_000 + 60_000 * number as u64,
        }
    }

    fn stamp(&mut self) -> Stamp {
        self.latest = self.latest.next(self.now, self.device);
        self.latest
    }

    /// One thing that a person does.
    fn act(&mut self, chance: &mut Chance, ledger: &mut Ledger) {
        self.now += chance.below(90_000) as u64;
        let key = KEYS[chance.below(KEYS.len())];
        let (stamp, number) = (self.stamp(), chance.below(1_000));
        match self.bodies.get_mut(key) {
            None => {
                let body = json!({ "stamp": stamp.to_string(), "value": { "goal": number } });
                self.bodies.insert(key, body);
                ledger.edit(key, "own".into(), stamp, json!(number));
            }
            Some(body) if body.get("value").is_none() => {}
            Some(body) if body.get("deleted").is_some() => {
                // Undo of a deletion: the document's own fields are set anew.
                body.as_object_mut().unwrap().remove("deleted");
                set_own(body, stamp, number);
                ledger.edit(key, "own".into(), stamp, json!(number));
            }
            Some(body) => match chance.below(20) {
                0 => {
                    body["deleted"] = stamp.to_string().into();
                    ledger.deleted.insert(
                        key,
                        stamp.max(ledger.deleted.get(key).copied().unwrap_or_default()),
                    );
                }
                1 if chance.below(4) == 0 => {
                    *body = json!({ "stamp": stamp.to_string() });
                    ledger.erased.insert(key);
                }
                2..6 => {
                    set_own(body, stamp, number);
                    ledger.edit(key, "own".into(), stamp, json!(number));
                }
                action => {
                    let list = LISTS[chance.below(LISTS.len())];
                    let id = ENTRIES[chance.below(ENTRIES.len())];
                    let entry = if action < 9 {
                        json!({ "stamp": stamp.to_string() })
                    } else {
                        json!({ "stamp": stamp.to_string(), "value": number })
                    };
                    body["value"][list][id] = entry.clone();
                    ledger.edit(key, format!("{list}/{id}"), stamp, entry);
                }
            },
        }
    }

    /// Takes in the file of another device.
    fn take_in(&mut self, other: &Bodies, latest: Stamp) {
        joined(&mut self.bodies, other);
        self.latest = self.latest.max(latest);
    }
}

impl Ledger {
    fn edit(&mut self, key: &'static str, place: String, stamp: Stamp, value: Value) {
        let known = self.edits.entry((key, place)).or_default();
        if stamp > known.0 {
            *known = (stamp, value);
        }
    }

    /// Compares with what all devices agree on in the end.
    fn check(&self, bodies: &Bodies) {
        for ((key, place), (stamp, value)) in &self.edits {
            let body = &bodies[key];
            if self.erased.contains(key) {
                assert_eq!(body.get("value"), None);
                continue;
            }
            let found = match place.split_once('/') {
                Some((list, id)) => &body["value"][list][id],
                None => &body["value"]["goal"],
            };
            assert_eq!(found, value, "{key} {place} {stamp}");
        }
        for (key, body) in bodies {
            let edits = self.edits.iter().filter(|((of, _), _)| of == key);
            let latest = edits.map(|(_, (stamp, _))| *stamp).max();
            let deleted = self
                .deleted
                .get(key)
                .is_some_and(|deleted| Some(*deleted) > latest);
            if !self.erased.contains(key) {
                assert_eq!(body.get("deleted").is_some(), deleted, "{key}");
            }
        }
    }
}

fn set_own(body: &mut Value, stamp: Stamp, number: usize) {
    body["stamp"] = stamp.to_string().into();
    body["value"]["goal"] = number.into();
}

fn joined(into: &mut Bodies, other: &Bodies) {
    for (key, theirs) in other {
        let body = match into.remove(key) {
            Some(ours) => join(ours, theirs.clone()),
            None => theirs.clone(),
        };
        into.insert(key, body);
    }
}

fn together<'a>(devices: impl Iterator<Item = &'a Simulated>) -> Bodies {
    devices.fold(Bodies::new(), |mut all, device| {
        joined(&mut all, &device.bodies);
        all
    })
}

#[test]
fn all_devices_agree_and_no_edit_is_lost() {
    let asked = std::env::var("AIMLINE_HISTORIES").ok();
    let histories = asked
        .and_then(|asked| asked.parse().ok())
        .unwrap_or(HISTORIES);
    for seed in 0..histories {
        let mut chance = Chance(seed);
        let mut ledger = Ledger::default();
        let count = 2 + chance.below(4);
        let mut devices: Vec<_> = (0..count).map(Simulated::new).collect();
        for _ in 0..10 + chance.below(30) {
            let at = chance.below(count);
            if chance.below(5) == 0 {
                let from = &devices[chance.below(count)];
                let (bodies, latest) = (from.bodies.clone(), from.latest);
                devices[at].take_in(&bodies, latest);
            } else {
                devices[at].act(&mut chance, &mut ledger);
            }
        }
        let all = together(devices.iter());
        assert_eq!(together(devices.iter().rev()), all, "order, seed {seed}");
        let middle = 1 + chance.below(count - 1);
        let mut halves = together(devices[..middle].iter());
        joined(&mut halves, &together(devices[middle..].iter()));
        assert_eq!(halves, all, "grouping, seed {seed}");
        let mut again = all.clone();
        joined(&mut again, &all);
        devices
            .iter()
            .for_each(|device| joined(&mut again, &device.bodies));
        assert_eq!(again, all, "repetition, seed {seed}");
        ledger.check(&all);
    }
}
