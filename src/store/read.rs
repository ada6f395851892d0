//! Reading: every question is one transaction, all its requests queued at once.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbRequest;

use super::connection::Connection;
use super::seal::{LOCK, Seal};
use super::stored::{self, Found};
use super::transaction::Transaction;
use super::{Document, KeyRange, StoreError};

pub(super) async fn load(
    connection: &Connection,
    seal: &Seal,
    ranges: &[KeyRange],
) -> Result<Vec<Document>, StoreError> {
    let found = found(connection, seal, ranges).await?;
    seal.open(found).await
}

/// The documents of the ranges as they lie there, without the lock.
pub(super) async fn found(
    connection: &Connection,
    seal: &Seal,
    ranges: &[KeyRange],
) -> Result<Vec<Found>, StoreError> {
    let requests = {
        let transaction = Transaction::read(&connection.database)?;
        let _guard = seal.guard(&transaction)?;
        let ask = |range| ask_range(&transaction, range);
        let requests: Result<Vec<_>, _> =
            ranges.iter().filter_map(|r| ask(r).transpose()).collect();
        let requests = requests.map_err(StoreError::from_browser)?;
        transaction.end().await?;
        requests
    };
    let mut found = Vec::new();
    for (keys, values) in requests {
        let (keys, values) = (array(&keys)?, array(&values)?);
        found.reserve(keys.length() as usize);
        for at in 0..keys.length() {
            let key = text(&keys.get(at))?;
            if key != LOCK {
                found.push(stored::to_found(key, values.get(at))?);
            }
        }
    }
    Ok(found)
}

pub(super) async fn get(
    connection: &Connection,
    seal: &Seal,
    key: &str,
) -> Result<Option<Document>, StoreError> {
    let transaction = Transaction::read(&connection.database)?;
    let _guard = seal.guard(&transaction)?;
    let request = transaction
        .shelf()
        .get(&key.into())
        .map_err(StoreError::from_browser)?;
    transaction.end().await?;
    let value = request.result().map_err(StoreError::from_browser)?;
    if value.is_undefined() {
        return Ok(None);
    }
    let found = stored::to_found(key.to_owned(), value)?;
    Ok(seal.open(vec![found]).await?.pop())
}

pub(super) async fn count(connection: &Connection, range: &KeyRange) -> Result<u32, StoreError> {
    let Some(query) = range.query().map_err(StoreError::from_browser)? else {
        return Ok(0);
    };
    let transaction = Transaction::read(&connection.database)?;
    let request = transaction
        .shelf()
        .count_with_key(&query)
        .map_err(StoreError::from_browser)?;
    transaction.end().await?;
    let count = request.result().map_err(StoreError::from_browser)?.as_f64();
    Ok(count.unwrap_or_default() as u32)
}

pub(super) async fn keys(
    connection: &Connection,
    range: &KeyRange,
) -> Result<Vec<String>, StoreError> {
    let Some(query) = range.query().map_err(StoreError::from_browser)? else {
        return Ok(Vec::new());
    };
    let transaction = Transaction::read(&connection.database)?;
    let request = transaction
        .shelf()
        .get_all_keys_with_key(&query)
        .map_err(StoreError::from_browser)?;
    transaction.end().await?;
    array(&request)?.iter().map(|key| text(&key)).collect()
}

/// Queues the two requests for a range, unless it is empty.
pub(super) fn ask_range(
    transaction: &Transaction,
    range: &KeyRange,
) -> Result<Option<(IdbRequest, IdbRequest)>, JsValue> {
    let Some(query) = range.query()? else {
        return Ok(None);
    };
    let shelf = transaction.shelf();
    let keys = shelf.get_all_keys_with_key(&query)?;
    Ok(Some((keys, shelf.get_all_with_key(&query)?)))
}

pub(super) fn array(request: &IdbRequest) -> Result<Array, StoreError> {
    request
        .result()
        .map(JsCast::unchecked_into)
        .map_err(StoreError::from_browser)
}

/// A key is text; only another program could have written one that is not.
pub(super) fn text(key: &JsValue) -> Result<String, StoreError> {
    key.as_string().ok_or_else(|| StoreError::Damaged {
        key: format!("{key:?}"),
    })
}
