//! The browser app; everything is in the library, where tests can reach it.

fn main() {
    aimline::start();
}
