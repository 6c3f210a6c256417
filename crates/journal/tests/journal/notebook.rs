//! Pages of notebooks: the sharing is even, gives what it must give, agrees with a second implementation, and refuses too
//! few and wrong shares by name.

use blahaj::{Share as Other, Sharks};
use domain::id::{CompartmentId, FileId, Key, MemberId};
use domain::notebook::{Leaf, Page};
use journal::chance::{Chance, Seeded, random};
use journal::keys::MemberKeys;
use journal::notebook::{
    Holder, NotebookProblem, OpeningKey, SHARE_LEN, Written, answer, open, own_share, seal,
};
use zeroize::Zeroizing;

const AT: (CompartmentId, FileId) = (CompartmentId([1; 24]), FileId([2; 16]));

fn cast(n: u8, chance: &mut Seeded) -> (Vec<MemberKeys>, Vec<Holder>) {
    let keys: Vec<MemberKeys> = (1..=n).map(|i| MemberKeys::generate(MemberId([i; 16]), chance)).collect();
    let holder = |k: &MemberKeys| Holder {
        member: k.member(),
        name: format!("Custodian {}", k.member()),
        wrap: k.public().wrap,
    };
    let holders = keys.iter().map(holder).collect();
    (keys, holders)
}

fn written(keys: &MemberKeys) -> Written {
    let says = [("given".to_string(), "Amina".to_string())].into_iter().collect();
    let leaf = Leaf { code: "23456789ABCD".into(), says, on: jiff::civil::date(1942, 9, 1) };
    Written::signed(&AT.0, leaf, "worker", keys)
}

type Shares = Vec<(MemberId, Zeroizing<Vec<u8>>)>;

fn shares(keys: &[MemberKeys], page: &Page) -> Shares {
    keys.iter().map(|k| (k.member(), own_share(k, &AT, page).unwrap())).collect()
}

#[test]
fn a_page_opens_with_any_k_of_n_and_with_nothing_less() {
    let mut chance = Seeded::new(1);
    let (keys, holders) = cast(5, &mut chance);
    let text = written(&keys[0]);
    let page = seal(&AT, Some(&text), 3, &holders, &mut chance).unwrap();
    let all = shares(&keys, &page);
    for subset in 0u32..32 {
        let some: Shares = (0..5).filter(|i| subset >> i & 1 == 1).map(|i| all[i].clone()).collect();
        let opened = open(&AT, &page, &some);
        if some.len() >= 3 {
            assert_eq!(opened.unwrap().as_ref(), Some(&text), "{subset:05b}");
        } else {
            assert_eq!(opened, Err(NotebookProblem::TooFew { have: some.len(), need: 3 }), "{subset:05b}");
        }
    }
    let twice = [all[0].clone(), all[0].clone(), all[1].clone()];
    assert_eq!(
        open(&AT, &page, &twice),
        Err(NotebookProblem::TooFew { have: 2, need: 3 }),
        "one counts once"
    );
    let opened = open(&AT, &page, &all).unwrap().unwrap();
    assert!(opened.proves(&AT.0, &keys[0].public().sign));
    assert!(!opened.proves(&AT.0, &keys[1].public().sign), "somebody else did not write it");
    assert!(!opened.proves(&CompartmentId([9; 24]), &keys[0].public().sign), "nor into another notebook");
}

#[test]
fn wrong_shares_are_refused_by_name_and_a_moved_page_does_not_open() {
    let mut chance = Seeded::new(2);
    let (keys, holders) = cast(5, &mut chance);
    let page = seal(&AT, Some(&written(&keys[0])), 3, &holders, &mut chance).unwrap();
    let good = shares(&keys, &page);
    for byte in 0..SHARE_LEN {
        let mut bad = good[..3].to_vec();
        bad[1].1[byte] ^= 0x40;
        assert_eq!(open(&AT, &page, &bad), Err(NotebookProblem::WrongShare(keys[1].member())), "byte {byte}");
    }
    // Two hands change places: each share belongs to one of them.
    let mut swapped = good[..3].to_vec();
    (swapped[0].1, swapped[1].1) = (good[1].1.clone(), good[0].1.clone());
    assert_eq!(open(&AT, &page, &swapped), Err(NotebookProblem::WrongShare(keys[0].member())));
    for at in [(CompartmentId([3; 24]), AT.1), (AT.0, FileId([3; 16]))] {
        assert!(own_share(&keys[0], &at, &page).is_err(), "{at:?}");
        assert!(open(&at, &page, &good).is_err(), "{at:?}");
    }
    for byte in [0, 30, page.text.len() - 1] {
        let mut altered = page.clone();
        altered.text[byte] ^= 1;
        assert_eq!(open(&AT, &altered, &good), Err(NotebookProblem::Altered), "byte {byte}");
    }
    let mut renamed = page.clone();
    renamed.code = "OTHER".into();
    assert_eq!(open(&AT, &renamed, &good), Err(NotebookProblem::Altered), "under another code");
    let mut other_key = page.clone();
    other_key.key[0] ^= 1;
    assert_eq!(open(&AT, &other_key, &good), Err(NotebookProblem::WrongKey));
    // Whoever says that two are enough has the commitment to the key against them.
    let mut lowered = page;
    lowered.threshold = 2;
    assert_eq!(open(&AT, &lowered, &good[..2]), Err(NotebookProblem::WrongKey));
}

