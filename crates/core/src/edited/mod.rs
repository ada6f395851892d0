//! What a form gives: a record as it was when the form opened, and as it was typed.
//!
//! Another window may save the same record while the form is open. Field by field: what the person
//! did not touch is as it is now, what only the person touched is as typed, and what both changed
//! is refused once, with both values. Reading that is what it takes: the next save is on purpose.

mod fields;
mod said;
#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::caseload::Caseload;
use crate::rejected::Rejected;
use crate::same::say_the_same;

/// What helps in a form where both sides changed something.
const SAVE_AGAIN: &str = "Save again to keep what is here, or type what is there.";

/// A record as a form gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Edited<T> {
    /// `None` for a new record, and for one that is written whatever is there.
    pub opened: Option<T>,
    pub typed: T,
}

/// A record, or a part of one, that a form changes.
pub trait Editable: Clone + PartialEq + Serialize + DeserializeOwned {
    /// The fields of its form, each with its label; "version/steps" is a field of a part.
    /// Everything else stays as it is now.
    const FIELDS: &'static [(&'static str, &'static str)];

    /// The value of a field in a person's words, where the value alone does not say it. The entry
    /// of a list comes with the id under which it stands.
    fn said(_field: &str, _id: &str, _value: &Value, _caseload: &Caseload) -> Option<String> {
        None
    }
}

impl<T> From<T> for Edited<T> {
    fn from(typed: T) -> Self {
        Self {
            opened: None,
            typed,
        }
    }
}

impl<T: Editable> Edited<T> {
    /// The record to be saved where it now is as in `now`.
    ///
    /// # Errors
    /// When a field was changed both here and there, to different values.
    pub fn onto(self, now: &T, caseload: &Caseload) -> Result<T, Rejected> {
        self.onto_or(now, caseload, SAVE_AGAIN)
    }

    /// As [`Self::onto`], where something else helps when both sides changed a field.
    ///
    /// # Errors
    /// As [`Self::onto`].
    pub fn onto_or(self, now: &T, caseload: &Caseload, helps: &str) -> Result<T, Rejected> {
        let Some(opened) = self.opened.filter(|opened| opened != now) else {
            return Ok(self.typed);
        };
        let three = [&opened, &self.typed, now].map(|record| serde_json::to_value(record).ok());
        let [Some(opened), Some(typed), Some(now)] = three else {
            return Err(unreadable());
        };
        let say = |field: &str, id: &str, value: &Value| T::said(field, id, value, caseload);
        let merged = merge(T::FIELDS, opened, &typed, now, &say, helps)?;
        serde_json::from_value(merged).map_err(|_| unreadable())
    }

    /// As [`Self::onto`], for an entry of a list, which may have been removed meanwhile.
    ///
    /// # Errors
    /// As [`Self::onto`]; and when it is not there any more.
    pub fn onto_entry(
        self,
        now: Option<&T>,
        noun: &str,
        caseload: &Caseload,
    ) -> Result<T, Rejected> {
        match now {
            Some(now) => self.onto(now, caseload),
            None if self.opened.is_some() => Err(Rejected::gone(noun)),
            None => Ok(self.typed),
        }
    }
}

type Say<'a> = &'a dyn Fn(&str, &str, &Value) -> Option<String>;

/// By way of values, so that the code exists once for every kind of record.
fn merge(
    fields: &[(&'static str, &'static str)],
    mut opened: Value,
    typed: &Value,
    mut now: Value,
    say: Say<'_>,
    helps: &str,
) -> Result<Value, Rejected> {
    let mut rejected = Rejected::default();
    for (path, label) in fields {
        let (part, field) = path.rsplit_once('/').unwrap_or(("", path));
        let three = Three {
            opened: get(within(&opened, part), field),
            typed: get(within(typed, part), field),
            now: get(within(&now, part), field),
        };
        match three.merge() {
            Ok(merged) => put(&mut now, part, field, merged),
            Err(clash) => {
                let sentence = clash.sentence(field, label, say);
                rejected.add(field, format!("{sentence} {helps}").trim_end().to_owned());
                put(&mut opened, part, field, clash.read);
            }
        }
    }
    match rejected.problems() {
        [] => Ok(now),
        _ => Err(rejected.opening_anew(opened.to_string())),
    }
}

