//! Keys: wraps, commitments, stored secrets.

use crate::fixture::*;
use domain::id::{CompartmentId, FileId, MemberId};
use journal::chance::{Seeded, random};
use journal::keys::*;

fn other() -> MemberKeys {
    MemberKeys::generate(MemberId([0xb2; 16]), &mut Seeded::new(20))
}

#[test]
fn a_wrap_opens_for_its_member_in_its_context_only() {
    let (member, secret) = (member(), [5u8; 32]);
    let wrap = wrap_for(&member.public().wrap, b"house 1, epoch 2", &secret, &mut Seeded::new(1)).unwrap();
    assert_eq!(wrap.len(), 1168);
    assert_eq!(&member.unwrap(b"house 1, epoch 2", &wrap).unwrap()[..], secret);
    assert_eq!(member.unwrap(b"house 1, epoch 3", &wrap), Err(KeyProblem::Refused));
    assert_eq!(member.unwrap(b"", &wrap), Err(KeyProblem::Refused));
    assert_eq!(other().unwrap(b"house 1, epoch 2", &wrap), Err(KeyProblem::Refused));
    for at in (0..wrap.len()).step_by(37).chain([0, 1119, 1120, 1167]) {
        let mut altered = wrap.clone();
        altered[at] ^= 1;
        assert_eq!(member.unwrap(b"house 1, epoch 2", &altered), Err(KeyProblem::Refused), "byte {at}");
        assert_eq!(member.unwrap(b"house 1, epoch 2", &wrap[..at]), Err(KeyProblem::Refused), "{at} bytes");
    }
}

#[test]
fn a_wrap_for_an_inbox_and_one_for_a_member_are_alike() {
    let inbox = InboxKeys::generate(&mut Seeded::new(2));
    let wrap = wrap_for(&inbox.public(), b"c", b"secret", &mut Seeded::new(3)).unwrap();
    assert_eq!(&inbox.unwrap(b"c", &wrap).unwrap()[..], b"secret");
    assert_eq!(inbox.unwrap(b"d", &wrap), Err(KeyProblem::Refused));
}

#[test]
fn public_keys_have_their_lengths_and_bad_ones_are_refused() {
    let public = member().public();
    assert_eq!((public.sign.len(), public.wrap.len()), (32, WRAP_KEY_LEN));
    assert_eq!(public.member, member().member());
    for wrong in [&public.wrap[1..], &[], &[0xff; WRAP_KEY_LEN][..]] {
        let problem = wrap_for(wrong, b"", b"secret", &mut Seeded::new(1));
        assert_eq!(problem, Err(KeyProblem::Malformed("X-Wing public key")));
    }
    let long = wrap_for(&public.wrap, b"", &[0; WRAP_MAX + 1], &mut Seeded::new(1));
    assert_eq!(long, Err(KeyProblem::TooLong));
}

#[test]
fn secrets_come_back_and_are_not_mistaken_for_each_other() {
    let (member, inbox) = (member(), InboxKeys::generate(&mut Seeded::new(2)));
    let node = NodeKey::generate(&mut Seeded::new(3));
    let again = MemberKeys::from_secret(member.member(), &member.to_secret()).unwrap();
    assert_eq!(again.public(), member.public());
    assert_eq!(InboxKeys::from_secret(&inbox.to_secret()).unwrap().public(), inbox.public());
    assert_eq!(NodeKey::from_secret(&node.to_secret()).unwrap().verifying(), node.verifying());
    assert!(NodeKey::from_secret(&inbox.to_secret()).is_err());
    assert!(InboxKeys::from_secret(&node.to_secret()).is_err());
    for wrong in [&member.to_secret()[1..], &member.to_secret()[..64], &[]] {
        assert!(MemberKeys::from_secret(member.member(), wrong).is_err());
    }
    assert!(EpochKey::from_bytes(&[0; 31]).is_err() && FileKey::from_bytes(&[]).is_err());
}

#[test]
fn a_file_key_opens_for_its_epoch_compartment_and_file_only() {
    let (epoch, file) = (epoch_key(), file_key());
    let wrapped = file.wrapped(&epoch, &HOUSE, &FILE, &mut Seeded::new(4));
    assert_eq!(wrapped.len(), WRAPPED_FILE_KEY);
    assert_eq!(FileKey::unwrap(&epoch, &HOUSE, &FILE, &wrapped).unwrap().as_bytes(), file.as_bytes());
    let other_epoch = EpochKey::generate(&mut Seeded::new(5));
    for (epoch, house, id) in [
        (&other_epoch, HOUSE, FILE),
        (&epoch, CompartmentId([1; 24]), FILE),
        (&epoch, HOUSE, FileId([1; 16])),
    ] {
        assert_eq!(FileKey::unwrap(epoch, &house, &id, &wrapped).map(|_| ()), Err(KeyProblem::Refused));
    }
    for bit in 0..wrapped.len() * 8 {
        let mut altered = wrapped.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(FileKey::unwrap(&epoch, &HOUSE, &FILE, &altered).is_err(), "bit {bit}");
    }
    assert!(FileKey::unwrap(&epoch, &HOUSE, &FILE, &wrapped[1..]).is_err());
}

#[test]
fn a_commitment_is_of_one_key() {
    let (one, other) = (epoch_key(), EpochKey::generate(&mut Seeded::new(5)));
    assert_eq!(one.commitment(), one.clone().commitment());
    assert_ne!(one.commitment(), other.commitment());
    assert_ne!(&one.commitment(), one.as_bytes());
}

#[test]
fn a_database_key_is_written_as_sqlcipher_reads_it() {
    let key = DatabaseKey::from_bytes(&std::array::from_fn::<u8, 32, _>(|i| (i * 8) as u8)).unwrap();
    let expected = "x'0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8'";
    assert_eq!(key.as_pragma().as_str(), expected);
}

#[test]
fn nothing_secret_is_printed() {
    let texts = [
        format!("{:?}", member()),
        format!("{:?}", epoch_key()),
        format!("{:?}", file_key()),
        format!("{:?}", NodeKey::generate(&mut Seeded::new(1))),
        format!("{:?}", InboxKeys::generate(&mut Seeded::new(1))),
        format!("{:?}", DatabaseKey::generate(&mut Seeded::new(1))),
    ];
    let expected =
        ["MemberKeys(..)", "EpochKey(..)", "FileKey(..)", "NodeKey(..)", "InboxKeys(..)", "DatabaseKey(..)"];
    assert_eq!(texts, expected);
}

#[test]
fn seeded_chance_is_the_same_everywhere_and_never_repeats() {
    let mut chance = Seeded::new(42);
    let (first, second) = (random::<8>(&mut chance), random::<8>(&mut chance));
    assert_ne!(first, second);
    assert_eq!(first, random::<8>(&mut Seeded::new(42)));
    assert_ne!(first, random::<8>(&mut Seeded::new(43)));
}
