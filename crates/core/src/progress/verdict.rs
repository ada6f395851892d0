//! The verdict on a plan: the one door between records and the decision engine, so that every
//! screen shows the same.

use jiff::civil::Date;

use super::plan_view::{PlanView, phase_on};
use super::teaching::Teaching;
use crate::caseload::Caseload;
use crate::decision::{Case, Thresholds, Verdict, decide};
use crate::model::{Id, Measure, Settings, Student};

/// The verdict on the phase that a plan is in today. None where there is no aim line to compare
/// with: no goal, no score yet for a baseline, a measure of mastery, or a phase that began after the
/// day of the goal.
///
/// `teaching` is what the student was taught since [`taught_since`].
pub fn verdict_of(
    view: &PlanView,
    measure: &Measure,
    teaching: &Teaching,
    settings: &Settings,
    today: Date,
) -> Option<Verdict> {
    let begun = phase_start(view, today)?;
    let case = Case {
        phase: &view.phase_scores(today),
        aim: view.aim.as_ref().filter(|aim| begun <= aim.end())?,
        direction: measure.direction,
        sem: measure.standard_error,
        dosage: teaching.dosage,
        steps: teaching.steps,
    };
    Some(decide(&case, &thresholds_of(settings)))
}

/// The same, with the teaching of the phase gathered from the caseload.
pub fn verdict_on(
    caseload: &Caseload,
    student: Id<Student>,
    view: &PlanView,
    measure: &Measure,
    today: Date,
) -> Option<Verdict> {
    let year = caseload.calendar().year_of(today).first;
    let since = taught_since(view, year, today)?;
    let teaching = Teaching::of(caseload, student, measure.subject, since, today);
    verdict_of(view, measure, &teaching, &caseload.settings(), today)
}

/// The day from which minutes and steps count: the start of the phase, or of the school year where
/// the phase is older, because the sessions of earlier years need not be in memory.
pub fn taught_since(view: &PlanView, year: Date, today: Date) -> Option<Date> {
    phase_start(view, today).map(|start| start.max(year))
}

/// The first day of the phase that a plan is in today.
pub fn phase_start(view: &PlanView, today: Date) -> Option<Date> {
    view.phases
        .get(phase_on(&view.phases, today))
        .map(|phase| phase.start)
}

/// The engine's thresholds as the person set them.
pub fn thresholds_of(settings: &Settings) -> Thresholds {
    Thresholds {
        received_percent: settings.dosage_threshold.into(),
        adherence_percent: settings.adherence_threshold.into(),
        prompts_from: settings.prompts_from.into(),
        decides_from: settings.decides_from.into(),
        run_length: settings.run_length.into(),
        confidence: f64::from(settings.confidence) / 100.0,
        near_percent: settings.near_percent.into(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::{Direction, Dosage};
    use crate::decision::Finding;
    use crate::library;
    use crate::model::{Baseline, Goal, GoalSource, Id, MeasureKind, Phase, Plan, Probe, Stamp};
    use crate::progress::status::Status;

    const START: Date = date(2026, 9, 7);

    fn week(number: i32) -> Date {
        START.saturating_add(jiff::Span::new().days(7 * number))
    }

    fn measure(kind: MeasureKind) -> Measure {
        let words = |measure: &&Measure| measure.direction == Direction::Increase;
        let mut measures = library::measures().map(|(_, measure)| measure);
        let measure = measures.find(words).unwrap().clone();
        Measure { kind, ..measure }
    }

    /// Twelve weeks with growth at goal, then a change, then growth stops.
    fn plan(scores: i32) -> Plan {
        let mut plan = Plan {
            baseline: Baseline::Set(40.0),
            goal: Some(Goal {
                score: 100.0,
                date: week(30),
                source: GoalSource::ByHand,
            }),
            ..Plan::new(Id::built_in(1), Id::built_in(1), START)
        };
        for number in 0..scores {
            let probe = Probe::new(
                week(number),
                f64::from(40 + 2 * number.min(12) + number % 2),
            );
            let id = Id::built_in(100 + number as u128);
            plan.probes.set(id, Stamp::default(), probe);
        }
        let phase = Phase {
            start: week(12),
            label: "Daily".into(),
            what_changed: "Five days instead of three".into(),
            dimensions: Vec::new(),
        };
        plan.phases.set(Id::built_in(1), Stamp::default(), phase);
        plan
    }

    fn verdict(scores: i32, received: u32, settings: &Settings) -> Option<Verdict> {
        let today = week(scores - 1);
        let measure = measure(MeasureKind::GeneralOutcome);
        let view = PlanView::new(&plan(scores), &measure, today);
        let teaching = Teaching {
            dosage: Dosage {
                planned: 100,
                delivered: 100,
                received,
                ..Dosage::default()
            },
            ..Teaching::default()
        };
        verdict_of(&view, &measure, &teaching, settings, today)
    }

    #[test]
    fn it_is_of_the_phase_that_has_begun() {
        let settings = Settings::default();
        let finding = |scores| verdict(scores, 90, &settings).unwrap().finding;
        assert!(matches!(
            finding(12),
            Finding::OnTrack | Finding::NotClear { .. }
        ));
        assert_eq!(finding(14), Finding::Collecting { missing: 4 });
        assert_eq!(finding(24), Finding::Below);
        let view = PlanView::new(&plan(14), &measure(MeasureKind::GeneralOutcome), week(13));
        assert_eq!(phase_start(&view, week(11)), Some(START));
        assert_eq!(phase_start(&view, week(13)), Some(week(12)));
        assert_eq!(taught_since(&view, week(-4), week(13)), Some(week(12)));
        assert_eq!(taught_since(&view, week(13), week(13)), Some(week(13)));
    }

    #[test]
    fn the_persons_settings_decide() {
        let strict = Settings::default();
        assert_eq!(verdict(24, 70, &strict).unwrap().finding, Finding::NotFair);
        let lenient = Settings {
            dosage_threshold: 60,
            ..Settings::default()
        };
        assert_eq!(verdict(24, 70, &lenient).unwrap().finding, Finding::Below);
        let patient = Settings {
            decides_from: 13,
            ..Settings::default()
        };
        assert_eq!(
            verdict(24, 90, &patient).unwrap().finding,
            Finding::Early { missing: 1 }
        );
    }

    #[test]
    fn unchanged_settings_are_the_thresholds_of_the_engine() {
        assert_eq!(thresholds_of(&Settings::default()), Thresholds::default());
    }

    #[test]
    fn without_an_aim_line_there_is_no_verdict() {
        let mastery = measure(MeasureKind::Mastery);
        let view = PlanView::new(&plan(24), &mastery, week(23));
        let teaching = Teaching::default();
        let none = verdict_of(&view, &mastery, &teaching, &Settings::default(), week(23));
        assert_eq!(none, None);
    }

    #[test]
    fn a_phase_after_the_day_of_the_goal_has_none_and_says_so() {
        let measure = measure(MeasureKind::GeneralOutcome);
        let mut plan = plan(24);
        if let Some(goal) = &mut plan.goal {
            goal.date = week(12).yesterday().unwrap();
        }
        let teaching = Teaching::default();
        for (today, judged) in [(week(11), true), (week(12), false), (week(23), false)] {
            let view = PlanView::new(&plan, &measure, today);
            let verdict = verdict_of(&view, &measure, &teaching, &Settings::default(), today);
            assert_eq!(verdict.is_some(), judged, "{today}");
            if !judged {
                assert_eq!(Status::of(&view, verdict), Status::NoAimLine);
            }
        }
    }
}
