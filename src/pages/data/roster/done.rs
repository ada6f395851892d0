//! After an import: what was done, the way back, the next step.

use leptos::prelude::*;

use super::import::{self, Import, Outcome};
use crate::parts::{Button, ButtonKind, ButtonLink, IconName};
use crate::route::Route;

#[component]
pub fn Done(import: Import, outcome: Outcome) -> impl IntoView {
    let sentence = outcome.sentence();
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
    view! {
        <section id=import::DONE tabindex="-1" class="card stack measure roster-stage" aria-labelledby="roster-done-title">
            <div class="row">
                <h2 id="roster-done-title">{sentence}</h2>
                {undo}
            </div>
            <p>"Next, put the students into groups, so that you can log sessions."</p>
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary href=Route::Groups.to_string()>"Go to Groups"</ButtonLink>
                <ButtonLink href=Route::Students.to_string()>"Go to Students"</ButtonLink>
                <Button kind=ButtonKind::Quiet on_press=move || import.start_over()>"Import another file"</Button>
            </div>
        </section>
    }
}
