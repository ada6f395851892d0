//! What changed from one wording of a protocol to the next, one sentence for each change.

use crate::model::{Dose, MasteryRule, ProtocolVersion, Step};

/// The changes in the order of the newer wording; steps that were dropped come last. None when
/// both say the same.
pub fn changes(older: &ProtocolVersion, newer: &ProtocolVersion) -> Vec<String> {
    let mut changes = Vec::new();
    if older.summary != newer.summary {
        changes.push("The summary was reworded.".to_owned());
    }
    dose_changes(&older.dose, &newer.dose, &mut changes);
    mastery_changes(older, newer, &mut changes);
    for (place, step) in (1..).zip(&newer.steps) {
        match older.step(step.id) {
            Some(before) => step_changes(before, step, place, &mut changes),
            None => changes.push(format!("Step {place} is new: “{}”", step.text)),
        }
    }
    if let Some(moved) = reordered(older, newer) {
        changes.push(moved);
    }
    for (place, step) in (1..).zip(&older.steps) {
        if newer.step(step.id).is_none() {
            changes.push(format!("Step {place} was dropped: “{}”", step.text));
        }
    }
    changes
}

/// "30 minutes, 4 days a week, 10 weeks, 3 to 5 students, 60 lessons".
pub fn dose_in_words(dose: &Dose) -> String {
    let mut words = vec![
        counted(dose.minutes.into(), "minute"),
        format!("{} a week", counted(dose.days_per_week.into(), "day")),
        counted(dose.weeks.into(), "week"),
        size_in_words(dose),
    ];
    words.extend(
        dose.lessons
            .map(|lessons| counted(lessons.into(), "lesson")),
    );
    words.join(", ")
}

fn size_in_words(dose: &Dose) -> String {
    if dose.smallest_group == dose.largest_group {
        counted(dose.largest_group.into(), "student")
    } else {
        format!("{} to {} students", dose.smallest_group, dose.largest_group)
    }
}

fn dose_changes(older: &Dose, newer: &Dose, changes: &mut Vec<String>) {
    let lessons = |dose: &Dose| match dose.lessons {
        Some(lessons) => lessons.to_string(),
        None => "not set".to_owned(),
    };
    for (what, before, now) in [
        (
            "Minutes a session",
            older.minutes.to_string(),
            newer.minutes.to_string(),
        ),
        (
            "Days a week",
            older.days_per_week.to_string(),
            newer.days_per_week.to_string(),
        ),
        ("Weeks", older.weeks.to_string(), newer.weeks.to_string()),
        ("Group size", size_in_words(older), size_in_words(newer)),
        ("Lessons", lessons(older), lessons(newer)),
    ] {
        if before != now {
            changes.push(format!("{what}: {before} before, now {now}."));
        }
    }
}

fn mastery_changes(older: &ProtocolVersion, newer: &ProtocolVersion, changes: &mut Vec<String>) {
    let rule = |version: &ProtocolVersion| {
        version
            .mastery
            .map_or_else(|| "not set".to_owned(), MasteryRule::in_words)
    };
    if older.mastery != newer.mastery {
        changes.push(format!(
            "A skill is mastered at: {} before, now {}.",
            rule(older),
            rule(newer)
        ));
    }
    if older.skills != newer.skills {
        let count = |skills: &[String]| counted(skills.len() as u32, "skill");
        changes.push(format!(
            "The list of skills was changed: {} before, now {}.",
            count(&older.skills),
            count(&newer.skills)
        ));
    }
}

fn step_changes(older: &Step, newer: &Step, place: usize, changes: &mut Vec<String>) {
    if older.text != newer.text {
        let (before, now) = (&older.text, &newer.text);
        changes.push(format!("Step {place} reads “{now}”, before “{before}”"));
    }
    for (before, now, on, off) in [
        (
            older.required,
            newer.required,
            "counts in adherence",
            "is recorded only",
        ),
        (
            older.may_not_apply,
            newer.may_not_apply,
            "may be marked N/A",
            "always applies",
        ),
        (older.core, newer.core, "is a core step", "is adaptable"),
    ] {
        if before != now {
            let now = if now { on } else { off };
            changes.push(format!("Step {place} now {now}."));
        }
    }
}

/// Whether the steps that both wordings have stand in another order.
fn reordered(older: &ProtocolVersion, newer: &ProtocolVersion) -> Option<String> {
    let kept = |steps: &[Step], other: &ProtocolVersion| {
        let kept = steps.iter().filter(|step| other.step(step.id).is_some());
        kept.map(|step| step.id).collect::<Vec<_>>()
    };
    (kept(&older.steps, newer) != kept(&newer.steps, older))
        .then(|| "The steps are in another order.".to_owned())
}

fn counted(number: u32, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn version(steps: &[(u128, &str)]) -> ProtocolVersion {
        let step = |(number, text): &(u128, &str)| Step {
            id: Id::built_in(*number),
            text: (*text).to_owned(),
            required: true,
            may_not_apply: false,
            core: false,
        };
        ProtocolVersion {
            steps: steps.iter().map(step).collect(),
            ..ProtocolVersion::default()
        }
    }

    #[test]
    fn each_change_is_one_sentence() {
        let older = version(&[(1, "Read"), (2, "Ask")]);
        type Steps = [(u128, &'static str)];
        let cases: [(&Steps, &[&str]); 5] = [
            (&[(1, "Read"), (2, "Ask")], &[]),
            (
                &[(1, "Read"), (2, "Ask"), (3, "Praise")],
                &["Step 3 is new: “Praise”"],
            ),
            (&[(1, "Read")], &["Step 2 was dropped: “Ask”"]),
            (
                &[(2, "Ask"), (1, "Read")],
                &["The steps are in another order."],
            ),
            (
                &[(1, "Read aloud"), (2, "Ask")],
                &["Step 1 reads “Read aloud”, before “Read”"],
            ),
        ];
        for (steps, expected) in cases {
            assert_eq!(changes(&older, &version(steps)), expected, "{steps:?}");
        }
    }

    #[test]
    fn marks_and_dose_are_told() {
        let older = version(&[(1, "Read")]);
        let mut newer = older.clone();
        newer.steps[0].core = true;
        newer.steps[0].required = false;
        newer.dose.minutes = 25;
        newer.dose.lessons = Some(60);
        assert_eq!(
            changes(&older, &newer),
            [
                "Minutes a session: 30 before, now 25.",
                "Lessons: not set before, now 60.",
                "Step 1 now is recorded only.",
                "Step 1 now is a core step.",
            ]
        );
        assert_eq!(
            dose_in_words(&newer.dose),
            "25 minutes, 4 days a week, 10 weeks, 1 to 6 students, 60 lessons"
        );
    }
}
