//! Exports that are known by their headers, and what is remembered of the others.

use super::date::DayOrder;
use super::holds::Holds;
use super::mapping::Mapping;
use crate::format::table::{Table, header_key};

/// An export of a vendor.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    pub name: &'static str,
    /// Headers that only this export has together, as they are compared.
    headers: &'static [&'static str],
    /// Columns of the export that their headers alone would leave out, or map in another way.
    columns: &'static [(&'static str, Option<Holds>)],
    day_order: DayOrder,
}

static LAYOUTS: [Layout; 4] = [
    Layout {
        name: "mCLASS DIBELS 8 benchmark",
        headers: &[
            "assessmentedition",
            "benchmarkperiod",
            "clientdate",
            "studentprimaryid",
        ],
        columns: &[],
        day_order: DayOrder::MonthFirst,
    },
    Layout {
        name: "mCLASS progress monitoring",
        headers: &["pmperiod", "probenumber", "measure", "score", "clientdate"],
        columns: &[("assessment", None)],
        day_order: DayOrder::MonthFirst,
    },
    Layout {
        name: "FastBridge progress monitoring",
        headers: &["fastid", "assessmentdate", "scoremetric", "score"],
        columns: &[],
        day_order: DayOrder::MonthFirst,
    },
    Layout {
        name: "FastBridge screening",
        headers: &["fastid", "localid", "assessmentlanguage"],
        columns: &[],
        day_order: DayOrder::MonthFirst,
    },
];

impl Layout {
    pub fn of(table: &Table) -> Option<&'static Self> {
        LAYOUTS
            .iter()
            .find(|layout| table.has_columns(layout.headers))
    }

    /// What is known of the export on top of what its headers say.
    pub(super) fn apply(&self, mapping: &mut Mapping, table: &Table) {
        for (header, holds) in self.columns {
            if let Some(at) = table.column(header) {
                mapping.set(at, *holds);
            }
        }
        mapping.day_order = Some(self.day_order);
    }
}

/// The headers of a file in few letters: files of one layout have the same ones.
///
/// FNV-1a, 64 bits: short enough to keep beside many others, and the same in every build.
pub fn fingerprint(table: &Table) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for header in &table.headers {
        for byte in header_key(header).bytes().chain([b'|']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// A mapping as it is remembered.
pub fn to_text(mapping: &Mapping) -> String {
    // Text keys and whole numbers: writing cannot fail. An empty text is not read back.
    serde_json::to_string(mapping).unwrap_or_default()
}

/// A remembered mapping; `None` when it is not one for this table.
pub fn from_text(text: &str, table: &Table) -> Option<Mapping> {
    let mapping: Mapping = serde_json::from_str(text).ok()?;
    (mapping.columns.len() == table.headers.len()).then_some(mapping)
}
