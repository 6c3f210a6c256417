//! Transfer of files between compartments: offer, letter, acceptance by a person, receipt, closing. Each step is one
//! transaction in one compartment and may be taken twice without harm.

mod author;
mod receipt;

use crate::actor::Actor;
use crate::letter::message::{Bytes, Message, Offered, encode, transfers_of};
use crate::load;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, MemberId};
use domain::refusal::{Why, refuse};
use domain::transfer::{self, Whereabouts};
use journal::wire::{self, Signed};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

/// Most files in one letter; a convoy of more travels in several.
pub const FILES_PER_LETTER: usize = 64;

/// Most bytes of attachments in one letter, unless a single one is larger.
const ENCLOSED_PER_LETTER: usize = 8 << 20;

/// Offers waiting for a person of the receiving compartment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The compartment it was sent to.
    pub to: CompartmentId,
    /// The compartment it comes from.
    pub from: CompartmentId,
    /// The name of that compartment, where it is listed.
    pub from_name: String,
    /// The name of the member who says they send it.
    pub by: String,
    /// The letter's id, hexadecimal.
    pub letter: String,
    /// File and name of each person.
    pub people: Vec<(FileId, String)>,
}

impl Store {
    /// Offers files that live in `from` to another compartment, of this node or of one it has met. From here on they are on
    /// the road.
    ///
    /// # Errors
    /// A file that is not there, or is already on the road or gone.
    pub fn offer(
        &self,
        actor: &Actor,
        from: &CompartmentId,
        to: &CompartmentId,
        files: &[FileId],
    ) -> Result<(), Problem> {
        if from == to {
            return Err(refuse("to", to, Why::AlreadyThere).into());
        }
        if !self.directory(actor)?.iter().any(|(id, _)| id == to) {
            return Err(Problem::Unknown("compartment"));
        }
        let shelf = self.shelf(actor, from)?;
        for files in files.chunks(FILES_PER_LETTER) {
            let (files, to) = (files.to_vec(), *to);
            let offered = self.write(actor, from, move |w| {
                let mut offered = Vec::new();
                for file in files {
                    let heads = w.file(&file)?.heads;
                    let transfer = w.new_key();
                    if transfer::whereabouts(&w.file(&file)?, &w.compartment()) != Whereabouts::Here {
                        return Err(refuse("file", file, Why::FileHasLeft).into());
                    }
                    w.append(&file, vec![Fact::Transfer(transfer::Fact::Offered { transfer, to, heads })])?;
                    offered.push((file, transfer));
                }
                Ok(offered)
            })?;
            self.send(actor, &shelf, &to, &offered)?;
        }
        Ok(())
    }

    /// Sends the letters of an offer, attachments first, so that nobody accepts a file before its pictures are here; at
    /// start-up they may be sent again.
    fn send(
        &self,
        actor: &Actor,
        shelf: &Shelf,
        to: &CompartmentId,
        offered: &[(FileId, Key)],
    ) -> Result<(), Problem> {
        let (mut enclosed, mut all) = (Vec::new(), Vec::new());
        let files = shelf.with_reader(|reader| {
            let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
            let mut files = Vec::with_capacity(offered.len());
            for (file, transfer) in offered {
                let mut signed =
                    load::signed(&mut reader.db, reader.remote.as_mut(), &shelf.id, &keys, file)?;
                signed.sort_by_key(|s| (s.entry.stamp, s.entry.id));
                for address in attachments(signed.iter()) {
                    let bytes = shelf.sealed_attachment(reader, &address)?;
                    enclosed.extend(bytes.map(|bytes| (*transfer, Bytes(bytes))));
                }
                let label = label(&signed);
                let bodies = signed.iter().map(|s| Bytes(s.body.clone())).collect();
                files.push(Offered { file: *file, transfer: *transfer, label, bodies });
                all.extend(signed);
            }
            Ok(files)
        })?;
        for enclosure in in_letters(enclosed) {
            self.drop_letter(&shelf.id, to, &encode(&Message::Enclosure { attachments: enclosure })?, &[])?;
        }
        let voucher = self.voucher(actor, shelf, to, &all, offered)?;
        let transfers: Vec<Key> = offered.iter().map(|(_, transfer)| *transfer).collect();
        self.drop_letter(&shelf.id, to, &encode(&Message::Offer { files, voucher })?, &transfers)
    }

