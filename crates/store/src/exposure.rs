//! Exposure: what falls if a node is taken, from what is known here. Who sits there, what they may read, whose whereabouts
//! that tells, which notebooks lose a custodian.
//!
//! It is as good as what this node knows: a compartment the actor does not belong to is not in it.

use crate::actor::Actor;
use crate::node::Store;
use crate::notebook::custodians_of;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::{Kind, Role};
use domain::entry::Stamp;
use domain::exposure::{Left, order};
use domain::id::{CompartmentId, FileId, MemberId, NodeId};
use domain::place;
use domain::planted::{Fault, planted};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

/// A compartment that falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallen {
    /// Which.
    pub compartment: CompartmentId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Who sits there and belongs to it, with what they may do.
    pub members: Vec<(String, Role)>,
    /// How many people have a file in it.
    pub people: usize,
    /// Whether the only keepers sit there: nobody else can remove anybody.
    pub last_keeper: bool,
    /// When this node last wrote something in it that is known here.
    pub heard: Option<Date>,
}

/// A place whose people can be found by what falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endangered {
    /// The place.
    pub place: FileId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: place::Kind,
    /// Who is there, by code.
    pub codes: Vec<String>,
}

/// A notebook that loses custodians.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weakened {
    /// Which.
    pub compartment: CompartmentId,
    /// Its name.
    pub name: String,
    /// Which of the four.
    pub kind: Kind,
    /// How many shares lie there.
    pub lost: usize,
    /// How many remain elsewhere.
    pub remain: usize,
    /// How many open a page.
    pub threshold: usize,
    /// What becomes of it.
    pub left: Left,
    /// Whether what lies there opens pages alone. Custodians on one node are a mistake that this shows.
    pub opens_alone: bool,
}

/// What falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The node.
    pub node: NodeId,
    /// Whose it is, by the name on its card; empty where nobody here knows.
    pub whose: String,
    /// Whether it is this one.
    pub own: bool,
    /// Who sits there, by name.
    pub members: Vec<String>,
    /// Compartments that fall, those with most people first.
    pub compartments: Vec<Fallen>,
    /// How many people have a file in any of them, each once.
    pub people: usize,
    /// Where they can be found, in the order of whom to move first.
    pub places: Vec<Endangered>,
    /// Notebooks that lose a custodian.
    pub notebooks: Vec<Weakened>,
}

impl Store {
    /// What falls if `node` is taken; this one, where none is named.
    ///
    /// # Errors
    /// Not allowed to whoever directs nothing; a node nobody here knows.
    pub fn exposure(&self, actor: &Actor, node: Option<&NodeId>) -> Result<Exposure, Problem> {
        if self.shelves(actor, Role::directs)?.is_empty() {
            return Err(Problem::NotAllowed("see what falls"));
        }
        let own = self.with_node(|u| Ok(u.node))?;
        let node = node.copied().unwrap_or(own);
        let sitting = self.sitting(&node, node == own)?;
        let whose =
            if node == own { Some(String::new()) } else { self.peer(&node)?.map(|(peer, _)| peer.name) };
        let shelves = self.shelves(actor, |_| true)?;
        let writes = |shelf: &Shelf| shelf.charter().nodes.contains_key(&node);
        let whose = match whose {
            Some(whose) => whose,
            None if shelves.iter().any(|shelf| writes(shelf)) => String::new(),
            None => return Err(Problem::Unknown("node")),
        };
        let mut exposure = Exposure {
            node,
            whose,
            own: node == own,
            members: sitting.values().cloned().collect(),
            compartments: Vec::new(),
            people: 0,
            places: Vec::new(),
            notebooks: Vec::new(),
        };
        let mut people: HashSet<Vec<u8>> = HashSet::new();
        let mut places: BTreeMap<FileId, Endangered> = BTreeMap::new();
        for shelf in shelves {
            let Some(fallen) = fallen(&shelf, &node, &sitting)? else { continue };
            exposure.notebooks.extend(weakened(&shelf, &sitting));
            if shelf.role(&actor.member).is_some_and(Role::reads) {
                whereabouts(&shelf, &mut people, &mut places)?;
            }
            exposure.compartments.push(fallen);
        }
        exposure.people = people.len();
        exposure.compartments.sort_by(|a, b| (b.people, &a.name).cmp(&(a.people, &b.name)));
        exposure.places = places.into_values().collect();
        for place in &mut exposure.places {
            // Whoever has a file in two compartments is there once.
            place.codes.sort_unstable();
            place.codes.dedup();
        }
        exposure.places.sort_by_key(|p| (order(p.kind), std::cmp::Reverse(p.codes.len()), p.place));
        exposure.notebooks.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
        Ok(exposure)
    }

