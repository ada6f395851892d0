//! What belongs to this device alone: its looks.

use leptos::prelude::*;

use crate::browser::theme::Theme;
use crate::parts::{Chip, Section};
use crate::state::use_app;

#[component]
pub fn DeviceSection() -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(Theme::kept());
    let choose = move |theme: Theme| {
        chosen.set(theme);
        if !theme.keep() {
            app.toast("This browser does not let the page keep it; it holds until you reload.");
        }
    };
    let chip = move |theme: Theme| {
        let pressed = Signal::derive(move || chosen.get() == theme);
        view! { <Chip pressed=pressed on_press=move |()| choose(theme)>{theme.label()}</Chip> }
    };
    view! {
        <Section title="Theme" subtitle="Kept on this device only.">
            <div class="row" role="group" aria-label="Theme">
                {Theme::ALL.map(chip).collect_view()}
            </div>
        </Section>
    }
}
