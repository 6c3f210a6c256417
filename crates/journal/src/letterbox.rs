//! A letterbox: where letters to a compartment are dropped, as its node tells others. It bears the key letters are sealed
//! to and the name a house goes by; it says nothing of who works there and opens nothing.
//!
//! Its node signs it, so that a node in between can hand it on and cannot put a key of its own in.

use crate::aead::bound;
use crate::keys::{NodeKey, WRAP_KEY_LEN, verifies};
use domain::compartment::bytes as octets;
use domain::id::{CompartmentId, NodeId};
use serde::{Deserialize, Serialize};

const LABEL: &str = "relais/0/letterbox";
const MARK: &str = "relais journal suite 0: mark of a letterbox";
/// Longest name of a house, in bytes.
pub const LISTED_MAX: usize = 200;

/// A letterbox.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterbox {
    /// The node that keeps the compartment.
    pub node: NodeId,
    /// The compartment.
    pub compartment: CompartmentId,
    /// The name it is listed under.
    pub listed: String,
    /// The X-Wing public key of its inbox.
    #[serde(with = "octets")]
    pub inbox: Vec<u8>,
    /// The node's signature.
    #[serde(with = "octets")]
    pub signature: Vec<u8>,
}

impl std::fmt::Debug for Letterbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letterbox({} of {})", self.compartment, self.node)
    }
}

impl Letterbox {
    /// The letterbox of a compartment that this node keeps.
    pub fn of(compartment: CompartmentId, listed: &str, inbox: &[u8], node: &NodeKey) -> Letterbox {
        let mut letterbox = Letterbox {
            node: node.node(),
            compartment,
            listed: listed.to_string(),
            inbox: inbox.to_vec(),
            signature: Vec::new(),
        };
        letterbox.signature = node.sign(&letterbox.message()).to_vec();
        letterbox
    }

    fn message(&self) -> Vec<u8> {
        let listed = blake3::hash(self.listed.as_bytes());
        let inbox = blake3::hash(&self.inbox);
        bound(LABEL, &[self.node.bytes(), self.compartment.bytes(), listed.as_bytes(), inbox.as_bytes()])
    }

    /// Whether the node whose verifying key this is made it, and it is of a sound form.
    pub fn proves(&self, sign: &[u8]) -> bool {
        self.inbox.len() == WRAP_KEY_LEN
            && !self.listed.trim().is_empty()
            && self.listed.len() <= LISTED_MAX
            && !self.listed.chars().any(char::is_control)
            && verifies(sign, &self.message(), &self.signature)
    }

    /// By what two nodes see whether both know it.
    pub fn mark(&self) -> u64 {
        let hash = blake3::derive_key(MARK, &self.message());
        u64::from_be_bytes(hash[..8].try_into().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Seeded;

    #[test]
    fn only_its_own_node_makes_a_letterbox_and_nothing_of_it_can_be_changed() {
        let mut chance = Seeded::new(5);
        let (node, other) = (NodeKey::generate(&mut chance), NodeKey::generate(&mut chance));
        let inbox = vec![7; WRAP_KEY_LEN];
        let letterbox = Letterbox::of(CompartmentId([1; 24]), "Relay house", &inbox, &node);
        assert!(letterbox.proves(&node.verifying()));
        assert!(!letterbox.proves(&other.verifying()));
        let altered: [fn(&mut Letterbox); 5] = [
            |l| l.compartment.0[3] ^= 1,
            |l| l.node.0[3] ^= 1,
            |l| l.inbox[9] ^= 1,
            |l| l.listed.push('s'),
            |l| l.signature[0] ^= 1,
        ];
        for alter in altered {
            let mut changed = letterbox.clone();
            alter(&mut changed);
            assert!(!changed.proves(&node.verifying()), "{changed:?}");
        }
        for listed in ["", "  ", "a\nb", &"n".repeat(201)] {
            let odd = Letterbox::of(CompartmentId([1; 24]), listed, &inbox, &node);
            assert!(!odd.proves(&node.verifying()), "{listed:?}");
        }
        assert!(
            !Letterbox::of(CompartmentId([1; 24]), "House", &inbox[1..], &node).proves(&node.verifying())
        );
    }
}
