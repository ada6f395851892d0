//! What the tool says while it works, in one voice.

use std::time::Duration;

/// What a step gives back: a value, or a sentence that says what is wrong and what to do.
pub(crate) type Outcome<T> = Result<T, String>;

pub(crate) fn heading(text: &str) {
    println!("\n== {text}");
}

pub(crate) fn note(text: &str) {
    println!("   {text}");
}

/// "8.2 s" or "3 min 05 s".
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// "12.3 kB" (1 kB is 1000 bytes, as browsers and hosts count).
pub(crate) fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_read_as_a_person_writes_them() {
        assert_eq!(duration(Duration::from_millis(8_240)), "8.2 s");
        assert_eq!(duration(Duration::from_secs(185)), "3 min 05 s");
        assert_eq!(kilobytes(450_000), "450.0 kB");
        assert_eq!(kilobytes(999), "0.9 kB");
    }
}
