//! A new log for the browser's database, so that a kill in the middle of a write stays harmless.
//!
//! Chromium writes every change to a log first, and after a start goes on where the log ends. When a
//! kill or a full disk has cut its last record short, what is written behind the piece reads as a
//! part of it: that start still finds everything, the next one finds "checksum mismatch" and
//! discards all that this site keeps. Removing a database, even an empty one, makes it put what it
//! has read into a table and begin a new log. (On ChromeOS every start begins one.)

use std::rc::Rc;

use super::StoreError;
use super::connection::{self, Connection, Missing};

const DATABASE: &str = "aimline-new-log";

/// Has the browser begin a new log: once after each start, and when it had closed the database. A
/// connection has to be open meanwhile, or the browser reads the old log anew.
///
/// # Errors
/// When there is no room, or the browser cannot open or remove a database. Nothing is lost by that:
/// the old log goes on.
pub async fn begin_new_log() -> Result<(), StoreError> {
    drop(Connection::open(DATABASE, Missing::Create, Rc::new(|_| {})).await?);
    connection::delete(DATABASE).await
}
