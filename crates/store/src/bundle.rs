//! Bundles: what two nodes would say to one another, in one file for named members, carried by hand. Opening one twice,
//! late or out of order changes nothing; one that is cut short or altered is refused before anything is taken in.

use crate::actor::Actor;
use crate::exchange::Keeping;
use crate::node::Store;
use crate::problem::Problem;
use domain::id::{CompartmentId, MemberId, NodeId};
use journal::bundle::{BundleProblem, Manifest, Outside, Reader, Writer, outside};
use journal::exchange::{Body, Frontier, Keeps, Lost, Met, NAMED_MAX, Page, Part, ROOM, Waits};
use journal::keys::MemberPublic;
use journal::letterbox::Letterbox;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

/// What a bundle was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Entries in it.
    pub entries: u64,
    /// Attachments in it.
    pub attachments: u64,
    /// Letters in it.
    pub letters: u64,
    /// Its length in bytes.
    pub bytes: u64,
}

/// What a bundle shows: to anybody, and to those it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// To anybody.
    pub outside: Outside,
    /// To those it is for.
    pub inside: Option<Inside>,
}

/// What a bundle shows to those it is for, by the signed word of the node that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Which node made it.
    pub by: NodeId,
    /// When, in milliseconds since 1970.
    pub made_ms: u64,
    /// How many entries of each compartment that node had.
    pub entries: Vec<(CompartmentId, u64)>,
}

/// What lies in a bundle after its manifest.
#[derive(Serialize, Deserialize)]
enum Frame {
    Page(Page),
    Part(CompartmentId, Part),
    Letterboxes(Vec<Letterbox>),
    LetterPart(CompartmentId, Part),
}

impl From<BundleProblem> for Problem {
    fn from(e: BundleProblem) -> Problem {
        match e {
            BundleProblem::Disk(e) => Problem::Disk(e),
            other => Problem::Bundle(other.to_string()),
        }
    }
}

impl From<Lost> for Problem {
    fn from(e: Lost) -> Problem {
        Problem::Journal(e.to_string())
    }
}

impl Store {
    /// Makes a bundle of compartments for named members: everything, or what `known_by` is not known to have.
    ///
    /// # Errors
    /// A compartment that the actor does not belong to; a member whose keys are not known here.
    pub fn make_bundle(
        &self,
        actor: &Actor,
        recipients: &[MemberId],
        compartments: &[CompartmentId],
        known_by: Option<&NodeId>,
        to: &Path,
    ) -> Result<Made, Problem> {
        for compartment in compartments {
            self.shelf(actor, compartment)?;
        }
        let publics = recipients.iter().map(|m| self.recipient(m)).collect::<Result<Vec<_>, _>>()?;
        let mut chance = self.surroundings.chance();
        let partial = to.with_extension("part");
        let mut bundle = Writer::new(BufWriter::new(File::create(&partial)?), &publics, &mut chance)?;
        let mut keeps = Keeping { store: self };
        let (node_key, own) = self.with_node(|u| Ok((u.node_key.clone(), u.node)))?;
        let mut frontiers = Vec::new();
        for compartment in compartments {
            frontiers.push((*compartment, keeps.frontier(compartment, &own)?));
        }
        let listed = frontiers.iter().map(|(c, f)| (*c, f.iter().map(|(n, h)| (*n, *h)).collect())).collect();
        let made_ms = self.surroundings.now(domain::compartment::Scene::Present).unix_ms();
        let manifest = Manifest::signed(&bundle.bundle, &node_key, made_ms.unsigned_abs(), listed);
        bundle.frame(&manifest, &mut chance)?;
        let mut made = Made::default();
        for (compartment, frontier) in &frontiers {
            for node in frontier.keys() {
                let mut after = match known_by {
                    Some(peer) => self.height_of(peer, compartment, node)?,
                    None => 0,
                };
                while let Some(page) = keeps.page(compartment, node, after, ROOM.1)? {
                    after = page.last();
                    made.entries += page.entries.len() as u64;
                    let named: Vec<Body> = page.named.iter().map(|(_, address)| address.clone()).collect();
                    bundle.frame(&Frame::Page(page), &mut chance)?;
                    for address in named {
                        made.attachments +=
                            enclose(&mut keeps, compartment, &address, &mut bundle, &mut chance)?;
                    }
                }
            }
        }
        made.letters = self.enclose_letters(recipients, &mut bundle, &mut chance)?;
        let file = bundle.finish(&mut chance)?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        made.bytes = file.metadata()?.len();
        std::fs::rename(&partial, to)?;
        Ok(made)
    }

