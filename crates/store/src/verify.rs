//! Verify: every hash, chain, tip and signature of a compartment, and its read chain. Names the first bad entry.

use crate::actor::Actor;
use crate::database::{Database, Row};
use crate::load;
use crate::node::Store;
use crate::problem::Problem;
use crate::read_log;
use crate::shelf::{Keyring, Reader, Shelf};
use domain::compartment::Charter;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{CompartmentId, EntryId, FileId, NodeId};
use journal::keys::FileKey;
use journal::wire::{self, Signed};
use std::collections::{BTreeMap, HashMap};
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
    /// Attachments that are there with the bytes of their address.
    pub attachments: usize,
    /// The first that does not, if any.
    pub fault: Option<Fault>,
}

/// Who may have written an entry: the keys and roles as its author's sight of the control file gives them.
struct Authors<'a> {
    store: &'a Store,
    control: Vec<Signed>,
    charters: HashMap<Vec<EntryId>, Charter>,
}

impl Authors<'_> {
    /// Checks author and role. Entries that travelled here were judged where they were written; their author's key is
    /// the node directory's.
    fn check(&mut self, here: &CompartmentId, signed: &Signed) -> Result<(), String> {
        let entry = &signed.entry;
        if entry.origin != *here && entry.origin != CompartmentId::default() {
            let key = self.store.public(&entry.by).map_err(|_| "author unknown".to_string())?;
            return wire::verify_author(signed, &key.sign).map_err(|e| e.to_string());
        }
        let charter = self.charter(&entry.control);
        let founding = entry.origin == CompartmentId::default();
        let member = charter.members.get(&entry.by).ok_or("author is no member")?;
        wire::verify_author(signed, &member.sign).map_err(|e| e.to_string())?;
        let control = entry.event.facts().iter().any(|f| matches!(f, Fact::Compartment(_)));
        let keeper = member.role == domain::compartment::Role::Keeper;
        if founding || (control && keeper) || (!control && member.role.writes()) {
            Ok(())
        } else {
            Err("author's role may not say this".into())
        }
    }

    fn charter(&mut self, heads: &[EntryId]) -> &Charter {
        if !self.charters.contains_key(heads) {
            let seen = ancestors(&self.control, heads);
            let charter = Charter::of(&File::fold(seen));
            self.charters.insert(heads.to_vec(), charter);
        }
        &self.charters[heads]
    }
}

