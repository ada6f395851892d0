//! Decisions: recorded in one step with what follows, undone in one, never rewritten by what comes
//! later.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use aimline_core::format::document;
use aimline_core::format::merge::{Documents, merge};
use aimline_core::model::{
    Choice, Decision, Dimension, Id, Maintenance, Phase, Plan, Probe, Student,
};
use aimline_core::progress::decisions::{frozen, verdict_then};
use aimline_core::{Change, Command, demo};
use aimline_tests::world::World;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 24);

/// Plans by the family names of the demo.
trait Demo {
    fn plan_of(&self, family: &str) -> Id<Plan>;
    fn plan(&self, id: Id<Plan>) -> &Plan;
    fn record(&mut self, plan: Id<Plan>, decision: Decision) -> Result<Vec<Change>, String>;
}

impl Demo for World {
    fn plan_of(&self, family: &str) -> Id<Plan> {
        let named = |student: &Student| student.family_name == family;
        let mut students = self.caseload.students.iter();
        let (student, _) = students.find(|(_, student)| named(student)).unwrap();
        self.caseload.plans_of(student)[0].0
    }

    fn plan(&self, id: Id<Plan>) -> &Plan {
        self.caseload.get(id).unwrap()
    }

    fn record(&mut self, plan: Id<Plan>, decision: Decision) -> Result<Vec<Change>, String> {
        let decision = Box::new(decision);
        self.attempt(Command::RecordDecision { plan, decision })
    }
}

fn decision(choice: Choice) -> Decision {
    Decision {
        date: TODAY,
        choice,
        by: "Grade 3 team".into(),
        why: "Growth is half of the goal's.".into(),
        verdict: None,
        phase: None,
        maintenance: None,
        refer_to: String::new(),
        look_again: None,
        earlier: Vec::new(),
    }
}

fn intensified() -> Decision {
    Decision {
        phase: Some(Phase {
            start: TODAY,
            label: " Daily,  groups of three ".into(),
            what_changed: "From 3 to 5 days a week".into(),
            dimensions: vec![Dimension::Dosage],
        }),
        ..decision(Choice::Intensify)
    }
}

/// The last decision on a plan.
fn last(plan: &Plan) -> (Id<Decision>, Decision) {
    let decisions = plan.decisions_by_date();
    let (id, last) = decisions.first().unwrap();
    (*id, (*last).clone())
}

#[test]
fn a_decision_begins_its_phase_and_one_undo_takes_both_back() {
    let mut world = World::with(demo::caseload(TODAY), TODAY);
    let id = world.plan_of("Baptiste");
    let before = world.plan(id).clone();
    let changes = world.record(id, intensified()).unwrap();
    let plan = world.plan(id);
    assert_eq!(plan.decisions.len(), before.decisions.len() + 1);
    assert_eq!(plan.phases.len(), before.phases.len() + 1);
    let (_, phase) = plan.phases_by_start().pop().unwrap();
    assert_eq!(phase.label, "Daily, groups of three");
    assert_eq!(phase.dimensions, [Dimension::Dosage]);
    world.undo(&changes).unwrap();
    let after = world.plan(id);
    assert_eq!(after.phases.len(), before.phases.len());
    assert_eq!(after.decisions.len(), before.decisions.len());
    assert_eq!(after.probe_every, before.probe_every);
}

#[test]
fn the_first_of_two_decisions_is_undone_alone_and_no_merge_brings_it_back() {
    let mut world = World::with(demo::caseload(TODAY), TODAY);
    let id = world.plan_of("Baptiste");
    assert!(world.plan(id).decisions.is_blank(), "the first is to come");
    let first = world.record(id, decision(Choice::Continue)).unwrap();
    let (first_id, _) = last(world.plan(id));
    let other_device: Documents = document::all(&world.caseload).into_iter().collect();
    world.record(id, intensified()).unwrap();
    world.undo(&first).unwrap();

    let plan = world.plan(id);
    assert_eq!(plan.decisions.len(), 1);
    assert_eq!(last(plan).1.choice, Choice::Intensify);
    let entry = plan.decisions.entry(first_id).unwrap();
    assert!(entry.value.is_none(), "what was undone leaves a tombstone");

    let here: Documents = document::all(&world.caseload).into_iter().collect();
    let merged = merge(&here, &other_device, &mut world.context()).unwrap();
    world.caseload.apply(&merged.changes).unwrap();
    assert_eq!(world.plan(id).decisions.len(), 1);
}

