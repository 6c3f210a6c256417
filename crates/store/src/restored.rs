//! A restored node is another node: it mints a fresh id and key, since its old chain may have gone on elsewhere and two
//! histories under one name would be a fork.

use crate::actor::Actor;
use crate::database::Database;
use crate::node::{Store, set, setting};
use crate::problem::Problem;
use crate::slot::Slot;
use crate::transfer::{hex, unhex};
use domain::compartment::{self, Role};
use domain::entry::Fact;
use domain::id::NodeId;
use journal::keys::NodeKey;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Left by a restore in the data folder until the first member unlocks it.
pub(crate) const RESTORED: &str = "restored";

impl Store {
    /// Under which id and key this node writes: those of the keyslots, or those minted after a restore.
    pub(crate) fn writes_as(
        &self,
        db: &mut Database,
        slot: &Slot,
    ) -> Result<(NodeId, Arc<NodeKey>), Problem> {
        let marker = self.dir.join(RESTORED);
        if marker.exists() {
            let mut chance = self.surroundings.chance();
            let key = NodeKey::generate(&mut chance);
            let node = key.node();
            let secret = Zeroizing::new(hex(&key.to_secret()));
            set(db, "node", &node.to_string())?;
            set(db, "node-key", &secret)?;
            // A backup holds the journals of a headquarters' server; here they lie in the compartments' own databases.
            db.execute("update compartment set journal = '' where journal <> $1", &["".into()])?; // node
            std::fs::remove_file(marker)?;
        }
        match (setting(db, "node")?, setting(db, "node-key")?) {
            (Some(node), Some(key)) => {
                let node =
                    NodeId::parse(&node).ok_or_else(|| Problem::Journal("the node has no id".into()))?;
                let secret = Zeroizing::new(unhex(&key)?);
                Ok((node, Arc::new(NodeKey::from_secret(&secret)?)))
            }
            _ => Ok((slot.node, Arc::new(NodeKey::from_secret(&slot.node_key)?))),
        }
    }

    /// A keeper who unlocks a restored node enters its fresh id into each compartment they keep.
    pub(crate) fn join_restored(&self, actor: &Actor) -> Result<(), Problem> {
        let (node, key) = self.with_node(|u| Ok((u.node, u.node_key.clone())))?;
        for shelf in self.shelves(actor, |role| role == Role::Keeper)? {
            if shelf.charter().nodes.contains_key(&node) {
                continue;
            }
            let sign = key.verifying().to_vec();
            self.write(actor, &shelf.id, move |w| {
                let control = w.control()?;
                let fact = compartment::Fact::Node { node, sign, revoked_at: None };
                w.append(&control, vec![Fact::Compartment(fact)]).map(|_| ())
            })?;
        }
        Ok(())
    }
}
