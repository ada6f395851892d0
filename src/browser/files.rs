//! Files from the person and files for the person. Nothing goes anywhere else.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url,
};

use super::timer;

/// How long a download may take to begin. The address of the bytes is given back after that.
const DOWNLOAD_BEGINS_WITHIN_MS: u32 = 60_000;

/// How much of a file is read at a time.
const SLICE_BYTES: u64 = 8_000_000;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    #[error("{name} is {size} bytes long, and at most {limit} are read.")]
    TooLarge { name: String, size: u64, limit: u64 },
    #[error("{name} could not be read. It may have been moved or changed; choose it again.")]
    Unreadable { name: String },
    #[error("{name} is not text in UTF-8 from byte {at} on. Save it as \u{201c}CSV UTF-8\u{201d}.")]
    NotUtf8 { name: String, at: usize },
    #[error("The browser did not let the page save {name}.")]
    NotSaved { name: String },
}

/// Hands the bytes to the browser as a download.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), FileError> {
    begin_download(name, media_type, bytes).map_err(|_| FileError::NotSaved {
        name: name.to_owned(),
    })
}

/// The files chosen in an `<input type="file">`. The choice is taken: the same file can be chosen
/// again and is heard again.
pub fn take_chosen(input: &HtmlInputElement) -> Vec<File> {
    let chosen = list(input.files());
    input.set_value("");
    chosen
}

/// The files dropped or pasted.
pub fn dropped(transfer: &DataTransfer) -> Vec<File> {
    list(transfer.files())
}

/// Reads a file of at most `limit` bytes.
pub async fn read_bytes(file: &File, limit: u64) -> Result<Vec<u8>, FileError> {
    let (name, size) = (file.name(), file.size() as u64);
    if size > limit {
        return Err(FileError::TooLarge { name, size, limit });
    }
    let mut bytes = Vec::with_capacity(size as usize);
    while (bytes.len() as u64) < size {
        if read_slice(file, &mut bytes, size).await.is_none() {
            return Err(FileError::Unreadable { name });
        }
    }
    Ok(bytes)
}

/// Reads a file of at most `limit` bytes that has to be UTF-8.
pub async fn read_text(file: &File, limit: u64) -> Result<String, FileError> {
    let bytes = read_bytes(file, limit).await?;
    String::from_utf8(bytes).map_err(|error| FileError::NotUtf8 {
        name: file.name(),
        at: error.utf8_error().valid_up_to(),
    })
}

/// A slice at a time: a large file is in memory once, not twice.
async fn read_slice(file: &File, bytes: &mut Vec<u8>, size: u64) -> Option<()> {
    let from = bytes.len() as u64;
    let until = size.min(from + SLICE_BYTES);
    let slice = file
        .slice_with_f64_and_f64(from as f64, until as f64)
        .ok()?;
    let buffer: ArrayBuffer = JsFuture::from(slice.array_buffer())
        .await
        .ok()?
        .unchecked_into();
    let slice = Uint8Array::new(&buffer);
    // A file that was cut while it is read must not be waited for.
    if u64::from(slice.length()) != until - from {
        return None;
    }
    bytes.resize(until as usize, 0);
    slice.copy_to(&mut bytes[from as usize..]);
    Some(())
}

fn begin_download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let clicked = click(name, &address);
    spawn_local(async move {
        timer::sleep(DOWNLOAD_BEGINS_WITHIN_MS).await;
        // An address that is gone already is given back.
        let _ = Url::revoke_object_url(&address);
    });
    clicked
}

fn click(name: &str, address: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}

fn list(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}
