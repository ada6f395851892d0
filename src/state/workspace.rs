//! The person's own caseload, or the demo beside it: each in its own database.

use leptos::prelude::*;

use super::{App, Status};

const DEMO_IN_THIS_TAB: &str = "aimline.demo";

/// Which caseload is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workspace {
    Own,
    Demo,
}

impl Workspace {
    pub(super) fn database(self) -> &'static str {
        match self {
            Self::Own => "aimline",
            Self::Demo => "aimline-demo",
        }
    }

    /// A reload stays in the demo; a new tab opens the person's own caseload.
    pub(super) fn of_this_tab() -> Self {
        let demo = session_storage().and_then(|storage| storage.get_item(DEMO_IN_THIS_TAB).ok()?);
        if demo.is_some() {
            Self::Demo
        } else {
            Self::Own
        }
    }

    pub(super) fn keep_for_this_tab(self) {
        let Some(storage) = session_storage() else {
            return;
        };
        // Where it cannot be kept, a reload opens the person's own caseload, which is safe.
        let _ = match self {
            Self::Own => storage.remove_item(DEMO_IN_THIS_TAB),
            Self::Demo => storage.set_item(DEMO_IN_THIS_TAB, "1"),
        };
    }
}

impl App {
    pub fn workspace(&self) -> ArcRwSignal<Workspace> {
        self.inner().workspace.clone()
    }

    pub fn is_demo(&self) -> bool {
        self.inner().workspace.get() == Workspace::Demo
    }

    /// Whether the demo is open already; subscribes to nothing.
    pub fn is_in_demo(&self) -> bool {
        let inner = self.inner();
        inner.workspace.get_untracked() == Workspace::Demo
            && inner.status.get_untracked() == Status::Ready
    }
}

fn session_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
