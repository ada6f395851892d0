//! Which records a record speaks of, and which of them are there.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::format::document::{Decoded, kind_of};
use crate::library;
use crate::model::{
    Group, Id, Measure, Plan, Protocol, ProtocolUse, ProtocolVersion, Record, ReferenceSet,
    ReferenceUse, ReferenceVersion, Session, Student, Who,
};
use crate::reference;

/// One record named by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    Student(Id<Student>),
    Group(Id<Group>),
    Measure(Id<Measure>),
    Protocol(Id<Protocol>),
    Version(ProtocolUse),
    Session(Id<Session>),
    /// One version of a reference set.
    Set(ReferenceUse),
}

/// Everything that a document speaks of. What is deleted speaks of nothing.
pub fn references(document: &Decoded) -> Vec<Reference> {
    match document {
        Decoded::Group(_, entry) => entry.value.as_ref().map(of_group),
        Decoded::Plan(_, entry) => entry.value.as_ref().map(of_plan),
        Decoded::Session(_, entry) => entry.value.as_ref().map(of_session),
        Decoded::ReferenceSet(_, entry) => entry.value.as_ref().map(of_set),
        Decoded::Settings(..)
        | Decoded::Calendar(..)
        | Decoded::Student(..)
        | Decoded::Measure(..)
        | Decoded::Protocol(..) => None,
    }
    .unwrap_or_default()
}

pub(crate) fn of_group(group: &Group) -> Vec<Reference> {
    let protocol = group.protocol.map(Reference::Protocol);
    let members = group
        .members
        .values()
        .map(|stay| Reference::Student(stay.student));
    protocol.into_iter().chain(members).collect()
}

pub(crate) fn of_plan(plan: &Plan) -> Vec<Reference> {
    let sessions = plan.probes.values().filter_map(|probe| probe.session);
    let set = plan.goal.as_ref().and_then(|goal| goal.source.used());
    [
        Reference::Student(plan.student),
        Reference::Measure(plan.measure),
    ]
    .into_iter()
    .chain(sessions.map(Reference::Session))
    .chain(set.map(Reference::Set))
    .collect()
}

pub(crate) fn of_set(set: &ReferenceSet) -> Vec<Reference> {
    vec![Reference::Measure(set.measure)]
}

pub(crate) fn of_session(session: &Session) -> Vec<Reference> {
    let who = match session.who {
        Who::Group(group) => Reference::Group(group),
        Who::Student(student) => Reference::Student(student),
    };
    std::iter::once(who)
        .chain(session.protocol.map(Reference::Version))
        .chain(session.makes_up.map(Reference::Session))
        .chain(session.attendance.ids().map(Reference::Student))
        .collect()
}

/// The records that can be named: those of some documents, and those that ship with the program.
#[derive(Debug, Default)]
pub struct Known {
    ids: HashMap<&'static str, HashSet<Uuid>>,
    versions: HashSet<(Uuid, Uuid)>,
}

impl Known {
    /// Notes the record under a key; `false` if one of its kind and id is known already.
    pub fn note_key(&mut self, key: &str) -> bool {
        let (Some(kind), Ok(id)) = (kind_named(key), crate::format::document::id_of::<()>(key))
        else {
            return true;
        };
        self.ids.entry(kind).or_default().insert(id.uuid())
    }

    pub fn note_versions(&mut self, id: Id<Protocol>, protocol: &Protocol) {
        for version in protocol.versions.ids() {
            self.note_version(id, version);
        }
    }

    pub fn note_editions(&mut self, id: Id<ReferenceSet>, set: &ReferenceSet) {
        for version in set.versions.ids() {
            self.note_edition(id, version);
        }
    }

    pub fn holds(&self, reference: Reference) -> bool {
        self.has_noted(reference) || reference.ships()
    }

    /// Whether it was noted; what ships with the program is there without a note.
    pub fn has_noted(&self, reference: Reference) -> bool {
        match reference {
            Reference::Student(id) => self.holds_id(id),
            Reference::Group(id) => self.holds_id(id),
            Reference::Session(id) => self.holds_id(id),
            Reference::Measure(id) => self.holds_id(id),
            Reference::Protocol(id) => self.holds_id(id),
            Reference::Version(used) => self.has_version(used.protocol.uuid(), used.version.uuid()),
            Reference::Set(used) => self.has_version(used.set.uuid(), used.version.uuid()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.versions.is_empty()
    }

    pub fn note_version(&mut self, protocol: Id<Protocol>, version: Id<ProtocolVersion>) {
        self.versions.insert((protocol.uuid(), version.uuid()));
    }

    pub fn note_edition(&mut self, set: Id<ReferenceSet>, version: Id<ReferenceVersion>) {
        self.versions.insert((set.uuid(), version.uuid()));
    }

    fn has_version(&self, of: Uuid, version: Uuid) -> bool {
        self.versions.contains(&(of, version))
    }

    fn holds_id<R: Record>(&self, id: Id<R>) -> bool {
        self.ids
            .get(R::KIND)
            .is_some_and(|ids| ids.contains(&id.uuid()))
    }
}

impl Reference {
    /// Whether it is one of those that ship with the program.
    pub fn ships(self) -> bool {
        match self {
            Self::Student(_) | Self::Group(_) | Self::Session(_) => false,
            Self::Measure(id) => library::measure(id).is_some(),
            Self::Protocol(id) => library::protocol(id).is_some(),
            Self::Version(used) => library::protocol(used.protocol)
                .is_some_and(|protocol| protocol.versions.contains(used.version)),
            Self::Set(used) => reference::ships(used),
        }
    }

    /// What a person calls it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Student(_) => Student::NOUN,
            Self::Group(_) => Group::NOUN,
            Self::Measure(_) => Measure::NOUN,
            Self::Protocol(_) => Protocol::NOUN,
            Self::Version(_) => "version of a protocol",
            Self::Session(_) => Session::NOUN,
            Self::Set(_) => "version of a reference set",
        }
    }
}

/// The kind of a key, if ids of that kind matter.
fn kind_named(key: &str) -> Option<&'static str> {
    crate::format::document::KINDS
        .into_iter()
        .find(|kind| *kind == kind_of(key))
}
