//! The first and the last day of the school year.

use aimline_core::model::SchoolYear;
use aimline_core::{Command, Problem};
use leptos::prelude::*;

use crate::parts::{Button, ButtonKind, ErrorSummary, Section, TextField, error_of};
use crate::state::use_app;

#[component]
pub fn SchoolYearSection() -> impl IntoView {
    let app = use_app();
    let year = Memo::new(move |_| {
        app.caseload()
            .with(|caseload| caseload.calendar().year_of(app.today().get()))
    });
    let subtitle = Signal::derive(move || {
        format!(
            "{}. Minutes, charts and lists start with its first day.",
            year.get().label()
        )
    });
    view! {
        <Section title="School year" subtitle=subtitle>
            // Made anew when the year changes elsewhere, so that the fields show what is kept.
            {move || view! { <YearForm year=year.get() /> }}
        </Section>
    }
}

#[component]
fn YearForm(year: SchoolYear) -> impl IntoView {
    let app = use_app();
    let first = RwSignal::new(year.first.to_string());
    let last = RwSignal::new(year.last.to_string());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move || {
        problems.set(Vec::new());
        let mut wrong = Vec::new();
        let mut read = |value: RwSignal<String>, field, message: &'static str| {
            let day = value.get_untracked().trim().parse().ok();
            if day.is_none() {
                wrong.push(Problem {
                    field,
                    message: message.into(),
                });
            }
            day
        };
        let first = read(first, "first", "Enter the first day of school.");
        let last = read(last, "last", "Enter the last day of school.");
        let (Some(first), Some(last)) = (first, last) else {
            return problems.set(wrong);
        };
        let year = SchoolYear { first, last };
        app.send(Command::SetSchoolYear { year }, move |answer| {
            if let Err(refused) = answer {
                problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="School year"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <div class="row-fields">
                <TextField
                    label="First day"
                    input_type="date"
                    name="first"
                    value=first
                    error=error_of(problems, "first")
                />
                <TextField
                    label="Last day"
                    input_type="date"
                    name="last"
                    value=last
                    error=error_of(problems, "last")
                />
                <Button kind=ButtonKind::Primary submit=true>"Save school year"</Button>
            </div>
        </form>
    }
}