/// One field, or one entry of a list; null where it is not there.
struct Three {
    opened: Value,
    typed: Value,
    now: Value,
}

/// What was changed on both sides.
struct Clash {
    /// The id in a list, what is there now, what was typed.
    values: Vec<(String, Value, Value)>,
    /// What the form shall count as opened with once the person has read this.
    read: Value,
}

impl Three {
    fn merge(self) -> Result<Value, Clash> {
        if [&self.opened, &self.typed, &self.now]
            .into_iter()
            .any(is_list)
        {
            return self.merge_lists();
        }
        if say_the_same(&self.typed, &self.opened) {
            Ok(self.now)
        } else if say_the_same(&self.now, &self.opened) || say_the_same(&self.now, &self.typed) {
            Ok(self.typed)
        } else {
            Err(Clash {
                read: self.now.clone(),
                values: vec![(String::new(), self.now, self.typed)],
            })
        }
    }

    /// Entry by entry. Stamps are no difference: a form gives none.
    fn merge_lists(self) -> Result<Value, Clash> {
        let (mut merged, mut read) = (Map::new(), Map::new());
        let mut values = Vec::new();
        for id in ids([&self.opened, &self.typed, &self.now]) {
            let [opened, typed, now] =
                [&self.opened, &self.typed, &self.now].map(|list| get(list, &id));
            let three = Three {
                opened: get(&opened, "value"),
                typed: get(&typed, "value"),
                now: get(&now, "value"),
            };
            let (entry, as_opened) = match three.merge() {
                Ok(value) if value == get(&now, "value") => (now, opened),
                Ok(_) => (typed, opened),
                Err(clash) => {
                    let clashes = clash.values.into_iter();
                    values.extend(clashes.map(|(_, now, typed)| (id.clone(), now, typed)));
                    (Value::Null, now)
                }
            };
            for (list, entry) in [(&mut merged, entry), (&mut read, as_opened)] {
                if !entry.is_null() {
                    list.insert(id.clone(), entry);
                }
            }
        }
        match values.as_slice() {
            [] => Ok(Value::Object(merged)),
            _ => Err(Clash {
                values,
                read: Value::Object(read),
            }),
        }
    }
}

impl Clash {
    fn sentence(&self, field: &str, label: &str, say: Say<'_>) -> String {
        let words = |id: &str, value: &Value| {
            say(field, id, value).unwrap_or_else(|| said::in_words(value))
        };
        let both = self.values.iter().map(|(id, now, typed)| {
            let [now, typed] = said::told_apart(words(id, now), words(id, typed));
            format!("{now} there, {typed} here")
        });
        format!(
            "{label} was changed in another window meanwhile: {}.",
            both.collect::<Vec<_>>().join("; ")
        )
    }
}

fn within<'a>(record: &'a Value, part: &str) -> &'a Value {
    match part {
        "" => record,
        part => record.get(part).unwrap_or(&Value::Null),
    }
}

fn get(record: &Value, field: &str) -> Value {
    record.get(field).cloned().unwrap_or_default()
}

/// What is not there stays away: some fields are not written while they are empty.
fn put(record: &mut Value, part: &str, field: &str, value: Value) {
    let record = match part {
        "" => Some(record),
        part => record.get_mut(part),
    };
    if let Some(fields) = record.and_then(Value::as_object_mut) {
        match value {
            Value::Null => drop(fields.remove(field)),
            value => drop(fields.insert(field.to_owned(), value)),
        }
    }
}

fn is_list(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| {
        !fields.is_empty() && fields.values().all(|entry| entry.get("stamp").is_some())
    })
}

fn ids(lists: [&Value; 3]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in lists
        .into_iter()
        .filter_map(Value::as_object)
        .flat_map(Map::keys)
    {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

fn unreadable() -> Rejected {
    Rejected::because(
        "This was changed in another window in a way that cannot be put together with what is here. Close the form and open it again.",
    )
}