    /// What a bundle shows without being taken in.
    pub fn show_bundle(&self, actor: &Actor, from: &Path) -> Result<Shown, Problem> {
        let outside = outside(&mut BufReader::new(File::open(from)?))?;
        let inside = match Reader::open(BufReader::new(File::open(from)?), &actor.keys) {
            Err(BundleProblem::NotForYou) => None,
            Err(other) => return Err(other.into()),
            Ok(mut reader) => {
                let manifest = reader.manifest()?;
                let count = |heights: &[(NodeId, journal::exchange::Height)]| {
                    heights.iter().map(|(_, h)| h.seq).sum()
                };
                let entries = manifest.frontiers.iter().map(|(c, heights)| (*c, count(heights))).collect();
                Some(Inside { by: manifest.by.node(), made_ms: manifest.made_ms, entries })
            }
        };
        Ok(Shown { outside, inside })
    }

    /// Takes a bundle in.
    ///
    /// # Errors
    /// [`Problem::Bundle`] where it is not for the actor, cut short, altered, or made by a node nobody here knows; then
    /// nothing of it was taken in.
    pub fn open_bundle(&self, actor: &Actor, from: &Path) -> Result<Met, Problem> {
        let mut whole = Reader::open(BufReader::new(File::open(from)?), &actor.keys)?;
        let manifest = whole.manifest()?;
        whole.check()?;
        let by = manifest.by.node();
        if self.peer(&by)?.is_none() && by != self.with_node(|u| Ok(u.node))? {
            return Err(Problem::Bundle(
                "it was made by a node that nobody here knows: exchange cards first".into(),
            ));
        }
        let mut reader = Reader::open(BufReader::new(File::open(from)?), &actor.keys)?;
        reader.manifest()?;
        let mut met = Met::default();
        let mut keeps = Keeping { store: self };
        let shared = keeps.shared(&by)?;
        while let Some(frame) = reader.frame::<Frame>()? {
            if let Frame::Page(Page { compartment, .. }) | Frame::Part(compartment, _) = &frame {
                let member = self.shelf(actor, compartment).is_ok();
                if !member && !shared.contains(compartment) && !keeps.takes(compartment, &by)? {
                    met.refused.insert(journal::exchange::PageProblem::NotShared.to_string());
                    continue;
                }
            }
            take(&mut keeps, frame, &by, &mut met)?;
        }
        for (compartment, heights) in &manifest.frontiers {
            self.remember(&by, compartment, &heights.iter().copied().collect())?;
        }
        self.tend(actor)?;
        self.give_missing_doors(actor)?;
        self.carry_on(actor)?;
        Ok(met)
    }

    /// Letterboxes, and the letters that wait for the nodes at which the recipients sit.
    fn enclose_letters<W: std::io::Write>(
        &self,
        recipients: &[MemberId],
        bundle: &mut Writer<W>,
        chance: &mut crate::surroundings::SystemChance,
    ) -> Result<u64, Problem> {
        for letterboxes in self.letterboxes()?.chunks(NAMED_MAX) {
            bundle.frame(&Frame::Letterboxes(letterboxes.to_vec()), chance)?;
        }
        self.release_question(true)?;
        let mut letters = BTreeMap::new();
        for member in recipients {
            if let Some((node, _)) = self.node_of(member)? {
                letters.extend(self.letters_for(&node)?.into_iter().map(|waits| (waits, node)));
            }
        }
        for (waits, node) in &letters {
            let mut from = 0;
            while let Some(part) = self.letter_part(waits, node, from, ROOM.1)? {
                from += part.bytes.len() as u64;
                bundle.frame(&Frame::LetterPart(waits.compartment, part), chance)?;
            }
        }
        Ok(letters.keys().filter(|waits| !waits.fills()).count() as u64)
    }

