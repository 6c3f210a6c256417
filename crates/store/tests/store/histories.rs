//! Histories of several nodes, each from one seed (testkit::simulation): whatever was cut, lost, doubled, copied, restored
//! or removed, those who met have the same files, nothing acknowledged is gone, and nobody reads what they were not
//! granted. `cargo xtask simulate` plays as many as one likes.

use testkit::simulation::{Broken, Plot, play};

/// Histories that once ended badly; they are played for ever.
const ONCE_BAD: [(Plot, &[u64]); 2] = [
    (Plot::Entries, &[7, 33, 258, 337, 342, 374, 5732, 28]),
    (Plot::Journeys, &[15, 37, 49, 73, 93, 131, 241, 260, 20_007, 20_092, 20_244]),
];

fn all_end_well(plot: Plot, seeds: impl IntoIterator<Item = u64>) {
    for seed in seeds {
        let ended = play(seed, plot, Broken::Nothing);
        assert!(ended.well(), "{plot:?}, seed {seed}: {ended:#?}");
    }
}

#[test]
fn s1_s4_s6_histories_that_once_ended_badly_end_alike() {
    for (plot, seeds) in ONCE_BAD {
        all_end_well(plot, seeds.iter().copied());
    }
}

#[test]
fn s1_s4_s6_a_hundred_histories_end_alike() {
    all_end_well(Plot::Entries, 1_000_000..1_000_100);
}

#[test]
fn s1_s4_s6_a_hundred_histories_with_journeys_end_alike() {
    all_end_well(Plot::Journeys, 2_000_000..2_000_100);
}

/// The switch that breaks the promise: a node keeps its last entry to itself. The same check sees it.
#[test]
fn s1_s4_is_seen_red_where_somebody_withholds() {
    let ended = play(1, Plot::Entries, Broken::WithholdsAtTheEnd);
    assert!(!ended.well(), "nobody noticed: {ended:#?}");
}
