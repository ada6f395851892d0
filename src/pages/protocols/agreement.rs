//! Where an observer rated the same session: step by step, how often both saw the same.

use aimline_core::progress::fidelity::Agreement;
use leptos::prelude::*;

use super::mark::in_words;
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words;

#[component]
pub fn Agreements(agreements: Memo<Vec<Agreement>>) -> impl IntoView {
    let app = use_app();
    let line = move |found: Agreement| {
        let who = app.caseload().with(|caseload| caseload.name_of(found.who));
        let percent = match found.percent {
            Ok(percent) => format!("{percent:.0} %"),
            Err(_) => "–".to_owned(),
        };
        let difference = |(step, ours, theirs): (aimline_core::model::Step, _, _)| {
            view! {
                <li>
                    {step.text}": you "{in_words(&ours)}", observer "{in_words(&theirs)}
                </li>
            }
        };
        let differences = if found.differences.is_empty() {
            view! { <span class="muted">"None"</span> }.into_any()
        } else {
            let lines = found.differences.into_iter().map(difference).collect_view();
            view! { <ul>{lines}</ul> }.into_any()
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=Route::Log(LogTarget::Session(found.session)).to_string()>
                        {words::short_date(found.date)}
                    </a>
                </th>
                <td data-label="Group">{who}</td>
                <td data-label="Observer">{found.observer}</td>
                <td class="number" data-label="Agreement">
                    {percent}" ("{found.agreed}" of "{found.rated}")"
                </td>
                <td data-label="Seen differently">{differences}</td>
            </tr>
        }
    };
    view! {
        <Show when=move || agreements.with(|all| !all.is_empty())>
            <div class="stack stack-close">
                <h3>"Agreement with observers"</h3>
                <p class="muted">"Steps on which both marks count the same, of the steps that both marked. Where both say N/A, nothing was rated."</p>
                <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="Agreement with observers">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"Day"</th>
                                <th scope="col">"Group"</th>
                                <th scope="col">"Observer"</th>
                                <th scope="col" class="number">"Agreement"</th>
                                <th scope="col">"Seen differently"</th>
                            </tr>
                        </thead>
                        <tbody>{move || agreements.get().into_iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
            </div>
        </Show>
    }
}
