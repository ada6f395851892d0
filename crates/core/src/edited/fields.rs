//! What each form changes, in the words of the form.

use serde_json::Value;

use super::Editable;
use super::said::in_words;
use crate::caseload::Caseload;
use crate::command::{AsLogged, ProtocolWording, ReferenceWording};
use crate::model::measure::number;
use crate::model::{
    Checklist, Group, Id, Measure, Membership, Phase, Plan, Probe, Session, Settings, Student,
};

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
        if field != "dose" {
            return None;
        }
        let part = |name: &str| in_words(value.get(name).unwrap_or(&Value::Null));
        Some(format!(
            "{} minutes, {} days a week, {} weeks, {} to {} students, {} lessons",
            part("minutes"),
            part("days_per_week"),
            part("weeks"),
            part("smallest_group"),
            part("largest_group"),
            part("lessons")
        ))
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
            "goal" => {
                let score = number(value.get("score")?.as_f64()?);
                Some(format!("{score} by {}", value.get("date")?.as_str()?))
            }
            "probe_every" => Some(format!("every {} days", value.as_u64()?)),
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
        let id = id_in(value).filter(|_| field == "skill")?;
        let mut plans = caseload.plans.values();
        plans.find_map(|plan| Some(format!("“{}”", plan.skills.get(id)?.name)))
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
        (field == "marks").then(|| marks(value))
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
            "start" => {
                let minutes = value.as_u64()?;
                Some(format!("{}:{:02}", minutes / 60, minutes % 60))
            }
            "protocol" => {
                let protocol = caseload.protocol(id_in(value.get("protocol")?)?)?;
                Some(format!("“{}”", protocol.name))
            }
            "makes_up" => {
                let missed: &Session = caseload.get(id_in(value)?)?;
                Some(format!("the session of {}", missed.date))
            }
            "attendance" => {
                let student = caseload.get::<Student>(id.parse().ok()?)?;
                Some(format!("{}: {}", student.name(), in_words(value)))
            }
            "checklists" => Some(marks(value.get("marks")?)),
            "scores" => {
                let plan = caseload.get::<Plan>(id.parse().ok()?)?;
                let student = caseload.get(plan.student)?;
                let score = value.get("score").map_or_else(|| in_words(value), in_words);
                Some(format!("{}: {score}", student.name()))
            }
            _ => None,
        }
    }
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
