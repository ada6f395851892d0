//! Everything that can go wrong between the page and the disk: what happened, and the one thing to
//! do next.

use js_sys::Reflect;
use thiserror::Error;
use wasm_bindgen::JsValue;

use super::Lost;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    #[error(
        "Nothing here is kept: this browser lets the page keep no data, as in a private window \
         ({cause}). Open Aimline in an ordinary window, or allow site data for this address, and \
         reload."
    )]
    Unavailable { cause: String },

    #[error(
        "What is stored here was written by a newer Aimline (format {found}; this one reads up to \
         {known}), and nothing was changed. Reload to get the newer version."
    )]
    Newer { found: u32, known: u32 },

    #[error(
        "{} was changed in another window meanwhile. Nothing was saved; the newer state is here \
         by now, so save again.", documents(.keys.len())
    )]
    Conflict { keys: Vec<String> },

    #[error("The change names {key} twice. Nothing was saved.")]
    Repeated { key: String },

    #[error(
        "There is no room left on this device for the page's data. Nothing was saved; leave this \
         page open, free some space and save again."
    )]
    Full,

    #[error(
        "The data cannot be opened or removed while another window still uses \u{201c}{workspace}\u{201d}. \
         Close the other windows of Aimline and reload."
    )]
    Blocked { workspace: String },

    #[error("{}", closed(.0))]
    Closed(Lost),

    #[error("The caseload is locked. Unlock it and try again.")]
    Locked,

    #[error(
        "This browser did not encrypt, so nothing was saved. It does so on pages that begin with \
         https."
    )]
    NotSealed,

    #[error(
        "The browser closed the connection to the data, twice. Nothing was saved; reload to open it \
         again."
    )]
    Disconnected,

    #[error(
        "The browser has removed the data of \u{201c}{workspace}\u{201d} while the page was open, as \
         it may when the device is full. Nothing was saved. If the message at the top offers to save \
         what this window still holds, do so; then reload and restore that or the last backup."
    )]
    Vanished { workspace: String },

    #[error(
        "One record cannot be read: {key} is not in the form Aimline writes. All others can be saved: \
         save what can be read into a file, start again, and restore that file."
    )]
    Damaged { key: String },

    #[error("The browser could not finish ({name}: {message}). Nothing was saved; try again.")]
    Failed { name: String, message: String },
}

/// The one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// What was typed is still there, and so is the button.
    SaveAgain,
    Reload,
    Repair,
    /// Before there is room nothing is opened.
    FreeSpace,
    /// The browser does not open or read what it keeps: save what can be read, and begin anew.
    StartAgain,
}

impl StoreError {
    pub fn next(&self) -> Next {
        match self {
            Self::Conflict { .. }
            | Self::Repeated { .. }
            | Self::Full
            | Self::NotSealed
            | Self::Failed { .. } => Next::SaveAgain,
            Self::Unavailable { .. }
            | Self::Newer { .. }
            | Self::Blocked { .. }
            | Self::Closed(_)
            | Self::Locked
            | Self::Disconnected
            | Self::Vanished { .. } => Next::Reload,
            Self::Damaged { .. } => Next::StartAgain,
        }
    }

    /// The browser's own error, by the name it gave.
    pub(super) fn from_browser(error: JsValue) -> Self {
        let (name, message) = (name_of(&error), text(&error, "message"));
        match name.as_str() {
            "QuotaExceededError" => StoreError::Full,
            // Chromium, where the disk itself is full and not only what a site may have of it.
            "UnknownError" if message.contains("NO_SPACE") => StoreError::Full,
            // A transaction cannot begin on a closed connection, or was aborted with it.
            "InvalidStateError" | "AbortError" => StoreError::Disconnected,
            _ => StoreError::Failed { name, message },
        }
    }
}

/// What kind of error the browser calls it.
pub(super) fn name_of(error: &JsValue) -> String {
    text(error, "name")
}

fn text(error: &JsValue, field: &str) -> String {
    Reflect::get(error, &JsValue::from_str(field))
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

fn documents(count: usize) -> String {
    match count {
        1 => "A document".to_owned(),
        many => format!("{many} documents: each"),
    }
}

fn closed(why: &Lost) -> &'static str {
    match why {
        Lost::Upgraded => {
            "A newer Aimline in another window has taken the data over, and this window has let go \
             of it. Nothing was saved; reload to get the newer version."
        }
        Lost::Removed => {
            "The data was removed from outside this window, and this window has let go of it. \
             Nothing was saved. If the message at the top offers to save what this window still \
             holds, do so; then reload and restore that or the last backup."
        }
        Lost::Relocked => {
            "The lock was turned on or off, or its passphrase changed, in another window. Nothing \
             was saved; reload to unlock it."
        }
        Lost::ForceClosed => {
            "The browser closed the connection to the data. Nothing was saved; reload to open it \
             again."
        }
    }
}
