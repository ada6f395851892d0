//! A chart as a person meets it: a sentence, the drawing, and tables that say the same.

use aimline_charts::{Table, Width};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Event, HtmlElement};
use leptos::{ev, html};
use serde_json::Value;

use super::chart_walk::{HOW, Walk};
use super::unique_id;
use crate::browser::echarts::ChartHandle;

/// Below this width, in CSS pixels, the drawing is made for a narrow screen.
const NARROW: f64 = 480.0;

/// The width of a card on paper: a Letter or A4 sheet with our margins has at least this.
const PRINTED: f64 = 660.0;

type Handle = StoredValue<Option<ChartHandle>, LocalStorage>;

/// `draw` makes the specification for a width, and is called again when a signal it reads
/// changes. The tables are there whether or not the drawing can be.
#[component]
pub fn Chart(
    draw: impl Fn(Width) -> Value + 'static,
    #[prop(into)] sentence: Signal<String>,
    /// Each with its name, as "Scores and aim line".
    tables: Vec<(&'static str, Signal<Table>)>,
    /// For a chart whose points can be walked with the arrow keys.
    #[prop(optional)]
    walk: Option<Walk>,
    /// More than one drawing under each other.
    #[prop(optional, into)]
    tall: Signal<bool>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let details = NodeRef::<html::Details>::new();
    let width = RwSignal::new(Width::Wide);
    let ready = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    // The handle goes with this component, and takes the chart and its listeners along.
    let handle: Handle = StoredValue::new_local(None);
    let how = unique_id("how");

    Effect::new(move || {
        if let Some(place) = place.get() {
            width.set(width_of(f64::from(place.client_width())));
            spawn_local(open(place.into(), width, handle, ready, problem));
        }
    });
    Effect::new(move || {
        if !ready.get() {
            return;
        }
        let spec = draw(width.get());
        let drawn = handle.with_value(|handle| handle.as_ref().map(|handle| handle.draw(&spec)));
        if let Some(Err(error)) = drawn {
            problem.set(Some(error.to_string()));
        }
    });
    print_whole(handle, details);

    view! {
        <figure class="stack stack-close">
            <figcaption>{sentence}</figcaption>
            // An application, so that a screen reader leaves the arrow keys to it.
            <div
                class="chart-walk"
                tabindex=walk.is_some().then_some("0")
                role=walk.is_some().then_some("application")
                aria-label=walk.is_some().then_some("Points of the chart")
                aria-describedby=walk.is_some().then_some(how.clone())
                on:keydown=move |event| {
                    if let Some(walk) = walk {
                        walk.press(&event);
                    }
                }
                on:blur=move |_| {
                    if let Some(walk) = walk {
                        walk.leave();
                    }
                }
            >
                // Hidden, not removed: the place is the library's as long as the chart lives.
                <div
                    class="chart"
                    class:chart-tall=move || tall.get()
                    node_ref=place
                    hidden=move || problem.with(Option::is_some)
                ></div>
            </div>
            {walk.map(|walk| view! {
                <div class="chart-said small no-print">
                    <p class="chart-how" id=how>{HOW}</p>
                    <p role="status">{move || walk.said()}</p>
                </div>
            })}
            {move || problem.get().map(|problem| view! { <p>{problem}</p> })}
            <details node_ref=details>
                <summary>"Show the numbers"</summary>
                <div class="stack">
                    {tables
                        .into_iter()
                        .map(|(label, table)| view! { <ChartTable table label /> })
                        .collect_view()}
                </div>
            </details>
        </figure>
    }
}

/// The component may be gone when the library arrives: then the new chart is dropped at once.
async fn open(
    place: HtmlElement,
    width: RwSignal<Width>,
    handle: Handle,
    ready: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
) {
    let resized = move |pixels| {
        let new = width_of(pixels);
        if width.try_get_untracked().is_some_and(|old| old != new) {
            let _ = width.try_set(new);
        }
    };
    match ChartHandle::open(&place, resized).await {
        Ok(chart) => {
            let kept = handle.try_update_value(move |handle| *handle = Some(chart));
            if kept.is_some() {
                let _ = ready.try_set(true);
            }
        }
        Err(error) => {
            let _ = problem.try_set(Some(error.to_string()));
        }
    }
}

fn width_of(pixels: f64) -> Width {
    if pixels < NARROW {
        Width::Narrow
    } else {
        Width::Wide
    }
}

/// On paper the chart has the paper's width and the table is open, as nobody can open it there.
fn print_whole(handle: Handle, details: NodeRef<html::Details>) {
    let was_open = StoredValue::new(true);
    let before = move |_: Event| {
        handle.try_with_value(|handle| {
            if let Some(chart) = handle {
                chart.fix_width(PRINTED);
            }
        });
        if let Some(details) = details.get_untracked() {
            was_open.set_value(details.open());
            details.set_open(true);
        }
    };
    let after = move |_: Event| {
        handle.try_with_value(|handle| {
            if let Some(chart) = handle {
                chart.fit();
            }
        });
        if let Some(details) = details.get_untracked() {
            details.set_open(was_open.get_value());
        }
    };
    let listeners = (
        window_event_listener(ev::beforeprint, before),
        window_event_listener(ev::afterprint, after),
    );
    on_cleanup(move || {
        listeners.0.remove();
        listeners.1.remove();
    });
}

#[component]
fn ChartTable(table: Signal<Table>, label: &'static str) -> impl IntoView {
    let head = move || {
        let columns = table.get().columns.into_iter();
        columns
            .map(|column| {
                view! { <th scope="col" class:number=column.numeric>{column.label}</th> }
            })
            .collect_view()
    };
    let body = move || {
        let Table { columns, rows } = table.get();
        let row = |cells: Vec<String>| {
            let cells = cells.into_iter().zip(&columns);
            let cells = cells.map(|(cell, column)| {
                let numeric = column.numeric;
                view! { <td class:number=numeric>{cell}</td> }
            });
            view! { <tr>{cells.collect_view()}</tr> }
        };
        rows.into_iter().map(row).collect_view()
    };
    let any = move || table.with(|table| !table.rows.is_empty());
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label hidden=move || !any()>
            <table class="table">
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}
