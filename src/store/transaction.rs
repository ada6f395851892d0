//! One transaction: begun with the durability asked for, finished when the browser says so.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbTransaction};

use super::StoreError;
use super::connection::SHELF;
use crate::browser::{Arrival, Listener, listen};

#[wasm_bindgen]
extern "C" {
    // web-sys has the third argument only behind `web_sys_unstable_apis`, which changes other
    // signatures too, and calls `commit` deprecated, which it is not.
    type Durable;

    #[wasm_bindgen(method, structural, catch)]
    fn transaction(
        this: &Durable,
        names: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;

    type Finished;

    #[wasm_bindgen(method, structural, catch)]
    fn commit(this: &Finished) -> Result<(), JsValue>;
}

/// A running transaction. Dropped before its end it aborts: nobody would learn how it ended.
pub(super) struct Transaction {
    raw: IdbTransaction,
    shelf: IdbObjectStore,
    state: Rc<State>,
    _complete: Listener,
    _abort: Listener,
}

struct State {
    end: Arrival<Result<(), StoreError>>,
    ended: Cell<bool>,
    /// Why we aborted it ourselves; the browser keeps no reason for that.
    refused: RefCell<Option<StoreError>>,
}

impl Transaction {
    pub(super) fn read(database: &IdbDatabase) -> Result<Self, StoreError> {
        Self::begin(database, "readonly")
    }

    pub(super) fn write(database: &IdbDatabase) -> Result<Self, StoreError> {
        Self::begin(database, "readwrite")
    }

    pub(super) fn shelf(&self) -> &IdbObjectStore {
        &self.shelf
    }

    /// A handle for request handlers, which outlive the borrow of the transaction.
    pub(super) fn stop(&self) -> Stop {
        Stop {
            raw: self.raw.clone(),
            state: self.state.clone(),
        }
    }

    /// Waits for `complete` or `abort`; nothing else tells the truth about a write.
    pub(super) async fn end(self) -> Result<(), StoreError> {
        self.state.end.wait().await
    }

    fn begin(database: &IdbDatabase, mode: &str) -> Result<Self, StoreError> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())
            .map_err(StoreError::from_browser)?;
        let durable: &Durable = database.unchecked_ref();
        let raw = durable
            .transaction(SHELF, mode, &options)
            .map_err(StoreError::from_browser)?;
        let shelf = raw.object_store(SHELF).map_err(StoreError::from_browser)?;
        let state = Rc::new(State {
            end: Arrival::new(),
            ended: Cell::new(false),
            refused: RefCell::new(None),
        });
        let complete = listen(&raw, "complete", {
            let state = state.clone();
            move |_: Event| state.finish(Ok(()))
        });
        let abort = listen(&raw, "abort", {
            let (state, raw) = (state.clone(), raw.clone());
            move |_: Event| state.finish(Err(state.cause_of_abort(&raw)))
        });
        Ok(Transaction {
            raw,
            shelf,
            state,
            _complete: complete,
            _abort: abort,
        })
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.state.ended.get() {
            // It fails only for a transaction that has just ended, which is as good.
            let _ = self.raw.abort();
        }
    }
}

impl State {
    fn finish(&self, end: Result<(), StoreError>) {
        self.ended.set(true);
        self.end.deliver(end);
    }

    fn cause_of_abort(&self, raw: &IdbTransaction) -> StoreError {
        if let Some(refused) = self.refused.take() {
            return refused;
        }
        match raw.error() {
            Some(error) => StoreError::from_browser(error.into()),
            // An abort nobody asked for and that has no error: the connection was closed.
            None => StoreError::Disconnected,
        }
    }
}

/// Ends a transaction from inside a request's handler.
#[derive(Clone)]
pub(super) struct Stop {
    raw: IdbTransaction,
    state: Rc<State>,
}

impl Stop {
    /// Aborts, with our own reason.
    pub(super) fn refuse(&self, why: StoreError) {
        self.state.refused.replace(Some(why));
        // It fails only for a transaction that has already ended, and that end is reported.
        let _ = self.raw.abort();
    }

    /// Says that no more requests come, so that the browser need not wait and see. It fails only
    /// for a transaction that is already ending, and that end is reported.
    pub(super) fn commit(&self) {
        let _ = self.raw.unchecked_ref::<Finished>().commit();
    }
}
