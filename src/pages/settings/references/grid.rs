//! The figures of a set as a sheet: type, move by keys, or paste a block from a spreadsheet.

use aimline_core::model::reference_set::MOST_LEVELS;
use aimline_core::model::text;
use aimline_core::progress::score_paste::pasted;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::draft::FIRST_LEVEL;
use crate::browser::dom;
use crate::parts::{Button, IconName};

/// More rows than any published set has.
const MOST_ROWS: usize = 400;

/// Every row is as wide as grade, season and the levels; the last one is always empty, so that
/// there is a next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    pub levels: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    pub fn new(levels: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        let mut grid = Self { levels, rows };
        grid.even_out();
        grid
    }

    fn width(&self) -> usize {
        FIRST_LEVEL + self.levels.len()
    }

    fn even_out(&mut self) {
        let width = self.width();
        for row in &mut self.rows {
            row.resize(width, String::new());
        }
        let full = |row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        if self.rows.last().is_none_or(full) && self.rows.len() < MOST_ROWS {
            self.rows.push(vec![String::new(); width]);
        }
    }

    fn add_level(&mut self) {
        if self.levels.len() < MOST_LEVELS {
            self.levels.push(String::new());
            self.even_out();
        }
    }

    /// The head of the column, or a cell of the sheet.
    fn text(&self, at: Place) -> String {
        let text = match at.row {
            None => self.levels.get(at.column.wrapping_sub(FIRST_LEVEL)),
            Some(row) => self.rows.get(row).and_then(|row| row.get(at.column)),
        };
        text.cloned().unwrap_or_default()
    }

    fn write(&mut self, at: Place, text: String) {
        let cell = match at.row {
            None => self.levels.get_mut(at.column.wrapping_sub(FIRST_LEVEL)),
            Some(row) => self
                .rows
                .get_mut(row)
                .and_then(|row| row.get_mut(at.column)),
        };
        if let Some(cell) = cell {
            *cell = text;
        }
        self.even_out();
    }

    /// Puts a block down from a cell on. A block that brings its own header, beginning with the
    /// grade, names the levels.
    fn fill(&mut self, at: Place, block: Vec<Vec<String>>) {
        let mut block = block;
        let names_levels = block
            .first()
            .and_then(|row| row.first())
            .is_some_and(|cell| text::folded(cell) == "grade");
        let mut at = at;
        if names_levels {
            let levels = block.remove(0).into_iter().skip(FIRST_LEVEL);
            self.levels = levels.take(MOST_LEVELS).collect();
            at = Place {
                row: Some(0),
                column: 0,
            };
        }
        let from = at.row.unwrap_or(0);
        let rows_needed = (from + block.len()).min(MOST_ROWS);
        while self.rows.len() < rows_needed {
            self.rows.push(Vec::new());
        }
        let widest = block.iter().map(Vec::len).max().unwrap_or(0) + at.column;
        while self.width() < widest && self.levels.len() < MOST_LEVELS {
            self.levels.push(String::new());
        }
        self.even_out();
        for (row, cells) in self.rows.iter_mut().skip(from).zip(block) {
            for (cell, text) in row.iter_mut().skip(at.column).zip(cells) {
                *cell = text;
            }
        }
        self.even_out();
    }
}

/// A cell; without a row it is the head of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    row: Option<usize>,
    column: usize,
}

impl Place {
    fn id(self) -> String {
        match self.row {
            None => format!("reference-level-{}", self.column),
            Some(row) => format!("reference-cell-{row}-{}", self.column),
        }
    }
}

