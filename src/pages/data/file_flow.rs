//! The way from a file to what is done with it: choose, read, open if it is encrypted, look at what
//! it would do, decide. Restoring and merging go it alike.

use std::future::Future;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::back_up::Work;
use super::opened::{self, Chosen, Locked, Opened};
use super::restore::NotRestored;
use super::unlock::Unlock;
use crate::browser::{clock, dom, files};
use crate::parts::{Button, ButtonKind, Dialog, IconName, Progress};
use crate::state::{App, use_app};
use crate::words;

/// What a file is opened for.
pub trait Purpose: Send + Sync + 'static {
    /// What the file would do here.
    type Preview: Send + Sync + 'static;

    const TITLE: &'static str;
    /// What the file is called where it is chosen.
    const FILE: &'static str;
    const WORKING: &'static str;

    fn look(
        app: App,
        file: Opened,
    ) -> impl Future<Output = Result<Self::Preview, NotRestored>> + 'static;

    fn carry_out(
        app: App,
        preview: Arc<Self::Preview>,
        work: Work,
    ) -> impl Future<Output = Result<Answer<Self::Preview>, NotRestored>> + 'static;

    fn shown(preview: Arc<Self::Preview>, confirm: Callback<()>, cancel: Callback<()>) -> AnyView;
}

/// What came of carrying it out.
pub enum Answer<P> {
    /// The sentence that says so.
    Done(String),
    /// What was shown is not true any more; this is.
    LookAgain(P),
}

/// Where the person is on the way.
enum Step<P> {
    Reading,
    /// It needs its passphrase; what was said of the one before.
    Locked(Arc<Locked>, Option<String>),
    Opening,
    Refused(String),
    /// It was carried out, but the page does not show it.
    NotShown(String),
    Ready(Arc<P>),
    Working,
}

/// The way of one file, and the window that shows it.
pub struct Flow<P: Purpose> {
    app: App,
    open: RwSignal<bool>,
    step: RwSignal<Step<P::Preview>>,
    typed: RwSignal<String>,
    work: Work,
    /// A file that was cancelled may still be opening when the next one is chosen.
    turn: RwSignal<u32>,
}

impl<P: Purpose> Clone for Flow<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Purpose> Copy for Flow<P> {}

impl<P: Purpose> Flow<P> {
    pub fn new(app: App) -> Self {
        Self {
            app,
            open: RwSignal::new(false),
            step: RwSignal::new(Step::Reading),
            typed: RwSignal::new(String::new()),
            work: Work::new(),
            turn: RwSignal::new(0),
        }
    }

    /// Opens the window and reads the file.
    pub fn read(self, file: File) {
        let mine = self.begin(Step::Reading);
        self.typed.set(String::new());
        self.open.set(true);
        spawn_local(async move {
            let next = match opened::choose(self.app, file, self.work).await {
                Ok(Chosen::Opened(file)) => self.look(file).await,
                Ok(Chosen::Locked(locked)) => Step::Locked(Arc::new(locked), None),
                Err(refusal) => Step::Refused(refusal.to_string()),
            };
            self.show(mine, next);
        });
    }

    fn unlock(self, locked: Arc<Locked>, passphrase: String) {
        let mine = self.begin(Step::Opening);
        spawn_local(async move {
            let next = match opened::unlock(self.app, &locked, &passphrase, self.work).await {
                Ok(file) => self.look(file).await,
                Err(refusal) if refusal.is_wrong_passphrase() => {
                    Step::Locked(locked, Some(refusal.to_string()))
                }
                Err(refusal) => Step::Refused(refusal.to_string()),
            };
            self.show(mine, next);
        });
    }

    async fn look(self, file: Opened) -> Step<P::Preview> {
        match P::look(self.app, file).await {
            Ok(preview) => Step::Ready(Arc::new(preview)),
            Err(refusal) => Step::Refused(refusal.to_string()),
        }
    }

    fn confirm(self, preview: Arc<P::Preview>) {
        self.step.set(Step::Working);
        spawn_local(async move {
            let next = match P::carry_out(self.app, preview, self.work).await {
                Ok(Answer::Done(sentence)) => {
                    self.open.try_set(false);
                    self.app.toast(sentence);
                    return;
                }
                Ok(Answer::LookAgain(preview)) => Step::Ready(Arc::new(preview)),
                Err(done @ NotRestored::NotShown) => Step::NotShown(done.to_string()),
                Err(refused) => Step::Refused(refused.to_string()),
            };
            self.step.try_set(next);
        });
    }

    fn begin(self, first: Step<P::Preview>) -> u32 {
        self.turn.update(|turn| *turn += 1);
        self.step.set(first);
        self.turn.get_untracked()
    }