#[test]
fn custodians_no_notebook_has_seal_nothing_and_what_is_sealed_has_one_of_two_lengths() {
    let mut chance = Seeded::new(3);
    let (keys, holders) = cast(6, &mut chance);
    for (threshold, n) in [(0, 3), (1, 3), (3, 3), (4, 3), (2, 0)] {
        let page = seal(&AT, None, threshold, &holders[..n], &mut chance);
        assert_eq!(page, Err(NotebookProblem::Custodians), "{threshold} of {n}");
    }
    let mut lengths = std::collections::BTreeSet::new();
    for len in [1usize, 60, 900, 1_800, 2_500, 7_000] {
        let mut text = written(&keys[0]);
        text.leaf.says.insert("words".into(), "x".repeat(len));
        lengths.insert(seal(&AT, Some(&text), 2, &holders, &mut chance).unwrap().text.len());
    }
    assert_eq!(lengths.len(), 2, "{lengths:?}");
    let mut text = written(&keys[0]);
    text.leaf.says.insert("words".into(), "x".repeat(9_000));
    assert_eq!(seal(&AT, Some(&text), 2, &holders, &mut chance), Err(NotebookProblem::TooLong));
    let proof = seal(&AT, None, 2, &holders, &mut chance).unwrap();
    assert_eq!(open(&AT, &proof, &shares(&keys[..2], &proof)), Ok(None), "a page that only proves");
}

#[test]
fn answers_open_with_the_one_time_key_of_their_opening_only() {
    let mut chance = Seeded::new(4);
    let (keys, holders) = cast(3, &mut chance);
    let page = seal(&AT, Some(&written(&keys[0])), 2, &holders, &mut chance).unwrap();
    let (opening, key) = (OpeningKey::generate(&mut chance), Key([5; 8]));
    let share = own_share(&keys[1], &AT, &page).unwrap();
    let many: Vec<_> = (0..100).map(|_| (AT.1, share.clone())).collect();
    let holder = keys[1].member();
    let wraps = answer((&AT.0, &key), &opening.public(), &holder, &many, &mut chance).unwrap();
    assert_eq!(wraps.len(), 2);
    let again = OpeningKey::from_secret(&opening.to_secret()).unwrap();
    let read = again.unwrap((&AT.0, &key), &holder, &wraps[1]).unwrap();
    assert_eq!((read.len(), &read[0]), (36, &(AT.1, share)));
    assert!(again.unwrap((&AT.0, &Key([6; 8])), &holder, &wraps[1]).is_none(), "another opening");
    assert!(again.unwrap((&AT.0, &key), &keys[0].member(), &wraps[1]).is_none(), "another custodian");
    assert!(again.unwrap((&CompartmentId([9; 24]), &key), &holder, &wraps[1]).is_none(), "another notebook");
    let fresh = OpeningKey::generate(&mut chance);
    assert!(fresh.unwrap((&AT.0, &key), &holder, &wraps[1]).is_none(), "another key");
    assert!(keys[2].unwrap(&[], &wraps[1]).is_err(), "a member's own key opens no answer");
}

/// The polynomials by hand, over the field of AES: what the crate gives has to be what the rule says.
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a = a << 1 ^ if a & 0x80 == 0 { 0 } else { 0x1b };
        b >>= 1;
    }
    product
}

#[test]
fn shares_are_known_answers() {
    // 0x42 + 0x07 x + 0xa1 x^2, at 1, 2, 3 and 5, worked out with the rule above; 2 * 0x07 = 0x0e and so on.
    let at = |x: u8| 0x42 ^ times(0x07, x) ^ times(0xa1, times(x, x));
    assert_eq!([at(1), at(2), at(3), at(5)], [0xe4, 0xfe, 0x58, 0x06]);
    let part = |x: u8| vec![x, at(x)];
    for some in [[1u8, 2, 3], [5, 1, 3], [2, 3, 5]] {
        let parts: Vec<Vec<u8>> = some.iter().map(|x| part(*x)).collect();
        assert_eq!(vsss_rs::Gf256::combine_array(&parts).unwrap(), [0x42], "{some:?}");
    }
    let two: Vec<Vec<u8>> = [1u8, 2].iter().map(|x| part(*x)).collect();
    assert_ne!(
        vsss_rs::Gf256::combine_array(&two).unwrap(),
        [0x42],
        "two give another byte, without an error"
    );
}

