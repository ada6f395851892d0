//! A dialog whose form survives a reload and a slip: what was typed is kept on disk while the dialog
//! is open, and in memory when it is closed by anything but its own buttons.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::state::App;

/// `T` is what the form holds, as typed.
pub struct Drafted<T: Send + Sync + 'static> {
    app: App,
    pub open: RwSignal<bool>,
    name: StoredValue<String>,
    initial: StoredValue<T>,
    /// What it was opened for, as text: the same form, begun anew, has the same.
    begun: StoredValue<String>,
    /// What was typed in the form begun so, until it is saved or cancelled.
    left: StoredValue<Option<(String, T)>>,
    /// Whether the draft stays when its form goes away unsaved.
    lasting: bool,
}

impl<T: Send + Sync + 'static> Clone for Drafted<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Drafted<T> {}

impl<T: Clone + Default + Serialize + DeserializeOwned + Send + Sync + 'static> Drafted<T> {
    /// Opens at once if there is a draft of this name: the page was reloaded in mid-form.
    pub fn new(app: App, name: String) -> Self {
        let drafted = Self::closed(app, name.clone(), false);
        spawn_local(async move {
            if let Some(draft) = app.read_draft::<T>(&name).await {
                let _ = drafted.initial.try_set_value(draft);
                let _ = drafted.open.try_set(true);
            }
        });
        drafted
    }

    /// For a form that stands on a page of several: it begins where it was left, else with what
    /// is given, and leaving the page for the next one keeps what was typed.
    pub fn lasting(app: App, name: String, fresh: impl FnOnce() -> T + 'static) -> Self {
        let drafted = Self::closed(app, name.clone(), true);
        spawn_local(async move {
            let initial = app.read_draft::<T>(&name).await.unwrap_or_else(fresh);
            let _ = drafted.initial.try_set_value(initial);
            let _ = drafted.open.try_set(true);
        });
        drafted
    }

    fn closed(app: App, name: String, lasting: bool) -> Self {
        Self {
            app,
            open: RwSignal::new(false),
            name: StoredValue::new(name),
            initial: StoredValue::new(T::default()),
            begun: StoredValue::new(String::new()),
            left: StoredValue::new(None),
            lasting,
        }
    }

    /// Opens the form; with what was typed in it, if it was closed unsaved.
    pub fn start(self, initial: T) {
        let begun = serde_json::to_string(&initial).unwrap_or_default();
        let left = self.left.try_update_value(Option::take).flatten();
        let typed = left.filter(|(of, _)| *of == begun).map(|(_, typed)| typed);
        if typed.is_some() {
            self.app
                .toast("What you had typed is back. Cancel begins anew.");
        }
        self.begun.set_value(begun);
        self.initial.set_value(typed.unwrap_or(initial));
        self.open.set(true);
    }

    /// [`Self::start`] for after an await: nothing where the page has gone.
    pub fn try_start(self, initial: T) {
        let _ = self.initial.try_set_value(initial);
        let _ = self.open.try_set(true);
    }

    pub fn close(self) {
        let _ = self.left.try_set_value(None);
        if self.lasting {
            let _ = self.name.try_with_value(|name| self.app.drop_draft(name));
        }
        let _ = self.open.try_set(false);
    }

    /// [`Self::close`] for after an await: the person may have gone on by then, and the draft has
    /// to go all the same.
    pub fn closing(self) -> impl FnOnce() + use<T> {
        let name = self.lasting.then(|| self.name.get_value());
        move || {
            let _ = self.left.try_set_value(None);
            if let Some(name) = name {
                self.app.drop_draft(&name);
            }
            let _ = self.open.try_set(false);
        }
    }

    /// What the form begins with.
    pub fn initial(self) -> T {
        self.initial.get_value()
    }

    /// Called by the form: writes what is typed, and drops it when the form goes away. A reload
    /// gives it no time to.
    pub fn keep(self, typed: impl Fn() -> T + 'static) {
        let Self { app, name, .. } = self;
        Effect::new(move |was: Option<bool>| {
            let typed = typed();
            if was.is_some() {
                name.with_value(|name| app.write_draft(name, &typed));
                self.left.set_value(Some((self.begun.get_value(), typed)));
            }
            true
        });
        if !self.lasting {
            let name = name.get_value();
            on_cleanup(move || app.drop_draft(&name));
        }
    }
}
