//! `#/settings`: the school year, days without school, thresholds, measures, the lock, and this device.

mod device;
mod fair_test;
mod lock;
mod measure_form;
mod measures;
mod no_school;
mod paste_days;
mod references;
mod school_year;
mod shortcuts;

use leptos::prelude::*;

pub use references::{ReferencePage, References};

use crate::parts::PageHeader;

#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <PageHeader title="Settings" />
        <school_year::SchoolYearSection />
        <no_school::NoSchoolSection />
        <fair_test::FairTestSection />
        <measures::MeasuresSection />
        <references::ReferencesSection />
        <lock::LockSection />
        <device::DeviceSection />
        <shortcuts::ShortcutsSection />
    }
}
