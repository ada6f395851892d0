//! `#/groups/ID/scores`: a score for each member of a group in a grid that works like a sheet.

mod cell;
mod sheet;
mod wrong;

use aimline_core::Rejected;
use aimline_core::model::{Group, Id, Measure, MeasureKind, Skill};
use aimline_core::progress::score_entry::{first_label, takes_errors};
use leptos::prelude::*;

use crate::parts::{
    Button, ButtonKind, ButtonLink, EmptyState, ErrorSummary, PageHeader, SelectField, TextField,
    error_of,
};
use crate::route::Route;
use crate::state::use_app;
use crate::words::count;
use cell::Cell;
use sheet::{Column, Line, Sheet, lines};
use wrong::WrongCells;

#[component]
pub fn GroupScores(group: Id<Group>) -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let name = Memo::new(move |_| {
        caseload.with(|caseload| caseload.get(group).map(|group| group.name.clone()))
    });
    let back = (Route::Group(group).to_string(), "Group");
    let title = Signal::derive(move || match name.get() {
        Some(name) => format!("Scores of {name}"),
        None => "Scores".into(),
    });
    let sheet = Sheet::new(app, group);
    let measures = sheet.measures();
    let some = Memo::new(move |_| measures.with(|measures| !measures.is_empty()));
    view! {
        <PageHeader
            title
            subtitle="Enter moves down. Columns copied from a spreadsheet can be pasted, with names or without."
            back
        />
        <Show when=move || some.get() fallback=move || view! { <NoPlans group /> }>
            <Grid sheet measures />
        </Show>
    }
}

#[component]
fn NoPlans(group: Id<Group>) -> impl IntoView {
    view! {
        <EmptyState
            title="No goals to score against yet"
            text="Scores are entered for members who have a goal. Open a student of the group and set one."
        >
            <ButtonLink kind=ButtonKind::Primary href=Route::Group(group).to_string()>
                "Members of the group"
            </ButtonLink>
        </EmptyState>
    }
}

#[component]
fn Grid(sheet: Sheet, measures: Memo<Vec<(Id<Measure>, Measure)>>) -> impl IntoView {
    // The measure chosen while it is still there, else the most used one.
    let measure = Memo::new(move |_| {
        let chosen = sheet.measure.with(|measure| measure.parse().ok());
        measures.with(|measures| {
            let found = measures.iter().find(|(id, _)| Some(*id) == chosen);
            found.or(measures.first()).cloned()
        })
    });
    let caseload = sheet.app.caseload();
    let lines = Memo::new(move |_| {
        let Some((measure, _)) = measure.get() else {
            return Vec::new();
        };
        caseload.with(|caseload| lines(caseload, sheet.group, sheet.day(), measure))
    });
    let options = Signal::derive(move || {
        let option =
            |(id, measure): &(Id<Measure>, Measure)| (id.to_string(), measure.name.clone());
        measures.with(|measures| measures.iter().map(option).collect::<Vec<_>>())
    });
    let several = move || measures.with(|measures| measures.len() > 1);
    let save = move || {
        if let Some((_, measure)) = measure.get_untracked() {
            sheet.save(&lines.get_untracked(), &measure);
        }
    };
    Effect::new(move |begun: Option<bool>| {
        sheet.date.track();
        sheet.measure.track();
        if begun.is_some() && sheet.is_begun() {
            sheet.keep();
        }
        true
    });
    view! {
        <form
            class="stack scores"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems=sheet.problems />
            <WrongCells wrong=sheet.wrong />
            <div class="row-fields">
                <TextField
                    label="Date"
                    name="date"
                    input_type="date"
                    value=sheet.date
                    error=error_of(sheet.problems, "date")
                />
                <Show when=several>
                    <SelectField label="Measure" value=sheet.measure options />
                </Show>
            </div>
            {move || measure.get().map(|(_, measure)| view! { <Sheets sheet lines measure /> })}
            <Show when=move || sheet.left_out.with(|left_out| !left_out.is_empty())>
                <p>{sheet.left_out}</p>
            </Show>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save all"</Button>
                <span class="muted" role="status">{move || entered(sheet, lines)}</span>
            </div>
        </form>
    }
}

fn entered(sheet: Sheet, lines: Memo<Vec<Line>>) -> String {
    let typed = lines.with(|lines| {
        let filled = |line: &&Line| !sheet.text(line.plan, Column::Score).trim().is_empty();
        lines.iter().filter(filled).count()
    });
    format!(
        "{} of {}",
        typed,
        count(lines.with(Vec::len), "score", "scores")
    )
}

#[component]
fn Sheets(sheet: Sheet, lines: Memo<Vec<Line>>, measure: Measure) -> impl IntoView {
    let errors = takes_errors(&measure);
    let mastery = measure.kind == MeasureKind::Mastery;
    let label = first_label(&measure);
    let unit = measure.unit.clone();
    let measure = StoredValue::new(measure);
    let row = move |line: Line| {
        let plan = line.plan;
        let before = Memo::new(move |_| {
            lines.with(|lines| {
                let line = lines.iter().find(|line| line.plan == plan);
                line.map(|line| line.before.clone()).unwrap_or_default()
            })
        });
        let objection =
            Memo::new(move |_| measure.with_value(|measure| sheet.objection(plan, measure)));
        let message_id = format!("objection-{plan}");
        let wrong = |column: Column| {
            Memo::new(move |_| {
                objection.with(|objection| {
                    objection.as_ref().is_some_and(|objection| {
                        let mut problems = objection.problems().iter();
                        problems.any(|problem| problem.field == column.field())
                    })
                })
            })
        };
        let cell = |column: Column, label: &str| {
            let (label, described) = (format!("{label}, {}", line.name), message_id.clone());
            view! { <td><Cell sheet lines plan column label wrong=wrong(column) described /></td> }
        };
        view! {
            <tr>
                <th scope="row">{line.name.clone()}</th>
                <td class="muted">{before}</td>
                {mastery.then(|| view! { <td>{skill_choice(sheet, line.clone())}</td> })}
                {cell(Column::Score, label)}
                {errors.then(|| cell(Column::Errors, "Errors"))}
                <td class="scores-objection">
                    <span class="field-error" id=message_id.clone()>
                        {move || objection.with(|objection| objection.as_ref().map(Rejected::to_string))}
                    </span>
                </td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Scores">
            <table class="table scores-table">
                <thead>
                    <tr>
                        <th scope="col">"Student"</th>
                        <th scope="col">"Score before"</th>
                        {mastery.then(|| view! { <th scope="col">"Skill"</th> })}
                        <th scope="col" title=unit>{label}</th>
                        {errors.then(|| view! { <th scope="col">"Errors"</th> })}
                        <th scope="col"><span class="visually-hidden">"What to put right"</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.get() key=|line| (line.plan, line.name.clone(), line.skills.options.clone(), line.skills.usual) children=row />
                </tbody>
            </table>
        </div>
    }
}

fn skill_choice(sheet: Sheet, line: Line) -> impl IntoView {
    let plan = line.plan;
    let label = format!("Skill, {}", line.name);
    let options = line.skills.options.clone();
    let chosen = Memo::new(move |_| sheet.skill(&line));
    let option = move |(id, name): (Id<Skill>, String)| {
        view! {
            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>
                {name}
            </option>
        }
    };
    view! {
        <select
            class="input"
            aria-label=label
            on:change=move |event| sheet.choose_skill(plan, event_target_value(&event))
        >
            {options.into_iter().map(option).collect_view()}
        </select>
    }
}
