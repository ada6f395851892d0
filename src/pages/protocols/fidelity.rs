//! Fidelity over time: the chart with its sentence and table, the steps, the observers.

use aimline_charts::fidelity::{fidelity_chart, sentence, table};
use aimline_charts::{FidelitySeries, FidelityView};
use aimline_core::Caseload;
use aimline_core::model::{Id, Protocol, Rater, Who, text};
use aimline_core::order::Order;
use aimline_core::progress::fidelity::{Filter, Rating, agreements, matrix, ratings, tally};
use jiff::civil::Date;
use leptos::prelude::*;

use super::agreement::Agreements;
use super::matrix::{SHOWN, StepMatrix};
use crate::parts::{Chart, EmptyState, Section, SelectField};
use crate::state::use_app;

/// What the series of the chart are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Group,
    Rater,
}

/// What was chosen above the chart.
#[derive(Clone, Copy)]
struct Choice {
    by: RwSignal<String>,
    who: RwSignal<String>,
    rater: RwSignal<String>,
}

#[component]
pub fn Fidelity(id: Id<Protocol>) -> impl IntoView {
    let app = use_app();
    let choice = Choice {
        by: RwSignal::new("group".to_owned()),
        who: RwSignal::new(String::new()),
        rater: RwSignal::new(String::new()),
    };
    let rated = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| !ratings(caseload, id, &Filter::default()).is_empty())
    });
    let view = Memo::new(move |_| {
        let today = app.today().get();
        let by = choice.by();
        app.caseload().with(|caseload| {
            let filter = choice.filter(caseload, id);
            view_of(caseload, &ratings(caseload, id, &filter), by, today)
        })
    });
    let steps = Memo::new(move |_| {
        app.caseload().with(|caseload| {
            let filter = choice.filter(caseload, id);
            let ratings = ratings(caseload, id, &filter);
            let protocol = caseload.protocol(id).cloned().unwrap_or_default();
            matrix(&protocol, &ratings, SHOWN)
        })
    });
    let compared = Memo::new(move |_| {
        app.caseload().with(|caseload| {
            // Agreement needs both raters of a session, whichever rater is looked at.
            let filter = Filter {
                rater: None,
                ..choice.filter(caseload, id)
            };
            agreements(&ratings(caseload, id, &filter))
        })
    });
    view! {
        <Section title="Was it taught as written?" subtitle="Adherence: required steps done, of those that applied.">
            <Show
                when=move || rated.get()
                fallback=|| view! {
                    <EmptyState
                        title="No checklist yet"
                        text="Each session that you log with a checklist adds a point here, and shows which step is being lost."
                    />
                }
            >
                <div class="stack">
                    <Filters id choice />
                    <Show
                        when=move || view.with(|view| !view.series.is_empty())
                        fallback=|| view! { <p class="muted" role="status">"No checklist fits this choice."</p> }
                    >
                        <FidelityChart view />
                        <StepMatrix matrix=steps />
                    </Show>
                    <Agreements agreements=compared />
                </div>
            </Show>
        </Section>
    }
}

#[component]
fn Filters(id: Id<Protocol>, choice: Choice) -> impl IntoView {
    let app = use_app();
    let groups = Memo::new(move |_| app.caseload().with(|caseload| whos(caseload, id)));
    let raters = Memo::new(move |_| app.caseload().with(|caseload| roles(caseload, id)));
    let options = |all: &'static str, names: Vec<String>| {
        let all = (String::new(), all.to_owned());
        std::iter::once(all)
            .chain(names.into_iter().map(|name| (name.clone(), name)))
            .collect::<Vec<_>>()
    };
    let group_options = Signal::derive(move || {
        options(
            "All groups",
            groups.get().into_iter().map(|(_, name)| name).collect(),
        )
    });
    let rater_options = Signal::derive(move || {
        options(
            "All observers",
            raters
                .get()
                .iter()
                .map(|rater| rater.label().to_owned())
                .collect(),
        )
    });
    let by_options = vec![
        ("group".to_owned(), "Group".to_owned()),
        ("observer".to_owned(), "Observer".to_owned()),
    ];
    view! {
        <div class="row-fields">
            <SelectField label="Group" narrow=true value=choice.who options=group_options />
            <SelectField label="Observer" narrow=true value=choice.rater options=rater_options />
            <SelectField label="Compare by" narrow=true value=choice.by options=by_options />
        </div>
    }
}

#[component]
fn FidelityChart(view: Memo<FidelityView>) -> impl IntoView {
    view! {
        <Chart
            draw=move |width| view.with(|view| fidelity_chart(view, width))
            sentence=Signal::derive(move || view.with(sentence))
            tables=vec![("Fidelity over time", Signal::derive(move || view.with(table)))]
        />
    }
}

impl Choice {
    fn by(&self) -> By {
        match self.by.get().as_str() {
            "observer" => By::Rater,
            _ => By::Group,
        }
    }

    fn filter(&self, caseload: &Caseload, id: Id<Protocol>) -> Filter {
        let (who, rater) = (self.who.get(), self.rater.get());
        let known = whos(caseload, id).into_iter();
        Filter {
            who: known
                .filter(|(_, name)| *name == who)
                .map(|(who, _)| who)
                .next(),
            rater: roles(caseload, id)
                .into_iter()
                .find(|known| known.label() == rater),
        }
    }
}

/// One series for each group or rater, in the order of their first checklist.
fn view_of(caseload: &Caseload, ratings: &[Rating<'_>], by: By, today: Date) -> FidelityView {
    let mut series: Vec<FidelitySeries> = Vec::new();
    for rating in ratings {
        let name = match by {
            By::Group => caseload.name_of(rating.who),
            By::Rater => rating.checklist.rater.label().to_owned(),
        };
        let point = (rating.date, tally(rating.checklist, rating.version));
        match series.iter_mut().find(|known| known.name == name) {
            Some(known) => known.checklists.push(point),
            None => series.push(FidelitySeries {
                name,
                checklists: vec![point],
            }),
        }
    }
    FidelityView {
        by: match by {
            By::Group => "group",
            By::Rater => "observer",
        }
        .to_owned(),
        today,
        threshold: caseload.settings().adherence_threshold.into(),
        series,
    }
}

/// Whom the protocol was taught to, by name.
fn whos(caseload: &Caseload, id: Id<Protocol>) -> Vec<(Who, String)> {
    let mut whos: Vec<Who> = ratings(caseload, id, &Filter::default())
        .iter()
        .map(|rating| rating.who)
        .collect();
    whos.order();
    whos.dedup();
    let mut named: Vec<(Who, String)> = whos
        .into_iter()
        .map(|who| (who, caseload.name_of(who)))
        .collect();
    named.order_by_cached_key(|(_, name)| text::in_order(name));
    named
}

/// Who rated it: the interventionist first.
fn roles(caseload: &Caseload, id: Id<Protocol>) -> Vec<Rater> {
    let mut roles: Vec<Rater> = ratings(caseload, id, &Filter::default())
        .iter()
        .map(|rating| rating.checklist.rater.clone())
        .collect();
    roles.order();
    roles.dedup();
    roles
}
