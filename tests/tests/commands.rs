//! Commands against a caseload in memory: what is accepted, rejected, undone, and how it is stamped.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use aimline_core::command::{RosterChange, SessionEntry};
use aimline_core::history::About;
use aimline_core::log_form::{LogForm, Presence};
use aimline_core::model::{
    Baseline, Checklist, Device, Dose, Entries, Goal, GoalSource, Group, Id, Mark, Plan, Probe,
    Protocol, ProtocolVersion, Rater, Slot, Stamp, Step, Student, Subject, Who,
};
use aimline_core::{Caseload, Change, Command, Context, History, library};
use jiff::civil::{Date, Weekday, date};

const TODAY: Date = date(2026, 10, 5);

/// A caseload with the device that writes it.
struct World {
    caseload: Caseload,
    now: u64,
}

impl World {
    fn new() -> Self {
        Self {
            caseload: Caseload::default(),
            now: 1_790_000_000_000,
        }
    }

    fn context(&mut self) -> Context {
        self.now += 1_000;
        Context::new(self.now, TODAY, Device(7), self.caseload.latest, self.now)
    }

    fn attempt(&mut self, command: Command) -> Result<Vec<Change>, String> {
        let mut context = self.context();
        let changes = command
            .plan(&self.caseload, &mut context)
            .map_err(|rejected| rejected.to_string())?;
        self.caseload.apply(&changes).unwrap();
        Ok(changes)
    }

    fn carry_out(&mut self, command: Command) -> Vec<Change> {
        self.attempt(command).unwrap()
    }

    fn undo(&mut self, changes: &[Change]) -> Result<(), String> {
        let mut context = self.context();
        let history = History::of("Test", changes, context.stamp()).unwrap();
        let back = history
            .undo(&self.caseload, &mut context)
            .map_err(|rejected| rejected.to_string())?;
        self.caseload.apply(&back).unwrap();
        Ok(())
    }

    /// A weekly meeting of twenty minutes, from September on.
    fn meeting(&mut self, group: Id<Group>, weekday: Weekday, start: u16) -> Id<Slot> {
        let slot = Slot {
            weekday,
            start,
            minutes: 20,
            from: date(2026, 9, 1),
            to: None,
        };
        let slots = vec![(None, slot)];
        self.carry_out(Command::SaveSlots { group, slots });
        let group = self.caseload.get(group).unwrap();
        group.schedule.ids().last().unwrap()
    }

    fn about(&mut self, changes: &[Change]) -> Option<About> {
        let stamp = self.context().stamp();
        About::of(
            &History::of("Test", changes, stamp).unwrap(),
            &self.caseload,
        )
    }

    fn student(&mut self, given: &str, family: &str) -> Id<Student> {
        self.carry_out(Command::SaveStudent {
            id: None,
            student: Student {
                given_name: given.into(),
                family_name: family.into(),
                ..Student::default()
            },
        });
        self.caseload.students.ids().last().unwrap()
    }

    /// A group of two with a protocol of two steps, of which the second may not apply.
    fn group(&mut self) -> (Id<Group>, Vec<Id<Student>>, Id<Protocol>) {
        let students = vec![self.student("Ana", "Alba"), self.student("Ben", "Brook")];
        self.carry_out(Command::SaveProtocol {
            id: None,
            name: "Blend".into(),
            subject: Subject::Reading,
            version: version(&["Say it", "Read it"]),
        });
        let protocol = self.caseload.protocols.ids().last().unwrap();
        self.carry_out(Command::SaveGroup {
            id: None,
            name: "Readers".into(),
            protocol: Some(protocol),
            next_lesson: "Lesson 1".into(),
        });
        let group = self.caseload.groups.ids().last().unwrap();
        self.carry_out(Command::AddMembers {
            group,
            students: students.clone(),
            from: date(2026, 9, 1),
        });
        (group, students, protocol)
    }

    fn plan(&mut self, student: Id<Student>) -> Id<Plan> {
        self.carry_out(Command::SavePlan {
            id: None,
            plan: Plan {
                student,
                measure: library::ORAL_READING_FLUENCY,
                start: date(2026, 9, 8),
                material: String::new(),
                baseline: Baseline::MedianOfFirstThree,
                goal: Some(Goal {
                    score: 66.0,
                    date: date(2027, 1, 12),
                    source: GoalSource::ByHand,
                }),
                probe_every: 7,
                probes: Entries::default(),
                phases: Entries::default(),
                decisions: Entries::default(),
                closed: None,
                skills: Default::default(),
                mastery: None,
            },
        });
        self.caseload.plans.ids().last().unwrap()
    }

