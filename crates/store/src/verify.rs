//! Verify: every hash, chain, tip and signature of a compartment, and its read chain. Names the first bad entry.

mod judge;

use crate::actor::Actor;
use crate::database::{Database, Row};
use crate::exchange::Journal;
use crate::load;
use crate::node::Store;
use crate::problem::Problem;
use crate::read_log;
use crate::shelf::{Keyring, Reader, Shelf};
use domain::compartment::{Held, Judge, Placed, Vouched};
use domain::entry::{Entry, Fact};
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use domain::transfer;
use journal::keys::{FileKey, node_of};
use journal::wire::{self, Signed};
use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::sync::PoisonError;

/// The first entry that does not prove.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// `entry`, `attachment` (of that entry) or `reading`.
    pub kind: &'static str,
    /// The node whose chain it stands in (entries).
    pub node: String,
    /// Its number.
    pub seq: i64,
    /// What is wrong.
    pub what: String,
}

/// What was proved.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize)]
pub struct Verified {
    /// Entries whose hash, chain, author and content prove.
    pub entries: usize,
    /// Readings whose chain proves.
    pub readings: usize,
    /// Tips whose signature proves.
    pub tips: usize,
    /// Entries that are kept and do not count, or cannot be read here yet; their hash and chain prove.
    pub held: usize,
    /// Entries whose text was erased by an erasure that names them; their hash and chain prove.
    pub erased: usize,
    /// Attachments that are there with the bytes of their address.
    pub attachments: usize,
    /// The first that does not, if any.
    pub fault: Option<Fault>,
}

impl Store {
    /// Proves a compartment. For those who audit.
    pub fn verify(&self, actor: &Actor, compartment: &CompartmentId) -> Result<Verified, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if !shelf.role(&actor.member).is_some_and(|r| r.audits()) {
            return Err(Problem::NotAllowed("verify"));
        }
        shelf.with_reader(|reader| {
            let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
            let mut verified = Verified::default();
            let mut named = Vec::new();
            verified.fault = entries(&shelf, reader, &keys, &mut verified, &mut named)?;
            if verified.fault.is_none() {
                verified.fault = attachments(&shelf, reader, &named, &mut verified)?;
            }
            if verified.fault.is_none() {
                verified.fault = readings(&shelf, &mut reader.db, &mut verified)?;
            }
            Ok(verified)
        })
    }
}

