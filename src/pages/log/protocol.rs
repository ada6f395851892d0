//! What is taught to one student: a group has its protocol, a session of one chooses it.

use aimline_core::model::{Id, Protocol, Who};
use leptos::prelude::*;

use super::Screen;

/// Shown for a new session of one student; a corrected one keeps its protocol.
#[component]
pub fn ProtocolPart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let alone =
        form.with_untracked(|form| form.corrects.is_none() && matches!(form.who, Who::Student(_)));
    let caseload = screen.app.caseload();
    let options = {
        let caseload = caseload.clone();
        Memo::new(move |_| {
            caseload.with(|caseload| {
                let all = caseload.all_protocols().into_iter();
                all.filter(|(_, protocol)| protocol.is_active())
                    .map(|(id, protocol)| (id, protocol.name.clone()))
                    .collect::<Vec<_>>()
            })
        })
    };
    let chosen = Memo::new(move |_| form.with(|form| form.protocol.map(|used| used.protocol)));
    let choose = move |event| {
        let protocol = event_target_value(&event).parse().ok();
        caseload.with_untracked(|caseload| {
            form.update(|form| form.choose_protocol(caseload, protocol));
        });
    };
    let option = move |(id, name): (Id<Protocol>, String)| {
        view! { <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>{name}</option> }
    };
    alone.then(|| {
        view! {
            <label class="field">
                <span class="field-label">"Protocol"</span>
                <select class="input" name="protocol" data-field="protocol" on:change=choose>
                    <option value="" prop:selected=move || chosen.get().is_none()>"No protocol"</option>
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    })
}
