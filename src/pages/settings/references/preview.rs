//! What a file would bring: how its columns are read, each set, and every line that is left out.

use aimline_core::command::{ReferenceEntry, ReferenceWording};
use aimline_core::format::reference_set::{Column, Found, LineProblem, Reading};
use aimline_core::model::{Id, Measure, ReferenceVersion, text};
use aimline_core::{Caseload, Command};
use leptos::prelude::*;

use super::form::measures;
use super::import::Import;
use crate::parts::{
    Button, ButtonKind, ErrorSummary, SelectField, Status, TextField, Tone, error_of,
};
use crate::state::{App, use_app};
use crate::words;

/// How a measure is left out.
const LEAVE_OUT: &str = "leave_out";
/// What publishers call a measure, and what it is called here.
const OTHER_NAMES: [(&str, &str); 3] = [
    ("orf-wc", "orf"),
    ("oral reading fluency - words correct", "orf"),
    ("r-cbm", "orf"),
];

/// One set of the file as it would be saved.
#[derive(Clone, PartialEq)]
struct Planned {
    name: String,
    /// As the file names it.
    measure: String,
    /// The key of the measure that is chosen.
    chosen: String,
    what: String,
    /// What is saved; nothing where it is left out, or is here already.
    entry: Option<ReferenceEntry>,
    wrong: bool,
}

#[component]
pub fn ImportPreview(import: Import) -> impl IntoView {
    let app = use_app();
    let reading = Memo::new(move |_| import.reading());
    let planned = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| reading.with(|reading| plan(caseload, import, reading)))
    });
    let problems = RwSignal::new(Vec::new());
    let count = Memo::new(move |_| {
        planned.with(|planned| planned.iter().filter(|set| set.entry.is_some()).count())
    });
    let save = move || {
        problems.set(Vec::new());
        let sets = planned.get_untracked().into_iter();
        let sets: Vec<_> = sets.filter_map(|set| set.entry).collect();
        app.send(
            Command::SaveReferences { sets },
            move |answer| match answer {
                Ok(()) => {
                    import.open.try_set(false);
                }
                Err(refused) => {
                    problems.try_set(refused.problems());
                }
            },
        );
    };
    let lacks = move |part: fn(&Found) -> &String| {
        Memo::new(move |_| {
            reading.with(|reading| reading.sets.iter().any(|found| part(found).is_empty()))
        })
    };
    let (no_name, no_source) = (
        lacks(|found| &found.name),
        lacks(|found| &found.version.source),
    );
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Import a reference set"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <Columns import />
            <div class="grid-2">
                <Show when=move || no_name.get()>
                    <TextField label="Name of the set" name="name" required=true value=import.name error=error_of(problems, "name") />
                </Show>
                <Show when=move || no_source.get()>
                    <TextField
                        label="Source"
                        hint="Who published the figures."
                        name="source"
                        required=true
                        value=import.source
                        error=error_of(problems, "source")
                    />
                    <TextField label="Date of the source" hint="Such as “July 2020”." value=import.published />
                </Show>
            </div>
            <Sets app import planned />
            <LeftOut reading />
            <div class="row">
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    disabled=Signal::derive(move || count.get() == 0)
                >
                    {move || match count.get() {
                        0 => "Import".to_owned(),
                        number => format!("Import {}", words::count(number, "set", "sets")),
                    }}
                </Button>
                <Button on_press=move || import.start_over()>"Pick something else"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || import.open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// How each column is read, to be put right.
