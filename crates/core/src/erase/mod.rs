//! Erasing a student for good, with everything that belongs to the student.
//!
//! Unlike removing, this leaves no way back: history, drafts and snapshots that speak of the
//! student go too. What stays is one tombstone without a name, so that no older copy of the
//! caseload brings the student back.

use std::collections::BTreeSet;

use crate::change::{self, Change};
use crate::context::Context;
use crate::format::document::{self, ASIDE, DRAFT, Decoded, HISTORY, SNAPSHOT};
use crate::history::History;
use crate::model::{Entry, Group, Id, Plan, Record, Session, Student, Who, text};

/// What goes, or went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    pub plans: usize,
    pub scores: usize,
    /// Sessions with this student alone.
    pub sessions: usize,
    /// Places in the attendance of group sessions.
    pub attendances: usize,
    pub memberships: usize,
    pub history: usize,
    pub drafts: usize,
    pub snapshots: usize,
    /// Notes of sessions that stay and that may name the student: only a person can tell.
    pub notes_to_look_at: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Erasure {
    pub changes: Vec<Change>,
    pub receipt: Receipt,
}

/// What has to be written so that nothing of the student is left, given all documents of the
/// workspace by key and body.
pub fn erase(documents: &[(&str, &str)], student: Id<Student>, context: &mut Context) -> Erasure {
    let mut erasing = Erasing {
        student,
        given_name: given_name(documents, student),
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

struct Erasing {
    student: Id<Student>,
    given_name: String,
    /// The keys of the documents that go.
    erased: BTreeSet<String>,
    erasure: Erasure,
}

impl Erasing {
    fn record(&mut self, key: &str, body: &str, context: &mut Context) {
        if document::kind_of(key) == Student::KIND {
            if document::id_of(key) == Ok(self.student) {
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
            Ok(Decoded::Session(_, entry)) => self.session(key, body, entry),
            _ => {}
        }
    }

    /// Whether a record is of this student alone.
    fn owns(&self, record: &Decoded) -> bool {
        match record {
            Decoded::Plan(_, entry) => entry
                .value
                .as_ref()
                .is_some_and(|plan| plan.student == self.student),
            Decoded::Session(_, entry) => entry
                .value
                .as_ref()
                .is_some_and(|session| session.who == Who::Student(self.student)),
            _ => false,
        }
    }

    fn plan(&mut self, key: &str, body: &str, entry: Entry<Plan>) {
        let own = entry.value.filter(|plan| plan.student == self.student);
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
            .filter(|(_, stay)| stay.student == self.student)
            .map(|(id, _)| id)
            .collect();
        if stays.is_empty() {
            return;
        }
        self.erasure.receipt.memberships += stays.len();
        stays.into_iter().for_each(|id| group.members.forget(id));
        self.change(key, body, Some(change::body(&Entry::new(stamp, group))));
    }

    fn session(&mut self, key: &str, body: &str, entry: Entry<Session>) {
        let Entry {
            stamp,
            value: Some(mut session),
        } = entry
        else {
            return;
        };
        if session.who == Who::Student(self.student) {
            self.erasure.receipt.sessions += 1;
            self.remove(key, body);
            return;
        }
        let names = !self.given_name.is_empty()
            && text::folded(&session.note).contains(self.given_name.as_str());
        self.erasure.receipt.notes_to_look_at += usize::from(names);
        if session.attendance.entry(self.student).is_some() {
            self.erasure.receipt.attendances +=
                usize::from(session.attendance.contains(self.student));
            session.attendance.forget(self.student);
            self.change(key, body, Some(change::body(&Entry::new(stamp, session))));
        }
    }

    /// Documents that follow the records: what was removed and names the student among others, what
    /// made up for a session that is gone, history, drafts, copies.
    fn link_or_remains(&mut self, key: &str, body: &str, context: &mut Context) {
        let names = || body.contains(&self.student.to_string());
        match document::kind_of(key) {
            Student::KIND => {}
            kind if document::KINDS.contains(&kind) && document::is_deleted(body) => {
                self.removed_before(key, body, names());
            }
            Session::KIND => self.unlink(key, body, context),
            HISTORY if names() || self.touched(body) => {
                self.erasure.receipt.history += 1;
                self.remove(key, body);
            }
            DRAFT if names() || self.erased.iter().any(|key| body.contains(id_part(key))) => {
                self.erasure.receipt.drafts += 1;
                self.remove(key, body);
            }
            SNAPSHOT if names() => {
                self.erasure.receipt.snapshots += 1;
                self.remove(key, body);
            }
            ASIDE if names() || key.contains(&self.student.to_string()) => self.remove(key, body),
            _ => {}
        }
    }

    /// What is only a trace by now, kept because without it an older copy would bring it back.
    fn removed_before(&mut self, key: &str, body: &str, names: bool) {
        if names && !self.erased.contains(key) {
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

    /// Whether a step of the history was about a document that is gone.
    fn touched(&self, body: &str) -> bool {
        serde_json::from_str::<History>(body).is_ok_and(|history| {
            history
                .documents
                .iter()
                .any(|step| self.erased.contains(&step.key))
        })
    }

    fn remove(&mut self, key: &str, body: &str) {
        self.erased.insert(key.to_owned());
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

fn given_name(documents: &[(&str, &str)], student: Id<Student>) -> String {
    let key = Student::default().key(student);
    documents
        .iter()
        .find(|(known, _)| *known == key)
        .and_then(|(key, body)| {
            let kept = document::kept(body);
            document::decode(key, kept.as_deref().unwrap_or(body)).ok()
        })
        .and_then(|decoded| match decoded {
            Decoded::Student(_, entry) => entry.value,
            _ => None,
        })
        .map(|student| text::folded(&student.given_name))
        .unwrap_or_default()
}

fn id_part(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::format::backup::{Limits, read};
    use crate::model::{Device, Stamp};

    const FILE: &str = include_str!("../../../tests/fixtures/backup-v1.json");

    fn erase_all_of(name: &str) -> (Vec<(String, String)>, Erasure, Id<Student>) {
        let backup = read(FILE.as_bytes(), Limits::default()).unwrap();
        let snapshot = ("snapshot/1", FILE);
        let documents: Vec<_> = backup.documents().chain([snapshot]).collect();
        let student = documents
            .iter()
            .find(|(key, body)| key.starts_with("student/") && body.contains(name))
            .map(|(key, _)| document::id_of(key).unwrap())
            .unwrap();
        let mut context = Context::new(
            1_900_000_000_000,
            date(2026, 11, 24),
            Device(1),
            Stamp::default(),
            0,
        );
        let erasure = erase(&documents, student, &mut context);
        let mut left: Vec<(String, String)> = documents
            .iter()
            .map(|(key, body)| (key.to_string(), body.to_string()))
            .collect();
        for change in &erasure.changes {
            left.retain(|(key, _)| *key != change.key);
            left.extend(change.after.clone().map(|body| (change.key.clone(), body)));
        }
        (left, erasure, student)
    }

    #[test]
    fn nothing_of_the_student_is_left() {
        let (left, erasure, student) = erase_all_of("Smith-O'Neil");
        let expected = Receipt {
            plans: 1,
            scores: 2,
            sessions: 0,
            attendances: 1,
            memberships: 1,
            history: 0,
            drafts: 0,
            snapshots: 1,
            notes_to_look_at: 1,
        };
        assert_eq!(erasure.receipt, expected);
        for (key, body) in left {
            assert!(!body.contains(&student.to_string()), "{key}: {body}");
            assert!(!body.contains("O'Neil"), "{key}: {body}");
        }
    }

    #[test]
    fn sessions_with_the_student_alone_go_with_their_history() {
        let (left, erasure, _) = erase_all_of("李");
        assert_eq!((erasure.receipt.sessions, erasure.receipt.history), (2, 1));
        let borrowed: Vec<_> = left
            .iter()
            .map(|(key, body)| (key.as_str(), body.as_str()))
            .collect();
        assert!(crate::check::check(&borrowed).is_clean());
    }

    #[test]
    fn one_change_for_each_document() {
        for name in ["Smith-O'Neil", "Lindqvist", "李"] {
            let (_, erasure, _) = erase_all_of(name);
            let keys: BTreeSet<_> = erasure.changes.iter().map(|change| &change.key).collect();
            assert_eq!(keys.len(), erasure.changes.len());
        }
    }
}
