//! One page a route.

mod as_opened;
mod chapters;
pub mod data;
pub mod demo;
pub mod groups;
pub mod lock;
pub mod log;
mod mastery_rule;
pub mod meetings;
pub mod passphrase;
pub mod probe;
pub mod protocols;
mod refused;
pub mod reports;
pub mod scores;
pub mod settings;
mod skill_options;
pub mod students;
pub mod today;
pub mod trouble;
pub mod unknown;

use leptos::prelude::*;

pub use chapters::{
    CheckSection, NeedsDecision, ObserverChecklist, RestoreButton, SaveFromMemory, StartAgain,
    WeekWins, begin_behind, locked, prefetch as prefetch_chapters,
};

use crate::route::Route;

/// The page of a route. Today and the log are in the first file; the others are chapters.
pub fn view(route: Route) -> AnyView {
    match route {
        Route::Today => view! { <today::Today /> }.into_any(),
        Route::Log(target) => view! { <log::LogSession target /> }.into_any(),
        Route::Students
        | Route::Student(_)
        | Route::Probe(_)
        | Route::Scores(_)
        | Route::Meetings
        | Route::Meeting(_) => chapters::students(route),
        Route::Groups | Route::Group(_) | Route::Protocols | Route::Protocol(_) => {
            chapters::teaching(route)
        }
        Route::Data
        | Route::Roster
        | Route::ScoreImport
        | Route::Privacy
        | Route::Settings
        | Route::References
        | Route::Reference(_) => chapters::keeping(route),
        Route::Reports => view! { <reports::Reports /> }.into_any(),
        Route::Demo => view! { <demo::Demo /> }.into_any(),
        Route::Unknown => view! { <unknown::Unknown /> }.into_any(),
    }
}
