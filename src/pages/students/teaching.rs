//! How much of what was planned reached the student, and was it taught as written: figures alone.
//! Whether that is enough is for the verdict to say.

use aimline_core::analysis::Dosage;
use aimline_core::model::{Id, Student, Subject};
use aimline_core::progress::teaching::Teaching;
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::{day, percent as shown, percent_range};
use crate::parts::Section;
use crate::state::use_app;
use crate::words::thousands;

/// The figures of one student over a span of days.
#[derive(Clone, PartialEq)]
struct Figures {
    teaching: Teaching,
    since: Date,
    /// None: all subjects.
    subject: Option<Subject>,
    by_plan: bool,
    today: Date,
}

#[component]
pub fn TeachingSection(id: Id<Student>) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let figures = Memo::new(move |_| {
        let today = today.get();
        caseload.with(|caseload| {
            let plans = caseload.plans_of(id).into_iter().map(|(_, plan)| plan);
            let open: Vec<_> = plans.filter(|plan| plan.is_open()).collect();
            let begun = open.iter().map(|plan| plan.start).max();
            // With plans in several subjects the figures are of all of them.
            let subjects = open
                .iter()
                .map(|plan| caseload.measure(plan.measure)?.subject);
            let mut subjects: Vec<_> = subjects.collect();
            subjects.dedup();
            let subject = match subjects.as_slice() {
                [one] => *one,
                _ => None,
            };
            let since = begun.unwrap_or_else(|| caseload.calendar().year_of(today).first);
            Figures {
                teaching: Teaching::of(caseload, id, subject, since, today),
                since,
                subject,
                by_plan: begun.is_some(),
                today,
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
    match figures.subject {
        Some(subject) => format!(
            "{} sessions since {since}, the start of the {what}.",
            subject.label()
        ),
        None => format!("Sessions since {since}, the start of the {what}."),
    }
}

fn minutes(figures: &Figures) -> impl IntoView + use<> {
    let teaching = &figures.teaching;
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
    view! {
        <div class="card stack-close stack">
            <strong>"Minutes received"</strong>
            <p class="teaching-figure">{percent_range(least, most)}</p>
            <dl class="facts">
                <div><dt>"Planned"</dt><dd>{thousands(planned.into())}" min"</dd></div>
                <div><dt>"Delivered"</dt><dd>{thousands(delivered.into())}" min, "{shown(delivered_percent)}</dd></div>
                <div><dt>"Received"</dt><dd>{thousands(received.into())}" min"</dd></div>
                <div><dt>"Sessions"</dt><dd>{teaching.attended}" of "{teaching.held}" attended"</dd></div>
                {(meetings.unlogged > 0).then(|| view! {
                    <div><dt>"Not logged"</dt><dd>{meetings.unlogged}" of "{meetings.planned}" sessions"</dd></div>
                })}
            </dl>
        </div>
    }
}

fn steps(figures: &Figures) -> impl IntoView + use<> {
    let tally = figures.teaching.steps;
    let adherence = tally.adherence().ok();
    let applied = tally.yes + tally.half + tally.no;
    view! {
        <div class="card stack-close stack">
            <strong>"Steps taught as written"</strong>
            <p class="teaching-figure">{shown(adherence)}</p>
            <dl class="facts">
                <div><dt>"Done"</dt><dd>{tally.yes}" of "{applied}" steps"</dd></div>
                <div><dt>"Missed"</dt><dd>{tally.no}</dd></div>
                <div><dt>"Not applicable"</dt><dd>{tally.not_applicable}</dd></div>
            </dl>
        </div>
    }
}
