//! The days without school: a list, one more, or a pasted list.

use aimline_core::model::{Id, NoSchool};
use aimline_core::order::Order;
use aimline_core::{Command, Problem};
use jiff::civil::Date;
use leptos::prelude::*;

use super::paste_days::PasteDays;
use crate::pages::refused::tell;
use crate::parts::{
    Button, ButtonKind, Dialog, EmptyState, ErrorSummary, IconName, Section, TextField, error_of,
};
use crate::state::use_app;
use crate::words;

type Row = (Id<NoSchool>, NoSchool);

#[component]
pub fn NoSchoolSection() -> impl IntoView {
    let app = use_app();
    let adding = RwSignal::new(false);
    let pasting = RwSignal::new(false);
    let all = Memo::new(move |_| {
        app.caseload().with(|caseload| {
            let calendar = caseload.calendar();
            let days = calendar.no_school.iter();
            let mut days: Vec<Row> = days.map(|(id, days)| (id, days.clone())).collect();
            days.order_by_key(|(id, days)| (days.first, days.last, *id));
            days
        })
    });
    let split = move |past: bool| {
        let today = app.today().get();
        let days = all.get().into_iter();
        days.filter(|(_, days)| (days.last < today) == past)
            .collect::<Vec<_>>()
    };
    let coming = Memo::new(move |_| split(false));
    let past = Memo::new(move |_| split(true));
    let line = move |(id, days): Row| {
        let span = span(days.first, days.last);
        let label = format!("Remove {}, {span}", days.label);
        let remove = move || app.send(Command::RemoveNoSchool { id }, tell(app));
        view! {
            <li>
                <span><strong>{days.label}</strong>" "<span class="muted">{span}</span></span>
                <Button small=true kind=ButtonKind::Quiet label=label on_press=remove>
                    "Remove"
                </Button>
            </li>
        }
    };
    let actions = move || {
        view! {
            <Button icon=IconName::Add on_press=move || adding.set(true)>"Add days"</Button>
            <Button on_press=move || pasting.set(true)>"Paste a list"</Button>
        }
    };
    view! {
        <Section
            title="Days without school"
            subtitle="No meetings are planned on these days, and none count as missed. Weekends are known."
            actions=actions
        >
            <Show
                when=move || coming.with(|coming| !coming.is_empty())
                fallback=|| view! {
                    <EmptyState
                        title="No days entered"
                        text="Paste your district’s calendar once, and Today stays right all year."
                    />
                }
            >
                <ul class="list" role="list">
                    {move || coming.get().into_iter().map(line).collect_view()}
                </ul>
            </Show>
            <Show when=move || past.with(|past| !past.is_empty())>
                <details>
                    <summary>{move || format!("Days that have passed ({})", past.with(Vec::len))}</summary>
                    <ul class="list" role="list">
                        {move || past.get().into_iter().map(line).collect_view()}
                    </ul>
                </details>
            </Show>
        </Section>
        <Dialog open=adding title="Add days without school">
            <AddDays open=adding />
        </Dialog>
        <Dialog open=pasting title="Paste a list of days">
            <PasteDays open=pasting />
        </Dialog>
    }
}

#[component]
fn AddDays(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let first = RwSignal::new(String::new());
    let last = RwSignal::new(String::new());
    let label = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move || {
        problems.set(Vec::new());
        let (typed_first, typed_last) = (first.get_untracked(), last.get_untracked());
        let Ok(first) = typed_first.trim().parse::<Date>() else {
            return problems.set(vec![Problem {
                field: "first",
                message: "Enter the day.".into(),
            }]);
        };
        let days = NoSchool {
            first,
            last: typed_last.trim().parse().unwrap_or(first),
            label: label.get_untracked(),
        };
        app.send(
            Command::SaveNoSchool { days: vec![days] },
            move |answer| match answer {
                Ok(()) => {
                    open.try_set(false);
                }
                Err(refused) => {
                    problems.try_set(refused.problems());
                }
            },
        );
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Add days without school"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <TextField label="What it is" hint="Such as “Thanksgiving” or “Teacher day”." value=label />
            <div class="row-fields">
                <TextField
                    label="First day"
                    input_type="date"
                    name="first"
                    required=true
                    value=first
                    error=error_of(problems, "first")
                />
                <TextField
                    label="Last day"
                    input_type="date"
                    name="last"
                    value=last
                    error=error_of(problems, "last")
                />
            </div>
            <p class="muted small">"Leave the last day empty for one day alone."</p>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save days"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// "Thu, Nov 26" or "Nov 26 to Nov 27, 2026".
pub fn span(first: Date, last: Date) -> String {
    if first == last {
        format!("{}, {}", words::short_date(first), first.year())
    } else {
        format!(
            "{} to {}",
            words::day_and_month(first),
            words::full_date(last)
        )
    }
}
