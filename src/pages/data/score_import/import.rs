//! An import under way: what was read, how its columns are mapped, what the person chose.

use std::collections::BTreeMap;
use std::sync::Arc;

use aimline_core::format::scores::{
    self, Answers, Checked, Checking, Choices, Layout, Mapping, Settled, Tally,
};
use aimline_core::format::table::{HeaderRow, Table};
use aimline_core::{Command, History};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::bar::Sentence;
use super::read::{self, ReadError, Text};
use crate::browser::{dom, timer};
use crate::state::App;
use crate::words::count;

/// The ids of what takes the focus when a stage begins.
pub const CHOOSE: &str = "scores-choose";
pub const REVIEW: &str = "scores-review";
pub const DONE: &str = "scores-done";
pub const ERROR: &str = "scores-error";
/// The draft of a mapping: layout and text.
const DRAFT: &str = "score-import";

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
    pub tally: Sentence,
    /// The way back.
    pub history: Option<History>,
}

#[derive(Clone, Copy)]
pub struct Import {
    pub app: App,
    pub stage: RwSignal<Stage>,
    /// Why the last attempt led nowhere.
    pub error: RwSignal<Option<String>>,
    /// Rows read or checked, of how many.
    pub progress: RwSignal<(usize, usize)>,
    pub table: RwSignal<Arc<Table>>,
    pub mapping: RwSignal<Mapping>,
    pub answers: RwSignal<Answers>,
    pub settled: RwSignal<BTreeMap<(usize, usize), Settled>>,
    pub make_plans: RwSignal<bool>,
    pub early: RwSignal<bool>,
    pub checked: RwSignal<Arc<Checked>>,
    pub checking: RwSignal<bool>,
    /// The columns that the proposal maps: they are shown first, whatever becomes of them.
    pub proposed: RwSignal<Vec<usize>>,
    text: StoredValue<String>,
    note: RwSignal<Option<String>>,
    /// Whether the layout was mapped before.
    known: RwSignal<bool>,
    /// Counts the attempts: one that was cancelled must not come back.
    attempt: StoredValue<u32>,
    /// Counts the checks: only the last one counts.
    check: StoredValue<u32>,
}

impl Import {
    pub fn new(app: App) -> Self {
        let import = Self {
            app,
            stage: RwSignal::new(Stage::Choose),
            error: RwSignal::new(None),
            progress: RwSignal::new((0, 0)),
            table: RwSignal::new(Arc::default()),
            mapping: RwSignal::new(Mapping::default()),
            answers: RwSignal::new(Answers::default()),
            settled: RwSignal::new(BTreeMap::new()),
            make_plans: RwSignal::new(false),
            early: RwSignal::new(false),
            checked: RwSignal::new(Arc::default()),
            checking: RwSignal::new(false),
            proposed: RwSignal::new(Vec::new()),
            text: StoredValue::new(String::new()),
            note: RwSignal::new(None),
            known: RwSignal::new(false),
            attempt: StoredValue::new(0),
            check: StoredValue::new(0),
        };
        // Scores of earlier years are not to come in a second time.
        spawn_local(async move {
            if let Err(refused) = app.load_earlier_years().await {
                app.toast(format!(
                    "The scores of earlier years were not read. {refused} Open this page once more before you import, or they may come in a second time."
                ));
            }
        });
        // The slices of a check are timers: they go on while the page answers.
        let (caseload, today) = (app.caseload(), app.today());
        Effect::new(move |_| {
            caseload.track();
            today.track();
            import.table.track();
            import.mapping.track();
            import.answers.track();
            import.begin_check();
        });
        import
    }

    pub fn read_files(self, files: Vec<File>) {
        if !files.is_empty() {
            self.read(read::text(files));
        }
    }

    pub fn read_pasted(self, text: String) {
        self.read(std::future::ready(read::pasted(text)));
    }

    /// Reads the table again; the person says whether its first row holds the column names.
    pub fn read_headers(self, header_row: HeaderRow) {
        let (text, note) = (self.text.get_value(), self.note.get_untracked());
        self.begin();
        let attempt = self.attempt.get_value();
        spawn_local(self.take_in(attempt, header_row, Text { text, note }));
    }

