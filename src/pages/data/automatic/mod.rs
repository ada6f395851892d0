//! Automatic backup: a new file in a folder that the person picked once, after a day's work and on
//! leaving. Each file is read back before an older one goes.

mod kept;
mod other_device;
mod section;
mod watch;
mod write;

pub use kept::{failed_since, folder_name, forget_folder, let_be};
pub use section::AutomaticSection;
pub use watch::start;
