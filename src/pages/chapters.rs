//! The pages whose code comes in files of their own, after the first: the day starts with Today and
//! the log, and need not wait for the rest.
//!
//! A release build cuts each chapter out of the program (feature `split`, `cargo xtask dist`).
//! Otherwise all is one file, and the same functions answer at once.

use std::future::Future;

use aimline_core::model::{Id, Session};
use futures::FutureExt;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

use super::{data, groups, lock, meetings, probe, protocols, scores, settings, students, unknown};
use crate::browser::timer;
use crate::parts::{Button, ButtonKind};
use crate::route::Route;
use crate::state::App;

/// The page is on the screen by then.
const AFTER_PAINT_MILLISECONDS: u32 = 60;

/// The file of a chapter did not come: no network and no offline copy, or a newer version has
/// taken its place on the host.
struct NotLoaded;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares a function whose body, with all that only bodies of this chapter use, is in the
/// chapter's file. A call waits for the file.
macro_rules! chapter {
    ($chapter:ident: fn $name:ident($($argument:ident: $type:ty),*) $body:block) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split(
            $chapter,
            wasm_split_path = leptos::wasm_split,
            fallible
        )]
        fn $name($($argument: $type),*) -> Result<AnyView, NotLoaded> {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        async fn $name($($argument: $type),*) -> Result<AnyView, NotLoaded> {
            Ok($body)
        }
    };
}

chapter! { students: fn students_page(route: Route) {
    match route {
        Route::Students => view! { <students::Students /> }.into_any(),
        Route::Student(id) => view! { <students::StudentPage id /> }.into_any(),
        Route::Probe(plan) => view! { <probe::ProbeRunner plan /> }.into_any(),
        Route::Scores(group) => view! { <scores::GroupScores group /> }.into_any(),
        Route::Meetings => view! { <meetings::Meetings /> }.into_any(),
        Route::Meeting(place) => view! { <meetings::Meeting place /> }.into_any(),
        _ => view! { <unknown::Unknown /> }.into_any(),
    }
}}

chapter! { students: fn needs_decision() {
    view! { <students::NeedsDecision /> }.into_any()
}}

chapter! { students: fn week_wins() {
    view! { <students::WeekWins /> }.into_any()
}}

chapter! { teaching: fn teaching_page(route: Route) {
    match route {
        Route::Groups => view! { <groups::Groups /> }.into_any(),
        Route::Group(id) => view! { <groups::GroupPage id /> }.into_any(),
        Route::Protocols => view! { <protocols::Protocols /> }.into_any(),
        Route::Protocol(id) => view! { <protocols::ProtocolPage id /> }.into_any(),
        _ => view! { <unknown::Unknown /> }.into_any(),
    }
}}

chapter! { teaching: fn observer_checklist(session: Id<Session>, done: Callback<()>) {
    view! { <protocols::ObserverChecklist session done /> }.into_any()
}}

chapter! { keeping: fn keeping_page(route: Route) {
    match route {
        Route::Data => view! { <data::Data /> }.into_any(),
        Route::Roster => view! { <data::roster::Roster /> }.into_any(),
        Route::ScoreImport => view! { <data::score_import::ScoreImport /> }.into_any(),
        Route::Privacy => view! { <data::privacy::Privacy /> }.into_any(),
        Route::Settings => view! { <settings::Settings /> }.into_any(),
        Route::References => view! { <settings::References /> }.into_any(),
        Route::Reference(id) => view! { <settings::ReferencePage id /> }.into_any(),
        _ => view! { <unknown::Unknown /> }.into_any(),
    }
}}

chapter! { keeping: fn restore_button(kind: ButtonKind) {
    view! { <data::RestoreButton kind /> }.into_any()
}}

chapter! { keeping: fn check_section() {
    view! { <data::CheckSection /> }.into_any()
}}

chapter! { keeping: fn save_from_memory() {
    view! { <data::SaveFromMemory /> }.into_any()
}}

chapter! { keeping: fn start_again() {
    view! { <data::StartAgain /> }.into_any()
}}

chapter! { keeping: fn automatic_backup(app: App) {
    data::automatic::start(app);
    ().into_any()
}}

chapter! { lock: fn lock_page() {
    view! { <lock::Locked /> }.into_any()
}}

/// In place of every page while the caseload is locked.
pub fn locked() -> AnyView {
    when_loaded(lock_page)
}

/// The students and their scores.
pub fn students(route: Route) -> AnyView {
    when_loaded(move || students_page(route.clone()))
}

