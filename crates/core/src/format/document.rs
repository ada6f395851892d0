//! A stored document: its key says what it is, its body is JSON text.

use serde_json::Value;

use crate::caseload::Caseload;
use crate::change;
use crate::model::{
    Calendar, Entry, Group, Id, Measure, Plan, Protocol, Record, ReferenceSet, Session, Settings,
    Stamp, Student, text,
};

/// The version of the documents that this build writes. Raised with each migration.
///
/// - 2: plans carry decisions and skills, phases their dimensions, protocols a criterion of
///   mastery; reference sets are documents. All of it is added, so nothing has to be rewritten; but
///   an older build would drop what it does not know, so it has to refuse.
pub const VERSION: u32 = 2;

/// Kinds of documents that are stored beside the caseload and not part of it.
pub const HISTORY: &str = "history";
pub const DRAFT: &str = "draft";
pub const SNAPSHOT: &str = "snapshot";
/// Documents that could not be read, set aside by a repair as they were found.
pub const ASIDE: &str = "aside";
/// What this workspace knows about its own backups.
pub const SAFETY: &str = "safety";

/// The kinds a caseload consists of, in the order in which they refer to each other.
pub const KINDS: [&str; 9] = [
    Settings::KIND,
    Calendar::KIND,
    Student::KIND,
    Measure::KIND,
    ReferenceSet::KIND,
    Protocol::KIND,
    Group::KIND,
    Plan::KIND,
    Session::KIND,
];

/// The fields of a document as it is stored.
pub(crate) const STAMP: &str = "stamp";
pub(crate) const VALUE: &str = "value";
/// When it was deleted. Its value is kept, but what reads the document does not see it.
pub(crate) const DELETED: &str = "deleted";

/// Bytes that are not a document, or not one that this build can read.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum FormatError {
    #[error("“{0}” is not the key of a document of this program.")]
    Key(String),
    #[error("The document “{key}” cannot be read: {reason}.")]
    Body { key: String, reason: String },
    #[error("The data is of version {found}; this build reads up to version {VERSION}.")]
    Newer { found: u32 },
    #[error("{0}")]
    File(String),
}

/// Calls a generic function with the record type that a key names.
macro_rules! by_kind {
    ($key:expr, $function:ident($($argument:expr),*)) => {
        match kind_of($key) {
            Student::KIND => $function::<Student>($($argument),*),
            Group::KIND => $function::<Group>($($argument),*),
            Protocol::KIND => $function::<Protocol>($($argument),*),
            Measure::KIND => $function::<Measure>($($argument),*),
            ReferenceSet::KIND => $function::<ReferenceSet>($($argument),*),
            Plan::KIND => $function::<Plan>($($argument),*),
            Session::KIND => $function::<Session>($($argument),*),
            Calendar::KIND => $function::<Calendar>($($argument),*),
            Settings::KIND => $function::<Settings>($($argument),*),
            _ => Err(FormatError::Key(short($key))),
        }
    };
}

/// A document read as the record that it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoded {
    Settings(Id<Settings>, Entry<Settings>),
    Calendar(Id<Calendar>, Entry<Calendar>),
    Student(Id<Student>, Entry<Student>),
    Measure(Id<Measure>, Entry<Measure>),
    ReferenceSet(Id<ReferenceSet>, Entry<ReferenceSet>),
    Protocol(Id<Protocol>, Entry<Protocol>),
    Group(Id<Group>, Entry<Group>),
    Plan(Id<Plan>, Entry<Plan>),
    Session(Id<Session>, Entry<Session>),
}

impl Decoded {
    /// Whether it holds a record, rather than the trace of a deleted one.
    pub fn is_living(&self) -> bool {
        match self {
            Self::Settings(_, entry) => entry.value.is_some(),
            Self::Calendar(_, entry) => entry.value.is_some(),
            Self::Student(_, entry) => entry.value.is_some(),
            Self::Measure(_, entry) => entry.value.is_some(),
            Self::ReferenceSet(_, entry) => entry.value.is_some(),
            Self::Protocol(_, entry) => entry.value.is_some(),
            Self::Group(_, entry) => entry.value.is_some(),
            Self::Plan(_, entry) => entry.value.is_some(),
            Self::Session(_, entry) => entry.value.is_some(),
        }
    }
}