    /// Who sits at a node: the members of this one; of another, those known by their cards.
    fn sitting(&self, node: &NodeId, own: bool) -> Result<BTreeMap<MemberId, String>, Problem> {
        if own {
            return Ok(self.members()?.into_iter().map(|m| (m.member, m.name)).collect());
        }
        let known = self.acquaintances()?.into_iter().filter(|a| a.node == *node);
        Ok(known.map(|a| (a.member, a.name)).collect())
    }
}

/// What of a compartment falls; `None` where nobody who sits there belongs to it and the node does not keep it.
fn fallen(
    shelf: &Shelf,
    node: &NodeId,
    sitting: &BTreeMap<MemberId, String>,
) -> Result<Option<Fallen>, Problem> {
    let charter = shelf.charter();
    let Some(kind) = charter.kind else { return Ok(None) };
    let role = |id: &MemberId| charter.role(id);
    let members: Vec<(String, Role)> =
        sitting.iter().filter_map(|(id, name)| Some((name.clone(), role(id)?))).collect();
    let kept = charter.nodes.get(node).is_some_and(|(_, revoked)| revoked.is_none());
    if members.is_empty() && !kept {
        return Ok(None);
    }
    let elsewhere = |(id, m): (&MemberId, &domain::compartment::Member)| {
        m.active && m.role == Role::Keeper && !sitting.contains_key(id)
    };
    let (people, heard) = shelf.with_reader(|reader| {
        let here = shelf.id.bytes();
        let sql = "select count(distinct subject) from person where compartment = $1";
        let people = reader.db.one(sql, &[here.into()])?.map_or(0, |row| row.int(0));
        let sql = "select stamp from entry_of where compartment = $1 and node = $2 order by seq desc limit 1";
        let last = reader.db.one(sql, &[here.into(), node.bytes().into()])?;
        Ok((people, last.map(|row| Stamp(row.int(0) as u64).day())))
    })?;
    Ok(Some(Fallen {
        compartment: shelf.id,
        name: charter.name.clone(),
        kind,
        members,
        people: usize::try_from(people).unwrap_or_default(),
        last_keeper: !charter.members.iter().any(elsewhere),
        heard,
    }))
}

fn weakened(shelf: &Shelf, sitting: &BTreeMap<MemberId, String>) -> Option<Weakened> {
    let charter = shelf.charter();
    let kind = charter.kind.filter(|kind| kind.circuit().is_some())?;
    let custodians = custodians_of(&charter).ok()?;
    let lost = custodians.holders.iter().filter(|id| sitting.contains_key(id)).count();
    let (remain, threshold) = (custodians.holders.len() - lost, usize::from(custodians.threshold));
    (lost > 0).then(|| Weakened {
        compartment: shelf.id,
        name: charter.name.clone(),
        kind,
        lost,
        remain,
        threshold,
        left: Left::of(remain, threshold),
        opens_alone: lost >= threshold,
    })
}

/// Adds whoever has a file in a compartment, and where those who live can be found by it.
fn whereabouts(
    shelf: &Shelf,
    people: &mut HashSet<Vec<u8>>,
    places: &mut BTreeMap<FileId, Endangered>,
) -> Result<(), Problem> {
    let rows = shelf.with_reader(|reader| {
        let sql = "select subject, code, place, place_name, place_kind, live, died from person where compartment = $1";
        reader.db.query(sql, &[shelf.id.bytes().into()])
    })?;
    for row in &rows {
        if planted(Fault::NobodyFalls) {
            continue;
        }
        people.insert(row.blob(0).to_vec());
        let lives = row.int(5) == 1 && row.int(6) == 0;
        let (Some(place), Some(kind)) = (FileId::from_slice(row.blob(2)), place::Kind::parse(row.text(4)))
        else {
            continue;
        };
        if lives {
            let name = row.text(3).to_string();
            let found =
                places.entry(place).or_insert_with(|| Endangered { place, name, kind, codes: Vec::new() });
            found.codes.push(row.text(1).to_string());
        }
    }
    Ok(())
}
