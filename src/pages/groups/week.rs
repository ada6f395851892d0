//! The week of all groups: a grid of days by time, and day lists where there is no room for it.

use aimline_core::Caseload;
use aimline_core::model::{Group, Id};
use aimline_core::progress::timetable::{self, Block, SCHOOL_WEEK, clock, name};
use jiff::civil::{Date, Weekday};
use leptos::prelude::*;

use crate::route::Route;
use crate::state::use_app;

/// Pixels of an hour on the grid: half an hour holds a name and its time.
const HOUR_HEIGHT: u16 = 96;

/// What one meeting shows.
#[derive(Clone, PartialEq)]
struct Entry {
    block: Block,
    group: Id<Group>,
    name: String,
    members: usize,
    /// Names of the groups that meet at the same time.
    overlaps: Vec<String>,
    /// Whether a student is a member of both.
    clashes: bool,
}

/// The hours shown: whole ones, around everything planned.
#[derive(Clone, Copy, PartialEq)]
struct Hours {
    first: u16,
    last: u16,
}

#[component]
pub fn Week() -> impl IntoView {
    let app = use_app();
    let entries = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| entries(caseload, app.today().get()))
    });
    let hours = Memo::new(move |_| entries.with(|entries| Hours::around(entries)));
    let day = move |weekday: Weekday| {
        let of_day = move || {
            let all = entries.get().into_iter();
            all.filter(|entry| entry.block.weekday == weekday)
                .collect::<Vec<_>>()
        };
        let is_today = move || app.today().get().weekday() == weekday;
        view! {
            <section class="week-day" data-today=move || is_today().then_some("")>
                <h3>
                    {name(weekday)}
                    {move || is_today().then_some(view! { <span class="badge">"Today"</span> })}
                </h3>
                <ul class="week-list" role="list">
                    {move || of_day().into_iter().map(|entry| meeting(entry, hours.get())).collect_view()}
                </ul>
                <Show when=move || of_day().is_empty()>
                    <p class="week-none muted small">"No meetings"</p>
                </Show>
            </section>
        }
    };
    let labels = move || {
        let Hours { first, last } = hours.get();
        (first..=last)
            .map(|hour| {
                let place = percent(f32::from(hour - first), f32::from(last - first));
                view! { <li style=("--top", place)>{clock(hour * 60)}</li> }
            })
            .collect_view()
    };
    let height = move || {
        let Hours { first, last } = hours.get();
        format!("{}px", (last - first) * HOUR_HEIGHT)
    };
    view! {
        <div
            class="week"
            style=("--week-height", height)
            style=("--hour", format!("{HOUR_HEIGHT}px"))
        >
            <ol class="week-hours" aria-hidden="true">{labels}</ol>
            {SCHOOL_WEEK.into_iter().map(day).collect_view()}
        </div>
    }
}

fn meeting(entry: Entry, hours: Hours) -> impl IntoView {
    let Block {
        start,
        minutes,
        lane,
        lanes,
        ..
    } = entry.block;
    let span = f32::from((hours.last - hours.first) * 60);
    let top = percent(f32::from(start) - f32::from(hours.first) * 60.0, span);
    let height = percent(f32::from(minutes), span);
    let left = percent(lane as f32, lanes as f32);
    let width = percent(1.0, lanes as f32);
    let overlap = (!entry.overlaps.is_empty()).then(|| {
        let others = entry.overlaps.join(", ");
        let words = if entry.clashes {
            format!("A student is also in {others}")
        } else {
            format!("Same time as {others}")
        };
        view! { <span class="week-overlap" data-clash=entry.clashes.then_some("")>{words}</span> }
    });
    let members = match entry.members {
        1 => "1 student".to_owned(),
        number => format!("{number} students"),
    };
    view! {
        <li
            class="week-meeting"
            data-overlap=(!entry.overlaps.is_empty()).then_some("")
            data-clash=entry.clashes.then_some("")
            style=("--top", top)
            style=("--height", height)
            style=("--left", left)
            style=("--width", width)
        >
            <a href=Route::Group(entry.group).to_string()>
                <strong>{entry.name}</strong>
                <span class="week-time">
                    {clock(start)}" to "{clock(start.saturating_add(minutes))}
                </span>
                <span class="week-members">{members}</span>
                {overlap}
            </a>
        </li>
    }
}

fn entries(caseload: &Caseload, today: Date) -> Vec<Entry> {
    let blocks = timetable::week(caseload, today);
    blocks
        .iter()
        .filter_map(|block| {
            let group = caseload.groups.get(block.group)?;
            let members = group.members_on(today);
            let others: Vec<&Group> = blocks
                .iter()
                .filter(|other| other.slot != block.slot && other.overlaps(block))
                .filter_map(|other| caseload.groups.get(other.group))
                .collect();
            let clashes = others.iter().any(|other| {
                other
                    .members_on(today)
                    .iter()
                    .any(|id| members.contains(id))
            });
            Some(Entry {
                block: block.clone(),
                group: block.group,
                name: group.name.clone(),
                members: members.len(),
                overlaps: others.iter().map(|other| other.name.clone()).collect(),
                clashes,
            })
        })
        .collect()
}

impl Hours {
    const SCHOOL_DAY: Self = Self { first: 8, last: 15 };

    fn around(entries: &[Entry]) -> Self {
        let first = entries.iter().map(|entry| entry.block.start / 60).min();
        let last = entries
            .iter()
            .map(|entry| entry.block.end().div_ceil(60))
            .max();
        match (first, last) {
            (Some(first), Some(last)) => Self {
                first,
                last: last.max(first + 1),
            },
            _ => Self::SCHOOL_DAY,
        }
    }
}

fn percent(part: f32, whole: f32) -> String {
    format!("{:.3}%", 100.0 * part / whole.max(1.0))
}
