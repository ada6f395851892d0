//! Stable sorting whose machinery is compiled once.
//!
//! The standard library compiles its sort anew for every type and key: some 4 kB each, a tenth of
//! the page. Here only the comparison is; it sorts positions, and the values follow them.

use std::cmp::Ordering;

pub trait Order<T> {
    /// As `sort`.
    fn order(&mut self)
    where
        T: Ord;

    /// As `sort_by`.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// As `sort_by_key`.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);

    /// As `sort_by_cached_key`: for a key that is dear to make.
    fn order_by_cached_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let positions = positions(self.len(), &|a, b| compare(&self[a], &self[b]));
        follow(self, positions);
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    fn order_by_cached_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let positions = positions(self.len(), &|a, b| keys[a].cmp(&keys[b]));
        follow(self, positions);
    }
}

/// Which value belongs in each place, in order.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|a, b| compare(*a, *b));
    positions
}

/// Moves every value to its place, a cycle of swaps at a time.
fn follow<T>(values: &mut [T], mut positions: Vec<usize>) {
    for start in 0..values.len() {
        let mut place = start;
        loop {
            let from = positions[place];
            positions[place] = place;
            if from == start {
                break;
            }
            values.swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(values: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (values.clone(), values);
            ours.order_by_key(|(first, _)| *first);
            theirs.sort_by_key(|(first, _)| *first);
            prop_assert_eq!(&ours, &theirs);
            ours.order_by_cached_key(|(_, second)| std::cmp::Reverse(*second));
            theirs.sort_by_cached_key(|(_, second)| std::cmp::Reverse(*second));
            prop_assert_eq!(&ours, &theirs);
            ours.order();
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
