//! A list of skills while it is edited: typed or pasted, one a line, moved by button or by key.

use aimline_core::model::mastery::skills_of_lines;
use aimline_core::model::text::folded;
use aimline_core::model::{Id, Skill};
use leptos::prelude::*;

use super::mastery_form::SkillDraft;
use crate::parts::{Button, IconName, Item, ItemMoves, Listed, OrderedList, new_id};

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
}

impl Item for SkillInput {
    const NAME: &'static str = "skill";

    fn empty() -> Self {
        Self::named("")
    }

    fn is(&self, other: &Self) -> bool {
        self.id == other.id
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
    let list = OrderedList::new(skills);
    view! {
        <fieldset class="stack stack-close" data-field="skills" tabindex="-1">
            <legend>"Skills, in the order in which they are taught"</legend>
            <p class="field-hint">
                "Type or paste them, one a line. Enter adds a skill below; Alt with an arrow key moves a skill."
            </p>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <ol class="skill-fields" role="list">
                <For each=move || skills.get() key=|skill| skill.id let:skill>
                    <SkillField listed=list.listed(skill) skill />
                </For>
            </ol>
            <div class="row">
                <Button icon=IconName::Add on_press=move || list.add()>
                    "Add skill"
                </Button>
            </div>
        </fieldset>
    }
}

#[component]
fn SkillField(listed: Listed<SkillInput>, skill: SkillInput) -> impl IntoView {
    let number = listed.number();
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
            listed.add_below(names.iter().map(|name| SkillInput::named(name)).collect());
        }
    };
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
                on:keydown=move |event| listed.on_key(&event)
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
            <ItemMoves listed />
        </li>
    }
}
