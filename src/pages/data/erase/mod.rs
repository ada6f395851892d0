//! Erasing for good: one student, those who left long ago, or everything; each with a receipt.

mod ask;
mod everything;
mod left;
mod receipt;
mod work;

use aimline_core::model::{Id, Student, text};
use aimline_core::order::Order;
use leptos::prelude::*;

use crate::parts::{Button, ButtonKind, Section, SelectField};
use crate::state::use_app;
use ask::{Asked, Confirm};
use everything::EraseEverything;
use left::Left;
use receipt::{ReceiptCard, Told};

#[component]
pub fn EraseSections() -> impl IntoView {
    let asked = Asked::new();
    let told = RwSignal::new(None::<Told>);
    view! {
        <Section
            title="Students who left"
            subtitle="Archived students stay here with all their records until you erase them."
        >
            <Left asked />
        </Section>
        <Section
            title="Erase for good"
            subtitle="There is no way back from here. To keep the records of a student who left, archive the student instead."
        >
            <div class="stack">
                <ReceiptCard told />
                <EraseStudent asked />
                <EraseEverything told />
            </div>
        </Section>
        <Confirm asked told />
    }
}

#[component]
fn EraseStudent(asked: Asked) -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(String::new());
    let caseload = app.caseload();
    let options = Signal::derive(move || {
        let mut students: Vec<(String, String)> = caseload.with(|caseload| {
            let students = caseload.students.iter();
            students
                .map(|(id, student)| (id.to_string(), line(student)))
                .collect()
        });
        students.order_by_cached_key(|(_, name)| text::in_order(name));
        students.insert(0, (String::new(), "Choose a student".into()));
        students
    });
    // Who is gone is not chosen any more.
    let known = move || {
        let chosen = chosen.get();
        !chosen.is_empty() && options.with(|all| all.iter().any(|(id, _)| *id == chosen))
    };
    let ask = move || {
        if let Ok(id) = chosen.get_untracked().parse::<Id<Student>>() {
            asked.ask(app, [id].into());
        }
    };
    view! {
        <div class="card row-fields erase-student">
            <SelectField label="Student to erase" value=chosen options />
            <Button
                kind=ButtonKind::Danger
                on_press=ask
                disabled=Signal::derive(move || !known())
            >
                "Erase this student…"
            </Button>
        </div>
    }
}

fn line(student: &Student) -> String {
    let name = student.sort_name();
    if student.is_active() {
        name
    } else {
        format!("{name} (archived)")
    }
}