    /// How far a node is known to know a chain.
    fn height_of(&self, peer: &NodeId, compartment: &CompartmentId, node: &NodeId) -> Result<u64, Problem> {
        let sql = "select seq from height where peer = $1 and compartment = $2 and node = $3"; // node
        let values = [peer.bytes().into(), compartment.bytes().into(), node.bytes().into()];
        Ok(self.with_node(|u| u.db.one(sql, &values))?.map_or(0, |row| row.int(0).unsigned_abs()))
    }

    /// Remembers how far a node knows the chains of a compartment, by its own word.
    pub(crate) fn remember(
        &self,
        peer: &NodeId,
        compartment: &CompartmentId,
        frontier: &Frontier,
    ) -> Result<(), Problem> {
        self.hear_told(peer, compartment, frontier.iter().map(|(node, height)| (*node, height.seq)), false)?;
        let mut keeps = Keeping { store: self };
        for (node, height) in frontier {
            // Only what agrees with what is known here: a bundle for that node must leave nothing out.
            if keeps.hash_at(compartment, node, height.seq)? != Some(height.hash) {
                continue;
            }
            let values = [
                peer.bytes().into(),
                compartment.bytes().into(),
                node.bytes().into(),
                (height.seq as i64).into(),
            ];
            let sql = "insert into height (peer, compartment, node, seq) values ($1, $2, $3, $4)
                       on conflict (peer, compartment, node) do update set seq = excluded.seq"; // node
            self.with_node(|u| u.db.execute(sql, &values))?;
        }
        Ok(())
    }

    /// The keys of whoever a bundle is for: of this node, of a card, or of a compartment that is open here.
    fn recipient(&self, member: &MemberId) -> Result<MemberPublic, Problem> {
        if let Ok(public) = self.public(member) {
            return Ok(public);
        }
        self.with_node(|u| {
            let found = u.shelves.values().find_map(|s| s.charter().members.get(member).cloned());
            let found = found.filter(|m| m.active).ok_or(Problem::Unknown("member"))?;
            Ok(MemberPublic { member: *member, sign: found.sign, wrap: found.wrap })
        })
    }
}

/// An attachment in parts; how many were at hand.
fn enclose<W: std::io::Write>(
    keeps: &mut Keeping<'_>,
    compartment: &CompartmentId,
    address: &Body,
    bundle: &mut Writer<W>,
    chance: &mut crate::surroundings::SystemChance,
) -> Result<u64, Problem> {
    let Ok(address) = address.0.as_slice().try_into() else { return Ok(0) };
    let mut from = 0;
    while let Some(part) = keeps.part(compartment, &address, from, ROOM.1)? {
        from += part.bytes.len() as u64;
        let (done, total) = (part.bytes.is_empty() || from >= part.total, part.total);
        bundle.frame(&Frame::Part(*compartment, part), chance)?;
        if done {
            return Ok(u64::from(from >= total));
        }
    }
    Ok(0)
}

fn take(keeps: &mut Keeping<'_>, frame: Frame, by: &NodeId, met: &mut Met) -> Result<(), Problem> {
    match frame {
        Frame::Part(compartment, part) => {
            let total = part.total;
            if keeps.take_part(&compartment, part)? >= total {
                met.attachments += 1;
            }
        }
        Frame::Page(page) => {
            let (compartment, node) = (page.compartment, page.node());
            let admitted = keeps.admit(page, by)?;
            met.took(&compartment, &node, admitted);
        }
        Frame::Letterboxes(letterboxes) => keeps.take_letterboxes(letterboxes)?,
        Frame::LetterPart(compartment, part) => {
            let waits = Waits { compartment, letter: part.address, total: part.total };
            // A letter that lies here whole came before; one that is not carried here is passed over.
            let Some(here) = keeps.brings(&waits)?.filter(|here| *here < waits.total) else { return Ok(()) };
            if part.from <= here && keeps.take_letter_part(&compartment, part)? >= waits.total {
                met.letters += u64::from(!waits.fills());
            }
        }
    }
    Ok(())
}
