//! After an import: what was done, the way back, the next step.

use leptos::prelude::*;

use super::import::{self, Import, Outcome};
use crate::parts::{Button, ButtonKind, ButtonLink, IconName};
use crate::route::Route;

#[component]
pub fn Done(import: Import, outcome: Outcome) -> impl IntoView {
    let undo = outcome.history.map(|history| {
        let undo = move || {
            import
                .app
                .undo_and_say(history.clone(), move |answer| match answer {
                    Ok(()) if import.is_here() => import.start_over(),
                    Ok(()) => {}
                    Err(refused) => import.app.toast(refused.to_string()),
                });
        };
        view! { <Button icon=IconName::Undo on_press=undo>"Undo"</Button> }
    });
    let next = if outcome.tally.0.plans > 0 {
        "Next, give the new plans a goal, so that the charts can show an aim line."
    } else {
        "The charts and the table of students have the new scores."
    };
    view! {
        <section id=import::DONE tabindex="-1" class="card stack measure roster-stage" aria-labelledby="scores-done-title">
            <div class="row">
                <h2 id="scores-done-title">{outcome.tally.done()}</h2>
                {undo}
            </div>
            <p>{next}</p>
            <p class="muted">
                "How the columns were mapped is kept: the next file of this kind needs no mapping."
            </p>
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary href=Route::Students.to_string()>"Go to Students"</ButtonLink>
                <Button kind=ButtonKind::Quiet on_press=move || import.start_over()>"Import another file"</Button>
            </div>
        </section>
    }
}