/// The control entries an author with `heads` had seen; the founding entry names none and sees itself.
fn ancestors(control: &[Signed], heads: &[EntryId]) -> Vec<domain::entry::Entry> {
    let by_id: BTreeMap<EntryId, &Signed> = control.iter().map(|s| (s.entry.id, s)).collect();
    let mut seen: BTreeMap<EntryId, &Signed> = BTreeMap::new();
    let mut ask: Vec<EntryId> = heads.to_vec();
    if heads.is_empty() {
        ask.extend(control.iter().filter(|s| s.entry.origin == CompartmentId::default()).map(|s| s.entry.id));
    }
    while let Some(id) = ask.pop() {
        if let Some(signed) = by_id.get(&id)
            && seen.insert(id, signed).is_none()
        {
            ask.extend(signed.entry.after.iter().copied());
        }
    }
    seen.into_values().map(|s| s.entry.clone()).collect()
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
            verified.fault = self.entries(&shelf, reader, &keys, &mut verified, &mut named)?;
            if verified.fault.is_none() {
                verified.fault = attachments(&shelf, reader, &named, &mut verified)?;
            }
            if verified.fault.is_none() {
                verified.fault = readings(&shelf, &mut reader.db, &mut verified)?;
            }
            Ok(verified)
        })
    }

    fn entries(
        &self,
        shelf: &Shelf,
        reader: &mut Reader,
        keys: &Keyring,
        verified: &mut Verified,
        named: &mut Vec<Named>,
    ) -> Result<Option<Fault>, Problem> {
        let control = control_entries(shelf, reader, keys);
        let mut authors = Authors { store: self, control, charters: HashMap::new() };
        let charter = shelf.charter();
        let journal = reader.remote.as_mut().unwrap_or(&mut reader.db);
        let mut chain: Option<(NodeId, i64, [u8; 32])> = None;
        let mut file_keys: HashMap<FileId, Option<FileKey>> = HashMap::new();
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
            let checked = check_row(row, shelf, keys, seq, &prev).and_then(|(signed_file, sealed)| {
                let key = match file_keys.get(&signed_file) {
                    Some(key) => key.clone(),
                    None => {
                        let key = load::file_key(journal, &shelf.id, keys, &signed_file)
                            .map_err(|e| e.to_string())?;
                        file_keys.insert(signed_file, key.clone());
                        key
                    }
                };
                let epoch = keys.epoch(&sealed.header.epoch).map_err(|e| e.to_string())?;
                let signed = wire::open(&sealed, epoch, |_| key.clone()).map_err(|e| e.to_string())?;
                authors.check(&shelf.id, &signed)?;
                let addresses = signed.entry.event.facts().iter().filter_map(Fact::attachment);
                named.extend(addresses.map(|a| (node, seq, a.to_string())));
                Ok(sealed.hash())
            });
            let hash = match checked {
                Ok(hash) => hash,
                Err(what) => return Ok(fault(what)),
            };
            if !row.blob(5).is_empty() {
                let Some((sign, _)) = charter.nodes.get(&node) else {
                    return Ok(fault("node unknown".into()));
                };
                if wire::verify_tip(sign, &shelf.id, &node, seq as u64, &hash, row.blob(5)).is_err() {
                    return Ok(fault("the signature of the tip does not prove".into()));
                }
                verified.tips += 1;
            }
            verified.entries += 1;
            chain = Some((node, seq, hash));
        }
        Ok(cut_off(&rows, shelf, &mut reader.db)?.or_else(|| unsigned_end(&rows)))
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

/// Sequence, link and hash of one row; which file it speaks of.
fn check_row(
    row: &Row,
    shelf: &Shelf,
    keys: &Keyring,
    seq: i64,
    prev: &[u8; 32],
) -> Result<(FileId, wire::Sealed), String> {
    let sealed = load::sealed(row, 2, 3).map_err(|e| e.to_string())?;
    if row.int(1) != seq || !names_its_place(&sealed, row, shelf) {
        return Err("the header names another place in the chain".into());
    }
    if sealed.header.prev != *prev {
        return Err("the link to the entry before does not hold".into());
    }
    if sealed.hash().as_slice() != row.blob(4) {
        return Err("the hash does not hold".into());
    }
    let epoch = keys.epoch(&sealed.header.epoch).map_err(|e| e.to_string())?;
    let file = wire::outer(&sealed, epoch).map_err(|e| e.to_string())?.file;
    Ok((file, sealed))
}

fn control_entries(shelf: &Shelf, reader: &mut Reader, keys: &Keyring) -> Vec<Signed> {
    let control = reader
        .db
        .one("select file from file where compartment = $1 and kind = 'control'", &[shelf.id.bytes().into()])
        .ok()
        .flatten()
        .and_then(|r| FileId::from_slice(r.blob(0)));
    let Some(control) = control else { return Vec::new() };
    if let Ok(all) = load::signed(&mut reader.db, reader.remote.as_mut(), &shelf.id, keys, &control) {
        return all;
    }
    // One of them is damaged: the walk will name it. The others still tell who may write.
    let journal = reader.remote.as_mut().unwrap_or(&mut reader.db);
    let key = load::file_key(journal, &shelf.id, keys, &control).ok().flatten();
    let sql = "select header, body from entry where compartment = $1";
    let rows = journal.query(sql, &[shelf.id.bytes().into()]).unwrap_or_default();
    let open = |row: &Row| {
        let sealed = load::sealed(row, 0, 1).ok()?;
        let epoch = keys.epoch(&sealed.header.epoch).ok()?;
        wire::open(&sealed, epoch, |file| key.clone().filter(|_| *file == control)).ok()
    };
    rows.iter().filter_map(open).collect()
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
