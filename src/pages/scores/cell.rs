//! One cell of the sheet: arrow keys and Enter move, a block from a spreadsheet fills many.

use aimline_core::model::{Id, Plan};
use aimline_core::progress::score_paste::pasted;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::sheet::{Column, Line, Sheet};
use crate::browser::dom;

#[component]
pub(super) fn Cell(
    sheet: Sheet,
    lines: Memo<Vec<Line>>,
    plan: Id<Plan>,
    column: Column,
    label: String,
    wrong: Memo<bool>,
    /// The id of what says why it is wrong.
    described: String,
) -> impl IntoView {
    let keys = if column == Column::Score {
        "decimal"
    } else {
        "numeric"
    };
    // Typing in one cell draws no other anew.
    let text = Memo::new(move |_| sheet.text(plan, column));
    let described = move || wrong.get().then(|| described.clone());
    view! {
        <input
            class="input scores-cell"
            id=cell_id(plan, column)
            inputmode=keys
            autocomplete="off"
            aria-label=label
            aria-describedby=described
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=move || text.get()
            on:input=move |event| sheet.write(plan, column, event_target_value(&event))
            on:keydown=move |event| step(&lines.get_untracked(), plan, column, &event)
            on:paste=move |event| paste(sheet, &lines.get_untracked(), plan, column, &event)
        />
    }
}

pub(super) fn cell_id(plan: Id<Plan>, column: Column) -> String {
    format!("{}-{plan}", column.field())
}

/// Up, down and Enter move between rows; left and right between columns at the ends of the text.
fn step(lines: &[Line], plan: Id<Plan>, column: Column, event: &KeyboardEvent) {
    let Some(row) = lines.iter().position(|line| line.plan == plan) else {
        return;
    };
    let (row, column) = match event.key().as_str() {
        "ArrowDown" => (Some(row + 1), column),
        "Enter" if !event.is_composing() => (Some(row + 1), column),
        "ArrowUp" => (row.checked_sub(1), column),
        "ArrowRight" if column == Column::Score && at_end(event) => (Some(row), Column::Errors),
        "ArrowLeft" if column == Column::Errors && at_start(event) => (Some(row), Column::Score),
        _ => return,
    };
    event.prevent_default();
    let next = row.and_then(|row| lines.get(row));
    let cell = next.and_then(|line| dom::element(&cell_id(line.plan, column)));
    if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlInputElement>().ok()) {
        dom::focus(&cell);
        cell.select();
    }
}

fn at_start(event: &KeyboardEvent) -> bool {
    input_of(event).is_some_and(|input| input.selection_end().ok().flatten() == Some(0))
}

fn at_end(event: &KeyboardEvent) -> bool {
    input_of(event).is_some_and(|input| {
        let length = u32::try_from(input.value().encode_utf16().count()).ok();
        input.selection_start().ok().flatten() == length
    })
}

fn input_of(event: &KeyboardEvent) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Several cells of a spreadsheet fill the grid; one is text like any other.
fn paste(
    sheet: Sheet,
    lines: &[Line],
    plan: Id<Plan>,
    column: Column,
    event: &web_sys::ClipboardEvent,
) {
    let text = event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok());
    let Some(text) = text.filter(|text| text.trim_end().contains(['\n', '\t'])) else {
        return;
    };
    event.prevent_default();
    sheet.fill(lines, plan, column, pasted(&text));
}
