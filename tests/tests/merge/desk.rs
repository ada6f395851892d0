//! What a person does on two devices, and what the merge of their files shows and keeps.

use aimline_core::command::SessionEntry;
use aimline_core::erase::{Chosen, erase};
use aimline_core::format::document;
use aimline_core::format::merge::{Documents, InWords, Merge, Place, Row, in_words, merge};
use aimline_core::model::{
    Attendance, Baseline, Device, Goal, GoalSource, Id, Outcome, Plan, Probe, Session, Slot, Stamp,
    Student, Who,
};
use aimline_core::{Caseload, Change, Command, Context, History, library};
use jiff::civil::{Date, Weekday, date};

mod erasing;

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
            .filter(|(key, _)| document::KINDS.contains(&document::kind_of(key)));
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
        self.note(&history);
        self.write(changes);
    }

    /// A line of the history never takes the place of another.
    #[track_caller]
    fn note(&mut self, history: &History) {
        let before = self.documents.insert(history.key(), history.body());
        assert_eq!(before, None, "{}", history.key());
    }

    fn write(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change.after {
                Some(body) => self.documents.insert(change.key, body),
                None => self.documents.remove(&change.key),
            };
        }
    }

    fn erase(&mut self, student: Id<Student>) {
        self.erase_chosen(&student.into());
    }

    fn erase_chosen(&mut self, chosen: &Chosen) {
        let mut context = self.context();
        let documents: Vec<_> = self
            .documents
            .iter()
            .map(|(key, body)| (&**key, &**body))
            .collect();
        let erasure = erase(&documents, chosen, &mut context);
        self.write(erasure.changes);
    }

    /// No document here says any of the words.
    #[track_caller]
    fn says_nothing_of(&self, words: &[&str]) {
        for (key, body) in &self.documents {
            for word in words {
                assert!(!body.contains(word), "{key} {body}");
            }
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
    Probe::new(date(2026, 10, day), score)
}

/// One student with a plan and a score, on a first device.
fn desk() -> Desk {
    let mut desk = Desk::new(1);
    desk.carry_out(Command::SaveStudent {
        id: None,
        student: Student {
            given_name: "Bo".into(),
            ..Student::default()
        }
        .into(),
    });
    let student = desk.caseload().students.ids().next().unwrap();
    desk.carry_out(Command::SavePlan {
        id: None,
        plan: Plan {
            baseline: Baseline::Set(40.0),
            goal: Some(Goal {
                score: 80.0,
                date: date(2027, 5, 1),
                source: GoalSource::ByHand,
            }),
            ..Plan::new(student, library::ORAL_READING_FLUENCY, date(2026, 9, 1))
        }
        .into(),
    });
    let (plan, _) = desk.plan();
    desk.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(1, 41.0).into(),
    });
    desk
}

/// The same, with the student in a group.
fn desk_with_a_group() -> Desk {
    let mut desk = desk();
    desk.carry_out(Command::AddGroup {
        name: "Readers".into(),
        protocol: None,
        students: desk.caseload().students.ids().collect(),
        from: date(2026, 9, 1),
        slots: Vec::new(),
    });
    desk
}

fn set_goal(desk: &mut Desk, score: f64) {
    let (id, mut plan) = desk.plan();
    plan.goal.as_mut().unwrap().score = score;
    desk.carry_out(Command::SavePlan {
        id: Some(id),
        plan: plan.into(),
    });
}