    /// Drives unfinished transfers on after a crash: letters of offers that never left are sent, and offers that a
    /// person has already accepted get their receipt. Writes no entry; called when a member unlocks the node.
    pub fn resume_transfers(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.shelves(actor, Role::writes)? {
            let mut unsent: BTreeMap<CompartmentId, Vec<(FileId, Key)>> = BTreeMap::new();
            for (file, transfer, to) in self.on_the_road(&shelf)? {
                if !self.is_sent(&shelf.id, &transfer)? {
                    unsent.entry(to).or_default().push((file, transfer));
                }
            }
            for (to, offered) in unsent {
                match self.send(actor, &shelf, &to, &offered) {
                    // Offered at another node, to a house whose letterbox has not been told here: that node sends it.
                    Err(Problem::Unknown("compartment")) => {}
                    done => done?,
                }
            }
            for offer in self.inbox(&shelf)?.offers() {
                if self.all_accepted(&shelf, &offer.transfers)? {
                    self.answered_already(&shelf, offer)?;
                }
            }
        }
        Ok(())
    }

    /// What is done with letters that have come, wherever it takes no decision: receipts close what they close, offers that
    /// somebody accepted elsewhere are answered, and answers stand beside what was asked.
    pub fn carry_on(&self, actor: &Actor) -> Result<(), Problem> {
        self.resume_transfers(actor)?;
        self.take_receipts(actor)?;
        self.take_pages(actor)?;
        self.confirm_erasures(actor)?;
        self.tend_referrals(actor)?;
        self.hear(actor)
    }

    fn on_the_road(&self, shelf: &Shelf) -> Result<Vec<(FileId, Key, CompartmentId)>, Problem> {
        shelf.with_reader(|reader| {
            let rows = reader.db.query(
                "select file from file where compartment = $1 and whereabouts = 'on-the-road'",
                &[shelf.id.bytes().into()],
            )?;
            let mut found = Vec::new();
            for file in rows.iter().filter_map(|r| FileId::from_slice(r.blob(0))) {
                let folded = shelf.file(reader, &file)?;
                if let Whereabouts::OnTheRoad { transfer, to } = transfer::whereabouts(&folded, &shelf.id) {
                    found.push((file, transfer, to));
                }
            }
            Ok(found)
        })
    }

    /// Whether each of these transfers was accepted in this compartment.
    fn all_accepted(&self, shelf: &Shelf, transfers: &[(FileId, Key)]) -> Result<bool, Problem> {
        shelf.with_reader(|reader| {
            for (file, transfer) in transfers {
                let folded = match shelf.file(reader, file) {
                    Ok(folded) => folded,
                    Err(Problem::Unknown(_)) => return Ok(false),
                    Err(other) => return Err(other),
                };
                let slot =
                    transfer::Fact::Closed { transfer: *transfer }.slot().replace("closed", "accepted");
                if folded.standing(&slot).next().is_none() {
                    return Ok(false);
                }
            }
            Ok(!transfers.is_empty())
        })
    }

    /// Offers that wait for the actor, over every compartment they write in.
    pub fn offers(&self, actor: &Actor) -> Result<Vec<Offer>, Problem> {
        let names: BTreeMap<_, _> = self.directory(actor)?.into_iter().collect();
        let mut offers = Vec::new();
        for shelf in self.shelves(actor, Role::writes)? {
            for waiting in self.inbox(&shelf)?.offers().into_iter().filter(|o| !o.people.is_empty()) {
                if self.all_accepted(&shelf, &waiting.transfers)? {
                    // Somebody at another node of this compartment was quicker.
                    continue;
                }
                offers.push(Offer {
                    to: shelf.id,
                    from: waiting.from,
                    from_name: names.get(&waiting.from).cloned().unwrap_or_default(),
                    by: waiting.by,
                    letter: hex(&waiting.id),
                    people: waiting.people,
                });
            }
        }
        Ok(offers)
    }

    /// Accepts an offer: the entries and the attachments they name are admitted, and a receipt goes back. A person decides
    /// this, never a machine.
    pub fn accept(&self, actor: &Actor, to: &CompartmentId, letter: &str) -> Result<Vec<FileId>, Problem> {
        let shelf = self.shelf(actor, to)?;
        let inbox = self.inbox(&shelf)?;
        let offer =
            inbox.offers().into_iter().find(|o| hex(&o.id) == letter).ok_or(Problem::Unknown("offer"))?;
        let Some((from, Message::Offer { mut files, voucher })) = self.letter(&shelf, &offer.id)? else {
            return Err(Problem::Unknown("offer"));
        };
        let transfers = transfers_of(&files);
        files.retain(|f| offer.stands(&f.file, &f.transfer));
        if files.is_empty() {
            return Err(Problem::Unknown("offer"));
        }
        let mut admitted = Vec::new();
        for offered in &files {
            let read = |body: &Bytes| wire::read(&body.0);
            let entries = offered.bodies.iter().map(read).collect::<Result<Vec<Signed>, _>>()?;
            admitted.push((offered.file, offered.transfer, entries));
        }
        let by = admitted.iter().flat_map(|(_, _, entries)| entries).map(|s| s.entry.by).collect();
        let authors = self.authors((&from, to), &voucher, &transfers, &by)?;
        for (file, _, entries) in &admitted {
            entries.iter().try_for_each(|signed| admissible(&authors, file, signed))?;
        }
        let accepted: Vec<(FileId, Key)> = admitted.iter().map(|(f, t, _)| (*f, *t)).collect();
        let ids = accepted.iter().map(|(f, _)| *f).collect();
        let named = attachments(admitted.iter().flat_map(|(_, _, entries)| entries));
        let letters = inbox.enclosures_of(&from, &accepted);
        let enclosed = self.enclosed(&shelf, &letters, &named)?;
        self.write(actor, to, move |w| {
            enclosed.into_iter().try_for_each(|(address, bytes)| w.enclose(&address, bytes))?;
            for (file, transfer, entries) in admitted {
                let by: BTreeSet<MemberId> = entries.iter().map(|s| s.entry.by).collect();
                for signed in entries {
                    w.insert(signed)?;
                }
                let authors = authors.values().filter(|a| by.contains(&a.member)).cloned().collect();
                w.append(&file, vec![Fact::Transfer(transfer::Fact::Accepted { transfer, from, authors })])?;
            }
            Ok(())
        })?;
        self.remember_sender(&from, &voucher)?;
        self.receipt(to, &from, accepted)?;
        self.letter_done(to, &offer.id)?;
        letters.iter().try_for_each(|id| self.letter_done(to, id))?;
        Ok(ids)
    }

