//! The one way through.
//!
//! A page turns an event into a command and hands it to [`App::dispatch`]. Commands wait for each
//! other; each is planned against the caseload in memory, written in one strict transaction, and
//! only when that is complete does it enter the caseload that pages read. No effect ever saves.

use aimline_core::format::document;
use aimline_core::{Caseload, Change, Command, Context, History, Rejected};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Inner, Refused, lost, not_open, planner};
use crate::browser::{clock, random, storage_status};
use crate::store::{StoreError, Write};

/// What a command did.
#[derive(Clone, Debug)]
pub struct Done {
    pub label: &'static str,
    /// The way back; `None` when there was nothing to change.
    pub history: Option<History>,
}

impl App {
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
            let is_saved = answer.is_ok();
            then(answer.map(drop));
            if is_session && is_saved {
                // The person has something to lose from now on: a fitting moment to ask.
                let _ = storage_status::persist().await;
            }
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

impl Inner {
    fn context(&self) -> Context {
        let now = clock::now();
        let latest = self.caseload.with_untracked(|caseload| caseload.latest);
        let entropy = random::bytes().map_or(now.ms, u64::from_le_bytes);
        Context::new(now.ms, now.today, self.device, latest, entropy)
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
    pub(super) async fn read_again(&self, keys: Vec<String>) -> Result<(), Refused> {
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
