//! Light, dark, or as the device: a preference of this device, set on the root element.

use serde::{Deserialize, Serialize};

use super::dom;
use super::preferences::{self, Preference};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub fn label(self) -> &'static str {
        match self {
            Self::System => "As this device",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The theme kept on this device.
    pub fn kept() -> Self {
        preferences::get(Preference::Theme).unwrap_or_default()
    }

    /// Keeps it and shows it; whether it will still be there after a reload.
    pub fn keep(self) -> bool {
        self.show();
        preferences::set(Preference::Theme, &self)
    }

    /// The style sheet reads `data-theme`; without it the device decides.
    pub fn show(self) {
        let root = dom::document().and_then(|document| document.document_element());
        let Some(root) = root else { return };
        // Setting or removing a plain attribute never throws.
        let _ = match self {
            Self::System => root.remove_attribute("data-theme"),
            Self::Light => root.set_attribute("data-theme", "light"),
            Self::Dark => root.set_attribute("data-theme", "dark"),
        };
    }
}
