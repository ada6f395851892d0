//! Feeding many puts to one transaction, a slice at a time.
//!
//! Thousands of puts queued in one go would hold the page still for seconds. Each slice is put in
//! the success handler of the one before, which keeps the transaction alive and lets the page draw.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Event, IdbObjectStore, IdbRequest};

use super::StoreError;
use super::stored::{self, Body};
use super::transaction::{Stop, Transaction};
use crate::browser::{Listener, listen};

/// A slice ends at this many requests or at this much text, whichever is first.
const SLICE_REQUESTS: usize = 200;
const SLICE_BYTES: usize = 500_000;

/// One thing to do on the shelf.
pub(super) enum Step<'a> {
    Put {
        key: &'a str,
        rev: u64,
        body: Body<'a>,
    },
    Delete {
        key: &'a str,
    },
}

/// The steps by their number, so that a handler can ask for the next one when its turn comes.
pub(super) trait Steps {
    fn count(&self) -> usize;
    fn step(&self, at: usize) -> Step<'_>;
    fn progress(&self, done: usize);
}

/// Holds the running feed; the handlers live as long as this does.
pub(super) struct Feed<S> {
    state: Rc<State<S>>,
}

struct State<S> {
    steps: S,
    shelf: IdbObjectStore,
    stop: Stop,
    next: Cell<usize>,
    /// The handler for the end of the slice on its way. The one before is kept until the slice
    /// after, because it is running when it is replaced.
    handlers: RefCell<[Option<Listener>; 2]>,
}

impl<S: Steps + 'static> Feed<S> {
    pub(super) fn new(transaction: &Transaction, steps: S) -> Self {
        let state = State {
            steps,
            shelf: transaction.shelf().clone(),
            stop: transaction.stop(),
            next: Cell::new(0),
            handlers: RefCell::default(),
        };
        Feed {
            state: Rc::new(state),
        }
    }

    /// Begins, or aborts the transaction with the reason.
    pub(super) fn start(&self) {
        State::put_slice(&self.state);
    }
}

impl<S> Drop for Feed<S> {
    fn drop(&mut self) {
        // The handlers hold the state that holds them.
        self.state.handlers.take();
    }
}

impl<S: Steps + 'static> State<S> {
    fn put_slice(this: &Rc<Self>) {
        match this.queue_slice() {
            Ok(Some(last)) => {
                let again = this.clone();
                let listener = listen(&last, "success", move |_: Event| {
                    again.steps.progress(again.next.get());
                    State::put_slice(&again);
                });
                let mut handlers = this.handlers.borrow_mut();
                handlers.swap(0, 1);
                handlers[1] = Some(listener);
            }
            Ok(None) => this.stop.commit(),
            Err(error) => this.stop.refuse(StoreError::from_browser(error)),
        }
    }

    /// Queues the next slice and answers its last request; nothing when all is queued.
    fn queue_slice(&self) -> Result<Option<IdbRequest>, JsValue> {
        let start = self.next.get();
        let (mut bytes, mut last) = (0, None);
        for at in start..self.steps.count() {
            if at - start == SLICE_REQUESTS || bytes > SLICE_BYTES {
                break;
            }
            last = Some(match self.steps.step(at) {
                Step::Put { key, rev, body } => {
                    bytes += body.bytes();
                    self.shelf
                        .put_with_key(&stored::to_value(rev, body), &key.into())?
                }
                Step::Delete { key } => self.shelf.delete(&key.into())?,
            });
            self.next.set(at + 1);
        }
        Ok(last)
    }
}
