//! The page's state and its only writer.
//!
//! A page turns an event into a command and hands it to [`App::dispatch`]. Commands wait for each
//! other; each is planned against the caseload in memory, written in one strict transaction, and
//! only when that is complete does it enter the caseload that pages read. No effect ever saves.

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

use aimline_core::format::document;
use aimline_core::model::Device;
use aimline_core::{Caseload, Change, Command, Context, History, Rejected};
use futures::lock::Mutex;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub use notices::Notice;
pub use opening::Status;
#[cfg(feature = "split")]
pub use planner::prefetch as prefetch_commands;
pub use reading::Reading;
pub use refused::{RELOAD, Refused, Trouble};
pub use workspace::Workspace;

use crate::browser::tabs::Tabs;
use crate::browser::{clock, random, storage_status};
use crate::store::{Lost, Store, StoreError, Write};
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

/// What a command did.
#[derive(Clone, Debug)]
pub struct Done {
    pub label: &'static str,
    /// The way back; `None` when there was nothing to change.
    pub history: Option<History>,
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

    pub async fn read_draft<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
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

    /// Carries a command out, or changes nothing. The answer comes once the disk has it.
    ///
    /// # Errors
    /// When the command cannot be carried out as given, or the browser did not save it.
    pub async fn dispatch(&self, command: Command) -> Result<Done, Refused> {
        let label = command.label();
        let plan = planner::planner_of(&command).await?;
        self.change(label, |caseload, context| {
            plan(command.clone(), caseload, context)
        })
        .await
    }

    /// Takes back what a command did.
    ///
    /// # Errors
    /// When it was changed again since, or the browser did not save it.
    pub async fn undo(&self, history: &History) -> Result<Done, Refused> {
        let undo = planner::rarely().await?.undo;
        self.change("Undone", |caseload, context| {
            undo(history, caseload, context)
        })
        .await
    }

    /// The usual way from an event: says what was saved, offers Undo, then calls `then`.
    pub fn send(&self, command: Command, then: impl FnOnce(Result<(), Refused>) + 'static) {
        let app = *self;
        let is_session = matches!(command, Command::LogSession(_));
        spawn_local(async move {
            let answer = app.dispatch(command).await;
            match &answer {
                Ok(done) => app.inner().notices.saved(done),
                Err(refused) => app.say(refused.to_string()),
            }
            if is_session && answer.is_ok() {
                // The person has something to lose from now on: a fitting moment to ask.
                let _ = storage_status::persist().await;
            }
            then(answer.map(drop));
        });
    }

    /// Takes back what a command did and says so; `then` shows why it could not be.
    pub fn undo_and_say(&self, history: History, then: impl FnOnce(Result<(), Refused>) + 'static) {
        let app = *self;
        spawn_local(async move {
            let answer = app.undo(&history).await;
            match &answer {
                Ok(_) => app.toast("Undone."),
                Err(refused) => app.say(refused.to_string()),
            }
            then(answer.map(drop));
        });
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

    /// Plans, commits, and only then publishes. A conflict with another window is read in and
    /// planned once more.
    async fn change(
        &self,
        label: &'static str,
        plan: impl Fn(&Caseload, &mut Context) -> Result<Vec<Change>, Rejected>,
    ) -> Result<Done, Refused> {
        let inner = self.inner();
        let _turn = inner.turn.lock().await;
        inner.still_there()?;
        let mut retried = false;
        loop {
            let mut context = inner.context();
            let changes = inner
                .caseload
                .with_untracked(|caseload| plan(caseload, &mut context))?;
            if changes.is_empty() {
                return Ok(Done {
                    label,
                    history: None,
                });
            }
            match inner.commit(label, &changes, &mut context).await {
                Ok(history) => return Ok(Done { label, history }),
                Err(Refused::Store(StoreError::Conflict { keys })) if !retried => {
                    retried = true;
                    inner.read_again(keys).await?;
                }
                Err(refused) => return Err(refused),
            }
        }
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
    fn context(&self) -> Context {
        let now = clock::now();
        let latest = self.caseload.with_untracked(|caseload| caseload.latest);
        let entropy = random::bytes().map_or(now.ms, u64::from_le_bytes);
        Context::new(now.ms, now.today, self.device, latest, entropy)
    }

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

    async fn commit(
        &self,
        label: &str,
        changes: &[Change],
        context: &mut Context,
    ) -> Result<Option<History>, Refused> {
        let store = self.open_store().ok_or_else(not_open)?;
        let history = History::of(label, changes, context.stamp());
        let mut writes: Vec<Write> = changes.iter().map(|change| self.write(change)).collect();
        writes.extend(history.as_ref().map(|history| Write {
            key: history.key(),
            expected: 0,
            body: Some(history.body()),
        }));
        let written = store.commit(writes).await?;
        self.revisions.borrow_mut().extend(written);
        self.publish(changes)?;
        Ok(history)
    }

    fn write(&self, change: &Change) -> Write {
        let expected = self.revisions.borrow().get(&change.key).copied();
        Write {
            key: change.key.clone(),
            expected: expected.unwrap_or(0),
            body: change.after.clone(),
        }
    }

    /// Lets the changes into the caseload that pages read, and tells the other windows.
    fn publish(&self, changes: &[Change]) -> Result<(), Refused> {
        let mut applied = Ok(());
        self.caseload
            .update(|caseload| applied = caseload.apply(changes));
        lost::remember_made(self.workspace.get_untracked());
        let keys: Vec<&str> = changes.iter().map(|change| change.key.as_str()).collect();
        if let (Some(tabs), Ok(message)) = (&*self.tabs.borrow(), serde_json::to_string(&keys)) {
            tabs.tell(&message);
        }
        Ok(applied?)
    }

    /// Reads documents that another window changed.
    async fn read_again(&self, keys: Vec<String>) -> Result<(), Refused> {
        let store = self.open_store().ok_or_else(not_open)?;
        let mut changes = Vec::new();
        for key in keys {
            if !document::KINDS.contains(&document::kind_of(&key)) {
                self.follow(&key);
                continue;
            }
            let document = store.get(&key).await?;
            let revision = document.as_ref().map_or(0, |document| document.rev);
            self.revisions.borrow_mut().insert(key.clone(), revision);
            changes.push(Change {
                key,
                before: None,
                after: document.map(|document| document.body),
            });
        }
        let mut applied = Ok(());
        self.caseload
            .update(|caseload| applied = caseload.apply(&changes));
        Ok(applied?)
    }

    /// Two windows may write a line of the history under one key, in the same moment. It is no part
    /// of the caseload; what is tried next has a later stamp, and by that another key.
    fn follow(&self, key: &str) {
        let stamp = key.rsplit('/').next().and_then(|stamp| stamp.parse().ok());
        if let Some(stamp) = stamp {
            self.caseload
                .update_untracked(|caseload| caseload.latest = caseload.latest.max(stamp));
        }
    }
}

fn not_open() -> StoreError {
    StoreError::Disconnected
}