/// Walks every chain from its first entry to its last.
fn entries(
    shelf: &Shelf,
    reader: &mut Reader,
    keys: &Keyring,
    verified: &mut Verified,
    named: &mut Vec<Named>,
) -> Result<Option<Fault>, Problem> {
    let places = Places::load(shelf, &mut reader.db)?;
    let mut judge = judge::of(shelf, reader, keys)?;
    let journal = reader.remote.as_mut().unwrap_or(&mut reader.db);
    let mut chain: Option<(NodeId, i64, [u8; 32])> = None;
    let mut file_keys: HashMap<FileId, Vec<FileKey>> = HashMap::new();
    let mut travelled = Travelled::default();
    let rows = journal.query(
        "select node, seq, header, body, hash, tip from entry where compartment = $1 order by node, seq",
        &[shelf.id.bytes().into()],
    )?;
    for row in &rows {
        let node = NodeId::from_slice(row.blob(0)).unwrap_or_default();
        let (seq, prev) = match chain {
            Some((n, seq, hash)) if n == node => (seq + 1, hash),
            _ => (1, [0; 32]),
        };
        let fault =
            |what: String| Some(Fault { kind: "entry", node: node.to_string(), seq: row.int(1), what });
        if let Some(gap) = gap(row, shelf, seq) {
            return Ok(Some(Fault { seq, ..gap }));
        }
        let is_held = places.held.contains(&(node, seq));
        let sealed = match check_row(row, shelf, seq, &prev) {
            Ok(sealed) => sealed,
            Err(what) => return Ok(fault(what)),
        };
        let hash = sealed.hash();
        match content(journal, shelf, keys, &mut file_keys, &sealed) {
            _ if sealed.erased() && places.erased.contains(&hash) => verified.erased += 1,
            Ok(signed) if !is_held => {
                let placed = Placed { entry: signed.entry.clone(), node, seq: seq as u64 };
                for author in vouched_in(&signed) {
                    let word = Vouched { key: author.sign.clone(), control: signed.entry.control.clone() };
                    travelled.vouched.entry(author.member).or_default().push(word);
                }
                if signed.entry.origin != shelf.id && signed.entry.id.0 != shelf.id.0 {
                    travelled.entries.push((placed, signed.clone()));
                } else if let Err(what) = author(&mut judge, &placed, &signed, &|_| Vec::new(), &places) {
                    return Ok(fault(what));
                }
                let addresses = signed.entry.event.facts().iter().filter_map(Fact::attachment);
                named.extend(addresses.map(|a| (node, seq, a.to_string())));
            }
            Err(what) if !is_held => return Ok(fault(what)),
            _ => verified.held += 1,
        }
        if !row.blob(5).is_empty() {
            let sign = sign_of(journal, shelf, &node)?;
            let Some(sign) = sign else { return Ok(fault("node unknown".into())) };
            if wire::verify_tip(&sign, &shelf.id, &node, seq as u64, &hash, row.blob(5)).is_err() {
                return Ok(fault("the signature of the tip does not prove".into()));
            }
            verified.tips += 1;
        }
        verified.entries += 1;
        chain = Some((node, seq, hash));
    }
    if let Some(cut) = cut_off(&rows, shelf, &mut reader.db)?.or_else(|| unsigned_end(&rows)) {
        return Ok(Some(cut));
    }
    Ok(travelled.fault(&mut judge, &places))
}

/// Entries written in other compartments. Whoever accepted a file vouches for their authors, in an entry that may stand
/// in any chain; so they are looked at when every chain was walked.
#[derive(Default)]
struct Travelled {
    entries: Vec<(Placed, Signed)>,
    vouched: HashMap<MemberId, Vec<Vouched>>,
}

impl Travelled {
    fn fault(&self, judge: &mut Judge, places: &Places) -> Option<Fault> {
        self.entries.iter().find_map(|(placed, signed)| {
            let known = |entry: &Entry| {
                let mut words = self.vouched.get(&entry.by).cloned().unwrap_or_default();
                words.retain(|word| wire::verify_author(signed, &word.key).is_ok());
                words
            };
            let what = author(judge, placed, signed, &known, places).err()?;
            Some(Fault { kind: "entry", node: placed.node.to_string(), seq: placed.seq as i64, what })
        })
    }
}

/// Authors of other compartments that this entry vouches for.
fn vouched_in(signed: &Signed) -> impl Iterator<Item = &transfer::Author> {
    signed.entry.event.facts().iter().flat_map(|fact| match fact {
        Fact::Transfer(transfer::Fact::Accepted { authors, .. }) => authors.as_slice(),
        _ => &[],
    })
}

/// Where entries stand.
struct Places {
    /// Places of entries that do not count or could not be read.
    held: HashSet<(NodeId, i64)>,
    /// Every place of an entry that stands in several: it counts where one is enough for it.
    several: HashMap<EntryId, Vec<(NodeId, u64)>>,
    /// What erasures that count name: such an entry may be without its body, and no other.
    erased: HashSet<[u8; 32]>,
}

