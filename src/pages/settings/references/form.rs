//! Writing a reference set: whose figures they are, and the figures.

use aimline_core::{Command, Problem};
use leptos::prelude::*;

use super::draft::ReferenceDraft;
use super::grid::{Grid, GridTable};
use crate::pages::as_opened::AsOpened;
use crate::pages::students::drafted::Drafted;
use crate::parts::{Button, ButtonKind, ErrorSummary, SelectField, TextField, error_of};
use crate::state::{App, use_app};

/// `saved` is called once the set is on disk.
#[component]
pub fn ReferenceForm(drafted: Drafted<ReferenceDraft>, saved: Callback<()>) -> impl IntoView {
    let app = use_app();
    let before = drafted.initial();
    let id = before.id;
    let opened = AsOpened::new(before.opened.clone());
    let fields = Fields::new(before);
    let typed = move || ReferenceDraft {
        id,
        opened: opened.get(),
        ..fields.draft()
    };
    drafted.keep(typed);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move || {
        problems.set(Vec::new());
        let set = match typed().entry() {
            Ok(set) => set,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let command = Command::SaveReferences { sets: vec![set] };
        let close = drafted.closing();
        app.send(command, move |answer| match answer {
            Ok(()) => {
                close();
                saved.try_run(());
            }
            Err(refused) => {
                opened.told(&refused);
                problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Reference set"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <div class="grid-2">
                <TextField
                    label="Name"
                    hint="Such as “District reading goals”."
                    name="name"
                    required=true
                    value=fields.name
                    error=error_of(problems, "name")
                />
                <SelectField
                    label="Measure"
                    name="measure"
                    required=true
                    value=fields.measure
                    options=measures(app)
                    error=error_of(problems, "measure")
                />
                <TextField
                    label="Source"
                    hint="Who published the figures."
                    name="source"
                    required=true
                    value=fields.source
                    error=error_of(problems, "source")
                />
                <TextField label="Date of the source" hint="Such as “July 2020”." value=fields.published />
                <TextField label="Licence" hint="What the publisher allows, if you know it." value=fields.licence />
                <TextField
                    label="Weeks from fall to spring testing"
                    hint="Growth a week is worked out over these."
                    input_type="integer"
                    name="weeks"
                    value=fields.weeks
                    error=error_of(problems, "weeks")
                />
            </div>
            <fieldset class="stack">
                <legend>"Figures"</legend>
                <p class="muted small">
                    "A row for each grade and season: fall, winter, spring, or growth for words a week.
                    A column for each level, the best first. Type, or paste a block from a spreadsheet."
                </p>
                {move || error_of(problems, "rows").get().map(|wrong| view! { <p class="field-error">{wrong}</p> })}
                <GridTable grid=fields.grid />
            </fieldset>
            <div class="grid-2">
                <TextField
                    label="Below the last level"
                    hint="What a score is called that reaches no level, if it has a name."
                    value=fields.below
                />
                <SelectField
                    label="Level that goals are set at"
                    value=fields.aim
                    options=fields.levels()
                />
            </div>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save reference set"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}

#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    measure: RwSignal<String>,
    source: RwSignal<String>,
    published: RwSignal<String>,
    licence: RwSignal<String>,
    weeks: RwSignal<String>,
    below: RwSignal<String>,
    aim: RwSignal<String>,
    grid: RwSignal<Grid>,
}

impl Fields {
    fn new(draft: ReferenceDraft) -> Self {
        Self {
            name: RwSignal::new(draft.name),
            measure: RwSignal::new(draft.measure),
            source: RwSignal::new(draft.source),
            published: RwSignal::new(draft.published),
            licence: RwSignal::new(draft.licence),
            weeks: RwSignal::new(draft.weeks),
            below: RwSignal::new(draft.below),
            aim: RwSignal::new(draft.aim),
            grid: RwSignal::new(Grid::new(draft.levels, draft.rows)),
        }
    }

    fn draft(self) -> ReferenceDraft {
        let Grid { levels, rows } = self.grid.get();
        ReferenceDraft {
            id: None,
            opened: None,
            name: self.name.get(),
            measure: self.measure.get(),
            source: self.source.get(),
            published: self.published.get(),
            licence: self.licence.get(),
            weeks: self.weeks.get(),
            below: self.below.get(),
            aim: self.aim.get(),
            levels,
            rows,
        }
    }

    /// The levels as they are named in the grid.
    fn levels(self) -> Signal<Vec<(String, String)>> {
        let named = Memo::new(move |_| self.grid.with(|grid| grid.levels.clone()));
        Signal::derive(move || {
            let names = named.get().into_iter().filter(|name| !name.is_empty());
            std::iter::once((String::new(), "The usual one".to_owned()))
                .chain(names.map(|name| (name.clone(), name)))
                .collect()
        })
    }
}

pub(super) fn measures(app: App) -> Signal<Vec<(String, String)>> {
    let measures = app.caseload().with_untracked(|caseload| {
        let measures = caseload.all_measures().into_iter();
        measures
            .filter(|(_, measure)| measure.archived.is_none())
            .map(|(id, measure)| {
                let words = format!("{} ({})", measure.name, measure.short_name);
                (id.to_string(), words)
            })
            .collect::<Vec<_>>()
    });
    Signal::stored(
        std::iter::once((String::new(), "Choose a measure".to_owned()))
            .chain(measures)
            .collect(),
    )
}
