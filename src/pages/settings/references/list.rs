//! The list of reference sets: whose figures, of when, and how many goals stand on them.

use aimline_core::model::{Id, ReferenceSet};
use aimline_core::{Caseload, reference};
use leptos::prelude::*;

use super::draft::ReferenceDraft;
use super::form::ReferenceForm;
use super::import::ImportSets;
use crate::pages::refused::tell;
use crate::pages::students::drafted::Drafted;
use crate::parts::{Button, ButtonKind, Dialog, IconName, PageHeader};
use crate::route::{self, Route};
use crate::state::use_app;

#[derive(Clone, PartialEq)]
struct Row {
    id: Id<ReferenceSet>,
    name: String,
    /// "Built in", "Your own", "Your own, version 2".
    badge: String,
    measure: String,
    cited: String,
    levels: String,
    plans: usize,
    archived: bool,
}

#[component]
pub fn References() -> impl IntoView {
    let app = use_app();
    let adding = Drafted::<ReferenceDraft>::new(app, "references/new".to_owned());
    let importing = RwSignal::new(false);
    let rows = Memo::new(move |_| app.caseload().with(rows));
    let of = move |archived: bool| {
        let rows = rows.get().into_iter();
        rows.filter(|row| row.archived == archived)
            .collect::<Vec<_>>()
    };
    let some_archived = Memo::new(move |_| !of(true).is_empty());
    // The new set has the latest id.
    let added = Callback::new(move |()| {
        let newest = app
            .caseload()
            .with_untracked(|caseload| caseload.references.ids().last());
        if let Some(id) = newest {
            route::go(&Route::Reference(id));
        }
    });
    view! {
        <PageHeader
            title="Reference sets"
            subtitle="Published scores and growth that goals are set by, each with its source and date."
            back=(Route::Settings.to_string(), "Settings")
        >
            <Button
                kind=ButtonKind::Primary
                icon=IconName::Add
                on_press=move || adding.start(ReferenceDraft::empty())
            >
                "Add a set"
            </Button>
            <Button icon=IconName::Upload on_press=move || importing.set(true)>"Import a set"</Button>
        </PageHeader>
        <SetsTable rows=Signal::derive(move || of(false)) />
        <Show when=move || some_archived.get()>
            <details class="section">
                <summary>{move || format!("Archived reference sets ({})", of(true).len())}</summary>
                <ul class="list" role="list">
                    {move || of(true).into_iter().map(archived).collect_view()}
                </ul>
            </details>
        </Show>
        <Dialog open=adding.open title="Add a reference set" wide=true>
            <ReferenceForm drafted=adding saved=added />
        </Dialog>
        <Dialog open=importing title="Import a reference set" wide=true>
            <ImportSets open=importing />
        </Dialog>
    }
}

#[component]
fn SetsTable(rows: Signal<Vec<Row>>) -> impl IntoView {
    let line = |row: Row| {
        let plans = match row.plans {
            0 => "–".to_owned(),
            plans => plans.to_string(),
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=Route::Reference(row.id).to_string()>{row.name}</a>
                    " "
                    <span class="badge">{row.badge}</span>
                </th>
                <td data-label="Measure">{row.measure}</td>
                <td data-label="Source">{row.cited}</td>
                <td data-label="Levels">{row.levels}</td>
                <td class="number" data-label="Goals set by it">{plans}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="Table of reference sets">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Set"</th>
                        <th scope="col">"Measure"</th>
                        <th scope="col">"Source and date"</th>
                        <th scope="col">"Levels"</th>
                        <th scope="col" class="number">"Goals set by it"</th>
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn archived(row: Row) -> impl IntoView {
    let app = use_app();
    let id = row.id;
    let label = format!("Bring back {}", row.name);
    let bring_back = move || {
        let command = aimline_core::Command::ArchiveReference { id, archived: None };
        app.send(command, tell(app));
    };
    view! {
        <li>
            <a href=Route::Reference(id).to_string()>{row.name}</a>
            <Button small=true label=label on_press=bring_back>"Bring back"</Button>
        </li>
    }
}

fn rows(caseload: &Caseload) -> Vec<Row> {
    reference::sets(caseload)
        .into_iter()
        .filter_map(|(id, set)| {
            let (_, version) = set.current()?;
            let measure = caseload.measure(set.measure);
            let below = Some(&version.below).filter(|below| !below.is_empty());
            let levels: Vec<&str> = version
                .levels
                .iter()
                .chain(below)
                .map(String::as_str)
                .collect();
            Some(Row {
                id,
                name: set.name.clone(),
                badge: badge(id, version.number),
                measure: measure
                    .map(|measure| measure.short_name.clone())
                    .unwrap_or_default(),
                cited: version.cited(),
                levels: format!("{}: {}", levels.len(), levels.join(", ")),
                plans: reference::plans_using(caseload, id),
                archived: set.archived.is_some(),
            })
        })
        .collect()
}

fn badge(id: Id<ReferenceSet>, number: u32) -> String {
    match number {
        _ if reference::is_built_in(id) => "Built in".to_owned(),
        1 => "Your own".to_owned(),
        number => format!("Your own, version {number}"),
    }
}
