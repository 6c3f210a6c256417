//! P1, A9: what two persons erased is gone from every node that keeps it, chains still prove, an old backup does not bring
//! it back, and nobody erases alone, or what is not theirs to erase.

use crate::exchange::{born, registers};
use domain::compartment::Role;
use domain::entry::Fact;
use domain::erasure::{Erasing, Fact as Told, Reason};
use domain::id::{CompartmentId, EntryId, FileId, Key};
use domain::note::{self, Note};
use domain::refusal::Why;
use std::collections::BTreeSet;
use std::path::Path;
use store::{Problem, backup};
use testkit::{Backing, Post};

/// Words that stand nowhere else.
pub const CANARIES: [&str; 4] = ["Zephyrine-Quartz", "wisteria-lantern", "ochre-caravel", "marl-thimble"];

/// Every form in which a word may lie in bytes.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u16> = word.encode_utf16().collect();
    let mut forms = vec![
        word.as_bytes().to_vec(),
        wide.iter().flat_map(|u| u.to_le_bytes()).collect(),
        wide.iter().flat_map(|u| u.to_be_bytes()).collect(),
    ];
    // What base64 makes of it depends on where it begins; the middle is the same in each of three.
    for before in 0..3 {
        let text = base64(&[vec![b' '; before], word.as_bytes().to_vec(), vec![b' '; 3]].concat());
        forms.push(text.as_bytes()[4..text.len() - 8].to_vec());
    }
    forms
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let n = three.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for i in 0..=three.len() {
            out.push(LETTERS[(n >> (18 - 6 * i) & 63) as usize] as char);
        }
    }
    out
}

/// The canaries found in these bytes.
pub fn found(bytes: &[u8]) -> BTreeSet<&'static str> {
    let has = |form: &Vec<u8>| bytes.windows(form.len()).any(|w| w == form.as_slice());
    CANARIES.into_iter().filter(|word| forms(word).iter().any(has)).collect()
}

pub fn found_below(dir: &Path) -> BTreeSet<&'static str> {
    let mut all = BTreeSet::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(found_below(&path));
        } else if path.is_file() {
            all.extend(found(&std::fs::read(&path).unwrap()));
        }
    }
    all
}

/// What whoever holds the node, its passphrase and all its keys can still read.
pub fn readable(post: &Post) -> BTreeSet<&'static str> {
    found(&post.store().everything_readable(&post.actor).unwrap())
}

fn says(post: &Post, home: &CompartmentId, file: &FileId, text: &str) -> EntryId {
    let (file, note) = (*file, Note { text: text.into(), on: None, own_words: false });
    let done = post.store().write(&post.actor, home, move |w| {
        let key: Key = w.new_key();
        w.append(&file, vec![Fact::Note(note::Fact::Written { key, note })])
    });
    done.unwrap()
}

/// A headquarters and a house that keep one compartment, and a file of a grown-up in it, full of canaries.
pub struct Kept {
    pub hq: Post,
    pub house: Post,
    pub home: CompartmentId,
    pub file: FileId,
}

pub fn kept(backing: Backing) -> Kept {
    let (hq, house) = (Post::new("director", backing, 71), Post::new("educator", Backing::Sqlite, 72));
    hq.knows(&house);
    let home = hq.founds("La Feuilleraie");
    hq.grants(&home, &house, Role::Keeper);
    let file = registers(&hq, &home, CANARIES[0]);
    born(&hq, &home, &file, "1899-05-01").unwrap();
    says(&hq, &home, &file, CANARIES[1]);
    pictured(&hq, &home, &file);
    let key = format!("note.{home}.{file}");
    hq.store().keep_draft(&hq.actor, &home, &key, CANARIES[3]).unwrap();
    hq.meets(&house);
    assert_eq!(house.joins(), 1);
    hq.meets(&house);
    house.meets(&hq);
    says(&house, &home, &file, CANARIES[2]);
    house.meets(&hq);
    Kept { hq, house, home, file }
}

