//! What is being typed and not saved yet: kept on disk, so that a reload costs nothing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use aimline_core::format::document::DRAFT;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::App;
use crate::browser::Arrival;
use crate::browser::timer::{self, Timeout};
use crate::store::{KeyRange, Store};

/// What is typed is written this long after it began to wait: on and on typing, too, costs a
/// reload no more than this.
const PAUSE_MILLISECONDS: u32 = 250;

#[derive(Default)]
pub struct Drafts {
    waiting: RefCell<HashMap<String, Waiting>>,
    /// Comes when what was last sent to the disk is there, and with it all that was sent before.
    last: RefCell<Option<Rc<Arrival<()>>>>,
}

/// A draft as text, and the timer that will write it.
type Waiting = (String, Option<Timeout>);

impl Drafts {
    pub fn write<T: Serialize>(&self, app: App, name: &str, draft: &T) {
        let Ok(body) = serde_json::to_string(draft) else {
            return;
        };
        let mut waiting = self.waiting.borrow_mut();
        if let Some((before, _)) = waiting.get_mut(name) {
            *before = body;
            return;
        }
        let timeout = timer::after(PAUSE_MILLISECONDS, move || app.flush_drafts());
        waiting.insert(name.to_owned(), (body, timeout));
    }

    /// Writes what waits, in its own time.
    pub fn flush(&self, app: App) {
        let waiting: Vec<_> = self.waiting.borrow_mut().drain().collect();
        let store = app.store().ok().filter(|_| !waiting.is_empty());
        let Some(store) = store else { return };
        let documents: Vec<_> = waiting
            .into_iter()
            .map(|(name, (body, _))| (key(&name), body))
            .collect();
        self.then(async move {
            // A draft that cannot be written is no reason to disturb the person: the form itself is
            // still on the screen.
            let _ = store.replace(&[], documents, |_, _| {}).await;
        });
    }

    /// Writes what waits, and answers when that is on the disk and all that was on its way.
    pub async fn settle(&self, app: App) {
        self.flush(app);
        let settled = Rc::new(Arrival::new());
        self.then({
            let settled = settled.clone();
            async move { settled.deliver(()) }
        });
        settled.wait().await;
    }

    /// One after the other: under a lock each is encrypted first, and none overtakes another by that.
    fn then(&self, work: impl Future<Output = ()> + 'static) {
        let done = Rc::new(Arrival::new());
        let before = self.last.replace(Some(done.clone()));
        spawn_local(async move {
            if let Some(before) = before {
                before.wait().await;
            }
            work.await;
            done.deliver(());
        });
    }

    pub fn drop(&self, app: App, name: &str) {
        self.waiting.borrow_mut().remove(name);
        let Ok(store) = app.store() else { return };
        let range = KeyRange::prefix(key(name));
        self.then(async move {
            let _ = store.replace(&[range], [], |_, _| {}).await;
        });
    }
}

pub async fn read<T: DeserializeOwned>(store: &Store, name: &str) -> Option<T> {
    let document = store.get(&key(name)).await.ok()??;
    serde_json::from_str(&document.body).ok()
}

/// What the names of the drafts say after this beginning.
pub async fn names(store: &Store, beginning: &str) -> Vec<String> {
    let beginning = key(beginning);
    let keys = store.keys(&KeyRange::prefix(beginning.clone())).await;
    let mut names = keys.unwrap_or_default();
    for name in &mut names {
        name.drain(..beginning.len());
    }
    names
}

fn key(name: &str) -> String {
    format!("{DRAFT}/{name}")
}
