//! What was erased, on the screen and to take along. It is kept nowhere: it would be a trace.

use aimline_core::erase::Erasure;
use aimline_core::erase::receipt::{Occasion, copies, text, what_stays};
use leptos::html;
use leptos::prelude::*;

use crate::browser::{dom, files};
use crate::parts::{Button, ButtonKind, CopyByHand, CopyText, IconName};
use crate::state::use_app;

/// A receipt as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    gone: Vec<String>,
    stays: Vec<String>,
    occasion: Occasion,
}

impl Told {
    pub fn new(gone: Vec<String>, stays: Vec<String>, occasion: Occasion) -> Self {
        Self {
            gone,
            stays,
            occasion,
        }
    }

    /// `places` are those of texts that stay and may name a student.
    pub fn of(erasure: &Erasure, places: &[String], occasion: Occasion) -> Self {
        let stays = what_stays(erasure.receipt.students, places);
        Self::new(erasure.receipt.lines(), stays, occasion)
    }

    pub fn sentence(&self) -> String {
        format!("Erased: {}.", self.gone.join(", "))
    }

    fn text(&self) -> String {
        text(&self.gone, &self.stays, &self.occasion)
    }
}

#[component]
pub fn ReceiptCard(told: RwSignal<Option<Told>>) -> impl IntoView {
    let heading = NodeRef::<html::H3>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            dom::focus(&heading);
        }
    });
    move || told.get().map(|receipt| card(receipt, told, heading))
}

fn card(receipt: Told, told: RwSignal<Option<Told>>, heading: NodeRef<html::H3>) -> impl IntoView {
    let app = use_app();
    let by_hand = RwSignal::new(None);
    let (to_copy, to_save) = (receipt.clone(), receipt.clone());
    let save = move || {
        let today = app.today().get_untracked();
        let name = format!("aimline-erased-{today}.txt");
        app.toast(
            match files::download(&name, "text/plain", to_save.text().as_bytes()) {
                Ok(()) => format!("{name} is saved."),
                Err(problem) => problem.to_string(),
            },
        );
    };
    let Occasion { when, whom, .. } = receipt.occasion.clone();
    view! {
        <section class="card stack erase-receipt" aria-label="Receipt">
            <div>
                <h3 tabindex="-1" node_ref=heading>"Erased for good"</h3>
                <p class="muted">{format!("{when} · {whom}")}</p>
            </div>
            {list(receipt.gone)}
            {titled("What stays", receipt.stays)}
            {titled("Where copies may still be", copies(&receipt.occasion))}
            <div class="row no-print">
                <CopyText
                    text=move |()| Some(to_copy.text())
                    said="The receipt is copied as text."
                    by_hand
                />
                <Button icon=IconName::Download on_press=save>"Save the receipt"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || told.set(None)>"Done"</Button>
            </div>
            <CopyByHand label="The receipt as text" text=by_hand rows=12 />
            <p class="muted small no-print">"Aimline does not keep this receipt. Save it if you may be asked for it."</p>
        </section>
    }
}

fn titled(title: &'static str, lines: Vec<String>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        view! {
            <div>
                <h4>{title}</h4>
                {list(lines)}
            </div>
        }
    })
}

fn list(lines: Vec<String>) -> impl IntoView {
    view! {
        <ul class="erase-list">
            {lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
        </ul>
    }
}
