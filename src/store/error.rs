//! Everything that can go wrong between the page and the disk, in sentences a person can act on.

use js_sys::Reflect;
use thiserror::Error;
use wasm_bindgen::JsValue;

use super::Lost;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    #[error(
        "This browser does not let the page keep data ({cause}). Leave private browsing, or allow \
         site data for this address, and reload."
    )]
    Unavailable { cause: String },

    #[error(
        "What is stored here was written by a newer Aimline (format {found}; this one reads up to \
         {known}). Reload to get the newer version; nothing was changed."
    )]
    Newer { found: u32, known: u32 },

    #[error(
        "{} was changed in another tab meanwhile. Nothing was saved; the newer state is loaded \
         again.", documents(.keys.len())
    )]
    Conflict { keys: Vec<String> },

    #[error("The change names {key} twice. Nothing was saved.")]
    Repeated { key: String },

    #[error(
        "There is no room left on this device for the page's data. Nothing was saved; free some \
         space and save again."
    )]
    Full,

    #[error(
        "The data cannot be opened or removed while another tab still uses \u{201c}{workspace}\u{201d}. \
         Close the other tabs of Aimline and try again."
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
        "The browser closed the connection to the data, twice. Nothing was saved; reload the page."
    )]
    Disconnected,

    #[error(
        "The browser has removed the data of \u{201c}{workspace}\u{201d} while the page was open. \
         Nothing was saved; restore the last backup."
    )]
    Vanished { workspace: String },

    #[error(
        "The document {key} is not in the form Aimline writes. Restore a backup, or remove it."
    )]
    Damaged { key: String },

    #[error("The browser could not finish ({name}: {message}). Nothing was saved; try again.")]
    Failed { name: String, message: String },
}

impl StoreError {
    /// The browser's own error, by the name it gave.
    pub(super) fn from_browser(error: JsValue) -> Self {
        let text = |field| {
            Reflect::get(&error, &JsValue::from_str(field))
                .ok()
                .and_then(|value| value.as_string())
                .unwrap_or_default()
        };
        let (name, message) = (text("name"), text("message"));
        match name.as_str() {
            "QuotaExceededError" => StoreError::Full,
            // A transaction cannot begin on a closed connection, or was aborted with it.
            "InvalidStateError" | "AbortError" => StoreError::Disconnected,
            _ => StoreError::Failed { name, message },
        }
    }
}

fn documents(count: usize) -> String {
    match count {
        1 => "A document".to_owned(),
        many => format!("{many} documents: each"),
    }
}

fn closed(why: &Lost) -> &'static str {
    match why {
        Lost::VersionChange => {
            "Aimline was updated or its data removed in another tab, so this tab has let go of it. \
             Nothing was saved; reload the page."
        }
        Lost::Relocked => {
            "The lock was turned on or off, or its passphrase changed, in another tab. Nothing was \
             saved; reload the page."
        }
        Lost::ForceClosed => {
            "The browser closed the connection to the data. Nothing was saved; reload the page."
        }
    }
}
