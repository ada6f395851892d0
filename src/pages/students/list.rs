//! `#/students`: the caseload as a dense table, to find a student and to see who needs a look.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

use aimline_core::model::{Id, Student};
use aimline_core::progress::row::{self, Row};
use aimline_core::progress::row_order::{self, Column, Filter};
use aimline_core::{Command, Edited};
use leptos::prelude::*;

use super::drafted::Drafted;
use super::filters::{FilterBar, Narrowing};
use super::student_form::StudentForm;
use super::table::{Order, StudentsTable};
use crate::parts::{Button, ButtonKind, ButtonLink, Dialog, EmptyState, IconName, PageHeader};
use crate::route::{self, Route};
use crate::state::{App, use_app};
use crate::words::count;

/// The draft of a student who is being added.
const DRAFT: &str = "students/new";

thread_local! {
    /// The table is found again as it was left: filter and order, until the page is closed.
    static LEFT: RefCell<(Filter, Order)> = RefCell::new((Filter::default(), Order::default()));
}

/// Whoever opens the table next finds the archived students in it.
pub fn open_with_the_archived() {
    let filter = Filter {
        archived: true,
        ..Filter::default()
    };
    LEFT.set((filter, Order::default()));
}

#[component]
pub fn Students() -> impl IntoView {
    let app = use_app();
    let (filter, order) = LEFT.with_borrow(Clone::clone);
    let narrowing = Narrowing::new(filter);
    let order = RwSignal::new(order);
    let all = all_rows(app);
    let archived = narrowing.archived;
    let rows = Memo::new(move |_| {
        let mut rows = all.get();
        rows.retain(|row| row.archived == archived.get());
        let Order { column, descending } = order.get();
        row_order::sort(&mut rows, column, descending);
        rows
    });
    let shown = Memo::new(move |_| {
        let rows = rows.get();
        let shown = narrowing.filter().select(rows.iter().map(AsRef::as_ref));
        shown
            .into_iter()
            .map(|row| row.id)
            .collect::<HashSet<Id<Student>>>()
    });
    Effect::new(move |_| LEFT.set((narrowing.filter(), order.get())));
    let adding = Drafted::<Edited<Student>>::new(app, DRAFT.to_owned());
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    view! {
        <PageHeader title="Students" subtitle=Signal::derive(move || all.with(|rows| summary(rows)))>
            // While there is nobody the page itself says how to begin.
            <Show when=move || !none.get()>
                <ButtonLink href=Route::Roster.to_string() icon=IconName::Upload>"Import students"</ButtonLink>
                <ButtonLink href=Route::ScoreImport.to_string() icon=IconName::Upload>"Import scores"</ButtonLink>
                <Button kind=ButtonKind::Primary icon=IconName::Add on_press=move || adding.start(Edited::default())>
                    "Add student"
                </Button>
            </Show>
        </PageHeader>
        <Show
            when=move || !none.get()
            fallback=move || view! { <NoStudents adding /> }
        >
            <FilterBar narrowing shown=Signal::derive(move || shown.with(HashSet::len)) rows />
            <StudentsTable rows shown order />
            <Show when=move || shown.with(HashSet::is_empty)>
                <NoneShown narrowing />
            </Show>
        </Show>
        <Dialog open=adding.open title="Add student">
            <StudentForm
                drafted=adding
                on_save=move |student| Command::SaveStudent { id: None, student }
            />
        </Dialog>
    }
}

/// Rows that did not change keep their place in memory, by which the table knows them again.
pub fn all_rows(app: App) -> Memo<Vec<Arc<Row>>> {
    let (caseload, today) = (app.caseload(), app.today());
    Memo::new(move |before: Option<&Vec<Arc<Row>>>| {
        let rows = caseload.with(|caseload| row::rows(caseload, today.get()));
        let before: std::collections::HashMap<_, _> = before
            .into_iter()
            .flatten()
            .map(|row| (row.id, row))
            .collect();
        rows.into_iter()
            .map(|row| match before.get(&row.id) {
                Some(known) if ***known == row => Arc::clone(known),
                _ => Arc::new(row),
            })
            .collect()
    })
}

fn summary(rows: &[Arc<Row>]) -> String {
    let active: Vec<_> = rows.iter().filter(|row| !row.archived).collect();
    let of_kind = |kind: &str| {
        active
            .iter()
            .filter(|row| row.status.kind() == kind)
            .count()
    };
    let told = [
        (of_kind("below"), "below aim"),
        (of_kind("not-fair"), "not yet a fair test"),
        (of_kind("no-plan"), "without a plan"),
    ];
    let told = told.into_iter().filter(|(number, _)| *number > 0);
    let mut parts = vec![count(active.len(), "student", "students")];
    parts.extend(told.map(|(number, words)| format!("{number} {words}")));
    parts.join(" · ")
}

#[component]
fn NoStudents(adding: Drafted<Edited<Student>>) -> impl IntoView {
    view! {
        <EmptyState
            title="No students yet"
            text="Add the students you work with, one by one, or bring them all in from a roster file."
        >
            <Button kind=ButtonKind::Primary on_press=move || adding.start(Edited::default())>"Add student"</Button>
            <Button on_press=|| route::go(&Route::Roster)>"Import students"</Button>
        </EmptyState>
    }
}

#[component]
fn NoneShown(narrowing: Narrowing) -> impl IntoView {
    let archived = narrowing.archived;
    let title = move || {
        if archived.get() {
            "No archived student here"
        } else {
            "No student matches"
        }
    };
    view! {
        <EmptyState
            title=Signal::derive(move || title().to_owned())
            text="Nobody on the caseload fits the search and filters above."
        >
            <Button on_press=move || narrowing.clear()>"Show everybody"</Button>
        </EmptyState>
    }
}

impl Default for Order {
    fn default() -> Self {
        Self {
            column: Column::Name,
            descending: false,
        }
    }
}
