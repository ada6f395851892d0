//! `#/probe/PLAN`: gives one timed probe: a timer, errors counted by a key or a tap, the last
//! item read; the score follows.

mod clock;
mod count;
mod result;

use aimline_core::model::{Id, Measure, Plan, Student};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::parts::{ButtonLink, EmptyState, PageHeader};
use crate::route::Route;
use crate::state::{App, use_app};
use count::{Ready, Running};
use result::Result as ProbeResult;

/// One administration so far; it is the draft that survives a reload.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Probing {
    /// When the timer was started, in milliseconds since 1970.
    started: Option<u64>,
    /// When it was stopped, by the person or by the clock.
    stopped: Option<u64>,
    errors: u32,
    /// As typed.
    attempted: String,
    /// The id of the skill, of a mastery measure.
    skill: String,
    note: String,
}

/// What the runner works with.
#[derive(Clone, Copy)]
struct Run {
    app: App,
    plan: Id<Plan>,
    seconds: u16,
    state: RwSignal<Probing>,
    /// Milliseconds since 1970, a few times a second while the timer runs.
    now: RwSignal<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Ready,
    Running,
    Done,
}

#[component]
pub fn ProbeRunner(plan: Id<Plan>) -> impl IntoView {
    let app = use_app();
    let known = app.caseload().with_untracked(|caseload| {
        let found = caseload.get(plan)?;
        let measure = caseload.measure(found.measure)?.clone();
        caseload.get(found.student)?;
        Some((found.student, measure))
    });
    match known {
        Some((id, measure)) => view! { <Runner plan id measure /> }.into_any(),
        None => view! {
            <PageHeader title="Probe" />
            <EmptyState title="This plan is not here" text="It may have been removed, or belongs to another caseload.">
                <ButtonLink href=Route::Students.to_string()>"All students"</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
}

#[component]
fn Runner(plan: Id<Plan>, id: Id<Student>, measure: Measure) -> impl IntoView {
    let app = use_app();
    let run = Run::new(app, plan, &measure);
    let caseload = app.caseload();
    let name = Signal::derive(move || {
        let name = caseload.with(|caseload| caseload.get(id).map(Student::name));
        name.unwrap_or_default()
    });
    let stage = Memo::new(move |_| run.stage());
    let back = (Route::Student(id).to_string(), "Student");
    let measure_of_stage = measure.clone();
    view! {
        <PageHeader title=format!("Probe: {}", measure.name) subtitle=name back />
        {move || {
            let measure = measure_of_stage.clone();
            match stage.get() {
                Stage::Ready => view! { <Ready run /> }.into_any(),
                Stage::Running => view! { <Running run /> }.into_any(),
                Stage::Done => view! { <ProbeResult run measure student=id /> }.into_any(),
            }
        }}
    }
}

impl Run {
    fn new(app: App, plan: Id<Plan>, measure: &Measure) -> Self {
        let run = Self {
            app,
            plan,
            seconds: measure.seconds.unwrap_or(60),
            state: RwSignal::new(Probing::default()),
            now: RwSignal::new(crate::browser::clock::now_ms()),
        };
        clock::keep(run);
        spawn_local(async move {
            if let Some(draft) = app.read_draft::<Probing>(&run.draft_name()).await {
                let _ = run.state.try_set(draft);
            }
        });
        run
    }

    fn draft_name(self) -> String {
        format!("probe/{}", self.plan)
    }

    fn stage(self) -> Stage {
        match self.state.with(|state| (state.started, state.stopped)) {
            (None, _) => Stage::Ready,
            (Some(_), None) => Stage::Running,
            (Some(_), Some(_)) => Stage::Done,
        }
    }

    /// Seconds that are left, rounded up as a stopwatch shows them.
    fn left(self) -> u64 {
        let all = u64::from(self.seconds) * 1_000;
        let Some(started) = self.state.with(|state| state.started) else {
            return u64::from(self.seconds);
        };
        let gone = self.now.get().saturating_sub(started);
        all.saturating_sub(gone).div_ceil(1_000)
    }

    /// Seconds that were used.
    fn used(self) -> u64 {
        self.state.with(|state| {
            let used = state
                .stopped
                .zip(state.started)
                .map(|(stopped, started)| stopped.saturating_sub(started));
            used.unwrap_or(0) / 1_000
        })
    }

    fn change(self, change: impl FnOnce(&mut Probing)) {
        self.state.update(change);
        let state = self.state.get_untracked();
        self.app.write_draft(&self.draft_name(), &state);
    }

    fn start(self) {
        let now = crate::browser::clock::now_ms();
        self.now.set(now);
        self.change(|state| {
            *state = Probing {
                started: Some(now),
                ..Probing::default()
            }
        });
    }

    /// Stops the timer; a person who comes back later finds it stopped when its time was up.
    fn stop(self) {
        let now = crate::browser::clock::now_ms();
        let all = u64::from(self.seconds) * 1_000;
        self.change(|state| {
            if let Some(started) = state.started {
                state.stopped = Some(now.min(started + all));
            }
        });
    }

    fn error(self) {
        self.change(|state| state.errors = state.errors.saturating_add(1));
    }

    fn take_back_error(self) {
        self.change(|state| state.errors = state.errors.saturating_sub(1));
    }

    /// Throws this administration away, so that another can be given.
    fn again(self) {
        self.state.set(Probing::default());
        self.app.drop_draft(&self.draft_name());
    }
}

/// "1:00".
fn minutes_and_seconds(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
