//! The skills that a score can be of, as a list to choose from.

use aimline_core::progress::mastery::SkillChoice;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct SkillOptions {
    pub options: Signal<Vec<(String, String)>>,
    /// Empty where none is.
    usual: StoredValue<String>,
}

impl SkillOptions {
    pub fn of(skills: SkillChoice) -> Self {
        let usual = skills.usual.map(|id| id.to_string());
        Self::new(skills, [], usual.unwrap_or_default())
    }

    /// For a score that is put right: one that names no skill keeps to that until a person names
    /// one.
    pub fn of_saved(skills: SkillChoice) -> Self {
        let none = (String::new(), "No skill named".to_owned());
        Self::new(skills, [none], String::new())
    }

    fn new<const N: usize>(
        skills: SkillChoice,
        first: [(String, String); N],
        usual: String,
    ) -> Self {
        let skills = skills.options.into_iter();
        let skills = skills.map(|(id, name)| (id.to_string(), name));
        Self {
            options: Signal::stored(first.into_iter().chain(skills).collect()),
            usual: StoredValue::new(usual),
        }
    }

    /// A field without a choice takes the usual one; so does one whose skill is gone.
    pub fn choose_usual(self, chosen: RwSignal<String>) {
        let known = chosen.with_untracked(|chosen| {
            self.options
                .with_untracked(|options| options.iter().any(|(id, _)| id == chosen))
        });
        if !known {
            chosen.set(self.usual.get_value());
        }
    }
}
