//! "Check and repair": what is wrong with the data, and a repair that loses nothing.

use aimline_core::check::{self, Damage, Report};
use aimline_core::format::document;
use aimline_core::model::{Id, Plan, Session, Student};
use aimline_core::order::Order;
use aimline_core::{Caseload, Change, History};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back_up::Work;
use super::documents;
use super::restore::{NotRestored, Why, copy_beside};
use crate::browser::timer;
use crate::parts::{Button, Section, Status, Tone};
use crate::route::{LogTarget, Route};
use crate::state::{App, use_app};
use crate::store::{Document, Write};
use crate::words;

#[derive(Clone)]
enum Step {
    Idle,
    Working,
    Found(Report),
    /// How many things were mended, and what is left for the person.
    Repaired(usize, Report),
    Failed(String),
}

/// Also stands where the data cannot be opened.
#[component]
pub fn CheckSection() -> impl IntoView {
    let app = use_app();
    let step = RwSignal::new(Step::Idle);
    let check = move || {
        step.set(Step::Working);
        spawn_local(async move {
            timer::sleep(0).await;
            let next = match look(app).await {
                Ok(report) => Step::Found(report),
                Err(refused) => Step::Failed(refused.to_string()),
            };
            step.try_set(next);
        });
    };
    let repair = move || {
        step.set(Step::Working);
        spawn_local(async move {
            timer::sleep(0).await;
            let next = match mend(app).await {
                Ok((mended, report)) => Step::Repaired(mended, report),
                Err(refused) => Step::Failed(refused.to_string()),
            };
            step.try_set(next);
        });
    };
    let working = Signal::derive(move || matches!(step.get(), Step::Working));
    view! {
        <Section
            title="Check and repair"
            subtitle="Looks whether every record can be read and belongs to something. A repair deletes nothing and can be undone."
            actions=move || view! { <Button on_press=check disabled=working>"Check now"</Button> }
        >
            <div aria-live="polite">
                {move || match step.get() {
                    Step::Idle => ().into_any(),
                    Step::Working => view! { <p>"Looking at every record…"</p> }.into_any(),
                    Step::Found(report) if report.is_clean() => clean(&report).into_any(),
                    Step::Found(report) => {
                        let mendable = report.can_be_mended();
                        view! {
                            <div class="stack">
                                <Findings app report />
                                <Show when=move || mendable>
                                    <div><Button on_press=repair>"Repair"</Button></div>
                                </Show>
                            </div>
                        }
                            .into_any()
                    }
                    Step::Repaired(mended, report) => {
                        let left = !report.is_clean();
                        view! {
                            <div class="stack">
                                <p>
                                    <Status tone=Tone::Good>"Repaired"</Status>
                                    {format!(" {}.", words::count(mended, "thing was mended", "things were mended"))}
                                </p>
                                {left.then(|| view! { <Findings app report /> })}
                            </div>
                        }
                            .into_any()
                    }
                    Step::Failed(sentence) => {
                        view! { <p class="notice" data-tone="poor" role="alert">{sentence}</p> }.into_any()
                    }
                }}
            </div>
        </Section>
    }
}