#[component]
fn Columns(import: Import) -> impl IntoView {
    let headers = import.sheet.with_untracked(|sheet| {
        sheet
            .as_ref()
            .map(|sheet| sheet.headers.clone())
            .unwrap_or_default()
    });
    let field = move |(at, header): (usize, String)| {
        let choices = Column::choices(&header);
        let known = import
            .columns
            .with_untracked(|columns| columns.get(at).cloned())
            .unwrap_or(Column::LeftOut);
        // What our own export says stands whatever it reads, so it may be none of the usual.
        let choices: Vec<Column> = if choices.contains(&known) {
            choices
        } else {
            std::iter::once(known.clone()).chain(choices).collect()
        };
        let chosen = RwSignal::new(known.label());
        let options = choices
            .iter()
            .map(|choice| (choice.label(), choice.label()))
            .collect::<Vec<_>>();
        let label = if header.is_empty() {
            format!("Column {}", at + 1)
        } else {
            header
        };
        let on_choose = Callback::new(move |chosen: String| {
            let column = choices.iter().find(|choice| choice.label() == chosen);
            if let Some(column) = column.cloned() {
                import.columns.update(|columns| {
                    if let Some(place) = columns.get_mut(at) {
                        *place = column;
                    }
                });
            }
        });
        view! { <SelectField label value=chosen on_choose options=Signal::stored(options) /> }
    };
    view! {
        <details class="reference-columns">
            <summary>{format!("How the {} columns are read", headers.len())}</summary>
            <div class="grid-3">
                {headers.into_iter().enumerate().map(field).collect_view()}
            </div>
        </details>
    }
}

#[component]
fn Sets(app: App, import: Import, planned: Memo<Vec<Planned>>) -> impl IntoView {
    let names = Memo::new(move |_| {
        planned.with(|planned| {
            let names = planned.iter().map(|set| set.measure.clone());
            names.collect::<Vec<_>>()
        })
    });
    let line = move |at: usize| {
        let of = move |part: fn(&Planned) -> String| {
            Signal::derive(move || {
                planned.with(|planned| planned.get(at).map(part).unwrap_or_default())
            })
        };
        let value = RwSignal::new(of(|set| set.chosen.clone()).get_untracked());
        let name = of(|set| set.measure.clone()).get_untracked();
        let on_choose = Callback::new(move |chosen: String| {
            let name = name.clone();
            import.measures.update(|measures| {
                measures.retain(|(known, _)| *known != name);
                measures.push((name, chosen));
            });
        });
        let options = Signal::derive(move || {
            let mut options = measures(app).get();
            options.insert(1, (LEAVE_OUT.to_owned(), "Leave it out".to_owned()));
            options
        });
        let tone = Signal::derive(move || {
            planned.with(|planned| match planned.get(at) {
                Some(set) if set.wrong => Tone::Near,
                Some(Planned { entry: Some(_), .. }) => Tone::Good,
                _ => Tone::Neutral,
            })
        });
        let title = of(|set| set.name.clone());
        let what = of(|set| set.what.clone());
        let label = Signal::derive(move || {
            let measure = of(|set| set.measure.clone()).get();
            if measure.is_empty() {
                "Measure".to_owned()
            } else {
                format!("Measure of “{measure}”")
            }
        });
        view! {
            <li class="stack-close">
                <strong>{title}</strong>
                <Status tone>{what}</Status>
                <SelectField label value on_choose options />
            </li>
        }
    };
    view! {
        <ul class="list reference-found" role="list" aria-label="Sets in the file">
            {move || (0..names.with(Vec::len)).map(line).collect_view()}
        </ul>
        <Show when=move || names.with(Vec::is_empty)>
            <p class="field-error" role="status">
                "No figure could be read. Look at how the columns are read: one must hold the grade, and the others scores or growth."
            </p>
        </Show>
    }
}

#[component]
fn LeftOut(reading: Memo<Reading>) -> impl IntoView {
    let line = |problem: LineProblem| {
        view! { <li>{format!("Line {}: {}", problem.line, problem.message)}</li> }
    };
    let count = move || reading.with(|reading| reading.problems.len() + reading.more_problems);
    view! {
        <Show when=move || count() != 0>
            <div class="notice stack-close" role="status">
                <p>
                    {move || format!("{} left out. The rest can be imported, or put the file right and read it again.", words::count(count(), "thing is", "things are"))}
                </p>
                <ul class="reference-left-out">
                    {move || reading.with(|reading| reading.problems.clone()).into_iter().map(line).collect_view()}
                </ul>
            </div>
        </Show>
    }
}