fn add_score(desk: &mut Desk, day: i8, score: f64) {
    let (plan, _) = desk.plan();
    desk.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(day, score).into(),
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
fn a_number_that_another_program_wrote_otherwise_is_no_conflict() {
    let mut here = desk();
    let mut there = here.on(2);
    set_goal(&mut here, 90.0);
    there.now += 60_000;
    set_goal(&mut there, 90.0);
    let written = there
        .documents
        .values_mut()
        .filter(|body| body.contains("90.0"));
    for body in written {
        *body = body.replace("90.0", "90");
    }
    assert_eq!(here.merge(&there).conflicts, []);
    assert_eq!(here.plan().1.goal.unwrap().score, 90.0);
}

#[test]
fn a_weekly_meeting_is_said_by_its_day_and_time() {
    let mut here = desk();
    let student = here.plan().1.student;
    here.carry_out(Command::AddGroup {
        name: "Robins".into(),
        protocol: None,
        students: vec![student],
        from: TODAY,
        slots: [(Weekday::Monday, 795), (Weekday::Monday, 545)]
            .map(|(weekday, start)| Slot {
                weekday,
                start,
                minutes: 30,
                from: TODAY,
                to: None,
            })
            .into(),
    });
    let (group, slots) = {
        let caseload = here.caseload();
        let (id, group) = caseload.groups.iter().next().unwrap();
        (id, group.schedule.ids().collect::<Vec<_>>())
    };
    let outcome = Outcome::Held { minutes: 30 };
    let mut session = Session::new(Who::Group(group), TODAY, 30, outcome);
    session
        .attendance
        .set(student, Stamp::default(), Attendance::Present);
    let entry = |id, session: &Session, slot, start| {
        Command::LogSession(SessionEntry {
            id,
            session: Session {
                slot,
                start: Some(start),
                ..session.clone()
            },
            scores: Vec::new(),
            next_lesson: None,
            opened: None,
        })
    };
    here.carry_out(entry(None, &session, None, 600));
    let id = here.caseload().sessions.ids().next();
    let mut there = here.on(2);
    here.carry_out(entry(id, &session, Some(slots[0]), 795));
    there.now += 60_000;
    there.carry_out(entry(id, &session, Some(slots[1]), 545));
    let [said] = conflicts(&mut here, &there).try_into().unwrap();
    let expected = [
        row("Weekly meeting", "Monday, 1:15 PM", "Monday, 9:05 AM"),
        row("Start", "1:15 PM", "9:05 AM"),
    ];
    for row in expected {
        assert!(said.rows.contains(&row), "{said:?}");
    }
}

/// The conflicts of a merge as a person reads them here.
fn conflicts(here: &mut Desk, there: &Desk) -> Vec<InWords> {
    let (documents, caseload) = (here.documents.clone(), here.caseload());
    let merged = here.merge(there);
    let said = |conflict| documents.get(conflict);
    merged
        .conflicts
        .iter()
        .map(|conflict| in_words(conflict, said(&conflict.key).unwrap(), &caseload))
        .collect()
}

fn row(field: &str, ours: &str, theirs: &str) -> Row {
    Row {
        field: field.into(),
        ours: ours.into(),
        theirs: theirs.into(),
    }
}

#[test]
fn a_conflict_is_said_in_words() {
    let mut here = desk();
    let mut there = here.on(2);
    set_goal(&mut here, 90.0);
    let (plan, value) = here.plan();
    let id = value.probes.ids().next();
    let save = |desk: &mut Desk, score| {
        let probe = probe(1, score);
        desk.carry_out(Command::SaveProbe {
            plan,
            id,
            probe: probe.into(),
        });
    };
    save(&mut here, 42.0);
    there.now += 60_000;
    save(&mut there, 44.0);
    set_goal(&mut there, 95.0);
    let expected = [
        InWords {
            about: "Bo, ORF".into(),
            rows: vec![row(
                "Goal",
                "date May 1, 2027, score 90, source by hand",
                "date May 1, 2027, score 95, source by hand",
            )],
            ours_stays: false,
        },
        InWords {
            about: "Bo, ORF: score of Oct 1, 2026".into(),
            rows: vec![row("Score", "42", "44")],
            ours_stays: false,
        },
    ];
    assert_eq!(conflicts(&mut here, &there), expected);
}

#[test]
fn a_score_that_one_removed_and_the_other_changed_is_said_in_words() {
    let mut here = desk();
    let mut there = here.on(2);
    let (plan, value) = here.plan();
    let id = value.probes.ids().next();
    there.carry_out(Command::SaveProbe {
        plan,
        id,
        probe: probe(1, 44.0).into(),
    });
    here.now += 60_000;
    here.carry_out(Command::RemoveProbe {
        plan,
        id: id.unwrap(),
    });
    let [conflict] = &*conflicts(&mut here, &there) else {
        panic!("one conflict")
    };
    assert_eq!(
        conflict.rows,
        [row("All of it", "removed", "date Oct 1, 2026, score 44")]
    );
    assert!(conflict.ours_stays);
}

#[test]
fn a_merge_is_undone_as_one_step_and_what_follows_is_later_than_all_it_brought() {
    let mut here = desk();
    let mut there = here.on(2);
    // Twenty hours ahead, which is let in.
    there.now += 20 * 60 * 60 * 1000;
    add_score(&mut there, 3, 45.0);
    let mut context = here.context();
    let merged = merge(&here.documents, &there.documents, &mut context).unwrap();
    let history = merged.history(&here.documents, &context).unwrap();
    here.write(merged.changes.clone());
    here.note(&history);
    assert_eq!(scores(&here), [41.0, 45.0]);
    add_score(&mut here, 4, 47.0);
    let caseload = here.caseload();
    assert!(caseload.latest.milliseconds() >= there.now);
    let mut context = here.context();
    let back = history.undo(&caseload, &mut context).unwrap();
    here.write(back);
    assert_eq!(scores(&here), [41.0, 47.0]);
    there.merge(&here);
    assert_eq!(scores(&there), [41.0, 47.0]);
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
fn a_clock_that_is_ahead_is_told() {
    let mut here = desk();
    let mut there = here.on(2);
    there.now += 25 * 60 * 60 * 1000;
    add_score(&mut there, 3, 45.0);
    let mut context = here.context();
    let refused = merge(&here.documents, &there.documents, &mut context).unwrap_err();
    assert!(refused.to_string().contains("clock"), "{refused}");
}
