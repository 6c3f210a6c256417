//! Letters between nodes: a child's file goes to a house of another node, straight, through somebody who carries what they
//! cannot read, or in a pocket; a person there accepts, and the receipt comes back.

use crate::exchange::{birth, born, joined, registers};
use domain::compartment::Role;
use domain::dossier;
use domain::entry::Fact;
use domain::id::MemberId;
use domain::id::{CompartmentId, FileId};
use domain::transfer::{self, Whereabouts};
use journal::exchange::{Address, Answer, Ask, Part, open_answer, seal_ask};
use journal::keys::{MemberKeys, NodeKey};
use journal::letterbox::Letterbox;
use store::{Card, Problem};
use testkit::{Backing, Post, Wire};

/// A camp's node and a relay house's, which know one another and have met.
pub fn two() -> (Post, CompartmentId, Post, CompartmentId) {
    let (camp, house) = (Post::new("keeper", Backing::Sqlite, 21), Post::new("host", Backing::Sqlite, 22));
    let (rivel, clos) = (camp.founds("Camp team of Rivel"), house.founds("Relay house of Clos"));
    camp.knows(&house);
    camp.meets(&house);
    (camp, rivel, house, clos)
}

fn whereabouts(post: &Post, compartment: &CompartmentId, file: &FileId) -> Whereabouts {
    let volume = post.store().open_file(&post.actor, file, "a test").unwrap();
    assert_eq!(volume.compartment, *compartment);
    transfer::whereabouts(&volume.file, compartment)
}

fn accepts(post: &Post, to: &CompartmentId) -> Vec<FileId> {
    let offers = post.store().offers(&post.actor).unwrap();
    assert_eq!(offers.len(), 1, "{offers:?}");
    assert_eq!(offers[0].to, *to);
    post.store().accept(&post.actor, to, &offers[0].letter).unwrap()
}

fn proves(post: &Post, compartment: &CompartmentId) {
    assert_eq!(post.store().verify(&post.actor, compartment).unwrap().fault, None);
}

#[test]
fn a_file_goes_to_a_house_of_another_node_and_the_receipt_comes_back() {
    let (camp, rivel, house, clos) = two();
    let listed = |post: &Post| -> Vec<String> {
        post.store().directory(&post.actor).unwrap().into_iter().map(|(_, name)| name).collect()
    };
    assert_eq!(listed(&camp), ["Camp team of Rivel", "Relay house of Clos (host)"]);
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    assert!(matches!(whereabouts(&camp, &rivel, &amina), Whereabouts::OnTheRoad { to, .. } if to == clos));
    assert_eq!(birth(&house, &amina), "unknown", "it has not left yet");
    assert_eq!(camp.meets(&house).letters, 1);
    let offers = house.store().offers(&house.actor).unwrap();
    assert_eq!(
        (offers[0].from_name.as_str(), offers[0].by.as_str()),
        ("Camp team of Rivel (keeper)", "keeper")
    );
    assert_eq!(birth(&house, &amina), "unknown", "nobody has accepted it");
    assert_eq!(accepts(&house, &clos), [amina]);
    assert_eq!(birth(&house, &amina), "1934-03-12");
    assert_eq!(whereabouts(&house, &clos, &amina), Whereabouts::Here);
    assert!(matches!(whereabouts(&camp, &rivel, &amina), Whereabouts::OnTheRoad { .. }));
    assert_eq!(house.meets(&camp).letters, 1, "the receipt");
    camp.store().take_receipts(&camp.actor).unwrap();
    assert_eq!(whereabouts(&camp, &rivel, &amina), Whereabouts::Left);
    let volume = house.store().open_file(&house.actor, &amina, "a test").unwrap();
    let author = transfer::author_name(&volume.file, &camp.actor.member);
    assert_eq!(author, Some("keeper"), "who wrote it is known by name");
    assert_eq!(house.meets(&camp).letters, 0, "nothing is carried twice");
    [(&camp, &rivel), (&house, &clos)].iter().for_each(|(post, c)| proves(post, c));
    // And back.
    born(&house, &clos, &amina, "1935").unwrap();
    house.store().offer(&house.actor, &clos, &rivel, &[amina]).unwrap();
    camp.meets(&house);
    accepts(&camp, &rivel);
    camp.meets(&house);
    house.store().take_receipts(&house.actor).unwrap();
    assert_eq!(birth(&camp, &amina), "1935");
    assert_eq!(whereabouts(&house, &clos, &amina), Whereabouts::Left);
    [(&camp, &rivel), (&house, &clos)].iter().for_each(|(post, c)| proves(post, c));
}

