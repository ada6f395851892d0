//! How often a run of scores below the aim line happens to a student who grows exactly at goal.

/// The chance of at least one run of `length` scores on the same given side of the aim line
/// among `count` scores, each on that side with chance 1/2 and independent of the others.
///
/// Range: 0 to 1; 0 while there are fewer scores than a run takes. A run of no length is
/// certain. The chance q of no run follows from where the first score on the other side stands:
/// `q(n) = q(n-1)/2 + q(n-2)/4 + … + q(n-length)/2^length`, with q = 1 below `length`.
/// Source: Feller 1968, XIII.7; `domain.md` 4.
/// Example: 4 in a row among 15 weekly scores happen to 37 % of such students.
pub fn false_alarm(count: usize, length: usize) -> f64 {
    if length == 0 {
        return 1.0;
    }
    let mut without_run = vec![1.0_f64; length.min(count + 1)];
    for n in length..=count {
        let mut half = 1.0;
        let earlier = without_run.iter().rev().take(length);
        let chance = earlier
            .map(|chance| {
                half /= 2.0;
                half * chance
            })
            .sum();
        debug_assert_eq!(without_run.len(), n);
        without_run.push(chance);
    }
    1.0 - without_run.last().copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_by_hand() {
        let cases = [
            ((0, 3), 0.0),
            ((2, 3), 0.0),
            ((3, 3), 1.0 / 8.0),
            ((4, 3), 3.0 / 16.0),
            ((4, 4), 1.0 / 16.0),
            ((5, 4), 3.0 / 32.0),
            ((1, 1), 0.5),
            ((5, 0), 1.0),
        ];
        for ((count, length), expected) in cases {
            assert_eq!(false_alarm(count, length), expected, "{length} in {count}");
        }
    }

    /// The table of the method notes (`domain.md` 4), to its four decimals.
    #[test]
    fn published_table() {
        let table = [
            (4, 0.1875, 0.0625),
            (6, 0.3125, 0.125),
            (8, 0.418, 0.1875),
            (10, 0.5078, 0.2451),
            (12, 0.5837, 0.2988),
            (15, 0.6762, 0.3723),
            (20, 0.787, 0.478),
        ];
        for (count, three, four) in table {
            assert!((false_alarm(count, 3) - three).abs() < 6e-5, "{count}");
            assert!((false_alarm(count, 4) - four).abs() < 6e-5, "{count}");
        }
    }

    #[test]
    fn it_agrees_with_counting_every_outcome() {
        for count in 0..12_u32 {
            for length in 1..6_u32 {
                let run = (1_u32 << length) - 1;
                let with_run = (0..1_u32 << count)
                    .filter(|sides| (0..count).any(|at| (sides >> at) & run == run))
                    .count();
                let expected = with_run as f64 / f64::from(1_u32 << count);
                let given = false_alarm(count as usize, length as usize);
                assert!((given - expected).abs() < 1e-12, "{length} in {count}");
            }
        }
    }
}
