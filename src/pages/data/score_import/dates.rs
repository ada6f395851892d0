//! What the file does not say of its dates: in which order they are written, when a season was.

use std::collections::BTreeSet;

use aimline_core::format::scores::DayOrder;
use jiff::civil::Date;
use leptos::prelude::*;

use super::import::Import;
use crate::parts::{Section, unique_id};
use crate::words::full_date;

#[component]
pub fn Dates(import: Import) -> impl IntoView {
    let two_ways = Memo::new(move |_| import.checked.with(|checked| checked.two_ways));
    let seasons = Memo::new(move |_| {
        let given = import.mapping.with(|mapping| {
            let day = mapping.day.map(|_| String::new());
            mapping
                .seasons
                .keys()
                .cloned()
                .chain(day)
                .collect::<Vec<_>>()
        });
        import.checked.with(|checked| {
            let asked = checked.seasons_without_day().into_iter().map(str::to_owned);
            asked.chain(given).collect::<BTreeSet<String>>()
        })
    });
    let has_seasons = Memo::new(move |_| seasons.with(|seasons| !seasons.is_empty()));
    view! {
        <Show when=move || two_ways.get().is_some() || has_seasons.get()>
            <Section title="Dates" subtitle="What the file does not say of its dates.">
                <div class="stack">
                    {move || two_ways.get().map(|days| view! { <Order import days /> })}
                    <div class="score-names">
                        <For each=move || seasons.get() key=String::clone let:season>
                            <SeasonDay import season />
                        </For>
                    </div>
                </div>
            </Section>
        </Show>
    }
}

#[component]
fn Order(import: Import, days: (Date, Date)) -> impl IntoView {
    let group = unique_id("order");
    let written = format!("{}/{}/{}", days.0.month(), days.0.day(), days.0.year());
    let choice = move |order: DayOrder, day: Date, words: &'static str| {
        let chosen = move || {
            import
                .mapping
                .with(|mapping| mapping.day_order == Some(order))
        };
        view! {
            <label class="check roster-answer">
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=chosen
                    on:change=move |_| import.remap(|mapping| mapping.day_order = Some(order))
                />
                <span>{format!("{words}: {}", full_date(day))}</span>
            </label>
        }
    };
    view! {
        <fieldset class="card measure">
            <legend>{format!("How is a date such as {written} meant?")}</legend>
            {choice(DayOrder::MonthFirst, days.0, "Month first")}
            {choice(DayOrder::DayFirst, days.1, "Day first")}
        </fieldset>
    }
}

/// The day of one season; without a name, of all scores that have no date.
#[component]
fn SeasonDay(import: Import, season: String) -> impl IntoView {
    let id = unique_id("season");
    let error_id = format!("{id}-error");
    let label = match season.as_str() {
        "" => "Date of scores without one".to_owned(),
        season => format!("Date of “{season}”"),
    };
    let season = StoredValue::new(season);
    let day = Memo::new(move |_| {
        season.with_value(|season| {
            import.mapping.with(|mapping| match season.as_str() {
                "" => mapping.day,
                season => mapping.seasons.get(season).copied(),
            })
        })
    });
    let today = import.app.today();
    let error = Memo::new(move |_| {
        let today = today.get();
        let day = day.get().filter(|day| *day > today);
        day.map(|day| {
            format!(
                "{} was given; scores cannot be after today.",
                full_date(day)
            )
        })
    });
    let change = move |event| {
        let given: Option<Date> = event_target_value(&event).parse().ok();
        import.remap(|mapping| {
            season.with_value(|season| match (season.as_str(), given) {
                ("", given) => mapping.day = given,
                (season, Some(day)) => {
                    mapping.seasons.insert(season.to_owned(), day);
                }
                (season, None) => {
                    mapping.seasons.remove(season);
                }
            });
        });
    };
    let described_by = error_id.clone();
    view! {
        <div class="field" class:field-wrong=move || error.with(Option::is_some)>
            <label class="field-label" for=id.clone()>{label}</label>
            {move || error.get().map(|error| {
                view! { <p class="field-error" id=error_id.clone()>{error}</p> }
            })}
            <input
                class="input input-narrow"
                type="date"
                id=id
                prop:value=move || day.get().map_or_else(String::new, |day| day.to_string())
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                on:change=change
            />
        </div>
    }
}
