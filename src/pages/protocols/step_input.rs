//! The steps of a protocol while they are edited: typed, marked, moved by button or by key.

use aimline_core::model::{Id, Step};
use leptos::prelude::*;

use crate::parts::{Button, IconName, Item, ItemMoves, Listed, OrderedList, new_id};

/// One step being edited.
#[derive(Clone, Copy)]
pub struct StepInput {
    pub id: Id<Step>,
    pub text: RwSignal<String>,
    pub required: RwSignal<bool>,
    pub may_not_apply: RwSignal<bool>,
    pub core: RwSignal<bool>,
}

impl StepInput {
    pub fn of(step: &Step) -> Self {
        Self {
            id: step.id,
            text: RwSignal::new(step.text.clone()),
            required: RwSignal::new(step.required),
            may_not_apply: RwSignal::new(step.may_not_apply),
            core: RwSignal::new(step.core),
        }
    }

    /// As it is now; tracked, so that a draft follows it.
    pub fn step(&self) -> Step {
        Step {
            id: self.id,
            text: self.text.get(),
            required: self.required.get(),
            may_not_apply: self.may_not_apply.get(),
            core: self.core.get(),
        }
    }
}

impl Item for StepInput {
    const NAME: &'static str = "step";

    /// Required, as most are.
    fn empty() -> Self {
        Self::of(&Step {
            id: new_id(),
            text: String::new(),
            required: true,
            may_not_apply: false,
            core: false,
        })
    }

    fn is(&self, other: &Self) -> bool {
        self.id == other.id
    }

    fn field_id(&self) -> String {
        format!("step-{}", self.id)
    }
}

/// All steps in order. Alt with an arrow key moves the step that is typed in; Enter adds one below.
#[component]
pub fn StepFields(
    steps: RwSignal<Vec<StepInput>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let list = OrderedList::new(steps);
    view! {
        <fieldset class="stack stack-close">
            <legend>"Steps of the checklist"</legend>
            <p class="field-hint">
                "Write what an observer could see. Enter adds a step below; Alt with an arrow key moves a step."
            </p>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <ol class="step-fields" role="list">
                <For each=move || steps.get() key=|step| step.id let:step>
                    <StepField listed=list.listed(step) step />
                </For>
            </ol>
            <div class="row">
                <Button icon=IconName::Add on_press=move || list.add()>"Add step"</Button>
            </div>
        </fieldset>
    }
}

#[component]
fn StepField(listed: Listed<StepInput>, step: StepInput) -> impl IntoView {
    let number = listed.number();
    let mark = move |checked: RwSignal<bool>, label: &'static str| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || checked.get()
                    on:change=move |event| checked.set(event_target_checked(&event))
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <li class="step-field">
            <span class="step-number" aria-hidden="true">{number}</span>
            <div class="step-body">
                <label class="visually-hidden" for=step.field_id()>
                    {move || format!("Step {}", number.get())}
                </label>
                <textarea
                    class="input"
                    rows="1"
                    id=step.field_id()
                    prop:value=move || step.text.get()
                    on:input=move |event| step.text.set(event_target_value(&event))
                    on:keydown=move |event| listed.on_key(&event)
                ></textarea>
                <div class="row step-options">
                    {mark(step.required, "Required")}
                    {mark(step.core, "Core")}
                    {mark(step.may_not_apply, "N/A allowed")}
                </div>
            </div>
            <ItemMoves listed />
        </li>
    }
}
