//! The wordings of a protocol, the one in force first, each with what it changed.

use aimline_core::Caseload;
use aimline_core::model::{Id, Protocol, ProtocolVersion};
use aimline_core::order::Order;
use aimline_core::progress::fidelity::uses;
use aimline_core::progress::wording::changes;
use jiff::civil::Date;
use leptos::prelude::*;

use super::steps::step_list;
use crate::parts::Section;
use crate::state::use_app;
use crate::words;

#[derive(Clone, PartialEq)]
struct Row {
    version: ProtocolVersion,
    sessions: usize,
    used_since: Option<Date>,
    /// Against the wording before; empty for the first.
    changes: Vec<String>,
}

#[component]
pub fn Versions(id: Id<Protocol>) -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.caseload().with(|caseload| rows(caseload, id)));
    view! {
        <Show when=move || 1 < rows.with(Vec::len)>
            <Section title="Versions" subtitle="A version that was used stays as it was, so past scores keep their meaning.">
                <ol class="versions" role="list">
                    {move || rows.get().into_iter().map(row).collect_view()}
                </ol>
            </Section>
        </Show>
    }
}

fn row(row: Row) -> impl IntoView {
    let since = match row.used_since {
        Some(since) => format!(
            "Used since {}, in {}",
            words::full_date(since),
            words::count(row.sessions, "session", "sessions")
        ),
        None => "Not used yet".to_owned(),
    };
    let changes = if row.changes.is_empty() {
        view! { <p class="muted">"The first wording."</p> }.into_any()
    } else {
        let lines = row
            .changes
            .into_iter()
            .map(|change| view! { <li>{change}</li> });
        view! { <ul>{lines.collect_view()}</ul> }.into_any()
    };
    view! {
        <li class="card stack stack-close">
            <div class="row row-between">
                <h3>"Version "{row.version.number}</h3>
                <span class="muted small">{since}</span>
            </div>
            {changes}
            <details>
                <summary>"The steps of this version"</summary>
                {step_list(&row.version)}
            </details>
        </li>
    }
}

fn rows(caseload: &Caseload, id: Id<Protocol>) -> Vec<Row> {
    let Some(protocol) = caseload.protocol(id) else {
        return Vec::new();
    };
    let uses = uses(caseload, id);
    let mut versions: Vec<(Id<ProtocolVersion>, &ProtocolVersion)> =
        protocol.versions.iter().collect();
    versions.order_by_key(|(_, version)| version.number);
    let mut rows: Vec<Row> = Vec::new();
    for (version_id, version) in versions {
        let changes = rows
            .last()
            .map(|before| changes(&before.version, version))
            .unwrap_or_default();
        rows.push(Row {
            version: version.clone(),
            sessions: uses.get(&version_id).copied().unwrap_or(0),
            used_since: version.used_since,
            changes,
        });
    }
    rows.reverse();
    rows
}
