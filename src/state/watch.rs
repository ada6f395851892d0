//! Watching over an open lock: it shuts when nobody has touched the page for a while, when the
//! page comes back after such a while, and when the person says so.
//!
//! To lock is to forget: the page writes its drafts and loads again, so that nothing of the
//! caseload and no key is left in memory. Before that it may write a backup: what was done is only
//! in this browser, and the next start may be days away.

use std::cell::{Cell, RefCell};
use std::pin::{Pin, pin};
use std::rc::Rc;

use futures::future::select;
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Event, EventTarget};

use super::App;
use super::idle::Moment;
use crate::browser::preferences::{self, Preference};
use crate::browser::timer::{self, Interval};
use crate::browser::{Listener, dom, listen};

/// After how many idle minutes a lock shuts by itself.
pub const MINUTES: [u32; 4] = [5, 10, 15, 30];
const USUAL_MINUTES: u32 = 15;
/// The person is told so long before, and keeps the page open by any touch.
const WARNING_MILLISECONDS: u64 = 30_000;
const LOOK_MILLISECONDS: u32 = 5_000;
const MINUTE: u64 = 60_000;
/// Locking waits no longer than this for a backup; the next start writes what was not finished.
const LAST_WORK_MILLISECONDS: u32 = 5_000;

/// What a touch of the page is.
const TOUCHES: [&str; 4] = ["pointerdown", "pointermove", "keydown", "wheel"];

#[derive(Default)]
pub struct Watch {
    kept: RefCell<Option<Kept>>,
    last_work: RefCell<Option<LastWork>>,
}

/// What is to be done before the caseload is forgotten.
type LastWork = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

/// The listeners and the timer, as long as there is an open lock.
struct Kept {
    _listeners: Vec<Listener>,
    _look: Option<Interval>,
}

/// The minutes chosen on this device.
pub fn idle_minutes() -> u32 {
    let kept = preferences::get(Preference::LockMinutes);
    kept.filter(|minutes| MINUTES.contains(minutes))
        .unwrap_or(USUAL_MINUTES)
}

impl App {
    /// Whether there is a lock, and it is open.
    pub fn has_lock(&self) -> ArcRwSignal<bool> {
        self.inner().has_lock.clone()
    }

    /// Watches while there is a lock, and stops when there is none.
    pub(super) fn watch_over_lock(&self) {
        let inner = self.inner();
        let store = inner.open_store();
        let has_lock = store.is_some_and(|store| store.has_lock() && !store.is_locked());
        inner.has_lock.set(has_lock);
        let kept = has_lock.then(|| self.watch()).flatten();
        inner.watch.kept.replace(kept);
    }

    /// Chooses after how many idle minutes the lock shuts; says whether the browser keeps it.
    pub fn choose_idle_minutes(&self, minutes: u32) -> bool {
        let kept = preferences::set(Preference::LockMinutes, &minutes);
        self.watch_over_lock();
        kept
    }

    /// Locks this window and every other one.
    pub fn lock_now(&self) {
        if let Some(tabs) = &*self.inner().tabs.borrow() {
            tabs.tell(LOCK);
        }
        self.shut_after_work();
    }

    /// Takes what this window does last before it locks by itself or because somebody says so here.
    pub fn before_lock<F: Future<Output = ()> + 'static>(&self, work: impl Fn() -> F + 'static) {
        let work: LastWork = Rc::new(move || Box::pin(work()));
        self.inner().watch.last_work.replace(Some(work));
    }

    /// Another window locks: that one does what is to be done, this one only forgets.
    pub(super) fn shut(&self) {
        self.forget(None);
    }

    fn shut_after_work(&self) {
        let work = self.inner().watch.last_work.borrow().clone();
        self.forget(work);
    }

    /// Hides everything at once, keeps what is being typed, and forgets the rest.
    fn forget(&self, work: Option<LastWork>) {
        let (app, inner) = (*self, self.inner());
        if inner.watch.kept.take().is_none() {
            return;
        }
        // Out of sight, but not taken apart: a form that goes away takes its draft along.
        dom::hide("app");
        spawn_local(async move {
            // What is on its way to the disk arrives first.
            let _turn = inner.turn.lock().await;
            inner.drafts.settle(app).await;
            if let Some(work) = work {
                select(work(), pin!(timer::sleep(LAST_WORK_MILLISECONDS))).await;
            }
            dom::reload();
        });
    }

    fn watch(&self) -> Option<Kept> {
        let app = *self;
        let touched = Rc::new(Cell::new(Moment::now()));
        let warned = Rc::new(Cell::new(false));
        let allowed = u64::from(idle_minutes()) * MINUTE;
        let look = {
            let touched = touched.clone();
            move || {
                let idle = Moment::now().since(touched.get());
                if idle >= allowed {
                    app.shut_after_work();
                } else if idle < allowed - WARNING_MILLISECONDS {
                    warned.set(false);
                } else if !warned.replace(true) {
                    app.toast("Aimline locks in 30 seconds. Press a key or move to stay.");
                }
            }
        };
        let (window, document) = (dom::window()?, dom::document()?);
        let mut listeners: Vec<Listener> = TOUCHES
            .into_iter()
            .map(|touch| {
                let touched = touched.clone();
                let target: &EventTarget = &window;
                listen(target, touch, move |_: Event| {
                    let before = touched.replace(Moment::now());
                    // Whoever comes back too late is not taken for somebody who stayed.
                    if touched.get().since(before) >= allowed {
                        app.shut_after_work();
                    }
                })
            })
            .collect();
        let shown = look.clone();
        listeners.push(listen(&document, "visibilitychange", move |_: Event| {
            shown();
        }));
        // Back and Forward bring a page that was left as it was; leaving it was closing it.
        listeners.push(listen(&window, "pageshow", move |event: Event| {
            let kept = Reflect::get(&event, &"persisted".into());
            if kept.is_ok_and(|kept| kept.is_truthy()) {
                app.shut_after_work();
            }
        }));
        Some(Kept {
            _listeners: listeners,
            _look: timer::every(LOOK_MILLISECONDS, look),
        })
    }
}

/// What one window says to the others when the person locks.
pub(super) const LOCK: &str = "lock";
