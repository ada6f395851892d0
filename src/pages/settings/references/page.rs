//! `#/settings/references/ID`: one set as a table, its source, and the goals that stand on it.

use aimline_core::command::ReferenceWording;
use aimline_core::format::reference_set;
use aimline_core::model::{Id, ReferenceSet, ReferenceVersion};
use aimline_core::{Caseload, Command, reference};
use jiff::civil::Date;
use leptos::prelude::*;

use super::draft::ReferenceDraft;
use super::form::ReferenceForm;
use super::table::FiguresTable;
use crate::browser::files;
use crate::pages::refused::tell;
use crate::pages::students::drafted::Drafted;
use crate::parts::{
    Button, ButtonKind, ButtonLink, Dialog, EmptyState, IconName, PageHeader, Section,
};
use crate::route::{self, Route};
use crate::state::{App, use_app};
use crate::words;

const MEDIA_TYPE: &str = "text/csv;charset=utf-8";

/// A set with what the page says about it.
#[derive(Clone, PartialEq)]
struct Shown {
    set: ReferenceSet,
    version: ReferenceVersion,
    measure: String,
    unit: String,
    plans: usize,
}

#[component]
pub fn ReferencePage(id: Id<ReferenceSet>) -> impl IntoView {
    let app = use_app();
    let shown = Memo::new(move |_| app.caseload().with(|caseload| shown(caseload, id)));
    let known = Memo::new(move |_| shown.with(Option::is_some));
    view! {
        <Show when=move || known.get() fallback=Gone>
            <Header app id shown />
            {move || shown.get().map(|shown| {
                let (set, facts) = (shown.set.clone(), shown.clone());
                view! { <Facts shown=facts /> <Figures shown /> <Versions shown=set id /> }
            })}
        </Show>
    }
}

fn shown(caseload: &Caseload, id: Id<ReferenceSet>) -> Option<Shown> {
    let set = reference::set(caseload, id)?.clone();
    let version = set.current()?.1.clone();
    let measure = caseload.measure(set.measure)?;
    Some(Shown {
        measure: measure.name.clone(),
        unit: measure.unit.clone(),
        plans: reference::plans_using(caseload, id),
        set,
        version,
    })
}

#[component]
fn Gone() -> impl IntoView {
    view! {
        <PageHeader title="Reference set" />
        <EmptyState
            title="This reference set is not here"
            text="The link may come from another caseload, or adding the set was undone."
        >
            <ButtonLink href=Route::References.to_string()>"All reference sets"</ButtonLink>
        </EmptyState>
    }
}

#[component]
fn Header(app: App, id: Id<ReferenceSet>, shown: Memo<Option<Shown>>) -> impl IntoView {
    let editing = Drafted::<ReferenceDraft>::new(app, format!("references/{id}"));
    let built_in = reference::is_built_in(id);
    let text = move |of: fn(&Shown) -> String| {
        Signal::derive(move || shown.with(|shown| shown.as_ref().map(of).unwrap_or_default()))
    };
    let archived = Memo::new(move |_| {
        shown.with(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.set.archived.is_some())
        })
    });
    let edit = move || {
        if let Some(Shown { set, version, .. }) = shown.get_untracked() {
            let draft = ReferenceDraft::of(&set, &version);
            editing.start(if built_in {
                draft.copied()
            } else {
                ReferenceDraft {
                    id: Some(id),
                    opened: Some(ReferenceWording::of(&set)),
                    ..draft
                }
            });
        }
    };
    let archive = move |archive: bool| {
        let archived: Option<Date> = archive.then(|| app.today().get_untracked());
        app.send(Command::ArchiveReference { id, archived }, tell(app));
    };
    let saved = Callback::new(move |()| {
        let newest = app
            .caseload()
            .with_untracked(|caseload| caseload.references.ids().last());
        if let (true, Some(id)) = (built_in, newest) {
            route::go(&Route::Reference(id));
        }
    });
    view! {
        <PageHeader
            title=text(|shown| shown.set.name.clone())
            subtitle=text(|shown| format!("{} ({}). {}.", shown.measure, shown.unit, shown.version.cited()))
            back=(Route::References.to_string(), "Reference sets")
        >
            <Button icon=IconName::Edit on_press=edit>
                {if built_in { "Make a copy to edit" } else { "Edit" }}
            </Button>
            <Button icon=IconName::Download on_press=move || {
                if let Some(shown) = shown.get_untracked() {
                    export(app, &shown);
                }
            }>
                "Export CSV"
            </Button>
            <Show when=move || !built_in && !archived.get()>
                <Button kind=ButtonKind::Quiet on_press=move || archive(true)>"Archive"</Button>
            </Show>
        </PageHeader>
        <Show when=move || archived.get()>
            <div class="notice row row-between">
                <p>"Archived: it is no longer offered for goals. Goals that were set by it keep it."</p>
                <Button on_press=move || archive(false)>"Bring back"</Button>
            </div>
        </Show>
        <Dialog
            open=editing.open
            title=if built_in { "Copy of a reference set" } else { "Edit the reference set" }
            wide=true
        >
            <ReferenceForm drafted=editing saved />
        </Dialog>
    }
}

