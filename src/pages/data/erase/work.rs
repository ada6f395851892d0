//! What an erasure reads and writes: all of it in one transaction, or nothing.

use std::collections::HashMap;

use aimline_core::erase::receipt::{Occasion, everything as count_everything};
use aimline_core::erase::{self, Chosen, Erasure, Mention};
use aimline_core::format::document::{self, Decoded};
use aimline_core::order::Order;

use super::receipt::Told;
use crate::browser::clock;
use crate::browser::preferences::{self, Preference};
use crate::pages::data::check_section::writes;
use crate::pages::data::restore::NotRestored;
use crate::pages::data::{automatic, backup_days, documents};
use crate::route::{LogTarget, Route};
use crate::state::App;
use crate::store::{Document, KeyRange};
use crate::words;

/// A text that stays and may name a student.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub key: String,
    /// "Blue table, Oct 5, 2026: note".
    pub place: String,
    pub text: String,
    /// Whether it can go with the student.
    pub can_go: bool,
    /// Where it can be changed.
    pub route: Option<Route>,
}

/// What would go, without doing it, and what stays to be looked at.
pub async fn look(app: App, chosen: &Chosen) -> Result<(Erasure, Vec<Found>), NotRestored> {
    let (documents, erasure) = plan(app, chosen).await?;
    let bodies: HashMap<_, _> = documents::borrowed(&documents).into_iter().collect();
    let mut found: Vec<Found> = app.caseload().with_untracked(|caseload| {
        let mentions = erasure.mentions.iter();
        mentions
            .map(|mention| {
                let body = bodies.get(mention.key.as_str()).copied();
                let body = body.unwrap_or_default();
                Found {
                    key: mention.key.clone(),
                    place: mention.place(body, caseload),
                    text: mention.text.clone(),
                    can_go: mention.can_go(),
                    route: route_of(mention, body),
                }
            })
            .collect()
    });
    found.order_by_cached_key(|found| found.place.to_lowercase());
    Ok((erasure, found))
}

fn route_of(mention: &Mention, body: &str) -> Option<Route> {
    Some(match document::decode(&mention.key, body).ok()? {
        Decoded::Student(id, _) => Route::Student(id),
        Decoded::Plan(_, plan) => Route::Student(plan.value?.student),
        Decoded::Group(id, _) => Route::Group(id),
        Decoded::Session(id, _) => Route::Log(LogTarget::Session(id)),
        Decoded::Protocol(id, _) => Route::Protocol(id),
        Decoded::ReferenceSet(id, _) => Route::Reference(id),
        Decoded::Measure(..) | Decoded::Calendar(..) | Decoded::Settings(..) => Route::Settings,
    })
}

/// The initials are asked for first: afterwards nobody knows them.
pub async fn carry_out(app: App, chosen: Chosen) -> Result<Told, NotRestored> {
    let whom = initials(app, &chosen);
    let occasion = occasion(app, whom).await;
    app.settle_drafts().await;
    let (documents, erasure) = plan(app, &chosen).await?;
    let borrowed = documents::borrowed(&documents);
    let places = app
        .caseload()
        .with_untracked(|caseload| erase::places(&erasure.mentions, &borrowed, &chosen, caseload));
    let store = app.store()?;
    store.commit(writes(&documents, &erasure.changes)).await?;
    show(app).await;
    Ok(Told::of(&erasure, &places, occasion))
}

pub async fn everything(app: App) -> Result<Told, NotRestored> {
    let occasion = occasion(app, "the whole caseload".into()).await;
    app.settle_drafts().await;
    let store = app.store()?;
    let documents = store.load(&[KeyRange::All]).await?;
    let gone = count_everything(documents::borrowed(&documents));
    drop(documents);
    store.replace(&[KeyRange::All], [], |_, _| {}).await?;
    // At once: whoever starts anew from here on has lost nothing.
    if !documents::in_demo(app) {
        preferences::forget(Preference::WorkspaceMade);
    }
    app.forget_backups();
    automatic::forget_folder(app).await;
    show(app).await;
    Ok(Told::new(gone, Vec::new(), occasion))
}

/// What was erased is gone, and the receipt is due, whether the page can read what is left or not.
async fn show(app: App) {
    if app.reload().await.is_err() {
        app.toast(NotRestored::NotShown.to_string());
    }
}

async fn plan(app: App, chosen: &Chosen) -> Result<(Vec<Document>, Erasure), NotRestored> {
    let documents = app.store()?.load(&[KeyRange::All]).await?;
    let mut context = documents::context(app);
    let erasure = erase::erase(&documents::borrowed(&documents), chosen, &mut context);
    Ok((documents, erasure))
}

async fn occasion(app: App, whom: String) -> Occasion {
    let now = clock::now_ms();
    Occasion {
        when: format!(
            "{}, {}",
            words::full_date(clock::date_of(now)),
            words::time(clock::minute_of(now))
        ),
        whom,
        demo: documents::in_demo(app),
        backups: backup_days::days(app).await,
        folder: automatic::folder_name(app).await,
    }
}

fn initials(app: App, chosen: &Chosen) -> String {
    let mut initials: Vec<_> = app.caseload().with_untracked(|caseload| {
        let students = chosen.students.iter().filter_map(|id| caseload.get(*id));
        students.map(|student| student.initials()).collect()
    });
    initials.order();
    initials.join(", ")
}