/// A picture in the file.
fn pictured(post: &Post, home: &CompartmentId, file: &FileId) {
    let file = *file;
    let done = post.store().write(&post.actor, home, move |w| {
        let (address, key) = w.attach(&[7; 3_000])?;
        let photo = domain::person::Fact::Photo { address, key, caption: "1941".into() };
        w.append(&file, vec![Fact::Person(photo)])
    });
    done.unwrap();
}

fn erased(kept: &Kept) -> FileId {
    let Kept { hq, house, file, .. } = kept;
    let erasure = house.store().propose_erasure(&house.actor, file, Reason::Asked, true).unwrap();
    house.meets(hq);
    hq.store().carry_out_erasure(&hq.actor, &erasure).unwrap();
    erasure
}

pub fn proves(post: &Post, home: &CompartmentId) -> store::Verified {
    let verified = post.store().verify(&post.actor, home).unwrap();
    assert_eq!(verified.fault, None);
    let before = post.store().dump(&post.actor, home).unwrap();
    post.store().rebuild(&post.actor, home).unwrap();
    assert_eq!(post.store().dump(&post.actor, home).unwrap(), before, "derived tables are made again alike");
    verified
}

/// Which nodes have confirmed, as `post` knows.
pub fn confirmed(post: &Post, erasure: &FileId) -> usize {
    let said = post.store().erasure_receipts(&post.actor, erasure).unwrap();
    said.iter().filter(|r| r.on.is_some()).count()
}

fn story_of_an_erasure(backing: Backing, server: Option<&Path>) {
    let mut kept = kept(backing);
    let old = kept.hq.dir().with_file_name("old");
    backup(kept.hq.store(), &kept.hq.actor, &old).unwrap();
    let all: BTreeSet<&str> = CANARIES.into();
    assert_eq!(readable(&kept.hq), all, "there is something to erase");
    assert_eq!(readable(&kept.house), CANARIES[..3].iter().copied().collect(), "a draft does not travel");
    let erasure = erased(&kept);
    let Kept { hq, house, home, file } = &mut kept;
    assert_eq!(readable(hq), BTreeSet::new());
    assert_eq!(confirmed(hq, &erasure), 1);
    assert!(matches!(hq.store().open_file(&hq.actor, file, "a test"), Err(Problem::Unknown(_))));
    // A house that has not heard keeps it; one whose rule is switched off keeps it although it heard.
    assert_eq!(readable(house).len(), 3, "the negative control");
    house.store().skip_erasures(&house.actor, home, true).unwrap();
    house.meets(hq);
    assert_eq!(readable(house).len(), 3, "an erasure that was skipped is found");
    house.reopen();
    assert_eq!(readable(house), BTreeSet::new(), "at the next unlocking the house follows");
    house.meets(hq);
    assert_eq!(confirmed(hq, &erasure), 2, "both nodes have said so");
    for post in [&*hq, &*house] {
        let verified = proves(post, home);
        assert!(verified.erased >= 4, "{} of {}", verified.erased, verified.entries);
        assert_eq!(readable(post), BTreeSet::new(), "a rebuild brings nothing back");
    }
    for post in [&*hq, &*house] {
        let dump = post.store().dump(&post.actor, home).unwrap().to_lowercase();
        assert!(!dump.contains("zephyrine") && !dump.contains("halimi"), "no search token stays");
    }
    // The erasure itself names nobody.
    let told = hq.store().open_file(&hq.actor, &erasure, "a test").unwrap();
    let erasing = Erasing::of(&told.file).unwrap();
    assert_eq!((erasing.file, erasing.carried_out.len(), erasing.reason), (*file, 1, Reason::Asked));
    let nowhere = |hq: &Post, house: &Post| {
        for dir in [hq.dir(), house.dir()].iter().map(std::path::PathBuf::as_path).chain(server) {
            assert_eq!(found_below(dir), BTreeSet::new(), "{}", dir.display());
        }
    };
    hq.close();
    house.close();
    nowhere(hq, house);
    house.open();
    house.unlocks();
    // An old backup brings it back only until it meets the word.
    hq.restored(&old);
    assert_eq!(readable(hq), all, "what a backup holds it holds");
    // It is another node now: it shows a new card and is let in again.
    hq.knows(house);
    house.grants(home, hq, Role::Keeper);
    hq.meets(house);
    assert_eq!(readable(hq), BTreeSet::new(), "it met the erasure");
    assert_eq!(readable(house), BTreeSet::new(), "and did not bring it back");
    proves(hq, home);
    hq.close();
    house.close();
    nowhere(hq, house);
    std::fs::write(house.dir().join("left"), base64(CANARIES[2].as_bytes())).unwrap();
    assert_eq!(found_below(&house.dir()).len(), 1, "whatever lay there would be found");
}

