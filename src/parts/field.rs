//! What all fields share: the label, the hint and the error, tied to the control by their ids.

use leptos::prelude::*;

use super::unique_id;
use aimline_core::Problem;

/// The words around one control.
#[derive(Clone)]
pub(super) struct Words {
    pub id: String,
    pub label: Signal<String>,
    pub hint: Option<Signal<String>>,
    pub error: Signal<Option<String>>,
    pub required: bool,
    pub hide_label: bool,
}

impl Words {
    pub(super) fn new(
        label: Signal<String>,
        hint: Option<Signal<String>>,
        error: Signal<Option<String>>,
        required: bool,
        hide_label: bool,
    ) -> Self {
        let id = unique_id("field");
        Self {
            id,
            label,
            hint,
            error,
            required,
            hide_label,
        }
    }

    fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// For `aria-describedby`: what is there to be read with the control, or nothing.
    pub(super) fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + use<> {
        let hint = self.hint.map(|_| self.hint_id());
        let error_id = self.error_id();
        let error = self.error;
        move || {
            let error = error.with(Option::is_some).then(|| error_id.clone());
            let ids: Vec<String> = hint.iter().cloned().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    /// For `aria-invalid`.
    pub(super) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }
}

/// The error of one field among the problems of a form.
///
/// Several problems of one field are said one after the other.
pub fn error_of(problems: RwSignal<Vec<Problem>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        problems.with(|problems| {
            let messages: Vec<&str> = problems
                .iter()
                .filter(|problem| problem.field == field)
                .map(|problem| problem.message.as_ref())
                .collect();
            (!messages.is_empty()).then(|| messages.join(" "))
        })
    })
}

/// Label, hint and error above the control, in the order in which they are read.
pub(super) fn framed<C: IntoView>(words: &Words, control: C) -> impl IntoView + use<C> {
    let hint_id = words.hint_id();
    view! {
        <div class="field" class:field-wrong=wrong(words)>
            <label
                class="field-label"
                class:visually-hidden=words.hide_label
                for=words.id.clone()
                data-required=words.required.then_some("")
            >
                {words.label}
            </label>
            {words.hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {error_line(words)}
            {control}
        </div>
    }
}

/// The message of the error, while there is one.
pub(super) fn error_line(words: &Words) -> impl IntoView + use<> {
    let error = words.error;
    let id = words.error_id();
    move || {
        error.get().map(|message| {
            view! { <p class="field-error" id=id.clone()>{message}</p> }
        })
    }
}

/// The hint beside a control that has its label on the other side.
pub(super) fn hint_line(words: &Words) -> impl IntoView + use<> {
    let id = words.hint_id();
    words
        .hint
        .map(|hint| view! { <p class="field-hint" id=id>{hint}</p> })
}

pub(super) fn wrong(words: &Words) -> impl Fn() -> bool + Send + Sync + use<> {
    let error = words.error;
    move || error.with(Option::is_some)
}