/// Reads a document by itself.
///
/// # Errors
/// For a key that is not ours, a body that is not such a document, or one under the wrong key.
pub fn decode(key: &str, body: &str) -> Result<Decoded, FormatError> {
    match kind_of(key) {
        Settings::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Settings(id, entry)),
        Calendar::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Calendar(id, entry)),
        Student::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Student(id, entry)),
        Measure::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Measure(id, entry)),
        ReferenceSet::KIND => {
            decode_one(key, body).map(|(id, entry)| Decoded::ReferenceSet(id, entry))
        }
        Protocol::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Protocol(id, entry)),
        Group::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Group(id, entry)),
        Plan::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Plan(id, entry)),
        Session::KIND => decode_one(key, body).map(|(id, entry)| Decoded::Session(id, entry)),
        _ => Err(FormatError::Key(short(key))),
    }
}

/// Reads a document into its shelf.
///
/// # Errors
/// For a key that is not ours, a body that is not such a document, or one under the wrong key.
pub fn read_into(caseload: &mut Caseload, key: &str, body: &str) -> Result<(), FormatError> {
    by_kind!(key, read_one(caseload, key, body))
}

/// Takes a document out of its shelf without a trace.
///
/// # Errors
/// For a key that is not ours.
pub fn forget(caseload: &mut Caseload, key: &str) -> Result<(), FormatError> {
    by_kind!(key, forget_one(caseload, key))
}

/// The body of a document as it is now; `None` if there is none.
///
/// # Errors
/// For a key that is not ours.
pub fn body_of(caseload: &Caseload, key: &str) -> Result<Option<String>, FormatError> {
    by_kind!(key, body_of_one(caseload, key))
}

/// Every living document of a caseload with its key.
pub fn all(caseload: &Caseload) -> Vec<(String, String)> {
    let mut documents = Vec::new();
    write_all::<Settings>(caseload, &mut documents);
    write_all::<Calendar>(caseload, &mut documents);
    write_all::<Student>(caseload, &mut documents);
    write_all::<Measure>(caseload, &mut documents);
    write_all::<ReferenceSet>(caseload, &mut documents);
    write_all::<Protocol>(caseload, &mut documents);
    write_all::<Group>(caseload, &mut documents);
    write_all::<Plan>(caseload, &mut documents);
    write_all::<Session>(caseload, &mut documents);
    documents
}

/// The body of a document that is deleted now: its text stays, for a merge to bring back.
pub fn deleted(body: &str, stamp: Stamp) -> String {
    let mut document = serde_json::from_str(body).unwrap_or(Value::Null);
    match document.as_object_mut() {
        Some(fields) if fields.contains_key(VALUE) => {
            fields.insert(DELETED.into(), stamp.to_string().into());
            document.to_string()
        }
        _ => serde_json::json!({ STAMP: stamp.to_string() }).to_string(),
    }
}

/// Whether a body is that of a deleted document. Quotes in what a person typed are escaped, so that
/// this text can only be a field.
pub fn is_deleted(body: &str) -> bool {
    body.contains("\"deleted\":\"")
}

/// The body that a deleted document had; `None` where it is not deleted, or nothing of it was kept.
pub fn kept(body: &str) -> Option<String> {
    Some(kept_value(body)?.to_string())
}

/// A deleted document as it was, set anew.
pub fn revived(body: &str, stamp: Stamp) -> Option<String> {
    let mut document = kept_value(body)?;
    document[STAMP] = stamp.to_string().into();
    Some(document.to_string())
}

fn kept_value(body: &str) -> Option<Value> {
    if !is_deleted(body) {
        return None;
    }
    let mut document: Value = serde_json::from_str(body).ok()?;
    let fields = document.as_object_mut()?;
    fields.remove(DELETED)?;
    fields.contains_key(VALUE).then_some(document)
}

/// What stays of a deleted document when its text goes: that it was deleted, and when.
pub fn bare(body: &str) -> Option<String> {
    let document = serde_json::from_str(body).ok()?;
    let tombstone = as_in_memory(document);
    tombstone
        .get(VALUE)
        .is_none()
        .then(|| tombstone.to_string())
}

