//! What each column holds: guessed, to be corrected by hand.

use aimline_core::format::roster::Field;
use aimline_core::format::table::HeaderRow;
use leptos::prelude::*;

use super::import::Import;
use crate::parts::Section;

const SAMPLE: usize = 3;

/// A column of the file as the table shows it.
#[derive(Clone, PartialEq)]
struct FileColumn {
    at: usize,
    header: String,
    sample: String,
}

#[component]
pub fn ColumnsTable(import: Import) -> impl IntoView {
    let has_headers =
        Memo::new(move |_| import.with_table(|table| table.has_headers) == Some(true));
    let set_headers = move |event| {
        let row = if event_target_checked(&event) {
            HeaderRow::First
        } else {
            HeaderRow::Absent
        };
        import.read_headers(row);
    };
    let columns = Memo::new(move |_| file_columns(import));
    let rows = move || {
        let row = |column: FileColumn| {
            view! {
                <tr>
                    <th scope="row">{column.header.clone()}</th>
                    <td class="muted">{column.sample}</td>
                    <td><FieldSelect import at=column.at header=column.header /></td>
                </tr>
            }
        };
        columns.get().into_iter().map(row).collect_view()
    };
    view! {
        <Section title="Columns" subtitle="What each column holds. Correct what is wrong; it is remembered for the next file.">
            <div class="table-scroll" tabindex="0" role="region" aria-label="Columns of the file">
                <table class="table roster-columns">
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col">"First values"</th>
                            <th scope="col">"Holds"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <label class="check">
                <input type="checkbox" prop:checked=move || has_headers.get() on:change=set_headers />
                <span>"The first row holds the names of the columns"</span>
            </label>
        </Section>
    }
}

#[component]
fn FieldSelect(import: Import, at: usize, header: String) -> impl IntoView {
    let columns = import.columns;
    let holds = Memo::new(move |_| columns.with(|columns| columns.field(at)));
    let option = move |field: Option<Field>| {
        view! {
            <option
                value=field.map_or("", Field::key)
                prop:selected=move || holds.get() == field
            >
                {field.map_or("Leave out", Field::label)}
            </option>
        }
    };
    view! {
        <select
            class="input"
            aria-label=format!("What {header} holds")
            on:change=move |event| {
                let field = Field::from_key(&event_target_value(&event));
                columns.update(|columns| columns.set(at, field));
            }
        >
            {option(None)}
            {Field::ALL.into_iter().map(|field| option(Some(field))).collect_view()}
        </select>
    }
}

fn file_columns(import: Import) -> Vec<FileColumn> {
    let columns = import.with_table(|table| {
        let column = |(at, header): (usize, &String)| FileColumn {
            at,
            header: header.clone(),
            sample: table.sample(at, SAMPLE).join(" · "),
        };
        table.headers.iter().enumerate().map(column).collect()
    });
    columns.unwrap_or_default()
}
