//! Small line drawings on a grid of 20, in the color of the text around them.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    Today,
    Students,
    Groups,
    Protocols,
    Meetings,
    Reports,
    Data,
    Settings,
    Add,
    Close,
    Back,
    Down,
    Up,
    Edit,
    Delete,
    Print,
    Download,
    Upload,
    Undo,
    Clock,
    Play,
    Stop,
    Warning,
    Note,
    Eye,
    Lock,
}

/// Decoration only: the words beside it, or the button's label, carry the meaning.
#[component]
pub fn Icon(name: IconName) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d=outline(name) />
        </svg>
    }
}

fn outline(name: IconName) -> &'static str {
    match name {
        IconName::Today => "M3 5h14v12H3zM3 8.5h14M7 3v3M13 3v3M7 12.5l2 2 4-4",
        IconName::Students => {
            "M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M3.5 17c.6-3.4 3-5 6.5-5s5.9 1.6 6.5 5"
        }
        IconName::Groups => {
            "M7 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M1.8 16c.4-3 2.4-4.4 5.2-4.4s4.8 1.4 5.2 4.4M13 4.4a2.6 2.6 0 0 1 0 5M14.5 11.8c2.2.4 3.4 1.8 3.7 4.2"
        }
        IconName::Protocols => {
            "M4 3h12v14H4zM7 7l1 1 1.5-2M11.5 7.2H14M7 12l1 1 1.5-2M11.5 12.2H14"
        }
        IconName::Meetings => "M3 4h14v9H9l-4 4v-4H3zM6.5 7.5h7M6.5 10h4",
        IconName::Reports => "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M8 10h5M8 13.5h5",
        IconName::Data => {
            "M3.5 5c0-1.4 3-2.3 6.5-2.3s6.5.9 6.5 2.3-3 2.3-6.5 2.3S3.5 6.4 3.5 5v10c0 1.4 3 2.3 6.5 2.3s6.5-.9 6.5-2.3V5M3.5 10c0 1.4 3 2.3 6.5 2.3s6.5-.9 6.5-2.3"
        }
        IconName::Settings => "M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4",
        IconName::Add => "M10 4v12M4 10h12",
        IconName::Close => "M5 5l10 10M15 5L5 15",
        IconName::Back => "M12.5 4L6.5 10l6 6",
        IconName::Down => "M4 7.5l6 6 6-6",
        IconName::Up => "M4 12.5l6-6 6 6",
        IconName::Edit => "M4 16l1-4 8.5-8.5 3 3L8 15zM11.5 5.5l3 3",
        IconName::Delete => "M3.5 5.5h13M8 5.5V3h4v2.5M5 5.5l.8 11.5h8.4L15 5.5M8.5 9v5M11.5 9v5",
        IconName::Print => "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z",
        IconName::Download => "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13",
        IconName::Upload => "M10 13V3.5M6 7l4-4 4 4M3.5 16.5h13",
        IconName::Undo => "M7.5 4L3.5 8l4 4M3.5 8h8a4.5 4.5 0 0 1 0 9H8",
        IconName::Clock => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6v4.3l3 1.8",
        IconName::Play => "M6 4l10 6-10 6z",
        IconName::Stop => "M5 5h10v10H5z",
        IconName::Warning => "M10 3l8 14H2zM10 8v4.5M10 14.3v.4",
        IconName::Eye => {
            "M2 10c2-3.7 4.8-5.5 8-5.5s6 1.8 8 5.5c-2 3.7-4.8 5.5-8 5.5S4 13.7 2 10M10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6M3.5 3.5l13 13"
        }
        IconName::Lock => "M4.5 9h11v8h-11zM7 9V6.2a3 3 0 0 1 6 0V9M10 12v2",
        IconName::Note => "M4 3h12v9l-5 5H4zM16 12h-5v5M7 7h6M7 10h3",
    }
}
