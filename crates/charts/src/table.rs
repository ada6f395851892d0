//! A table as text, ready to show: every chart has one that says the same.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    /// Numbers are set in tabular figures, to the right.
    pub numeric: bool,
}

/// A cell without a value: a dash is read out, an empty cell is not.
pub(crate) const NONE: &str = "–";

impl Column {
    pub(crate) fn text(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
        }
    }

    pub(crate) fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: true,
        }
    }
}
