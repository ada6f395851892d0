//! One value beside the workspaces, in a database of its own: what the browser can keep but no text
//! can say, such as a folder. It is in no backup.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::StoreError;
use super::connection::{Connection, Missing};
use super::transaction::Transaction;

/// The value kept under the name of a database; `None` when there is none.
pub async fn kept(database: &str) -> Result<Option<JsValue>, StoreError> {
    let connection = open(database).await?;
    let transaction = Transaction::read(&connection.database)?;
    let request = transaction
        .shelf()
        .get(&KEY.into())
        .map_err(StoreError::from_browser)?;
    transaction.end().await?;
    let value = request.result().map_err(StoreError::from_browser)?;
    Ok((!value.is_undefined()).then_some(value))
}

/// Keeps a value in place of the one before; `None` keeps nothing.
pub async fn keep(database: &str, value: Option<&JsValue>) -> Result<(), StoreError> {
    let connection = open(database).await?;
    let transaction = Transaction::write(&connection.database)?;
    let shelf = transaction.shelf();
    let request = match value {
        Some(value) => shelf.put_with_key(value, &KEY.into()),
        None => shelf.delete(&KEY.into()),
    };
    request.map_err(StoreError::from_browser)?;
    transaction.end().await
}

const KEY: &str = "kept";

/// Nobody waits for it to be lost: it is closed again at once.
async fn open(database: &str) -> Result<Connection, StoreError> {
    Connection::open_unprepared(database, Missing::Create, Rc::new(|_| {})).await
}
