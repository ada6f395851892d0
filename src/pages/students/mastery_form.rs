//! The part of a plan's form that a mastery measure asks for: a rule and a list of skills, in
//! place of a goal and its day.

use aimline_core::model::{
    Criterion, Entries, Id, MasteryRule, Measure, MeasureKind, Plan, Skill, Stamp, Student,
};
use aimline_core::progress::mastery::percent_in_words;
use aimline_core::{Caseload, Problem, Rejected};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::skill_list::{SkillFields, SkillInput};
use crate::pages::mastery_rule::{RuleDraft, RuleFields, RuleInput};
use crate::parts::error_of;
use crate::state::{App, use_app};

/// Rule and skills as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MasteryDraft {
    rule: RuleDraft,
    /// The protocol whose rule it is.
    source: String,
    skills: Vec<SkillDraft>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkillDraft {
    pub id: Id<Skill>,
    pub name: String,
    pub known_before: bool,
}

#[derive(Clone, Copy)]
pub struct MasteryInput {
    rule: RuleInput,
    /// The rule as a protocol words it, and the protocol; another rule is one set by hand.
    source: RwSignal<(RuleDraft, String)>,
    skills: RwSignal<Vec<SkillInput>>,
}

impl MasteryDraft {
    pub fn of(plan: &Plan) -> Self {
        let criterion = plan.mastery.clone().unwrap_or_default();
        let skills = plan.skills_in_order().into_iter();
        Self {
            rule: RuleDraft::of(criterion.rule),
            source: criterion.source,
            skills: skills
                .map(|(id, skill)| SkillDraft {
                    id,
                    name: skill.name.clone(),
                    known_before: skill.known_before,
                })
                .collect(),
        }
    }
}

impl MasteryInput {
    pub fn of(draft: &MasteryDraft) -> Self {
        Self {
            rule: RuleInput::of(&draft.rule),
            source: RwSignal::new((draft.rule.clone(), draft.source.clone())),
            skills: RwSignal::new(draft.skills.iter().map(SkillInput::of).collect()),
        }
    }

    /// As it is now; tracked, so that a draft follows it.
    pub fn draft(self) -> MasteryDraft {
        MasteryDraft {
            rule: self.rule.draft(),
            source: self.source(),
            skills: self.skills.get().iter().map(SkillInput::draft).collect(),
        }
    }

    /// Puts rule and skills into a plan.
    pub fn apply(self, plan: &mut Plan) -> Result<(), Rejected> {
        let rule = untrack(|| self.rule.read())?;
        let draft = untrack(|| self.draft());
        plan.goal = None;
        plan.mastery = Some(Criterion {
            rule,
            source: draft.source,
        });
        plan.skills = Entries::default();
        let named = draft.skills.into_iter();
        let named = named.filter(|skill| !skill.name.trim().is_empty());
        for (order, skill) in (0..).zip(named) {
            let SkillDraft {
                id,
                name,
                known_before,
            } = skill;
            let skill = Skill {
                name,
                order,
                known_before,
            };
            plan.skills.set(id, Stamp::default(), skill);
        }
        Ok(())
    }

    fn source(self) -> String {
        let rule = self.rule.draft();
        self.source
            .with(|(of, source)| (*of == rule).then(|| source.clone()))
            .unwrap_or_default()
    }

    /// Takes over what a protocol says; skills that are there already stay.
    fn take(self, offer: &Offer) {
        if let Some(rule) = offer.rule {
            self.rule.set(rule);
            self.source.set((RuleDraft::of(rule), offer.name.clone()));
        }
        self.skills.update(|skills| {
            skills.retain(|skill| !skill.is_empty());
            for name in &offer.skills {
                if !skills.iter().any(|skill| skill.is_called(name)) {
                    skills.push(SkillInput::named(name));
                }
            }
        });
    }
}

/// What a protocol brings.
#[derive(Clone, PartialEq)]
struct Offer {
    name: String,
    rule: Option<MasteryRule>,
    skills: Vec<String>,
}

#[component]
pub fn MasteryFields(
    input: MasteryInput,
    student: Option<Id<Student>>,
    #[prop(into)] measure: Signal<String>,
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let app = use_app();
    let offers = app
        .caseload()
        .with_untracked(|caseload| offers(caseload, student, app));
    let percent = move || {
        let id = measure.get().parse::<Id<Measure>>().ok()?;
        app.caseload()
            .with(|caseload| caseload.measure(id).map(percent_in_words))
    };
    let source = move || {
        let source = input.source();
        (!source.is_empty()).then(|| format!("As “{source}” says."))
    };
    let chip = move |offer: Offer| {
        let name = offer.name.clone();
        let press = move |_| {
            input.take(&offer);
            app.say("Rule and skills of the protocol are in the form.");
        };
        view! { <button type="button" class="chip" on:click=press>{name}</button> }
    };
    view! {
        {(!offers.is_empty()).then(|| view! {
            <div class="stack stack-close" role="group" aria-label="Skills and rule of a protocol">
                <p class="field-label">"Take rule and skills from a protocol"</p>
                <div class="row">{offers.into_iter().map(chip).collect_view()}</div>
            </div>
        })}
        <fieldset class="stack stack-close">
            <legend>"When a skill is mastered"</legend>
            <RuleFields rule=input.rule problems />
            <p class="muted small">{percent} " " {source}</p>
        </fieldset>
        <SkillFields skills=input.skills error=error_of(problems, "skills") />
    }
}

/// Whether the measure chosen in the form is one of mastery.
pub fn is_mastery(app: App, measure: Signal<String>) -> Memo<bool> {
    let caseload = app.caseload();
    Memo::new(move |_| {
        let id = measure.get().parse::<Id<Measure>>().ok();
        caseload.with(|caseload| {
            id.and_then(|id| caseload.measure(id))
                .is_some_and(|measure| measure.kind == MeasureKind::Mastery)
        })
    })
}

/// The protocols that teach skill by skill, those of the student's groups first.
fn offers(caseload: &Caseload, student: Option<Id<Student>>, app: App) -> Vec<Offer> {
    let today = app.today().get_untracked();
    let own: Vec<_> = student
        .map(|student| caseload.groups_of(student, today))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(_, group)| group.protocol)
        .collect();
    let (first, others): (Vec<_>, Vec<_>) = caseload
        .all_protocols()
        .into_iter()
        .filter(|(_, protocol)| protocol.is_active())
        .partition(|(id, _)| own.contains(id));
    let offer = |protocol: &aimline_core::model::Protocol| {
        let (_, version) = protocol.current()?;
        let some = version.mastery.is_some() || !version.skills.is_empty();
        some.then(|| Offer {
            name: format!("{}, version {}", protocol.name, version.number),
            rule: version.mastery,
            skills: version.skills.clone(),
        })
    };
    let all = first.into_iter().chain(others);
    all.filter_map(|(_, protocol)| offer(protocol)).collect()
}
