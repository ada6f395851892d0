//! `#/protocols`: the library of interventions, the person's own and the starters.

use aimline_core::Caseload;
use aimline_core::model::{Id, Protocol, Subject};
use aimline_core::progress::wording::dose_in_words;
use leptos::prelude::*;

use super::form::{Draft, ProtocolDialog};
use crate::pages::students::drafted::Drafted;
use crate::parts::{Button, ButtonKind, Chip, IconName, PageHeader, Section, TextField};
use crate::route::Route;
use crate::state::use_app;
use crate::words;

#[derive(Clone, PartialEq)]
struct Card {
    id: Id<Protocol>,
    name: String,
    subject: Subject,
    summary: String,
    steps: usize,
    dose: String,
    version: u32,
    starter: bool,
    groups: usize,
    archived: bool,
    /// What a search looks at.
    folded: String,
}

#[component]
pub fn Protocols() -> impl IntoView {
    let app = use_app();
    let adding = Drafted::<Draft>::new(app, "protocol/new".to_owned());
    let search = RwSignal::new(String::new());
    let subject = RwSignal::new(None::<Subject>);
    let all = Memo::new(move |_| app.caseload().with(cards));
    let found = Memo::new(move |_| {
        let sought = search.get().to_lowercase();
        let subject = subject.get();
        let cards = all.get().into_iter();
        cards
            .filter(|card| subject.is_none_or(|subject| card.subject == subject))
            .filter(|card| {
                sought
                    .split_whitespace()
                    .all(|word| card.folded.contains(word))
            })
            .collect::<Vec<_>>()
    });
    let of = move |wanted: Subject| {
        let cards = found.get().into_iter();
        cards
            .filter(|card| card.subject == wanted && !card.archived)
            .collect::<Vec<_>>()
    };
    let archived = Memo::new(move |_| {
        let cards = found.get().into_iter();
        cards.filter(|card| card.archived).collect::<Vec<_>>()
    });
    let chip = move |wanted: Option<Subject>, label: &'static str| {
        let pressed = Signal::derive(move || subject.get() == wanted);
        view! { <Chip pressed=pressed on_press=move |()| subject.set(wanted)>{label}</Chip> }
    };
    let section = move |wanted: Subject| {
        view! {
            <Show when=move || !of(wanted).is_empty()>
                <Section title=wanted.label()>
                    <ul class="grid-cards" role="list">
                        {move || of(wanted).into_iter().map(card).collect_view()}
                    </ul>
                </Section>
            </Show>
        }
    };
    view! {
        <PageHeader
            title="Protocols"
            subtitle="Interventions as written: the steps you check, and the dose they were made for."
        >
            <Button kind=ButtonKind::Primary icon=IconName::Add on_press=move || adding.start(Draft::empty())>
                "Add protocol"
            </Button>
        </PageHeader>
        <div class="row-fields protocol-filter">
            <TextField label="Search" input_type="search" value=search />
            <div class="row" role="group" aria-label="Subject">
                {chip(None, "All")}
                {Subject::ALL.map(|subject| chip(Some(subject), subject.label())).collect_view()}
            </div>
        </div>
        {Subject::ALL.map(section).collect_view()}
        <Show when=move || found.with(Vec::is_empty)>
            <p class="muted" role="status">"No protocol matches. Try fewer letters, or another subject."</p>
        </Show>
        <Show when=move || archived.with(|archived| !archived.is_empty())>
            <details class="section">
                <summary>{move || format!("Archived protocols ({})", archived.with(Vec::len))}</summary>
                <ul class="grid-cards" role="list">
                    {move || archived.get().into_iter().map(card).collect_view()}
                </ul>
            </details>
        </Show>
        <ProtocolDialog drafted=adding />
    }
}

fn card(card: Card) -> impl IntoView {
    let badge = match (card.starter, card.version) {
        (true, _) => "Starter".to_owned(),
        (false, 1) => "Your own".to_owned(),
        (false, number) => format!("Your own, version {number}"),
    };
    let used = (card.groups > 0)
        .then(|| format!("Taught in {}", words::count(card.groups, "group", "groups")));
    view! {
        <li class="card protocol-card">
            <div class="row row-between">
                <h3><a href=Route::Protocol(card.id).to_string()>{card.name}</a></h3>
                <span class="badge">{badge}</span>
            </div>
            <p>{card.summary}</p>
            <p class="muted small">
                {words::count(card.steps, "step", "steps")}". "{card.dose}"."
            </p>
            {used.map(|used| view! { <p class="small">{used}</p> })}
        </li>
    }
}

fn cards(caseload: &Caseload) -> Vec<Card> {
    caseload
        .all_protocols()
        .into_iter()
        .filter_map(|(id, protocol)| {
            let (_, version) = protocol.current()?;
            let groups = caseload.active_groups();
            let groups = groups
                .iter()
                .filter(|(_, group)| group.protocol == Some(id));
            Some(Card {
                id,
                name: protocol.name.clone(),
                subject: protocol.subject,
                summary: version.summary.clone(),
                steps: version.steps.len(),
                dose: dose_in_words(&version.dose),
                version: version.number,
                starter: caseload.protocols.get(id).is_none(),
                groups: groups.count(),
                archived: !protocol.is_active(),
                folded: format!("{} {}", protocol.name, version.summary).to_lowercase(),
            })
        })
        .collect()
}
