//! From a verdict to a decision: the verdict of a day kept as it stood, and which choices the
//! engine's advice puts first.

use jiff::civil::Date;

use super::plan_view::PlanView;
use super::verdict::verdict_on;
use crate::caseload::Caseload;
use crate::decision::{Advice, Finding, Verdict};
use crate::model::{Choice, FrozenVerdict, Id, Plan};

/// The verdict as it stood at the end of a day: scores and sessions after it are left out. None
/// where there was no aim line to judge against.
pub fn verdict_then(caseload: &Caseload, plan: Id<Plan>, day: Date) -> Option<Verdict> {
    let mut plan = caseload.get(plan)?.clone();
    let later = plan.probes.iter().filter(|(_, probe)| probe.date > day);
    let later: Vec<_> = later.map(|(id, _)| id).collect();
    for id in later {
        plan.probes.forget(id);
    }
    let measure = caseload.measure(plan.measure)?;
    let view = PlanView::new(&plan, measure, day);
    verdict_on(caseload, plan.student, &view, measure, day)
}

/// A verdict as a decision keeps it. `noun` is what grows, as "words".
pub fn frozen(verdict: &Verdict, noun: &str) -> FrozenVerdict {
    let evidence = &verdict.evidence;
    let interval = evidence.interval.ok();
    let thresholds = &verdict.thresholds;
    let level = evidence.level.as_ref().ok();
    let in_a_row = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    FrozenVerdict {
        kind: verdict.finding.kind().into(),
        word: verdict.word().into(),
        sentence: verdict.sentence(noun),
        reason: verdict.reason(),
        advice: verdict.advice_in_words(),
        rule: verdict.rule().name.into(),
        source: verdict.rule().source.into(),
        scores: u32::try_from(evidence.count).unwrap_or(u32::MAX),
        slope: evidence.trend.ok().map(|trend| short(trend.weekly_rate())),
        low: interval.map(|interval| short(interval.low)),
        high: interval.map(|interval| short(interval.high)),
        goal_rate: short(evidence.goal_rate),
        received: evidence.fair_test.received.ok().map(short),
        adherence: evidence.fair_test.adherence.ok().map(short),
        unlogged: evidence.fair_test.meetings.unlogged,
        level: level.map(|level| short(level.median)),
        level_aim: level.map(|level| short(level.aim)),
        near: level.map(|level| short(level.margin)),
        behind: in_a_row(evidence.runs.behind),
        ahead: in_a_row(evidence.runs.ahead),
        projected: evidence
            .projection
            .as_ref()
            .ok()
            .map(|end| short(end.value)),
        chance: evidence.chance_of_goal.map(|chance| short(chance.part())),
        thresholds: [
            thresholds.received_percent,
            thresholds.adherence_percent,
            thresholds.prompts_from as f64,
            thresholds.decides_from as f64,
            thresholds.run_length as f64,
            thresholds.confidence,
        ],
    }
}

/// With four decimals: more than any verdict turns on, and a number that comes back from text as
/// it went.
fn short(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// What a form is preset to. The choice is always the person's.
pub fn advised(verdict: Option<&Verdict>) -> Choice {
    match verdict.map(|verdict| verdict.advice) {
        Some(Advice::ConsiderChange) => Choice::Intensify,
        Some(Advice::ConsiderFading) => Choice::Fade,
        // Not a fair test: go on with what was planned, and see that it arrives.
        Some(
            Advice::DeliverFirst
            | Advice::LogFirst
            | Advice::RecordFirst
            | Advice::KeepCollecting
            | Advice::LookCloser
            | Advice::Continue,
        )
        | None => Choice::Continue,
    }
}

/// The choices in the order in which they are offered: after a test that was not fair, more of
/// what did not arrive comes last.
pub fn offered(verdict: Option<&Verdict>) -> [Choice; 6] {
    use Choice::{Change, Continue, Exit, Fade, Intensify, Refer};
    if is_unfair(verdict) {
        [Continue, Change, Fade, Exit, Refer, Intensify]
    } else {
        Choice::ALL
    }
}

/// Why a choice does not follow from the verdict; it can be made all the same, with a reason.
pub fn objection(choice: Choice, verdict: Option<&Verdict>) -> Option<String> {
    let verdict = verdict.filter(|_| choice == Choice::Intensify && is_unfair(verdict))?;
    let reason = verdict.reason();
    Some(format!(
        "{reason} So the scores do not say that the student needs more. You can still choose it: \
         say why below."
    ))
}

fn is_unfair(verdict: Option<&Verdict>) -> bool {
    verdict.is_some_and(|verdict| verdict.finding == Finding::NotFair)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::demo;
    use crate::model::{Probe, Stamp, Student};

    const TODAY: Date = date(2026, 11, 24);

    fn plan_of(caseload: &Caseload, family: &str) -> Id<Plan> {
        let mut students = caseload.students.iter();
        let named = |student: &Student| student.family_name == family;
        let (id, _) = students.find(|(_, student)| named(student)).unwrap();
        caseload.plans_of(id)[0].0
    }

    #[test]
    fn the_form_is_preset_by_the_advice_and_never_intensifies_an_unfair_test() {
        let caseload = demo::caseload(TODAY);
        for (family, preset, last) in [
            ("Vasquez", Choice::Fade, Choice::Refer),
            ("Osgood", Choice::Intensify, Choice::Refer),
            ("Lindqvist", Choice::Continue, Choice::Intensify),
            ("Abernathy", Choice::Continue, Choice::Intensify),
            ("Raman", Choice::Continue, Choice::Refer),
        ] {
            let verdict = verdict_then(&caseload, plan_of(&caseload, family), TODAY);
            assert_eq!(advised(verdict.as_ref()), preset, "{family}");
            assert_eq!(offered(verdict.as_ref())[5], last, "{family}");
            let objects = objection(Choice::Intensify, verdict.as_ref()).is_some();
            assert_eq!(objects, last == Choice::Intensify, "{family}");
        }
        assert_eq!(advised(None), Choice::Continue);
    }

    #[test]
    fn the_verdict_of_a_day_does_not_know_the_days_after_it() {
        let mut caseload = demo::caseload(TODAY);
        let id = plan_of(&caseload, "Osgood");
        let then = verdict_then(&caseload, id, date(2026, 10, 20)).unwrap();
        assert!(then.evidence.count < verdict_then(&caseload, id, TODAY).unwrap().evidence.count);
        let mut plan = caseload.get(id).unwrap().clone();
        let probe = Probe::new(date(2026, 11, 1), 200.0);
        plan.probes.set(Id::built_in(9), Stamp::default(), probe);
        caseload.plans.set(id, Stamp::default(), plan);
        let again = verdict_then(&caseload, id, date(2026, 10, 20)).unwrap();
        assert_eq!(frozen(&again, "words"), frozen(&then, "words"));
    }
}
