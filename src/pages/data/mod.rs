//! Where the data is and how safe it is: backup and restore, merging, check and repair, history,
//! erasing, the demo.
//!
//! These pages work on the store, not on the caseload in memory: older school years lie only there.

pub mod automatic;
mod back_up;
mod back_up_dialog;
mod backup_days;
mod check_section;
mod clock_notice;
mod conflicts;
mod demo_section;
mod documents;
mod erase;
mod file_flow;
mod history_section;
mod merge;
mod merge_button;
mod opened;
pub mod privacy;
mod protection;
mod restore;
mod restore_button;
pub mod roster;
mod safety_card;
mod save_from_memory;
pub mod score_import;
mod sealed;
mod snapshot_notice;
mod standing;
mod start_again;
mod unlock;

use leptos::prelude::*;

pub use check_section::CheckSection;
pub use restore_button::RestoreButton;
pub use save_from_memory::SaveFromMemory;
pub use start_again::StartAgain;

use crate::parts::{Button, IconName, PageHeader};
use crate::route::{self, Route};
use automatic::AutomaticSection;
use clock_notice::ClockNotice;
use demo_section::DemoSection;
use erase::EraseSections;
use history_section::HistorySection;
use safety_card::SafetyCard;
use snapshot_notice::SnapshotNotice;

#[component]
pub fn Data() -> impl IntoView {
    view! {
        <PageHeader
            title="Data"
            subtitle="Where your data is, how safe it is, and how to carry it."
        >
            <Button on_press=|| route::go(&Route::Roster) icon=IconName::Students>
                "Import a roster"
            </Button>
            <Button on_press=|| route::go(&Route::ScoreImport) icon=IconName::Upload>
                "Import scores"
            </Button>
        </PageHeader>
        <SafetyCard />
        <ClockNotice />
        <SnapshotNotice />
        <AutomaticSection />
        <CheckSection />
        <HistorySection />
        <DemoSection />
        <EraseSections />
    }
}
