//! The last step where the browser does not open its own storage any more: remove it, and begin
//! with the last backup.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom;
use crate::parts::{Button, ButtonKind, Dialog, Section};
use crate::state::use_app;

#[component]
pub fn StartAgain() -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    let working = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let remove = move || {
        working.set(true);
        refused.set(None);
        spawn_local(async move {
            match app.remove_broken().await {
                Ok(()) => dom::reload(),
                Err(why) => {
                    working.try_set(false);
                    refused.try_set(Some(why.to_string()));
                }
            }
        });
    };
    view! {
        <Section
            title="If it stays like this"
            subtitle="Close all windows of this browser and open it again; often that is enough. If not, save what can be read, then begin anew with your last backup."
        >
            <Button kind=ButtonKind::Danger on_press=move || open.set(true)>
                "Remove the broken storage and start again…"
            </Button>
        </Section>
        <Dialog open held=working title="Remove the broken storage?">
            <div class="stack">
                <p>
                    "Every record that Aimline keeps in this browser goes, also what could still be
                    read. It does not come back. Backup files that you saved stay where they are, and
                    you restore the last one on the next page."
                </p>
                <p>
                    <a href="./rescue.html">"Save what can be read first"</a>
                </p>
                {move || refused.get().map(|why| view! {
                    <div class="notice" data-tone="poor" role="alert">
                        <p>{format!("It was not removed. {why}")}</p>
                        <p>
                            "Close all windows of this browser and try again. If that does not help, clear
                            the site data of this address in the settings of the browser, then open
                            Aimline and restore your last backup."
                        </p>
                    </div>
                })}
                <div class="row row-end">
                    <Button on_press=move || open.set(false) disabled=working>"Cancel"</Button>
                    <Button kind=ButtonKind::Danger on_press=remove disabled=working>
                        "Remove and start again"
                    </Button>
                </div>
            </div>
        </Dialog>
    }
}
