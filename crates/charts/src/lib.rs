//! What a chart shows.
