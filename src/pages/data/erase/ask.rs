//! Before anything goes: who, what with them, and which texts only a person can judge.

use std::collections::BTreeSet;

use aimline_core::erase::{Chosen, Erasure, Mention};
use aimline_core::model::{Id, Student};
use aimline_core::order::Order;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::receipt::Told;
use super::work::{carry_out, look};
use crate::parts::{Button, ButtonKind, Dialog};
use crate::state::{App, use_app};
use crate::words;

/// What a person is asked about.
#[derive(Clone)]
struct Question {
    students: BTreeSet<Id<Student>>,
    names: Vec<String>,
    erasure: Erasure,
}

/// The question, if there is one, and what is answered so far.
#[derive(Clone, Copy)]
pub struct Asked {
    open: RwSignal<bool>,
    question: RwSignal<Option<Question>>,
    notes: RwSignal<BTreeSet<String>>,
}

impl Asked {
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            question: RwSignal::new(None),
            notes: RwSignal::new(BTreeSet::new()),
        }
    }

    /// Looks what would go, and asks.
    pub fn ask(self, app: App, students: BTreeSet<Id<Student>>) {
        let chosen = Chosen {
            students,
            notes: BTreeSet::new(),
        };
        spawn_local(async move {
            let erasure = match look(app, &chosen).await {
                Ok(erasure) => erasure,
                Err(refused) => return app.toast(refused.to_string()),
            };
            let mut names: Vec<_> = app.caseload().with_untracked(|caseload| {
                let students = chosen.students.iter().filter_map(|id| caseload.get(*id));
                students.map(Student::name).collect()
            });
            names.order();
            self.notes.try_set(BTreeSet::new());
            self.question.try_set(Some(Question {
                students: chosen.students,
                names,
                erasure,
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
        notes,
    } = asked;
    let erase = move || {
        let Some(Question { students, .. }) = question.get_untracked() else {
            return;
        };
        let chosen = Chosen {
            students,
            notes: notes.get_untracked(),
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
            {move || question.get().map(|Question { names, erasure, .. }| view! {
                <div class="stack">
                    <p>
                        <strong>{names.join(", ")}</strong>
                        " and everything that belongs to them goes from this browser:"
                    </p>
                    <ul class="erase-list">
                        {erasure.receipt.lines().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                    </ul>
                    <Mentions mentions=erasure.mentions notes />
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

/// Texts that stay unless a person says otherwise.
#[component]
fn Mentions(mentions: Vec<Mention>, notes: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let rows: Vec<_> = mentions
        .into_iter()
        .map(|mention| row(mention, notes))
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <fieldset class="notice erase-mentions" data-tone="near">
                <legend>"Texts that stay may hold a name. Tick what goes too."</legend>
                <ul class="erase-notes">{rows}</ul>
            </fieldset>
        }
    })
}

fn row(mention: Mention, notes: RwSignal<BTreeSet<String>>) -> AnyView {
    match mention {
        Mention::Note { key, day, text } => {
            let kept = key.clone();
            let checked = move || notes.with(|notes| notes.contains(&kept));
            let turn = move |event| {
                let on = event_target_checked(&event);
                notes.update(|notes| match on {
                    true => drop(notes.insert(key.clone())),
                    false => drop(notes.remove(&key)),
                });
            };
            view! {
                <li>
                    <label class="check">
                        <input type="checkbox" prop:checked=checked on:change=turn />
                        <span>
                            {format!("Note of the session on {}: “{text}”", words::full_date(day))}
                        </span>
                    </label>
                </li>
            }
            .into_any()
        }
        Mention::Group(name) => view! {
            <li>{format!("The group “{name}” stays; rename it on its page.")}</li>
        }
        .into_any(),
    }
}
