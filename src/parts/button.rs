//! Something to press, and a link that looks like it.

use leptos::prelude::*;

use super::{Icon, IconName};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    #[default]
    Secondary,
    /// No frame until pointed at; for rows and toolbars.
    Quiet,
    /// Takes something away.
    Danger,
}

/// `<Button kind=ButtonKind::Primary on_press=move || save()>"Save session"</Button>`
///
/// Without `on_press` and with `submit` it sends the form it stands in.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// The name for those who do not see it; needed where only an icon shows.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// The id of what tells this button from others of its name.
    #[prop(optional, into)]
    described_by: Option<String>,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional)] small: bool,
    #[prop(optional)] submit: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let bare = children.is_none();
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class_of(kind, small, bare)
            disabled=move || disabled.get()
            aria-label=label.map(|label| move || label.get())
            aria-describedby=described_by
            title=label.filter(|_| bare).map(|label| move || label.get())
            on:click=move |event| {
                // A mouse that bounces, or an impatient hand: a form is sent once.
                if submit && event.detail() > 1 {
                    event.prevent_default();
                }
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|children| children())}
        </button>
    }
}

/// A link to another screen that stands among buttons.
#[component]
pub fn ButtonLink(
    #[prop(optional)] kind: ButtonKind,
    #[prop(into)] href: Signal<String>,
    #[prop(optional, into)] label: Option<Signal<String>>,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional)] small: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let bare = children.is_none();
    view! {
        <a
            class=class_of(kind, small, bare)
            href=move || href.get()
            aria-label=label.map(|label| move || label.get())
            title=label.filter(|_| bare).map(|label| move || label.get())
        >
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|children| children())}
        </a>
    }
}

/// A choice that is on or off, in a row of such choices.
#[component]
pub fn Chip(
    #[prop(into)] pressed: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional, into)] disabled: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || if pressed.get() { "true" } else { "false" }
            disabled=move || disabled.get()
            on:click=move |_| on_press.run(())
        >
            {children()}
        </button>
    }
}

fn class_of(kind: ButtonKind, small: bool, bare: bool) -> String {
    let kind = match kind {
        ButtonKind::Primary => "button button-primary",
        ButtonKind::Secondary => "button",
        ButtonKind::Quiet => "button button-quiet",
        ButtonKind::Danger => "button button-danger",
    };
    let small = if small { " button-small" } else { "" };
    let bare = if bare { " button-icon" } else { "" };
    format!("{kind}{small}{bare}")
}
