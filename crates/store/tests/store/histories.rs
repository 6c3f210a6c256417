//! Histories of several nodes, each from one seed (testkit::simulation): whatever was cut, lost, doubled, copied, restored
//! or removed, those who met have the same files, nothing acknowledged is gone, and nobody reads what they were not
//! granted. `cargo xtask simulate` plays as many as one likes.

use testkit::simulation::{Broken, play};

/// Histories that once ended badly; they are played for ever.
const ONCE_BAD: [u64; 8] = [7, 33, 258, 337, 342, 374, 5732, 28];

fn all_end_well(seeds: impl IntoIterator<Item = u64>) {
    for seed in seeds {
        let ended = play(seed, Broken::Nothing);
        assert!(ended.well(), "seed {seed}: {ended:#?}");
    }
}

#[test]
fn s1_s4_s6_histories_that_once_ended_badly_end_alike() {
    all_end_well(ONCE_BAD);
}

#[test]
fn s1_s4_s6_a_hundred_histories_end_alike() {
    all_end_well(1_000_000..1_000_100);
}

#[test]
fn s1_s4_s6_another_hundred_histories_end_alike() {
    all_end_well(2_000_000..2_000_100);
}

/// The switch that breaks the promise: a node keeps its last entry to itself. The same check sees it.
#[test]
fn s1_is_seen_red_where_somebody_withholds() {
    let ended = play(1, Broken::WithholdsAtTheEnd);
    assert!(!ended.well(), "nobody noticed: {ended:#?}");
}
