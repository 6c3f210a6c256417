//! The checks of promises are seen red: each with a fault planted that breaks what it stands for (`domain::planted`). Among them
//! are the ten faults that logs like this one are known to be built with; `d1` and `d2` have theirs beside them.

use crate::exchange::{birth, born, joined, registers, registers_many};
use crate::{
    backups, capture, doors, exchange, exposure, flipped, held, hold, letters, locks, rebuilds, recovery,
    roles, tamper,
};
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId};
use domain::planted::Fault;
use testkit::planted::red;
use testkit::{Backing, Post, Wire};

#[test]
fn s2_is_seen_red_where_the_last_write_wins() {
    red(Fault::LastWriteWins, "1933 or 1935", exchange::s2_what_two_said_who_had_not_met_stands_as_both);
}

#[test]
fn s3_is_seen_red_where_clocks_give_the_order() {
    red(
        Fault::ClockOrder,
        "with sight of the other",
        exchange::s3_a_clock_that_is_years_off_changes_no_causal_order,
    );
}

/// Half of what was written at once came from one node before the line was cut; the whole comes from another.
#[test]
fn s5_what_came_half_from_one_comes_whole_from_another() {
    let (keeper, host, camp) = joined(Role::Worker);
    let third = Post::new("officer", Backing::Sqlite, 61);
    keeper.knows(&third);
    keeper.grants(&camp, &third, Role::Worker);
    third.meets(&keeper);
    assert_eq!(third.joins(), 1);
    host.knows(&third);
    for post in [&third, &host] {
        post.meets(&keeper);
    }
    host.meets(&third);
    registers_many(&keeper, &camp, 120);
    third.meets(&keeper);
    let mut wire = Wire::to(&host);
    (wire.bears, wire.room) = (Some(24_000), 4096);
    let (_, cut) = keeper.meets_over(&host, &mut wire);
    assert!(cut.is_some(), "nothing was cut");
    third.meets(&host);
    host.meets(&third);
    let people = host.store().people_count(&host.actor).unwrap();
    assert_eq!(people, 120, "some came from neither");
}

#[test]
fn s5_is_seen_red_where_the_highest_number_is_the_height() {
    red(Fault::HeightByMaxSeq, "some came from neither", s5_what_came_half_from_one_comes_whole_from_another);
}

/// The later bundle first, then the earlier one, then both again.
#[test]
fn s6_bundles_out_of_order_and_twice_change_nothing() {
    let (keeper, host, camp) = joined(Role::Keeper);
    let folder = tempfile::tempdir().unwrap();
    let packs = |name: &str| {
        let pocket = folder.path().join(name);
        let to = [host.actor.member];
        keeper.store().make_bundle(&keeper.actor, &to, &[camp], None, &pocket).unwrap();
        pocket
    };
    let amina = registers(&keeper, &camp, "Amina");
    let earlier = packs("earlier");
    born(&keeper, &camp, &amina, "1935").unwrap();
    let later = packs("later");
    host.store().open_bundle(&host.actor, &later).unwrap();
    assert_eq!(birth(&host, &amina), "1935");
    let whole = host.dump(&camp);
    for pocket in [&earlier, &later, &earlier] {
        host.store().open_bundle(&host.actor, pocket).unwrap();
        assert_eq!(host.store().held(&host.actor).unwrap().len(), 0, "what came twice is held");
        assert_eq!(host.dump(&camp), whole);
    }
}

#[test]
fn s6_is_seen_red_where_what_comes_twice_is_another_truth() {
    red(Fault::RepeatsFork, "what came twice is held", s6_bundles_out_of_order_and_twice_change_nothing);
}

/// A laptop was copied, and both went on, as far as one another; the keeper has met the one and not its twin. The files are
/// Amina's, of whom the one said something, and Amin's, of whom the other did.
pub fn two_ways() -> (Post, Post, Post, CompartmentId, [FileId; 2]) {
    let (keeper, mut host, camp) = joined(Role::Worker);
    let (amina, amin) = (registers(&keeper, &camp, "Amina"), registers(&keeper, &camp, "Amin"));
    keeper.meets(&host);
    let twin = host.copied();
    born(&host, &camp, &amina, "1932").unwrap();
    born(&twin, &camp, &amin, "1931").unwrap();
    keeper.meets(&host);
    (keeper, host, twin, camp, [amina, amin])
}

