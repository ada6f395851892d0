//! What "Import" would do, and the button.

use leptos::prelude::*;

use super::import::{Import, sentence};
use super::lists::{ChangedStudents, NewStudents, SkippedRows, UnchangedStudents, size};
use super::question::Questions;
use crate::parts::{Button, ButtonKind, Section};

#[component]
pub fn PreviewLists(import: Import) -> impl IntoView {
    let new = size(import, |preview| preview.new.len());
    let changed = size(import, |preview| preview.changed.len());
    let unchanged = size(import, |preview| preview.unchanged.len());
    let skipped = size(import, |preview| preview.skipped.len());
    let questions = size(import, |preview| preview.questions.len());
    let facts = [
        ("New", new),
        ("Changed", changed),
        ("Unchanged", unchanged),
        ("Skipped", skipped),
        ("Questions", questions),
    ];
    view! {
        <Section title="Preview" subtitle="Nothing is saved yet.">
            <dl class="facts card roster-facts">
                {facts
                    .into_iter()
                    .map(|(name, size)| view! { <div><dt>{name}</dt><dd>{size}</dd></div> })
                    .collect_view()}
            </dl>
        </Section>
        <Show when=move || { questions.get() > 0 }><Questions import /></Show>
        <Show when=move || { new.get() > 0 }><NewStudents import /></Show>
        <Show when=move || { changed.get() > 0 }><ChangedStudents import /></Show>
        <Show when=move || { skipped.get() > 0 }><SkippedRows import /></Show>
        <Show when=move || { unchanged.get() > 0 }><UnchangedStudents import /></Show>
        <ImportBar import />
    }
}

#[component]
fn ImportBar(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| import.counts());
    let nothing = Signal::derive(move || counts.get() == (0, 0));
    let open = Memo::new(move |_| {
        let choices = import.choices;
        import
            .preview
            .with(|preview| choices.with(|choices| preview.unanswered(choices)))
    });
    let words = move || {
        let does = match counts.get() {
            (0, 0) => {
                "Nothing to import: no row that is chosen here changes the caseload.".to_owned()
            }
            (added, changed) => sentence(added, changed, "Adds", "changes"),
        };
        match open.get() {
            0 => does,
            1 => format!("{does} One question is open; its row is left out."),
            open => format!("{does} {open} questions are open; their rows are left out."),
        }
    };
    view! {
        <div class="roster-bar no-print">
            <p role="status">{words}</p>
            <Button kind=ButtonKind::Primary disabled=nothing on_press=move || import.save()>
                "Import"
            </Button>
        </div>
    }
}
