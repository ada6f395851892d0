//! Merging: whatever was changed on however many devices, and however files went around, all end
//! with the same, and no edit is lost.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use aimline_core::format::merge::{Documents, Merge, Place, join, merge};
use aimline_core::model::{
    Baseline, Device, Entries, Goal, GoalSource, Id, Plan, Probe, Stamp, Student,
};
use aimline_core::{Caseload, Change, Command, Context, History, library};
use jiff::civil::{Date, date};
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

const TODAY: Date = date(2026, 10, 5);

/// A device on which commands are carried out.
#[derive(Clone)]
struct Desk {
    documents: Documents,
    device: Device,
    now: u64,
}

impl Desk {
    fn new(device: u32) -> Self {
        Self {
            documents: Documents::new(),
            device: Device(device),
            now: 1_790_000_000_000 + u64::from(device),
        }
    }

    /// The same caseload on another device.
    fn on(&self, device: u32) -> Self {
        Self {
            device: Device(device),
            now: self.now + u64::from(device),
            ..self.clone()
        }
    }

    fn caseload(&self) -> Caseload {
        let mut caseload = Caseload::default();
        let records = self
            .documents
            .iter()
            .filter(|(key, _)| !key.starts_with("history/"));
        for (key, body) in records {
            caseload.take_in(key, body).unwrap();
        }
        caseload
    }

    fn context(&mut self) -> Context {
        self.now += 1_000;
        Context::new(
            self.now,
            TODAY,
            self.device,
            self.caseload().latest,
            self.now,
        )
    }

    fn carry_out(&mut self, command: Command) {
        let mut context = self.context();
        let changes = command.plan(&self.caseload(), &mut context).unwrap();
        let history = History::of("Test", &changes, context.stamp()).unwrap();
        self.documents.insert(history.key(), history.body());
        self.write(changes);
    }

    fn write(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change.after {
                Some(body) => self.documents.insert(change.key, body),
                None => self.documents.remove(&change.key),
            };
        }
    }

    fn merge(&mut self, other: &Self) -> Merge {
        let mut context = self.context();
        let merge = merge(&self.documents, &other.documents, &mut context).unwrap();
        self.write(merge.changes.clone());
        self.write(merge.erased.clone());
        merge
    }

    fn plan(&self) -> (Id<Plan>, Plan) {
        let caseload = self.caseload();
        let (id, plan) = caseload.plans.iter().next().unwrap();
        (id, plan.clone())
    }
}

fn probe(day: i8, score: f64) -> Probe {
    Probe {
        date: date(2026, 10, day),
        score,
        errors: None,
        note: String::new(),
        session: None,
        skill: None,
    }
}

/// One student with a plan and a score, on a first device.
fn desk() -> Desk {
    let mut desk = Desk::new(1);
    desk.carry_out(Command::SaveStudent {
        id: None,
        student: Student {
            given_name: "Bo".into(),
            ..Student::default()
        },
    });
    let student = desk.caseload().students.ids().next().unwrap();
    desk.carry_out(Command::SavePlan {
        id: None,
        plan: Plan {
            student,
            measure: library::ORAL_READING_FLUENCY,
            start: date(2026, 9, 1),
            material: String::new(),
            baseline: Baseline::Set(40.0),
            goal: Some(Goal {
                score: 80.0,
                date: date(2027, 5, 1),
                source: GoalSource::ByHand,
            }),
            probe_every: 7,
            probes: Entries::default(),
            phases: Entries::default(),
            skills: Entries::default(),
            mastery: None,
            decisions: Entries::default(),
            closed: None,
        },
    });
    let (plan, _) = desk.plan();
    desk.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(1, 41.0),
    });
    desk
}

fn set_goal(desk: &mut Desk, score: f64) {
    let (id, mut plan) = desk.plan();
    plan.goal.as_mut().unwrap().score = score;
    desk.carry_out(Command::SavePlan { id: Some(id), plan });
}

fn add_score(desk: &mut Desk, day: i8, score: f64) {
    let (plan, _) = desk.plan();
    desk.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(day, score),
    });
}

