//! The skills of a mastery plan: what the latest probes say of each, and since when it is mastered.

use aimline_core::model::{Id, MasteryRule, Plan};
use aimline_core::progress::mastery::{MasteryView, SkillProbe, SkillStanding, SkillView};
use jiff::civil::Date;
use leptos::prelude::*;

use super::opened::Opened;
use super::plan_section::PlanForms;
use super::score_form::ScoreDraft;
use super::words::{NONE, day};
use crate::parts::{Button, ButtonKind, IconName, Status, Tone};
use crate::words::count;

/// So many of the latest probes of a skill are drawn; the table of scores has them all.
const DRAWN: usize = 10;

#[component]
pub fn MasteryCard(
    plan: Memo<Option<Opened>>,
    /// Without them the skills are only looked at, as in a meeting.
    #[prop(optional)]
    forms: Option<PlanForms>,
) -> impl IntoView {
    let shown = move || {
        plan.with(|plan| {
            let plan = plan.as_ref()?;
            let mastery = plan.view.mastery.as_ref()?;
            Some(card(plan, mastery, forms))
        })
    };
    view! { {shown} }
}

/// Whether a plan follows skills instead of an aim line.
pub fn follows_skills(plan: Memo<Option<Opened>>) -> Memo<bool> {
    Memo::new(move |_| {
        plan.with(|plan| {
            plan.as_ref()
                .is_some_and(|plan| plan.view.mastery.is_some())
        })
    })
}

fn card(plan: &Opened, mastery: &MasteryView, forms: Option<PlanForms>) -> AnyView {
    if mastery.skills.is_empty() {
        let how = if forms.is_some() {
            "Press “Edit skills” to type or paste one, or to take it from a protocol."
        } else {
            "It is made on the student’s page."
        };
        return view! { <p class="muted">"This plan has no list of skills yet. " {how}</p> }
            .into_any();
    }
    let current = mastery.current().map(|skill| skill.id);
    let rows = mastery.skills.iter().zip(1..).map(|(skill, number)| {
        let now = current == Some(skill.id);
        row(plan.id, plan.today, mastery.rule, skill, number, now, forms)
    });
    let source = plan.plan.mastery.as_ref().map(|rule| rule.source.as_str());
    let source = source
        .filter(|source| !source.is_empty())
        .map(|source| format!(" As “{source}” says."))
        .unwrap_or_default();
    let unnamed = (mastery.unnamed > 0).then(|| {
        let scores = count(
            mastery.unnamed,
            "score names no skill and counts",
            "scores name no skill and count",
        );
        let place = if forms.is_some() {
            "in the list of scores below"
        } else {
            "on the student’s page"
        };
        view! {
            <p class="notice small">{format!("{scores} for none: name the skill {place}.")}</p>
        }
    });
    view! {
        <p class="muted small">
            {format!("A skill is mastered at {}.{source} There is no aim line: the goal is the list.", mastery.rule.in_words())}
        </p>
        {unnamed}
        <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="Skills">
            <table class="table skills">
                <caption class="visually-hidden">
                    "Skills in the order in which they are taught, with their latest probes. "
                    "A full dot is a probe that reached the percentage."
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Skill"</th>
                        <th scope="col">"Probes"</th>
                        <th scope="col">"Where it stands"</th>
                        <th scope="col" class="number">"Mastered on"</th>
                        {forms.map(|_| view! {
                            <th scope="col" class="no-print">
                                <span class="visually-hidden">"Actions"</span>
                            </th>
                        })}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(
    plan: Id<Plan>,
    today: Date,
    rule: MasteryRule,
    skill: &SkillView,
    number: usize,
    now: bool,
    forms: Option<PlanForms>,
) -> impl IntoView + use<> {
    let (tone, words) = standing(skill, rule);
    let mastered = match skill.standing {
        SkillStanding::Mastered { on, .. } => day(on, today),
        SkillStanding::KnownBefore => "before".to_owned(),
        _ => NONE.to_owned(),
    };
    let action = forms.map(|forms| {
        let id = skill.id;
        let add = move || forms.score.start(ScoreDraft::of_skill(today, id));
        let label = format!("Add a score for {}", skill.name);
        view! {
            <td class="no-print">
                <Button kind=ButtonKind::Quiet small=true icon=IconName::Add label=label on_press=add />
            </td>
        }
    });
    let id = format!("skill-row-{plan}-{number}");
    view! {
        <tr id=id aria-current=now.then_some("true")>
            <th scope="row">
                <span class="skill-number muted">{number}". "</span>
                {skill.name.clone()}
                {now.then(|| view! { " " <span class="badge">"Now"</span> })}
            </th>
            <td data-label="Probes">{dots(skill, rule, today)}</td>
            <td data-label="Where it stands"><Status tone=tone>{words}</Status></td>
            <td class="number" data-label="Mastered on">{mastered}</td>
            {action}
        </tr>
    }
}

/// In words and, by the tone, in a shape.
fn standing(skill: &SkillView, rule: MasteryRule) -> (Tone, String) {
    match skill.standing {
        SkillStanding::KnownBefore => (Tone::Good, "Known before".into()),
        SkillStanding::NotStarted => (Tone::Neutral, "Not started".into()),
        SkillStanding::Learning { reached } => {
            (Tone::Wait, format!("{reached} of {} so far", rule.needed))
        }
        SkillStanding::Mastered { below, .. } if skill.standing.asks_to_check_again() => (
            Tone::Near,
            format!("Mastered; last {below} below: check again"),
        ),
        SkillStanding::Mastered { .. } => (Tone::Good, "Mastered".into()),
    }
}

/// The latest probes, the earliest first; those that the rule looks back on are the larger ones.
fn dots(skill: &SkillView, rule: MasteryRule, today: Date) -> AnyView {
    if skill.probes.is_empty() {
        return view! { <span class="muted">{NONE}</span> }.into_any();
    }
    let counted = skill.looked_back_on(rule).len();
    let first = skill.probes.len().saturating_sub(DRAWN);
    let drawn = skill.probes.get(first..).unwrap_or_default();
    let older = drawn.len().saturating_sub(counted);
    let dot = |(place, probe): (usize, &SkillProbe)| {
        let said = said(probe, today);
        let title = said.clone();
        view! {
            <li
                class="skill-dot"
                class:skill-dot-reached=probe.reached
                class:skill-dot-older=place < older
                title=title
            >
                <span class="visually-hidden">{said}</span>
            </li>
        }
    };
    view! {
        <ul class="skill-dots">{drawn.iter().enumerate().map(dot).collect_view()}</ul>
    }
    .into_any()
}

/// "Oct 5: 92 %, reached".
fn said(probe: &SkillProbe, today: Date) -> String {
    let date = day(probe.date, today);
    match probe.percent {
        Some(percent) if probe.reached => format!("{date}: {percent:.0} %, reached"),
        Some(percent) => format!("{date}: {percent:.0} %, below"),
        None => format!("{date}: no percentage, counts as below"),
    }
}
