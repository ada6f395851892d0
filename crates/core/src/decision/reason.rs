//! Why a verdict is what it is, and what would settle it: the words beside its figures, which
//! [`Verdict::sentence`] tells.

use super::fair_test::Reading;
use super::verdict::{Finding, Verdict};
use super::words::{counted_more, more_scores, percent, scores};

impl Verdict {
    /// One plain sentence without figures that [`Verdict::sentence`] has already told.
    pub fn reason(&self) -> String {
        match self.finding {
            Finding::NotFair => return self.unfair_because(),
            Finding::Collecting { .. } if self.evidence.count == 0 => {
                "No scores have come in since this phase began."
            }
            Finding::Collecting { .. } => "So few scores can lie in any direction by chance.",
            Finding::Early { .. } => {
                "There are enough scores to look for signs, and too few to judge growth."
            }
            Finding::Below => "Even the best growth in the interval is slower than the goal asks.",
            Finding::Above => "Even the least growth in the interval is faster than the goal asks.",
            Finding::OnTrack => {
                "The interval holds the goal, and the latest scores and where they lead agree \
                 with the aim line."
            }
            Finding::NotClear { .. } => {
                "The interval holds the goal, but the latest scores, or where they lead, do not \
                 agree with the aim line."
            }
        }
        .into()
    }

    /// What would settle it; nothing where it is settled.
    pub fn would_settle(&self) -> Option<String> {
        Some(match self.finding {
            Finding::NotFair => self.to_be_fair(),
            Finding::Collecting { missing } => {
                format!("{} before anything can be said.", more_scores(missing))
            }
            Finding::Early { missing } => {
                format!("{} before growth is judged.", more_scores(missing))
            }
            Finding::NotClear { more: Some(more) } => format!(
                "About {} weekly {}, if growth and scatter stay as they are.",
                counted_more(more),
                scores(more)
            ),
            Finding::NotClear { more: None } => {
                "Even a year of weekly scores would hardly settle it: growth is close to the \
                 goal, or the scores scatter widely."
                    .into()
            }
            Finding::Below | Finding::Above | Finding::OnTrack => return None,
        })
    }

    fn unfair_because(&self) -> String {
        let fair = &self.evidence.fair_test;
        match (fair.minutes, fair.steps) {
            (Reading::TooLittle, Reading::TooLittle) => {
                "Too few of the planned minutes and of the steps reached the student.".into()
            }
            (Reading::TooLittle, _) => "Too few of the planned minutes reached the student.".into(),
            (_, Reading::TooLittle) => "Too few of the steps were taught.".into(),
            _ => "Whether enough of the planned minutes arrived depends on sessions that nobody \
                  logged."
                .into(),
        }
    }

    fn to_be_fair(&self) -> String {
        let fair = &self.evidence.fair_test;
        let least = percent(self.thresholds.received_percent);
        if !fair.is_unfair() {
            return match fair.meetings.unlogged {
                1 => "The open session logged, held or not. The page of its group shows it.".into(),
                open => format!(
                    "The {open} open sessions logged, held or not. The pages of their groups show them."
                ),
            };
        }
        let of_minutes = (fair.minutes == Reading::TooLittle)
            .then(|| format!("{least} of the planned minutes received"));
        let of_steps = (fair.steps == Reading::TooLittle).then(|| {
            format!(
                "{} of the steps taught",
                percent(self.thresholds.adherence_percent)
            )
        });
        let both: Vec<String> = [of_minutes, of_steps].into_iter().flatten().collect();
        format!("At least {}.", both.join(" and "))
    }
}
