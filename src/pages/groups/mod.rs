//! Groups: who is in them, when they meet, and what they are taught.

mod add;
mod details;
mod list;
mod meeting;
mod members;
mod not_logged;
mod page;
mod picker;
mod schedule;
mod sessions;
mod week;

pub use list::Groups;
pub use page::GroupPage;
