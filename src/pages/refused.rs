//! A refusal where there is no form to show it in: a message, in sight wherever the button stands.

use crate::state::{App, Refused};

/// For [`App::send`] from a button of its own.
pub fn tell(app: App) -> impl FnOnce(Result<(), Refused>) + 'static {
    move |answer| {
        if let Err(refused) = answer {
            app.toast(refused.to_string());
        }
    }
}
