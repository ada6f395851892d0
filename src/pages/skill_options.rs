//! The skills that a score can be of, as a list to choose from.

use aimline_core::progress::mastery::SkillChoice;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct SkillOptions {
    pub options: Signal<Vec<(String, String)>>,
    usual: StoredValue<Option<String>>,
}

impl SkillOptions {
    pub fn of(skills: SkillChoice) -> Self {
        let options = skills.options.into_iter();
        let options = options.map(|(id, name)| (id.to_string(), name)).collect();
        Self {
            options: Signal::stored(options),
            usual: StoredValue::new(skills.usual.map(|id| id.to_string())),
        }
    }

    /// A field without a choice takes the skill that is taught now; one that is gone too.
    pub fn choose_usual(self, chosen: RwSignal<String>) {
        let known = chosen.with_untracked(|chosen| {
            self.options
                .with_untracked(|options| options.iter().any(|(id, _)| id == chosen))
        });
        if let (false, Some(usual)) = (known, self.usual.get_value()) {
            chosen.set(usual);
        }
    }
}