#[test]
pub fn p1_what_is_erased_is_gone_from_every_node() {
    story_of_an_erasure(Backing::Sqlite, None);
}

#[test]
fn p1_what_is_erased_is_gone_from_a_headquarters_and_its_server() {
    let server = testkit::postgres::Server::start();
    story_of_an_erasure(Backing::Postgres(server.fresh()), Some(&server.dir()));
}

/// Somebody who joins after the erasure gets entries without bodies, in whatever order, and misses nothing.
#[test]
fn p1_whoever_joins_later_gets_hashes_and_no_text() {
    let kept = kept(Backing::Sqlite);
    let erasure = erased(&kept);
    let Kept { hq, home, .. } = &kept;
    let later = Post::new("newcomer", Backing::Sqlite, 73);
    hq.knows(&later);
    hq.grants(home, &later, Role::Keeper);
    for _ in 0..3 {
        hq.meets(&later);
        later.joins();
        later.meets(hq);
    }
    assert_eq!(readable(&later), BTreeSet::new());
    assert!(proves(&later, home).erased >= 4);
    assert_eq!(later.store().held(&later.actor).unwrap(), [], "nothing is missing");
    assert!(confirmed(hq, &erasure) >= 2, "it says that it has nothing");
}

/// Bodies stripped on the way by somebody who is no second person: nothing is taken for erased, and what is missing comes.
#[test]
fn p1_a_peer_that_strips_bodies_erases_nothing() {
    let kept = kept(Backing::Sqlite);
    let Kept { hq, house, home, file } = &kept;
    let bare = "update entry set body = $2 where compartment = $1 and node = $3 and seq = $4";
    let whole = "select node, seq, header, body, hash from entry where compartment = $1 order by node, seq";
    // The house strips everything it has of the file, as if it had been erased.
    let of_it = "select node, seq from entry_of where compartment = $1 and file = $2";
    let here = [home.bytes().into(), file.bytes().into()];
    let places = house.store().raw_query(&house.actor, home, of_it, &here).unwrap();
    let rows = house.store().raw_query(&house.actor, home, whole, &[home.bytes().into()]).unwrap();
    let mut stripped = 0;
    for place in &places {
        let row = rows.iter().find(|r| r.blob(0) == place.blob(0) && r.int(1) == place.int(1)).unwrap();
        let header = journal::wire::Header::from_bytes(row.blob(2)).unwrap();
        let sealed = journal::wire::Sealed { header, body: row.blob(3).to_vec() };
        let values =
            [home.bytes().into(), sealed.without_body().body.into(), row.blob(0).into(), row.int(1).into()];
        stripped += house.store().raw_execute(&house.actor, home, bare, &values).unwrap();
    }
    assert!(stripped >= 4);
    let fault = house.store().verify(&house.actor, home).unwrap().fault.unwrap();
    assert_eq!(fault.kind, "entry", "no erasure names it: {}", fault.what);
    hq.meets(house);
    assert_eq!(readable(hq).len(), 4, "whoever has it keeps it");
    // Somebody new hears from the one that strips first.
    let later = Post::new("newcomer", Backing::Sqlite, 74);
    hq.knows(&later);
    house.knows(&later);
    hq.grants(home, &later, Role::Keeper);
    hq.meets(house);
    for _ in 0..2 {
        later.meets(house);
        later.joins();
    }
    let missing =
        |post: &Post| post.store().held(&post.actor).unwrap().iter().filter(|h| h.why == "body").count();
    assert_eq!(missing(&later) as u64, stripped, "what has no body is listed, not taken for erased");
    later.meets(hq);
    assert_eq!(missing(&later), 0, "whoever has it gives it");
    assert_eq!(readable(&later).len(), 3);
    proves(&later, home);
}

