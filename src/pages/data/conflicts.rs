//! What was changed on both devices, with the value of each, before one of them stays.

use aimline_core::format::merge::InWords;
use leptos::prelude::*;

use crate::words;

/// So many are shown; nobody reads more before deciding, and the page stays quick.
const AT_MOST: usize = 50;

#[component]
pub fn Conflicts(conflicts: Vec<InWords>) -> impl IntoView {
    if conflicts.is_empty() {
        return view! { <p>"Nothing was changed on both devices."</p> }.into_any();
    }
    let title = format!(
        "Changed on both devices: {}",
        words::thousands(conflicts.len() as u64)
    );
    let more = conflicts.len().saturating_sub(AT_MOST);
    view! {
        <section class="stack stack-close" aria-label="Changed on both devices">
            <h3>{title}</h3>
            <p>"The later change stays. To keep the other one, note it down and enter it again after the merge."</p>
            <ul class="conflicts">
                {conflicts.into_iter().take(AT_MOST).map(one).collect_view()}
            </ul>
            {(more > 0).then(|| view! {
                <p class="muted">{format!("And {} more.", words::thousands(more as u64))}</p>
            })}
        </section>
    }
    .into_any()
}

fn one(conflict: InWords) -> impl IntoView {
    let InWords {
        about,
        rows,
        ours_stays,
    } = conflict;
    let column = |name: &'static str, stays: bool| {
        view! {
            <th scope="col" data-stays=stays.then_some("")>
                {name} {stays.then_some(": stays, changed later")}
            </th>
        }
    };
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row">{row.field}</th>
                    <td data-stays=ours_stays.then_some("")>{row.ours}</td>
                    <td data-stays=(!ours_stays).then_some("")>{row.theirs}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <li>
            <div class="table-scroll" tabindex="0" role="region" aria-label=about.clone()>
                <table class="table conflict-table">
                    <caption>{about.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col"><span class="visually-hidden">"Field"</span></th>
                            {column("Here", ours_stays)}
                            {column("In the file", !ours_stays)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </li>
    }
}
