//! Checks of the wire are seen red: each with a fault planted that breaks what it stands for.

use crate::{binding, exchange, sealing};
use domain::planted::Fault;
use testkit::planted::red;

#[test]
fn s10_is_seen_red_where_seals_bind_nothing() {
    red(Fault::NoContext, "under header", binding::s10_no_ciphertext_opens_in_another_place);
}

#[test]
fn s7_d6_is_seen_red_where_a_bundle_ends_with_its_bytes() {
    let check = exchange::s7_d6_a_bundle_with_one_byte_changed_or_cut_short_is_refused;
    red(Fault::CutEnds, "behind the end", check);
}

#[test]
fn a_page_is_seen_red_where_its_chain_is_not_looked_at() {
    red(Fault::NoChainCheck, "", exchange::a_page_proves_itself_and_nothing_altered_does);
}

#[test]
fn a_tip_is_seen_red_where_signatures_are_checked_as_in_batches() {
    red(Fault::LaxSignatures, "NotTheNode", sealing::a_tip_is_bound_to_all_it_says);
}
