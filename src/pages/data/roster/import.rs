//! An import under way: what was read, how its columns are mapped, what the person chose.

use std::sync::Arc;

use aimline_core::format::roster::{self, Choices, Columns, Preview, Rows, Source};
use aimline_core::format::table::{HeaderRow, Table};
use aimline_core::model::{Entries, Student};
use aimline_core::{Command, History};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::read;
use crate::browser::{dom, timer};
use crate::state::{App, Refused};
use crate::words::count;

/// The ids of what takes the focus when a stage begins.
pub const CHOOSE: &str = "roster-choose";
pub const REVIEW: &str = "roster-review";
pub const DONE: &str = "roster-done";
pub const ERROR: &str = "roster-error";

#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    Choose,
    Reading,
    Review,
    Saving,
    Done(Outcome),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub added: usize,
    pub changed: usize,
    /// The way back.
    pub history: Option<History>,
}

#[derive(Clone, Copy)]
pub struct Import {
    pub app: App,
    pub stage: RwSignal<Stage>,
    /// Why the last attempt led nowhere.
    pub error: RwSignal<Option<String>>,
    /// Files read, of how many.
    pub progress: RwSignal<(usize, usize)>,
    pub columns: RwSignal<Columns>,
    pub choices: RwSignal<Choices>,
    pub preview: Memo<Arc<Preview>>,
    /// The students as they were when the list was read: the preview holds it against them, so that
    /// what another window changes meanwhile is told, not overwritten.
    opened: RwSignal<Arc<Entries<Student>>>,
    source: RwSignal<Option<Arc<Source>>>,
    rows: Memo<Arc<Rows>>,
    /// Counts the attempts: one that was cancelled must not come back.
    attempt: StoredValue<u32>,
}

impl Import {
    pub fn new(app: App) -> Self {
        let source = RwSignal::new(None::<Arc<Source>>);
        let columns = RwSignal::new(Columns::default());
        let opened = RwSignal::new(Arc::new(Entries::default()));
        let (today, caseload) = (app.today(), app.caseload());
        let rows = Memo::new(move |_| {
            Arc::new(match source.get().as_deref() {
                None => Rows::default(),
                Some(Source::OneRoster(bundle)) => bundle.rows(today.get()),
                Some(Source::Table { table, .. }) => {
                    columns.with(|columns| roster::rows(table, columns))
                }
            })
        });
        let preview = Memo::new(move |_| {
            let known =
                caseload.with(|caseload| opened.with(|opened| roster::as_opened(caseload, opened)));
            Arc::new(rows.with(|rows| roster::preview(rows, &known)))
        });
        Self {
            app,
            stage: RwSignal::new(Stage::Choose),
            error: RwSignal::new(None),
            progress: RwSignal::new((0, 0)),
            columns,
            choices: RwSignal::new(Choices::default()),
            preview,
            opened,
            source,
            rows,
            attempt: StoredValue::new(0),
        }
    }

    pub fn read_files(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        self.begin();
        let attempt = self.attempt.get_value();
        spawn_local(async move {
            let source = read::source(files, self.progress).await;
            if self.attempt.try_get_value() == Some(attempt) {
                self.review(source.map_err(|error| error.to_string()));
            }
        });
    }

    pub fn read_pasted(self, text: &str) {
        self.begin();
        self.review(Source::paste(text).map_err(|error| error.to_string()));
    }

    /// Whether the page has not been left, which may happen while something is waited for.
    pub fn is_here(self) -> bool {
        self.attempt.try_get_value().is_some()
    }

    pub fn start_over(self) {
        self.begin();
        self.source.set(None);
        self.show(Stage::Choose, CHOOSE);
    }

    /// Reads the table again; the person says whether its first row holds the column names.
    pub fn read_headers(self, header_row: HeaderRow) {
        self.source.update(|source| {
            if let Some(Source::Table { text, note, .. }) = source.as_deref() {
                let table = roster::read_table(text, header_row);
                let (text, note) = (text.clone(), note.clone());
                *source = Some(Arc::new(Source::Table { text, table, note }));
            }
        });
        self.guess_columns();
    }

    pub fn is_table(self) -> bool {
        self.source
            .with(|source| matches!(source.as_deref(), Some(Source::Table { .. })))
    }

    /// Reads the table; a bundle has none to show.
    pub fn with_table<T>(self, read: impl FnOnce(&Table) -> T) -> Option<T> {
        self.source.with(|source| match source.as_deref() {
            Some(Source::Table { table, .. }) => Some(read(table)),
            _ => None,
        })
    }

    pub fn can_preview(self) -> bool {
        !self.is_table() || self.columns.with(Columns::have_a_name)
    }