#[component]
fn Facts(shown: Shown) -> impl IntoView {
    let version = &shown.version;
    let licence = (!version.licence.is_empty()).then(|| version.licence.clone());
    let used = match shown.plans {
        0 => "No goal is set by it.".to_owned(),
        plans => format!("{} set by it.", words::count(plans, "goal is", "goals are")),
    };
    let frozen = version.is_frozen().then_some(
        "This version is kept as it is, because a goal stands on it. Editing makes the next version; goals keep theirs.",
    );
    let aim =
        (!version.aim.is_empty()).then(|| format!("Goals are usually set at “{}”.", version.aim));
    let below =
        (!version.below.is_empty()).then(|| format!("Below the last level: {}.", version.below));
    view! {
        <ul class="stack-close measure" role="list">
            {[licence.map(|licence| format!("Licence: {licence}.")), aim, below, Some(used), frozen.map(str::to_owned)]
                .into_iter()
                .flatten()
                .map(|fact| view! { <li>{fact}</li> })
                .collect_view()}
        </ul>
    }
}

#[component]
fn Figures(shown: Shown) -> impl IntoView {
    let (version, unit) = (shown.version, shown.unit);
    let worked_out = version.has_scores();
    let scores = worked_out.then(|| version.clone());
    let growth = super::table::has_growth(&version).then(|| version.clone());
    let of_scores = format!(
        "The score with which each level begins, in {unit}. Goals may fall from one season to the next."
    );
    let of_growth = if worked_out {
        format!(
            "Worked out from the scores: spring less fall, over {} weeks; from winter on, over half of them.",
            version.weeks
        )
    } else {
        "As the source gives it.".to_owned()
    };
    let scores = scores.map(|version| {
        view! {
            <Section title="Scores" subtitle=of_scores>
                <FiguresTable version growth=false />
            </Section>
        }
    });
    let growth = growth.map(|version| {
        view! {
            <Section title="Growth a week" subtitle=of_growth>
                <FiguresTable version growth=true />
            </Section>
        }
    });
    (scores, growth)
}

/// The versions before the one in force, each with how many goals stand on it.
#[component]
fn Versions(shown: ReferenceSet, id: Id<ReferenceSet>) -> impl IntoView {
    let app = use_app();
    let today = app.today().get_untracked();
    let current = shown.current().map(|(id, _)| id);
    let mut earlier: Vec<_> = shown
        .versions
        .iter()
        .filter(|(id, _)| Some(*id) != current)
        .map(|(version, edition)| {
            // Made anew whenever the count of goals changes.
            let goals = app.caseload().with_untracked(|caseload| {
                let plans = caseload.plans.values();
                plans
                    .filter_map(|plan| plan.goal.as_ref()?.source.used())
                    .filter(|used| used.set == id && used.version == version)
                    .count()
            });
            (edition.number, edition.used_since, edition.cited(), goals)
        })
        .collect();
    earlier.sort_by_key(|(number, ..)| std::cmp::Reverse(*number));
    let line = move |(number, since, cited, goals): (u32, Option<Date>, String, usize)| {
        let since = since.map(|day| {
            let day = if day.year() == today.year() {
                words::day_and_month(day)
            } else {
                words::full_date(day)
            };
            format!(", in use since {day}")
        });
        let text = format!(
            "Version {number} ({cited}){}: {}.",
            since.unwrap_or_default(),
            words::count(goals, "goal stands on it", "goals stand on it")
        );
        view! { <li>{text}</li> }
    };
    (!earlier.is_empty()).then(|| {
        view! {
            <Section title="Earlier versions">
                <ul class="list" role="list">{earlier.into_iter().map(line).collect_view()}</ul>
            </Section>
        }
    })
}

fn export(app: App, shown: &Shown) {
    let text = reference_set::write(&shown.set.name, &shown.measure, &shown.version);
    let name: String = shown
        .set
        .name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let name = format!("{}.csv", name.to_lowercase().trim_matches('-'));
    if let Err(error) = files::download(&name, MEDIA_TYPE, text.as_bytes()) {
        app.toast(error.to_string());
    }
}
