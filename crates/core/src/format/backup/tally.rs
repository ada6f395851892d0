//! What a set of documents holds, in a person's words.

use jiff::civil::Date;

use crate::format::document::{self, Decoded};

/// How much there is of what is not deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub students: usize,
    /// Students who are on the caseload, not archived.
    pub active_students: usize,
    pub groups: usize,
    /// The person's own; the starters ship with the program.
    pub protocols: usize,
    pub plans: usize,
    pub scores: usize,
    pub sessions: usize,
    /// The days of the first and the last session or score.
    pub days: Option<(Date, Date)>,
    /// Documents that cannot be read.
    pub unreadable: usize,
}

/// Counts the documents of a caseload, given by key and body; others are passed over.
pub fn tally<'d>(documents: impl IntoIterator<Item = (&'d str, &'d str)>) -> Tally {
    let mut tally = Tally::default();
    for (key, body) in documents {
        tally.read(key, body);
    }
    tally
}

impl Tally {
    /// Counts one document, if it is of a caseload.
    pub fn read(&mut self, key: &str, body: &str) {
        if !document::KINDS.contains(&document::kind_of(key)) {
            return;
        }
        match document::decode(key, body) {
            Ok(decoded) => self.add(&decoded),
            Err(_) => self.unreadable += 1,
        }
    }

    pub fn add(&mut self, document: &Decoded) {
        match document {
            Decoded::Student(_, entry) => {
                let student = entry.value.as_ref();
                self.students += usize::from(student.is_some());
                self.active_students +=
                    usize::from(student.is_some_and(|student| student.is_active()));
            }
            Decoded::Group(_, entry) => self.groups += usize::from(entry.value.is_some()),
            Decoded::Protocol(_, entry) => self.protocols += usize::from(entry.value.is_some()),
            Decoded::Plan(_, entry) => {
                if let Some(plan) = &entry.value {
                    self.plans += 1;
                    self.scores += plan.probes.len();
                    plan.probes
                        .values()
                        .for_each(|probe| self.extend(probe.date));
                }
            }
            Decoded::Session(_, entry) => {
                if let Some(session) = &entry.value {
                    self.sessions += 1;
                    self.extend(session.date);
                }
            }
            Decoded::Settings(..)
            | Decoded::Calendar(..)
            | Decoded::Measure(..)
            | Decoded::ReferenceSet(..) => {}
        }
    }

    /// Counts under the nouns that the page shows.
    pub fn rows(&self) -> [(&'static str, usize); 6] {
        [
            ("Students", self.students),
            ("Groups", self.groups),
            ("Own protocols", self.protocols),
            ("Plans", self.plans),
            ("Scores", self.scores),
            ("Sessions", self.sessions),
        ]
    }

    fn extend(&mut self, day: Date) {
        self.days = Some(match self.days {
            Some((first, last)) => (first.min(day), last.max(day)),
            None => (day, day),
        });
    }
}
