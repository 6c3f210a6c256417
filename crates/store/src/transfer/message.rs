//! What a letter between compartments says. Its bytes are sealed; this is their only reader and writer.

use crate::problem::Problem;
use domain::id::{FileId, Key};
use serde::{Deserialize, Serialize};

/// A message, as CBOR.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Message {
    /// Files offered, with the bodies of their entries.
    Offer { files: Vec<Offered> },
    /// Sealed attachments of files offered, each with the transfer it belongs to.
    Enclosure { attachments: Vec<(Key, Bytes)> },
    /// Files accepted: their transfers may be closed.
    Receipt { transfers: Vec<(FileId, Key)> },
    /// An offer taken back before it was accepted.
    Recall { transfers: Vec<(FileId, Key)> },
}

/// One file of an offer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Offered {
    /// The file.
    pub file: FileId,
    /// The transfer.
    pub transfer: Key,
    /// What it is called in the list of offers.
    pub label: String,
    /// Bodies of its entries, signed by their authors.
    pub bodies: Vec<Bytes>,
}

/// Bytes, written as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bytes(#[serde(with = "domain::compartment::bytes")] pub Vec<u8>);

pub(super) fn encode(message: &Message) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    ciborium::into_writer(message, &mut out).map_err(|e| Problem::Journal(e.to_string()))?;
    Ok(out)
}

/// Reads a message; bytes after it are refused.
pub(super) fn decode(mut bytes: &[u8]) -> Result<Message, Problem> {
    let message = ciborium::from_reader(&mut bytes).map_err(|e| Problem::Journal(e.to_string()))?;
    if bytes.is_empty() { Ok(message) } else { Err(Problem::Journal("bytes after the message".into())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_whole_and_nothing_else_is_read() {
        let bodies = vec![Bytes(vec![0, 255, 7]), Bytes(Vec::new())];
        let offered = Offered { file: FileId([3; 16]), transfer: Key([4; 8]), label: "Amina".into(), bodies };
        let sent = encode(&Message::Offer { files: vec![offered.clone()] }).unwrap();
        match decode(&sent).unwrap() {
            Message::Offer { files } => assert_eq!(files[0].bodies, offered.bodies),
            other => panic!("read as {other:?}"),
        }
        for cut in 0..sent.len() {
            assert!(decode(&sent[..cut]).is_err(), "cut at {cut}");
        }
        assert!(decode(&[sent.as_slice(), &[0]].concat()).is_err());
        assert!(decode(b"{\"Offer\":{}}").is_err());
    }
}
