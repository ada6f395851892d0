//! The frame of every page: navigation, messages, the way between pages, and what has to be said
//! on all of them.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{dom, echarts, listen, timer, update};
use crate::pages;
use crate::parts::backup_badge::BackupBadge;
use crate::parts::{Button, ButtonKind, Icon, IconName};
use crate::route::{self, MeetingPlace, Route};
use crate::state::{App, Notice, Status, Workspace};

/// The main navigation, by the names that stay.
const SECTIONS: [(Route, &str, IconName); 8] = [
    (Route::Today, "Today", IconName::Today),
    (Route::Students, "Students", IconName::Students),
    (Route::Groups, "Groups", IconName::Groups),
    (Route::Protocols, "Protocols", IconName::Protocols),
    (Route::Meetings, "Meetings", IconName::Meetings),
    (Route::Reports, "Reports", IconName::Reports),
    (Route::Data, "Data", IconName::Data),
    (Route::Settings, "Settings", IconName::Settings),
];

const CLOCK_MILLISECONDS: u32 = 30_000;
const IDLE_MILLISECONDS: u32 = 3_000;

#[component]
pub fn Root() -> impl IntoView {
    let app = App::provide();
    let route = ArcRwSignal::new(route::current());
    provide_context(route.clone());
    follow_the_address(app, route.clone());
    keep_the_day(app);
    app.start();
    prefetch(app);
    let status = app.status();
    let locked = move || (status.get() == Status::Locked).then_some("");
    let section = {
        let route = route.clone();
        Memo::new(move |_| route.get().section())
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip_to_main>"Skip to content"</a>
        <div class="app" data-locked=locked>
            <header class="app-header no-print">
                <a class="app-name" href=Route::Today.to_string()>"Aimline"</a>
                <nav class="app-nav" aria-label="Main">
                    <ul>
                        {SECTIONS
                            .into_iter()
                            .map(|(to, name, icon)| {
                                let href = to.to_string();
                                let here = move || {
                                    (section.get().as_ref() == Some(&to)).then_some("page")
                                };
                                view! {
                                    <li>
                                        <a href=href aria-current=here>
                                            <Icon name=icon />
                                            <span>{name}</span>
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </nav>
                <Tools app />
            </header>
            <main id="main" class="app-main" tabindex="-1">
                <Banners app />
                <Page app route />
            </main>
            <Messages app />
        </div>
        <p class="visually-hidden" role="status" aria-live="polite">{live(app)}</p>
    }
}

fn live(app: App) -> impl Fn() -> String {
    let text = app.live_text();
    move || text.get()
}

/// The address names main content for assistive technology; following it must not change the route.
fn skip_to_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    dom::focus_id("main");
}

/// Moves with the address: title, scroll and focus follow.
fn follow_the_address(app: App, route: ArcRwSignal<Route>) {
    let Some(window) = dom::window() else { return };
    let changed = route.clone();
    let listener = StoredValue::new_local(Some(listen(
        &window,
        "hashchange",
        move |_: web_sys::HashChangeEvent| {
            app.flush_drafts();
            changed.set(route::current());
            route::arrive();
        },
    )));
    on_cleanup(move || listener.set_value(None));
    Effect::new(move |_| {
        dom::set_title(&title(app, &route.get()));
    });
}

/// The next page and the first chart should not wait for their code: it is fetched once the first
/// page has settled.
fn prefetch(app: App) {
    spawn_local(async move {
        timer::sleep(IDLE_MILLISECONDS).await;
        pages::prefetch_chapters();
        pages::begin_behind(app);
        echarts::prefetch();
    });
}

/// What is at hand on every page: the privacy screen, and the lock if there is one.
#[component]
fn Tools(app: App) -> impl IntoView {
    let (by_initials, has_lock) = (app.by_initials(), app.has_lock());
    let keys = dom::window().map(|window| {
        listen(&window, "keydown", move |event: KeyboardEvent| {
            if is_privacy_key(&event) {
                event.prevent_default();
                app.switch_initials();
            }
        })
    });
    let listeners = StoredValue::new_local(Some((keys, app.follow_initials())));
    on_cleanup(move || listeners.set_value(None));
    let pressed = move || if by_initials.get() { "true" } else { "false" };
    view! {
        <div class="app-tools">
            <button
                type="button"
                class="button button-quiet"
                title="Privacy screen: students by initials (Alt + P)"
                aria-pressed=pressed
                on:click=move |_| app.switch_initials()
            >
                <Icon name=IconName::Eye />
                "Initials only"
            </button>
            <Show when=move || has_lock.get()>
                <Button
                    kind=ButtonKind::Quiet
                    icon=IconName::Lock
                    on_press=move || app.lock_now()
                >
                    "Lock"
                </Button>
            </Show>
        </div>
    }
}

/// Alt and P together act while somebody is typing, too; a Mac makes another sign of them.
fn is_privacy_key(event: &KeyboardEvent) -> bool {
    let others = event.ctrl_key() || event.meta_key() || event.shift_key();
    event.alt_key() && !others && matches!(event.key().as_str(), "p" | "P" | "π")
}

/// The title of the window: a student appears by initials only.
fn title(app: App, route: &Route) -> String {
    let caseload = app.caseload();
    if app.status().get() == Status::Locked {
        return "Locked – Aimline".into();
    }
    let name = match route {
        Route::Today => "Today".into(),
        Route::Log(_) => "Log session".into(),
        Route::Students => "Students".into(),
        Route::Student(id) => caseload
            .with(|caseload| {
                caseload
                    .get(*id)
                    .map(aimline_core::model::Student::initials)
            })
            .unwrap_or_else(|| "Student".into()),
        Route::Probe(_) => "Probe".into(),
        Route::Groups => "Groups".into(),
        Route::Group(_) => "Group".into(),
        Route::Scores(_) => "Enter scores".into(),
        Route::Protocols => "Protocols".into(),
        Route::Protocol(_) => "Protocol".into(),
        Route::Meetings => "Meetings".into(),
        Route::Meeting(MeetingPlace::Student(number)) => format!("Meeting, page {number}"),
        Route::Meeting(MeetingPlace::Minutes) => "Meeting minutes".into(),
        Route::Reports => "Reports".into(),
        Route::Data => "Data".into(),
        Route::Roster => "Import a roster".into(),
        Route::ScoreImport => "Import scores".into(),
        Route::Privacy => "Privacy".into(),
        Route::Settings => "Settings".into(),
        Route::References => "Reference sets".into(),
        Route::Reference(_) => "Reference set".into(),
        Route::Demo => "Demo".into(),
        Route::Unknown => String::from("Page not found"),
    };
    format!("{name} – Aimline")
}

/// Midnight and a lid opened in the morning both bring a new day; leaving the page writes drafts.
fn keep_the_day(app: App) {
    let tick = StoredValue::new_local(timer::every(CLOCK_MILLISECONDS, move || {
        app.look_at_the_clock();
    }));
    let Some(document) = dom::document() else {
        return;
    };
    let shown = StoredValue::new_local(Some(listen(
        &document,
        "visibilitychange",
        move |_: web_sys::Event| {
            app.flush_drafts();
            app.look_at_the_clock();
        },
    )));
    on_cleanup(move || {
        tick.set_value(None);
        shown.set_value(None);
    });
}

/// What has to be said on every page: the demo, an old backup, a newer version.
#[component]
fn Banners(app: App) -> impl IntoView {
    let workspace = app.workspace();
    let gone = app.gone();
    let update_waits = RwSignal::new(update::waits());
    let listener = StoredValue::new_local(update::on_ready(move || update_waits.set(true)));
    on_cleanup(move || listener.set_value(None));
    let leave = move || {
        spawn_local(async move {
            app.leave_demo().await;
            route::go(&Route::Today);
        });
    };
    let reset = move || {
        spawn_local(async move {
            match app.reset_demo().await {
                Ok(()) => app.toast("The demo is as it was at first."),
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    let apply_update = move || {
        spawn_local(async move {
            app.settle_drafts().await;
            update::apply();
        });
    };
    view! {
        <Show when=move || workspace.get() == Workspace::Demo>
            <aside class="banner no-print" aria-label="Demo">
                <p>"This is the demo: an invented caseload, kept apart from yours."</p>
                <Button kind=ButtonKind::Quiet on_press=reset>"Reset the demo"</Button>
                <Button kind=ButtonKind::Secondary on_press=leave>"Leave the demo"</Button>
            </aside>
        </Show>
        <Show when=move || update_waits.get()>
            <aside class="banner no-print" aria-label="Update">
                <p>"A new version is ready. What you are typing is kept."</p>
                <Button kind=ButtonKind::Secondary on_press=apply_update>"Update now"</Button>
            </aside>
        </Show>
        <Show when=move || gone.get()>
            <pages::trouble::Gone />
        </Show>
        <BackupBadge />
    }
}

#[component]
fn Page(app: App, route: ArcRwSignal<Route>) -> impl IntoView {
    let status = app.status();
    let workspace = app.workspace();
    move || {
        // A page of one workspace never lives on in the other.
        workspace.track();
        app.provide_for_page();
        match status.get() {
            // The demo is open to all.
            Status::Locked if route.get() == Route::Demo => pages::view(Route::Demo),
            Status::Locked => pages::locked(),
            Status::Opening => view! { <p role="status">"Opening your caseload…"</p> }.into_any(),
            Status::Failed(trouble) => view! { <pages::trouble::Failed trouble /> }.into_any(),
            Status::Missing => view! { <pages::trouble::Missing /> }.into_any(),
            Status::Ready => pages::view(route.get()),
        }
    }
}

/// The messages in the corner; each stays until it is dismissed or newer ones push it out.
#[component]
fn Messages(app: App) -> impl IntoView {
    let notices = app.notices();
    view! {
        <section class="toasts no-print" aria-label="Messages">
            <For each=move || notices.get() key=|notice| notice.id let:notice>
                <Message app notice />
            </For>
        </section>
    }
}

/// A message with Undo stays as long as a person needs to see the slip and reach for the button.
const MESSAGE_MILLISECONDS: u32 = 20_000;

#[component]
fn Message(app: App, notice: Notice) -> impl IntoView {
    let Notice { id, text, undo } = notice;
    let timeout = StoredValue::new_local(timer::after(MESSAGE_MILLISECONDS, move || {
        app.dismiss(id);
    }));
    on_cleanup(move || timeout.set_value(None));
    let refused = RwSignal::new(None::<String>);
    let undo_button = undo.map(|history| {
        let busy = RwSignal::new(false);
        let undo = move || {
            busy.set(true);
            app.undo_and_say(history.clone(), move |answer| match answer {
                Ok(()) => app.dismiss(id),
                // The button stays: what stood in the way may pass.
                Err(why) => {
                    busy.try_set(false);
                    refused.try_set(Some(format!("Not undone. {why}")));
                }
            });
        };
        view! { <Button kind=ButtonKind::Secondary disabled=busy on_press=undo>"Undo"</Button> }
    });
    view! {
        <div class="toast">
            <div class="toast-text">
                <p>{text}</p>
                {move || refused.get().map(|why| view! { <p class="small">{why}</p> })}
            </div>
            {undo_button}
            <Button kind=ButtonKind::Quiet label="Dismiss" on_press=move || app.dismiss(id)>
                <Icon name=IconName::Close />
            </Button>
        </div>
    }
}
