//! What lies in a keyslot: the member's keys, the node's, and the key of the node's own databases.

use crate::problem::Problem;
use domain::id::{MemberId, NodeId};
use journal::keys::NODE_SECRET_LEN;
use zeroize::Zeroizing;

/// What a keyslot holds.
pub(crate) struct Slot {
    pub node: NodeId,
    pub member: MemberId,
    pub database_key: Zeroizing<Vec<u8>>,
    pub node_key: Zeroizing<Vec<u8>>,
    pub keys: Zeroizing<Vec<u8>>,
}

impl Slot {
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(
            [self.node.bytes(), self.member.bytes(), &self.database_key, &self.node_key, &self.keys].concat(),
        )
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Slot, Problem> {
        let part = |from: usize, to: Option<usize>| {
            bytes
                .get(from..to.unwrap_or(bytes.len()))
                .ok_or_else(|| Problem::Journal("a keyslot is too short".into()))
        };
        // The tag of a node's secret: that of the first layout, whose ids did not follow from its keys.
        if bytes.get(64) == Some(&0x30) {
            return Err(Problem::Unreadable {
                file: "keys".into(),
                what: "an earlier version made this node, whose chains this one cannot continue; keep it for that version".into(),
            });
        }
        Ok(Slot {
            node: NodeId::from_slice(part(0, Some(16))?).unwrap_or_default(),
            member: MemberId::from_slice(part(16, Some(32))?).unwrap_or_default(),
            database_key: Zeroizing::new(part(32, Some(64))?.to_vec()),
            node_key: Zeroizing::new(part(64, Some(64 + NODE_SECRET_LEN))?.to_vec()),
            keys: Zeroizing::new(part(64 + NODE_SECRET_LEN, None)?.to_vec()),
        })
    }
}
