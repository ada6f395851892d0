//! What the page asks of the browser, one small file each. Nothing here panics: what a browser may
//! refuse comes back as `None` or as an error with a sentence.

mod arrival;
pub mod before_opening;
pub mod cipher;
pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod dom;
pub mod echarts;
pub mod files;
pub mod folder;
pub mod gzip;
pub mod hash;
mod listener;
pub mod own_files;
pub mod panic;
pub mod preferences;
pub mod random;
pub mod storage_status;
pub mod tabs;
pub mod theme;
pub mod timer;
pub mod turns;
pub mod update;

pub use arrival::Arrival;
pub use listener::{Listener, listen};