/// Two truths under one number.
#[test]
fn s8_two_chains_of_one_length_are_seen() {
    let (keeper, _host, twin, _, [amina, amin]) = two_ways();
    keeper.meets(&twin);
    assert_eq!(birth(&keeper, &amina), "1932");
    assert_eq!(birth(&keeper, &amin), "1931", "the other branch is not known");
}

#[test]
fn s8_is_seen_red_where_numbers_alone_are_compared() {
    red(Fault::SeqOnlyFrontier, "the other branch is not known", s8_two_chains_of_one_length_are_seen);
}

#[test]
fn s11_is_seen_red_where_a_removal_ends_nothing() {
    let check = exchange::s11_a_removed_member_gets_nothing_more_and_what_they_write_is_held;
    red(Fault::NothingEnds, "1936", check);
}

#[test]
fn s11_is_seen_red_where_a_removal_begins_no_epoch() {
    let check = capture::s11_s12_the_memory_of_a_captured_laptop_has_no_key_and_no_word_beyond_its_grants;
    red(Fault::NoRotation, "a removal begins a new epoch", check);
}

#[test]
fn s13_is_seen_red_where_nothing_is_named() {
    let check = recovery::s13_a_lost_laptop_is_rebuilt_from_the_others_with_what_is_missing_named;
    red(Fault::MissingUnnamed, "named by its numbers", check);
}

#[test]
fn s14_is_seen_red_where_what_was_laid_first_stays() {
    let check = letters::s14_rubbish_under_a_letters_name_does_not_stand_in_its_way;
    red(Fault::BeginningsStay, "", check);
}

#[test]
fn d3_is_seen_red_where_a_failed_write_stays() {
    red(Fault::HalfWritten, "", held::d3_nothing_half_written_stays);
}

#[test]
fn d5_is_seen_red_where_damage_has_no_name() {
    red(Fault::DamageUnnamed, "", flipped::d5_a_flipped_byte_is_found_and_named_and_never_served);
}

#[test]
fn d8_is_seen_red_where_old_tables_are_taken() {
    red(Fault::OldTables, "", rebuilds::d8_tables_of_another_version_are_made_again);
}

#[test]
fn d10_is_seen_red_where_a_touched_backup_restores() {
    red(Fault::BackupUnproved, "", backups::d10_a_touched_backup_is_refused);
}

#[test]
fn d11_is_seen_red_where_nothing_is_locked() {
    red(Fault::LockShared, "InUse", locks::d11_a_second_process_is_refused);
}

#[test]
fn a1_is_seen_red_where_readers_write() {
    red(Fault::EverybodyWrites, "reader", roles::a1_each_role_does_what_it_may);
}

#[test]
fn a2_is_seen_red_where_everybody_reads() {
    red(
        Fault::EverybodyReads,
        "told apart from what is nowhere",
        doors::a2_what_was_not_granted_does_not_exist,
    );
}

#[test]
fn a4_is_seen_red_where_the_removed_keep_their_role() {
    red(Fault::RemovedStay, "yes", roles::a4_a_removed_member_is_out_at_once);
}

#[test]
fn a8_is_seen_red_where_hashes_are_not_looked_at() {
    red(Fault::HashesUnproved, "of entry", tamper::a8_every_change_of_one_entry_is_named);
}

#[test]
fn p2_is_seen_red_where_holds_are_not_looked_at() {
    red(Fault::HoldsIgnored, "", hold::p2_a_legal_hold_refuses_erasure);
}

#[test]
fn p8_is_seen_red_where_nobody_falls() {
    let check = exposure::p8_what_falls_with_a_node_names_places_codes_and_notebooks_and_nobody_by_name;
    red(Fault::NobodyFalls, "", check);
}