    /// What was found, in a sentence.
    pub fn summary(self) -> String {
        let table = self.with_table(|table| {
            let rows = count(table.rows.len(), "row", "rows");
            format!(
                "{rows} and {} were read.",
                count(table.headers.len(), "column", "columns")
            )
        });
        table.unwrap_or_else(|| {
            self.rows.with(|rows| {
                let facts = rows.facts.clone().unwrap_or_default();
                format!(
                    "This is a OneRoster export: {}, {}, {} and {}.",
                    count(facts.students, "student", "students"),
                    count(facts.teachers, "teacher", "teachers"),
                    count(
                        facts.guardians,
                        "parent or guardian",
                        "parents and guardians"
                    ),
                    count(facts.classes.len(), "class", "classes"),
                )
            })
        })
    }

    pub fn notes(self) -> Vec<String> {
        let note = self.source.with(|source| match source.as_deref() {
            Some(Source::Table { note, .. }) => note.clone(),
            _ => None,
        });
        note.into_iter()
            .chain(self.rows.with(|rows| rows.notes.clone()))
            .collect()
    }

    /// How many students "Import" would add and change.
    pub fn counts(self) -> (usize, usize) {
        self.preview
            .with(|preview| self.choices.with(|choices| preview.counts(choices)))
    }

    pub fn save(self) {
        let (added, changed) = self.counts();
        let changes = self
            .preview
            .with(|preview| self.choices.with(|choices| preview.changes(choices)));
        let columns = self.corrections();
        self.stage.set(Stage::Saving);
        spawn_local(async move {
            let answer = self
                .app
                .dispatch(Command::ImportRoster { changes, columns })
                .await;
            match answer {
                Ok(done) => {
                    let outcome = Outcome {
                        added,
                        changed,
                        history: done.history,
                    };
                    self.app.say(outcome.sentence());
                    self.show(Stage::Done(outcome), DONE);
                }
                Err(refused) => {
                    // What another window changed was told: importing again is on purpose.
                    if let Refused::Rejected(_) = &refused {
                        self.open();
                    }
                    self.show(Stage::Review, REVIEW);
                    self.app.toast(refused.to_string());
                }
            }
        });
    }

    fn begin(self) {
        self.attempt.update_value(|attempt| *attempt += 1);
        self.error.set(None);
        self.choices.set(Choices::default());
        self.progress.set((0, 0));
        self.stage.set(Stage::Reading);
    }

    /// The page may be gone by then.
    fn open(self) {
        let students = self
            .app
            .caseload()
            .with_untracked(|caseload| caseload.students.clone());
        self.opened.try_set(Arc::new(students));
    }

    fn review(self, source: Result<Source, String>) {
        match source {
            Ok(source) => {
                self.open();
                self.source.set(Some(Arc::new(source)));
                self.guess_columns();
                self.show(Stage::Review, REVIEW);
                self.app.say(self.summary());
            }
            Err(error) => {
                self.error.set(Some(error));
                self.show(Stage::Choose, ERROR);
            }
        }
    }

    fn guess_columns(self) {
        let remembered = self.remembered();
        let guess = self.with_table(|table| Columns::guess(table, &remembered));
        self.columns.set(guess.unwrap_or_default());
        self.choices.set(Choices::default());
    }

    fn corrections(self) -> Vec<(String, String)> {
        let remembered = self.remembered();
        let corrections = self.with_table(|table| {
            self.columns
                .with(|columns| columns.corrections(table, &remembered))
        });
        corrections.unwrap_or_default()
    }

    fn remembered(self) -> std::collections::BTreeMap<String, String> {
        self.app
            .caseload()
            .with_untracked(|caseload| caseload.settings().roster_columns)
    }

    /// Begins a stage and gives what it shows the focus; the page may be gone by then.
    fn show(self, stage: Stage, focus: &'static str) {
        if self.stage.try_set(stage).is_none() {
            spawn_local(async move {
                timer::sleep(0).await;
                dom::focus_id(focus);
            });
        }
    }
}

impl Outcome {
    /// "Imported 42 students."
    pub fn sentence(&self) -> String {
        match (self.added, self.changed) {
            (added, 0) => format!("Imported {}.", count(added, "student", "students")),
            (0, changed) => format!("Updated {}.", count(changed, "student", "students")),
            (added, changed) => {
                format!(
                    "Imported {} and updated {changed}.",
                    count(added, "student", "students")
                )
            }
        }
    }
}

/// "Adds 42 students and changes 3."
pub fn sentence(added: usize, changed: usize, adds: &str, changes: &str) -> String {
    let students = |number| count(number, "student", "students");
    match (added, changed) {
        (added, 0) => format!("{adds} {}.", students(added)),
        (0, changed) => {
            let mut letters = changes.chars();
            let first = letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .unwrap_or_default();
            format!("{first}{} {}.", letters.as_str(), students(changed))
        }
        (added, changed) => format!("{adds} {} and {changes} {changed}.", students(added)),
    }
}
