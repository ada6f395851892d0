//! A session: one meeting of a group or of one student, as it was held or why it was not.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::group::LONGEST_SESSION;
use super::{Entries, Group, Id, Protocol, ProtocolVersion, Slot, Step, Student, text};
use crate::rejected::Rejected;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    #[serde(with = "crate::model::day")]
    pub date: Date,
    /// Minutes after midnight, if known.
    #[serde(default)]
    pub start: Option<u16>,
    pub who: Who,
    /// The weekly meeting that this session fulfils.
    #[serde(default)]
    pub slot: Option<Id<Slot>>,
    pub planned_minutes: u16,
    pub outcome: Outcome,
    #[serde(default)]
    pub protocol: Option<ProtocolUse>,
    /// The session that was not held and is made up by this one.
    #[serde(default)]
    pub makes_up: Option<Id<Session>>,
    /// The skill or lesson taught.
    #[serde(default)]
    pub lesson: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub attendance: Entries<Student, Attendance>,
    #[serde(default)]
    pub checklists: Entries<Checklist>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Group(Id<Group>),
    Student(Id<Student>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Held { minutes: u16 },
    NotHeld { reason: NotHeld },
}

/// Why a session was not held. Which of these leave minutes owed is a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotHeld {
    InterventionistAbsent,
    InterventionistPulled,
    StudentsAbsent,
    Testing,
    SchoolEvent,
    SchoolClosed,
    NoRoom,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    Present,
    Partial { minutes: u16, reason: Absence },
    Absent { reason: Absence },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    AbsentFromSchool,
    Late,
    PulledForService,
    Testing,
    Refused,
    ClassEvent,
    Other,
}

/// The protocol as it was worded on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolUse {
    pub protocol: Id<Protocol>,
    pub version: Id<ProtocolVersion>,
}

/// One rater's fidelity checklist of the session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checklist {
    pub rater: Rater,
    pub marks: BTreeMap<Id<Step>, Mark>,
    /// How well it was taught, 1 (poor) to 4 (excellent).
    pub quality: Option<u8>,
    /// How engaged the students were, 1 (rarely) to 4 (throughout).
    pub engagement: Option<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rater {
    #[default]
    Interventionist,
    /// A second person, by role ("Reading coach"), never by name.
    Observer { role: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Done,
    Missed,
    NotApplicable,
    Adapted(Adaptation),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adaptation {
    pub kind: AdaptationKind,
    pub what: String,
    pub why: String,
    /// An adaptation that keeps the core of the step counts as done; one that drops it does not.
    pub core_kept: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdaptationKind {
    /// Decided before the session.
    Planned,
    /// Decided in the moment.
    Reactive,
}

impl NotHeld {
    pub const ALL: [Self; 8] = [
        Self::InterventionistAbsent,
        Self::InterventionistPulled,
        Self::StudentsAbsent,
        Self::Testing,
        Self::SchoolEvent,
        Self::SchoolClosed,
        Self::NoRoom,
        Self::Other,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::InterventionistAbsent => "I was absent",
            Self::InterventionistPulled => "I was needed elsewhere",
            Self::StudentsAbsent => "Students absent",
            Self::Testing => "Testing",
            Self::SchoolEvent => "Assembly or event",
            Self::SchoolClosed => "School closed",
            Self::NoRoom => "No room",
            Self::Other => "Another reason",
        }
    }

    /// Whether it leaves minutes owed, until the person sets it otherwise.
    pub fn owes_minutes_by_default(self) -> bool {
        !matches!(self, Self::StudentsAbsent | Self::SchoolClosed)
    }
}

impl Absence {
    pub const ALL: [Self; 7] = [
        Self::AbsentFromSchool,
        Self::Late,
        Self::PulledForService,
        Self::Testing,
        Self::Refused,
        Self::ClassEvent,
        Self::Other,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::AbsentFromSchool => "Absent from school",
            Self::Late => "Came late or left early",
            Self::PulledForService => "Pulled for another service",
            Self::Testing => "Testing",
            Self::Refused => "Refused to come",
            Self::ClassEvent => "Class event",
            Self::Other => "Another reason",
        }
    }
}

impl Rater {
    pub fn label(&self) -> &str {
        match self {
            Self::Interventionist => "Self",
            Self::Observer { role } => role,
        }
    }
}

impl Mark {
    /// Whether the step counts as done; `None` takes it out of the denominator.
    pub fn counts(&self) -> Option<bool> {
        match self {
            Self::Done => Some(true),
            Self::Missed => Some(false),
            Self::NotApplicable => None,
            Self::Adapted(adaptation) => Some(adaptation.core_kept),
        }
    }

    pub fn label(&self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Missed => "Missed",
            Self::NotApplicable => "N/A",
            Self::Adapted(Adaptation {
                core_kept: true, ..
            }) => "Adapted",
            Self::Adapted(_) => "Adapted, core dropped",
        }
    }
}

impl Session {
    /// A session outside the weekly schedule, of which nothing else is noted.
    pub fn new(who: Who, date: Date, planned_minutes: u16, outcome: Outcome) -> Self {
        Self {
            date,
            start: None,
            who,
            slot: None,
            planned_minutes,
            outcome,
            protocol: None,
            makes_up: None,
            lesson: String::new(),
            note: String::new(),
            attendance: Entries::default(),
            checklists: Entries::default(),
        }
    }

    /// Minutes taught: 0 when the session was not held.
    pub fn delivered_minutes(&self) -> u16 {
        match self.outcome {
            Outcome::Held { minutes } => minutes,
            Outcome::NotHeld { .. } => 0,
        }
    }

