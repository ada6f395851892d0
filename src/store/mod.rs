//! The one door to IndexedDB: documents on one shelf, by key.
//!
//! The store knows no nouns. A workspace is a database with a single object store; a value is
//! `{rev, v, body}` under an out-of-line key, so the layout never needs an IndexedDB upgrade.
//!
//! What it promises:
//! - a write has happened when the transaction said `complete`, with strict durability, and not
//!   before;
//! - a write that fails has left nothing, and its error is the transaction's own;
//! - a revision is compared inside the transaction that writes, so two tabs never overwrite each
//!   other;
//! - under a lock nothing of a document's text reaches the disk, and a window that does not know of
//!   the lock can neither read nor write;
//! - a connection the browser closed is opened again once; one that was closed for a newer version
//!   of the app is not.

pub mod beside;
mod commit;
mod connection;
mod document;
mod error;
mod exchange;
mod feed;
mod key_range;
mod read;
mod replace;
mod reseal;
mod same;
mod seal;
mod stored;
mod transaction;
mod workspace;

pub use document::{Document, FORMAT_VERSION, Write};
pub use error::{Next, StoreError};
pub use exchange::Seen;
pub use key_range::KeyRange;
pub use workspace::{Lost, Store};