#[test]
fn a_letter_goes_through_somebody_who_cannot_read_it() {
    let (camp, rivel, house, clos) = two();
    let relay = Post::new("officer", Backing::Sqlite, 23);
    relay.founds("Headquarters");
    for post in [&camp, &house] {
        post.knows(&relay);
        post.store().set_peer(&post.actor, &relay.node(), "", true).unwrap();
        post.meets(&relay);
    }
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    camp.meets(&relay);
    assert!(relay.store().offers(&relay.actor).unwrap().is_empty());
    assert_eq!(house.meets(&relay).letters, 1);
    accepts(&house, &clos);
    house.meets(&relay);
    camp.meets(&relay);
    camp.store().take_receipts(&camp.actor).unwrap();
    assert_eq!(whereabouts(&camp, &rivel, &amina), Whereabouts::Left);
    assert_eq!(birth(&relay, &amina), "unknown");
    assert_eq!((camp.meets(&relay).letters, house.meets(&relay).letters), (0, 0), "nothing goes round");
}

#[test]
pub fn a_letter_goes_in_a_pocket_twice_and_counts_once() {
    let (camp, rivel, house, clos) = two();
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let pocket = folder.path().join("pocket");
    let made = camp.store().make_bundle(&camp.actor, &[house.actor.member], &[rivel], None, &pocket).unwrap();
    assert_eq!(made.letters, 1);
    assert_eq!(house.store().open_bundle(&house.actor, &pocket).unwrap().letters, 1);
    assert_eq!(house.store().open_bundle(&house.actor, &pocket).unwrap().letters, 0);
    accepts(&house, &clos);
    assert_eq!(house.store().open_bundle(&house.actor, &pocket).unwrap().letters, 0);
    assert!(house.store().offers(&house.actor).unwrap().is_empty());
}

/// A scan of five megabytes over a line that bears little at a time and is cut again and again.
#[test]
fn s5_a_long_letter_comes_over_a_line_that_is_cut() {
    let (camp, rivel, house, clos) = two();
    let amina = registers(&camp, &rivel, "Amina");
    let page: Vec<u8> = (0..900_000u32).flat_map(u32::to_le_bytes).collect();
    let scan = page.clone();
    let (address, key) = camp
        .store()
        .write(&camp.actor, &rivel, move |w| {
            let (address, key) = w.attach(&scan)?;
            let picture =
                dossier::Scan { address: address.clone(), key: key.clone(), caption: String::new() };
            let (dossier, scan, paper) = (w.new_key(), w.new_key(), "birth-certificate".to_string());
            w.append(&amina, vec![Fact::Dossier(dossier::Fact::Scan { dossier, paper, scan, picture })])?;
            Ok((address, key))
        })
        .unwrap();
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    let (mut cuts, mut went) = (0, 0);
    loop {
        let mut wire = Wire::to(&house);
        (wire.bears, wire.room) = (Some(1_500_000), 200_000);
        let (_, cut) = camp.meets_over(&house, &mut wire);
        went += wire.went;
        if cut.is_none() {
            break;
        }
        cuts += 1;
        assert!(cuts < 60, "it goes on: {went} bytes");
    }
    assert!(cuts > 1, "{cuts} cuts");
    assert!(went < 5_600_000 + cuts * 220_000, "{went} bytes over {cuts} cuts");
    accepts(&house, &clos);
    let found = house.store().attachment(&house.actor, &clos, &address, &key).unwrap();
    assert!(found == page, "the scan came with its file");
    proves(&house, &clos);
}

