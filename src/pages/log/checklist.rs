//! The fidelity checklist: every step is done until a person says otherwise.

use aimline_core::model::{Adaptation, AdaptationKind, Id, Mark, Step};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Screen;
use crate::browser::dom;
use crate::parts::{Button, ButtonKind, Chip, Section, error_of};

/// The first step, for its key.
pub const FIRST_STEP: &str = "step-0";

/// Offered in one tap; anything else can be typed.
const WHAT_CHANGED: [&str; 5] = [
    "Shortened",
    "More examples",
    "Other material",
    "Smaller steps",
    "Other order",
];
const WHY: [&str; 4] = [
    "Time ran short",
    "Students needed it",
    "Behavior",
    "Missing material",
];

#[component]
pub fn ChecklistPart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let shown = move || form.with(|form| form.is_held() && !form.marks.is_empty());
    let exceptions = move || {
        form.with(|form| {
            let exceptions = form
                .marks
                .iter()
                .filter(|line| line.mark != Mark::Done)
                .count();
            match exceptions {
                0 => format!("All {} steps done.", form.marks.len()),
                1 => "1 exception.".to_owned(),
                many => format!("{many} exceptions."),
            }
        })
    };
    let error = error_of(screen.problems, "checklist");
    view! {
        <Show when=shown>
            <Section
                title="Steps taught"
                subtitle=Signal::derive(exceptions)
                actions=move || view! {
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        on_press=move || form.update(|form| form.all_steps_done())
                    >
                        "All steps done"
                    </Button>
                }
            >
                <p class="field-error">{move || error.get()}</p>
                <ol class="steps" data-field="checklist">
                    <For
                        each=move || form.with(|form| form.marks.iter().map(|line| line.step).enumerate().collect::<Vec<_>>())
                        // A copy of a protocol has the same steps in other words.
                        key=move |line| (form.with_untracked(|form| form.protocol.map(|used| used.protocol)), *line)
                        let:line
                    >
                        <StepRow screen index=line.0 step=line.1 />
                    </For>
                </ol>
                <Ratings screen />
            </Section>
        </Show>
    }
}

#[component]
fn StepRow(screen: Screen, index: usize, step: Id<Step>) -> impl IntoView {
    let form = screen.form;
    let caseload = screen.app.caseload();
    let facts = form.with_untracked(|form| {
        caseload.with_untracked(|caseload| {
            caseload
                .protocol_version(form.protocol?)?
                .step(step)
                .cloned()
        })
    });
    let Some(facts) = facts else {
        return ().into_any();
    };
    let mark =
        Memo::new(move |_| form.with(|form| form.marks.get(index).map(|line| line.mark.clone())));
    let is = move |wanted: Mark| Signal::derive(move || mark.get().as_ref() == Some(&wanted));
    let adapted = Signal::derive(move || matches!(mark.get(), Some(Mark::Adapted(_))));
    let adapt = move || set(screen, index, Mark::Adapted(fresh_adaptation()));
    let may_not_apply = facts.may_not_apply;
    let keys = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let handled = match event.key().as_str() {
            "ArrowDown" => dom::focus_id(&format!("step-{}", index + 1)),
            "ArrowUp" => index > 0 && dom::focus_id(&format!("step-{}", index - 1)),
            "m" | "M" => press(screen, index, Mark::Missed),
            "d" | "D" => press(screen, index, Mark::Done),
            "x" | "X" if may_not_apply => press(screen, index, Mark::NotApplicable),
            "a" | "A" => {
                adapt();
                focus_first_preset(index);
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let core = facts
        .core
        .then(|| view! { <span class="tag">"core"</span> });
    let optional = (!facts.required).then(|| view! { <span class="tag">"optional"</span> });
    let not_applicable = may_not_apply.then(|| {
        view! {
            <Chip
                pressed=is(Mark::NotApplicable)
                on_press=move || set(screen, index, Mark::NotApplicable)
            >
                "N/A"
            </Chip>
        }
    });
    view! {
        <li class="step">
            <div
                class="step-line"
                id=format!("step-{index}")
                tabindex="0"
                role="group"
                aria-label=facts.text.clone()
                aria-keyshortcuts="m a d x"
                on:keydown=keys
            >
                <span class="step-text">{facts.text.clone()} {core} {optional}</span>
                <span class="row step-marks">
                    <Chip pressed=is(Mark::Done) on_press=move || set(screen, index, Mark::Done)>
                        "Done"
                    </Chip>
                    <Chip pressed=is(Mark::Missed) on_press=move || set(screen, index, Mark::Missed)>
                        "Missed"
                    </Chip>
                    <Chip pressed=adapted on_press=adapt>"Adapted"</Chip>
                    {not_applicable}
                </span>
            </div>
            <Show when=move || adapted.get()>
                <AdaptationPart screen index />
            </Show>
        </li>
    }
    .into_any()
}

#[component]
fn AdaptationPart(screen: Screen, index: usize) -> impl IntoView {
    let form = screen.form;
    let adaptation = Memo::new(move |_| {
        form.with(|form| match form.marks.get(index).map(|line| &line.mark) {
            Some(Mark::Adapted(adaptation)) => adaptation.clone(),
            _ => fresh_adaptation(),
        })
    });
    let change = move |edit: &dyn Fn(&mut Adaptation)| {
        form.update(|form| {
            if let Some(Mark::Adapted(adaptation)) =
                form.marks.get_mut(index).map(|line| &mut line.mark)
            {
                edit(adaptation);
            }
        });
    };
    let presets = move |texts: &'static [&'static str],
                        first_id: Option<String>,
                        get: fn(&Adaptation) -> &String,
                        set: fn(&mut Adaptation, String),
                        after: Option<String>| {
        texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                let id = first_id.clone().filter(|_| at == 0);
                let after = after.clone();
                view! {
                    <button
                        type="button"
                        class="chip"
                        id=id
                        aria-pressed=move || adaptation.with(|a| get(a) == text).to_string()
                        on:click=move |_| {
                            change(&|adaptation| set(adaptation, (*text).to_owned()));
                            if let Some(after) = &after {
                                dom::focus_id(after);
                            }
                        }
                    >
                        {*text}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="adaptation">
            <div class="row" role="group" aria-label="What changed">
                {presets(&WHAT_CHANGED, Some(first_preset(index)), |a| &a.what, |a, text| a.what = text, Some(first_why(index)))}
                <input
                    class="input input-short"
                    aria-label="What changed, in your words"
                    placeholder="What changed"
                    prop:value=move || adaptation.with(|a| a.what.clone())
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        change(&|adaptation| adaptation.what.clone_from(&typed));
                    }
                />
            </div>
            <div class="row" role="group" aria-label="Why">
                {presets(&WHY, Some(first_why(index)), |a| &a.why, |a, text| a.why = text, Some(format!("step-{index}")))}
                <input
                    class="input input-short"
                    aria-label="Why, in your words"
                    placeholder="Why"
                    prop:value=move || adaptation.with(|a| a.why.clone())
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        change(&|adaptation| adaptation.why.clone_from(&typed));
                    }
                />
            </div>
            <div class="row">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || adaptation.with(|a| a.core_kept)
                        on:change=move |event| {
                            let kept = event_target_checked(&event);
                            change(&|adaptation| adaptation.core_kept = kept);
                        }
                    />
                    " The core of the step was kept"
                </label>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || adaptation.with(|a| a.kind == AdaptationKind::Planned)
                        on:change=move |event| {
                            let planned = event_target_checked(&event);
                            change(&|adaptation| adaptation.kind = if planned {
                                AdaptationKind::Planned
                            } else {
                                AdaptationKind::Reactive
                            });
                        }
                    />
                    " Planned beforehand"
                </label>
            </div>
        </div>
    }
}

