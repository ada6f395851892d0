//! `#/groups/ID`: one group.

use aimline_core::Command;
use aimline_core::model::{Group, Id};
use aimline_core::progress::today::meetings_on;
use leptos::prelude::*;

use super::details::{Details, EditGroup};
use super::members::Members;
use super::not_logged::NotLogged;
use super::schedule::Schedule;
use super::sessions::Sessions;
use crate::pages::refused::tell;
use crate::parts::{Button, ButtonKind, ButtonLink, EmptyState, IconName, PageHeader};
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words;

#[component]
pub fn GroupPage(id: Id<Group>) -> impl IntoView {
    let app = use_app();
    let group = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| caseload.groups.get(id).cloned())
    });
    let here = Memo::new(move |_| group.with(Option::is_some));
    view! {
        <Show
            when=move || here.get()
            fallback=|| view! {
                <PageHeader title="Group" back=(Route::Groups.to_string(), "Groups") />
                <EmptyState
                    title="This group is not here"
                    text="It may have been removed, or the link belongs to another device."
                >
                    <ButtonLink href=Route::Groups.to_string()>"See all groups"</ButtonLink>
                </EmptyState>
            }
        >
            <Header id group />
            <Details id group />
            <Members id group />
            <Schedule id group />
            <NotLogged id />
            <Sessions id />
        </Show>
    }
}

#[component]
fn Header(id: Id<Group>, group: Memo<Option<Group>>) -> impl IntoView {
    let app = use_app();
    let editing = RwSignal::new(false);
    let title = Signal::derive(move || {
        group
            .with(|group| group.as_ref().map(|g| g.name.clone()))
            .unwrap_or_default()
    });
    let archived = Memo::new(move |_| group.with(|group| group.as_ref().and_then(|g| g.archived)));
    let subtitle = Signal::derive(move || {
        let today = app.today().get();
        match archived.get() {
            Some(since) => format!("Archived {}", words::day_and_month(since)),
            None => group.with(|group| {
                let members = group
                    .as_ref()
                    .map_or(0, |group| group.members_on(today).len());
                words::count(members, "student", "students")
            }),
        }
    });
    // A meeting of today that is not logged yet is what "now" means; otherwise an extra session.
    let log = Signal::derive(move || {
        let date = app.today().get();
        let target = app.caseload().with(|caseload| {
            meetings_on(caseload, date)
                .into_iter()
                .find(|meeting| meeting.group == id && meeting.logged.is_none())
                .map_or(LogTarget::Group { group: id, date }, |meeting| {
                    LogTarget::Slot {
                        group: id,
                        slot: meeting.slot,
                        date,
                    }
                })
        });
        Route::Log(target).to_string()
    });
    let archive = move |archived| app.send(Command::ArchiveGroup { id, archived }, tell(app));
    view! {
        <PageHeader title=title subtitle=subtitle back=(Route::Groups.to_string(), "Groups")>
            <Show
                when=move || archived.get().is_none()
                fallback=move || view! {
                    <Button on_press=move || archive(None)>"Bring back"</Button>
                }
            >
                <ButtonLink kind=ButtonKind::Primary href=log>"Log a session now"</ButtonLink>
                <ButtonLink href=Route::Scores(id).to_string()>"Enter scores"</ButtonLink>
                <Button icon=IconName::Edit on_press=move || editing.set(true)>"Edit"</Button>
                <Button
                    kind=ButtonKind::Quiet
                    on_press=move || archive(Some(app.today().get_untracked()))
                >
                    "Archive"
                </Button>
            </Show>
        </PageHeader>
        <EditGroup id group open=editing />
    }
}
