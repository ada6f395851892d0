//! Today: what meets, what is not logged yet, which probes are due, this week's minutes.

mod first_open;
mod meetings;
mod probes;
mod week;

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use aimline_core::Caseload;
use aimline_core::progress::today;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::pages::{NeedsDecision, WeekWins};
use crate::parts::{ButtonKind, ButtonLink, EmptyState, PageHeader, Section};
use crate::route::Route;
use crate::state::use_app;
use crate::words;
use first_open::FirstOpen;
use meetings::{LogOneToOne, MeetingList, OtherSessions};
use probes::ProbesDue;
use week::Week;

#[component]
pub fn Today() -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let is_empty = Memo::new(move |_| caseload.with(Caseload::is_empty));
    view! {
        <Show when=move || !is_empty.get() fallback=FirstOpen>
            <Day />
        </Show>
    }
}

#[component]
fn Day() -> impl IntoView {
    let app = use_app();
    let (caseload, day) = (app.caseload(), app.today());
    let look = move |of: fn(&Caseload, jiff::civil::Date) -> Vec<today::Meeting>| {
        let (caseload, day) = (caseload.clone(), day.clone());
        Memo::new(move |_| caseload.with(|caseload| of(caseload, day.get())))
    };
    let meetings = look(today::meetings_on);
    let unlogged = look(today::unlogged);
    let begun = RwSignal::new(Vec::new());
    spawn_local(async move {
        begun.try_set(app.draft_names("log/").await);
    });
    let day = app.today();
    let subtitle = Signal::derive(move || words::long_date(day.get()));
    view! {
        <PageHeader title="Today" subtitle />
        <div class="today">
            <div class="today-main">
                <Backlog unlogged begun />
                <Section title="Today's sessions">
                    <Show
                        when=move || !meetings.with(Vec::is_empty)
                        fallback=|| view! { <NoMeetings /> }
                    >
                        <MeetingList meetings begun with_date=false />
                    </Show>
                    <OtherSessions />
                    <LogOneToOne />
                </Section>
                <NeedsDecision />
            </div>
            <div class="today-side">
                <Week />
                <ProbesDue />
                <WeekWins />
            </div>
        </div>
    }
}

/// More than this many are folded, so that what comes after them is not far down.
const MOST_UNFOLDED: usize = 8;

/// Whoever works the list off comes back to it as it was left.
static UNFOLDED: AtomicBool = AtomicBool::new(false);

/// The meetings of the last days that nobody logged.
#[component]
fn Backlog(unlogged: Memo<Vec<today::Meeting>>, begun: RwSignal<Vec<String>>) -> impl IntoView {
    let count = Memo::new(move |_| unlogged.with(Vec::len));
    let folded = Memo::new(move |_| count.get() > MOST_UNFOLDED);
    let subtitle = Signal::derive(move || {
        let sessions = words::count(count.get(), "session", "sessions");
        format!("{sessions} from the last ten school days.")
    });
    let list = move || view! { <MeetingList meetings=unlogged begun with_date=true /> };
    view! {
        <Show when=move || count.get() != 0>
            <Section title="Not logged yet" subtitle>
                <Show when=move || folded.get() fallback=list>
                    <details open=UNFOLDED.load(Relaxed)>
                        <summary on:click=|_| { UNFOLDED.fetch_xor(true, Relaxed); }>
                            {move || format!("Show all {}", count.get())}
                        </summary>
                        {list}
                    </details>
                </Show>
            </Section>
        </Show>
    }
}

/// Why nothing meets today: no school, or no schedule yet.
#[component]
fn NoMeetings() -> impl IntoView {
    let app = use_app();
    let (caseload, day) = (app.caseload(), app.today());
    move || {
        let day = day.get();
        let closed =
            caseload.with(|caseload| caseload.calendar().no_school(day).map(str::to_owned));
        let has_schedule = caseload.with(|caseload| {
            caseload
                .active_groups()
                .iter()
                .any(|(_, group)| !group.schedule.is_empty())
        });
        match (closed, has_schedule) {
            (Some(label), _) => view! {
                <p class="muted">{format!("No school today: {label}.")}</p>
            }
            .into_any(),
            (None, true) => view! { <p class="muted">"No group meets today."</p> }.into_any(),
            (None, false) => view! {
                <EmptyState
                    title="No group has a meeting time yet"
                    text="Add a group with its days and times; its sessions then stand here, ready to log."
                >
                    <ButtonLink kind=ButtonKind::Primary href=Route::Groups.to_string()>
                        "Go to Groups"
                    </ButtonLink>
                </EmptyState>
            }
            .into_any(),
        }
    }
}
