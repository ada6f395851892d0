//! Before anything goes: who, what with them, and which texts only a person can judge.

use std::collections::BTreeSet;

use aimline_core::erase::{Chosen, Erasure};
use aimline_core::model::{Id, Student};
use aimline_core::order::Order;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::receipt::Told;
use super::work::{Found, carry_out, look};
use crate::parts::{Button, ButtonKind, Dialog};
use crate::state::{App, use_app};
use crate::words;

/// So many texts are shown at first; the rest unfold.
const AT_MOST: usize = 20;

/// What a person is asked about.
#[derive(Clone)]
struct Question {
    students: BTreeSet<Id<Student>>,
    names: Vec<String>,
    erasure: Erasure,
    found: Vec<Found>,
}

/// The question, if there is one, and what is answered so far.
#[derive(Clone, Copy)]
pub struct Asked {
    open: RwSignal<bool>,
    question: RwSignal<Option<Question>>,
    also: RwSignal<BTreeSet<String>>,
}

impl Asked {
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            question: RwSignal::new(None),
            also: RwSignal::new(BTreeSet::new()),
        }
    }

    /// Looks what would go, and asks.
    pub fn ask(self, app: App, students: BTreeSet<Id<Student>>) {
        let chosen = Chosen {
            students,
            also: BTreeSet::new(),
        };
        spawn_local(async move {
            let (erasure, found) = match look(app, &chosen).await {
                Ok(looked) => looked,
                Err(refused) => return app.toast(refused.to_string()),
            };
            let mut names: Vec<_> = app.caseload().with_untracked(|caseload| {
                let students = chosen.students.iter().filter_map(|id| caseload.get(*id));
                students.map(Student::name).collect()
            });
            names.order();
            self.also.try_set(BTreeSet::new());
            self.question.try_set(Some(Question {
                students: chosen.students,
                names,
                erasure,
                found,
            }));
            self.open.try_set(true);
        });
    }
}

#[component]
pub fn Confirm(asked: Asked, told: RwSignal<Option<Told>>) -> impl IntoView {
    let app = use_app();
    let Asked {
        open,
        question,
        also,
    } = asked;
    let erase = move || {
        let Some(Question { students, .. }) = question.get_untracked() else {
            return;
        };
        let chosen = Chosen {
            students,
            also: also.get_untracked(),
        };
        open.set(false);
        spawn_local(async move {
            match carry_out(app, chosen).await {
                Ok(receipt) => {
                    app.say(receipt.sentence());
                    told.try_set(Some(receipt));
                }
                Err(refused) => app.toast(refused.to_string()),
            }
            question.try_set(None);
        });
    };
    let title = Signal::derive(move || {
        match question.with(|question| question.as_ref().map_or(1, |one| one.students.len())) {
            1 => "Erase this student for good?".to_owned(),
            many => format!("Erase {many} students for good?"),
        }
    });
    view! {
        <Dialog open title>
            {move || question.get().map(|Question { names, erasure, found, .. }| view! {
                <div class="stack">
                    <p>
                        <strong>{names.join(", ")}</strong>
                        " and everything that belongs to them goes from this browser:"
                    </p>
                    <ul class="erase-list">
                        {erasure.receipt.lines().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                    </ul>
                    <Mentions found also open />
                    <p>"Backup files that you saved before still hold them. The receipt says where to look."</p>
                    <div class="row row-end">
                        <Button on_press=move || open.set(false)>"Keep the records"</Button>
                        <Button kind=ButtonKind::Danger on_press=erase>"Erase for good"</Button>
                    </div>
                </div>
            })}
        </Dialog>
    }
}

/// Texts that stay: those that can go with the student, and those to be changed where they stand.
#[component]
fn Mentions(
    found: Vec<Found>,
    also: RwSignal<BTreeSet<String>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (to_tick, to_change): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.can_go);
    let to_tick = (!to_tick.is_empty()).then(|| {
        let rows = to_tick.into_iter().map(|found| tick(found, also));
        view! {
            <fieldset class="notice erase-mentions" data-tone="near">
                <legend>"Texts that stay may hold a name. Tick what goes too."</legend>
                {folded(rows.collect())}
            </fieldset>
        }
    });
    let to_change = (!to_change.is_empty()).then(|| {
        let rows = to_change.into_iter().map(|found| change(found, open));
        view! {
            <section class="notice stack stack-close" data-tone="near" aria-label="To change by hand">
                <p>
                    <strong>"Change these before you erase. "</strong>
                    "They stay, and may hold a name. What is changed now leaves nothing in the history
                    either."
                </p>
                {folded(rows.collect())}
            </section>
        }
    });
    view! { {to_tick} {to_change} }
}

/// A name that is a common word may be found in hundreds of texts.
fn folded(mut rows: Vec<AnyView>) -> impl IntoView {
    let rest = rows.split_off(rows.len().min(AT_MOST));
    let rest = (!rest.is_empty()).then(|| {
        let summary = format!("{} more", words::thousands(rest.len() as u64));
        view! {
            <details>
                <summary>{summary}</summary>
                <ul class="erase-notes">{rest}</ul>
            </details>
        }
    });
    view! {
        <ul class="erase-notes">{rows}</ul>
        {rest}
    }
}

fn tick(
    Found {
        key, place, text, ..
    }: Found,
    also: RwSignal<BTreeSet<String>>,
) -> AnyView {
    let kept = key.clone();
    let checked = move || also.with(|also| also.contains(&kept));
    let turn = move |event| {
        let on = event_target_checked(&event);
        also.update(|also| match on {
            true => drop(also.insert(key.clone())),
            false => drop(also.remove(&key)),
        });
    };
    view! {
        <li>
            <label class="check">
                <input type="checkbox" prop:checked=checked on:change=turn />
                <span>
                    <span class="erase-text">{format!("“{text}”")}</span>
                    " "
                    <span class="small">{place}</span>
                </span>
            </label>
        </li>
    }
    .into_any()
}

fn change(found: Found, open: RwSignal<bool>) -> AnyView {
    let Found {
        place, text, route, ..
    } = found;
    let link = route.map(|route| {
        let label = format!("Change it: {place}");
        view! {
            " · "
            <a href=route.to_string() aria-label=label on:click=move |_| open.set(false)>"Change it"</a>
        }
    });
    view! {
        <li>
            <span class="erase-text">{format!("“{text}”")}</span>
            " "
            <span class="small">{place} {link}</span>
        </li>
    }
    .into_any()
}