fn plan(caseload: &Caseload, import: Import, reading: &Reading) -> Vec<Planned> {
    let many = reading.sets.len() > 1;
    let typed = import.name.get();
    let chosen = import.measures.get();
    let (source, published) = (import.source.get(), import.published.get());
    let sets = reading.sets.iter().cloned();
    sets.map(|mut found| {
        let usual = measure_named(caseload, &found.measure).map(|id| id.to_string());
        let by_hand = chosen.iter().find(|(name, _)| *name == found.measure);
        let key = by_hand.map_or_else(|| usual.unwrap_or_default(), |(_, key)| key.clone());
        if found.name.is_empty() {
            found.name = match (many, typed.trim()) {
                (true, typed) if !found.measure.is_empty() => {
                    format!("{typed}: {}", found.measure)
                }
                (_, typed) => typed.to_owned(),
            };
        }
        if found.version.source.is_empty() {
            found.version.source.clone_from(&source);
            if found.version.published.is_empty() {
                found.version.published.clone_from(&published);
            }
        }
        one(caseload, found, key)
    })
    .collect()
}

fn one(caseload: &Caseload, found: Found, key: String) -> Planned {
    let mut planned = Planned {
        name: found.name.clone(),
        measure: found.measure.clone(),
        chosen: key.clone(),
        what: String::new(),
        entry: None,
        wrong: false,
    };
    if key == LEAVE_OUT {
        planned.what = "Left out".into();
        return planned;
    }
    let Some((id, measure)) = key
        .parse::<Id<Measure>>()
        .ok()
        .and_then(|id| Some((id, caseload.measure(id)?)))
    else {
        planned.what = "Choose its measure".into();
        planned.wrong = true;
        return planned;
    };
    let version = match found.checked(measure) {
        Ok(version) => version,
        Err(rejected) => {
            planned.what = rejected.to_string();
            planned.wrong = true;
            return planned;
        }
    };
    if text::line(&found.name).is_empty() {
        planned.what = "Enter a name for the set.".into();
        planned.wrong = true;
        return planned;
    }
    let known = caseload
        .references
        .iter()
        .find(|(_, set)| set.measure == id && text::folded(&set.name) == text::folded(&found.name));
    let in_force = known.and_then(|(_, set)| set.current()).map(|(_, now)| now);
    let size = size(&version);
    planned.what = match in_force {
        None => format!("New: {size}"),
        Some(now) if now.says_the_same(&version) => {
            planned.what = format!("Here already: {size}, the same in every figure");
            return planned;
        }
        Some(now) if now.is_frozen() => format!(
            "Becomes version {}: {size}. Goals keep version {}",
            now.number + 1,
            now.number
        ),
        Some(_) => format!("Replaces the figures of this set: {size}"),
    };
    planned.entry = Some(ReferenceEntry {
        id: known.map(|(id, _)| id),
        set: ReferenceWording {
            name: found.name,
            measure: id,
            version,
        }
        .into(),
    });
    planned
}

fn size(version: &ReferenceVersion) -> String {
    format!(
        "{} of {}",
        words::count(version.rows.len(), "row", "rows"),
        words::count(version.levels.len(), "level", "levels")
    )
}

fn measure_named(caseload: &Caseload, name: &str) -> Option<Id<Measure>> {
    let plain = text::folded(name);
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == plain);
    let plain = other.map_or(plain.as_str(), |(_, ours)| *ours);
    let measures = caseload.all_measures().into_iter();
    measures
        .filter(|(_, measure)| {
            text::folded(&measure.name) == plain || text::folded(&measure.short_name) == plain
        })
        .map(|(id, _)| id)
        .next()
}