    fn form(&self, group: Id<Group>) -> LogForm {
        LogForm::new(&self.caseload, Who::Group(group), None, TODAY).unwrap()
    }

    fn entry(&self, form: &LogForm) -> SessionEntry {
        form.entry(&self.caseload).unwrap()
    }
}

fn version(steps: &[&str]) -> ProtocolVersion {
    ProtocolVersion {
        steps: (1..)
            .zip(steps)
            .map(|(number, text)| Step {
                id: Id::built_in(number),
                text: (*text).into(),
                required: true,
                may_not_apply: number == 2,
                core: false,
            })
            .collect(),
        dose: Dose::default(),
        ..ProtocolVersion::default()
    }
}

#[test]
fn the_defaults_of_the_log_are_a_normal_session() {
    let mut world = World::new();
    let (group, students, _) = world.group();
    let form = world.form(group);
    assert_eq!(form.minutes, "30");
    assert_eq!(form.lesson, "Lesson 1");
    world.carry_out(Command::LogSession(world.entry(&form)));
    let session = world.caseload.sessions.values().next().unwrap();
    for student in students {
        assert_eq!(session.received_minutes(student), Some(30));
    }
    let (_, checklist) = session.own_checklist().unwrap();
    assert!(checklist.marks.values().all(|mark| *mark == Mark::Done));
}

#[test]
fn a_version_once_used_is_frozen_and_editing_makes_the_next() {
    let mut world = World::new();
    let (group, _, protocol) = world.group();
    let edit = |steps: &[&str]| Command::SaveProtocol {
        id: Some(protocol),
        name: "Blend".into(),
        subject: Subject::Reading,
        version: version(steps),
    };
    // Not used yet: the version in force changes.
    world.carry_out(edit(&["Say it", "Read it", "Write it"]));
    assert_eq!(world.caseload.protocol(protocol).unwrap().versions.len(), 1);

    let form = world.form(group);
    world.carry_out(Command::LogSession(world.entry(&form)));
    world.carry_out(edit(&["Only this"]));
    let saved = world.caseload.protocol(protocol).unwrap();
    let numbers: Vec<_> = saved
        .versions
        .values()
        .map(|version| version.number)
        .collect();
    assert_eq!(numbers, [1, 2]);
    let session = world.caseload.sessions.values().next().unwrap();
    let used = world
        .caseload
        .protocol_version(session.protocol.unwrap())
        .unwrap();
    assert_eq!(used.steps.len(), 3, "past sessions keep their wording");
    // The same wording again makes no third version, and no change at all.
    assert!(world.carry_out(edit(&["Only this"])).is_empty());
}

#[test]
fn scores_go_with_their_session_when_it_is_corrected_and_removed() {
    let mut world = World::new();
    let (group, students, _) = world.group();
    let plan = world.plan(students[0]);
    let mut form = world.form(group);
    form.scores[0].score = "42".into();
    form.scores[0].errors = "3".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let scores = |world: &World| -> Vec<f64> {
        let plan = world.caseload.get(plan).unwrap();
        plan.probes.values().map(|probe| probe.score).collect()
    };
    assert_eq!(scores(&world), [42.0]);

    let session = world.caseload.sessions.ids().next().unwrap();
    let mut correction = LogForm::of(&world.caseload, session).unwrap();
    assert_eq!(
        (
            correction.scores[0].score.as_str(),
            correction.scores[0].errors.as_str()
        ),
        ("42", "3")
    );
    correction.scores[0].score = "45".into();
    correction.students[1].presence = Presence::Absent;
    world.carry_out(Command::LogSession(world.entry(&correction)));
    assert_eq!(scores(&world), [45.0]);
    assert_eq!(world.caseload.sessions.len(), 1);

    let removed = world.carry_out(Command::RemoveSession { id: session });
    assert!(scores(&world).is_empty());
    assert!(world.caseload.sessions.is_empty());
    world.undo(&removed).unwrap();
    assert_eq!(scores(&world), [45.0]);
    assert_eq!(world.caseload.sessions.len(), 1);
}

