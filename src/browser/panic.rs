//! What is shown when the app has stopped.
//!
//! After a panic no Rust runs any more, so the page is plain DOM and its buttons are the browser's
//! own functions. It shows where the app stopped, never the message: a message may carry a name.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

/// Only the first panic is told: those after it are its consequences.
static STOPPED: AtomicBool = AtomicBool::new(false);

pub fn install() {
    std::panic::set_hook(Box::new(stop));
}

/// The crash page, for `<body>`.
pub fn crash_page(document: &Document, details: &str) -> Result<Element, JsValue> {
    let main = document.create_element("main")?;
    main.set_class_name("shell-main");
    main.set_attribute("role", "alert")?;
    append(&main, "h1", "Aimline stopped")?;
    append(
        &main,
        "p",
        "Something went wrong in the page. Your saved work is safe on this device; reload to go on.",
    )?;
    if let Some(reload) = bound(&["location"], "reload", &[]) {
        append_button(&main, "Reload", &reload)?;
    }
    if let Some(copy) = bound(&["navigator", "clipboard"], "writeText", &[details]) {
        append_button(&main, "Copy details", &copy)?;
    }
    append(&main, "a", "Save a copy of my records")?.set_attribute("href", "./rescue.html")?;
    append(&main, "p", details)?.set_class_name("shell-detail");
    Ok(main)
}

fn stop(info: &PanicHookInfo<'_>) {
    if STOPPED.swap(true, Ordering::Relaxed) {
        return;
    }
    let place = match info.location() {
        Some(place) => format!("{}:{}:{}", place.file(), place.line(), place.column()),
        None => "an unknown place".to_owned(),
    };
    let details = format!("Aimline {} stopped at {place}", env!("CARGO_PKG_VERSION"));
    report(info, &details);
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        // There is nothing left to do about a page that cannot be built.
        let _ = show(&document, &details);
    }
}

fn show(document: &Document, details: &str) -> Result<(), JsValue> {
    let page = crash_page(document, details)?;
    if let Some(body) = document.body() {
        body.set_text_content(None);
        body.append_child(&page)?;
    }
    Ok(())
}

/// The message is for whoever works on the app; in a release it is not even in the console.
fn report(info: &PanicHookInfo<'_>, details: &str) {
    let text = if cfg!(debug_assertions) {
        info.to_string()
    } else {
        details.to_owned()
    };
    web_sys::console::error_1(&text.into());
}

fn append(parent: &Element, tag: &str, text: &str) -> Result<Element, JsValue> {
    let document = parent.owner_document().ok_or(JsValue::NULL)?;
    let element = document.create_element(tag)?;
    element.set_text_content(Some(text));
    parent.append_child(&element)?;
    // Words of two neighbours would run together.
    parent.append_with_str_1(" ")?;
    Ok(element)
}

fn append_button(parent: &Element, label: &str, press: &Function) -> Result<(), JsValue> {
    let button: HtmlElement = append(parent, "button", label)?.unchecked_into();
    button.set_attribute("type", "button")?;
    button.set_onclick(Some(press));
    Ok(())
}

/// A function of the browser with its object and first arguments, so that a click on it needs no
/// Rust: `location.reload.bind(location)`. What the click itself hands over comes after and is
/// ignored.
fn bound(path: &[&str], function: &str, arguments: &[&str]) -> Option<Function> {
    let mut object: JsValue = web_sys::window()?.into();
    for name in path {
        object = Reflect::get(&object, &JsValue::from_str(name)).ok()?;
    }
    let function = Reflect::get(&object, &JsValue::from_str(function)).ok()?;
    let bind: Function = Reflect::get(&function, &"bind".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let arguments = std::iter::once(object).chain(arguments.iter().map(|&text| text.into()));
    Reflect::apply(&bind, &function, &arguments.collect::<Array>())
        .ok()?
        .dyn_into()
        .ok()
}
