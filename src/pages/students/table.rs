//! The students table: sorted by its headers, moved through with the arrow keys.

use std::collections::HashSet;
use std::sync::Arc;

use aimline_charts::noun_of_rate;
use aimline_charts::sparkline::{SPARKLINE_HEIGHT, SPARKLINE_WIDTH, sparkline};
use aimline_core::model::{Id, Student};
use aimline_core::number::number;
use aimline_core::progress::next_decision::NextDecision;
use aimline_core::progress::row::{PlanCells, Row};
use aimline_core::progress::row_order::Column;
use jiff::civil::Date;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::words::{NONE, day, optional_day, optional_rate, percent, percent_range, rate, tone};
use crate::browser::dom;
use crate::parts::Status;
use crate::route::Route;
use crate::state::use_app;
use crate::words::count;

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub column: Column,
    pub descending: bool,
}

/// A header: what it sorts by, its words, and its class, which says at which width it goes.
const HEADERS: [(Option<Column>, &str, &str); 13] = [
    (Some(Column::Name), "Name", ""),
    (Some(Column::Grade), "Grade", "number at-tablet"),
    (Some(Column::Tier), "Tier", "number at-wide"),
    (Some(Column::Group), "Groups", "at-tablet"),
    (Some(Column::Measure), "Measure", "at-desk"),
    (Some(Column::LastScore), "Last score", "number"),
    (None, "Progress", "at-phone"),
    (
        Some(Column::Rate),
        "Growth / goal",
        "number at-small-tablet",
    ),
    (Some(Column::Status), "Status", ""),
    (Some(Column::Next), "Next decision", "at-small-tablet"),
    (Some(Column::Received), "Minutes", "number at-small-tablet"),
    (Some(Column::Fidelity), "Fidelity", "number at-desk"),
    (Some(Column::LastSession), "Last session", "number at-wide"),
];

#[component]
pub fn StudentsTable(
    rows: Memo<Vec<Arc<Row>>>,
    shown: Memo<HashSet<Id<Student>>>,
    order: RwSignal<Order>,
) -> impl IntoView {
    let today = use_app().today();
    let body = NodeRef::<html::Tbody>::new();
    // Rows out of the search are hidden, not taken out: typing builds nothing.
    let row = move |row: Arc<Row>| {
        let id = row.id;
        let hidden = move || shown.with(|shown| !shown.contains(&id));
        table_row(&row, today.get_untracked(), hidden)
    };
    view! {
        <div
            class="table-scroll students-scroll"
            tabindex="0"
            role="region"
            aria-label="Students"
            hidden=move || shown.with(HashSet::is_empty)
        >
            <table class="table students-table">
                <caption class="visually-hidden">
                    "Students with their latest score and growth a week against their goal. "
                    "Minutes and fidelity count from the start of the plan, else of the school year. "
                    "The column headers sort; arrow keys move between students."
                </caption>
                <thead>
                    <tr>{HEADERS.map(|header| table_header(header, order)).collect_view()}</tr>
                </thead>
                <tbody node_ref=body on:keydown=move |event| move_focus(body, &event)>
                    // A row that changed is another row in memory, so it is drawn anew.
                    <For each=move || rows.get() key=|row| Arc::as_ptr(row).addr() children=row />
                </tbody>
            </table>
        </div>
    }
}

fn table_header(
    (column, words, class): (Option<Column>, &'static str, &'static str),
    order: RwSignal<Order>,
) -> impl IntoView {
    let Some(column) = column else {
        return view! { <th scope="col" class=class>{words}</th> }.into_any();
    };
    let sorted = move || match order.get() {
        order if order.column != column => "none",
        Order {
            descending: true, ..
        } => "descending",
        _ => "ascending",
    };
    let press = move |_| {
        order.update(|order| {
            let again = order.column == column;
            *order = Order {
                column,
                descending: again && !order.descending,
            };
        });
    };
    view! {
        <th scope="col" class=class aria-sort=sorted>
            <button type="button" on:click=press>{words}</button>
        </th>
    }
    .into_any()
}

