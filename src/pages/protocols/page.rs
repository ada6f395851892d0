//! `#/protocols/ID`: one protocol, its checklist, its versions, and how it was taught.

use aimline_core::Command;
use aimline_core::model::{Id, Protocol, ProtocolVersion};
use aimline_core::progress::wording::dose_in_words;
use leptos::prelude::*;

use super::fidelity::Fidelity;
use super::form::{Draft, ProtocolDialog};
use super::sessions::RatedSessions;
use super::steps::{printed, step_list};
use super::versions::Versions;
use crate::browser::dom;
use crate::pages::refused::tell;
use crate::pages::students::drafted::Drafted;
use crate::parts::{Button, ButtonKind, ButtonLink, EmptyState, IconName, PageHeader, Section};
use crate::route::Route;
use crate::state::use_app;

#[component]
pub fn ProtocolPage(id: Id<Protocol>) -> impl IntoView {
    let app = use_app();
    let protocol = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| caseload.protocol(id).cloned())
    });
    let here = Memo::new(move |_| protocol.with(Option::is_some));
    view! {
        <Show
            when=move || here.get()
            fallback=|| view! {
                <PageHeader title="Protocol" back=(Route::Protocols.to_string(), "Protocols") />
                <EmptyState
                    title="This protocol is not here"
                    text="It may have been removed, or the link belongs to another device."
                >
                    <ButtonLink href=Route::Protocols.to_string()>"See all protocols"</ButtonLink>
                </EmptyState>
            }
        >
            <Header id protocol />
            <Checklist protocol />
            <div class="no-print">
                <Taught id />
                <Fidelity id />
                <RatedSessions id />
                <Versions id />
            </div>
        </Show>
    }
}

#[component]
fn Header(id: Id<Protocol>, protocol: Memo<Option<Protocol>>) -> impl IntoView {
    let app = use_app();
    let editing = Drafted::<Draft>::new(app, format!("protocol/{id}"));
    let edit = move || editing.start(Draft::of(&protocol.get_untracked().unwrap_or_default()));
    let title = Signal::derive(move || {
        let name = protocol.with(|protocol| protocol.as_ref().map(|known| known.name.clone()));
        name.unwrap_or_default()
    });
    let starter = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| caseload.protocols.get(id).is_none())
    });
    let subtitle = Signal::derive(move || {
        protocol.with(|protocol| {
            let protocol = protocol.as_ref();
            let subject = protocol.map_or("", |known| known.subject.label());
            let number = protocol
                .and_then(|known| known.current())
                .map_or(1, |(_, version)| version.number);
            let whose = if starter.get() {
                "starter protocol"
            } else {
                "your own"
            };
            format!("{subject}, {whose}, version {number}")
        })
    });
    let archived = Memo::new(move |_| {
        protocol.with(|protocol| protocol.as_ref().is_some_and(|known| !known.is_active()))
    });
    let archive = move || {
        let day = (!archived.get_untracked()).then(|| app.today().get_untracked());
        app.send(Command::ArchiveProtocol { id, archived: day }, tell(app));
    };
    let print = || {
        if let Some(window) = dom::window() {
            // A browser that cannot print says so itself.
            let _ = window.print();
        }
    };
    view! {
        <PageHeader title=title subtitle=subtitle back=(Route::Protocols.to_string(), "Protocols")>
            <Button kind=ButtonKind::Primary icon=IconName::Edit on_press=edit>
                "Edit"
            </Button>
            <Button icon=IconName::Print on_press=print>"Print checklist"</Button>
            <Button kind=ButtonKind::Quiet on_press=archive>
                {move || if archived.get() { "Bring back" } else { "Archive" }}
            </Button>
        </PageHeader>
        <ProtocolDialog drafted=editing id />
    }
}

#[component]
fn Checklist(protocol: Memo<Option<Protocol>>) -> impl IntoView {
    let shown = move |protocol: Protocol| {
        let version = protocol.current()?.1.clone();
        let rules = "Required steps count in adherence. A core step may be adapted only if its core is kept.";
        let steps = step_list(&version);
        let skills = skills(&version);
        let paper = printed(&version);
        let week = version.dose.minutes_per_week();
        let dose = format!("{}, {week} minutes a week", dose_in_words(&version.dose));
        Some(view! {
            <div class="no-print">
                <div class="card stack stack-close protocol-summary">
                    <p>{version.summary}</p>
                    <p class="muted">{dose}</p>
                </div>
                <Section title="Checklist" subtitle=rules>{steps}</Section>
                {skills}
            </div>
            {paper}
        })
    };
    view! { {move || protocol.get().and_then(shown)} }
}

/// What is taught, skill by skill, and when a skill is mastered.
fn skills(version: &ProtocolVersion) -> Option<impl IntoView + use<>> {
    if version.mastery.is_none() && version.skills.is_empty() {
        return None;
    }
    let rule = version
        .mastery
        .map(|rule| format!("A skill is mastered at {}.", rule.in_words()));
    let skill = |name: &String| view! { <li>{name.clone()}</li> };
    let list = version.skills.iter().map(skill).collect_view();
    Some(view! {
        <Section title="Skills" subtitle=rule.unwrap_or_default()>
            <ol class="protocol-skills">{list}</ol>
        </Section>
    })
}

/// The groups that are taught it.
#[component]
fn Taught(id: Id<Protocol>) -> impl IntoView {
    let app = use_app();
    let groups = Memo::new(move |_| {
        app.caseload().with(|caseload| {
            let groups = caseload.active_groups().into_iter();
            groups
                .filter(|(_, group)| group.protocol == Some(id))
                .map(|(id, group)| (id, group.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let link = |(id, name)| {
        view! { <li><a class="chip" href=Route::Group(id).to_string()>{name}</a></li> }
    };
    view! {
        <Show when=move || groups.with(|groups| !groups.is_empty())>
            <Section title="Taught in">
                <ul class="row" role="list">
                    {move || groups.get().into_iter().map(link).collect_view()}
                </ul>
            </Section>
        </Show>
    }
}
