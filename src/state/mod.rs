//! The page's state, and its only writer: what pages read, and what they ask for.

mod dispatch;
mod drafts;
mod history;
mod idle;
mod initials;
pub mod lock;
mod lost;
mod notices;
mod opening;
mod planner;
mod reading;
mod refused;
pub mod safety;
pub mod watch;
mod workspace;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use aimline_core::Caseload;
use aimline_core::model::Device;
use futures::lock::Mutex;
use jiff::civil::Date;
use leptos::prelude::*;

pub use dispatch::Done;
pub use notices::Notice;
pub use opening::Status;
#[cfg(feature = "split")]
pub use planner::prefetch as prefetch_commands;
pub use reading::Reading;
pub use refused::{RELOAD, Refused, Trouble};
pub use workspace::Workspace;

use crate::browser::clock;
use crate::browser::tabs::Tabs;
use crate::store::{Lost, Store, StoreError};
use drafts::Drafts;
use notices::Notices;
use watch::Watch;

/// A handle to the page's state; cheap to copy into every closure.
#[derive(Clone, Copy)]
pub struct App {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    readings: StoredValue<Readings, LocalStorage>,
}

/// What the parts of one page read.
#[derive(Clone)]
struct Readings {
    caseload: Reading<Caseload>,
    today: Reading<Date>,
}

struct Inner {
    workspace: ArcRwSignal<Workspace>,
    status: ArcRwSignal<Status>,
    gone: ArcRwSignal<bool>,
    caseload: ArcRwSignal<Caseload>,
    today: ArcRwSignal<Date>,
    notices: Notices,
    store: RefCell<Option<Store>>,
    /// The revision of every document read or written, as the store will compare it.
    revisions: RefCell<HashMap<String, u64>>,
    /// Whether years before this one were read too.
    everything: Cell<bool>,
    device: Device,
    /// One command at a time.
    turn: Mutex<()>,
    tabs: RefCell<Option<Tabs>>,
    drafts: Drafts,
    /// Whether there is a lock, and it is open.
    has_lock: ArcRwSignal<bool>,
    by_initials: ArcRwSignal<bool>,
    watch: Watch,
}

/// The state, from any component.
pub fn use_app() -> App {
    expect_context::<App>()
}

impl App {
    /// Makes the state at the root of the page. Call it once, in the root component.
    pub fn provide() -> Self {
        let inner = Inner {
            workspace: ArcRwSignal::new(Workspace::Own),
            status: ArcRwSignal::new(Status::Opening),
            gone: ArcRwSignal::new(false),
            caseload: ArcRwSignal::new(Caseload::default()),
            today: ArcRwSignal::new(clock::today()),
            notices: Notices::default(),
            store: RefCell::new(None),
            revisions: RefCell::default(),
            everything: Cell::new(false),
            device: opening::device(),
            turn: Mutex::new(()),
            tabs: RefCell::new(None),
            drafts: Drafts::default(),
            has_lock: ArcRwSignal::new(false),
            by_initials: ArcRwSignal::new(initials::kept()),
            watch: Watch::default(),
        };
        let app = Self {
            readings: StoredValue::new_local(Readings::of(&inner)),
            inner: StoredValue::new_local(Rc::new(inner)),
        };
        provide_context(app);
        app
    }

    /// The state as the components below read it, until what is shown here is replaced.
    pub fn provide_for_page(&self) {
        let readings = Readings::of(&self.inner());
        let ending = readings.clone();
        on_cleanup(move || ending.end());
        provide_context(Self {
            readings: StoredValue::new_local(readings),
            ..*self
        });
    }

    pub fn caseload(&self) -> Reading<Caseload> {
        self.readings().caseload
    }

    pub fn today(&self) -> Reading<Date> {
        self.readings().today
    }

    pub fn status(&self) -> ArcRwSignal<Status> {
        self.inner().status.clone()
    }

    /// What the person has not saved yet is on disk before a page is left or reloaded.
    pub fn write_draft<T: serde::Serialize>(&self, name: &str, draft: &T) {
        self.inner().drafts.write(*self, name, draft);
    }

    /// As it was last written: what is on its way to the disk arrives first.
    pub async fn read_draft<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.settle_drafts().await;
        drafts::read(&self.inner().open_store()?, name).await
    }

    /// What the names of all drafts say after this beginning.
    pub async fn draft_names(&self, beginning: &str) -> Vec<String> {
        self.settle_drafts().await;
        match self.inner().open_store() {
            Some(store) => drafts::names(&store, beginning).await,
            None => Vec::new(),
        }
    }

    pub fn drop_draft(&self, name: &str) {
        self.inner().drafts.drop(*self, name);
    }

    /// Writes all drafts that still wait.
    pub fn flush_drafts(&self) {
        self.inner().drafts.flush(*self);
    }

    /// Writes all drafts that still wait, and answers when they are on the disk.
    pub async fn settle_drafts(&self) {
        self.inner().drafts.settle(*self).await;
    }

    /// The store of the workspace that is open. For pages that keep the data itself.
    ///
    /// # Errors
    /// While the workspace is not open, and once its data is gone.
    pub fn store(&self) -> Result<Store, StoreError> {
        self.inner().still_there()?;
        self.inner().open_store().ok_or_else(not_open)
    }

    /// Says something to a screen reader, politely.
    pub fn say(&self, text: impl Into<String>) {
        self.inner().notices.say(text.into());
    }

    /// Shows a message, and says it.
    pub fn toast(&self, text: impl Into<String>) {
        self.inner().notices.show(text.into(), None);
    }

    pub fn notices(&self) -> ArcRwSignal<Vec<Notice>> {
        self.inner().notices.shown.clone()
    }

    pub fn dismiss(&self, notice: u64) {
        self.inner().notices.dismiss(notice);
    }

    pub fn live_text(&self) -> ArcRwSignal<String> {
        self.inner().notices.live.clone()
    }

    fn inner(&self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// Those of the page; what goes on after the page was left reads the state itself.
    fn readings(&self) -> Readings {
        let of_page = self.readings.try_get_value();
        of_page.unwrap_or_else(|| Readings::of(&self.inner()))
    }
}

impl Readings {
    fn of(inner: &Inner) -> Self {
        Self {
            caseload: Reading::of(&inner.caseload),
            today: Reading::of(&inner.today),
        }
    }

    fn end(&self) {
        self.caseload.end();
        self.today.end();
    }
}

impl Inner {
    /// Once the data is gone, what another window makes anew under the same name is none of this
    /// one's: nothing is written into it, and nothing of it takes the place of what is left here.
    fn still_there(&self) -> Result<(), StoreError> {
        match self.gone.get_untracked() {
            true => Err(StoreError::Closed(Lost::Removed)),
            false => Ok(()),
        }
    }

    fn open_store(&self) -> Option<Store> {
        self.store.borrow().clone()
    }
}

fn not_open() -> StoreError {
    StoreError::Disconnected
}
