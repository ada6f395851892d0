//! Why nothing was saved, or there is no page: what happened, and the one thing to do next.

use aimline_core::format::document::FormatError;
use aimline_core::{Problem, Rejected};

use crate::store::{Next, StoreError};

/// Why nothing was saved.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refused {
    #[error("{0}")]
    Rejected(#[from] Rejected),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Format(#[from] FormatError),
}

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for Refused {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Rejected::because(
            "A part of Aimline could not be loaded. Connect to the network and try again.",
        )
        .into()
    }
}

/// A problem of this name is no field's: to reload is what helps.
pub const RELOAD: &str = "reload";

/// Why there is no page: what happened, and the one thing to do next.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    pub happened: String,
    pub next: Next,
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        if let Refused::Store(StoreError::Full) = refused {
            return Self {
                happened:
                    "This device has no room left, and a browser that opens data without room \
                           can lose it. Yours was not touched: free some space, then reload."
                        .into(),
                next: Next::FreeSpace,
            };
        }
        // Nothing was to be saved here: the browser does not read what it keeps.
        if let Refused::Store(StoreError::Failed { name, message }) = &refused {
            return Self {
                happened: format!(
                    "The browser does not open its storage for Aimline ({name}: {message})."
                ),
                next: Next::StartAgain,
            };
        }
        Self {
            happened: refused.to_string(),
            next: refused.next(),
        }
    }
}

impl Refused {
    /// The problems by field, for a form; what the browser refused belongs to the form as a whole.
    pub fn problems(&self) -> Vec<Problem> {
        if let Self::Rejected(rejected) = self {
            return rejected.problems().to_vec();
        }
        let field = if self.next() == Next::Reload {
            RELOAD
        } else {
            ""
        };
        vec![Problem {
            field,
            message: self.to_string().into(),
        }]
    }

    fn next(&self) -> Next {
        match self {
            Self::Rejected(_) => Next::SaveAgain,
            Self::Store(error) => error.next(),
            Self::Format(FormatError::Newer { .. }) => Next::Reload,
            Self::Format(_) => Next::Repair,
        }
    }

    /// As [`Rejected::opened_anew`].
    pub fn opened_anew<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        match self {
            Self::Rejected(rejected) => rejected.opened_anew(),
            _ => None,
        }
    }
}