/// Somebody wrote in the file without having heard: it is kept, readable, held with its reason, until a keeper says.
#[test]
fn p1_what_comes_too_late_is_held_and_neither_lost_nor_resurrects() {
    let kept = kept(Backing::Sqlite);
    let Kept { hq, house, home, file } = &kept;
    let erasure = house.store().propose_erasure(&house.actor, file, Reason::Asked, true).unwrap();
    house.meets(hq);
    let late = says(house, home, file, "she telephoned");
    hq.store().carry_out_erasure(&hq.actor, &erasure).unwrap();
    hq.meets(house);
    house.meets(hq);
    hq.meets(house);
    for post in [hq, house] {
        assert_eq!(readable(post), BTreeSet::new(), "what was erased stays erased");
        assert!(matches!(post.store().open_file(&post.actor, file, "a test"), Err(Problem::Unknown(_))));
        let held = post.store().held(&post.actor).unwrap();
        let of_it: Vec<_> = held.iter().filter(|h| h.id == late.to_string()).collect();
        assert_eq!(of_it.iter().map(|h| h.why.as_str()).collect::<BTreeSet<_>>(), BTreeSet::from(["erased"]));
        let words = post.store().everything_readable(&post.actor).unwrap();
        assert!(words.windows(15).any(|w| w == b"she telephoned\0" || &w[..14] == b"she telephoned"));
        proves(post, home);
    }
    let refused = hq.store().write(&hq.actor, home, {
        let file = *file;
        move |w| w.append(&file, vec![Fact::Withdrawn { slot: "person/born".into(), why: "x".into() }])
    });
    assert!(matches!(refused, Err(Problem::Refused(r)) if r.why == Why::Erased), "nobody goes on in it");
    // A keeper lets it count: the file stands again with that entry and no other.
    hq.store().admit_held(&hq.actor, home, &late).unwrap();
    let file_again = hq.store().open_file(&hq.actor, file, "a test").unwrap();
    assert_eq!(file_again.file.told.iter().map(|t| t.id).collect::<Vec<_>>(), [late]);
    hq.meets(house);
    proves(house, home);
    // Or it is erased as well, by two persons again.
    let again = hq.store().propose_erasure(&hq.actor, file, Reason::CourtOrder, true).unwrap();
    hq.meets(house);
    house.store().carry_out_erasure(&house.actor, &again).unwrap();
    house.meets(hq);
    for post in [hq, house] {
        let words = post.store().everything_readable(&post.actor).unwrap();
        assert!(!words.windows(14).any(|w| w == b"she telephoned"), "gone as well");
        proves(post, home);
    }
}

