//! A record that is stored as a document of its own, and the key under which it lies.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{
    Calendar, Entries, Group, Id, Measure, Plan, Protocol, ReferenceSet, Session, Settings, Student,
};
use crate::caseload::Caseload;

/// A kind of document. Keys read `kind/id`, or `kind/date/id` where a school year is a key range.
pub trait Record: Clone + PartialEq + Serialize + DeserializeOwned + 'static {
    /// The first part of the key.
    const KIND: &'static str;

    /// What a person calls it, for sentences.
    const NOUN: &'static str;

    fn key(&self, id: Id<Self>) -> String {
        format!("{}/{id}", Self::KIND)
    }

    fn shelf(caseload: &Caseload) -> &Entries<Self>;
    fn shelf_mut(caseload: &mut Caseload) -> &mut Entries<Self>;
}

macro_rules! record {
    ($record:ty, $kind:literal, $noun:literal, $shelf:ident $(, $date:ident)?) => {
        impl Record for $record {
            const KIND: &'static str = $kind;
            const NOUN: &'static str = $noun;
            $(fn key(&self, id: Id<Self>) -> String {
                format!("{}/{}/{id}", Self::KIND, self.$date)
            })?
            fn shelf(caseload: &Caseload) -> &Entries<Self> {
                &caseload.$shelf
            }
            fn shelf_mut(caseload: &mut Caseload) -> &mut Entries<Self> {
                &mut caseload.$shelf
            }
        }
    };
}

record!(Student, "student", "student", students);
record!(Group, "group", "group", groups);
record!(Protocol, "protocol", "protocol", protocols);
record!(Measure, "measure", "measure", measures);
record!(ReferenceSet, "reference", "reference set", references);
record!(Plan, "plan", "plan", plans, start);
record!(Session, "session", "session", sessions, date);
record!(Calendar, "calendar", "calendar", calendars);
record!(Settings, "settings", "settings", all_settings);

/// The id of the one calendar of a workspace.
pub const CALENDAR: Id<Calendar> = Id::built_in(1);
/// The id of the one settings document of a workspace.
pub const SETTINGS: Id<Settings> = Id::built_in(1);
