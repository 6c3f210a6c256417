//! A voucher: whoever hands files to a compartment of another node signs who wrote their entries, and where the receipt
//! goes. Whoever accepts the files believes the keys in it because they know the one who signed, and nobody else.

use crate::aead::bound;
use crate::keys::{MemberKeys, verifies};
use domain::compartment::bytes as octets;
use domain::id::{CompartmentId, FileId, Key, MemberId, NodeId};
use domain::transfer::Author;
use serde::{Deserialize, Serialize};

const LABEL: &str = "relais/0/voucher";
const CONTENT: &str = "relais journal suite 0: content of a voucher";

/// A voucher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voucher {
    /// The member who hands the files over.
    pub by: MemberId,
    /// Their name.
    pub name: String,
    /// The node they sit at.
    pub node: NodeId,
    /// The X-Wing public key of the compartment the files come from, for the receipt.
    #[serde(with = "octets")]
    pub inbox: Vec<u8>,
    /// Who wrote the entries of the files.
    pub authors: Vec<Author>,
    #[serde(with = "octets")]
    signature: Vec<u8>,
}

impl Voucher {
    /// Signs a voucher without its signature for files, each with its transfer, that go from one compartment to another.
    pub fn signed(
        keys: &MemberKeys,
        (name, node): (&str, NodeId),
        (from, to): (&CompartmentId, &CompartmentId),
        inbox: &[u8],
        authors: Vec<Author>,
        files: &[(FileId, Key)],
    ) -> Voucher {
        let by = keys.public().member;
        let mut voucher = Voucher {
            by,
            name: name.to_string(),
            node,
            inbox: inbox.to_vec(),
            authors,
            signature: Vec::new(),
        };
        voucher.signature = keys.sign(&voucher.message(from, to, files)).to_vec();
        voucher
    }

    /// Whether the member whose verifying key this is vouches for these files on this way.
    pub fn proves(
        &self,
        sign: &[u8],
        from: &CompartmentId,
        to: &CompartmentId,
        files: &[(FileId, Key)],
    ) -> bool {
        verifies(sign, &self.message(from, to, files), &self.signature)
    }

    fn message(&self, from: &CompartmentId, to: &CompartmentId, files: &[(FileId, Key)]) -> Vec<u8> {
        let mut content = Vec::new();
        let inbox = *blake3::hash(&self.inbox).as_bytes();
        let parts = (&self.name, inbox, &self.authors, files);
        ciborium::into_writer(&parts, &mut content).expect("a vector takes every byte");
        let content = blake3::derive_key(CONTENT, &content);
        bound(LABEL, &[self.by.bytes(), self.node.bytes(), from.bytes(), to.bytes(), &content])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Seeded;

    #[test]
    fn a_voucher_holds_for_its_files_on_their_way_and_for_nothing_else() {
        let mut chance = Seeded::new(9);
        let keys = MemberKeys::generate(MemberId([1; 16]), &mut chance);
        let other = MemberKeys::generate(MemberId([2; 16]), &mut chance);
        let (from, to) = (CompartmentId([3; 24]), CompartmentId([4; 24]));
        let files = [(FileId([5; 16]), Key([6; 8]))];
        let author = Author { member: MemberId([7; 16]), sign: vec![8; 32], name: "Amina".into() };
        let at = NodeId([9; 16]);
        let voucher = Voucher::signed(&keys, ("keeper", at), (&from, &to), &[1; 40], vec![author], &files);
        let sign = keys.public().sign;
        assert!(voucher.proves(&sign, &from, &to, &files));
        assert!(!voucher.proves(&other.public().sign, &from, &to, &files));
        assert!(!voucher.proves(&sign, &to, &from, &files));
        assert!(!voucher.proves(&sign, &from, &to, &[]));
        let altered: [fn(&mut Voucher); 6] = [
            |v| v.by = MemberId([2; 16]),
            |v| v.name.push('x'),
            |v| v.node.0[0] ^= 1,
            |v| v.inbox[0] ^= 1,
            |v| v.authors[0].sign[0] ^= 1,
            |v| v.authors.clear(),
        ];
        for alter in altered {
            let mut changed = voucher.clone();
            alter(&mut changed);
            assert!(!changed.proves(&sign, &from, &to, &files), "{changed:?}");
        }
    }
}
