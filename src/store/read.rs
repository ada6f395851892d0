//! Reading: every question is one transaction, all its requests queued at once.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbRequest;

use super::connection::Connection;
use super::transaction::Transaction;
use super::{Document, KeyRange, StoreError, stored};

pub(super) async fn load(
    connection: &Connection,
    ranges: &[KeyRange],
) -> Result<Vec<Document>, StoreError> {
    let requests = {
        let transaction = Transaction::read(&connection.database)?;
        let ask = |range| ask_range(&transaction, range);
        let requests: Result<Vec<_>, _> =
            ranges.iter().filter_map(|r| ask(r).transpose()).collect();
        let requests = requests.map_err(StoreError::from_browser)?;
        transaction.end().await?;
        requests
    };
    let mut documents = Vec::new();
    for (keys, values) in requests {
        let (keys, values) = (array(&keys)?, array(&values)?);
        documents.reserve(keys.length() as usize);
        for at in 0..keys.length() {
            documents.push(stored::to_document(text(&keys.get(at))?, values.get(at))?);
        }
    }
    Ok(documents)
}

pub(super) async fn get(
    connection: &Connection,
    key: &str,
) -> Result<Option<Document>, StoreError> {
    let transaction = Transaction::read(&connection.database)?;
    let request = transaction
        .shelf()
        .get(&key.into())
        .map_err(StoreError::from_browser)?;
    transaction.end().await?;
    let value = request.result().map_err(StoreError::from_browser)?;
    if value.is_undefined() {
        return Ok(None);
    }
    stored::to_document(key.to_owned(), value).map(Some)
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
fn ask_range(
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

fn array(request: &IdbRequest) -> Result<Array, StoreError> {
    request
        .result()
        .map(JsCast::unchecked_into)
        .map_err(StoreError::from_browser)
}

/// A key is text; only another program could have written one that is not.
fn text(key: &JsValue) -> Result<String, StoreError> {
    key.as_string().ok_or_else(|| StoreError::Damaged {
        key: format!("{key:?}"),
    })
}
