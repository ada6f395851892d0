//! What each form changes, in the words of the form.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Editable;
use crate::analysis::direction::Direction;
use crate::caseload::Caseload;
use crate::command::{AsLogged, ProtocolWording, ReferenceWording};
use crate::model::{
    Attendance, Baseline, Checklist, Criterion, Dimension, Goal, Group, Id, MasteryRule, Measure,
    MeasureKind, Membership, NotHeld, Outcome, Phase, Plan, Probe, ProtocolUse, Rater, Scoring,
    Settings, Student, Subject, text,
};
use crate::named;
use crate::number::number;
use crate::progress::wording::dose_in_words;

impl Editable for Student {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("given_name", "Given name"),
        ("family_name", "Family name"),
        ("grade", "Grade"),
        ("tier", "Tier"),
        ("teacher", "Teacher"),
        ("school_id", "School ID"),
        ("roster_id", "Roster ID"),
        ("home_language", "Home language"),
        ("guardians", "The list of guardians"),
        ("note", "Note"),
    ];

    fn said(field: &str, _: &str, value: &Value, _: &Caseload) -> Option<String> {
        (field == "grade").then(|| value.as_str().map(str::to_owned))?
    }
}

impl Editable for Group {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("name", "Name of the group"),
        ("protocol", "Protocol"),
        ("next_lesson", "Next lesson"),
    ];

    fn said(field: &str, _: &str, value: &Value, caseload: &Caseload) -> Option<String> {
        let protocol = caseload.protocol(id_in(value)?)?;
        (field == "protocol").then(|| format!("“{}”", protocol.name))
    }
}

impl Editable for Membership {
    const FIELDS: &'static [(&'static str, &'static str)] =
        &[("from", "First day"), ("to", "Last day")];
}

impl Editable for ProtocolWording {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("name", "Name of the protocol"),
        ("subject", "Subject"),
        ("version/summary", "Summary"),
        ("version/dose", "The dose as designed"),
        ("version/steps", "The list of steps"),
        ("version/mastery", "The rule of mastery"),
        ("version/skills", "The list of skills"),
    ];

    fn said(field: &str, _: &str, value: &Value, _: &Caseload) -> Option<String> {
        match field {
            "subject" => read(value).map(Subject::label).map(quoted),
            "dose" => read(value).map(|dose| dose_in_words(&dose)),
            "mastery" => read(value).map(MasteryRule::in_words),
            _ => None,
        }
    }
}

impl Editable for Measure {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("name", "Name"),
        ("short_name", "Short name"),
        ("unit", "What is counted"),
        ("direction", "Direction"),
        ("kind", "Kind"),
        ("scoring", "What is written down"),
        ("subject", "Subject"),
        ("seconds", "Seconds of one probe"),
        ("lowest", "Lowest score"),
        ("highest", "Highest score"),
        ("standard_error", "Standard error of measurement"),
        ("fractional", "Whether scores may have halves"),
    ];

    fn said(field: &str, _: &str, value: &Value, _: &Caseload) -> Option<String> {
        let label = match field {
            "direction" => match read(value)? {
                Direction::Increase => "Higher is better",
                Direction::Decrease => "Lower is better",
            },
            "kind" => read(value).map(MeasureKind::label)?,
            "scoring" => read(value).map(Scoring::label)?,
            "subject" => read::<Option<Subject>>(value)?.map_or("Every subject", Subject::label),
            _ => return None,
        };
        Some(quoted(label))
    }
}

impl Editable for ReferenceWording {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("name", "Name"),
        ("measure", "Measure"),
        ("version/source", "Source"),
        ("version/published", "Date of the source"),
        ("version/licence", "Licence"),
        ("version/weeks", "Weeks from fall to spring testing"),
        ("version/levels", "The list of levels"),
        ("version/below", "Below the last level"),
        ("version/aim", "Level that goals are set at"),
        ("version/rows", "Figures"),
    ];

    fn said(field: &str, _: &str, value: &Value, caseload: &Caseload) -> Option<String> {
        let measure = caseload.measure(id_in(value)?)?;
        (field == "measure").then(|| format!("“{}”", measure.name))
    }
}

impl Editable for Plan {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("material", "Material"),
        ("start", "Start"),
        ("baseline", "Baseline"),
        ("goal", "Goal"),
        ("probe_every", "How often it is probed"),
        ("skills", "The list of skills"),
        ("mastery", "The rule of mastery"),
    ];

    fn said(field: &str, _: &str, value: &Value, _: &Caseload) -> Option<String> {
        match field {
            "baseline" => Some(match read(value)? {
                Baseline::MedianOfFirstThree => "the median of the first three scores".to_owned(),
                Baseline::Set(score) => format!("{}, set by hand", number(score)),
            }),
            "goal" => {
                let Goal { score, date, .. } = read::<Option<Goal>>(value)??;
                Some(format!("{} by {}", number(score), text::date(date)))
            }
            "probe_every" => Some(match value.as_u64()? {
                0 => "at no fixed interval".to_owned(),
                days => format!("every {days} days"),
            }),
            "skills" => Some(format!("“{}”", value.get("name")?.as_str()?)),
            "mastery" => {
                let Criterion { rule, source } = read(value)?;
                let by = if source.is_empty() { "" } else { ", by " };
                Some(format!("{}{by}{source}", rule.in_words()))
            }
            _ => None,
        }
    }
}

impl Editable for Phase {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("label", "What the student gets"),
        ("start", "The first day"),
        ("dimensions", "What changes"),
        ("what_changed", "What changed, and why"),
    ];

    fn said(field: &str, _: &str, value: &Value, _: &Caseload) -> Option<String> {
        match field {
            "dimensions" => listed(read(value)?, Dimension::label),
            _ => None,
        }
    }
}

