//! A node's signature of the tip of its chain: it ends every commit and every transfer; the chain covers the rest.

use super::WireProblem;
use crate::aead::bound;
use crate::keys::{NodeKey, verifies};
use domain::id::{CompartmentId, NodeId};

/// Signs that `hash` is entry `seq` of `node` in `compartment`.
pub fn sign_tip(
    key: &NodeKey,
    compartment: &CompartmentId,
    node: &NodeId,
    seq: u64,
    hash: &[u8; 32],
) -> [u8; 64] {
    key.sign(&message(compartment, node, seq, hash))
}

/// Refuses a tip that the holder of `verifying` did not sign (strict verification; never in batches, where two
/// honest nodes could disagree).
pub fn verify_tip(
    verifying: &[u8],
    compartment: &CompartmentId,
    node: &NodeId,
    seq: u64,
    hash: &[u8; 32],
    signature: &[u8],
) -> Result<(), WireProblem> {
    let good = verifies(verifying, &message(compartment, node, seq, hash), signature);
    if good { Ok(()) } else { Err(WireProblem::NotTheNode) }
}

fn message(compartment: &CompartmentId, node: &NodeId, seq: u64, hash: &[u8; 32]) -> Vec<u8> {
    bound("relais/0/tip", &[compartment.bytes(), node.bytes(), &seq.to_be_bytes(), hash])
}
