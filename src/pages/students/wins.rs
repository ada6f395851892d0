//! The wins of a student: the latest as a short list, each with what it stands on, and as words for
//! a note to the family. Nothing at all where there is none.

use aimline_core::model::{Id, Student};
use aimline_core::progress::wins::{Fact, Win, of_student};
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::day;
use crate::parts::{ButtonKind, CopyByHand, CopyText, Section};
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words::count;

/// So many are shown, printed and copied; the earlier ones on demand.
const LATEST: usize = 5;

#[component]
pub fn Wins(id: Id<Student>) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let today = Memo::new(move |_| today.get());
    let wins = Memo::new(move |_| caseload.with(|caseload| of_student(caseload, id, today.get())));
    let none = Memo::new(move |_| wins.with(Vec::is_empty));
    let latest = move || list(wins.get().into_iter().take(LATEST), today.get());
    let earlier = move || {
        let earlier = wins.get().into_iter().skip(LATEST);
        (earlier.len() != 0).then(|| {
            view! {
                <details class="wins-earlier no-print">
                    <summary>{format!("Earlier wins ({})", earlier.len())}</summary>
                    {list(earlier, today.get())}
                </details>
            }
        })
    };
    let by_hand = RwSignal::new(None);
    let text = Callback::new(move |()| {
        let caseload = app.caseload();
        let name = caseload.with_untracked(|caseload| caseload.get(id).map(Student::name));
        let today = today.get_untracked();
        Some(wins.with_untracked(|wins| note(&name.unwrap_or_default(), wins, today)))
    });
    let actions = move || {
        view! {
            <CopyText
                text
                said="The latest wins are copied as text."
                by_hand
                kind=ButtonKind::Quiet
            />
        }
    };
    view! {
        <Show when=move || !none.get()>
            <Section title="Wins" actions=actions>
                <CopyByHand label="The wins as text" text=by_hand />
                {latest}
                {earlier}
            </Section>
        </Show>
    }
}

fn list(wins: impl Iterator<Item = Win>, today: Date) -> AnyView {
    let lines: Vec<_> = wins.map(|win| view! { <WinLine win today /> }).collect();
    view! { <ul class="list wins">{lines}</ul> }.into_any()
}

/// The latest wins as a family reads them: days and sentences, no rules.
fn note(name: &str, wins: &[Win], today: Date) -> String {
    let lines = wins.iter().take(LATEST).map(|win| {
        let date = day(win.date, today);
        format!("{date}: {}\n", win.sentence)
    });
    format!("Wins of {name}\n\n{}", lines.collect::<String>())
}

#[component]
fn WinLine(win: Win, today: Date) -> impl IntoView {
    let Win {
        date,
        sentence,
        rule,
        facts,
        ..
    } = win;
    // Said with each of them, so that they can be told apart without what is around them.
    let of = format!("{}: {sentence}", day(date, today));
    view! {
        <li class="win">
            <span class="win-day muted">{day(date, today)}</span>
            <span class="win-what">{sentence}</span>
            <WinFacts rule facts today>
                "What it stands on" <span class="visually-hidden">" of "{of}</span>
            </WinFacts>
        </li>
    }
}

/// Behind its summary the rule of a win and every fact it was found in.
#[component]
pub fn WinFacts(rule: String, facts: Vec<Fact>, today: Date, children: Children) -> impl IntoView {
    let number = count(facts.len(), "fact", "facts");
    let facts = facts.into_iter().map(|fact| fact_line(fact, today));
    view! {
        <details class="win-facts">
            <summary>{children()}</summary>
            <p class="small">{rule}" "<span class="muted">{number}"."</span></p>
            <ul>{facts.collect_view()}</ul>
        </details>
    }
}

/// A session is looked at in the log.
fn fact_line(fact: Fact, today: Date) -> impl IntoView {
    let date = day(fact.date, today);
    let date = match fact.session {
        Some(session) => {
            let href = Route::Log(LogTarget::Session(session)).to_string();
            view! { <a href=href>"Session of "{date}</a> }.into_any()
        }
        None => view! { <span>"Score of "{date}</span> }.into_any(),
    };
    view! { <li>{date}": "{fact.what}</li> }
}