    /// Whether the page has not been left, which may happen while something is waited for.
    pub fn is_here(self) -> bool {
        self.attempt.try_get_value().is_some()
    }

    pub fn start_over(self) {
        self.begin();
        self.table.set(Arc::default());
        self.mapping.set(Mapping::default());
        self.show(Stage::Choose, CHOOSE);
    }

    /// Changes the mapping, and keeps it on disk until the import is done.
    pub fn remap(self, change: impl FnOnce(&mut Mapping)) {
        self.mapping.update(|mapping| {
            change(mapping);
            let caseload = self.app.caseload();
            self.table.with_untracked(|table| {
                caseload.with_untracked(|caseload| scores::name_measures(mapping, table, caseload));
            });
        });
        let layout = self
            .table
            .with_untracked(|table| scores::fingerprint(table));
        let text = self.mapping.with_untracked(scores::to_text);
        self.app.write_draft(DRAFT, &(layout, text));
    }

    pub fn choices(self) -> Choices {
        Choices {
            settled: self.settled.get(),
            make_plans: self.make_plans.get(),
            early: self.early.get(),
        }
    }

    pub fn tally(self) -> Sentence {
        let choices = self.choices();
        let caseload = self.app.caseload();
        Sentence(
            self.checked
                .with(|checked| caseload.with(|caseload| checked.tally(&choices, caseload))),
        )
    }

    pub fn plans_wanted(self) -> Tally {
        let caseload = self.app.caseload();
        self.checked
            .with(|checked| caseload.with(|caseload| checked.plans_wanted(caseload)))
    }