#[test]
fn the_only_decision_undone_leaves_its_tombstone() {
    let mut world = World::with(demo::caseload(TODAY), TODAY);
    let id = world.plan_of("Baptiste");
    let mut changes = world.record(id, decision(Choice::Continue)).unwrap();
    let (only, _) = last(world.plan(id));
    let caseload = world.caseload.clone();
    for written_without_the_empty_list in [false, true] {
        if written_without_the_empty_list {
            for body in changes
                .iter_mut()
                .filter_map(|change| change.before.as_mut())
            {
                *body = body.replace("\"decisions\":{},", "");
            }
        }
        let mut undone = World::with(caseload.clone(), TODAY);
        undone.undo(&changes).unwrap();
        let entry = undone.plan(id).decisions.entry(only);
        assert!(entry.is_some_and(|entry| entry.value.is_none()));
    }
}

#[test]
fn an_exit_closes_the_plan_or_keeps_it_for_probes() {
    let mut world = World::with(demo::caseload(TODAY), TODAY);
    let id = world.plan_of("Baptiste");
    let closing = world.record(id, decision(Choice::Exit)).unwrap();
    assert_eq!(world.plan(id).closed, Some(TODAY));
    let refused = world.record(id, decision(Choice::Continue)).unwrap_err();
    assert!(refused.contains("closed on Nov 24, 2026"), "{refused}");
    world.undo(&closing).unwrap();
    assert_eq!(world.plan(id).closed, None);

    let until = date(2027, 5, 1);
    let probed = Decision {
        maintenance: Some(Maintenance { every: 28, until }),
        ..decision(Choice::Exit)
    };
    let changes = world.record(id, probed).unwrap();
    assert_eq!(
        (world.plan(id).probe_every, world.plan(id).closed),
        (28, None)
    );
    world.undo(&changes).unwrap();
    assert_eq!(world.plan(id).probe_every, 7);
}

#[test]
fn new_scores_do_not_change_the_verdict_of_the_day() {
    let mut world = World::with(demo::caseload(TODAY), TODAY);
    let id = world.plan_of("Osgood");
    let verdict = verdict_then(&world.caseload, id, TODAY).unwrap();
    let kept = frozen(&verdict, "words");
    assert_eq!(
        (kept.kind.as_str(), kept.word.as_str()),
        ("below", "Below aim")
    );
    assert!(kept.high.unwrap() < kept.goal_rate);
    assert_eq!(kept.thresholds, [80.0, 80.0, 6.0, 10.0, 4.0, 0.8]);
    let given = Decision {
        verdict: Some(kept.clone()),
        ..decision(Choice::Continue)
    };
    let recorded = world.record(id, given.clone()).unwrap();
    world.undo(&recorded).unwrap();
    assert_eq!(world.plan(id).decisions.len(), 1, "the demo's own");
    world.record(id, given).unwrap();
    for score in [250.0, 260.0, 270.0] {
        let probe = Probe::new(TODAY, score);
        let command = Command::SaveProbe {
            plan: id,
            id: None,
            probe: probe.into(),
        };
        world.attempt(command).unwrap();
    }
    let now = verdict_then(&world.caseload, id, TODAY).unwrap();
    assert_ne!(frozen(&now, "words"), kept);
    assert_eq!(last(world.plan(id)).1.verdict, Some(kept));
}

#[test]
fn words_are_put_right_and_a_removed_decision_leaves_its_trace() {
    let mut world = World::with(demo::caseload(TODAY), TODAY);
    let id = world.plan_of("Baptiste");
    let phases = world.plan(id).phases.len();
    world.record(id, intensified()).unwrap();
    let (decided, first) = last(world.plan(id));
    let reword = |by: &str| Command::RewordDecision {
        plan: id,
        id: decided,
        by: by.into(),
        why: first.why.clone(),
    };
    assert!(world.attempt(reword(" ")).is_err());
    world.attempt(reword("Grade 4 team")).unwrap();
    let (_, second) = last(world.plan(id));
    assert_eq!(
        (second.by.as_str(), second.earlier.len()),
        ("Grade 4 team", 1)
    );
    let remove = Command::RemoveDecision {
        plan: id,
        id: decided,
    };
    world.attempt(remove).unwrap();
    let plan = world.plan(id);
    assert!(!plan.decisions.contains(decided));
    assert!(plan.decisions.entry(decided).is_some(), "a tombstone");
    assert_eq!(plan.phases.len(), phases + 1, "what was taught stays");
}

#[test]
fn a_day_before_the_plan_or_to_come_is_refused() {
    let mut world = World::with(demo::caseload(TODAY), TODAY);
    let id = world.plan_of("Baptiste");
    for (day, words) in [
        (date(2026, 1, 1), "the plan began on"),
        (date(2026, 11, 25), "cannot be after today"),
    ] {
        let given = Decision {
            date: day,
            ..decision(Choice::Continue)
        };
        let refused = world.record(id, given).unwrap_err();
        assert!(refused.contains(words), "{refused}");
    }
}
