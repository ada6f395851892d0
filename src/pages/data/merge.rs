//! Merging: join a file of another device into what is here, with a copy of what was here, in one
//! transaction.

use std::collections::HashMap;

use aimline_core::History;
use aimline_core::format::document::{self, KINDS};
use aimline_core::format::merge::{Counts, Documents, InWords, Merge, in_words, merge};
use aimline_core::model::{Record, Student};

use super::automatic;
use super::back_up::Work;
use super::check_section::writes;
use super::documents;
use super::file_flow::Answer;
use super::opened::Opened;
use super::restore::{NotRestored, Why, come_back, copy_beside};
use crate::browser::timer;
use crate::state::App;
use crate::store::{Document, KeyRange, StoreError, Write};
use crate::words;

/// What a file would bring.
pub struct Preview {
    pub file: String,
    /// Milliseconds since 1970.
    pub written: u64,
    pub merge: Merge,
    pub conflicts: Vec<InWords>,
    /// Who is erased here because the other device erased them.
    pub erased: Vec<String>,
    /// Whether something here changed after it was shown first.
    pub looked_again: bool,
    theirs: Documents,
}

/// What a file would bring here. Nothing is changed.
pub async fn look(app: App, file: Opened) -> Result<Preview, NotRestored> {
    let (name, written) = (file.file.clone(), file.written());
    let theirs = file.documents.into_iter().collect();
    let (here, joined, _) = join(app, &theirs).await?;
    if joined.is_nothing() {
        automatic::let_be(app, &name).await;
    }
    Ok(preview(app, (name, written), theirs, &here, joined))
}

/// Writes it, or shows anew what it would do by now.
pub async fn carry_out(
    app: App,
    shown: &Preview,
    work: Work,
) -> Result<Answer<Preview>, NotRestored> {
    app.settle_drafts().await;
    let (here, joined, history) = join(app, &shown.theirs).await?;
    if !says_the_same(&joined, &shown.merge) {
        return Ok(Answer::LookAgain(again(app, shown, &here, joined)));
    }
    let sentence = sentence(&joined);
    let mut all = writes(&here, &joined.changes);
    all.extend(writes(&here, &joined.erased));
    all.extend(history.map(|history| Write {
        key: history.key(),
        expected: 0,
        body: Some(history.body()),
    }));
    // Where a student is erased there is no copy: it would hold the student.
    if joined.erased.is_empty() {
        all.extend(copy_beside(app, Why::Merge, work).await?);
    }
    match app.store()?.commit(all).await {
        Err(StoreError::Conflict { .. }) => {
            let (here, joined, _) = join(app, &shown.theirs).await?;
            return Ok(Answer::LookAgain(again(app, shown, &here, joined)));
        }
        written => written?,
    };
    app.remember_merge();
    come_back(app).await?;
    automatic::let_be(app, &shown.file).await;
    Ok(Answer::Done(sentence))
}

async fn join(
    app: App,
    theirs: &Documents,
) -> Result<(Vec<Document>, Merge, Option<History>), NotRestored> {
    // Erasing goes through drafts and copies too.
    let here = app.store()?.load(&[KeyRange::All]).await?;
    timer::sleep(0).await;
    let ours = here
        .iter()
        .map(|document| (document.key.clone(), document.body.clone()))
        .collect();
    let mut context = documents::context(app);
    let joined = merge(&ours, theirs, &mut context)?;
    let history = joined.history(&ours, &context);
    timer::sleep(0).await;
    Ok((here, joined, history))
}

fn again(app: App, shown: &Preview, here: &[Document], merge: Merge) -> Preview {
    let file = (shown.file.clone(), shown.written);
    Preview {
        looked_again: true,
        ..preview(app, file, shown.theirs.clone(), here, merge)
    }
}

fn preview(
    app: App,
    (file, written): (String, u64),
    theirs: Documents,
    here: &[Document],
    merge: Merge,
) -> Preview {
    let texts: HashMap<&str, &str> = documents::borrowed(here).into_iter().collect();
    let (conflicts, erased) = app.caseload().with_untracked(|caseload| {
        let conflicts = merge.conflicts.iter().map(|conflict| {
            let text = texts.get(conflict.key.as_str()).copied();
            in_words(conflict, text.unwrap_or_default(), caseload)
        });
        let erased = merge
            .erased
            .iter()
            .filter(|change| document::kind_of(&change.key) == Student::KIND)
            .filter_map(|change| caseload.get(document::id_of(&change.key).ok()?))
            .map(Student::name);
        (conflicts.collect(), erased.collect())
    });
    Preview {
        file,
        written,
        merge,
        conflicts,
        erased,
        looked_again: false,
        theirs,
    }
}

/// What erasing writes has new stamps each time, so that only its number can be compared.
fn says_the_same(one: &Merge, other: &Merge) -> bool {
    one.changes == other.changes
        && one.conflicts == other.conflicts
        && one.counts == other.counts
        && one.erased.len() == other.erased.len()
}

/// "File merged: 3 added, 2 updated."
fn sentence(merge: &Merge) -> String {
    let all = total(merge);
    let parts: Vec<String> = [
        (all.added, "added"),
        (all.updated, "updated"),
        (all.removed, "removed"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{} {what}", words::thousands(count as u64)))
    .collect();
    match parts.is_empty() {
        true => "File merged. No record is another by that.".into(),
        false => format!("File merged: {}.", parts.join(", ")),
    }
}

fn total(merge: &Merge) -> Counts {
    let mut all = Counts::default();
    for (_, counts) in &merge.counts {
        all.added += counts.added;
        all.updated += counts.updated;
        all.removed += counts.removed;
        all.kept += counts.kept;
    }
    all
}

/// What the documents of a kind are called.
pub fn noun(kind: &str) -> &'static str {
    const NOUNS: [&str; KINDS.len()] = [
        "Settings",
        "School calendar",
        "Students",
        "Own measures",
        "Reference sets",
        "Own protocols",
        "Groups",
        "Plans with scores",
        "Sessions",
    ];
    let at = KINDS.iter().position(|known| *known == kind);
    at.and_then(|at| NOUNS.get(at)).copied().unwrap_or("Others")
}