fn scores(desk: &Desk) -> Vec<f64> {
    let (_, plan) = desk.plan();
    plan.probes_by_date()
        .iter()
        .map(|(_, probe)| probe.score)
        .collect()
}

#[test]
fn a_goal_edited_here_and_a_score_added_there_are_both_kept() {
    let mut here = desk();
    let mut there = here.on(2);
    set_goal(&mut here, 90.0);
    add_score(&mut there, 3, 45.0);
    let merged = here.merge(&there);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.counts.len(), 2, "{:?}", merged.counts);
    assert_eq!(here.plan().1.goal.unwrap().score, 90.0);
    assert_eq!(scores(&here), [41.0, 45.0]);
    assert_eq!(
        here.merge(&there).changes,
        [],
        "a second time changes nothing"
    );
    there.merge(&here);
    assert_eq!(here.caseload(), there.caseload());
}

#[test]
fn one_that_is_simply_newer_is_no_conflict() {
    let mut here = desk();
    let mut there = here.on(2);
    set_goal(&mut there, 85.0);
    set_goal(&mut there, 90.0);
    assert_eq!(here.merge(&there).conflicts, []);
    assert_eq!(here.plan().1.goal.unwrap().score, 90.0);
    assert_eq!(
        there.merge(&desk()).changes,
        [],
        "an older file changes nothing"
    );
}

#[test]
fn what_both_changed_is_shown_and_the_later_stays() {
    let mut here = desk();
    let mut there = here.on(2);
    set_goal(&mut here, 90.0);
    there.now += 60_000;
    set_goal(&mut there, 95.0);
    let conflicts = here.merge(&there).conflicts;
    let [conflict] = &*conflicts else {
        panic!("{conflicts:?}")
    };
    assert_eq!(conflict.place, Place::Own);
    assert!(!conflict.ours_stays);
    let [field] = &*conflict.fields else {
        panic!("{conflict:?}")
    };
    assert_eq!(field.field, "goal");
    assert_eq!(field.ours.as_ref().unwrap()["score"], 90.0);
    assert_eq!(field.theirs.as_ref().unwrap()["score"], 95.0);
    assert_eq!(here.plan().1.goal.unwrap().score, 95.0);
}

#[test]
fn what_was_removed_here_and_changed_later_there_comes_back_whole() {
    let mut here = desk();
    let mut there = here.on(2);
    let (id, _) = here.plan();
    here.carry_out(Command::RemovePlan { id });
    assert!(here.caseload().plans.is_empty());
    let mut unchanged = there.clone();
    unchanged.merge(&here);
    assert!(unchanged.caseload().plans.is_empty());
    there.now += 60_000;
    add_score(&mut there, 3, 45.0);
    here.merge(&there);
    assert_eq!(scores(&here), [41.0, 45.0]);
}

#[test]
fn an_erased_student_stays_erased_on_every_device() {
    let mut here = desk();
    let mut there = here.on(2);
    add_score(&mut there, 3, 45.0);
    let student = here.caseload().students.ids().next().unwrap();
    let documents: Vec<_> = here
        .documents
        .iter()
        .map(|(key, body)| (&**key, &**body))
        .collect();
    let mut context = here.clone().context();
    let erasure = aimline_core::erase::erase(&documents, student, &mut context);
    here.write(erasure.changes);
    let mut fresh = here.clone();
    fresh.merge(&there);
    there.merge(&here);
    for desk in [fresh, there] {
        for (key, body) in &desk.documents {
            assert!(!body.contains("Bo"), "{key} {body}");
            assert!(!body.contains(&student.to_string()), "{key} {body}");
        }
        assert!(desk.caseload().plans.is_empty());
    }
}

#[test]
fn a_clock_that_is_ahead_is_told() {
    let mut here = desk();
    let mut there = here.on(2);
    there.now += 25 * 60 * 60 * 1000;
    add_score(&mut there, 3, 45.0);
    let mut context = here.context();
    let refused = merge(&here.documents, &there.documents, &mut context).unwrap_err();
    assert!(refused.to_string().contains("clock"), "{refused}");
}
