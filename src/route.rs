//! Where the page is: a typed form of the part of the address behind `#`.
//!
//! Hash routes, so that one build runs from any folder of any static host, and ids never reach a
//! server's log. The well-known routers have no hash mode.

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use aimline_core::model::{Group, Id, Plan, Protocol, ReferenceSet, Session, Slot, Student, day};
use jiff::civil::Date;

use crate::browser::dom;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Today,
    Log(LogTarget),
    Students,
    Student(Id<Student>),
    Probe(Id<Plan>),
    Groups,
    Group(Id<Group>),
    Scores(Id<Group>),
    Protocols,
    Protocol(Id<Protocol>),
    Meetings,
    Meeting(MeetingPlace),
    Reports,
    Data,
    Roster,
    ScoreImport,
    Privacy,
    Settings,
    References,
    Reference(Id<ReferenceSet>),
    Demo,
    Unknown,
}

/// Where a meeting is: a student by number, from 1 on, or its minutes. Whom the numbers stand for
/// is in the meeting's draft, so that no list of ids is in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingPlace {
    Student(usize),
    Minutes,
}

/// What is logged: a weekly meeting on a day, another session of a group or of one student, or a
/// session that is to be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogTarget {
    Slot {
        group: Id<Group>,
        slot: Id<Slot>,
        date: Date,
    },
    Group {
        group: Id<Group>,
        date: Date,
    },
    Student {
        student: Id<Student>,
        date: Date,
    },
    Session(Id<Session>),
}

impl Route {
    /// Reads "#/students/…"; an empty hash is Today.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        Self::of_parts(&parts).unwrap_or(Self::Unknown)
    }

    fn of_parts(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            [""] | ["today"] => Self::Today,
            ["log", ref target @ ..] => Self::Log(LogTarget::of_parts(target)?),
            ["students"] => Self::Students,
            ["students", id] => Self::Student(read(id)?),
            ["probe", id] => Self::Probe(read(id)?),
            ["groups"] => Self::Groups,
            ["groups", id] => Self::Group(read(id)?),
            ["groups", id, "scores"] => Self::Scores(read(id)?),
            ["protocols"] => Self::Protocols,
            ["protocols", id] => Self::Protocol(read(id)?),
            ["meetings"] => Self::Meetings,
            ["meetings", "minutes"] => Self::Meeting(MeetingPlace::Minutes),
            ["meetings", number] => Self::Meeting(MeetingPlace::Student(read(number)?)),
            ["reports"] => Self::Reports,
            ["data"] => Self::Data,
            ["data", "roster"] => Self::Roster,
            ["data", "scores"] => Self::ScoreImport,
            ["data", "privacy"] => Self::Privacy,
            ["settings"] => Self::Settings,
            ["settings", "references"] => Self::References,
            ["settings", "references", id] => Self::Reference(read(id)?),
            ["demo"] => Self::Demo,
            _ => return None,
        })
    }

    /// The main navigation entry that the page belongs to; `None` on pages outside it.
    pub fn section(&self) -> Option<Self> {
        Some(match self {
            Self::Today | Self::Log(_) => Self::Today,
            Self::Students | Self::Student(_) | Self::Probe(_) => Self::Students,
            Self::Groups | Self::Group(_) | Self::Scores(_) => Self::Groups,
            Self::Protocols | Self::Protocol(_) => Self::Protocols,
            Self::Data | Self::Roster | Self::ScoreImport | Self::Privacy => Self::Data,
            Self::Meetings | Self::Meeting(_) => Self::Meetings,
            Self::Reports => Self::Reports,
            Self::Settings | Self::References | Self::Reference(_) => Self::Settings,
            Self::Demo | Self::Unknown => return None,
        })
    }
}

impl LogTarget {
    fn of_parts(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["slot", group, slot, date] => Self::Slot {
                group: read(group)?,
                slot: read(slot)?,
                date: day::read(date)?,
            },
            ["group", group, date] => Self::Group {
                group: read(group)?,
                date: day::read(date)?,
            },
            ["student", student, date] => Self::Student {
                student: read(student)?,
                date: day::read(date)?,
            },
            ["session", id] => Self::Session(read(id)?),
            _ => return None,
        })
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#/")?;
        match self {
            Self::Today => f.write_str("today"),
            Self::Log(target) => write!(f, "log/{target}"),
            Self::Students => f.write_str("students"),
            Self::Student(id) => write!(f, "students/{id}"),
            Self::Probe(id) => write!(f, "probe/{id}"),
            Self::Groups => f.write_str("groups"),
            Self::Group(id) => write!(f, "groups/{id}"),
            Self::Scores(id) => write!(f, "groups/{id}/scores"),
            Self::Protocols => f.write_str("protocols"),
            Self::Protocol(id) => write!(f, "protocols/{id}"),
            Self::Meetings => f.write_str("meetings"),
            Self::Meeting(MeetingPlace::Student(number)) => write!(f, "meetings/{number}"),
            Self::Meeting(MeetingPlace::Minutes) => f.write_str("meetings/minutes"),
            Self::Reports => f.write_str("reports"),
            Self::Data => f.write_str("data"),
            Self::Roster => f.write_str("data/roster"),
            Self::ScoreImport => f.write_str("data/scores"),
            Self::Privacy => f.write_str("data/privacy"),
            Self::Settings => f.write_str("settings"),
            Self::References => f.write_str("settings/references"),
            Self::Reference(id) => write!(f, "settings/references/{id}"),
            Self::Demo => f.write_str("demo"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl fmt::Display for LogTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slot { group, slot, date } => write!(f, "slot/{group}/{slot}/{date}"),
            Self::Group { group, date } => write!(f, "group/{group}/{date}"),
            Self::Student { student, date } => write!(f, "student/{student}/{date}"),
            Self::Session(id) => write!(f, "session/{id}"),
        }
    }
}

thread_local! {
    static ARRIVING: Cell<bool> = const { Cell::new(false) };
}

/// The address changed: the heading that appears next is where the person goes on reading.
pub fn arrive() {
    ARRIVING.set(true);
}

/// Whether the person is still on the way. Whoever asks is where the way ends.
pub fn take_arrival() -> bool {
    ARRIVING.replace(false)
}

/// Goes to a page, as a link would.
pub fn go(route: &Route) {
    if let Some(window) = dom::window() {
        // Setting a hash never throws in a page that has one.
        let _ = window.location().set_hash(&route.to_string());
    }
}

/// The page that the address names now.
pub fn current() -> Route {
    let hash = dom::window().and_then(|window| window.location().hash().ok());
    Route::parse(&hash.unwrap_or_default())
}

fn read<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}
