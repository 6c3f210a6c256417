//! Who acts: a member whose keys were unlocked. Holds keys, so it prints nothing of them.

use crate::node::Store;
use crate::problem::Problem;
use domain::id::MemberId;
use journal::keys::MemberKeys;
use std::sync::Arc;

/// A member with unlocked keys. Cloning shares the keys; they are wiped when the last clone goes.
#[derive(Clone)]
pub struct Actor {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    pub(crate) keys: Arc<MemberKeys>,
}

impl std::fmt::Debug for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Actor({})", self.name)
    }
}

impl Store {
    /// The node's id and the fingerprint of a member's public keys, both hexadecimal: what a recovery kit prints and
    /// what two people compare by telephone.
    pub fn identity(&self, actor: &Actor) -> Result<(String, String), Problem> {
        let public = actor.keys.public();
        let mut hasher = blake3::Hasher::new_derive_key("relais 2026 fingerprint of a member");
        hasher.update(&public.sign).update(&public.wrap);
        let node = self.with_node(|u| Ok(u.node.to_string()))?;
        Ok((node, hasher.finalize().to_hex().to_string()))
    }
}
