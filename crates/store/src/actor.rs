//! Who acts: a member whose keys were unlocked. Holds keys, so it prints nothing of them.

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