    /// The attachments of these letters that `named` asks for. One whose bytes are not those of its address is not among
    /// them: the address is made from the bytes.
    fn enclosed(
        &self,
        shelf: &Shelf,
        letters: &[Vec<u8>],
        named: &BTreeSet<String>,
    ) -> Result<BTreeMap<[u8; 32], Vec<u8>>, Problem> {
        let mut enclosed = BTreeMap::new();
        for id in letters {
            let Some((_, Message::Enclosure { attachments })) = self.letter(shelf, id)? else { continue };
            for (_, Bytes(bytes)) in attachments {
                let address = journal::attachment::address_of(&bytes);
                if named.contains(&hex(&address)) {
                    enclosed.insert(address, bytes);
                }
            }
        }
        Ok(enclosed)
    }

    /// Takes an offer back before it was accepted.
    pub fn recall(&self, actor: &Actor, from: &CompartmentId, file: &FileId) -> Result<(), Problem> {
        self.take_receipts(actor)?;
        let file = *file;
        let (transfer, to) = self.write(actor, from, move |w| {
            let road = transfer::whereabouts(&w.file(&file)?, &w.compartment());
            let Whereabouts::OnTheRoad { transfer, to } = road else {
                return Err(refuse("file", file, Why::Unknown).into());
            };
            w.append(&file, vec![Fact::Transfer(transfer::Fact::Recalled { transfer })])?;
            Ok((transfer, to))
        })?;
        self.drop_letter(from, &to, &encode(&Message::Recall { transfers: vec![(file, transfer)] })?, &[])
    }
}

/// Whether the author of an entry proves, and it speaks of `file`.
fn admissible(
    authors: &BTreeMap<MemberId, transfer::Author>,
    file: &FileId,
    signed: &Signed,
) -> Result<(), Problem> {
    if signed.entry.file != *file {
        return Err(Problem::Journal("a letter mixes files".into()));
    }
    let author = authors.get(&signed.entry.by).ok_or(Problem::Unknown("member"))?;
    Ok(wire::verify_author(signed, &author.sign)?)
}

/// The addresses that entries name, each once.
fn attachments<'a>(signed: impl Iterator<Item = &'a Signed>) -> BTreeSet<String> {
    let facts = signed.flat_map(|s| s.entry.event.facts());
    facts.filter_map(Fact::attachment).map(str::to_string).collect()
}

/// Attachments in letters of at most [`ENCLOSED_PER_LETTER`] bytes, or of one attachment that is larger.
fn in_letters(enclosed: Vec<(Key, Bytes)>) -> Vec<Vec<(Key, Bytes)>> {
    let mut letters: Vec<Vec<(Key, Bytes)>> = Vec::new();
    let mut room = 0;
    for attachment in enclosed {
        let len = attachment.1.0.len();
        match letters.last_mut().filter(|_| len <= room) {
            Some(letter) => letter.push(attachment),
            None => {
                letters.push(vec![attachment]);
                room = ENCLOSED_PER_LETTER;
            }
        }
        room = room.saturating_sub(len);
    }
    letters
}

fn label(signed: &[Signed]) -> String {
    let file = domain::file::File::fold(signed.iter().map(|s| s.entry.clone()));
    domain::person::Person::of(&file).shown().map(|n| n.spoken()).unwrap_or_default()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

pub(crate) fn unhex(text: &str) -> Result<Vec<u8>, Problem> {
    let bad = || Problem::Journal("not hexadecimal".into());
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return Err(bad());
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).map_err(|_| bad())).collect()
}