#[test]
fn a_session_moved_to_another_day_stays_one_session_with_its_scores() {
    let mut world = World::new();
    let (group, students, _) = world.group();
    let plan = world.plan(students[0]);
    let mut form = world.form(group);
    form.scores[0].score = "42".into();
    world.carry_out(Command::LogSession(world.entry(&form)));
    let session = world.caseload.sessions.ids().next().unwrap();
    let mut moved = LogForm::of(&world.caseload, session).unwrap();
    moved.move_to(&world.caseload, date(2026, 10, 1));
    world.carry_out(Command::LogSession(world.entry(&moved)));
    let days: Vec<_> = world
        .caseload
        .sessions
        .values()
        .map(|session| session.date)
        .collect();
    assert_eq!(days, [date(2026, 10, 1)]);
    let probes: Vec<_> = world
        .caseload
        .get(plan)
        .unwrap()
        .probes
        .values()
        .cloned()
        .collect();
    assert_eq!(probes.len(), 1);
    assert_eq!(probes[0].date, date(2026, 10, 1));
}

#[test]
fn a_guest_stays_when_the_session_moves_to_another_day() {
    let mut world = World::new();
    let (group, students, _) = world.group();
    let guest = world.student("Cyd", "Crane");
    let mut form = world.form(group);
    form.add_student(&world.caseload, guest);
    form.students[2].presence = Presence::Absent;
    form.move_to(&world.caseload, date(2026, 10, 1));
    let there: Vec<_> = form.students.iter().map(|line| line.student).collect();
    assert_eq!(there, [students[0], students[1], guest]);
    assert_eq!(form.students[2].presence, Presence::Absent);
}

#[test]
fn a_weekly_meeting_is_logged_once_a_day() {
    let mut world = World::new();
    let (group, _, _) = world.group();
    let slot = world.meeting(group, TODAY.weekday(), 540);
    let form = LogForm::new(&world.caseload, Who::Group(group), Some(slot), TODAY).unwrap();
    assert_eq!(form.minutes, "20");
    let entry = world.entry(&form);
    world.carry_out(Command::LogSession(entry.clone()));
    let refused = world.attempt(Command::LogSession(entry)).unwrap_err();
    assert!(refused.contains("logged already"), "{refused}");
    let extra = world.form(group);
    world.carry_out(Command::LogSession(world.entry(&extra)));
    assert_eq!(world.caseload.sessions.len(), 2);
}

#[test]
fn a_weekly_meeting_moved_to_another_day_becomes_the_meeting_of_that_day() {
    let mut world = World::new();
    let (group, _, _) = world.group();
    let monday = world.meeting(group, Weekday::Monday, 540);
    let wednesday = world.meeting(group, Weekday::Wednesday, 540);
    world.meeting(group, Weekday::Wednesday, 600);
    let friday = world.meeting(group, Weekday::Friday, 600);
    let friday_session = |world: &World| {
        let day = date(2026, 10, 2);
        LogForm::new(&world.caseload, Who::Group(group), Some(friday), day).unwrap()
    };
    world.carry_out(Command::LogSession(world.entry(&friday_session(&world))));

    let mut form = LogForm::new(&world.caseload, Who::Group(group), Some(monday), TODAY).unwrap();
    for (day, slot, start) in [
        (date(2026, 9, 28), Some(monday), 540),
        (date(2026, 9, 29), None, 540),
        (date(2026, 9, 30), Some(wednesday), 540),
        (date(2026, 10, 2), Some(friday), 600),
    ] {
        form.move_to(&world.caseload, day);
        assert_eq!((form.slot, form.start), (slot, Some(start)), "{day}");
    }
    let refused = world.attempt(Command::LogSession(world.entry(&form)));
    assert!(refused.unwrap_err().contains("logged already"));

    let mut extra = world.form(group);
    extra.move_to(&world.caseload, date(2026, 9, 30));
    assert_eq!(extra.slot, None, "a session of its own stays one");

    let mut entry = world.entry(&friday_session(&world));
    entry.session.date = date(2026, 10, 1);
    let refused = world.attempt(Command::LogSession(entry));
    assert!(refused.unwrap_err().contains("another weekday"));
}

#[test]
fn an_observer_marks_every_step() {
    let mut world = World::new();
    let (group, _, _) = world.group();
    world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    let session = world.caseload.sessions.ids().next().unwrap();
    let save = |marks: &[(u128, Mark)]| Command::SaveChecklist {
        session,
        id: None,
        checklist: Checklist {
            rater: Rater::Observer {
                role: "Reading coach".into(),
            },
            marks: marks
                .iter()
                .map(|(step, mark)| (Id::built_in(*step), mark.clone()))
                .collect(),
            ..Checklist::default()
        },
    };
    let refused = world.attempt(save(&[(1, Mark::Done)])).unwrap_err();
    assert!(refused.contains("1 of 2 is open"), "{refused}");
    let refused = world.attempt(save(&[])).unwrap_err();
    assert!(refused.contains("2 of 2 are open"), "{refused}");
    world.carry_out(save(&[(1, Mark::Done), (2, Mark::NotApplicable)]));
}

