//! A command that cannot be carried out as given, said so that the person can mend it.

use std::borrow::Cow;
use std::fmt;

use serde::de::DeserializeOwned;

/// What was wrong with one field of a form; an empty field name means the form as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: &'static str,
    pub message: Cow<'static, str>,
}

/// One or more problems; each says what was given and what is allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    problems: Vec<Problem>,
    /// Where another window changed the same fields: see [`Rejected::opened_anew`].
    opened_anew: Option<String>,
}

impl Rejected {
    /// A problem of the whole command.
    pub fn because(message: impl Into<Cow<'static, str>>) -> Self {
        Self::field("", message)
    }

    pub fn field(field: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        let mut rejected = Self::default();
        rejected.add(field, message);
        rejected
    }

    /// Something the command speaks of is not there any more.
    pub fn gone(what: &str) -> Self {
        Self::because(format!(
            "This {what} is not here any more; it may have been removed in another window."
        ))
    }

    pub fn add(&mut self, field: &'static str, message: impl Into<Cow<'static, str>>) {
        self.problems.push(Problem {
            field,
            message: message.into(),
        });
    }

    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// With the record that a form shall count as opened with once its person has read the problems.
    #[must_use]
    pub fn opening_anew(self, record: String) -> Self {
        Self {
            opened_anew: Some(record),
            ..self
        }
    }

    /// What the form shall count as opened with from now on: the values of another window that the
    /// problems name are read by then, so that the next save is on purpose. `None` if there are none.
    pub fn opened_anew<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(self.opened_anew.as_deref()?).ok()
    }

    /// The value, unless a problem was added.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.problems.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            write!(f, "{space}{}", problem.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejected {}
