//! The chart library, loaded with the first chart: to make, draw, fit and throw away a chart.
//!
//! The binding is our own because charming's can neither draw SVG nor dispose of a chart.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use serde_json::Value;
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, Url};

use super::dom::{document, window};

#[wasm_bindgen]
extern "C" {
    /// `boot.js` lends its `import()`: there is none in WebAssembly, and making one from text
    /// would need `unsafe-eval`.
    #[wasm_bindgen(catch, js_name = aimlineImport)]
    fn import(url: &str) -> Result<Promise, JsValue>;

    type Library;
    #[wasm_bindgen(method, catch)]
    fn init(
        this: &Library,
        place: &HtmlElement,
        theme: &JsValue,
        options: &JsValue,
    ) -> Result<Drawn, JsValue>;

    #[derive(Clone)]
    type Drawn;
    #[wasm_bindgen(method, catch, js_name = setOption)]
    fn set_option(this: &Drawn, spec: &JsValue, options: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn resize(this: &Drawn, options: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn dispose(this: &Drawn) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = dispatchAction)]
    fn act(this: &Drawn, action: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = getZr)]
    fn painter(this: &Drawn) -> Painter;

    type Painter;
    #[wasm_bindgen(method, catch)]
    fn flush(this: &Painter) -> Result<(), JsValue>;

    type ResizeObserver;
    #[wasm_bindgen(constructor, catch)]
    fn new(callback: &JsValue) -> Result<ResizeObserver, JsValue>;
    #[wasm_bindgen(method)]
    fn observe(this: &ResizeObserver, target: &HtmlElement);
    #[wasm_bindgen(method)]
    fn disconnect(this: &ResizeObserver);
}

/// Why there is no drawing. The sentence and the table beside it say the same, so each message
/// says only what the person can do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChartError {
    #[error("The chart could not be loaded. Reload the page to try again.")]
    NotLoaded,
    #[error("This browser could not draw the chart.")]
    NotDrawn,
}

/// A chart in its place. Dropping it frees what the library holds.
#[must_use = "a chart that is dropped is gone"]
pub struct ChartHandle {
    drawn: Drawn,
    observer: ResizeObserver,
    /// A width that overrules the place's own, while the page is printed.
    fixed: Rc<Cell<bool>>,
    _closure: Closure<dyn Fn()>,
}

impl ChartHandle {
    /// Loads the library if need be and makes an empty chart, which from then on fits its
    /// place; `resized` hears the place's new width.
    pub async fn open(
        place: &HtmlElement,
        resized: impl Fn(f64) + 'static,
    ) -> Result<Self, ChartError> {
        let library = load().await?;
        // The person may have left in the meantime; there is nothing to draw into.
        if !place.is_connected() {
            return Err(ChartError::NotDrawn);
        }
        let options = object(&[("renderer", "svg".into())]);
        let drawn = library
            .init(place, &JsValue::NULL, &options)
            .map_err(not_drawn)?;
        let fixed = Rc::new(Cell::new(false));
        let closure = Closure::<dyn Fn()>::new({
            let (drawn, fixed, place) = (drawn.clone(), fixed.clone(), place.clone());
            move || {
                if !fixed.get() {
                    // A chart too small to see is drawn when it grows.
                    let _ = drawn.resize(&JsValue::UNDEFINED);
                    resized(f64::from(place.client_width()));
                }
            }
        });
        let observer = match ResizeObserver::new(closure.as_ref()) {
            Ok(observer) => observer,
            Err(error) => {
                let _ = drawn.dispose();
                return Err(not_drawn(error));
            }
        };
        observer.observe(place);
        Ok(Self {
            drawn,
            observer,
            fixed,
            _closure: closure,
        })
    }

    /// Draws a specification in place of the one before.
    pub fn draw(&self, spec: &Value) -> Result<(), ChartError> {
        let spec = js_sys::JSON::parse(&spec.to_string()).map_err(not_drawn)?;
        let options = object(&[("notMerge", JsValue::TRUE)]);
        self.drawn.set_option(&spec, &options).map_err(not_drawn)
    }

    /// Keeps a width, whatever the place's, until [`Self::fit`]. It is drawn when this returns:
    /// the browser prints before it would show another frame.
    pub fn fix_width(&self, pixels: f64) {
        self.fixed.set(true);
        let _ = self.drawn.act(&object(&[("type", "hideTip".into())]));
        let _ = self.drawn.resize(&object(&[("width", pixels.into())]));
        let _ = self.drawn.painter().flush();
    }

    /// Fits the place again.
    pub fn fit(&self) {
        self.fixed.set(false);
        let _ = self.drawn.resize(&object(&[("width", "auto".into())]));
    }
}

impl Drop for ChartHandle {
    fn drop(&mut self) {
        self.observer.disconnect();
        let _ = self.drawn.dispose();
    }
}

/// Loads the library while nobody waits for it, so that the first chart comes at once.
pub fn prefetch() {
    let load = Closure::once_into_js(|| {
        // What fails here is told when a chart is wanted.
        spawn_local(async { drop(load().await) });
    });
    // Safari has no idle callback; there the first chart loads the library itself.
    if let Some(window) = window()
        && Reflect::has(&window, &"requestIdleCallback".into()).unwrap_or(false)
    {
        let _ = window.request_idle_callback(load.unchecked_ref());
    }
}

async fn load() -> Result<Library, ChartError> {
    let url = library_url().ok_or(ChartError::NotLoaded)?;
    let module = import(&url).map_err(not_loaded)?;
    let module = JsFuture::from(module).await.map_err(not_loaded)?;
    Ok(module.unchecked_into())
}

/// The build writes the name, which changes with the content, into the page.
fn library_url() -> Option<String> {
    let document = document()?;
    let meta = document
        .query_selector("meta[name=aimline-charts]")
        .ok()??;
    let base = document.base_uri().ok()??;
    let url = Url::new_with_base(&meta.get_attribute("content")?, &base).ok()?;
    Some(url.href())
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let pairs: Array = entries
        .iter()
        .map(|(key, value)| Array::of2(&(*key).into(), value))
        .collect();
    // Fails only for what is no list of pairs.
    Object::from_entries(&pairs).map_or(JsValue::UNDEFINED, JsValue::from)
}

/// The cause is for the person who reads the console, the sentence for the one at the page.
fn not_loaded(cause: JsValue) -> ChartError {
    log(&cause);
    ChartError::NotLoaded
}

fn not_drawn(cause: JsValue) -> ChartError {
    log(&cause);
    ChartError::NotDrawn
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log(cause: &JsValue);
}