    pub fn is_held(&self) -> bool {
        matches!(self.outcome, Outcome::Held { .. })
    }

    /// Minutes a student was present; `None` if the session was not meant for the student.
    pub fn received_minutes(&self, student: Id<Student>) -> Option<u16> {
        let delivered = self.delivered_minutes();
        match self.attendance.get(student)? {
            Attendance::Present => Some(delivered),
            Attendance::Partial { minutes, .. } => Some(delivered.min(*minutes)),
            Attendance::Absent { .. } => Some(0),
        }
    }

    /// The interventionist's own checklist.
    pub fn own_checklist(&self) -> Option<(Id<Checklist>, &Checklist)> {
        self.checklists
            .iter()
            .find(|(_, checklist)| checklist.rater == Rater::Interventionist)
    }

    /// # Errors
    /// When the minutes are impossible, the day is to come, or the marks do not fit the steps.
    pub fn checked(
        mut self,
        version: Option<&ProtocolVersion>,
        today: Date,
    ) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        self.lesson = text::line(&self.lesson);
        self.note = text::note(&self.note);
        if self.date > today {
            rejected.add(
                "date",
                format!(
                    "The date is {}; a session to come cannot be logged.",
                    text::date(self.date)
                ),
            );
        }
        match self.outcome {
            Outcome::Held { minutes } => {
                if !(1..=LONGEST_SESSION).contains(&minutes) {
                    rejected.add(
                        "minutes",
                        format!(
                            "{minutes} minutes were given; 1 to {LONGEST_SESSION} are allowed."
                        ),
                    );
                }
                self.check_attendance(minutes, &mut rejected);
            }
            Outcome::NotHeld { .. } => self.checklists = Entries::default(),
        }
        for checklist in self.checklists.values() {
            checklist.check(version, &mut rejected);
        }
        rejected.or(self)
    }

    fn check_attendance(&self, held: u16, rejected: &mut Rejected) {
        if self.attendance.is_empty() {
            rejected.add(
                "date",
                format!(
                    "The date is {}, and nobody was in the group on that day. Choose another day, or add who was there.",
                    text::date(self.date)
                ),
            );
        }
        for attendance in self.attendance.values() {
            if let Attendance::Partial { minutes, .. } = attendance
                && !(1..=held).contains(minutes)
            {
                rejected.add(
                    "attendance",
                    format!(
                        "Part of the session: {minutes} minutes were given; 1 to {held} are possible."
                    ),
                );
            }
        }
    }
}

impl Checklist {
    fn check(&self, version: Option<&ProtocolVersion>, rejected: &mut Rejected) {
        for (what, rating) in [("Quality", self.quality), ("Engagement", self.engagement)] {
            if let Some(given) = rating.filter(|given| !(1..=4).contains(given)) {
                rejected.add("checklist", format!("{what} is {given}; it can be 1 to 4."));
            }
        }
        if let Rater::Observer { role } = &self.rater
            && text::line(role).is_empty()
        {
            rejected.add(
                "rater",
                "Enter the observer's role, such as “Reading coach”.",
            );
        }
        for (id, mark) in &self.marks {
            let Some(step) = version.and_then(|version| version.step(*id)) else {
                rejected.add("checklist", "A mark belongs to no step of this protocol.");
                continue;
            };
            if *mark == Mark::NotApplicable && !step.may_not_apply {
                rejected.add(
                    "checklist",
                    format!(
                        "“{}” always applies: mark it done, missed or adapted.",
                        step.text
                    ),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Stamp;

    pub(crate) fn held(minutes: u16) -> Session {
        let mut session = Session {
            start: Some(540),
            ..Session::new(
                Who::Group(Id::built_in(1)),
                date(2026, 10, 5),
                30,
                Outcome::Held { minutes },
            )
        };
        let stamp = Stamp::default();
        let reason = Absence::Late;
        let rows = [
            (1, Attendance::Present),
            (
                2,
                Attendance::Partial {
                    minutes: 20,
                    reason,
                },
            ),
            (3, Attendance::Absent { reason }),
        ];
        for (id, attendance) in rows {
            session.attendance.set(Id::built_in(id), stamp, attendance);
        }
        session
    }

    #[test]
    fn delivered_and_received_minutes_differ() {
        let session = held(30);
        assert_eq!(session.delivered_minutes(), 30);
        for (student, received) in [(1, Some(30)), (2, Some(20)), (3, Some(0)), (4, None)] {
            assert_eq!(session.received_minutes(Id::built_in(student)), received);
        }
    }

    #[test]
    fn part_of_a_session_cannot_be_longer_than_the_session() {
        let today = date(2026, 10, 5);
        assert!(held(20).checked(None, today).is_ok());
        assert!(held(19).checked(None, today).is_err());
        assert!(held(0).checked(None, today).is_err());
        assert!(held(30).checked(None, date(2026, 10, 4)).is_err());
    }

    #[test]
    fn not_applicable_needs_leave() {
        let mut version = ProtocolVersion::default();
        for (id, may_not_apply) in [(1, true), (2, false)] {
            version.steps.push(Step {
                id: Id::built_in(id),
                text: format!("Step {id}"),
                required: true,
                may_not_apply,
                core: false,
            });
        }
        for (step, fine) in [(1, true), (2, false), (3, false)] {
            let mut session = held(30);
            let checklist = Checklist {
                marks: [(Id::built_in(step), Mark::NotApplicable)].into(),
                ..Checklist::default()
            };
            session
                .checklists
                .set(Id::built_in(9), Stamp::default(), checklist);
            assert_eq!(
                session.checked(Some(&version), date(2026, 10, 5)).is_ok(),
                fine
            );
        }
    }
}
