//! What was changed on both devices, with the value of each, before one of them stays.

use aimline_core::format::merge::InWords;
use leptos::prelude::*;

use crate::words;

/// So many are shown at first; the rest unfold.
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
    let mut first = conflicts;
    let rest = first.split_off(first.len().min(AT_MOST));
    let rest = (!rest.is_empty()).then(|| {
        let summary = format!("{} more", words::thousands(rest.len() as u64));
        view! {
            <details>
                <summary>{summary}</summary>
                <ul class="conflicts">{rest.into_iter().map(one).collect_view()}</ul>
            </details>
        }
    });
    view! {
        <section class="stack stack-close" aria-label="Changed on both devices">
            <h3>{title}</h3>
            <p>"The later change stays. To keep the other one, note it down and enter it again after the merge."</p>
            <ul class="conflicts">
                {first.into_iter().map(one).collect_view()}
            </ul>
            {rest}
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
