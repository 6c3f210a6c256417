//! The plate of a sealed notebook: what somebody has to know to seal a page into it. Its keeper signs it and hands it over;
//! whoever takes it compares its words with the keeper, so that nobody on the way puts custodians of their own in.
//!
//! It opens nothing. Whoever holds one knows that there is such a notebook and who its custodians are: it is given to
//! those who seal, and to nobody else.

use crate::aead::bound;
use crate::card::{CardProblem, heard_as, words};
use crate::keys::{MemberKeys, WRAP_KEY_LEN, verifies};
use crate::notebook::Holder;
use domain::compartment::{Kind, bytes as octets};
use domain::id::{CompartmentId, MemberId, NodeId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

const LABEL: &str = "relais/0/plate";
const WORDS: &str = "relais journal suite 0: words of a plate";
/// Longest plate, in bytes of its text: twelve custodians and their keys.
pub const PLATE_MAX: usize = 64 * 1024;
/// Longest name on one.
const NAME_MAX: usize = 200;
/// Most nodes on one.
const NODES_MAX: usize = 64;

/// A plate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plate {
    /// Version of the layout: 0.
    #[serde(rename = "relais-plate")]
    pub version: u8,
    /// The notebook.
    pub notebook: CompartmentId,
    /// Which of the four.
    pub kind: Kind,
    /// What its custodians call it.
    pub name: String,
    /// The X-Wing public key of its inbox.
    #[serde(with = "octets")]
    pub inbox: Vec<u8>,
    /// The nodes that keep it.
    pub nodes: Vec<NodeId>,
    /// How many custodians open a page together.
    pub threshold: u8,
    /// The custodians.
    pub holders: Vec<Holder>,
    /// When these custodians last proved that they open it. Nothing is sealed before they did.
    pub proved: Option<Date>,
    /// The keeper who signs.
    pub keeper: MemberId,
    /// The keeper's name.
    pub by: String,
    /// The keeper's Ed25519 verifying key.
    #[serde(with = "octets")]
    pub sign: Vec<u8>,
    /// The keeper's signature.
    #[serde(with = "octets")]
    pub signature: Vec<u8>,
}

impl std::fmt::Debug for Plate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Plate({} by {})", self.notebook, self.keeper)
    }
}

impl Plate {
    /// Signs the plate, without its signature, as its keeper.
    #[must_use]
    pub fn signed(mut self, keys: &MemberKeys) -> Plate {
        self.keeper = keys.member();
        self.sign = keys.public().sign;
        self.signature = keys.sign(&bound(LABEL, &[&self.digest()])).to_vec();
        self
    }

    /// Reads a plate and proves that nothing of it was changed after its keeper signed it. Whose it is, words tell.
    pub fn read(text: &[u8]) -> Result<Plate, CardProblem> {
        if text.len() > PLATE_MAX {
            return Err(CardProblem::TooLarge);
        }
        let plate: Plate = serde_json::from_slice(text).map_err(|_| CardProblem::Malformed)?;
        if plate.version != 0 {
            return Err(CardProblem::Unknown(plate.version));
        }
        let name = |name: &str| {
            !name.trim().is_empty() && name.len() <= NAME_MAX && !name.chars().any(char::is_control)
        };
        let keys = plate.holders.iter().all(|h| h.wrap.len() == WRAP_KEY_LEN && name(&h.name));
        let sound = plate.kind.circuit().is_some()
            && plate.inbox.len() == WRAP_KEY_LEN
            && plate.nodes.len() <= NODES_MAX
            && crate::notebook::is_a_circle(plate.threshold, &plate.holders)
            && keys
            && name(&plate.name)
            && name(&plate.by)
            && verifies(&plate.sign, &bound(LABEL, &[&plate.digest()]), &plate.signature);
        if sound { Ok(plate) } else { Err(CardProblem::Altered) }
    }

    /// The plate as text, for a file.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Eight words that its keeper and whoever takes it read to one another. The day it last proved to open is not in
    /// them: it changes every ninety days, and the custodians do not.
    pub fn words(&self) -> String {
        let undated = Plate { proved: None, ..self.clone() };
        words(&blake3::derive_key(WORDS, &undated.digest())[..16])
    }

    /// Whether what somebody heard are these words.
    pub fn answers_to(&self, heard: &str) -> bool {
        heard_as(heard, &self.words())
    }

    fn digest(&self) -> [u8; 32] {
        let mut content = Vec::new();
        let unsigned = Plate { signature: Vec::new(), ..self.clone() };
        ciborium::into_writer(&unsigned, &mut content).expect("a vector takes every byte");
        blake3::derive_key("relais journal suite 0: content of a plate", &content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Seeded;

    fn plate(keys: &MemberKeys) -> Plate {
        let holder = |n: u8| Holder {
            member: MemberId([n; 16]),
            name: format!("Custodian {n}"),
            wrap: vec![n; WRAP_KEY_LEN],
        };
        Plate {
            version: 0,
            notebook: CompartmentId([1; 24]),
            kind: Kind::Covers,
            name: "Covers".into(),
            inbox: vec![7; WRAP_KEY_LEN],
            nodes: vec![NodeId([2; 16])],
            threshold: 2,
            holders: vec![holder(3), holder(4), holder(5)],
            proved: Some(jiff::civil::date(1942, 9, 1)),
            keeper: MemberId::default(),
            by: "keeper".into(),
            sign: Vec::new(),
            signature: Vec::new(),
        }
        .signed(keys)
    }

    #[test]
    fn s9_a_plate_comes_back_and_no_custodian_can_be_put_into_one() {
        let mut chance = Seeded::new(11);
        let keys = MemberKeys::generate(MemberId([9; 16]), &mut chance);
        let good = plate(&keys);
        assert_eq!(Plate::read(good.text().as_bytes()), Ok(good.clone()));
        assert_eq!(good.words().split(' ').count(), 8);
        let altered: [fn(&mut Plate); 8] = [
            |p| p.notebook.0[0] ^= 1,
            |p| p.kind = Kind::HidingPlaces,
            |p| p.inbox[3] ^= 1,
            |p| p.threshold = 3,
            |p| p.holders[0].wrap[0] ^= 1,
            |p| p.holders[1].member.0[0] ^= 1,
            |p| p.proved = None,
            |p| p.nodes.clear(),
        ];
        for alter in altered {
            let mut changed = good.clone();
            alter(&mut changed);
            assert_eq!(Plate::read(changed.text().as_bytes()), Err(CardProblem::Altered), "{changed:?}");
        }
        // Somebody else may sign one of their own: the words are others.
        let mut forged = good.clone();
        forged.holders[0].wrap = vec![8; WRAP_KEY_LEN];
        let forged = forged.signed(&MemberKeys::generate(MemberId([9; 16]), &mut chance));
        assert!(Plate::read(forged.text().as_bytes()).is_ok());
        assert_ne!(forged.words(), good.words());
        let again = Plate { proved: Some(jiff::civil::date(1942, 12, 1)), ..good.clone() }.signed(&keys);
        assert_eq!(again.words(), good.words(), "a later proof of the same custodians has the same words");
        let house = Plate { kind: Kind::House, ..good }.signed(&keys);
        assert_eq!(Plate::read(house.text().as_bytes()), Err(CardProblem::Altered));
    }
}
