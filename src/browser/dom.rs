//! The few things done to the document by hand: focus, title, scrolling.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Window,
};

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Whether the focus is there now. Something hidden or disabled does not take it.
pub fn focus(element: &Element) -> bool {
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return false;
    };
    element.focus().is_ok() && focused().is_some_and(|focused| focused == **element)
}

/// Whether there is such an element and it has the focus now.
pub fn focus_id(id: &str) -> bool {
    element(id).is_some_and(|element| focus(&element))
}

pub fn focused() -> Option<Element> {
    document()?.active_element()
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// How far down the page stands, in CSS pixels.
pub fn scroll_position() -> f64 {
    window()
        .and_then(|window| window.scroll_y().ok())
        .unwrap_or_default()
}

pub fn scroll_to(position: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, position);
    }
}

/// Scrolls as little as needed to show the element.
pub fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether letters pressed now are text: the focus is in a field, a list, or a dialog.
pub fn is_typing() -> bool {
    let typing = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, \
                  dialog, [contenteditable]";
    focused().is_some_and(|element| matches!(element.closest(typing), Ok(Some(_))))
}

/// Moves the focus to the first element of a selector.
pub fn focus_first(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok()?);
    found.is_some_and(|element| focus(&element))
}

/// What the first element of a selector says in one of its attributes.
pub fn attribute_of(selector: &str, name: &str) -> Option<String> {
    let found = document()?.query_selector(selector).ok()??;
    found.get_attribute(name)
}

/// The scheme, host and port that the page came from.
pub fn origin() -> String {
    let origin = window().and_then(|window| window.location().origin().ok());
    origin.unwrap_or_default()
}

/// Takes an element out of sight and out of reach.
pub fn hide(id: &str) {
    if let Some(element) = element(id) {
        // Every element takes this attribute.
        let _ = element.set_attribute("hidden", "");
    }
}

pub fn reload() {
    if let Some(window) = window() {
        // A page can always be reloaded.
        let _ = window.location().reload();
    }
}

pub fn print() {
    if let Some(window) = window() {
        // A browser without printing has nothing to say about it.
        let _ = window.print();
    }
}