fn table_row<H>(row: &Row, today: Date, hidden: H) -> impl IntoView + use<H>
where
    H: Fn() -> bool + Send + Sync + 'static,
{
    let groups: Vec<&str> = row.groups.iter().map(|(_, name)| name.as_str()).collect();
    let noun = row.plan.as_ref().map(|plan| noun_of_rate(&plan.unit));
    let since = format!("Since {}", day(row.since, today));
    let minutes_since = match row.meetings.unlogged {
        0 => since.clone(),
        open => format!(
            "{since}; {open} of {} sessions not logged",
            row.meetings.planned
        ),
    };
    let (shape, word) = (tone(&row.status), row.status.word());
    let told = row.status.sentence(noun.unwrap_or_default());
    view! {
        <tr hidden=hidden>
            <th scope="row">
                <a class="students-link" href=Route::Student(row.id).to_string()>{row.name.clone()}</a>
                <span class="students-facts muted">{facts(row)}</span>
            </th>
            <td class="number at-tablet">{row.grade.map_or_else(|| NONE.to_owned(), |grade| grade.to_string())}</td>
            <td class="number at-wide">{row.tier.map_or_else(|| NONE.to_owned(), |tier| tier.to_string())}</td>
            <td class="at-tablet students-groups">
                {if groups.is_empty() { NONE.to_owned() } else { groups.join(", ") }}
            </td>
            <td class="at-desk students-wraps">{measure(row)}</td>
            <td class="number">{last_score(row.plan.as_ref(), today)}</td>
            <td class="at-phone students-progress">{row.plan.as_ref().map(drawing)}</td>
            <td class="number at-small-tablet students-rate">{row.plan.as_ref().map_or_else(
                || NONE.into_any(),
                |plan| growth(plan).into_any(),
            )}</td>
            <td class="students-status" title=told>
                <Status tone=shape>{word}</Status>
            </td>
            <td class="at-small-tablet students-wraps">{next(&row.next, today)}</td>
            <td class="number at-small-tablet students-wraps" title=minutes_since>{percent_range(row.received, row.received_at_most)}</td>
            <td class="number at-desk" title=since>{percent(row.fidelity)}</td>
            <td class="number at-wide">{optional_day(row.last_session, today)}</td>
        </tr>
    }
}

/// "Now", a day, or how many scores from now.
fn next(next: &NextDecision, today: Date) -> impl IntoView + use<> {
    match next {
        NextDecision::Now(reason) => {
            let why = reason.words(|since| day(since, today));
            view! { <strong title=why>"Now"</strong> }.into_any()
        }
        NextDecision::On(again) => day(*again, today).into_any(),
        NextDecision::AfterScores(scores) => {
            let long = format!("After {} more", count(*scores, "score", "scores"));
            let short = count(*scores, "score", "scores");
            view! { <span title=long>"in "{short}</span> }.into_any()
        }
        NextDecision::Open => NONE.into_any(),
    }
}

/// What stands under the name where its columns have no room.
fn facts(row: &Row) -> String {
    let grade = row.grade.map(|grade| format!("Grade {grade}"));
    let measure = row.plan.as_ref().map(|plan| plan.measure.clone());
    [grade, measure]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn measure(row: &Row) -> String {
    match (&row.plan, row.more_plans) {
        (None, _) => NONE.to_owned(),
        (Some(plan), 0) => plan.measure.clone(),
        (Some(plan), more) => format!("{} +{more}", plan.measure),
    }
}

fn last_score(plan: Option<&PlanCells>, today: Date) -> impl IntoView + use<> {
    match plan.and_then(|plan| Some((plan, plan.last?))) {
        Some((plan, last)) => {
            let title = format!("{} on {}", plan.unit, day(last.date, today));
            view! { <span title=title>{number(last.value)}</span> }.into_any()
        }
        None => NONE.into_any(),
    }
}

fn growth(plan: &PlanCells) -> impl IntoView + use<> {
    let goal = plan.goal_rate();
    view! {
        <span>{optional_rate(plan.rate)}</span>
        <span class="muted">" / "{goal.map_or_else(|| NONE.to_owned(), rate)}</span>
    }
}

/// The scores as a small line over the aim line; the columns beside it say the same in figures.
fn drawing(plan: &PlanCells) -> impl IntoView + use<> {
    let scores: Vec<_> = plan
        .occasions
        .iter()
        .map(|occasion| (occasion.date, occasion.value))
        .collect();
    let line = sparkline(&scores, plan.aim.as_ref());
    let view_box = format!("0 0 {SPARKLINE_WIDTH} {SPARKLINE_HEIGHT}");
    view! {
        <svg class="sparkline" viewBox=view_box aria-hidden="true" focusable="false">
            <path class="sparkline-aim" d=line.aim />
            <path class="sparkline-scores" d=line.scores />
            {line.last.map(|(x, y)| view! { <circle class="sparkline-last" cx=x cy=y r="2.5" /> })}
        </svg>
    }
}

/// Arrow keys, Home and End move between the students shown.
fn move_focus(body: NodeRef<html::Tbody>, event: &leptos::ev::KeyboardEvent) {
    let Some(body) = body.get_untracked() else {
        return;
    };
    let Some(row) = dom::focused().and_then(|link| link.closest("tr").ok()?) else {
        return;
    };
    let target = match event.key().as_str() {
        "ArrowDown" => visible(&row, Element::next_element_sibling),
        "ArrowUp" => visible(&row, Element::previous_element_sibling),
        "Home" => first_visible(body.first_element_child(), Element::next_element_sibling),
        "End" => first_visible(body.last_element_child(), Element::previous_element_sibling),
        _ => return,
    };
    event.prevent_default();
    let link = target.and_then(|row| row.query_selector("a").ok()?);
    if let Some(link) = link {
        dom::focus(&link);
        dom::reveal(&link);
    }
}

fn visible(from: &Element, step: fn(&Element) -> Option<Element>) -> Option<Element> {
    first_visible(step(from), step)
}

fn first_visible(from: Option<Element>, step: fn(&Element) -> Option<Element>) -> Option<Element> {
    std::iter::successors(from, step).find(|row| {
        row.dyn_ref::<HtmlElement>()
            .is_some_and(|row| !row.hidden())
    })
}