#[test]
fn members_of_the_day_are_on_the_roll() {
    let mut world = World::new();
    let (group, students, _) = world.group();
    let joined_today = world.student("Cy", "Cole");
    world.carry_out(Command::AddMembers {
        group,
        students: vec![joined_today],
        from: TODAY,
    });
    let (membership, first) = {
        let group = world.caseload.get(group).unwrap();
        let (id, first) = group.members.iter().next().unwrap();
        (id, first.clone())
    };
    world.carry_out(Command::SaveMembership {
        group,
        id: membership,
        membership: aimline_core::model::Membership {
            to: Some(date(2026, 10, 2)),
            ..first
        },
    });
    let roll: Vec<_> = world
        .form(group)
        .students
        .iter()
        .map(|line| line.student)
        .collect();
    assert_eq!(roll, [students[1], joined_today]);
    let before = LogForm::new(&world.caseload, Who::Group(group), None, date(2026, 10, 2)).unwrap();
    let roll: Vec<_> = before.students.iter().map(|line| line.student).collect();
    assert_eq!(roll, students);
}

#[test]
fn what_is_wrong_is_rejected_whole_with_the_field_named() {
    let mut world = World::new();
    let (group, students, _) = world.group();
    let plan = world.plan(students[0]);
    let before = world.caseload.clone();
    let probe = |score: f64, day| Probe {
        date: day,
        score,
        errors: None,
        note: String::new(),
        session: None,
        skill: None,
    };
    let mut too_long = world.form(group);
    too_long.minutes = "301".into();
    let cases = [
        (Command::LogSession(world.entry(&too_long)), "1 to 300"),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(999.0, TODAY),
            },
            "0 to 300",
        ),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(f64::NAN, TODAY),
            },
            "0 to 300",
        ),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(4.0, date(2026, 10, 6)),
            },
            "cannot be after today",
        ),
        (
            Command::SaveProbe {
                plan,
                id: None,
                probe: probe(4.0, date(2024, 10, 5)),
            },
            "the school year of this plan begins",
        ),
        (
            Command::SaveScores {
                scores: vec![(plan, probe(40.0, TODAY)), (plan, probe(-1.0, TODAY))],
            },
            "0 to 300",
        ),
        (
            Command::SaveStudent {
                id: None,
                student: Student::default(),
            },
            "name",
        ),
        (
            Command::RemovePlan {
                id: Id::built_in(99),
            },
            "not here any more",
        ),
    ];
    for (command, expected) in cases {
        let message = world.attempt(command.clone()).unwrap_err();
        assert!(message.contains(expected), "{command:?}: {message}");
        assert_eq!(world.caseload, before, "{command:?} changed something");
    }
}

#[test]
fn undo_never_loses_a_later_change() {
    let mut world = World::new();
    let student = world.student("Ana", "Alba");
    let named = |given: &str| Student {
        given_name: given.into(),
        family_name: "Alba".into(),
        ..Student::default()
    };
    let first = world.carry_out(Command::SaveStudent {
        id: Some(student),
        student: named("Anna"),
    });
    world.carry_out(Command::SaveStudent {
        id: Some(student),
        student: named("Anne"),
    });
    assert!(world.undo(&first).unwrap_err().contains("changed again"));
    assert_eq!(world.caseload.get(student).unwrap().given_name, "Anne");

    let plan = world.plan(student);
    let probe = |score: f64| Probe {
        date: TODAY,
        score,
        errors: None,
        note: String::new(),
        session: None,
        skill: None,
    };
    let one = world.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(40.0),
    });
    world.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe: probe(50.0),
    });
    // Taking back the first leaves the second, though both lie in one document.
    world.undo(&one).unwrap();
    let scores: Vec<_> = world
        .caseload
        .get(plan)
        .unwrap()
        .probes
        .values()
        .map(|p| p.score)
        .collect();
    assert_eq!(scores, [50.0]);
}

