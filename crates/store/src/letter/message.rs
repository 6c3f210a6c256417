//! What a letter between compartments says. Its bytes are sealed; this is their only reader and writer.

use crate::problem::Problem;
use domain::ask_around::{Question, Reply};
use domain::id::{FileId, Key};
use domain::notebook::Page;
use jiff::civil::Date;
use journal::voucher::Voucher;
use serde::{Deserialize, Serialize};

/// A message, as CBOR.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Message {
    /// Files offered, with the bodies of their entries, and who vouches for those who wrote them.
    Offer { files: Vec<Offered>, voucher: Voucher },
    /// Sealed attachments of files offered, each with the transfer it belongs to.
    Enclosure { attachments: Vec<(Key, Bytes)> },
    /// Files accepted: their transfers may be closed.
    Receipt { transfers: Vec<(FileId, Key)> },
    /// An offer taken back before it was accepted.
    Recall { transfers: Vec<(FileId, Key)> },
    /// A question of ask-around; the key proves the answer.
    Question { key: Key, house: String, question: Question, why: String, until: Date },
    /// The answer to one.
    Answer { key: Key, reply: Reply },
    /// Nothing: so that nobody sees from letters going that somebody asks or answers.
    Filler,
    /// A page for a sealed notebook, and the file it becomes.
    Page { file: FileId, page: Box<Page> },
    /// Nothing, as long as a page: so that nobody sees from letters going into which notebook somebody sealed.
    Blank(Bytes),
}

/// One file of an offer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Offered {
    /// The file.
    pub file: FileId,
    /// The transfer.
    pub transfer: Key,
    /// What it is called in the list of offers.
    pub label: String,
    /// Bodies of its entries, signed by their authors.
    pub bodies: Vec<Bytes>,
}

/// The files of an offer, each with its transfer.
pub(crate) fn transfers_of(files: &[Offered]) -> Vec<(FileId, Key)> {
    files.iter().map(|f| (f.file, f.transfer)).collect()
}

/// Bytes, written as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bytes(#[serde(with = "domain::compartment::bytes")] pub Vec<u8>);

pub(crate) fn encode(message: &Message) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    ciborium::into_writer(message, &mut out).map_err(|e| Problem::Journal(e.to_string()))?;
    Ok(out)
}

/// Reads a message; bytes after it are refused.
pub(crate) fn decode(mut bytes: &[u8]) -> Result<Message, Problem> {
    let message = journal::cbor::read(&mut bytes).map_err(|e| Problem::Journal(e.to_string()))?;
    if bytes.is_empty() { Ok(message) } else { Err(Problem::Journal("bytes after the message".into())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::CompartmentId;

    #[test]
    fn messages_come_back_whole_and_nothing_else_is_read() {
        let bodies = vec![Bytes(vec![0, 255, 7]), Bytes(Vec::new())];
        let offered = Offered { file: FileId([3; 16]), transfer: Key([4; 8]), label: "Amina".into(), bodies };
        let sent =
            encode(&Message::Enclosure { attachments: vec![(Key([1; 8]), Bytes(vec![0, 255]))] }).unwrap();
        assert!(matches!(decode(&sent), Ok(Message::Enclosure { .. })));
        let mut chance = journal::chance::Seeded::new(4);
        let keys = journal::keys::MemberKeys::generate(domain::id::MemberId([2; 16]), &mut chance);
        let way = (&CompartmentId([5; 24]), &CompartmentId([6; 24]));
        let voucher =
            Voucher::signed(&keys, ("keeper", domain::id::NodeId([7; 16])), way, &[8; 9], Vec::new(), &[]);
        let sent =
            encode(&Message::Offer { files: vec![offered.clone()], voucher: voucher.clone() }).unwrap();
        match decode(&sent).unwrap() {
            Message::Offer { files, voucher: read } => {
                assert_eq!(files[0].bodies, offered.bodies);
                assert_eq!(read, voucher);
            }
            other => panic!("read as {other:?}"),
        }
        for cut in 0..sent.len() {
            assert!(decode(&sent[..cut]).is_err(), "cut at {cut}");
        }
        assert!(decode(&[sent.as_slice(), &[0]].concat()).is_err());
        assert!(decode(b"{\"Offer\":{}}").is_err());
    }
}
