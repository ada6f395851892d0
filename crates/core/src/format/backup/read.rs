//! Reading a backup: refused whole, or read whole.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::sound::{check_one, compare_counts, migrate, refuse_dangling, refuse_repeated};
use super::tally::Tally;
use super::write::hexadecimal;
use super::{BEGINNING, CHECKSUM, DIGITS, DOCUMENTS, END, FORMAT_VERSION, Header, Refusal, TAIL};
use crate::format::document::{self, Decoded, VERSION};
use crate::model::{Protocol, Record, ReferenceSet};
use crate::references::Known;

/// The most that is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub bytes: usize,
    pub documents: usize,
    /// Of one document.
    pub document: usize,
}

impl Default for Limits {
    /// Five times a caseload of ten years with 500 students.
    fn default() -> Self {
        Self {
            bytes: 200_000_000,
            documents: 500_000,
            document: 20_000_000,
        }
    }
}

/// A file that was read and found sound.
#[derive(Clone, Debug)]
pub struct Backup<'f> {
    pub header: Header,
    pub tally: Tally,
    documents: Vec<Document<'f>>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Document<'f> {
    #[serde(borrow)]
    pub(super) key: Cow<'f, str>,
    #[serde(borrow, deserialize_with = "raw")]
    pub(super) body: Cow<'f, str>,
}

/// Reads the bytes of a file.
///
/// # Errors
/// With the reason why the file is not to be restored.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Backup<'_>, Refusal> {
    let mut reading = Reading::begin(bytes, limits)?;
    while reading.step(usize::MAX)? {}
    Ok(reading.finish())
}

impl Backup<'_> {
    /// Key and body of each document.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.documents
            .iter()
            .map(|document| (&*document.key, &*document.body))
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

/// A file on its way in, a slice at a time, for a page that must stay alive meanwhile.
pub struct Reading<'f> {
    covered: &'f str,
    checksum: &'f str,
    header: Header,
    /// What of the documents is not read yet.
    rest: &'f str,
    stage: Stage,
    documents: Vec<Document<'f>>,
    known: Known,
    tally: Tally,
    /// Whether the documents are checked, or only the bytes.
    checks: bool,
    limits: Limits,
}

enum Stage {
    /// Comparing the checksum, from here on.
    Hash {
        digest: Sha256,
        from: usize,
    },
    Parse,
    /// Decoding and checking, from this document on.
    Check {
        from: usize,
    },
    Done,
}

