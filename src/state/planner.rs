//! How commands become changes. Logging is at hand; everything else that a person can do comes with
//! the chapters, because the day does not start with it.

use aimline_core::{Caseload, Change, Command, Context, Rejected};

use super::Refused;

/// [`Command::plan`], or what does the same for some commands.
pub(super) type Planner = fn(Command, &Caseload, &mut Context) -> Result<Vec<Change>, Rejected>;

/// What plans this command.
///
/// # Errors
/// When the code for it did not come.
pub(super) async fn planner_of(command: &Command) -> Result<Planner, Refused> {
    if command.is_of_the_day() {
        return Ok(Command::plan_of_the_day);
    }
    whole_planner().await
}

#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(commands, wasm_split_path = leptos::wasm_split, fallible)]
fn whole_planner() -> Result<Planner, Refused> {
    Ok(Command::plan)
}

#[cfg(not(feature = "split"))]
async fn whole_planner() -> Result<Planner, Refused> {
    Ok(Command::plan)
}

/// Fetches it while nobody waits for it.
pub async fn prefetch() {
    // What fails to come is asked for again when it is wanted.
    let _ = whole_planner().await;
}