/// Whoever accepts knows the sender, or refuses.
#[test]
fn files_of_somebody_whom_nobody_knows_are_not_accepted() {
    let (camp, rivel, house, clos) = two();
    let clerk = camp.store().enrol("clerk", testkit::cast::PASSPHRASE).unwrap();
    let member = store::MemberInfo { member: clerk.member, name: "clerk".into() };
    camp.store().grant(&camp.actor, &rivel, &member, Role::Worker).unwrap();
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&clerk, &rivel, &clos, &[amina]).unwrap();
    camp.meets(&house);
    let offers = house.store().offers(&house.actor).unwrap();
    assert_eq!(offers[0].by, "clerk");
    let refused = house.store().accept(&house.actor, &clos, &offers[0].letter).unwrap_err();
    assert!(
        matches!(&refused, Problem::Refused(r) if r.field == "author" && r.value == "clerk"),
        "{refused}"
    );
    assert_eq!(birth(&house, &amina), "unknown", "nothing of it was taken in");
    // Their card arrives: now they are known.
    house.store().acquaint(&house.actor, &camp.store().card(&clerk).unwrap(), None).unwrap();
    assert_eq!(accepts(&house, &clos), [amina]);
    proves(&house, &clos);
}

/// Somebody who is known tells of a letterbox with a key of their own, in their name and in that of the house's node.
#[test]
fn s9_nobody_puts_a_key_of_their_own_into_a_letterbox() {
    let (camp, rivel, house, clos) = two();
    let mut chance = testkit::Seeded::new(77);
    let (node, member) = (NodeKey::generate(&mut chance), MemberId([7; 16]));
    let member = MemberKeys::generate(member, &mut chance);
    let inbox = member.public().wrap;
    camp.store().acquaint(&camp.actor, &Card::of("somebody", &member, &node), None).unwrap();
    let own = Letterbox::of(clos, "Relay house of Clos", &inbox, &node);
    let mut in_its_name = own.clone();
    in_its_name.node = house.node();
    let other = Letterbox::of(CompartmentId([5; 24]), "Another house", &inbox, &node);
    for letterbox in [own, in_its_name, other] {
        let ask = Ask::TakeLetterboxes(vec![letterbox]);
        let (envelope, asked) = seal_ask(&ask, &node, &camp.card().node, &mut chance).unwrap();
        let answer = camp.store().answer(&envelope).unwrap();
        assert_eq!(open_answer(&answer, &asked), Ok(Answer::Done(0)));
    }
    let names = |post: &Post| -> Vec<String> {
        post.store().directory(&post.actor).unwrap().into_iter().map(|(_, name)| name).collect()
    };
    // Its own house is known, as its own; the one that two nodes tell differently is nobody's until people find out.
    assert_eq!(names(&camp), ["Another house (somebody)", "Camp team of Rivel"]);
    let amina = registers(&camp, &rivel, "Amina");
    let refused = camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap_err();
    assert!(
        matches!(refused, Problem::Unknown("compartment")),
        "nothing is sealed to a key in doubt: {refused}"
    );
    assert_eq!(whereabouts(&camp, &rivel, &amina), Whereabouts::Here);
}

/// A house that was unlisted, and a restricted volet, are told to no other node.
#[test]
fn what_must_not_be_known_is_told_to_nobody() {
    let (camp, house) = (Post::new("keeper", Backing::Sqlite, 26), Post::new("host", Backing::Sqlite, 27));
    let hidden = camp.founds("A house that must not be known");
    let kind = domain::compartment::Kind::Volet;
    camp.store().found(&camp.actor, "Infirmary", kind, domain::compartment::Scene::Present).unwrap();
    camp.founds("Camp team of Rivel");
    house.founds("Relay house of Clos");
    camp.store().list_as(&camp.actor, &hidden, "").unwrap();
    camp.knows(&house);
    camp.meets(&house);
    let listed = house.store().directory(&house.actor).unwrap();
    let names: Vec<&str> = listed.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Camp team of Rivel (keeper)", "Relay house of Clos"]);
}

/// A revoked laptop gets no letter of the house it was let into, though it knows the key of its inbox.
#[test]
fn s11_a_revoked_node_gets_no_letter_of_a_house() {
    let (first, second, clos) = joined(Role::Keeper);
    let camp = Post::new("team", Backing::Sqlite, 28);
    let rivel = camp.founds("Camp team of Rivel");
    first.knows(&camp);
    first.meets(&camp);
    second.meets(&first);
    first.store().revoke(&first.actor, &clos, &second.node()).unwrap();
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    first.meets(&camp);
    assert_eq!(first.store().offers(&first.actor).unwrap().len(), 1);
    assert_eq!(second.meets(&first).letters, 0);
    assert!(second.store().offers(&second.actor).unwrap().is_empty());
}