/// Engagement and quality, 1 to 4; tapping the chosen one again takes it back.
#[component]
fn Ratings(screen: Screen) -> impl IntoView {
    let form = screen.form;
    view! {
        <div class="row ratings">
            <Rating
                label="Engagement"
                hint="1 rarely, 4 throughout"
                value=Signal::derive(move || form.with(|form| form.engagement))
                on_change=move |value| form.update(|form| form.engagement = value)
            />
            <Rating
                label="Quality"
                hint="1 poor, 4 excellent"
                value=Signal::derive(move || form.with(|form| form.quality))
                on_change=move |value| form.update(|form| form.quality = value)
            />
        </div>
    }
}

#[component]
fn Rating(
    label: &'static str,
    hint: &'static str,
    #[prop(into)] value: Signal<Option<u8>>,
    #[prop(into)] on_change: Callback<Option<u8>>,
) -> impl IntoView {
    view! {
        <div class="rating" role="group" aria-label=format!("{label}: {hint}")>
            <span class="field-label">{label} " " <span class="muted">{hint}</span></span>
            <span class="row">
                {(1..=4u8)
                    .map(|number| {
                        let chosen = Signal::derive(move || value.get() == Some(number));
                        let press = move || {
                            on_change.run((!chosen.get_untracked()).then_some(number));
                        };
                        view! { <Chip pressed=chosen on_press=press>{number}</Chip> }
                    })
                    .collect_view()}
            </span>
        </div>
    }
}

fn set(screen: Screen, index: usize, mark: Mark) {
    screen.form.update(|form| {
        if let Some(line) = form.marks.get_mut(index) {
            line.mark = mark;
        }
    });
}

fn press(screen: Screen, index: usize, mark: Mark) -> bool {
    screen.app.say(mark.label());
    set(screen, index, mark);
    true
}

fn fresh_adaptation() -> Adaptation {
    Adaptation {
        kind: AdaptationKind::Reactive,
        what: String::new(),
        why: String::new(),
        core_kept: true,
    }
}

fn first_preset(index: usize) -> String {
    format!("adapt-{index}")
}

fn first_why(index: usize) -> String {
    format!("why-{index}")
}

/// The panel appears with the next frame.
fn focus_first_preset(index: usize) {
    request_animation_frame(move || {
        dom::focus_id(&first_preset(index));
    });
}
