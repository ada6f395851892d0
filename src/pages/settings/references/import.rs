//! A reference set from a file or a spreadsheet: read, look, then import. Nothing is saved before.

use aimline_core::format::reference_set::{Column, Reading, Sheet, columns, read};
use aimline_core::format::table::PickedFile;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::preview::ImportPreview;
use crate::browser::files;
use crate::parts::{Button, ButtonKind, TextArea, unique_id};

/// Far more than a table of figures takes.
const MOST_BYTES: u64 = 2_000_000;

/// What was read, and how its columns are understood.
#[derive(Clone, Copy)]
pub struct Import {
    pub open: RwSignal<bool>,
    pub sheet: RwSignal<Option<Sheet>>,
    pub columns: RwSignal<Vec<Column>>,
    /// For sets that the file gives no name, source or date.
    pub name: RwSignal<String>,
    pub source: RwSignal<String>,
    pub published: RwSignal<String>,
    /// The measure of each name in the file, as the person chose it.
    pub measures: RwSignal<Vec<(String, String)>>,
    pub error: RwSignal<Option<String>>,
}

impl Import {
    fn new(open: RwSignal<bool>) -> Self {
        Self {
            open,
            sheet: RwSignal::new(None),
            columns: RwSignal::new(Vec::new()),
            name: RwSignal::new(String::new()),
            source: RwSignal::new(String::new()),
            published: RwSignal::new(String::new()),
            measures: RwSignal::new(Vec::new()),
            error: RwSignal::new(None),
        }
    }

    fn take(self, name: &str, text: &str) {
        match Sheet::of(text) {
            Ok(sheet) => {
                let _ = self.columns.try_set(columns(&sheet.headers));
                let _ = self.name.try_set(name.to_owned());
                let _ = self.error.try_set(None);
                let _ = self.sheet.try_set(Some(sheet));
            }
            Err(why) => {
                let _ = self.error.try_set(Some(why.to_string()));
            }
        }
    }

    fn read_file(self, file: web_sys::File) {
        spawn_local(async move {
            let name = file.name();
            let stem = name
                .rsplit_once('.')
                .map_or(name.as_str(), |(stem, _)| stem);
            match text(&file).await {
                Ok(text) => self.take(stem, &text),
                Err(why) => {
                    let _ = self.error.try_set(Some(why));
                }
            }
        });
    }

    pub fn start_over(self) {
        self.sheet.set(None);
        self.measures.set(Vec::new());
    }

    pub fn reading(self) -> Reading {
        self.sheet.with(|sheet| {
            sheet
                .as_ref()
                .map(|sheet| self.columns.with(|columns| read(sheet, columns)))
                .unwrap_or_default()
        })
    }
}

#[component]
pub fn ImportSets(open: RwSignal<bool>) -> impl IntoView {
    let import = Import::new(open);
    let chosen = Memo::new(move |_| import.sheet.with(Option::is_some));
    view! {
        <Show when=move || chosen.get() fallback=move || view! { <Choose import /> }>
            <ImportPreview import />
        </Show>
    }
}

#[component]
fn Choose(import: Import) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let id = unique_id("reference-file");
    let hint = format!("{id}-hint");
    let text = RwSignal::new(String::new());
    let empty = Signal::derive(move || text.with(|text| text.trim().is_empty()));
    let picked = move |_| {
        let files = input
            .get_untracked()
            .map(|input| files::take_chosen(&input));
        if let Some(file) = files.into_iter().flatten().next() {
            import.read_file(file);
        }
    };
    view! {
        <div class="stack">
            <p class="error-summary" role="alert" hidden=move || import.error.with(Option::is_none)>
                {move || import.error.get()}
            </p>
            <div class="field">
                <label class="field-label" for=id.clone()>"File of figures"</label>
                <p class="field-hint" id=hint.clone()>
                    "A CSV with a column for the grade and the season, and a column for each level; or
                    a column for each season, as norms are printed. An export of ours is read as it is."
                </p>
                <input
                    node_ref=input
                    id=id
                    class="file-input"
                    type="file"
                    accept=".csv,.txt,.tsv,text/csv"
                    aria-describedby=hint
                    on:change=picked
                />
            </div>
            <TextArea
                label="Or pasted rows"
                hint="Mark the rows in the spreadsheet with the column names, copy, and paste here."
                rows=5
                value=text
            />
            <div class="row">
                <Button
                    kind=ButtonKind::Primary
                    disabled=empty
                    on_press=move || import.take("", &text.get_untracked())
                >
                    "Read pasted rows"
                </Button>
                <Button kind=ButtonKind::Quiet on_press=move || import.open.set(false)>"Cancel"</Button>
            </div>
        </div>
    }
}

/// In whatever encoding a spreadsheet saved it.
async fn text(file: &web_sys::File) -> Result<String, String> {
    let bytes = files::read_bytes(file, MOST_BYTES).await;
    let file = PickedFile {
        name: file.name(),
        bytes: bytes.map_err(|why| why.to_string())?,
    };
    let text = file.text().map_err(|why| why.to_string());
    text.map(|(text, _)| text)
}
