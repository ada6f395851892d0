//! The pure domain of Aimline.