    fn show(self, mine: u32, next: Step<P::Preview>) {
        if self.turn.try_get_untracked() == Some(mine) {
            self.step.set(next);
        }
    }

    fn is_working(self) -> bool {
        self.step.with(|step| matches!(step, Step::Working))
    }

    /// Esc cancels like the button: what still runs is told to stop and its answer is not waited
    /// for, and the passphrase does not outlive its question.
    fn closed(self) {
        self.typed.set(String::new());
        if !untrack(|| self.is_working()) {
            self.work.cancelled.set(true);
            self.begin(Step::Reading);
        }
    }
}

/// A button that asks for a file and goes the way with it.
#[component]
pub fn FileButton<P: Purpose>(
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional)] kind: ButtonKind,
    purpose: P,
) -> impl IntoView {
    // It only says which way to go.
    drop(purpose);
    let flow = Flow::<P>::new(use_app());
    let input = NodeRef::<html::Input>::new();
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let file = input
            .get_untracked()
            .and_then(|input| files::take_chosen(&input).pop());
        if let Some(file) = file {
            flow.read(file);
        }
    };
    view! {
        <Button kind icon=icon.unwrap_or(IconName::Upload) on_press=choose>{P::TITLE}</Button>
        <input
            node_ref=input
            class="visually-hidden"
            type="file"
            accept=".json,.aimline,application/json"
            aria-label=P::FILE
            tabindex="-1"
            on:change=chosen
        />
        <FileDialog flow choose />
    }
}

/// The window of a flow.
#[component]
pub fn FileDialog<P: Purpose>(
    flow: Flow<P>,
    /// Asks for another file after one that was refused.
    #[prop(into)]
    choose: Callback<()>,
) -> impl IntoView {
    let working = Signal::derive(move || flow.is_working());
    view! {
        <Dialog open=flow.open title=P::TITLE wide=true held=working on_close=move || flow.closed()>
            {move || flow.step.with(|step| stage(flow, step, choose))}
        </Dialog>
    }
}

fn stage<P: Purpose>(flow: Flow<P>, step: &Step<P::Preview>, choose: Callback<()>) -> AnyView {
    let (open, work) = (flow.open, flow.work);
    let cancel = Callback::new(move |()| open.set(false));
    match step {
        Step::Reading => view! {
            <div class="stack">
                <Progress done=work.done total=work.total label="Reading and checking the file" />
                <div class="row row-end"><Button on_press=cancel>"Cancel"</Button></div>
            </div>
        }
        .into_any(),
        Step::Locked(locked, said) => {
            let (locked, said, opened) = (locked.clone(), said.clone(), locked.clone());
            let unlock = move |passphrase| flow.unlock(opened.clone(), passphrase);
            view! { <Unlock locked said on_unlock=unlock on_cancel=cancel typed=flow.typed /> }
                .into_any()
        }
        Step::Opening => view! {
            <div class="stack">
                <Progress done=work.done total=work.total label="Opening and checking the file" />
                <p class="muted">"The first step takes a moment: it is what makes guessing slow."</p>
                <div class="row row-end"><Button on_press=cancel>"Cancel"</Button></div>
            </div>
        }
        .into_any(),
        Step::Refused(sentence) => view! {
            <div class="stack" role="alert">
                <p class="notice" data-tone="poor">{sentence.clone()}</p>
                <p>"Nothing was changed."</p>
                <div class="row row-end">
                    <Button on_press=cancel>"Close"</Button>
                    <Button kind=ButtonKind::Primary on_press=choose>"Choose another file"</Button>
                </div>
            </div>
        }
        .into_any(),
        Step::NotShown(sentence) => view! {
            <div class="stack" role="alert">
                <p class="notice" data-tone="near">{sentence.clone()}</p>
                <div class="row row-end">
                    <Button kind=ButtonKind::Primary on_press=dom::reload>"Load the page again"</Button>
                </div>
            </div>
        }
        .into_any(),
        Step::Ready(preview) => {
            let confirmed = preview.clone();
            let confirm = Callback::new(move |()| flow.confirm(confirmed.clone()));
            P::shown(preview.clone(), confirm, cancel)
        }
        Step::Working => view! {
            <div class="stack">
                <Progress done=work.done total=work.total label=P::WORKING />
                <p class="muted">
                    "It happens as a whole or not at all. Please leave this page open."
                </p>
            </div>
        }
        .into_any(),
    }
}

/// "Written on Nov 24, 2026 at 8:05 AM."
pub fn when_written(moment: u64) -> String {
    format!(
        "Written on {} at {}.",
        words::full_date(clock::date_of(moment)),
        words::time(clock::minute_of(moment))
    )
}
