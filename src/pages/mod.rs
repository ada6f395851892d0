//! One page a route.

pub mod data;
pub mod demo;
pub mod groups;
pub mod log;
pub mod meetings;
pub mod probe;
pub mod protocols;
pub mod reports;
pub mod scores;
pub mod settings;
pub mod students;
pub mod today;
pub mod trouble;
pub mod unknown;
pub mod words;

use leptos::prelude::*;

use crate::route::Route;

/// The page of a route.
pub fn view(route: Route) -> AnyView {
    match route {
        Route::Today => view! { <today::Today /> }.into_any(),
        Route::Log(target) => view! { <log::LogSession target /> }.into_any(),
        Route::Students => view! { <students::Students /> }.into_any(),
        Route::Student(id) => view! { <students::StudentPage id /> }.into_any(),
        Route::Probe(plan) => view! { <probe::ProbeRunner plan /> }.into_any(),
        Route::Groups => view! { <groups::Groups /> }.into_any(),
        Route::Group(id) => view! { <groups::GroupPage id /> }.into_any(),
        Route::Scores(group) => view! { <scores::GroupScores group /> }.into_any(),
        Route::Protocols => view! { <protocols::Protocols /> }.into_any(),
        Route::Protocol(id) => view! { <protocols::ProtocolPage id /> }.into_any(),
        Route::Meetings => view! { <meetings::Meetings /> }.into_any(),
        Route::Reports => view! { <reports::Reports /> }.into_any(),
        Route::Data => view! { <data::Data /> }.into_any(),
        Route::Roster => view! { <data::roster::Roster /> }.into_any(),
        Route::Settings => view! { <settings::Settings /> }.into_any(),
        Route::Demo => view! { <demo::Demo /> }.into_any(),
        Route::Unknown => view! { <unknown::Unknown /> }.into_any(),
    }
}
