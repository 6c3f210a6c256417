//! Pages, envelopes and bundles: what is altered, cut short or put elsewhere proves nothing.

use crate::fixture::{HOUSE, epoch_key, file_key, signed, written};
use domain::id::{CompartmentId, EntryId, MemberId};
use journal::bundle::{BundleProblem, Manifest, Reader, Writer, outside};
use journal::chance::Seeded;
use journal::exchange::{
    Answer, Ask, Body, Height, Page, PageProblem, follow, open_answer, open_ask, seal_answer, seal_ask,
};
use journal::keys::{MemberKeys, NodeKey, node_of};
use journal::wire::{self, Header, sign_tip};

fn node(seed: u64) -> NodeKey {
    NodeKey::generate(&mut Seeded::new(seed))
}

/// Three entries of one chain, signed at the third.
fn page(key: &NodeKey) -> Page {
    let mut page = Page {
        suite: wire::SUITE,
        compartment: HOUSE,
        sign: key.verifying().to_vec(),
        first: 1,
        epochs: vec![EntryId([0xe0; 24])],
        entries: Vec::new(),
        tip: None,
        file_keys: Vec::new(),
        wraps: Vec::new(),
        named: Vec::new(),
    };
    let mut prev = [0; 32];
    for seq in 1..=3 {
        let body = signed(vec![written(&format!("note {seq}"))], seq);
        let header = Header {
            suite: wire::SUITE,
            compartment: HOUSE,
            epoch: EntryId([0xe0; 24]),
            dictionary: 0,
            node: key.node(),
            seq,
            prev,
        };
        let mut chance = Seeded::new(100 + seq);
        let sealed =
            wire::seal(&body.body, &body.entry.file, header, &file_key(), &epoch_key(), &mut chance).unwrap();
        prev = sealed.hash();
        page.entries.push((0, Body(sealed.body)));
    }
    page.tip = Some((3, Body(sign_tip(key, &HOUSE, &key.node(), 3, &prev).to_vec())));
    page
}

#[test]
pub fn a_page_proves_itself_and_nothing_altered_does() {
    let key = node(1);
    let good = page(&key);
    let followed = follow(&good, &Height::default()).unwrap();
    assert_eq!((followed.entries.len(), followed.signed), (3, 3));
    assert_eq!(followed.entries[2].0.header.node, node_of(&key.verifying()));
    let other = node(2);
    type Change = fn(&mut Page);
    let table: [(&str, Change, PageProblem); 9] = [
        ("a bit of a body", |p| p.entries[1].1.0[30] ^= 1, PageProblem::Tip),
        ("two in another order", |p| p.entries.swap(0, 1), PageProblem::Tip),
        ("one left out", |p| drop(p.entries.remove(1)), PageProblem::Malformed),
        ("another compartment", |p| p.compartment = CompartmentId([9; 24]), PageProblem::Tip),
        ("another epoch", |p| p.epochs[0] = EntryId([1; 24]), PageProblem::Tip),
        ("another place", |p| p.first = 2, PageProblem::Gap { first: 2, known: 0 }),
        ("another suite", |p| p.suite = 7, PageProblem::UnknownSuite(7)),
        ("an epoch that is not there", |p| p.entries[0].0 = 5, PageProblem::Malformed),
        ("no entries", |p| p.entries.clear(), PageProblem::Malformed),
    ];
    for (what, change, problem) in table {
        let mut page = good.clone();
        change(&mut page);
        assert_eq!(follow(&page, &Height::default()).unwrap_err(), problem, "{what}");
    }
    let mut somebody = good.clone();
    somebody.sign = other.verifying().to_vec();
    assert_eq!(follow(&somebody, &Height::default()).unwrap_err(), PageProblem::Tip);
    let gap = follow(&good, &Height { seq: 7, hash: [0; 32] }).unwrap_err();
    assert_eq!(gap, PageProblem::Gap { first: 1, known: 7 });
    let elsewhere = follow(&good, &Height { seq: 0, hash: [1; 32] }).unwrap_err();
    assert_eq!(elsewhere, PageProblem::Tip, "what it follows is part of what is signed");
    let mut unsigned = good.clone();
    unsigned.tip = None;
    assert_eq!(follow(&unsigned, &Height::default()).unwrap().signed, 0, "it proves nothing yet");
}

