//! A list of skills while it is edited: typed or pasted, one a line, moved by button or by key.

use aimline_core::model::mastery::skills_of_lines;
use aimline_core::model::text::folded;
use aimline_core::model::{Id, Skill};
use leptos::prelude::*;

use super::mastery_form::SkillDraft;
use crate::browser::dom;
use crate::parts::{Button, ButtonKind, Icon, IconName, new_id};
use crate::state::use_app;

/// One skill being edited.
#[derive(Clone, Copy)]
pub struct SkillInput {
    id: Id<Skill>,
    name: RwSignal<String>,
    known_before: RwSignal<bool>,
}

impl SkillInput {
    pub fn of(draft: &SkillDraft) -> Self {
        Self {
            id: draft.id,
            name: RwSignal::new(draft.name.clone()),
            known_before: RwSignal::new(draft.known_before),
        }
    }

    pub fn named(name: &str) -> Self {
        Self::of(&SkillDraft {
            id: new_id(),
            name: name.to_owned(),
            known_before: false,
        })
    }

    /// As it is now; tracked, so that a draft follows it.
    pub fn draft(&self) -> SkillDraft {
        SkillDraft {
            id: self.id,
            name: self.name.get(),
            known_before: self.known_before.get(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.name.with_untracked(|name| name.trim().is_empty())
    }

    pub fn is_called(&self, name: &str) -> bool {
        self.name.with_untracked(|own| folded(own) == folded(name))
    }

    fn field_id(&self) -> String {
        format!("skill-{}", self.id)
    }
}

/// All skills in order. Alt with an arrow key moves the one that is typed in; Enter adds one below.
#[component]
pub fn SkillFields(
    skills: RwSignal<Vec<SkillInput>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let list = List { skills };
    view! {
        <fieldset class="stack stack-close" data-field="skills" tabindex="-1">
            <legend>"Skills, in the order in which they are taught"</legend>
            <p class="field-hint">
                "Type or paste them, one a line. Enter adds a skill below; Alt with an arrow key moves a skill."
            </p>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <ol class="skill-fields" role="list">
                <For each=move || skills.get() key=|skill| skill.id let:skill>
                    <SkillField list skill />
                </For>
            </ol>
            <div class="row">
                <Button icon=IconName::Add on_press=move || list.add_after(None, &[String::new()])>
                    "Add skill"
                </Button>
            </div>
        </fieldset>
    }
}

#[derive(Clone, Copy)]
struct List {
    skills: RwSignal<Vec<SkillInput>>,
}

impl List {
    fn place(self, skill: SkillInput) -> usize {
        let place = |skills: &Vec<SkillInput>| skills.iter().position(|other| other.id == skill.id);
        self.skills.with(place).unwrap_or(0)
    }

    /// Adds skills below a place, else at the end, and goes to the last of them.
    fn add_after(self, place: Option<usize>, names: &[String]) {
        let new: Vec<_> = names.iter().map(|name| SkillInput::named(name)).collect();
        let last = new.last().map(SkillInput::field_id);
        self.skills.update(|skills| {
            let place = place.map_or(skills.len(), |place| place + 1);
            let place = place.min(skills.len());
            skills.splice(place..place, new);
        });
        if let Some(last) = last {
            focus_soon(last);
        }
    }

    /// Swaps a skill with its neighbor; the place it then has.
    fn shift(self, skill: SkillInput, up: bool) -> Option<usize> {
        let from = untrack(|| self.place(skill));
        let to = if up { from.checked_sub(1)? } else { from + 1 };
        if to >= self.skills.with_untracked(Vec::len) {
            return None;
        }
        self.skills.update(|skills| skills.swap(from, to));
        Some(to)
    }
}

#[component]
fn SkillField(list: List, skill: SkillInput) -> impl IntoView {
    let app = use_app();
    let place = Memo::new(move |_| list.place(skill));
    let number = Signal::derive(move || place.get() + 1);
    let shift = move |up: bool, focus: String| {
        if let Some(place) = list.shift(skill, up) {
            app.say(format!("Skill moved to place {}.", place + 1));
        }
        // A moved element loses the focus.
        focus_soon(focus);
    };
    let remove = move || {
        let place = place.get_untracked();
        list.skills
            .update(|skills| skills.retain(|other| other.id != skill.id));
        app.say("Skill taken out.");
        let next = list.skills.with_untracked(|skills| {
            skills
                .get(place)
                .or(skills.last())
                .map(SkillInput::field_id)
        });
        if let Some(next) = next {
            focus_soon(next);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        key @ ("ArrowUp" | "ArrowDown") if event.alt_key() => {
            event.prevent_default();
            shift(key == "ArrowUp", skill.field_id());
        }
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            list.add_after(Some(place.get_untracked()), &[String::new()]);
        }
        _ => {}
    };
    let paste = move |event: web_sys::ClipboardEvent| {
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok());
        let Some(text) = text.filter(|text| text.trim().contains('\n')) else {
            return;
        };
        event.prevent_default();
        let mut names = skills_of_lines(&text);
        if skill.is_empty() && !names.is_empty() {
            skill.name.set(names.remove(0));
        }
        if !names.is_empty() {
            list.add_after(Some(place.get_untracked()), &names);
        }
    };
    let (up_id, down_id) = (
        format!("{}-up", skill.field_id()),
        format!("{}-down", skill.field_id()),
    );
    let (up_focus, down_focus) = (up_id.clone(), down_id.clone());
    let last = move || place.get() + 1 == list.skills.with(Vec::len);
    view! {
        <li class="skill-field">
            <span class="step-number" aria-hidden="true">{number}</span>
            <input
                class="input"
                autocomplete="off"
                id=skill.field_id()
                aria-label=move || format!("Skill {}", number.get())
                prop:value=move || skill.name.get()
                on:input=move |event| skill.name.set(event_target_value(&event))
                on:keydown=keys
                on:paste=paste
            />
            <label class="check small">
                <input
                    type="checkbox"
                    aria-label=move || format!("Known before: skill {}", number.get())
                    prop:checked=move || skill.known_before.get()
                    on:change=move |event| skill.known_before.set(event_target_checked(&event))
                />
                <span>"Known before"</span>
            </label>
            <div class="step-moves">
                <button
                    type="button"
                    class="button button-quiet button-icon button-small"
                    id=up_id
                    aria-label=move || format!("Move skill {} up", number.get())
                    aria-disabled=move || (place.get() == 0).then_some("true")
                    on:click=move |_| shift(true, up_focus.clone())
                >
                    <Icon name=IconName::Up />
                </button>
                <button
                    type="button"
                    class="button button-quiet button-icon button-small"
                    id=down_id
                    aria-label=move || format!("Move skill {} down", number.get())
                    aria-disabled=move || last().then_some("true")
                    on:click=move |_| shift(false, down_focus.clone())
                >
                    <Icon name=IconName::Down />
                </button>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon=IconName::Delete
                    label=Signal::derive(move || format!("Take skill {} out", number.get()))
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
