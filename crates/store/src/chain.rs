//! The chain this node writes in a compartment: sequence, hash of the last entry, last stamp.

use crate::database::Database;
use crate::problem::Problem;
use domain::entry::Stamp;
use domain::id::{CompartmentId, NodeId};

/// Where the chain stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chain {
    /// Entries written so far; the next has this number plus one.
    pub seq: u64,
    /// Wire hash of the last entry; zeros before the first.
    pub hash: [u8; 32],
    /// The latest stamp seen in this compartment, whoever wrote it.
    pub stamp: Stamp,
}

impl Chain {
    /// Reads where the chain of `node` stands.
    pub fn load(
        journal: &mut Database,
        compartment: &CompartmentId,
        node: &NodeId,
    ) -> Result<Chain, Problem> {
        let row = journal.one(
            "select seq, hash from entry where compartment = $1 and node = $2 order by seq desc limit 1",
            &[compartment.bytes().into(), node.bytes().into()],
        )?;
        let Some(row) = row else { return Ok(Chain::default()) };
        let hash =
            row.blob(1).try_into().map_err(|_| Problem::Journal("a hash has the wrong length".into()))?;
        Ok(Chain { seq: row.int(0).unsigned_abs(), hash, stamp: Stamp::default() })
    }
}
