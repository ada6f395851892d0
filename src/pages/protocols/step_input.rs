//! The steps of a protocol while they are edited: typed, marked, moved by button or by key.

use aimline_core::model::{Id, Step};
use leptos::prelude::*;

use crate::browser::dom;
use crate::parts::{Button, ButtonKind, Icon, IconName, new_id};
use crate::state::use_app;

/// One step being edited.
#[derive(Clone, Copy)]
pub struct StepInput {
    pub id: Id<Step>,
    pub text: RwSignal<String>,
    pub required: RwSignal<bool>,
    pub may_not_apply: RwSignal<bool>,
    pub core: RwSignal<bool>,
}

#[derive(Clone, Copy)]
enum Move {
    Up,
    Down,
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

    /// An empty step, required as most are.
    pub fn empty() -> Self {
        Self::of(&Step {
            id: new_id(),
            text: String::new(),
            required: true,
            may_not_apply: false,
            core: false,
        })
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
    let add_after = move |place: Option<usize>| {
        let step = StepInput::empty();
        steps.update(|steps| {
            let place = place
                .map_or(steps.len(), |place| place + 1)
                .min(steps.len());
            steps.insert(place, step);
        });
        focus_soon(step.field_id());
    };
    view! {
        <fieldset class="stack stack-close">
            <legend>"Steps of the checklist"</legend>
            <p class="field-hint">
                "Write what an observer could see. Enter adds a step below; Alt with an arrow key moves a step."
            </p>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <ol class="step-fields" role="list">
                <For each=move || steps.get() key=|step| step.id let:step>
                    <StepField steps step add_after=Callback::new(add_after) />
                </For>
            </ol>
            <div class="row">
                <Button icon=IconName::Add on_press=move || add_after(None)>"Add step"</Button>
            </div>
        </fieldset>
    }
}

#[component]
fn StepField(
    steps: RwSignal<Vec<StepInput>>,
    step: StepInput,
    add_after: Callback<Option<usize>>,
) -> impl IntoView {
    let app = use_app();
    let place = Memo::new(move |_| {
        steps
            .with(|steps| steps.iter().position(|other| other.id == step.id))
            .unwrap_or(0)
    });
    let last = Memo::new(move |_| place.get() + 1 == steps.with(Vec::len));
    let number = Signal::derive(move || place.get() + 1);
    let shift = move |way: Move, focus: String| {
        let from = place.get_untracked();
        let to = match way {
            Move::Up => from.checked_sub(1),
            Move::Down => Some(from + 1).filter(|to| *to < steps.with_untracked(Vec::len)),
        };
        if let Some(to) = to {
            steps.update(|steps| steps.swap(from, to));
            app.say(format!("Step moved to place {}.", to + 1));
        }
        // A moved element loses the focus.
        focus_soon(focus);
    };
    let remove = move || {
        let place = place.get_untracked();
        steps.update(|steps| steps.retain(|other| other.id != step.id));
        app.say("Step removed.");
        let next = steps
            .with_untracked(|steps| steps.get(place).or(steps.last()).map(StepInput::field_id));
        if let Some(next) = next {
            focus_soon(next);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let way = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => Some(Move::Up),
            "ArrowDown" if event.alt_key() => Some(Move::Down),
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                add_after.run(Some(place.get_untracked()));
                None
            }
            _ => None,
        };
        if let Some(way) = way {
            event.prevent_default();
            shift(way, step.field_id());
        }
    };
    let up_id = format!("{}-up", step.field_id());
    let down_id = format!("{}-down", step.field_id());
    let (up_focus, down_focus) = (up_id.clone(), down_id.clone());
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
                    on:keydown=keys
                ></textarea>
                <div class="row step-options">
                    {mark(step.required, "Required")}
                    {mark(step.core, "Core")}
                    {mark(step.may_not_apply, "N/A allowed")}
                </div>
            </div>
            <div class="step-moves">
                <button
                    type="button"
                    class="button button-quiet button-icon button-small"
                    id=up_id
                    aria-label=move || format!("Move step {} up", number.get())
                    aria-disabled=move || (place.get() == 0).then_some("true")
                    on:click=move |_| shift(Move::Up, up_focus.clone())
                >
                    <Icon name=IconName::Up />
                </button>
                <button
                    type="button"
                    class="button button-quiet button-icon button-small"
                    id=down_id
                    aria-label=move || format!("Move step {} down", number.get())
                    aria-disabled=move || last.get().then_some("true")
                    on:click=move |_| shift(Move::Down, down_focus.clone())
                >
                    <Icon name=IconName::Down />
                </button>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon=IconName::Delete
                    label=Signal::derive(move || format!("Remove step {}", number.get()))
                    on_press=remove
                />
            </div>
        </li>
    }
}

fn focus_soon(id: String) {
    request_animation_frame(move || {
        dom::focus_id(&id);
    });
}
