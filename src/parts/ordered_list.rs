//! A list that is put in order while each item is edited in a field of its own: items are added,
//! moved and removed by button or by key. What happened is said, and the focus follows the item.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Button, ButtonKind, Icon, IconName};
use crate::browser::dom;
use crate::state::{App, use_app};

pub trait Item: Copy + Send + Sync + 'static {
    /// What one is called, such as "step".
    const NAME: &'static str;

    fn empty() -> Self;

    fn is(&self, other: &Self) -> bool;

    /// The id of the field that it is typed in.
    fn field_id(&self) -> String;
}

pub struct OrderedList<T: Item> {
    items: RwSignal<Vec<T>>,
    app: App,
}

/// An item of a list, and where it is now.
pub struct Listed<T: Item> {
    list: OrderedList<T>,
    item: T,
    place: Memo<usize>,
}

impl<T: Item> OrderedList<T> {
    pub fn new(items: RwSignal<Vec<T>>) -> Self {
        let app = use_app();
        Self { items, app }
    }

    pub fn listed(self, item: T) -> Listed<T> {
        let is = move |other: &T| other.is(&item);
        let place = move |items: &Vec<T>| items.iter().position(is).unwrap_or(0);
        Listed {
            list: self,
            item,
            place: Memo::new(move |_| self.items.with(place)),
        }
    }

    /// Adds one at the end.
    pub fn add(self) {
        self.insert(self.items.with_untracked(Vec::len), vec![T::empty()]);
    }

    /// Puts items in at a place and goes to the last of them.
    fn insert(self, place: usize, new: Vec<T>) {
        let last = new.last().map(T::field_id);
        self.items.update(|items| {
            let place = place.min(items.len());
            items.splice(place..place, new);
        });
        if let Some(last) = last {
            focus_soon(last);
        }
    }
}

impl<T: Item> Listed<T> {
    /// Counted from 1.
    pub fn number(self) -> Signal<usize> {
        Signal::derive(move || self.place.get() + 1)
    }

    pub fn add_below(self, new: Vec<T>) {
        self.list.insert(self.place.get_untracked() + 1, new);
    }

    /// Enter adds an item below; Alt with an arrow key moves this one.
    pub fn on_key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            key @ ("ArrowUp" | "ArrowDown") if event.alt_key() => {
                event.prevent_default();
                self.shift(key == "ArrowUp", self.item.field_id());
            }
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                self.add_below(vec![T::empty()]);
            }
            _ => {}
        }
    }

    fn is_first(self) -> bool {
        self.place.get() == 0
    }

    fn is_last(self) -> bool {
        self.place.get() + 1 == self.list.items.with(Vec::len)
    }

    /// Swaps the item with its neighbor.
    fn shift(self, up: bool, focus: String) {
        let from = self.place.get_untracked();
        let to = if up {
            from.checked_sub(1)
        } else {
            Some(from + 1).filter(|to| *to < self.list.items.with_untracked(Vec::len))
        };
        if let Some(to) = to {
            self.list.items.update(|items| items.swap(from, to));
            self.list
                .app
                .say(format!("The {} is now at place {}.", T::NAME, to + 1));
        }
        // A moved element loses the focus.
        focus_soon(focus);
    }

    fn remove(self) {
        let place = self.place.get_untracked();
        self.list
            .items
            .update(|items| items.retain(|other| !other.is(&self.item)));
        self.list.app.say(format!("The {} is removed.", T::NAME));
        let next = self
            .list
            .items
            .with_untracked(|items| items.get(place).or(items.last()).map(T::field_id));
        if let Some(next) = next {
            focus_soon(next);
        }
    }
}

/// The buttons of an item: up, down, remove.
#[component]
pub fn ItemMoves<T: Item>(listed: Listed<T>) -> impl IntoView {
    let number = listed.number();
    let id = |way: &str| format!("{}-{way}", listed.item.field_id());
    let (up, down) = (id("up"), id("down"));
    let (up_focus, down_focus) = (up.clone(), down.clone());
    view! {
        <div class="step-moves">
            <button
                type="button"
                class="button button-quiet button-icon button-small"
                id=up
                aria-label=move || format!("Move {} {} up", T::NAME, number.get())
                aria-disabled=move || listed.is_first().then_some("true")
                on:click=move |_| listed.shift(true, up_focus.clone())
            >
                <Icon name=IconName::Up />
            </button>
            <button
                type="button"
                class="button button-quiet button-icon button-small"
                id=down
                aria-label=move || format!("Move {} {} down", T::NAME, number.get())
                aria-disabled=move || listed.is_last().then_some("true")
                on:click=move |_| listed.shift(false, down_focus.clone())
            >
                <Icon name=IconName::Down />
            </button>
            <Button
                kind=ButtonKind::Quiet
                small=true
                icon=IconName::Delete
                label=Signal::derive(move || format!("Remove {} {}", T::NAME, number.get()))
                on_press=move || listed.remove()
            />
        </div>
    }
}

impl<T: Item> Clone for OrderedList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Item> Copy for OrderedList<T> {}

impl<T: Item> Clone for Listed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Item> Copy for Listed<T> {}

fn focus_soon(id: String) {
    request_animation_frame(move || {
        dom::focus_id(&id);
    });
}
