//! The sessions taught with a protocol, and the checklists of each.

use aimline_core::Caseload;
use aimline_core::model::{Checklist, Id, Protocol, Rater, Session};
use aimline_core::order::Order;
use aimline_core::progress::fidelity::tally;
use jiff::civil::Date;
use leptos::prelude::*;

use super::observer::ObserverChecklist;
use crate::parts::{Button, ButtonKind, Dialog, Section};
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words;

const SHOWN_AT_ONCE: usize = 8;

#[derive(Clone, PartialEq)]
struct Row {
    session: Id<Session>,
    date: Date,
    who: String,
    own: Option<String>,
    observers: Vec<(Id<Checklist>, String, String)>,
}

/// Which checklist is open: a new one, or one that is corrected.
type Opened = (Id<Session>, Option<Id<Checklist>>);

#[component]
pub fn RatedSessions(id: Id<Protocol>) -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new(SHOWN_AT_ONCE);
    let opened = RwSignal::new(None::<Opened>);
    let open = RwSignal::new(false);
    let rows = Memo::new(move |_| app.caseload().with(|caseload| rows(caseload, id)));
    let press = move |which: Opened| {
        opened.set(Some(which));
        open.set(true);
    };
    let line = move |row: Row| {
        let session = row.session;
        let observers = row
            .observers
            .into_iter()
            .map(move |(checklist, role, percent)| {
                view! {
                    <li>
                        <button
                            type="button"
                            class="link"
                            on:click=move |_| press((session, Some(checklist)))
                        >
                            {role}
                        </button>
                        " "{percent}
                    </li>
                }
            });
        let label = format!("Add observer, {}", words::short_date(row.date));
        view! {
            <tr>
                <th scope="row">
                    <a href=Route::Log(LogTarget::Session(session)).to_string()>
                        {words::short_date(row.date)}
                    </a>
                </th>
                <td data-label="With">{row.who}</td>
                <td class="number" data-label="Self">{row.own.unwrap_or_else(|| "–".into())}</td>
                <td data-label="Observers"><ul class="observers" role="list">{observers.collect_view()}</ul></td>
                <td class="table-actions">
                    <Button
                        small=true
                        kind=ButtonKind::Quiet
                        label=label
                        on_press=move || press((session, None))
                    >
                        "Add observer"
                    </Button>
                </td>
            </tr>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Section
                title="Sessions and checklists"
                subtitle="Open a session to correct your own checklist, or add one that an observer filled in."
            >
                <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="Table of sessions and checklists">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"Day"</th>
                                <th scope="col">"With"</th>
                                <th scope="col" class="number">"Self"</th>
                                <th scope="col">"Observers"</th>
                                <th scope="col"><span class="visually-hidden">"Actions"</span></th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                rows.get().into_iter().take(shown.get()).map(line).collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
                <Show when=move || shown.get() < rows.with(Vec::len)>
                    <div class="row">
                        <Button on_press=move || shown.update(|shown| *shown += 2 * SHOWN_AT_ONCE)>
                            "Show more"
                        </Button>
                        <span class="muted">
                            {move || format!("{} of {}", shown.get(), rows.with(Vec::len))}
                        </span>
                    </div>
                </Show>
            </Section>
        </Show>
        <Dialog open title="Observer’s checklist" wide=true>
            {move || {
                opened.get_untracked().map(|(session, checklist)| {
                    view! { <ObserverChecklist session checklist=checklist done=move || open.set(false) /> }
                })
            }}
        </Dialog>
    }
}

fn rows(caseload: &Caseload, id: Id<Protocol>) -> Vec<Row> {
    let mut sessions: Vec<(Id<Session>, &Session)> = caseload
        .sessions
        .iter()
        .filter(|(_, session)| {
            session.is_held() && session.protocol.is_some_and(|used| used.protocol == id)
        })
        .collect();
    sessions.order_by_key(|(id, session)| std::cmp::Reverse((session.date, session.start, *id)));
    sessions
        .into_iter()
        .map(|(id, session)| {
            let version = session
                .protocol
                .and_then(|used| caseload.protocol_version(used));
            let percent = |checklist: &Checklist| {
                let adherence = version.map(|version| tally(checklist, version).adherence());
                match adherence {
                    Some(Ok(percent)) => format!("{percent:.0} %"),
                    _ => "–".to_owned(),
                }
            };
            let observers = session.checklists.iter().filter_map(|(id, checklist)| {
                let Rater::Observer { role } = &checklist.rater else {
                    return None;
                };
                Some((id, role.clone(), percent(checklist)))
            });
            Row {
                session: id,
                date: session.date,
                who: caseload.name_of(session.who),
                own: session.own_checklist().map(|(_, own)| percent(own)),
                observers: observers.collect(),
            }
        })
        .collect()
}