impl<'f> Reading<'f> {
    /// Looks at the size, the beginning and the end.
    ///
    /// # Errors
    /// When these alone say that the file is not to be restored.
    pub fn begin(bytes: &'f [u8], limits: Limits) -> Result<Self, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        if bytes.len() > limits.bytes {
            return Err(Refusal::TooLarge {
                bytes: bytes.len(),
                limit: limits.bytes,
            });
        }
        refuse_other_formats(bytes)?;
        let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Damaged)?;
        let (covered, checksum) = split_checksum(text)?;
        let (header, rest) = covered.split_once(DOCUMENTS).ok_or(Refusal::Damaged)?;
        Ok(Self {
            covered,
            checksum,
            header: read_header(header, limits)?,
            rest,
            stage: Stage::Hash {
                digest: Sha256::new(),
                from: 0,
            },
            documents: Vec::new(),
            known: Known::default(),
            tally: Tally::default(),
            checks: true,
            limits,
        })
    }

    /// A snapshot that this workspace took of itself: it comes back as it was, sound or not.
    ///
    /// # Errors
    /// As [`Reading::begin`].
    pub fn begin_snapshot(bytes: &'f [u8], limits: Limits) -> Result<Self, Refusal> {
        Ok(Self {
            checks: false,
            ..Self::begin(bytes, limits)?
        })
    }

    /// Does the work of about so many bytes. `false` once all is done.
    ///
    /// # Errors
    /// When the file is not to be restored.
    pub fn step(&mut self, bytes: usize) -> Result<bool, Refusal> {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Hash { digest, from } => self.hash(digest, from, bytes)?,
            Stage::Parse => self.parse(bytes)?,
            Stage::Check { from } => self.check(from, bytes)?,
            Stage::Done => Stage::Done,
        };
        Ok(!matches!(self.stage, Stage::Done))
    }

    /// How much of it is done, from 0 to 1.
    pub fn done(&self) -> f64 {
        let whole = self.covered.len().max(1) as f64;
        match self.stage {
            Stage::Hash { from, .. } => 0.2 * from as f64 / whole,
            Stage::Parse => 0.2 + 0.2 * (1.0 - self.rest.len() as f64 / whole),
            Stage::Check { from } => 0.4 + 0.6 * from as f64 / self.documents.len().max(1) as f64,
            Stage::Done => 1.0,
        }
    }

    /// The backup. Call it when [`Reading::step`] has said that all is done; before that there is
    /// none to give, and the one given is empty.
    pub fn finish(self) -> Backup<'f> {
        let done = matches!(self.stage, Stage::Done);
        Backup {
            header: self.header,
            tally: self.tally,
            documents: if done { self.documents } else { Vec::new() },
        }
    }

    fn hash(&self, mut digest: Sha256, from: usize, bytes: usize) -> Result<Stage, Refusal> {
        let until = from.saturating_add(bytes).min(self.covered.len());
        digest.update(&self.covered.as_bytes()[from..until]);
        if until < self.covered.len() {
            return Ok(Stage::Hash {
                digest,
                from: until,
            });
        }
        if hexadecimal(digest) == self.checksum {
            Ok(Stage::Parse)
        } else {
            Err(Refusal::Damaged)
        }
    }

    fn parse(&mut self, bytes: usize) -> Result<Stage, Refusal> {
        let before = self.rest.len();
        while before - self.rest.len() < bytes {
            let next = self.rest.trim_start();
            if next.is_empty() {
                if !self.checks {
                    return Ok(Stage::Done);
                }
                self.know_all()?;
                return Ok(Stage::Check { from: 0 });
            }
            let next = match (self.documents.is_empty(), next.strip_prefix(',')) {
                (true, _) => next,
                (false, Some(next)) => next,
                (false, None) => return Err(form("documents without a comma between them")),
            };
            let mut stream = serde_json::Deserializer::from_str(next).into_iter::<Document<'f>>();
            let document = match stream.next() {
                Some(Ok(document)) => document,
                Some(Err(error)) => return Err(form(&error.to_string())),
                None => return Err(form("a comma without a document")),
            };
            self.rest = &next[stream.byte_offset()..];
            self.refuse_too_much(&document)?;
            self.documents.push(document);
        }
        Ok(Stage::Parse)
    }

    /// The header may say less than there is.
    fn refuse_too_much(&self, next: &Document<'_>) -> Result<(), Refusal> {
        let (said, limit) = (self.documents.len() + 1, self.limits.documents);
        if said > limit {
            return Err(Refusal::TooMany { said, limit });
        }
        let (bytes, limit) = (next.body.len(), self.limits.document);
        if bytes > limit && self.checks {
            return Err(Refusal::LargeDocument {
                key: next.key.chars().take(80).collect(),
                bytes,
                limit,
            });
        }
        Ok(())
    }

    /// What can be said once every key is known: counts, what is there twice, and the
    /// versions that sessions and goals speak of.
    fn know_all(&mut self) -> Result<(), Refusal> {
        compare_counts(&self.header.counts, &self.documents)?;
        refuse_repeated(&self.documents, &mut self.known)?;
        for document in &mut self.documents {
            migrate(document, self.header.schema)?;
            if ![Protocol::KIND, ReferenceSet::KIND].contains(&document::kind_of(&document.key)) {
                continue;
            }
            match document::decode(&document.key, &document.body)? {
                Decoded::Protocol(id, entry) => {
                    let protocol = entry.value.iter();
                    protocol.for_each(|protocol| self.known.note_versions(id, protocol));
                }
                Decoded::ReferenceSet(id, entry) => {
                    let set = entry.value.iter();
                    set.for_each(|set| self.known.note_editions(id, set));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn check(&mut self, from: usize, bytes: usize) -> Result<Stage, Refusal> {
        let mut size = 0_usize;
        for (at, document) in self.documents.iter().enumerate().skip(from) {
            if size >= bytes {
                return Ok(Stage::Check { from: at });
            }
            size += document.body.len();
            if let Some(decoded) = check_one(document)? {
                refuse_dangling(&document.key, &decoded, &self.known)?;
                self.tally.add(&decoded);
            }
        }
        Ok(Stage::Done)
    }
}

fn refuse_other_formats(bytes: &[u8]) -> Result<(), Refusal> {
    let beginning = BEGINNING.as_bytes();
    let Some(rest) = bytes.strip_prefix(beginning) else {
        let cut = beginning.starts_with(bytes);
        return Err(if cut {
            Refusal::CutOff
        } else {
            Refusal::NotOurs
        });
    };
    let digits: Vec<u8> = rest
        .iter()
        .copied()
        .take(9)
        .take_while(u8::is_ascii_digit)
        .collect();
    let version = std::str::from_utf8(&digits)
        .ok()
        .and_then(|digits| digits.parse().ok());
    match version {
        Some(found) if found > FORMAT_VERSION => Err(Refusal::Newer {
            found,
            known: FORMAT_VERSION,
        }),
        Some(FORMAT_VERSION) => Ok(()),
        _ if rest.len() == digits.len() => Err(Refusal::CutOff),
        _ => Err(Refusal::Damaged),
    }
}

/// What the checksum covers, and the checksum.
fn split_checksum(text: &str) -> Result<(&str, &str), Refusal> {
    let at = text.len().checked_sub(TAIL).ok_or(Refusal::CutOff)?;
    let (covered, tail) = text.split_at_checked(at).ok_or(Refusal::CutOff)?;
    tail.strip_prefix(CHECKSUM)
        .and_then(|tail| tail.strip_suffix(END))
        .filter(|digits| {
            digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
        .map(|digits| (covered, digits))
        .ok_or(Refusal::CutOff)
}

fn read_header(text: &str, limits: Limits) -> Result<Header, Refusal> {
    let header: Header =
        serde_json::from_str(&format!("{text}}}")).map_err(|_| Refusal::Damaged)?;
    if header.schema > VERSION {
        return Err(Refusal::Newer {
            found: header.schema,
            known: VERSION,
        });
    }
    let said = header
        .counts
        .values()
        .fold(0_usize, |sum, count| sum.saturating_add(*count));
    if said > limits.documents {
        return Err(Refusal::TooMany {
            said,
            limit: limits.documents,
        });
    }
    Ok(header)
}

fn form(reason: &str) -> Refusal {
    Refusal::Form {
        reason: reason.to_owned(),
    }
}

fn raw<'de: 'f, 'f, D: serde::Deserializer<'de>>(from: D) -> Result<Cow<'f, str>, D::Error> {
    <&'de RawValue>::deserialize(from).map(|raw| Cow::Borrowed(raw.get()))
}