/// One person, on one device or two, erases nothing; nor does a role that does not direct, whatever it writes.
#[test]
fn a9_one_person_alone_erases_nothing() {
    let kept = kept(Backing::Sqlite);
    let Kept { hq, house, home, file } = &kept;
    let erasure = hq.store().propose_erasure(&hq.actor, file, Reason::Asked, true).unwrap();
    let refused = hq.store().carry_out_erasure(&hq.actor, &erasure);
    assert!(matches!(refused, Err(Problem::Refused(r)) if r.why == Why::SamePerson));
    // Written past the rule, as by a node that does not keep to it: it counts nowhere.
    let (hashes, keys): (Vec<u8>, Vec<u8>) = everything(hq, home);
    let told = hq.store().open_file(&hq.actor, &erasure, "a test").unwrap();
    let proposal = Erasing::of(&told.file).unwrap().proposal;
    let carried = Told::CarriedOut { proposal, entries: 9, hashes: hashes.clone(), keys: keys.clone() };
    hq.store().write(&hq.actor, home, move |w| w.append(&erasure, vec![Fact::Erasure(carried)])).unwrap();
    hq.meets(house);
    assert_eq!((readable(hq).len(), readable(house).len()), (4, 3));
    // A worker carries out nothing.
    let worker = Post::new("worker", Backing::Sqlite, 75);
    hq.knows(&worker);
    hq.grants(home, &worker, Role::Worker);
    for _ in 0..2 {
        hq.meets(&worker);
        worker.joins();
        worker.meets(hq);
    }
    let refused = worker.store().carry_out_erasure(&worker.actor, &erasure);
    assert!(matches!(refused, Err(Problem::NotAllowed(_))), "{refused:?}");
    let carried = Told::CarriedOut { proposal, entries: 9, hashes, keys };
    let refused =
        worker.store().write(&worker.actor, home, move |w| w.append(&erasure, vec![Fact::Erasure(carried)]));
    assert!(matches!(refused, Err(Problem::NotAllowed(_))));
    house.meets(hq);
    house.store().carry_out_erasure(&house.actor, &erasure).unwrap();
    assert_eq!(readable(house), BTreeSet::new(), "the second person does");
}

/// Hashes of every entry, as somebody would name them who wants everything gone.
fn everything(post: &Post, home: &CompartmentId) -> (Vec<u8>, Vec<u8>) {
    let sql = "select hash from entry where compartment = $1";
    let rows = post.store().raw_query(&post.actor, home, sql, &[home.bytes().into()]).unwrap();
    (rows.iter().flat_map(|r| r.blob(0).to_vec()).collect(), Vec::new())
}

/// Identity stays until the person, of age, asks and was told what is lost.
#[test]
fn p1_identity_is_erased_only_where_the_person_asks() {
    let hq = Post::new("director", Backing::Sqlite, 76);
    let home = hq.founds("La Feuilleraie");
    let file = registers(&hq, &home, "Amina");
    let check = |reason: Reason, told: bool, expected: Why| match hq
        .store()
        .propose_erasure(&hq.actor, &file, reason, told)
    {
        Err(Problem::Refused(refusal)) => assert_eq!(refusal.why, expected),
        other => panic!("{other:?}"),
    };
    check(Reason::CourtOrder, true, Why::IdentityStays);
    check(Reason::RetentionOver, true, Why::IdentityStays);
    check(Reason::Mistake, true, Why::IdentityStays);
    check(Reason::Asked, true, Why::NotKnownOfAge);
    born(&hq, &home, &file, "19XX").unwrap();
    check(Reason::Asked, true, Why::NotKnownOfAge);
    born(&hq, &home, &file, "1899").unwrap();
    check(Reason::Asked, false, Why::TellFirst);
    hq.store().propose_erasure(&hq.actor, &file, Reason::Asked, true).unwrap();
    check(Reason::Asked, true, Why::AlreadyThere);
}

/// The switch that breaks the promise: a node that skips what it heard is found by the same look.
#[test]
fn p1_is_seen_red_where_a_node_skips_an_erasure() {
    let kept = kept(Backing::Sqlite);
    kept.house.store().skip_erasures(&kept.house.actor, &kept.home, true).unwrap();
    erased(&kept);
    kept.house.meets(&kept.hq);
    assert_eq!(readable(&kept.house).len(), 3, "what was skipped is found");
}
