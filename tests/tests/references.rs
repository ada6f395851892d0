//! Reference sets by commands: a version that a goal was set by is frozen, and what goals stand on
//! cannot be taken away.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use aimline_core::command::{ReferenceEntry, ReferenceWording};
use aimline_core::format::reference_set::{Sheet, columns, read, write};
use aimline_core::model::{
    Baseline, Figure, GoalSource, Grade, Id, Plan, ReferenceRow, ReferenceSet, ReferenceUse,
    ReferenceVersion, Season, Student,
};
use aimline_core::progress::goal;
use aimline_core::{Change, Command, check, library, reference};
use aimline_tests::world::World;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 10, 5);
const BY: Date = date(2027, 5, 28);

/// Sets of one measure, and goals by them.
trait References {
    fn save(&mut self, id: Option<Id<ReferenceSet>>, spring: f64) -> Result<Vec<Change>, String>;
    fn set(&self) -> (Id<ReferenceSet>, ReferenceSet);
    fn numbers(&self) -> Vec<u32>;
    /// A plan whose goal is the spring score of a set's version in force.
    fn plan_by(&mut self, set: Id<ReferenceSet>) -> Result<Vec<Change>, String>;
    fn findings(&self) -> usize;
}

impl References for World {
    fn save(&mut self, id: Option<Id<ReferenceSet>>, spring: f64) -> Result<Vec<Change>, String> {
        let set = ReferenceEntry {
            id,
            set: ReferenceWording {
                name: "District goals".into(),
                measure: library::ORAL_READING_FLUENCY,
                version: version(spring),
            }
            .into(),
        };
        self.attempt(Command::SaveReferences { sets: vec![set] })
    }

    fn set(&self) -> (Id<ReferenceSet>, ReferenceSet) {
        let (id, set) = self.caseload.references.iter().last().unwrap();
        (id, set.clone())
    }

    fn numbers(&self) -> Vec<u32> {
        let (_, set) = self.set();
        set.versions
            .values()
            .map(|version| version.number)
            .collect()
    }

    fn plan_by(&mut self, set: Id<ReferenceSet>) -> Result<Vec<Change>, String> {
        let student = Student {
            given_name: "Ana".into(),
            family_name: "Alba".into(),
            grade: Grade::number(3),
            ..Student::default()
        };
        self.attempt(Command::SaveStudent {
            id: None,
            student: student.into(),
        })?;
        let (version, edition) = reference::set(&self.caseload, set)
            .and_then(ReferenceSet::current)
            .map(|(id, version)| (id, version.clone()))
            .unwrap();
        let figure = Figure {
            used: ReferenceUse { set, version },
            number: edition.number,
            grade: Grade::number(3).unwrap(),
            season: Some(Season::Spring),
            level: edition.levels[0].clone(),
        };
        let measure = library::measure(library::ORAL_READING_FLUENCY).unwrap();
        let goal = goal::by_benchmark(&self.caseload, measure, figure, BY).unwrap();
        let text = format!(
            r#"{{"student":"{}","measure":"{}","start":"2026-09-08"}}"#,
            self.caseload.students.ids().last().unwrap(),
            library::ORAL_READING_FLUENCY
        );
        let plan = Plan {
            baseline: Baseline::Set(60.0),
            goal: Some(goal),
            ..serde_json::from_str(&text).unwrap()
        };
        self.attempt(Command::SavePlan {
            id: None,
            plan: plan.into(),
        })
    }

    fn findings(&self) -> usize {
        let documents = aimline_core::format::document::all(&self.caseload);
        let documents: Vec<_> = documents
            .iter()
            .map(|(key, body)| (key.as_str(), body.as_str()))
            .collect();
        check::check(&documents).findings.len()
    }
}

fn version(spring: f64) -> ReferenceVersion {
    let row = |season, high, low| ReferenceRow {
        grade: Grade::number(3).unwrap(),
        season: Some(season),
        values: vec![Some(high), Some(low)],
    };
    ReferenceVersion {
        source: "The district".into(),
        levels: vec!["High".into(), "Some".into()],
        aim: "High".into(),
        rows: vec![
            row(Season::Winter, 141.0, 105.0),
            row(Season::Spring, spring, 96.0),
        ],
        ..ReferenceVersion::default()
    }
}

#[test]
fn a_version_is_changed_until_a_goal_stands_on_it() {
    let mut world = World::on(TODAY);
    world.save(None, 136.0).unwrap();
    let (id, _) = world.set();
    world.save(Some(id), 137.0).unwrap();
    assert_eq!(world.numbers(), [1], "nobody used it yet");
    world.plan_by(id).unwrap();
    assert!(world.set().1.current().unwrap().1.is_frozen());

    assert_eq!(
        world.save(Some(id), 137.0).unwrap(),
        [],
        "the same makes no version"
    );
    world.save(Some(id), 140.0).unwrap();
    assert_eq!(world.numbers(), [1, 2]);
    let plan = world.caseload.plans.values().last().unwrap();
    let goal = plan.goal.as_ref().unwrap();
    assert_eq!(goal.score, 137.0);
    let used = goal.source.used().unwrap();
    let kept = reference::version(&world.caseload, used).unwrap();
    let third = Grade::number(3).unwrap();
    assert_eq!(kept.score(third, Season::Spring, "High"), Some(137.0));
    assert_eq!(reference::plans_using(&world.caseload, id), 1);
    assert_eq!(world.findings(), 0);
}