#[component]
fn Findings(app: App, report: Report) -> impl IntoView {
    let looked_at = words::count(report.documents, "record", "records");
    let places = app
        .caseload()
        .with_untracked(|caseload| places(caseload, &report));
    let sessions = app
        .caseload()
        .with_untracked(|caseload| sessions(caseload, &report));
    let rows = report
        .counts()
        .into_iter()
        .map(|(damage, count)| {
            view! {
                <tr>
                    <th scope="row">{damage.label()}</th>
                    <td class="number">{words::thousands(count as u64)}</td>
                    <td>{damage.remedy()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p>{format!("Looked at {looked_at}. This was found:")}</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="What was found">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        <th scope="col" class="number">"How many"</th>
                        <th scope="col">"What a repair does"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(!places.is_empty())
            .then(|| {
                let links = places
                    .into_iter()
                    .map(|(id, name)| {
                        view! { <li><a href=Route::Student(id).to_string()>{name}</a></li> }
                    })
                    .collect_view();
                view! {
                    <div>
                        <p>"Scores to look at are with:"</p>
                        <ul class="check-places">{links}</ul>
                    </div>
                }
            })}
        {(!sessions.is_empty())
            .then(|| {
                let links = sessions
                    .into_iter()
                    .map(|(id, name)| {
                        let href = Route::Log(LogTarget::Session(id)).to_string();
                        view! { <li><a href=href>{name}</a></li> }
                    })
                    .collect_view();
                view! {
                    <div>
                        <p>"Sessions to look at, and to remove where they are one too many:"</p>
                        <ul class="check-places">{links}</ul>
                    </div>
                }
            })}
    }
}

fn clean(report: &Report) -> impl IntoView + use<> {
    let looked_at = words::count(report.documents, "record", "records");
    view! {
        <p>
            <Status tone=Tone::Good>"All in order"</Status>
            {format!(" {looked_at} read; every one belongs to something.")}
        </p>
    }
}

async fn look(app: App) -> Result<Report, NotRestored> {
    let documents = documents::load(app).await?;
    timer::sleep(0).await;
    Ok(check::check(&documents::borrowed(&documents)))
}

/// Repairs with a copy kept, and looks again.
async fn mend(app: App) -> Result<(usize, Report), NotRestored> {
    app.settle_drafts().await;
    let documents = documents::load(app).await?;
    let mut context = documents::context(app);
    let repair = check::repair(&documents::borrowed(&documents), &mut context);
    let mut writes = writes(&documents, &repair.changes);
    if let Some(history) = History::of("Data repaired", &repair.changes, context.stamp()) {
        writes.push(Write {
            key: history.key(),
            expected: 0,
            body: Some(history.body()),
        });
    }
    writes.extend(copy_beside(app, Why::Repair, Work::new()).await?);
    app.store()?.commit(writes).await?;
    app.reload().await.map_err(|_| NotRestored::NotShown)?;
    app.status().set(crate::state::Status::Ready);
    let report = look(app).await?;
    Ok((repair.counts.values().sum(), report))
}

/// Changes as the store compares them: each with the revision that was read.
pub fn writes(documents: &[Document], changes: &[Change]) -> Vec<Write> {
    let revisions: std::collections::HashMap<&str, u64> = documents
        .iter()
        .map(|document| (document.key.as_str(), document.rev))
        .collect();
    changes
        .iter()
        .map(|change| Write {
            key: change.key.clone(),
            expected: revisions.get(change.key.as_str()).copied().unwrap_or(0),
            body: change.after.clone(),
        })
        .collect()
}

/// The sessions that a person should look at, by their days.
fn sessions(caseload: &Caseload, report: &Report) -> Vec<(Id<Session>, String)> {
    let found = report.findings.iter();
    found
        .filter(|finding| finding.damage == Damage::MeetingLoggedTwice)
        .filter_map(|finding| document::id_of::<Session>(&finding.key).ok())
        .filter_map(|id| {
            let session = caseload.get(id)?;
            let (who, day) = (
                caseload.name_of(session.who),
                words::full_date(session.date),
            );
            Some((id, format!("{who}, {day}")))
        })
        .collect()
}

/// The students whose scores a person should look at, once each.
fn places(caseload: &Caseload, report: &Report) -> Vec<(Id<Student>, String)> {
    let mut places: Vec<(Id<Student>, String)> = report
        .findings
        .iter()
        .filter(|finding| finding.damage == Damage::ScoreOutOfBounds)
        .filter_map(|finding| document::id_of::<Plan>(&finding.key).ok())
        .filter_map(|plan| caseload.get(plan))
        .filter_map(|plan| Some((plan.student, caseload.get(plan.student)?.name())))
        .collect();
    places.order_by(|a, b| a.1.cmp(&b.1));
    places.dedup();
    places
}