/// Groups and protocols.
pub fn teaching(route: Route) -> AnyView {
    when_loaded(move || teaching_page(route.clone()))
}

/// Data and settings.
pub fn keeping(route: Route) -> AnyView {
    when_loaded(move || keeping_page(route.clone()))
}

#[component]
pub fn ObserverChecklist(session: Id<Session>, #[prop(into)] done: Callback<()>) -> impl IntoView {
    when_loaded(move || observer_checklist(session, done))
}

/// Needs the decision engine.
#[component]
pub fn NeedsDecision() -> impl IntoView {
    after_paint(needs_decision)
}

/// Needs every session and score so far.
#[component]
pub fn WeekWins() -> impl IntoView {
    after_paint(week_wins)
}

#[component]
pub fn RestoreButton(#[prop(optional)] kind: ButtonKind) -> impl IntoView {
    when_loaded(move || restore_button(kind))
}

#[component]
pub fn CheckSection() -> impl IntoView {
    when_loaded(check_section)
}

#[component]
pub fn SaveFromMemory() -> impl IntoView {
    when_loaded(save_from_memory)
}

#[component]
pub fn StartAgain() -> impl IntoView {
    when_loaded(start_again)
}

/// Begins what goes on behind every page, which nobody waits for.
pub fn begin_behind(app: App) {
    leptos::task::spawn_local(async move {
        // Where its chapter does not come now, the next start begins it.
        let _ = automatic_backup(app).await;
    });
}

/// Fetches all chapters while nobody waits for them.
#[cfg(feature = "split")]
pub fn prefetch() {
    leptos::task::spawn_local(async {
        // A chapter that fails to come is asked for again when it is wanted.
        crate::state::prefetch_commands().await;
        let _ = __wasm_split_preload_students_page().await;
        let _ = __wasm_split_preload_teaching_page().await;
        let _ = __wasm_split_preload_keeping_page().await;
    });
}

/// All chapters are here already.
#[cfg(not(feature = "split"))]
pub fn prefetch() {}

/// The part once the rest of the page is drawn; until then, and if its chapter does not come, there
/// is nothing.
fn after_paint<Coming>(part: impl FnOnce() -> Coming + 'static) -> impl IntoView
where
    Coming: Future<Output = Result<AnyView, NotLoaded>>,
{
    let come = RwSignal::new_local(None);
    spawn_local_scoped_with_cancellation(async move {
        timer::sleep(AFTER_PAINT_MILLISECONDS).await;
        if let Ok(part) = part().await {
            come.set(Some(part));
        }
    });
    move || {
        come.track();
        come.try_update_untracked(Option::take).flatten()
    }
}

/// The part at once if its chapter is here, else when it has come; if it does not come, a person can
/// ask for it again.
fn when_loaded<Coming>(part: impl Fn() -> Coming + Send + 'static) -> AnyView
where
    Coming: Future<Output = Result<AnyView, NotLoaded>> + 'static,
{
    let mut coming = Box::pin(part());
    if let Some(Ok(part)) = coming.as_mut().now_or_never() {
        return part;
    }
    let first = StoredValue::new_local(Some(coming));
    let asked = RwSignal::new(0_u32);
    let ask = move || asked.update(|asked| *asked += 1);
    let shown = move || {
        asked.track();
        let first = first.try_update_value(Option::take).flatten();
        when_come(first.unwrap_or_else(|| Box::pin(part())), ask)
    };
    shown.into_any()
}

/// A person who leaves first never sees it.
fn when_come(
    coming: impl Future<Output = Result<AnyView, NotLoaded>> + 'static,
    ask: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let come = RwSignal::new_local(None);
    spawn_local_scoped_with_cancellation(async move {
        let part = coming.await.unwrap_or_else(|NotLoaded| not_loaded(ask));
        come.set(Some(part));
    });
    move || {
        come.track();
        let part = come.try_update_untracked(Option::take).flatten();
        part.unwrap_or_else(|| view! { <p role="status">"Opening…"</p> }.into_any())
    }
}

fn not_loaded(ask: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! {
        <div class="notice stack" role="alert">
            <p>
                "This part of Aimline could not be loaded. Your records on this device are not affected. "
                "Connect to the network and try again."
            </p>
            <div class="row">
                <Button on_press=ask>"Try again"</Button>
                <a href="./rescue.html">"Save a copy of my records"</a>
            </div>
        </div>
    }
    .into_any()
}