#[test]
fn goals_may_fall_but_levels_of_a_row_are_in_order() {
    let mut world = World::on(TODAY);
    world.save(None, 136.0).unwrap();
    let refused = world.save(None, 90.0).unwrap_err();
    assert_eq!(
        refused,
        "Grade 3, spring: Some asks for 96 and High for 90; the best level stands first."
    );
    let refused = world.save(None, 301.0).unwrap_err();
    assert!(
        refused.contains("301 was given; ORF allows 0 to 300."),
        "{refused}"
    );
}

#[test]
fn what_a_goal_stands_on_is_not_undone() {
    let mut world = World::on(TODAY);
    let added = world.save(None, 136.0).unwrap();
    let (id, _) = world.set();
    let planned = world.plan_by(id).unwrap();
    let refused = world.undo(&added).unwrap_err();
    assert!(
        refused.contains("Other records stand on this by now: 1 plan")
            || refused.contains("changed again"),
        "{refused}"
    );
    world.undo(&planned).unwrap();
    assert!(
        !world.set().1.current().unwrap().1.is_frozen(),
        "free again"
    );
    let changed = world.save(Some(id), 150.0).unwrap();
    assert_eq!(world.numbers(), [1]);
    world.undo(&changed).unwrap();
    let third = Grade::number(3).unwrap();
    let (_, set) = world.set();
    let now = set.current().unwrap().1;
    assert_eq!(now.score(third, Season::Spring, "High"), Some(136.0));
}

#[test]
fn a_goal_by_a_set_that_ships_changes_no_set() {
    let mut world = World::on(TODAY);
    let changes = world.plan_by(reference::DIBELS_ORAL_READING).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(world.findings(), 0);
}

#[test]
fn a_lost_set_is_taken_out_of_the_goal_and_its_words_stay() {
    let mut world = World::on(TODAY);
    world.save(None, 136.0).unwrap();
    let (id, _) = world.set();
    world.plan_by(id).unwrap();
    let documents = aimline_core::format::document::all(&world.caseload);
    let documents: Vec<_> = documents
        .iter()
        .filter(|(key, _)| !key.starts_with("reference/"))
        .map(|(key, body)| (key.as_str(), body.as_str()))
        .collect();
    let mut context = world.context();
    let repair = check::repair(&documents, &mut context);
    assert_eq!(repair.counts.len(), 1);
    assert!(
        repair
            .counts
            .contains_key(&check::Damage::UnknownReferenceSet)
    );
    world.caseload.apply(&repair.changes).unwrap();
    let plan = world.caseload.plans.values().last().unwrap();
    let goal = plan.goal.clone().unwrap();
    assert_eq!(goal.score, 136.0);
    let GoalSource::Benchmark { set, figure: None } = goal.source else {
        panic!("the link is gone");
    };
    assert_eq!(set, "District goals (The district)");
}

#[test]
fn an_archived_set_is_not_offered_and_keeps_its_goals() {
    let mut world = World::on(TODAY);
    world.save(None, 136.0).unwrap();
    let (id, _) = world.set();
    world.plan_by(id).unwrap();
    let offered = |world: &World| {
        let sets = reference::offered(&world.caseload, library::ORAL_READING_FLUENCY);
        sets.into_iter().filter(|(used, ..)| used.set == id).count()
    };
    assert_eq!(offered(&world), 1);
    let archived = Some(TODAY);
    world
        .attempt(Command::ArchiveReference { id, archived })
        .unwrap();
    assert_eq!(offered(&world), 0);
    assert_eq!(reference::plans_using(&world.caseload, id), 1);
    let used = ReferenceEntry {
        id: Some(id),
        set: ReferenceWording {
            name: "District goals".into(),
            measure: library::MAZE,
            version: version(136.0),
        }
        .into(),
    };
    let refused = world.attempt(Command::SaveReferences { sets: vec![used] });
    assert!(refused.unwrap_err().contains("its measure stays"));
}

#[test]
fn a_file_brings_back_what_was_exported() {
    let mut world = World::on(TODAY);
    world.save(None, 136.0).unwrap();
    let (_, set) = world.set();
    let exported = write(&set.name, "Oral reading fluency", set.current().unwrap().1);
    let sheet = Sheet::of(&exported).unwrap();
    let reading = read(&sheet, &columns(&sheet.headers));
    let [found] = reading.sets.as_slice() else {
        panic!("one set");
    };
    assert!(set.current().unwrap().1.says_the_same(&found.version));
}
