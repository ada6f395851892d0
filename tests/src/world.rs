//! A caseload in memory with the device that writes it, on which commands are carried out.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use aimline_core::history::About;
use aimline_core::model::Device;
use aimline_core::{Caseload, Change, Command, Context, History};
use jiff::civil::{Date, date};

const DAY: u64 = 24 * 60 * 60 * 1_000;

pub struct World {
    pub caseload: Caseload,
    today: Date,
    /// Milliseconds since 1970; every look at the clock is a second later.
    now: u64,
}

impl World {
    /// An empty caseload at noon of a day.
    pub fn on(today: Date) -> Self {
        Self::with(Caseload::default(), today)
    }

    pub fn with(caseload: Caseload, today: Date) -> Self {
        let days = today.since(date(1970, 1, 1)).unwrap().get_days();
        Self {
            caseload,
            today,
            now: days as u64 * DAY + DAY / 2,
        }
    }

    pub fn context(&mut self) -> Context {
        self.now += 1_000;
        Context::new(
            self.now,
            self.today,
            Device(7),
            self.caseload.latest,
            self.now,
        )
    }

    /// What a command changed, or the words with which it was rejected.
    pub fn attempt(&mut self, command: Command) -> Result<Vec<Change>, String> {
        let mut context = self.context();
        let changes = command
            .plan(&self.caseload, &mut context)
            .map_err(|rejected| rejected.to_string())?;
        self.caseload.apply(&changes).unwrap();
        Ok(changes)
    }

    pub fn carry_out(&mut self, command: Command) -> Vec<Change> {
        self.attempt(command).unwrap()
    }

    pub fn undo(&mut self, changes: &[Change]) -> Result<(), String> {
        let back = self.way_back(changes)?;
        self.caseload.apply(&back).unwrap();
        Ok(())
    }

    /// What an undo would write.
    pub fn way_back(&mut self, changes: &[Change]) -> Result<Vec<Change>, String> {
        let history = self.history(changes);
        let mut context = self.context();
        history
            .undo(&self.caseload, &mut context)
            .map_err(|rejected| rejected.to_string())
    }

    /// Whom the history would name for changes.
    pub fn about(&mut self, changes: &[Change]) -> Option<About> {
        About::of(&self.history(changes), &self.caseload)
    }

    fn history(&mut self, changes: &[Change]) -> History {
        let stamp = self.context().stamp();
        History::of("Test", changes, stamp).unwrap()
    }
}
