//! A plan as numbers: what its chart, its sentence and its row in a table are made from.

use jiff::civil::Date;

use super::mastery::MasteryView;
use crate::analysis::{AimLine, Defined, Series, Trend, Undefined, baseline};
use crate::model::{Baseline, Goal, Id, Measure, MeasureKind, Phase, Plan, Probe};

/// The label of the time before the first phase that was written down.
pub const FIRST_PHASE: &str = "Start";
/// The label of the scores from before the plan: they are not what the plan brought about.
pub const BEFORE: &str = "Before the start";

#[derive(Clone, Debug, PartialEq)]
pub struct PlanView {
    /// Every probe, the earliest first, each with the phase it was taken in.
    pub scores: Vec<PlanScore>,
    /// One value a day.
    pub series: Series,
    pub baseline: Option<BaselineView>,
    pub goal: Option<Goal>,
    pub kind: MeasureKind,
    /// None without a baseline, without a goal, and for a mastery measure.
    pub aim: Option<AimLine>,
    /// The earliest first; at least one. Scores from before the plan are in one of their own.
    pub phases: Vec<Phase>,
    /// Of the last phase that has begun.
    pub trend: Defined<Trend>,
    /// Of a mastery measure: its skills.
    pub mastery: Option<MasteryView>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PlanScore {
    pub id: Id<Probe>,
    pub date: Date,
    pub score: f64,
    /// Which of the view's phases.
    pub phase: usize,
}

/// Where the aim line starts, and the days of the scores it was taken from: none if set by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineView {
    pub value: f64,
    pub taken_from: Vec<(Date, f64)>,
    /// Fewer than three scores so far: the value will move with the next one.
    pub provisional: bool,
}

impl PlanView {
    pub fn new(plan: &Plan, measure: &Measure, today: Date) -> Self {
        let probes = plan.probes_by_date();
        let phases = phases(plan, probes.first().map(|(_, probe)| probe.date));
        let scores: Vec<PlanScore> = probes
            .into_iter()
            .map(|(id, probe)| PlanScore {
                id,
                date: probe.date,
                score: probe.score,
                phase: phase_on(&phases, probe.date),
            })
            .collect();
        let series = series_of(&scores, |_| true);
        let baseline = baseline_of(plan.baseline, &series);
        let aim = aim_line(plan, measure, baseline.as_ref());
        let current = phase_on(&phases, today);
        let mastery =
            (measure.kind == MeasureKind::Mastery).then(|| MasteryView::new(plan, measure));
        // Scores of one skill after another make no line.
        let trend = match mastery {
            Some(_) => Err(Undefined::NothingCounted),
            None => Trend::new(&in_phase(&scores, current, today)),
        };
        Self {
            scores,
            series,
            baseline,
            goal: plan.goal.clone(),
            kind: measure.kind,
            aim,
            phases,
            trend,
            mastery,
        }
    }

    /// The scores of the phase that the plan is in today. One of a later day, which a clock that
    /// was wrong can leave, waits for its day.
    pub fn phase_scores(&self, today: Date) -> Series {
        in_phase(&self.scores, phase_on(&self.phases, today), today)
    }
}

fn in_phase(scores: &[PlanScore], phase: usize, today: Date) -> Series {
    series_of(scores, |score| score.phase == phase && score.date <= today)
}

fn series_of(scores: &[PlanScore], wanted: impl Fn(&PlanScore) -> bool) -> Series {
    let wanted = scores.iter().filter(|score| wanted(score));
    Series::new(wanted.map(|score| (score.date, score.score)))
}

/// The phases written down; time before the first of them is a phase too, and so is the time of
/// scores from before them all.
fn phases(plan: &Plan, first_score: Option<Date>) -> Vec<Phase> {
    let unnamed = |start, label: &str| Phase {
        start,
        label: label.into(),
        what_changed: String::new(),
        dimensions: Vec::new(),
    };
    let mut phases: Vec<Phase> = plan
        .phases_by_start()
        .into_iter()
        .map(|(_, phase)| phase.clone())
        .collect();
    let begins = |phases: &[Phase], day: Date| phases.first().is_none_or(|first| day < first.start);
    if begins(&phases, plan.start) {
        phases.insert(0, unnamed(plan.start, FIRST_PHASE));
    }
    if let Some(first) = first_score.filter(|first| begins(&phases, *first)) {
        phases.insert(0, unnamed(first, BEFORE));
    }
    phases
}

/// The phase of a day: the last one begun. A day before them all belongs to the first.
pub(super) fn phase_on(phases: &[Phase], day: Date) -> usize {
    phases
        .iter()
        .rposition(|phase| phase.start <= day)
        .unwrap_or(0)
}

fn baseline_of(given: Baseline, series: &Series) -> Option<BaselineView> {
    match given {
        Baseline::Set(value) => Some(BaselineView {
            value,
            taken_from: Vec::new(),
            provisional: false,
        }),
        Baseline::MedianOfFirstThree => {
            let taken = baseline(series).ok()?;
            Some(BaselineView {
                value: taken.value,
                provisional: taken.is_provisional(),
                taken_from: taken
                    .taken_from
                    .iter()
                    .map(|occasion| (occasion.date, occasion.value))
                    .collect(),
            })
        }
    }
}

