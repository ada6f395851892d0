//! The measures: built in, and the person's own.

use aimline_core::analysis::Direction;
use aimline_core::model::{Id, Measure, Subject};
use aimline_core::number::number;
use aimline_core::{Caseload, Command};
use leptos::prelude::*;

use super::measure_form::MeasureForm;
use crate::pages::refused::tell;
use crate::parts::{Button, ButtonKind, Dialog, IconName, Section};
use crate::state::use_app;

#[derive(Clone, PartialEq)]
struct Row {
    id: Id<Measure>,
    measure: Measure,
    own: bool,
    /// Open plans that use it.
    plans: usize,
}

#[component]
pub fn MeasuresSection() -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    let editing = RwSignal::new(None::<Id<Measure>>);
    let rows = Memo::new(move |_| app.caseload().with(rows));
    let archived = Memo::new(move |_| {
        let rows = rows.get().into_iter();
        rows.filter(|row| row.measure.archived.is_some())
            .collect::<Vec<_>>()
    });
    let edit = move |id: Option<Id<Measure>>| {
        editing.set(id);
        open.set(true);
    };
    let archive = move |id, archive: bool| {
        let archived = archive.then(|| app.today().get_untracked());
        app.send(Command::ArchiveMeasure { id, archived }, tell(app));
    };
    let line = move |row: Row| {
        let Row {
            id,
            measure,
            own,
            plans,
        } = row;
        let way = match measure.direction {
            Direction::Increase => "Higher is better",
            Direction::Decrease => "Lower is better",
        };
        let bounds = format!("{} to {}", number(measure.lowest), number(measure.highest));
        let whose = if own { "Your own" } else { "Built in" };
        let below = format!("{} · {whose}", measure.short_name);
        let subject = measure.subject.map(Subject::label);
        let edit_label = format!("Edit {}", measure.name);
        let archive_label = format!("Archive {}", measure.name);
        view! {
            <tr>
                <th scope="row">
                    <span>{measure.name} <span class="below muted">{below}</span></span>
                </th>
                <td data-label="Counts">{measure.unit}</td>
                <td data-label="Kind">
                    <span>
                        {measure.kind.label()}
                        {subject.map(|subject| view! { <span class="below muted">{subject}</span> })}
                    </span>
                </td>
                <td data-label="Scores">
                    <span>{bounds}<span class="below muted">{way}</span></span>
                </td>
                <td class="number" data-label="Open plans">{plans}</td>
                <td class="table-actions">
                    <Button
                        small=true
                        kind=ButtonKind::Quiet
                        label=edit_label
                        on_press=move || edit(Some(id))
                    >
                        "Edit"
                    </Button>
                    <Button
                        small=true
                        kind=ButtonKind::Quiet
                        label=archive_label
                        on_press=move || archive(id, true)
                    >
                        "Archive"
                    </Button>
                </td>
            </tr>
        }
    };
    let archived_line = move |row: Row| {
        let id = row.id;
        view! {
            <li>
                <span>{row.measure.name}</span>
                <Button small=true on_press=move || archive(id, false)>"Bring back"</Button>
            </li>
        }
    };
    let actions = move || {
        view! { <Button icon=IconName::Add on_press=move || edit(None)>"Add measure"</Button> }
    };
    let title = Signal::derive(move || match editing.get() {
        Some(_) => "Edit the measure".to_owned(),
        None => "Add a measure".to_owned(),
    });
    view! {
        <Section
            title="Measures"
            subtitle="What a probe counts. Archived measures keep their scores and are no longer offered."
            actions=actions
        >
            <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="Table of measures">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Measure"</th>
                            <th scope="col">"Counts"</th>
                            <th scope="col">"Kind"</th>
                            <th scope="col">"Scores"</th>
                            <th scope="col" class="number">"Open plans"</th>
                            <th scope="col"><span class="visually-hidden">"Actions"</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let rows = rows.get().into_iter();
                            rows.filter(|row| row.measure.archived.is_none())
                                .map(line)
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </div>
            <Show when=move || archived.with(|archived| !archived.is_empty())>
                <details>
                    <summary>{move || format!("Archived measures ({})", archived.with(Vec::len))}</summary>
                    <ul class="list" role="list">
                        {move || archived.get().into_iter().map(archived_line).collect_view()}
                    </ul>
                </details>
            </Show>
        </Section>
        <Dialog open title=title wide=true>
            {move || view! { <MeasureForm id=editing.get_untracked() open /> }}
        </Dialog>
    }
}

fn rows(caseload: &Caseload) -> Vec<Row> {
    caseload
        .all_measures()
        .into_iter()
        .map(|(id, measure)| {
            let plans = caseload.plans.values();
            let plans = plans.filter(|plan| plan.measure == id && plan.is_open());
            Row {
                id,
                measure: measure.clone(),
                own: aimline_core::library::measure(id).is_none(),
                plans: plans.count(),
            }
        })
        .collect()
}