impl Editable for Probe {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("skill", "Skill"),
        ("score", "Score"),
        ("errors", "Errors"),
        ("date", "Date"),
        ("note", "Note"),
    ];

    fn said(field: &str, _: &str, value: &Value, caseload: &Caseload) -> Option<String> {
        named::skill(caseload, id_in(value).filter(|_| field == "skill")?)
    }
}

impl Editable for Checklist {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("rater", "Who rated"),
        ("marks", "The marks of the steps"),
        ("quality", "Quality"),
        ("engagement", "Engagement"),
    ];

    fn said(field: &str, _: &str, value: &Value, _: &Caseload) -> Option<String> {
        match field {
            "rater" => Some(quoted(read::<Rater>(value)?.label())),
            "marks" => Some(marks(value)),
            _ => None,
        }
    }
}

impl Editable for Settings {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("dosage_threshold", "The percent of minutes received"),
        ("adherence_threshold", "The percent of steps taught"),
        (
            "owes_minutes",
            "The list of reasons that leave minutes owed",
        ),
        ("prompts_from", "The scores before prompts"),
        ("decides_from", "The scores before a verdict"),
        ("run_length", "The scores in a row"),
        ("near_percent", "Near the aim line"),
        ("confidence", "The confidence of intervals"),
        ("single_key_shortcuts", "Single keys"),
    ];

    fn said(field: &str, _: &str, value: &Value, _: &Caseload) -> Option<String> {
        match field {
            "owes_minutes" => listed(read(value)?, NotHeld::label),
            "single_key_shortcuts" => Some(if value.as_bool()? { "on" } else { "off" }.to_owned()),
            _ => None,
        }
    }
}

/// A session together with the scores that were entered beside it, each under its plan.
impl Editable for AsLogged {
    const FIELDS: &'static [(&'static str, &'static str)] = &[
        ("session/date", "Day"),
        ("session/start", "Start time"),
        ("session/slot", "The weekly meeting"),
        ("session/planned_minutes", "Planned minutes"),
        ("session/outcome", "Whether it was held"),
        ("session/protocol", "Protocol"),
        ("session/makes_up", "What it makes up for"),
        ("session/lesson", "Lesson"),
        ("session/note", "Note"),
        ("session/attendance", "Attendance"),
        ("session/checklists", "The checklist"),
        ("scores", "Scores"),
    ];

    fn said(field: &str, id: &str, value: &Value, caseload: &Caseload) -> Option<String> {
        match field {
            "start" => Some(text::time(read(value)?)),
            "slot" => named::meeting(caseload, id_in(value)?),
            "planned_minutes" => Some(format!("{} minutes", value.as_u64()?)),
            "outcome" => Some(match read(value)? {
                Outcome::Held { minutes } => format!("held, {minutes} minutes"),
                Outcome::NotHeld { reason } => format!("not held, {}", quoted(reason.label())),
            }),
            "protocol" => {
                let used: ProtocolUse = read(value)?;
                let protocol = caseload.protocol(used.protocol)?;
                let number = caseload.protocol_version(used)?.number;
                Some(format!("“{}”, version {number}", protocol.name))
            }
            "makes_up" => named::session(caseload, id_in(value)?),
            "attendance" => {
                let student = caseload.get::<Student>(id.parse().ok()?)?;
                Some(format!("{}: {}", student.name(), attendance(value)))
            }
            "checklists" => checklist(value),
            "scores" => {
                let plan = caseload.get::<Plan>(id.parse().ok()?)?;
                let student = caseload.get(plan.student)?;
                Some(format!("{}: {}", student.name(), score(value)))
            }
            _ => None,
        }
    }
}

fn attendance(value: &Value) -> String {
    match read(value) {
        None => "not in it".to_owned(),
        Some(Attendance::Present) => "present".to_owned(),
        Some(Attendance::Partial { minutes, reason }) => {
            format!("{minutes} minutes, {}", quoted(reason.label()))
        }
        Some(Attendance::Absent { reason }) => format!("absent, {}", quoted(reason.label())),
    }
}

/// "44", "44, 2 errors".
fn score(value: &Value) -> String {
    match read(value) {
        None => "none".to_owned(),
        Some(Probe {
            score,
            errors: Some(errors),
            ..
        }) => format!("{}, {} errors", number(score), number(errors)),
        Some(Probe { score, .. }) => number(score),
    }
}

/// "5 of 6 steps done, quality 3, engagement 4".
fn checklist(value: &Value) -> Option<String> {
    let Checklist {
        rater,
        quality,
        engagement,
        ..
    } = read(value)?;
    let by = match &rater {
        Rater::Interventionist => String::new(),
        Rater::Observer { role } => format!("“{role}”: "),
    };
    let rated = [("quality", quality), ("engagement", engagement)]
        .into_iter()
        .filter_map(|(what, rating)| Some(format!(", {what} {}", rating?)))
        .collect::<String>();
    Some(format!("{by}{}{rated}", marks(value.get("marks")?)))
}

/// "5 of 6 steps done".
fn marks(value: &Value) -> String {
    let marks = value.as_object();
    let done = marks
        .into_iter()
        .flat_map(|marks| marks.values())
        .filter(|mark| *mark == "done")
        .count();
    let all = marks.map_or(0, serde_json::Map::len);
    format!("{done} of {all} steps done")
}

fn id_in<T>(value: &Value) -> Option<Id<T>> {
    value.as_str()?.parse().ok()
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn quoted(label: &str) -> String {
    format!("“{label}”")
}

/// `None` where there are none.
fn listed<T: Copy>(items: Vec<T>, label: fn(T) -> &'static str) -> Option<String> {
    let labels: Vec<String> = items.iter().map(|item| quoted(label(*item))).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}
