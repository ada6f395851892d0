//! How a mark looks: a letter in a shape, with the word for those who do not see it.

use aimline_core::model::{Adaptation, Mark};
use leptos::prelude::*;

/// The letters and shapes, in words.
pub const LEGEND: [(&str, &str, &str); 5] = [
    ("done", "D", "Done"),
    ("missed", "M", "Missed"),
    ("adapted", "A", "Adapted, core kept"),
    ("dropped", "A", "Adapted, core dropped: counts as missed"),
    ("not-applicable", "–", "N/A"),
];

pub fn mark(mark: &Mark) -> impl IntoView + use<> {
    let (name, letter, _) = LEGEND[place(mark)];
    let words = in_words(mark);
    let said = words.clone();
    view! {
        <span class="mark" data-mark=name title=words>
            <span aria-hidden="true">{letter}</span>
            <span class="visually-hidden">{said}</span>
        </span>
    }
}

/// What the letters mean.
pub fn legend() -> impl IntoView {
    let entry = |(name, letter, words)| {
        view! {
            <li>
                <span class="mark" data-mark=name aria-hidden="true">{letter}</span>
                <span>{words}</span>
            </li>
        }
    };
    view! { <ul class="row mark-legend" role="list">{LEGEND.map(entry).collect_view()}</ul> }
}

/// "Adapted: shorter passage, fire drill".
pub fn in_words(mark: &Mark) -> String {
    match mark {
        Mark::Adapted(Adaptation { what, why, .. }) => {
            let told: Vec<&str> = [what.trim(), why.trim()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            if told.is_empty() {
                mark.label().to_owned()
            } else {
                format!("{}: {}", mark.label(), told.join(", "))
            }
        }
        _ => mark.label().to_owned(),
    }
}

fn place(mark: &Mark) -> usize {
    match mark {
        Mark::Done => 0,
        Mark::Missed => 1,
        Mark::Adapted(adaptation) if adaptation.core_kept => 2,
        Mark::Adapted(_) => 3,
        Mark::NotApplicable => 4,
    }
}
