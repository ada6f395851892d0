//! A value that arrives once, from an event handler, for one waiting task.

use std::cell::Cell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

pub struct Arrival<T> {
    value: Cell<Option<T>>,
    waiting: Cell<Option<Waker>>,
}

impl<T> Arrival<T> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn deliver(&self, value: T) {
        self.value.set(Some(value));
        if let Some(waker) = self.waiting.take() {
            waker.wake();
        }
    }

    pub async fn wait(&self) -> T {
        poll_fn(|context| match self.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                self.waiting.set(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

impl<T> Default for Arrival<T> {
    fn default() -> Self {
        Arrival {
            value: Cell::new(None),
            waiting: Cell::new(None),
        }
    }
}