impl Places {
    fn load(shelf: &Shelf, db: &mut Database) -> Result<Places, Problem> {
        let here = [shelf.id.bytes().into()];
        let mut places = Places { held: HashSet::new(), several: HashMap::new(), erased: HashSet::new() };
        let named = db.query("select what from erased where compartment = $1", &here)?;
        places.erased.extend(named.iter().filter_map(|r| <[u8; 32]>::try_from(r.blob(0)).ok()));
        for sql in [
            "select node, seq from entry_of where compartment = $1 and held <> ''",
            "select node, seq from unread where compartment = $1",
            "select p.node, p.seq from placed p join entry_of o on o.compartment = p.compartment and o.id = p.id
             where o.compartment = $1 and o.held <> ''",
        ] {
            let read = |r: &Row| Some((NodeId::from_slice(r.blob(0))?, r.int(1)));
            places.held.extend(db.query(sql, &here)?.iter().filter_map(read));
        }
        for row in db.query("select id, node, seq from placed where compartment = $1", &here)? {
            let (Some(id), Some(node)) = (EntryId::from_slice(row.blob(0)), NodeId::from_slice(row.blob(1)))
            else {
                continue;
            };
            places.several.entry(id).or_default().push((node, row.int(2).unsigned_abs()));
        }
        Ok(places)
    }
}

/// The key that proves a node's tips: from the charter, or as it came with the chain. A node's id follows from it.
fn sign_of(journal: &mut Database, shelf: &Shelf, node: &NodeId) -> Result<Option<Vec<u8>>, Problem> {
    if let Some((sign, _)) = shelf.charter().nodes.get(node) {
        return Ok(Some(sign.clone()));
    }
    let came = Journal { db: journal, compartment: shelf.id }.sign_of(node)?;
    Ok(came.filter(|sign| node_of(sign) == *node))
}

/// An entry, opened.
fn content(
    journal: &mut Database,
    shelf: &Shelf,
    keys: &Keyring,
    file_keys: &mut HashMap<FileId, Vec<FileKey>>,
    sealed: &wire::Sealed,
) -> Result<Signed, String> {
    let epoch = keys.epoch(&sealed.header.epoch).map_err(|e| e.to_string())?;
    let file = wire::outer(sealed, epoch).map_err(|e| e.to_string())?.file;
    if let Slot::Vacant(unread) = file_keys.entry(file) {
        unread.insert(load::file_keys(journal, &shelf.id, keys, &file).map_err(|e| e.to_string())?);
    }
    load::open(sealed, epoch, &file_keys[&file]).map_err(|e| e.to_string())
}

/// Whether the author may have said it, and did.
fn author(
    judge: &mut Judge,
    placed: &Placed,
    signed: &Signed,
    known: &dyn Fn(&Entry) -> Vec<Vouched>,
    places: &Places,
) -> Result<(), String> {
    let weighed = judge.weigh(placed, known).or_else(|held| {
        let others = places.several.get(&placed.entry.id).into_iter().flatten();
        let mut keys = others.filter_map(|(node, seq)| {
            let other = Placed { entry: placed.entry.clone(), node: *node, seq: *seq };
            judge.weigh(&other, known).ok()
        });
        keys.next().ok_or(held)
    });
    let key = weighed.map_err(|held| match held {
        Held::Role => "author's role may not say this".to_string(),
        Held::Author => "author is no member".into(),
        other => format!("it is not held, and should be: {}", other.key()),
    })?;
    let several = places.several.get(&placed.entry.id).is_some_and(|places| places.len() > 1);
    match wire::verify_author(signed, &key) {
        // A copy with another signature stands beside the one that counts.
        Err(_) if several => Ok(()),
        proved => proved.map_err(|e| e.to_string()),
    }
}

/// An attachment by the place of the entry that names it: node, sequence, address.
type Named = (NodeId, i64, String);

/// Every attachment that an entry names has to be there with the bytes of its address.
fn attachments(
    shelf: &Shelf,
    reader: &mut Reader,
    named: &[Named],
    verified: &mut Verified,
) -> Result<Option<Fault>, Problem> {
    for (node, seq, address) in named {
        let sealed = shelf.sealed_attachment(reader, address)?;
        let what = match sealed.map(|bytes| journal::attachment::address_of(&bytes)) {
            Some(found) if crate::transfer::hex(&found) == *address => {
                verified.attachments += 1;
                continue;
            }
            Some(_) => "the attachment that this entry names is altered",
            None => "the attachment that this entry names is missing",
        };
        let (node, what) = (node.to_string(), what.to_string());
        return Ok(Some(Fault { kind: "attachment", node, seq: *seq, what }));
    }
    Ok(None)
}

