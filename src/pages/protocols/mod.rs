//! Protocols: interventions as written, and whether they were taught that way.

mod agreement;
mod fidelity;
mod form;
mod list;
mod mark;
mod matrix;
mod observer;
mod page;
mod sessions;
mod step_input;
mod steps;
mod versions;

pub use list::Protocols;
pub use observer::ObserverChecklist;
pub use page::ProtocolPage;