/// A body as it is in memory: of what is deleted, only the tombstone.
pub fn as_in_memory(mut document: Value) -> Value {
    match document.get_mut(DELETED) {
        Some(deleted) => serde_json::json!({ STAMP: deleted.take() }),
        None => document,
    }
}

/// "student" of "student/…".
pub fn kind_of(key: &str) -> &str {
    key.split('/').next().unwrap_or_default()
}

/// The id at the end of a key.
///
/// # Errors
/// When the key does not end with one.
pub fn id_of<R>(key: &str) -> Result<Id<R>, FormatError> {
    key.rsplit('/')
        .next()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| FormatError::Key(short(key)))
}

fn read_one<R: Record>(caseload: &mut Caseload, key: &str, body: &str) -> Result<(), FormatError> {
    let (id, entry) = decode_one::<R>(key, body)?;
    caseload.latest = caseload.latest.max(entry.stamp).max(latest_stamp(body));
    R::shelf_mut(caseload).put(id, entry);
    Ok(())
}

fn decode_one<R: Record>(key: &str, body: &str) -> Result<(Id<R>, Entry<R>), FormatError> {
    let id = id_of::<R>(key)?;
    let unreadable = |reason: String| FormatError::Body {
        key: short(key),
        reason,
    };
    let entry: Entry<R> = serde_json::from_str(&text::without_overrides(body))
        .map_err(|error| unreadable(error.to_string()))?;
    if entry
        .value
        .as_ref()
        .is_some_and(|record| record.key(id) != key)
    {
        return Err(unreadable("it lies under a key that is not its own".into()));
    }
    Ok((id, entry))
}

/// The latest stamp within a body, its lists included. Quotes in what a person typed are escaped,
/// so that this text can only be a field.
pub(crate) fn latest_stamp(body: &str) -> Stamp {
    let of = |field: &'static str| {
        body.match_indices(field).filter_map(move |(at, _)| {
            body.get(at + field.len()..)?
                .split('"')
                .next()?
                .parse()
                .ok()
        })
    };
    of("\"stamp\":\"")
        .chain(of("\"deleted\":\""))
        .max()
        .unwrap_or_default()
}

fn forget_one<R: Record>(caseload: &mut Caseload, key: &str) -> Result<(), FormatError> {
    let id = id_of::<R>(key)?;
    R::shelf_mut(caseload).forget(id);
    Ok(())
}

fn body_of_one<R: Record>(caseload: &Caseload, key: &str) -> Result<Option<String>, FormatError> {
    let id = id_of::<R>(key)?;
    Ok(R::shelf(caseload).entry(id).map(change::body))
}

fn write_all<R: Record>(caseload: &Caseload, documents: &mut Vec<(String, String)>) {
    for (id, entry) in R::shelf(caseload).entries() {
        if let Some(record) = &entry.value {
            documents.push((record.key(id), change::body(entry)));
        }
    }
}

/// A key in a message: short enough to read.
fn short(key: &str) -> String {
    key.chars().take(80).collect()
}

/// What a version did to the body of a document of the version before: frozen once released.
type Migration = fn(Value) -> Value;

/// The migrations from version 1 on. A version that only adds has none.
const MIGRATIONS: [Option<Migration>; VERSION as usize - 1] = [None];

/// Brings the body of a document of an older version to the present one; `None` where it is as it
/// should be, letter by letter.
///
/// # Errors
/// When the version is newer than this build, or the body that has to change is not JSON.
pub fn migrate(key: &str, body: &str, version: u32) -> Result<Option<String>, FormatError> {
    if version > VERSION {
        return Err(FormatError::Newer { found: version });
    }
    let done = version.saturating_sub(1) as usize;
    let mut missing = MIGRATIONS.into_iter().skip(done).flatten().peekable();
    if missing.peek().is_none() {
        return Ok(None);
    }
    let body = serde_json::from_str(body).map_err(|error| FormatError::Body {
        key: short(key),
        reason: error.to_string(),
    })?;
    let migrated = missing.fold(body, |body: Value, migration| migration(body));
    Ok(Some(migrated.to_string()))
}