#[test]
fn undo_takes_nothing_away_that_later_records_stand_on() {
    let mut world = World::new();
    let rows = ["Ana", "Ben", "Cyd"].map(|given_name| RosterChange {
        id: None,
        student: Student {
            given_name: given_name.into(),
            ..Student::default()
        },
    });
    let imported = world.carry_out(Command::ImportRoster {
        changes: rows.into(),
        columns: vec![("First".into(), "given_name".into())],
    });
    let about = world.about(&imported).unwrap();
    assert_eq!((about.name.as_str(), about.more), ("Ana", 2));
    let students: Vec<_> = world.caseload.students.ids().collect();
    let grouped = world.carry_out(Command::AddGroup {
        name: "Readers".into(),
        protocol: None,
        students: students.clone(),
        from: date(2026, 9, 1),
        slots: Vec::new(),
    });
    let group = world.caseload.groups.ids().next().unwrap();
    world.plan(students[0]);
    let plan = world.plan(students[1]);
    let logged = world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    let removed = world.carry_out(Command::RemovePlan { id: plan });
    world.undo(&removed).unwrap();

    let before = world.caseload.clone();
    for (changes, list) in [
        (&imported, "by now: 1 group, 2 plans and 1 session. Remove"),
        (&grouped, "by now: 1 session. Remove"),
    ] {
        let refused = world.undo(changes).unwrap_err();
        assert!(refused.contains(list), "{refused}");
        assert_eq!(world.caseload, before);
    }
    world.undo(&logged).unwrap();
    world.undo(&grouped).unwrap();
    for id in world.caseload.plans.ids().collect::<Vec<_>>() {
        world.carry_out(Command::RemovePlan { id });
    }
    world.undo(&imported).unwrap();
    assert!(world.caseload.students.is_empty());
}

#[test]
fn a_starter_is_itself_again_when_its_first_session_is_undone() {
    let mut world = World::new();
    let (group, _, _) = world.group();
    let (starter, shipped) = library::protocols().next().unwrap();
    world.carry_out(Command::SaveGroup {
        id: Some(group),
        name: "Readers".into(),
        protocol: Some(starter),
        next_lesson: String::new(),
    });
    let logged = world.carry_out(Command::LogSession(world.entry(&world.form(group))));
    assert_ne!(world.caseload.protocol(starter), Some(shipped));
    world.undo(&logged).unwrap();
    assert_eq!(world.caseload.protocol(starter), Some(shipped));
}

#[test]
fn the_history_names_a_session_by_its_group() {
    let mut world = World::new();
    let (group, students, _) = world.group();
    world.plan(students[0]);
    let mut form = world.form(group);
    form.scores[0].score = "42".into();
    form.next_lesson = "Lesson 2".into();
    let expected = About {
        name: "Readers".into(),
        day: Some(TODAY),
        more: 0,
    };
    let logged = world.carry_out(Command::LogSession(world.entry(&form)));
    assert_eq!(world.about(&logged), Some(expected.clone()));
    let id = world.caseload.sessions.ids().next().unwrap();
    let removed = world.carry_out(Command::RemoveSession { id });
    assert_eq!(world.about(&removed), Some(expected));
    assert_eq!(
        world.about(&logged),
        None,
        "no student stands for what is gone"
    );
}

#[test]
fn stamps_let_a_later_merge_keep_both_edits() {
    let mut world = World::new();
    let student = world.student("Ana", "Alba");
    let plan = world.plan(student);
    let stamp_of = |world: &World| world.caseload.plans.entry(plan).unwrap().stamp;
    let before = stamp_of(&world);
    let probe = Probe {
        date: TODAY,
        score: 40.0,
        errors: None,
        note: String::new(),
        session: None,
        skill: None,
    };
    let added = world.carry_out(Command::SaveProbe {
        plan,
        id: None,
        probe,
    });
    assert_eq!(
        stamp_of(&world),
        before,
        "a new probe does not touch the plan's own fields"
    );
    let probes = &world.caseload.get(plan).unwrap().probes;
    let (probe, entry) = probes.entries().next().unwrap();
    let set = entry.stamp;
    assert!(set > before);
    assert_eq!(world.caseload.latest, set);

    world.undo(&added).unwrap();
    let entry = world
        .caseload
        .get(plan)
        .unwrap()
        .probes
        .entry(probe)
        .unwrap();
    assert!(entry.value.is_none(), "what was undone leaves a tombstone");
    assert!(
        entry.stamp > set,
        "the tombstone must win over the value on another device"
    );

    world.carry_out(Command::ClosePlan {
        id: plan,
        closed: Some(TODAY),
    });
    assert!(stamp_of(&world) > before);
    assert!(world.caseload.latest > Stamp::default());
}
