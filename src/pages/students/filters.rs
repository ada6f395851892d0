//! Search as you type and filters above the students table.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aimline_core::progress::row::Row;
use aimline_core::progress::row_order::Filter;
use aimline_core::progress::status::Status;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::browser::{dom, listen};
use crate::parts::{Button, ButtonKind, Chip, SelectField, TextField};
use crate::state::use_app;
use crate::words::count;

/// What narrows the table, as it is typed and chosen.
#[derive(Clone, Copy)]
pub struct Narrowing {
    text: RwSignal<String>,
    grade: RwSignal<String>,
    group: RwSignal<String>,
    tier: RwSignal<String>,
    status: RwSignal<String>,
    pub archived: RwSignal<bool>,
}

impl Narrowing {
    pub fn new(filter: Filter) -> Self {
        let chosen = |value: Option<String>| RwSignal::new(value.unwrap_or_default());
        Self {
            text: RwSignal::new(filter.text),
            grade: chosen(filter.grade.map(|grade| grade.to_string())),
            group: chosen(filter.group.map(|group| group.to_string())),
            tier: chosen(filter.tier.map(|tier| tier.to_string())),
            status: chosen(filter.status),
            archived: RwSignal::new(filter.archived),
        }
    }

    pub fn filter(self) -> Filter {
        Filter {
            text: self.text.get(),
            grade: self.grade.with(|grade| grade.parse().ok()),
            group: self.group.with(|group| group.parse().ok()),
            tier: self.tier.with(|tier| tier.parse().ok()),
            status: Some(self.status.get()).filter(|status| !status.is_empty()),
            archived: self.archived.get(),
        }
    }

    pub fn clear(self) {
        for choice in [self.text, self.grade, self.group, self.tier, self.status] {
            choice.set(String::new());
        }
        self.archived.set(false);
    }
}

#[component]
pub fn FilterBar(
    narrowing: Narrowing,
    shown: Signal<usize>,
    rows: Memo<Vec<Arc<Row>>>,
    /// Where archived students have nothing to do.
    #[prop(optional)]
    active_only: bool,
) -> impl IntoView {
    let search = NodeRef::<html::Input>::new();
    slash_finds(search);
    let of = move || rows.with(Vec::len);
    let narrowed = Memo::new(move |_| narrowing.filter().narrows());
    let counted = move || {
        if shown.get() == of() {
            count(of(), "student", "students")
        } else {
            format!("{} of {}", shown.get(), of())
        }
    };
    let archived = narrowing.archived;
    view! {
        <search class="students-filters no-print">
            <div class="students-search">
                <TextField
                    label="Search students"
                    hide_label=true
                    placeholder="Search students"
                    input_type="search"
                    value=narrowing.text
                    node_ref=search
                />
                <kbd aria-hidden="true">"/"</kbd>
            </div>
            <SelectField label="Grade" hide_label=true narrow=true value=narrowing.grade options=grades(rows) />
            <SelectField label="Group" hide_label=true narrow=true value=narrowing.group options=groups(rows) />
            <SelectField label="Tier" hide_label=true narrow=true value=narrowing.tier options=tiers() />
            <SelectField label="Status" hide_label=true narrow=true value=narrowing.status options=statuses() />
            {(!active_only).then(|| view! {
                <Chip pressed=archived on_press=move || archived.update(|archived| *archived = !*archived)>
                    "Archived"
                </Chip>
            })}
            <p class="students-count muted" role="status">{counted}</p>
            <Show when=move || narrowed.get()>
                <Button kind=ButtonKind::Quiet small=true on_press=move || narrowing.clear()>
                    "Clear filters"
                </Button>
            </Show>
        </search>
    }
}

/// "/" moves to the search field, unless something is being typed or the person turned it off.
fn slash_finds(search: NodeRef<html::Input>) {
    let app = use_app();
    let Some(document) = dom::document() else {
        return;
    };
    let listener = listen(&document, "keydown", move |event: KeyboardEvent| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.key() != "/" || elsewhere || event.default_prevented() || dom::is_typing() {
            return;
        }
        let allowed = app
            .caseload()
            .with_untracked(|caseload| caseload.settings().single_key_shortcuts);
        if let Some(Some(search)) = search.try_get_untracked()
            && allowed
        {
            event.prevent_default();
            dom::focus(&search);
            search.select();
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
}

type Options = Signal<Vec<(String, String)>>;

fn with_all(
    all: &str,
    options: impl IntoIterator<Item = (String, String)>,
) -> Vec<(String, String)> {
    std::iter::once((String::new(), all.to_owned()))
        .chain(options)
        .collect()
}

fn grades(rows: Memo<Vec<Arc<Row>>>) -> Options {
    let grades = Memo::new(move |_| {
        rows.with(|rows| {
            rows.iter()
                .filter_map(|row| row.grade)
                .collect::<BTreeSet<_>>()
        })
    });
    Signal::derive(move || {
        let options = grades
            .get()
            .into_iter()
            .map(|grade| (grade.to_string(), format!("Grade {grade}")));
        with_all("All grades", options)
    })
}

fn groups(rows: Memo<Vec<Arc<Row>>>) -> Options {
    let groups = Memo::new(move |_| {
        let all = |rows: &Vec<Arc<Row>>| -> BTreeMap<String, String> {
            let groups = rows.iter().flat_map(|row| &row.groups);
            groups
                .map(|(id, name)| (name.clone(), id.to_string()))
                .collect()
        };
        rows.with(all)
    });
    Signal::derive(move || {
        with_all(
            "All groups",
            groups.get().into_iter().map(|(name, id)| (id, name)),
        )
    })
}

fn tiers() -> Options {
    let options = with_all(
        "All tiers",
        (1..=3).map(|tier| (tier.to_string(), format!("Tier {tier}"))),
    );
    Signal::stored(options)
}

fn statuses() -> Options {
    let options = Status::KINDS.map(|(kind, label)| (kind.to_owned(), label.to_owned()));
    Signal::stored(with_all("All statuses", options))
}
