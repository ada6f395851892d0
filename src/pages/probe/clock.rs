//! The timer of a probe: it reads the clock a few times a second and stops when the time is up.

use leptos::prelude::*;

use super::{Run, Stage};
use crate::browser::{clock, timer};

const TICK_MILLISECONDS: u32 = 200;

/// Ticks while the page is open. The start is a moment of the clock and no count of ticks, so
/// that a sleeping page or a reload loses no time.
pub(super) fn keep(run: Run) {
    let tick = StoredValue::new_local(timer::every(TICK_MILLISECONDS, move || look(run)));
    on_cleanup(move || tick.set_value(None));
}

fn look(run: Run) {
    if run
        .state
        .try_get_untracked()
        .is_none_or(|state| state.started.is_none() || state.stopped.is_some())
    {
        return;
    }
    run.now.set(clock::now_ms());
    untrack(|| {
        if run.stage() == Stage::Running && run.left() == 0 {
            run.stop();
            run.app.say("Time is up.");
        }
    });
}