#[component]
pub fn GridTable(grid: RwSignal<Grid>) -> impl IntoView {
    let levels = Memo::new(move |_| grid.with(|grid| grid.levels.len()));
    let rows = Memo::new(move |_| grid.with(|grid| grid.rows.len()));
    let head = move || {
        (0..levels.get())
            .map(|level| {
                let place = Place {
                    row: None,
                    column: FIRST_LEVEL + level,
                };
                let label = format!("Name of level {}", level + 1);
                view! { <th scope="col"><Cell grid place label=Signal::stored(label) /></th> }
            })
            .collect_view()
    };
    let line = move |(row, levels): (usize, usize)| {
        let cells = (0..FIRST_LEVEL + levels).map(|column| {
            let place = Place {
                row: Some(row),
                column,
            };
            let label = Signal::derive(move || {
                let column = match column {
                    0 => "Grade".to_owned(),
                    1 => "Season".to_owned(),
                    _ => {
                        let name = grid.with(|grid| grid.text(Place { row: None, column }));
                        if name.is_empty() {
                            format!("Level {}", column - FIRST_LEVEL + 1)
                        } else {
                            name
                        }
                    }
                };
                format!("{column}, row {}", row + 1)
            });
            view! { <td><Cell grid place label /></td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="table-scroll reference-scroll" role="region" aria-label="Figures of the set">
            <table class="table reference-grid">
                <thead>
                    <tr>
                        <th scope="col">"Grade"</th>
                        <th scope="col">"Season"</th>
                        {head}
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || {
                            let levels = levels.get();
                            (0..rows.get()).map(move |row| (row, levels)).collect::<Vec<_>>()
                        }
                        key=|row| *row
                        children=line
                    />
                </tbody>
            </table>
        </div>
        <div class="row">
            <Button small=true icon=IconName::Add on_press=move || grid.update(Grid::add_level)>
                "Add a level"
            </Button>
        </div>
    }
}

#[component]
fn Cell(grid: RwSignal<Grid>, place: Place, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let figure = place.row.is_some() && place.column >= FIRST_LEVEL;
    view! {
        <input
            class="input reference-cell"
            class:number=figure
            id=place.id()
            // The error summary leads to the first cell.
            data-field=(place == Place { row: Some(0), column: 0 }).then_some("rows")
            inputmode=figure.then_some("decimal")
            autocomplete="off"
            aria-label=move || label.get()
            prop:value=move || grid.with(|grid| grid.text(place))
            on:input=move |event| {
                let text = event_target_value(&event);
                grid.update(|grid| grid.write(place, text));
            }
            on:keydown=move |event| step(grid, place, &event)
            on:paste=move |event| paste(grid, place, &event)
        />
    }
}

/// Up, down and Enter move between rows; left and right between columns at the ends of the text.
fn step(grid: RwSignal<Grid>, at: Place, event: &KeyboardEvent) {
    let up = match at.row {
        Some(0) if at.column >= FIRST_LEVEL => Some(None),
        Some(row) => row.checked_sub(1).map(Some),
        None => None,
    };
    let down = Some(at.row.map_or(0, |row| row + 1));
    let next = match event.key().as_str() {
        "ArrowDown" => Some(Place { row: down, ..at }),
        "Enter" if !event.is_composing() => Some(Place { row: down, ..at }),
        "ArrowUp" => up.map(|row| Place { row, ..at }),
        "ArrowRight" if at_end(event) => Some(Place {
            column: at.column + 1,
            ..at
        }),
        "ArrowLeft" if at_start(event) => at
            .column
            .checked_sub(1)
            .map(|column| Place { column, ..at }),
        _ => return,
    };
    event.prevent_default();
    let inside = |place: &Place| {
        grid.with_untracked(|grid| {
            place.column < grid.width() && place.row.is_none_or(|row| row < grid.rows.len())
        })
    };
    let cell = next
        .filter(inside)
        .and_then(|place| dom::element(&place.id()));
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
fn paste(grid: RwSignal<Grid>, at: Place, event: &web_sys::ClipboardEvent) {
    let text = event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok());
    let Some(text) = text.filter(|text| text.trim_end().contains(['\n', '\t'])) else {
        return;
    };
    event.prevent_default();
    grid.update(|grid| grid.fill(at, pasted(&text)));
}
