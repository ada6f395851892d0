//! How much of what was planned reached the student, and was it taught as written.

use aimline_core::analysis::Dosage;
use aimline_core::model::{Id, Student};
use aimline_core::progress::teaching::Teaching;
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::{day, percent as shown, percent_range};
use crate::parts::{Section, Status, Tone};
use crate::state::use_app;
use crate::words::thousands;

/// The figures of one student over a span of days, and the thresholds in use.
#[derive(Clone, PartialEq)]
struct Figures {
    teaching: Teaching,
    since: Date,
    by_plan: bool,
    today: Date,
    least_minutes: u8,
    least_steps: u8,
}

#[component]
pub fn TeachingSection(id: Id<Student>) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let figures = Memo::new(move |_| {
        let today = today.get();
        caseload.with(|caseload| {
            let plans = caseload.plans_of(id).into_iter().map(|(_, plan)| plan);
            let begun = plans
                .filter(|plan| plan.is_open())
                .map(|plan| plan.start)
                .max();
            let since = begun.unwrap_or_else(|| caseload.calendar().year_of(today).first);
            let settings = caseload.settings();
            Figures {
                teaching: Teaching::of(caseload, id, since, today),
                since,
                by_plan: begun.is_some(),
                today,
                least_minutes: settings.dosage_threshold,
                least_steps: settings.adherence_threshold,
            }
        })
    });
    let subtitle = Signal::derive(move || figures.with(span));
    view! {
        <Section title="Minutes and fidelity" subtitle>
            {move || figures.with(|figures| {
                if figures.teaching.dosage.planned == 0 && figures.teaching.held == 0 {
                    view! { <p class="muted">"No sessions have been logged in this time."</p> }.into_any()
                } else {
                    view! { <div class="teaching">{minutes(figures)}{steps(figures)}</div> }.into_any()
                }
            })}
        </Section>
    }
}

fn span(figures: &Figures) -> String {
    let since = day(figures.since, figures.today);
    let what = if figures.by_plan {
        "plan"
    } else {
        "school year"
    };
    format!("Since {since}, the start of the {what}.")
}

fn minutes(figures: &Figures) -> impl IntoView + use<> {
    let Figures {
        teaching,
        least_minutes,
        ..
    } = figures;
    let Dosage {
        planned,
        delivered,
        received,
        meetings,
        ..
    } = teaching.dosage;
    let least = teaching.dosage.received_percent().ok();
    let most = teaching.dosage.received_percent_at_most().ok();
    let delivered_percent = teaching.dosage.delivered_percent().ok();
    // Meetings that nobody logged can decide it; then nobody knows.
    let decided = match (least, most) {
        (Some(least), Some(most)) => {
            let enough = |percent: f64| percent >= f64::from(*least_minutes);
            enough(least) == enough(most)
        }
        _ => true,
    };
    view! {
        <div class="card stack-close stack">
            <p class="row row-between">
                <strong>"Minutes received"</strong>
                {if decided {
                    verdict(least, *least_minutes).into_any()
                } else {
                    view! { <Status tone=Tone::Near>"Depends on open meetings"</Status> }.into_any()
                }}
            </p>
            <p class="teaching-figure">{percent_range(least, most)}</p>
            <dl class="facts">
                <div><dt>"Planned"</dt><dd>{thousands(planned.into())}" min"</dd></div>
                <div><dt>"Delivered"</dt><dd>{thousands(delivered.into())}" min, "{shown(delivered_percent)}</dd></div>
                <div><dt>"Received"</dt><dd>{thousands(received.into())}" min"</dd></div>
                <div><dt>"Sessions"</dt><dd>{teaching.attended}" of "{teaching.held}" attended"</dd></div>
                {(meetings.unlogged > 0).then(|| view! {
                    <div><dt>"Not logged"</dt><dd>{meetings.unlogged}" of "{meetings.planned}" meetings"</dd></div>
                })}
            </dl>
        </div>
    }
}

fn steps(figures: &Figures) -> impl IntoView + use<> {
    let Figures {
        teaching,
        least_steps,
        ..
    } = figures;
    let tally = teaching.steps;
    let adherence = tally.adherence().ok();
    let applied = tally.yes + tally.half + tally.no;
    view! {
        <div class="card stack-close stack">
            <p class="row row-between">
                <strong>"Steps taught as written"</strong>
                {verdict(adherence, *least_steps)}
            </p>
            <p class="teaching-figure">{shown(adherence)}</p>
            <dl class="facts">
                <div><dt>"Done"</dt><dd>{tally.yes}" of "{applied}" steps"</dd></div>
                <div><dt>"Missed"</dt><dd>{tally.no}</dd></div>
                <div><dt>"Not applicable"</dt><dd>{tally.not_applicable}</dd></div>
            </dl>
        </div>
    }
}

/// Whether it is enough for a fair test of the intervention.
fn verdict(percent: Option<f64>, least: u8) -> impl IntoView + use<> {
    let (tone, words) = match percent {
        None => (Tone::Wait, "Not recorded yet".to_owned()),
        Some(percent) if percent >= f64::from(least) => (Tone::Good, format!("At least {least} %")),
        Some(_) => (Tone::Poor, format!("Under {least} %")),
    };
    view! { <Status tone>{words}</Status> }
}
