//! Erasing students for good, with everything that belongs to them.
//!
//! Unlike removing, this leaves no way back: history, drafts, what was set aside and what was
//! remembered of files go too where they speak of a student. A snapshot goes as a whole, and with
//! it the way back from the restore, merge or repair it was taken before. What stays is one
//! tombstone a student without a name, so that no older copy of the caseload brings one back.

mod mentions;
mod names;
pub mod receipt;
pub mod retention;

use std::collections::{BTreeMap, BTreeSet};

use crate::caseload::Caseload;
use crate::change::{self, Change};
use crate::context::Context;
use crate::format::document::{self, ASIDE, DRAFT, Decoded, HISTORY, SNAPSHOT};
use crate::history::History;
use crate::model::{Entry, Group, Id, Plan, Record, Session, Settings, Student, Who};
use crate::order::Order;
pub use mentions::Mention;
pub(crate) use names::Names;
pub use receipt::Receipt;

/// Who goes, and what else a person chose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    pub students: BTreeSet<Id<Student>>,
    /// Keys of sessions that stay while their notes go, and of what lies beside the records and
    /// goes as a whole.
    pub also: BTreeSet<String>,
}

impl From<Id<Student>> for Chosen {
    fn from(student: Id<Student>) -> Self {
        Self {
            students: [student].into(),
            also: BTreeSet::new(),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Erasure {
    pub changes: Vec<Change>,
    pub receipt: Receipt,
    /// Texts that stay, may name a student, and that only a person can judge.
    pub mentions: Vec<Mention>,
}

/// What has to be written so that nothing of the students is left, given all documents of the
/// workspace by key and body.
pub fn erase(documents: &[(&str, &str)], chosen: &Chosen, context: &mut Context) -> Erasure {
    let names = Names::of(documents, |id| chosen.students.contains(&id));
    let mut erasure = erase_named(documents, chosen, &names, context);
    erasure.mentions = mentions_in(documents, &erasure.changes, &names);
    erasure
}

/// Where the texts that stay are, for a receipt: it names nobody.
pub fn places(
    mentions: &[Mention],
    documents: &[(&str, &str)],
    chosen: &Chosen,
    caseload: &Caseload,
) -> Vec<String> {
    let names = Names::of(documents, |id| chosen.students.contains(&id));
    let mut caseload = caseload.clone();
    caseload.name_by_initials(true);
    let bodies: BTreeMap<_, _> = documents.iter().copied().collect();
    let mut places: Vec<String> = Vec::new();
    for mention in mentions {
        let body = bodies.get(mention.key.as_str()).copied();
        let place = mention.place_without_names(body.unwrap_or_default(), &caseload, &names);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.order();
    places
}

/// Looked for in what is left when all else is done.
fn mentions_in(documents: &[(&str, &str)], changes: &[Change], names: &Names) -> Vec<Mention> {
    let changed: BTreeMap<_, _> = changes
        .iter()
        .map(|change| (change.key.as_str(), change.after.as_deref()))
        .collect();
    let left = documents.iter().filter_map(|&(key, body)| {
        let body = changed.get(key).copied().unwrap_or(Some(body))?;
        Some(mentions::of_document(key, body, names))
    });
    left.flatten().collect()
}

/// The same where the names are known from elsewhere: what was erased on another device has none.
pub(crate) fn erase_named(
    documents: &[(&str, &str)],
    chosen: &Chosen,
    names: &Names,
    context: &mut Context,
) -> Erasure {
    let mut erasing = Erasing {
        chosen,
        ids: chosen.students.iter().map(Id::to_string).collect(),
        names,
        erased: BTreeSet::new(),
        erasure: Erasure::default(),
    };
    for &(key, body) in documents {
        erasing.record(key, body, context);
    }
    // Only now is it known which plans and sessions are gone.
    for &(key, body) in documents {
        erasing.link_or_remains(key, body, context);
    }
    erasing.erasure
}

struct Erasing<'c> {
    chosen: &'c Chosen,
    /// The students as their ids stand in texts.
    ids: Vec<String>,
    names: &'c Names,
    /// The keys of the records that go.
    erased: BTreeSet<String>,
    erasure: Erasure,
}

impl Erasing<'_> {
    fn record(&mut self, key: &str, body: &str, context: &mut Context) {
        if document::kind_of(key) == Student::KIND {
            if document::id_of(key).is_ok_and(|id| self.is_one(id)) {
                self.erasure.receipt.students += 1;
                let tombstone = Entry::<Student>::tombstone(context.stamp());
                self.change(key, body, Some(change::body(&tombstone)));
            }
            return;
        }
        if let Some(kept) = document::kept(body) {
            if document::decode(key, &kept).is_ok_and(|removed| self.owns(&removed)) {
                self.remove(key, body);
            }
            return;
        }
        match document::decode(key, body) {
            Ok(Decoded::Plan(_, entry)) => self.plan(key, body, entry),
            Ok(Decoded::Group(_, entry)) => self.group(key, body, entry),
            Ok(Decoded::Session(_, entry)) => self.session(key, body, entry, context),
            Ok(Decoded::Settings(_, entry)) => self.settings(key, body, entry, context),
            _ => {}
        }
    }

    fn is_one(&self, student: Id<Student>) -> bool {
        self.chosen.students.contains(&student)
    }

    /// Whether a record is of this student alone.
    fn owns(&self, record: &Decoded) -> bool {
        match record {
            Decoded::Plan(_, entry) => entry
                .value
                .as_ref()
                .is_some_and(|plan| self.is_one(plan.student)),
            Decoded::Session(_, entry) => entry
                .value
                .as_ref()
                .is_some_and(|session| self.is_of_one(session)),
            _ => false,
        }
    }

    fn is_of_one(&self, session: &Session) -> bool {
        matches!(session.who, Who::Student(student) if self.is_one(student))
    }

    fn plan(&mut self, key: &str, body: &str, entry: Entry<Plan>) {
        let own = entry.value.filter(|plan| self.is_one(plan.student));
        if let Some(plan) = own {
            self.erasure.receipt.plans += 1;
            self.erasure.receipt.scores += plan.probes.len();
            self.remove(key, body);
        }
    }

    fn group(&mut self, key: &str, body: &str, entry: Entry<Group>) {
        let Entry {
            stamp,
            value: Some(mut group),
        } = entry
        else {
            return;
        };
        let stays: Vec<_> = group
            .members
            .iter()
            .filter(|(_, stay)| self.is_one(stay.student))
            .map(|(id, _)| id)
            .collect();
        if stays.is_empty() {
            return;
        }
        self.erasure.receipt.memberships += stays.len();
        stays.into_iter().for_each(|id| group.members.forget(id));
        self.change(key, body, Some(change::body(&Entry::new(stamp, group))));
    }

    fn session(&mut self, key: &str, body: &str, entry: Entry<Session>, context: &mut Context) {
        let Entry {
            mut stamp,
            value: Some(mut session),
        } = entry
        else {
            return;
        };
        if self.is_of_one(&session) {
            self.erasure.receipt.sessions += 1;
            self.remove(key, body);
            return;
        }
        let before = session.clone();
        self.note(key, &mut session);
        if session.note != before.note {
            // Written anew, so that no older copy brings the note back.
            stamp = context.stamp();
        }
        for &student in &self.chosen.students {
            self.erasure.receipt.attendances += usize::from(session.attendance.contains(student));
            session.attendance.forget(student);
        }
        if session != before {
            self.change(key, body, Some(change::body(&Entry::new(stamp, session))));
        }
    }

    /// A note that may name a student goes if that was chosen.
    fn note(&mut self, key: &str, session: &mut Session) {
        if self.chosen.also.contains(key) && self.names.may_be_in(&session.note) {
            self.erasure.receipt.notes += 1;
            session.note.clear();
        }
    }

    /// What was remembered of files: where a file had no headers, its first student stands there.
    fn settings(&mut self, key: &str, body: &str, entry: Entry<Settings>, context: &mut Context) {
        let Some(mut settings) = entry.value else {
            return;
        };
        let before = settings.roster_columns.len() + settings.score_layouts.len();
        let names = &self.names;
        let stays =
            |column: &String, what: &mut String| !names.may_be_in(column) && !names.may_be_in(what);
        settings.roster_columns.retain(stays);
        settings.score_layouts.retain(stays);
        let gone = before - settings.roster_columns.len() - settings.score_layouts.len();
        if gone > 0 {
            self.erasure.receipt.columns += gone;
            let after = change::body(&Entry::new(context.stamp(), settings));
            self.change(key, body, Some(after));
        }
    }

    /// Documents that follow the records: what was removed and names the student among others, what
    /// made up for a session that is gone, history, drafts, copies.
    fn link_or_remains(&mut self, key: &str, body: &str, context: &mut Context) {
        let names = || {
            self.ids
                .iter()
                .any(|id| body.contains(id) || key.contains(id))
        };
        let speaks = || names() || self.names.are_in(body);
        let goes = || speaks() || self.chosen.also.contains(key);
        match document::kind_of(key) {
            Student::KIND => {}
            kind if document::KINDS.contains(&kind) && document::is_deleted(body) => {
                self.removed_before(key, body, speaks());
            }
            Session::KIND => self.unlink(key, body, context),
            HISTORY if speaks() || self.touched(body) => {
                self.erasure.receipt.history += 1;
                self.remove(key, body);
            }
            DRAFT if goes() || self.is_of_erased(key, body) => {
                self.erasure.receipt.drafts += 1;
                self.remove(key, body);
            }
            SNAPSHOT if speaks() => {
                self.erasure.receipt.snapshots += 1;
                self.remove(key, body);
            }
            ASIDE if goes() || self.is_of_erased(key, body) => {
                self.erasure.receipt.set_aside += 1;
                self.remove(key, body);
            }
            _ => {}
        }
    }

    /// What is only a trace by now, kept because without it an older copy would bring it back.
    fn removed_before(&mut self, key: &str, body: &str, speaks: bool) {
        if speaks && !self.erased.contains(key) {
            self.change(key, body, document::bare(body));
        }
    }

    fn unlink(&mut self, key: &str, body: &str, context: &mut Context) {
        if self.erased.contains(key) || !body.contains("\"makes_up\":\"") {
            return;
        }
        let known = self
            .erasure
            .changes
            .iter()
            .position(|change| change.key == key);
        let body_now = known.and_then(|at| self.erasure.changes[at].after.clone());
        let Ok(Decoded::Session(
            _,
            Entry {
                value: Some(mut session),
                ..
            },
        )) = document::decode(key, body_now.as_deref().unwrap_or(body))
        else {
            return;
        };
        let gone = session.makes_up.is_some_and(|missed| {
            self.erased
                .iter()
                .any(|key| key.ends_with(&missed.to_string()))
        });
        if gone {
            session.makes_up = None;
            let after = Some(change::body(&Entry::new(context.stamp(), session)));
            match known {
                Some(at) => self.erasure.changes[at].after = after,
                None => self.change(key, body, after),
            }
        }
    }

    /// Whether what lies beside the records is about a plan or a session that is gone.
    fn is_of_erased(&self, key: &str, body: &str) -> bool {
        let mut erased = self.erased.iter().map(|key| id_part(key));
        erased.any(|id| key.contains(id) || body.contains(id))
    }

    /// Whether a step of the history was about a document that is gone, or holds a text that may
    /// name a student: what is put right in a text today still stands in its way back.
    fn touched(&self, body: &str) -> bool {
        let Ok(history) = serde_json::from_str::<History>(body) else {
            return false;
        };
        let mut steps = history.documents.iter();
        steps.any(|step| {
            self.erased.contains(&step.key)
                || self.chosen.also.contains(&step.key)
                || serde_json::to_value(&step.back)
                    .is_ok_and(|back| mentions::are_in_patch(&back, self.names))
        })
    }

    fn remove(&mut self, key: &str, body: &str) {
        // Keys beside the records are words, such as “draft/meeting”, and no ids to look for.
        if document::KINDS.contains(&document::kind_of(key)) {
            self.erased.insert(key.to_owned());
        }
        self.change(key, body, None);
    }

    fn change(&mut self, key: &str, body: &str, after: Option<String>) {
        self.erasure.changes.push(Change {
            key: key.to_owned(),
            before: Some(body.to_owned()),
            after,
        });
    }
}

fn id_part(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

#[cfg(test)]
mod tests;