#[test]
fn a_question_opens_for_whom_it_is_sealed_to_and_its_answer_for_whom_asked() {
    let (asker, asked, stranger) = (node(1), node(2), node(3));
    let ask = Ask::Wants(HOUSE);
    let mut chance = Seeded::new(9);
    let (envelope, mine) = seal_ask(&ask, &asker, &asked.public(), &mut chance).unwrap();
    let known = |id: &domain::id::NodeId| (*id == asker.node()).then(|| asker.public());
    let (by, read, theirs) = open_ask(&envelope, &asked, known).unwrap();
    assert_eq!((by.node(), &read), (asker.node(), &ask));
    assert!(open_ask(&envelope, &stranger, known).is_err(), "sealed to another");
    assert!(open_ask(&envelope, &asked, |_| None).is_err(), "from a stranger");
    assert!(open_ask(&envelope, &asked, |_| Some(stranger.public())).is_err(), "signed by another");
    let answer = Answer::Known(true);
    let sealed = seal_answer(&answer, &theirs, &mut chance).unwrap();
    assert_eq!(open_answer(&sealed, &mine).unwrap(), answer);
    let (_, another) = seal_ask(&ask, &asker, &asked.public(), &mut chance).unwrap();
    assert!(open_answer(&sealed, &another).is_err(), "the answer to another question");
    for at in (0..envelope.len()).step_by(7) {
        let mut altered = envelope.clone();
        altered[at] ^= 4;
        assert!(open_ask(&altered, &asked, known).is_err(), "byte {at}");
        assert!(open_ask(&envelope[..at], &asked, known).is_err(), "cut at {at}");
    }
    for at in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[at] ^= 4;
        assert!(open_answer(&altered, &mine).is_err(), "byte {at}");
    }
}

fn bundle(key: &NodeKey, recipient: &MemberKeys) -> Vec<u8> {
    let mut chance = Seeded::new(5);
    let other = MemberKeys::generate(MemberId([9; 16]), &mut chance);
    let recipients = [other.public(), recipient.public()];
    let mut writer = Writer::new(Vec::new(), &recipients, &mut chance).unwrap();
    let frontier = vec![(HOUSE, vec![(key.node(), Height { seq: 3, hash: [7; 32] })])];
    let manifest = Manifest::signed(&writer.bundle, key, 1_000, frontier);
    writer.frame(&manifest, &mut chance).unwrap();
    writer.frame(&page(key), &mut chance).unwrap();
    writer.finish(&mut chance).unwrap()
}

fn whole(bytes: &[u8], member: &MemberKeys) -> Result<Page, BundleProblem> {
    let mut check = Reader::open(bytes, member)?;
    check.manifest()?;
    check.check()?;
    let mut reader = Reader::open(bytes, member)?;
    reader.manifest()?;
    let page = reader.frame()?.ok_or(BundleProblem::Altered)?;
    assert!(reader.frame::<Page>()?.is_none());
    Ok(page)
}

/// Every byte of a bundle, and every length it can be cut to.
#[test]
pub fn s7_d6_a_bundle_with_one_byte_changed_or_cut_short_is_refused() {
    let key = node(1);
    let member = MemberKeys::generate(MemberId([3; 16]), &mut Seeded::new(8));
    let bytes = bundle(&key, &member);
    assert_eq!(whole(&bytes, &member).unwrap(), page(&key));
    let seen = outside(&mut bytes.as_slice()).unwrap();
    assert_eq!(seen.recipients, 2);
    let stranger = MemberKeys::generate(MemberId([3; 16]), &mut Seeded::new(88));
    assert!(matches!(whole(&bytes, &stranger), Err(BundleProblem::NotForYou)));
    for at in 0..bytes.len() {
        assert!(whole(&bytes[..at], &member).is_err(), "cut at {at}");
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        // The wrap of the other recipient may be altered: it is theirs, and opens nothing of ours.
        let theirs = 26..26 + journal::keys::WRAP_OVERHEAD + 32;
        assert!(theirs.contains(&at) || whole(&altered, &member).is_err(), "byte {at}");
    }
    assert!(whole(&[bytes.as_slice(), &[0]].concat(), &member).is_err(), "a byte behind the end");
    let mut newer = bytes.clone();
    newer[6] = 2;
    assert!(matches!(whole(&newer, &member), Err(BundleProblem::Unknown(2))));
}

/// The manifest of one bundle does not go with another: it is signed for its id.
#[test]
fn s10_a_manifest_belongs_to_its_bundle() {
    let (key, mut chance) = (node(1), Seeded::new(6));
    let member = MemberKeys::generate(MemberId([3; 16]), &mut chance);
    let mut writer = Writer::new(Vec::new(), &[member.public()], &mut chance).unwrap();
    let manifest = Manifest::signed(&[1; 16], &key, 1, Vec::new());
    writer.frame(&manifest, &mut chance).unwrap();
    let bytes = writer.finish(&mut chance).unwrap();
    let mut reader = Reader::open(bytes.as_slice(), &member).unwrap();
    assert!(matches!(reader.manifest(), Err(BundleProblem::Altered)));
}
