//! How long nobody has touched the page.

use crate::browser::clock;

/// A moment by two clocks. The one on the wall can be set back, the one of the page may stop while
/// the device sleeps: whichever says more is believed.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    wall: u64,
    running: u64,
}

impl Moment {
    pub fn now() -> Self {
        Self {
            wall: clock::now_ms(),
            running: clock::running_ms(),
        }
    }

    /// Milliseconds from an earlier moment to this one.
    pub fn since(self, earlier: Self) -> u64 {
        let wall = self.wall.saturating_sub(earlier.wall);
        wall.max(self.running.saturating_sub(earlier.running))
    }
}