/// An entry that should stand before this row and does not. A row that lies about its own place is no gap.
fn gap(row: &Row, shelf: &Shelf, seq: i64) -> Option<Fault> {
    let honest = load::sealed(row, 2, 3).is_ok_and(|s| names_its_place(&s, row, shelf));
    (honest && row.int(1) > seq).then(|| Fault {
        kind: "entry",
        node: NodeId::from_slice(row.blob(0)).unwrap_or_default().to_string(),
        seq,
        what: format!("entry {seq} is missing"),
    })
}

fn names_its_place(sealed: &wire::Sealed, row: &Row, shelf: &Shelf) -> bool {
    let header = &sealed.header;
    header.compartment == shelf.id && header.seq as i64 == row.int(1) && header.node.bytes() == row.blob(0)
}

/// Entries that the index has seen and the journal no longer holds: cut off the end of a chain at a signed tip.
fn cut_off(rows: &[Row], shelf: &Shelf, db: &mut Database) -> Result<Option<Fault>, Problem> {
    let known = db.query(
        "select node, max(seq) from entry_of where compartment = $1 group by node",
        &[shelf.id.bytes().into()],
    )?;
    Ok(known.iter().find_map(|seen| {
        let last = rows.iter().filter(|r| r.blob(0) == seen.blob(0)).map(|r| r.int(1)).max().unwrap_or(0);
        (last < seen.int(1)).then(|| Fault {
            kind: "entry",
            node: NodeId::from_slice(seen.blob(0)).unwrap_or_default().to_string(),
            seq: last + 1,
            what: format!("entry {} is missing: it was cut off the end", last + 1),
        })
    }))
}

/// A chain has to end at a signed tip: entries cut off its end show here.
fn unsigned_end(rows: &[Row]) -> Option<Fault> {
    rows.iter().enumerate().find_map(|(i, row)| {
        let last = rows.get(i + 1).is_none_or(|next| next.blob(0) != row.blob(0));
        let node = || NodeId::from_slice(row.blob(0)).unwrap_or_default().to_string();
        (last && row.blob(5).is_empty()).then(|| Fault {
            kind: "entry",
            node: node(),
            seq: row.int(1),
            what: "the chain does not end at a signed tip: entries are missing after this one".into(),
        })
    })
}

/// Sequence, link and hash of one row.
fn check_row(row: &Row, shelf: &Shelf, seq: i64, prev: &[u8; 32]) -> Result<wire::Sealed, String> {
    let sealed = load::sealed(row, 2, 3).map_err(|e| e.to_string())?;
    if row.int(1) != seq || !names_its_place(&sealed, row, shelf) {
        return Err("the header names another place in the chain".into());
    }
    if sealed.header.prev != *prev {
        return Err("the link to the entry before does not hold".into());
    }
    if sealed.hash().as_slice() != row.blob(4)
        && !domain::planted::planted(domain::planted::Fault::HashesUnproved)
    {
        return Err("the hash does not hold".into());
    }
    Ok(sealed)
}

fn readings(shelf: &Shelf, db: &mut Database, verified: &mut Verified) -> Result<Option<Fault>, Problem> {
    let rows = db.query(
        "select seq, at, by, file, purpose, hash from read_log where compartment = $1 order by seq",
        &[shelf.id.bytes().into()],
    )?;
    let mut prev = [0u8; 32];
    for (i, row) in rows.iter().enumerate() {
        let read = read_log::from_row(row);
        let hash = read_log::hash(&prev, &shelf.id, &read);
        if read.seq != i as i64 + 1 || hash.as_slice() != row.blob(5) {
            let what = "the read chain does not hold here".to_string();
            return Ok(Some(Fault { kind: "reading", node: String::new(), seq: i as i64 + 1, what }));
        }
        prev = hash;
        verified.readings += 1;
    }
    Ok(None)
}