/// A mastery measure samples one skill, so a line to the year's end would say nothing.
fn aim_line(plan: &Plan, measure: &Measure, baseline: Option<&BaselineView>) -> Option<AimLine> {
    let goal = plan.goal.as_ref()?;
    if measure.kind == MeasureKind::Mastery {
        return None;
    }
    AimLine::new(plan.start, baseline?.value, goal.date, goal.score).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::Direction;
    use crate::model::{GoalSource, Scoring, Stamp};

    const START: Date = date(2026, 9, 7);

    fn week(number: i32) -> Date {
        START.saturating_add(jiff::Span::new().days(7 * number))
    }

    fn plan(scores: &[f64]) -> Plan {
        let mut plan = Plan {
            goal: Some(Goal {
                score: 66.0,
                date: week(18),
                source: GoalSource::ByHand,
            }),
            ..Plan::new(Id::built_in(1), Id::built_in(1), START)
        };
        for (number, score) in (0..).zip(scores) {
            let probe = Probe::new(week(number), *score);
            let id = Id::built_in(100 + number as u128);
            plan.probes.set(id, Stamp::default(), probe);
        }
        plan
    }

    fn measure(kind: MeasureKind) -> Measure {
        Measure {
            name: "Oral reading fluency".into(),
            short_name: "ORF".into(),
            unit: "words correct per minute".into(),
            direction: Direction::Increase,
            kind,
            scoring: Scoring::CorrectAndErrors,
            lowest: 0.0,
            highest: 300.0,
            fractional: false,
            seconds: Some(60),
            standard_error: None,
            subject: None,
            archived: None,
        }
    }

    fn view(plan: &Plan) -> PlanView {
        PlanView::new(plan, &measure(MeasureKind::GeneralOutcome), week(10))
    }

    #[test]
    fn numbers_appear_as_scores_come_in() {
        for (scores, baseline, provisional, has_trend) in [
            (&[][..], None, false, false),
            (&[39.0], Some(39.0), true, false),
            (&[39.0, 42.0], Some(40.5), true, false),
            (&[39.0, 42.0, 36.0], Some(39.0), false, true),
            (&[39.0, 42.0, 36.0, 60.0], Some(39.0), false, true),
        ] {
            let view = view(&plan(scores));
            let given = view.baseline.as_ref();
            assert_eq!(given.map(|b| b.value), baseline, "{scores:?}");
            assert_eq!(
                given.is_some_and(|b| b.provisional),
                provisional,
                "{scores:?}"
            );
            assert_eq!(view.aim.is_some(), baseline.is_some(), "{scores:?}");
            assert_eq!(view.trend.is_ok(), has_trend, "{scores:?}");
        }
    }

    #[test]
    fn a_baseline_set_by_hand_is_taken_from_no_score() {
        let mut plan = plan(&[39.0]);
        plan.baseline = Baseline::Set(30.0);
        let view = view(&plan);
        let baseline = view.baseline.unwrap();
        assert_eq!((baseline.value, baseline.provisional), (30.0, false));
        assert!(baseline.taken_from.is_empty());
        assert_eq!(view.aim.unwrap().weekly_rate(), 2.0);
    }

    #[test]
    fn the_trend_is_fitted_to_the_phase_that_has_begun() {
        let mut plan = plan(&[40.0, 40.0, 40.0, 50.0, 52.0, 54.0]);
        let phase = |start, label: &str| Phase {
            start,
            label: label.into(),
            what_changed: String::new(),
            dimensions: Vec::new(),
        };
        plan.phases
            .set(Id::built_in(1), Stamp::default(), phase(week(3), "Daily"));
        plan.phases
            .set(Id::built_in(2), Stamp::default(), phase(week(20), "Later"));
        let view = view(&plan);
        let labels: Vec<_> = view
            .phases
            .iter()
            .map(|phase| phase.label.as_str())
            .collect();
        assert_eq!(labels, [FIRST_PHASE, "Daily", "Later"]);
        let of: Vec<_> = view.scores.iter().map(|score| score.phase).collect();
        assert_eq!(of, [0, 0, 0, 1, 1, 1]);
        assert!((view.trend.unwrap().weekly_rate() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn scores_from_before_the_plan_say_nothing_of_it() {
        let mut plan = plan(&[]);
        for number in -8..2 {
            let probe = Probe::new(week(number), f64::from(40 - number));
            let id = Id::built_in((200 + number) as u128);
            plan.probes.set(id, Stamp::default(), probe);
        }
        let view = view(&plan);
        let phases: Vec<_> = view
            .phases
            .iter()
            .map(|phase| phase.label.as_str())
            .collect();
        assert_eq!(phases, [BEFORE, FIRST_PHASE]);
        let in_plan = view.scores.iter().filter(|score| score.phase == 1);
        assert_eq!(in_plan.count(), 2);
        // Two scores are no line, however many came before.
        assert!(view.trend.is_err());
    }

    #[test]
    fn a_mastery_measure_gets_no_aim_line() {
        let plan = plan(&[39.0, 42.0, 36.0]);
        let view = PlanView::new(&plan, &measure(MeasureKind::Mastery), week(10));
        assert!(view.aim.is_none() && view.trend.is_err() && view.mastery.is_some());
    }
}
