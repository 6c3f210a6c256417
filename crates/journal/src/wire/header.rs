//! The header: what a relay without keys sees, and what both seals bind.

use super::{SUITE, WireProblem};
use domain::id::{CompartmentId, EntryId, NodeId};

/// Length of a header.
pub const HEADER_LEN: usize = 1 + 24 + 24 + 1 + 16 + 8 + 32;

/// In clear before every sealed body. Integers are big-endian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The suite; this version knows 0.
    pub suite: u8,
    /// The compartment it lies in.
    pub compartment: CompartmentId,
    /// The entry that announced the epoch whose key seals it; zeros for the founding epoch.
    pub epoch: EntryId,
    /// The compression dictionary; 0 is none.
    pub dictionary: u8,
    /// The node whose chain it is in.
    pub node: NodeId,
    /// Its place in that chain, from 1.
    pub seq: u64,
    /// Hash of the entry before it in that chain; zeros for the first.
    pub prev: [u8; 32],
}

impl Header {
    /// The fixed layout: suite, compartment, epoch, dictionary, node, seq, prev.
    pub fn to_bytes(&self) -> [u8; HEADER_LEN] {
        let mut out = [0u8; HEADER_LEN];
        out[0] = self.suite;
        out[1..25].copy_from_slice(&self.compartment.0);
        out[25..49].copy_from_slice(&self.epoch.0);
        out[49] = self.dictionary;
        out[50..66].copy_from_slice(&self.node.0);
        out[66..74].copy_from_slice(&self.seq.to_be_bytes());
        out[74..].copy_from_slice(&self.prev);
        out
    }

    /// The header in exactly [`HEADER_LEN`] bytes. Another suite may have another layout, so it is not read at all.
    pub fn from_bytes(bytes: &[u8]) -> Result<Header, WireProblem> {
        match bytes.first() {
            Some(&SUITE) => {}
            Some(&other) => return Err(WireProblem::UnknownSuite(other)),
            None => return Err(WireProblem::Malformed("header")),
        }
        Header::parse(bytes).ok_or(WireProblem::Malformed("header"))
    }

    fn parse(bytes: &[u8]) -> Option<Header> {
        let bytes: &[u8; HEADER_LEN] = bytes.try_into().ok()?;
        Some(Header {
            suite: bytes[0],
            compartment: CompartmentId::from_slice(&bytes[1..25])?,
            epoch: EntryId::from_slice(&bytes[25..49])?,
            dictionary: bytes[49],
            node: NodeId::from_slice(&bytes[50..66])?,
            seq: u64::from_be_bytes(bytes[66..74].try_into().ok()?),
            prev: bytes[74..].try_into().ok()?,
        })
    }
}