/// Whoever knows a letter's name lays rubbish under it, longer than the letter: it comes all the same, when it comes.
#[test]
pub fn s14_rubbish_under_a_letters_name_does_not_stand_in_its_way() {
    let (camp, rivel, house, clos) = two();
    let evil = Post::new("officer", Backing::Sqlite, 29);
    evil.founds("Headquarters");
    house.knows(&evil);
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    let (letter, total) = camp.store().letters_named().unwrap().pop().unwrap();
    let part =
        Part { address: Address(letter), total: total * 4, from: 0, bytes: vec![7; total as usize + 9] };
    let mut chance = testkit::Seeded::new(78);
    let key = evil.store().node_key().unwrap();
    let ask = Ask::BringPart(clos, part);
    let (envelope, asked) = seal_ask(&ask, &key, &house.card().node, &mut chance).unwrap();
    let answer = open_answer(&house.store().answer(&envelope).unwrap(), &asked).unwrap();
    assert!(matches!(answer, Answer::Done(n) if n > total), "it was laid: {answer:?}");
    assert_eq!(camp.meets(&house).letters, 1);
    assert_eq!(accepts(&house, &clos), [amina]);
}

/// A node of a house that does not know the sender is not stopped by what its sister accepted.
#[test]
fn an_offer_accepted_elsewhere_stops_no_node_that_does_not_know_its_sender() {
    let (first, mut second, clos) = joined(Role::Keeper);
    let camp = Post::new("team", Backing::Sqlite, 30);
    let rivel = camp.founds("Camp team of Rivel");
    first.knows(&camp);
    first.meets(&camp);
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    camp.meets(&first);
    first.meets(&second);
    assert_eq!(accepts(&first, &clos), [amina]);
    first.meets(&second);
    second.reopen();
    assert_eq!(birth(&second, &amina), "1934-03-12");
    second.store().carry_on(&second.actor).unwrap();
}

/// A house on two nodes: whoever is quicker accepts, and the other sees it accepted.
#[test]
fn an_offer_is_accepted_once_in_a_house_of_two_nodes() {
    let (first, second, clos) = joined(Role::Keeper);
    let camp = Post::new("team", Backing::Sqlite, 24);
    let rivel = camp.founds("Camp team of Rivel");
    for post in [&first, &second] {
        post.knows(&camp);
        post.meets(&camp);
    }
    let amina = registers(&camp, &rivel, "Amina");
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    first.meets(&camp);
    second.meets(&camp);
    first.meets(&second);
    assert_eq!(accepts(&first, &clos), [amina]);
    first.meets(&second);
    assert!(second.store().offers(&second.actor).unwrap().is_empty(), "it was accepted elsewhere");
    assert_eq!(birth(&second, &amina), "1934-03-12");
    second.meets(&camp);
    first.meets(&camp);
    camp.store().take_receipts(&camp.actor).unwrap();
    assert_eq!(whereabouts(&camp, &rivel, &amina), Whereabouts::Left);
    [(&camp, &rivel), (&first, &clos), (&second, &clos)].iter().for_each(|(post, c)| proves(post, c));
    assert_eq!(first.dump(&clos), second.dump(&clos));
}

/// A receipt that comes to a node before the offer it answers waits there, and closes the file when the offer has come.
#[test]
fn a_receipt_may_come_before_the_offer_it_answers() {
    let (first, second, rivel) = joined(Role::Keeper);
    let house = Post::new("team", Backing::Sqlite, 25);
    let clos = house.founds("Relay house of Clos");
    for post in [&first, &second] {
        post.knows(&house);
        post.meets(&house);
    }
    let amina = registers(&first, &rivel, "Amina");
    first.store().offer(&first.actor, &rivel, &clos, &[amina]).unwrap();
    first.meets(&house);
    accepts(&house, &clos);
    assert_eq!(second.meets(&house).letters, 1, "the receipt, at a node that knows neither file nor offer");
    assert_eq!(second.store().take_receipts(&second.actor).unwrap(), 0);
    second.meets(&first);
    second.store().take_receipts(&second.actor).unwrap();
    assert_eq!(whereabouts(&second, &rivel, &amina), Whereabouts::Left);
    // The other node has it by now, from its sister: nobody's absence keeps a receipt from the others.
    assert_eq!(first.meets(&house).letters, 0);
    assert_eq!(whereabouts(&first, &rivel, &amina), Whereabouts::Left);
    second.meets(&first);
    assert_eq!(first.dump(&rivel), second.dump(&rivel));
}
