//! How commands become changes, and how they are taken back. Logging is at hand; everything else
//! that a person can do comes with the chapters, because the day does not start with it.

use aimline_core::{Caseload, Change, Command, Context, History, Rejected};

use super::Refused;

/// [`Command::plan`], or what does the same for some commands.
pub(super) type Planner = fn(Command, &Caseload, &mut Context) -> Result<Vec<Change>, Rejected>;

/// What is not done many times a day.
pub(super) struct Rarely {
    plan: Planner,
    /// [`History::undo`].
    pub undo: fn(&History, &Caseload, &mut Context) -> Result<Vec<Change>, Rejected>,
    /// A line of the history from its document; `None` if it is not one.
    pub read_history: fn(&str) -> Option<History>,
}

/// What plans this command.
///
/// # Errors
/// When the code for it did not come.
pub(super) async fn planner_of(command: &Command) -> Result<Planner, Refused> {
    if command.is_of_the_day() {
        return Ok(Command::plan_of_the_day);
    }
    Ok(rarely().await?.plan)
}

#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(commands, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn rarely() -> Result<Rarely, Refused> {
    Ok(Rarely::new())
}

#[cfg(not(feature = "split"))]
pub(super) async fn rarely() -> Result<Rarely, Refused> {
    Ok(Rarely::new())
}

impl Rarely {
    fn new() -> Self {
        Self {
            plan: Command::plan,
            undo: History::undo,
            read_history: |body| serde_json::from_str(body).ok(),
        }
    }
}

/// Fetches it while nobody waits for it.
#[cfg(feature = "split")]
pub async fn prefetch() {
    // What fails to come is asked for again when it is wanted.
    let _ = rarely().await;
}
