//! The facts of a student: groups with their days, the adults to contact, what the roster says.

use aimline_core::Caseload;
use aimline_core::model::{Group, Guardian, Id, Student};
use aimline_core::order::Order;
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::day;
use crate::parts::Section;
use crate::route::Route;
use crate::state::use_app;

#[derive(Clone, PartialEq, Eq)]
struct Stay {
    group: Id<Group>,
    name: String,
    days: String,
}

#[component]
pub fn Profile(id: Id<Student>, student: Memo<Option<Student>>) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let stays = Memo::new(move |_| caseload.with(|caseload| stays(caseload, id, today.get())));
    view! {
        <Section title="Groups">
            <Show
                when=move || stays.with(|stays| !stays.is_empty())
                fallback=|| view! {
                    <p class="muted">
                        "In no group yet. Add the student on the page of a group: "
                        <a href=Route::Groups.to_string()>"all groups"</a>"."
                    </p>
                }
            >
                <ul class="list">
                    {move || stays.get().into_iter().map(|stay| view! {
                        <li>
                            <a href=Route::Group(stay.group).to_string()>{stay.name}</a>
                            <span class="muted">{stay.days}</span>
                        </li>
                    }).collect_view()}
                </ul>
            </Show>
        </Section>
        <Section title="Contacts and facts">
            {move || student.with(|student| student.as_ref().map(about))}
        </Section>
    }
}

fn stays(caseload: &Caseload, student: Id<Student>, today: Date) -> Vec<Stay> {
    let mut stays = Vec::new();
    for (id, group) in caseload.groups.iter() {
        for membership in group
            .members
            .values()
            .filter(|membership| membership.student == student)
        {
            let from = day(membership.from, today);
            let days = match membership.to {
                Some(to) => format!("{from} to {}", day(to, today)),
                None => format!("since {from}"),
            };
            let stay = Stay {
                group: id,
                name: group.name.clone(),
                days,
            };
            stays.push((
                membership.to.is_some(),
                std::cmp::Reverse(membership.from),
                stay,
            ));
        }
    }
    stays.order_by_key(|(ended, from, _)| (*ended, *from));
    stays.into_iter().map(|(_, _, stay)| stay).collect()
}

fn about(student: &Student) -> AnyView {
    if student.by_initials {
        return view! { <p class="muted">"Hidden behind the privacy screen."</p> }.into_any();
    }
    let facts: Vec<_> = [
        ("Teacher", &student.teacher),
        ("School ID", &student.school_id),
        ("Home language", &student.home_language),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value.clone()}</dd></div> })
    .collect();
    let none = facts.is_empty() && student.guardians.is_empty() && student.note.is_empty();
    view! {
        <div class="stack">
            {none.then(|| view! {
                <p class="muted">"Nothing is noted yet. “Edit” adds guardians, teacher and a note."</p>
            })}
            {(!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> })}
            {(!student.guardians.is_empty()).then(|| view! {
                <ul class="list">{student.guardians.iter().map(guardian).collect_view()}</ul>
            })}
            {(!student.note.is_empty()).then(|| view! { <p class="student-note">{student.note.clone()}</p> })}
        </div>
    }
    .into_any()
}

fn guardian(guardian: &Guardian) -> impl IntoView + use<> {
    let language = Some(guardian.language.clone()).filter(|language| !language.is_empty());
    let relation = Some(guardian.relation.clone()).filter(|relation| !relation.is_empty());
    let more: Vec<String> = [relation, language].into_iter().flatten().collect();
    let link = |scheme: &str, value: &str| {
        (!value.is_empty()).then(|| {
            let href = format!("{scheme}:{}", value.replace(' ', ""));
            view! { <a href=href>{value.to_owned()}</a> }
        })
    };
    view! {
        <li>
            <span>
                <strong>{guardian.name.clone()}</strong>
                <span class="muted">{(!more.is_empty()).then(|| format!(" · {}", more.join(", ")))}</span>
            </span>
            {link("tel", &guardian.phone)}
            {link("mailto", &guardian.email)}
        </li>
    }
}
