//! What goes in and out: a document as it lies on the shelf, and a write as it was planned.

/// The version of the stored documents that this build writes, the same as in a backup file. A
/// build that finds a newer one refuses: it would drop what it does not know.
pub const FORMAT_VERSION: u32 = 2;

/// A document as found on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub key: String,
    /// Grows with every write of this key; a key that is deleted and made again never repeats one.
    pub rev: u64,
    /// JSON text. One string crosses into the browser faster than a field at a time.
    pub body: String,
}

/// One document to put or delete, with the revision its planner saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    pub key: String,
    /// The revision found when the change was planned; 0 says that the document must not exist.
    pub expected: u64,
    /// The new body, or `None` to delete.
    pub body: Option<String>,
}
