//! A member's card: what somebody elsewhere has to know to grant them a place, and the words by which two people make
//! sure over the telephone that it is theirs.
//!
//! A card is public and grants nothing. Both the member and their node sign it, so that nobody can pair one's keys with
//! another's; whose it is, only people can tell: they read one another the words.

use crate::aead::bound;
use crate::keys::{MemberKeys, MemberPublic, NodeKey, NodePublic, verifies};
use domain::compartment::bytes as octets;
use domain::id::MemberId;
use serde::{Deserialize, Serialize};

/// Longest card, in bytes of its text.
pub const CARD_MAX: usize = 16 * 1024;
/// Longest name on one.
const NAME_MAX: usize = 200;
const LABEL: &str = "relais/0/card";
const WORDS: &str = "relais journal suite 0: words of a card";

/// A card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Version of the layout: 0.
    #[serde(rename = "relais-card")]
    pub version: u8,
    /// The name colleagues know them by.
    pub name: String,
    /// Who.
    pub member: MemberId,
    /// Their Ed25519 verifying key.
    #[serde(with = "octets")]
    pub sign: Vec<u8>,
    /// Their X-Wing public key.
    #[serde(with = "octets")]
    pub wrap: Vec<u8>,
    /// The node they sit at.
    pub node: NodePublic,
    /// The member's signature.
    #[serde(with = "octets")]
    pub by_member: Vec<u8>,
    /// The node's signature.
    #[serde(with = "octets")]
    pub by_node: Vec<u8>,
}

/// Why bytes are no card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardProblem {
    /// Longer than [`CARD_MAX`].
    #[error("a card has at most 16 KiB")]
    TooLarge,
    /// Not laid out as a card.
    #[error("this is no card")]
    Malformed,
    /// Written by a newer version.
    #[error("the card is of version {0}; a newer version is needed to read it")]
    Unknown(u8),
    /// A signature does not prove: it was altered, or put together from two.
    #[error("the card was altered: its signatures do not prove")]
    Altered,
}

impl Card {
    /// The card of a member at a node.
    pub fn of(name: &str, member: &MemberKeys, node: &NodeKey) -> Card {
        let public = member.public();
        let mut card = Card {
            version: 0,
            name: name.to_string(),
            member: public.member,
            sign: public.sign,
            wrap: public.wrap,
            node: node.public(),
            by_member: Vec::new(),
            by_node: Vec::new(),
        };
        let message = bound(LABEL, &[&card.digest()]);
        card.by_member = member.sign(&message).to_vec();
        card.by_node = node.sign(&message).to_vec();
        card
    }

    /// Reads a card, and refuses one that its member and its node did not both sign.
    pub fn read(text: &[u8]) -> Result<Card, CardProblem> {
        if text.len() > CARD_MAX {
            return Err(CardProblem::TooLarge);
        }
        let card: Card = serde_json::from_slice(text).map_err(|_| CardProblem::Malformed)?;
        if card.version != 0 {
            return Err(CardProblem::Unknown(card.version));
        }
        if card.name.trim().is_empty()
            || card.name.len() > NAME_MAX
            || card.name.chars().any(char::is_control)
        {
            return Err(CardProblem::Malformed);
        }
        let message = bound(LABEL, &[&card.digest()]);
        let good = card.wrap.len() == crate::keys::WRAP_KEY_LEN
            && card.node.post.len() == crate::keys::WRAP_KEY_LEN
            && verifies(&card.sign, &message, &card.by_member)
            && verifies(&card.node.sign, &message, &card.by_node);
        if good { Ok(card) } else { Err(CardProblem::Altered) }
    }

    /// The card as text, for a file.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The member's public keys.
    pub fn public(&self) -> MemberPublic {
        MemberPublic { member: self.member, sign: self.sign.clone(), wrap: self.wrap.clone() }
    }

    /// What two people read to one another: eight words of five letters, 128 bits of the keys' hash.
    pub fn words(&self) -> String {
        words(&blake3::derive_key(WORDS, &self.digest())[..16])
    }

    /// Whether what somebody heard are these words.
    pub fn answers_to(&self, heard: &str) -> bool {
        heard_as(heard, &self.words())
    }

    fn digest(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key("relais journal suite 0: content of a card");
        hasher.update(&[self.version]).update(&(self.name.len() as u64).to_be_bytes());
        hasher.update(self.name.as_bytes()).update(self.member.bytes());
        for part in [&self.sign, &self.wrap, &self.node.sign, &self.node.post] {
            hasher.update(&(part.len() as u64).to_be_bytes()).update(part);
        }
        *hasher.finalize().as_bytes()
    }
}

/// Whether `words` were heard; capitals and the width of gaps cannot be.
pub(crate) fn heard_as(heard: &str, words: &str) -> bool {
    heard.split_whitespace().map(str::to_lowercase).eq(words.split(' '))
}

/// Bytes as words that can be spoken in any language: two bytes make consonant, vowel, consonant, vowel, consonant
/// (the alphabet of Wilkerson, "A Proposal for Proquints", 2009). An odd last byte is left out.
pub fn words(bytes: &[u8]) -> String {
    const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 4] = b"aiou";
    let word = |pair: &[u8]| -> String {
        let n = usize::from(pair[0]) << 8 | usize::from(pair[1]);
        let letters = [
            CONSONANTS[n >> 12],
            VOWELS[n >> 10 & 3],
            CONSONANTS[n >> 6 & 15],
            VOWELS[n >> 4 & 3],
            CONSONANTS[n & 15],
        ];
        letters.into_iter().map(char::from).collect()
    };
    bytes.chunks_exact(2).map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Seeded;

    fn card(name: &str) -> Card {
        let mut chance = Seeded::new(4);
        let member = MemberKeys::generate(MemberId([3; 16]), &mut chance);
        Card::of(name, &member, &NodeKey::generate(&mut chance))
    }

    /// The proposal's own examples: 127.0.0.1 and 63.84.220.193.
    #[test]
    fn words_are_those_of_the_proposal() {
        assert_eq!(words(&[127, 0, 0, 1]), "lusab babad");
        assert_eq!(words(&[63, 84, 220, 193]), "gutih tugad");
    }

    #[test]
    fn a_card_comes_back_and_an_altered_one_does_not() {
        let card = card("Nurse of La Passerelle");
        assert_eq!(Card::read(card.text().as_bytes()), Ok(card.clone()));
        assert_eq!(card.words().split(' ').count(), 8);
        let other = Card { name: "Somebody else".into(), ..card.clone() };
        assert_eq!(Card::read(other.text().as_bytes()), Err(CardProblem::Altered));
        let mut chance = Seeded::new(9);
        let swapped = Card { node: NodeKey::generate(&mut chance).public(), ..card.clone() };
        assert_eq!(Card::read(swapped.text().as_bytes()), Err(CardProblem::Altered));
        assert_ne!(card.words(), swapped.words());
        let newer = Card { version: 1, ..card.clone() };
        assert_eq!(Card::read(newer.text().as_bytes()), Err(CardProblem::Unknown(1)));
        assert_eq!(Card::read(b"{}"), Err(CardProblem::Malformed));
        assert_eq!(Card::read(&vec![b' '; CARD_MAX + 1]), Err(CardProblem::TooLarge));
    }
}
