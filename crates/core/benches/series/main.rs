//! `cargo bench -p aimline-core`: 1,500 series of 30 scores, each to a verdict and all effect
//! sizes. The browser has 80 ms for it; `cargo xtask bench series` measures it there.

mod work;

use criterion::{Criterion, criterion_group, criterion_main};
use work::{SCORES, SERIES, Work};

fn series(criterion: &mut Criterion) {
    let Some(work) = Work::new() else {
        return;
    };
    criterion.bench_function(&format!("{SERIES} series of {SCORES}"), |timer| {
        timer.iter(|| work.run());
    });
}

criterion_group!(benches, series);
criterion_main!(benches);
