//! What restoring would replace.

use std::collections::HashMap;

use crate::format::document::KINDS;
use crate::format::document::kind_of;

/// The documents here beside those of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In both, and alike.
    pub same: usize,
    /// In both, but not alike.
    pub different: usize,
    /// Here and not in the file: restoring takes them away.
    pub only_here: usize,
    /// In the file and not here: restoring brings them.
    pub only_in_file: usize,
}

/// Compares the documents of the caseload, given by key and body. History and drafts do not count:
/// they follow the caseload.
pub fn compare<'d>(
    here: impl IntoIterator<Item = (&'d str, &'d str)>,
    file: impl IntoIterator<Item = (&'d str, &'d str)>,
) -> Comparison {
    let counts = |(key, _): &(&str, &str)| KINDS.contains(&kind_of(key));
    let here: HashMap<&str, &str> = here.into_iter().filter(counts).collect();
    let mut comparison = Comparison::default();
    for (key, body) in file.into_iter().filter(counts) {
        match here.get(key) {
            Some(found) if *found == body => comparison.same += 1,
            Some(_) => comparison.different += 1,
            None => comparison.only_in_file += 1,
        }
    }
    comparison.only_here = here.len() - comparison.same - comparison.different;
    comparison
}
