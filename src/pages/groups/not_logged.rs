//! The meetings of the group that nobody logged, as far back as this school year goes: until each is,
//! held or not, nobody can say how much the students received.

use aimline_core::model::{Group, Id};
use aimline_core::progress::today::Meeting;
use aimline_core::progress::unlogged;
use leptos::prelude::*;

use crate::parts::{Button, ButtonLink, Section};
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words;

/// Meetings shown at first, and more with each press.
const SHOWN_AT_ONCE: usize = 5;

/// Nothing where all are logged.
#[component]
pub fn NotLogged(id: Id<Group>) -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new(SHOWN_AT_ONCE);
    let meetings = Memo::new(move |_| {
        let today = app.today().get();
        app.caseload()
            .with(|caseload| unlogged::of_group(caseload, id, today))
    });
    let some = Memo::new(move |_| meetings.with(|meetings| !meetings.is_empty()));
    let subtitle = Signal::derive(move || {
        let meetings = words::count(meetings.with(Vec::len), "meeting", "meetings");
        format!("{meetings} of this school year. Log each, held or not: they count as planned.")
    });
    view! {
        <Show when=move || some.get()>
            <Section title="Not logged yet" subtitle>
                <ul class="meetings">
                    {move || meetings.get().into_iter().rev().take(shown.get()).map(row).collect_view()}
                </ul>
                <Show when=move || shown.get() < meetings.with(Vec::len)>
                    <div class="row">
                        <Button on_press=move || shown.update(|shown| *shown += 4 * SHOWN_AT_ONCE)>
                            "Show more"
                        </Button>
                        <span class="muted">
                            {move || format!("{} of {}", shown.get(), meetings.with(Vec::len))}
                        </span>
                    </div>
                </Show>
            </Section>
        </Show>
    }
}

fn row(meeting: Meeting) -> impl IntoView {
    let Meeting {
        group, slot, date, ..
    } = meeting;
    let when = format!(
        "{}, {}",
        words::short_date(date),
        words::time(meeting.start)
    );
    let href = Route::Log(LogTarget::Slot { group, slot, date }).to_string();
    let label = Signal::stored(format!("Log the meeting of {when}"));
    view! {
        <li class="meeting">
            <span class="meeting-when">{when}</span>
            <span class="meeting-minutes number muted">{format!("{} min", meeting.minutes)}</span>
            <span class="meeting-state">
                <ButtonLink href label>"Log"</ButtonLink>
            </span>
        </li>
    }
}
