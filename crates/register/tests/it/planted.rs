//! Checks of files made to harm are seen red: each with a fault planted that breaks what it stands for.

use crate::hostile;
use proptest::test_runner::RngSeed;
use register::planted::{Fault, plant};
use testkit::planted::red_by;

/// The same cases every time: a law that finds its fault on some days only shows nothing.
const SEED: RngSeed = RngSeed::Fixed(1942);

#[test]
fn f1_is_seen_red_where_cells_are_cut_between_bytes() {
    println!("{SEED:?}");
    red_by(plant, Fault::CutsBytes, "char boundary", || hostile::long_cells_are_survived(SEED));
}

#[test]
fn f2_is_seen_red_where_sizes_are_not_looked_at() {
    red_by(plant, Fault::SizesUnproved, "PackedTooTightly", hostile::f2_bombs_are_refused_with_a_reason);
}

#[test]
fn f2_is_seen_red_where_entries_are_not_counted() {
    let check = hostile::f2_a_million_entries_are_refused_before_they_are_read;
    red_by(plant, Fault::EntriesUncounted, "TooManyEntries", check);
}
