//! A folder that a person picked, and files in it (File System Access). Where a browser has none of
//! it, there is no picker, and nothing else here is reached.

use js_sys::{AsyncIterator, Function, Object, Promise, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, File};

#[wasm_bindgen]
extern "C" {
    // web-sys has these only behind `web_sys_unstable_apis`, which changes other signatures too.
    #[derive(Clone)]
    type DirectoryHandle;

    #[wasm_bindgen(method, getter)]
    fn name(this: &DirectoryHandle) -> String;

    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query_permission(this: &DirectoryHandle, how: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &DirectoryHandle, how: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    fn file_handle(
        this: &DirectoryHandle,
        name: &str,
        options: &JsValue,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeEntry)]
    fn remove_entry(this: &DirectoryHandle, name: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn keys(this: &DirectoryHandle) -> Result<AsyncIterator, JsValue>;

    type FileHandle;

    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn file(this: &FileHandle) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn writable(this: &FileHandle) -> Result<Promise, JsValue>;

    type Writable;

    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, bytes: &Uint8Array) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// A folder. It can be kept in IndexedDB and nowhere else.
#[derive(Clone)]
pub struct Folder {
    handle: DirectoryHandle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    Granted,
    /// The person has to be asked, which only a press of a button may do.
    Ask,
    Denied,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FolderError {
    #[error("The browser does not let Aimline into the folder any more.")]
    NotAllowed,
    #[error("The folder, or a file in it, is not there any more.")]
    Gone,
    #[error("There is no room left for the file.")]
    Full,
    #[error("“{0}” is there already, and no file is ever overwritten.")]
    Exists(String),
    #[error("The browser could not work in the folder ({0}).")]
    Failed(String),
}

/// Whether this browser lets a person pick a folder.
pub fn has_picker() -> bool {
    picker().is_some()
}

/// Lets the person pick a folder; `None` when they did not.
///
/// # Errors
/// When the browser does not let anybody pick here.
pub async fn pick() -> Result<Option<Folder>, FolderError> {
    let (Some(window), Some(picker)) = (web_sys::window(), picker()) else {
        return Err(FolderError::Failed("no picker".into()));
    };
    let options = options(&[
        ("id", "aimline-backup".into()),
        ("mode", "readwrite".into()),
    ]);
    let picked = async {
        JsFuture::from(picker.call1(&window, &options)?.unchecked_into::<Promise>()).await
    };
    match picked.await {
        Ok(handle) => Ok(Some(Folder::of(handle))),
        Err(error) if name_of(&error) == "AbortError" => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Folder {
    /// What was kept as [`Folder::kept`].
    pub fn of(kept: JsValue) -> Self {
        Self {
            handle: kept.unchecked_into(),
        }
    }

    pub fn kept(&self) -> &JsValue {
        &self.handle
    }

    pub fn name(&self) -> String {
        self.handle.name()
    }

    pub async fn permission(&self) -> Permission {
        permission(self.handle.query_permission(&read_and_write())).await
    }

    /// Asks the person; only after a press of a button.
    pub async fn ask(&self) -> Permission {
        permission(self.handle.request_permission(&read_and_write())).await
    }

    /// The names of what lies in the folder.
    pub async fn names(&self) -> Result<Vec<String>, FolderError> {
        let keys = self.handle.keys()?;
        let mut names = Vec::new();
        loop {
            let next = JsFuture::from(keys.next()?).await?;
            let is_done = Reflect::get(&next, &"done".into())?;
            if is_done.is_truthy() {
                return Ok(names);
            }
            names.extend(Reflect::get(&next, &"value".into())?.as_string());
        }
    }

    /// Writes a file that is not there yet. It is there as a whole or not at all: the browser
    /// writes beside it and puts it in place at the end.
    pub async fn write_new(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        match self.file_handle(name, false).await {
            Ok(_) => return Err(FolderError::Exists(name.to_owned())),
            Err(FolderError::Gone) => {}
            Err(error) => return Err(error),
        }
        let file = self.file_handle(name, true).await?;
        let writable: Writable = JsFuture::from(file.writable()?).await?.unchecked_into();
        JsFuture::from(writable.write(&Uint8Array::from(bytes))?).await?;
        JsFuture::from(writable.close()?).await?;
        Ok(())
    }

    pub async fn file(&self, name: &str) -> Result<File, FolderError> {
        let handle = self.file_handle(name, false).await?;
        Ok(JsFuture::from(handle.file()?).await?.unchecked_into())
    }

    pub async fn remove(&self, name: &str) -> Result<(), FolderError> {
        JsFuture::from(self.handle.remove_entry(name)?).await?;
        Ok(())
    }

    async fn file_handle(&self, name: &str, create: bool) -> Result<FileHandle, FolderError> {
        let options = options(&[("create", create.into())]);
        let handle = JsFuture::from(self.handle.file_handle(name, &options)?).await?;
        Ok(handle.unchecked_into())
    }
}

impl From<JsValue> for FolderError {
    fn from(error: JsValue) -> Self {
        match name_of(&error).as_str() {
            "NotAllowedError" | "SecurityError" => Self::NotAllowed,
            "NotFoundError" => Self::Gone,
            "QuotaExceededError" => Self::Full,
            other => Self::Failed(other.to_owned()),
        }
    }
}

async fn permission(asked: Result<Promise, JsValue>) -> Permission {
    let answer = match asked {
        Ok(promise) => JsFuture::from(promise).await.ok(),
        Err(_) => None,
    };
    match answer.and_then(|answer| answer.as_string()).as_deref() {
        Some("granted") => Permission::Granted,
        Some("prompt") => Permission::Ask,
        _ => Permission::Denied,
    }
}

fn picker() -> Option<Function> {
    let window = web_sys::window()?;
    Reflect::get(&window, &"showDirectoryPicker".into())
        .ok()?
        .dyn_into()
        .ok()
}

fn read_and_write() -> JsValue {
    options(&[("mode", "readwrite".into())])
}

fn options(fields: &[(&str, JsValue)]) -> JsValue {
    let options = Object::new();
    for (name, value) in fields {
        // A fresh object takes every field.
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    options.into()
}

fn name_of(error: &JsValue) -> String {
    match error.dyn_ref::<DomException>() {
        Some(error) => error.name(),
        None => "TypeError".into(),
    }
}
