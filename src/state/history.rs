//! What the history says of one record.

use aimline_core::History;
use aimline_core::format::document::HISTORY;
use aimline_core::model::Stamp;

use super::{App, planner};
use crate::store::KeyRange;

/// The history of some years is larger than all else, and of what it takes once in memory the page
/// gives nothing back.
const AT_A_TIME: usize = 200;

impl App {
    /// When and by what a record was changed, the latest first; `None` while nothing can be read.
    pub async fn history_of(&self, id: &str) -> Option<Vec<(Stamp, String)>> {
        let store = self.store().ok()?;
        let read = planner::rarely().await.ok()?.read_history;
        let every = KeyRange::prefix(format!("{HISTORY}/"));
        let keys = store.keys(&every).await.ok()?;
        let mut found = Vec::new();
        for some in keys.rchunks(AT_A_TIME) {
            let (first, last) = (some.first()?, some.last()?);
            // "~" follows every digit and letter of a stamp.
            let range = KeyRange::between(first, format!("{last}~"));
            let documents = store.load(&[range]).await.ok()?;
            let touching = documents
                .iter()
                .rev()
                .filter(|document| document.body.contains(id))
                .filter_map(|document| read(&document.body))
                .filter(|history: &History| history.touches(id))
                .map(|history| (history.stamp, history.label));
            found.extend(touching);
        }
        Some(found)
    }
}
