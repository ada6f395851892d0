//! A pasted list of days without school, read as it is typed and saved as one step.

use aimline_core::Command;
use aimline_core::format::no_school::{Line, read};
use aimline_core::model::NoSchool;
use leptos::prelude::*;

use super::no_school::span;
use crate::parts::{Button, ButtonKind, Status, TextArea, Tone};
use crate::state::use_app;
use crate::words;

#[component]
pub fn PasteDays(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let list = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let lines = Memo::new(move |_| {
        let today = app.today().get();
        let year = app
            .caseload()
            .with(|caseload| caseload.calendar().year_of(today));
        read(&list.get(), &year)
    });
    let days = move || {
        let lines = lines.get_untracked().into_iter();
        lines
            .filter_map(|line| line.days.ok())
            .collect::<Vec<NoSchool>>()
    };
    let readable = Memo::new(move |_| {
        lines.with(|lines| lines.iter().filter(|line| line.days.is_ok()).count())
    });
    let save = move || {
        app.send(
            Command::SaveNoSchool { days: days() },
            move |answer| match answer {
                Ok(()) => {
                    open.try_set(false);
                }
                Err(refused) => {
                    problem.try_set(Some(refused.to_string()));
                }
            },
        );
    };
    let line = |line: Line| {
        match line.days {
        Ok(days) => view! {
            <li>
                <Status tone=Tone::Good>{days.label}</Status>
                <span class="muted">{span(days.first, days.last)}</span>
            </li>
        }
        .into_any(),
        Err(why) => view! {
            <li><Status tone=Tone::Near>{format!("Line {} is left out. {why}", line.number)}</Status></li>
        }
        .into_any(),
    }
    };
    let save_label = move || match readable.get() {
        0 => "Save days".to_owned(),
        number => format!("Save {}", words::count(number, "line", "lines")),
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Paste a list of days"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextArea
                label="Days, one a line"
                hint="Such as “2026-11-26 to 2026-11-27 Thanksgiving”, “1/18 MLK Day” or “Mar 15-19 Spring break”. Days that are known already are passed over."
                rows=7
                value=list
                error=problem
            />
            <ul class="list pasted-days" role="list" aria-live="polite">
                {move || lines.get().into_iter().map(line).collect_view()}
            </ul>
            <div class="row">
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    disabled=Signal::derive(move || readable.get() == 0)
                >
                    {save_label}
                </Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}