/// A source where the crates ask for theirs.
struct Drawn(Seeded);

impl rand_core::TryRng for Drawn {
    type Error = std::convert::Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(u32::from_le_bytes(random(&mut self.0)))
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(u64::from_le_bytes(random(&mut self.0)))
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        self.0.fill(out);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Drawn {}

/// The other crate works over the same field, written by another polynomial (0x11d in place of 0x11b). A root of that
/// polynomial here takes the place of its `x`; then every byte of theirs is a byte of ours, sums and products alike.
fn ours_of_theirs() -> [u8; 256] {
    let power = |root: u8, n: u32| (0..n).fold(1u8, |product, _| times(product, root));
    let is_root = |root: &u8| [8, 4, 3, 2, 0].iter().fold(0, |sum, n| sum ^ power(*root, *n)) == 0;
    let root = (2..=255u8).find(is_root).expect("the two fields are one");
    std::array::from_fn(|byte| {
        (0..8).filter(|bit| byte >> bit & 1 == 1).fold(0, |sum, bit| sum ^ power(root, bit))
    })
}

#[test]
fn two_implementations_read_one_another() {
    let to_ours = ours_of_theirs();
    let mut to_theirs = [0u8; 256];
    for (theirs, ours) in to_ours.iter().enumerate() {
        to_theirs[usize::from(*ours)] = theirs as u8;
    }
    let mapped = |bytes: &[u8], table: &[u8; 256]| -> Vec<u8> {
        bytes.iter().map(|b| table[usize::from(*b)]).collect()
    };
    let mut drawn = Drawn(Seeded::new(6));
    for (k, n) in [(2u8, 3usize), (3, 5), (4, 7), (5, 12)] {
        let secret = random::<32>(&mut drawn.0);
        let ours = vsss_rs::Gf256::split_array(usize::from(k), n, secret, &mut drawn).unwrap();
        let theirs: Vec<Other> =
            ours.iter().map(|part| Other::try_from(mapped(part, &to_theirs).as_slice()).unwrap()).collect();
        let recovered = Sharks(k).recover(&theirs[n - usize::from(k)..]).unwrap();
        assert_eq!(mapped(&recovered, &to_ours), secret, "{k} of {n}");
        let dealt: Vec<Vec<u8>> = Sharks(k)
            .dealer_rng(&mapped(&secret, &to_theirs), &mut drawn)
            .take(n)
            .map(|share| mapped(&Vec::from(&share), &to_ours))
            .collect();
        let combined = vsss_rs::Gf256::combine_array(&dealt[..usize::from(k)]).unwrap();
        assert_eq!(combined, secret, "{k} of {n}, dealt there");
    }
}

/// Chi-square of 256 bins against even; with 255 degrees of freedom, 380 is passed once in more than a million runs.
fn chi_square(bins: &[u64; 256]) -> f64 {
    let expected = bins.iter().sum::<u64>() as f64 / 256.0;
    bins.iter().map(|n| (*n as f64 - expected).powi(2) / expected).sum()
}

#[test]
fn fewer_shares_than_needed_are_evenly_spread_whatever_the_secret() {
    let mut drawn = Drawn(Seeded::new(7));
    let secret = [0x5a; 32];
    let (mut first, mut slopes, mut same) = ([0u64; 256], [0u64; 256], 0u64);
    let rounds = 6_000u64;
    for _ in 0..rounds {
        let parts = vsss_rs::Gf256::split_array(3, 5, secret, &mut drawn).unwrap();
        for byte in 1..=32 {
            first[usize::from(parts[0][byte])] += 1;
            // What two shares tell together: with biased coefficients this is where it shows.
            slopes[usize::from(parts[0][byte] ^ parts[1][byte])] += 1;
            same += u64::from(parts[2][byte] == 0x5a);
        }
    }
    let (one, two) = (chi_square(&first), chi_square(&slopes));
    println!(
        "chi-square over {} bytes: one share {one:.0}, two shares {two:.0}; equal to the secret {same}",
        rounds * 32
    );
    assert!(one < 380.0 && two < 380.0, "{one} {two}");
    let expected = rounds * 32 / 256;
    assert!(
        same.abs_diff(expected) < 5 * expected.isqrt(),
        "a share is the secret as often as chance: {same} of {expected}"
    );
    // The fault that was found in another crate: coefficients that are never even. The test has to see it.
    let mut biased = [0u64; 256];
    for _ in 0..rounds * 32 {
        let (a, b) = (random::<1>(&mut drawn.0)[0] | 1, random::<1>(&mut drawn.0)[0] | 1);
        biased[usize::from(0x5a ^ a ^ b)] += 1;
    }
    assert!(chi_square(&biased) > 380.0, "biased coefficients are seen");
}