    /// What the mapping still lacks for a preview.
    pub fn missing(self) -> Option<&'static str> {
        self.mapping.with(|mapping| {
            match (mapping.has_scores(), mapping.has_students()) {
                (false, _) => Some(
                    "No column holds scores yet. In the table above, choose “Score” for one of the columns.",
                ),
                (true, false) => Some(
                    "No column says whose score it is. In the table above, choose “Student ID” or a name for one of the columns.",
                ),
                (true, true) => None,
            }
        })
    }

    /// What was found, in a sentence.
    pub fn summary(self) -> String {
        self.table.with(|table| {
            let found = format!(
                "{} and {} were read.",
                count(table.rows.len(), "row", "rows"),
                count(table.headers.len(), "column", "columns")
            );
            match (Layout::of(table), self.known.get()) {
                (_, true) => format!("{found} The columns are mapped as last time."),
                (Some(layout), false) => format!("{found} This is an export of {}.", layout.name),
                (None, false) => found,
            }
        })
    }

    pub fn notes(self) -> Vec<String> {
        let notes = self.table.with(|table| table.notes.clone());
        let empty = self.checked.with(|checked| checked.rows_without_scores);
        let empty = (empty > 0).then(|| {
            format!(
                "{} without a score {} passed over.",
                count(empty, "row", "rows"),
                if empty == 1 { "is" } else { "are" }
            )
        });
        self.note
            .get()
            .into_iter()
            .chain(notes)
            .chain(empty)
            .collect()
    }

    pub fn save(self) {
        let tally = untrack(|| self.tally());
        let choices = untrack(|| self.choices());
        let caseload = self.app.caseload();
        let mut import = self.checked.with_untracked(|checked| {
            caseload.with_untracked(|caseload| checked.import(&choices, caseload))
        });
        import.layout = self.table.with_untracked(|table| {
            let text = self.mapping.with_untracked(scores::to_text);
            table
                .has_headers
                .then(|| (scores::fingerprint(table), text))
        });
        self.stage.set(Stage::Saving);
        spawn_local(async move {
            match self.app.dispatch(Command::ImportScores(import)).await {
                Ok(done) => {
                    self.app.drop_draft(DRAFT);
                    let history = done.history;
                    let outcome = Outcome { tally, history };
                    self.app.say(tally.done());
                    self.show(Stage::Done(outcome), DONE);
                }
                Err(refused) => {
                    self.show(Stage::Review, REVIEW);
                    self.app.toast(refused.to_string());
                }
            }
        });
    }

    fn read(self, text: impl Future<Output = Result<Text, ReadError>> + 'static) {
        self.begin();
        let attempt = self.attempt.get_value();
        spawn_local(async move {
            match text.await {
                Ok(text) => self.take_in(attempt, HeaderRow::Find, text).await,
                Err(error) => self.refuse(attempt, &error),
            }
        });
    }

    async fn take_in(self, attempt: u32, header_row: HeaderRow, text: Text) {
        let Text { text, note } = text;
        let goes_on = move |progress| {
            let _ = self.progress.try_set(progress);
            self.attempt.try_get_value() == Some(attempt)
        };
        match read::table(&text, header_row, goes_on).await {
            None => {}
            Some(Err(error)) => self.refuse(attempt, &error),
            Some(Ok(table)) => {
                let draft = self.app.read_draft::<(String, String)>(DRAFT).await;
                if self.attempt.try_get_value() == Some(attempt) {
                    self.text.set_value(text);
                    self.note.set(note);
                    self.review(table, draft);
                }
            }
        }
    }

    fn refuse(self, attempt: u32, error: &ReadError) {
        if self.attempt.try_get_value() == Some(attempt) {
            self.error.set(Some(error.to_string()));
            self.show(Stage::Choose, ERROR);
        }
    }

    fn review(self, table: Table, draft: Option<(String, String)>) {
        let today = self.app.today().get_untracked();
        let layout = scores::fingerprint(&table);
        let (mapping, known) = self.app.caseload().with_untracked(|caseload| {
            let draft = draft.filter(|(of, _)| *of == layout);
            let kept = caseload.settings().score_layouts.remove(&layout);
            let known = kept.is_some() && draft.is_none();
            let text = draft.map(|(_, text)| text).or(kept);
            let mapping = scores::mapping(&table, caseload, text.as_deref(), today);
            (mapping, known)
        });
        let mapped = |at: &usize| mapping.column(*at).is_some();
        self.proposed
            .set((0..table.headers.len()).filter(mapped).collect());
        self.known.set(known);
        self.checked.set(Arc::default());
        batch_set(self, table, mapping);
        self.show(Stage::Review, REVIEW);
        self.app.say(untrack(|| self.summary()));
    }

    fn begin(self) {
        self.attempt.update_value(|attempt| *attempt += 1);
        self.error.set(None);
        self.answers.set(Answers::default());
        self.settled.set(BTreeMap::new());
        self.make_plans.set(false);
        self.early.set(false);
        self.progress.set((0, 0));
        self.stage.set(Stage::Reading);
    }

    /// Checks all rows anew, a slice at a time; a small file is checked before the page draws.
    fn begin_check(self) {
        self.check.update_value(|check| *check += 1);
        let number = self.check.get_value();
        let table = self.table.get_untracked();
        if table.rows.is_empty() || untrack(|| self.missing()).is_some() {
            return;
        }
        let caseload = self.app.caseload();
        let today = self.app.today().get_untracked();
        let mapping = self.mapping.get_untracked();
        let answers = self.answers.get_untracked();
        let mut checking = caseload
            .with_untracked(|caseload| Checking::new(&table, mapping, answers, caseload, today));
        spawn_local(async move {
            while !caseload.with_untracked(|caseload| checking.step(&table, caseload, read::SLICE))
            {
                let _ = self.progress.try_set((checking.done(), table.rows.len()));
                let _ = self.checking.try_set(true);
                timer::sleep(0).await;
                if self.check.try_get_value() != Some(number) {
                    return;
                }
            }
            let _ = self.checked.try_set(Arc::new(checking.finish()));
            let _ = self.checking.try_set(false);
        });
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

/// The table first: what is shown of a column must find it.
fn batch_set(import: Import, table: Table, mapping: Mapping) {
    import.table.set(Arc::new(table));
    import.mapping.set(mapping);
}
