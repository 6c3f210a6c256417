//! Members: who has a passphrase on this node, who is known from elsewhere by their card, and what is done when one of
//! them goes. A card grants nothing; a keeper grants, having compared its words with its owner.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::Row;
use crate::folder::replace_keys;
use crate::node::{KEYS_FILE, Store};
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::slot::Slot;
use domain::compartment::{self, Member, Role};
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use domain::planted::{Fault, planted};
use domain::refusal::{Why, refuse};
use journal::card::Card;
use journal::chance::random;
use journal::keys::{EpochKey, MemberKeys, MemberPublic};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

/// A member as the node's directory lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberInfo {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
}

/// Somebody of another node, known by their card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acquaintance {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// The node they sit at.
    pub node: NodeId,
}

impl Store {
    /// A new member of this node, with keys born here and a keyslot of their own. Grants them nothing.
    pub fn enrol(&self, name: &str, passphrase: &str) -> Result<Actor, Problem> {
        let mut chance = self.surroundings.chance();
        let member = MemberId(random(&mut chance));
        let keys = MemberKeys::generate(member, &mut chance);
        // The slow part first, while others work on: a key is derived from the passphrase.
        let key = self.keyslots.read().unwrap_or_else(PoisonError::into_inner).key(name, passphrase)?;
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let unlocked = guard.as_mut().ok_or(Problem::Locked)?;
        let slot = Slot {
            node: unlocked.node,
            member,
            database_key: unlocked.database_key.clone(),
            node_key: unlocked.node_key.to_secret(),
            keys: keys.to_secret(),
        };
        let public = keys.public();
        unlocked.db.execute(
            "insert into member (member, name, sign, wrap) values ($1, $2, $3, $4)",
            &[member.bytes().into(), name.into(), public.sign.into(), public.wrap.into()],
        )?;
        let mut slots = self.keyslots.write().unwrap_or_else(PoisonError::into_inner);
        slots.put_under(&key, &slot.to_bytes(), &mut chance)?;
        replace_keys(&self.dir.join(KEYS_FILE), &slots.to_bytes())?;
        drop((slots, guard));
        self.refresh_known()?;
        Ok(Actor { member, name: name.to_string(), keys: Arc::new(keys) })
    }

    /// Changes a member's passphrase.
    pub fn change_passphrase(&self, name: &str, old: &str, new: &str) -> Result<(), Problem> {
        let mut slots = self.keyslots.write().unwrap_or_else(PoisonError::into_inner);
        slots.change(name, old, new, &mut self.surroundings.chance())?;
        replace_keys(&self.dir.join(KEYS_FILE), &slots.to_bytes())
    }

    /// The members of this node.
    pub fn members(&self) -> Result<Vec<MemberInfo>, Problem> {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let unlocked = guard.as_mut().ok_or(Problem::Locked)?;
        let rows = unlocked.db.query("select member, name from member order by member", &[])?;
        let mut members: Vec<MemberInfo> = rows
            .iter()
            .filter_map(|r| {
                Some(MemberInfo { member: MemberId::from_slice(r.blob(0))?, name: r.text(1).to_string() })
            })
            .collect();
        members.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(members)
    }

    /// Public keys of a member of this node, or of somebody known by their card.
    pub(crate) fn public(&self, member: &MemberId) -> Result<MemberPublic, Problem> {
        self.with_node(|u| {
            for sql in [
                "select sign, wrap from member where member = $1",
                "select sign, wrap from acquaintance where member = $1",
            ] {
                if let Some(row) = u.db.one(sql, &[member.bytes().into()])? {
                    let (sign, wrap) = (row.blob(0).to_vec(), row.blob(1).to_vec());
                    return Ok(MemberPublic { member: *member, sign, wrap });
                }
            }
            Err(Problem::Unknown("member"))
        })
    }

    /// The key that proves what a member signed: of this node, of a card, or of any compartment that is open here.
    pub(crate) fn verifying(&self, member: &MemberId) -> Result<Vec<u8>, Problem> {
        if let Ok(public) = self.public(member) {
            return Ok(public.sign);
        }
        self.with_node(|u| {
            let found =
                u.shelves.values().find_map(|s| s.charter().members.get(member).map(|m| m.sign.clone()));
            found.ok_or(Problem::Unknown("member"))
        })
    }

    /// The actor's card.
    pub fn card(&self, actor: &Actor) -> Result<Card, Problem> {
        self.with_node(|u| Ok(Card::of(&actor.name, &actor.keys, &u.node_key)))
    }

    /// Keeps a card, under `name` where that is not the one on it: its owner can then be granted a place, and their node
    /// met. Who may do that is a keeper.
    pub fn acquaint(&self, actor: &Actor, card: &Card, name: Option<&str>) -> Result<MemberInfo, Problem> {
        if !self.compartments(actor)?.iter().any(|c| c.role == Role::Keeper) && self.members()?.len() > 1 {
            return Err(Problem::NotAllowed("keep a card"));
        }
        let name = domain::refusal::text("name", name.unwrap_or(&card.name))?;
        // A member's id is bound to their keys here: a card that bears somebody else's id is not theirs.
        if self.verifying(&card.member).is_ok_and(|key| key != card.sign) {
            return Err(refuse("card", &card.name, Why::Ambiguous).into());
        }
        let own = self.members()?.iter().any(|m| m.member == card.member);
        if own || self.members()?.iter().any(|m| m.name == name) {
            return Err(refuse("name", name, Why::AlreadyThere).into());
        }
        let public = card.public();
        self.with_node(|u| {
            u.db.execute(
                "insert into acquaintance (member, name, sign, wrap, node) values ($1, $2, $3, $4, $5)
                 on conflict (member) do update set name = excluded.name, node = excluded.node",
                &[
                    card.member.bytes().into(),
                    name.as_str().into(),
                    public.sign.into(),
                    public.wrap.into(),
                    card.node.node().bytes().into(),
                ],
            )?;
            u.db.execute(
                "insert into peer (node, name, sign, post, url, relays) values ($1, $2, $3, $4, '', 0)
                 on conflict (node) do nothing",
                &[
                    card.node.node().bytes().into(),
                    name.as_str().into(),
                    card.node.sign.clone().into(),
                    card.node.post.clone().into(),
                ],
            )
        })?;
        self.refresh_known()?;
        Ok(MemberInfo { member: card.member, name })
    }

    /// Everybody known by their card.
    pub fn acquaintances(&self) -> Result<Vec<Acquaintance>, Problem> {
        let rows =
            self.with_node(|u| u.db.query("select member, name, node from acquaintance order by name", &[]))?;
        let read = |r: &Row| {
            Some(Acquaintance {
                member: MemberId::from_slice(r.blob(0))?,
                name: r.text(1).to_string(),
                node: NodeId::from_slice(r.blob(2))?,
            })
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// The node somebody sits at, where they are known by a card: it has to be let in along with them.
    pub(crate) fn node_of(&self, member: &MemberId) -> Result<Option<(NodeId, Vec<u8>)>, Problem> {
        let sql =
            "select p.node, p.sign from acquaintance a join peer p on p.node = a.node where a.member = $1"; // node
        let row = self.with_node(|u| u.db.one(sql, &[member.bytes().into()]))?;
        Ok(row.and_then(|r| Some((NodeId::from_slice(r.blob(0))?, r.blob(1).to_vec()))))
    }

    /// Removes a member from a compartment: a new epoch begins whose key they do not get, and what they sign from now on
    /// without having seen it is held. What they knew they know.
    pub fn remove(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        member: &MemberId,
    ) -> Result<(), Problem> {
        let gone = *member;
        self.write(actor, compartment, move |w| {
            let charter = w.charter();
            let standing = charter.members.get(&gone).filter(|m| m.active).cloned();
            let mut standing = standing.ok_or(Problem::Unknown("member"))?;
            let keepers = charter.members.iter().filter(|(_, m)| m.active && m.role == Role::Keeper);
            if standing.role == Role::Keeper && keepers.count() == 1 {
                return Err(refuse("member", &standing.name, Why::LastKeeper).into());
            }
            standing.active = false;
            let pins = w.pins()?;
            let fact = compartment::Fact::Member { member: gone, standing, pins };
            w.rotate(vec![Fact::Compartment(fact)], &gone)
        })?;
        let sql = "delete from door where compartment = $1 and member = $2";
        self.with_node(|u| u.db.execute(sql, &[compartment.bytes().into(), gone.bytes().into()]))?;
        // The keys have changed: what break-glass was armed with opens nothing any more, and goes.
        self.forget_boxes(compartment, None)
    }

    /// Revokes a node: what it wrote up to what is known here counts, what comes after is held. Those who sat there keep
    /// their place; whose keys may be lost is removed as well.
    pub fn revoke(&self, actor: &Actor, compartment: &CompartmentId, node: &NodeId) -> Result<(), Problem> {
        let (lost, own) = (*node, self.with_node(|u| Ok(u.node))?);
        if lost == own {
            return Err(refuse("node", lost, Why::OwnNode).into());
        }
        self.write(actor, compartment, move |w| {
            let sign = w.charter().nodes.get(&lost).map(|(sign, _)| sign.clone());
            let sign = sign.ok_or(Problem::Unknown("node"))?;
            let last = w.heights()?.get(&lost).copied().unwrap_or_default();
            let revoked_at = Some((last.seq, crate::transfer::hex(&last.hash)));
            let control = w.control()?;
            let fact = compartment::Fact::Node { node: lost, sign, revoked_at };
            w.append(&control, vec![Fact::Compartment(fact)]).map(|_| ())
        })
    }

    /// Who granted the actor their place in a compartment, and when.
    pub fn grant_of(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
    ) -> Result<Option<(MemberId, jiff::civil::Date)>, Problem> {
        Ok(self.shelf(actor, compartment)?.grants()?.remove(&actor.member))
    }

    /// What a keeper's node does after it has met another: members who were let in at one node while another began a new
    /// epoch get the key of it, and an epoch that was begun without sight of a removal is followed by another, since it
    /// may have gone to whoever was removed.
    pub(crate) fn tend(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.shelves(actor, |role| role == Role::Keeper)? {
            let home = shelf.clone();
            let (missing, unsafe_epoch) = shelf.submit(move |desk| {
                let missing = desk.wraps_missing(&home)?;
                Ok((missing, !desk.judge()?.epoch_is_safe()))
            })?;
            if missing.is_empty() && !unsafe_epoch {
                continue;
            }
            self.write(actor, &shelf.id, move |w| {
                if unsafe_epoch {
                    w.rotate(Vec::new(), &MemberId::default())?;
                }
                let keys = w.shelf.clone();
                for (epoch, member, wrap) in missing {
                    let key =
                        keys.keys.read().unwrap_or_else(PoisonError::into_inner).epochs.get(&epoch).cloned();
                    if let Some(key) = key {
                        w.wrap(&epoch.0, &member, &wrap, key.as_bytes())?;
                    }
                }
                Ok(())
            })?;
            if unsafe_epoch {
                self.forget_boxes(&shelf.id, None)?;
            }
        }
        Ok(())
    }

    /// Hands the key of a compartment's database to members of this node who were granted a place elsewhere.
    pub(crate) fn give_missing_doors(&self, actor: &Actor) -> Result<(), Problem> {
        let here = self.members()?;
        for shelf in self.shelves(actor, |_| true)? {
            let charter = shelf.charter();
            for member in here.iter().filter(|m| charter.role(&m.member).is_some()) {
                let values = [shelf.id.bytes().into(), member.member.bytes().into()];
                let sql = "select member from door where compartment = $1 and member = $2";
                if self.with_node(|u| u.db.one(sql, &values))?.is_none() {
                    let key = self.database_key(actor, &shelf.id)?;
                    self.give_door(&shelf.id, &self.public(&member.member)?, &key)?;
                }
            }
        }
        Ok(())
    }
}

impl Shelf {
    /// Who granted each member their place here, and when.
    pub(crate) fn grants(&self) -> Result<BTreeMap<MemberId, (MemberId, jiff::civil::Date)>, Problem> {
        let control = self.with_reader(|reader| {
            let sql = "select file from entry_of where compartment = $1 and id = $1";
            let row = reader.db.one(sql, &[self.id.bytes().into()])?;
            let file = row.and_then(|row| FileId::from_slice(row.blob(0)));
            file.map(|file| self.file(reader, &file)).transpose()
        })?;
        let Some(control) = control else { return Ok(BTreeMap::new()) };
        let charter = self.charter();
        let granted = charter.members.keys().filter_map(|member| {
            let claim = control.standing(&compartment::member_slot(member)).last()?;
            let told = control.told_by(claim);
            Some((*member, (told.by, told.stamp.day())))
        });
        Ok(granted.collect())
    }
}

impl Writing<'_> {
    /// How far each chain is known here.
    pub(crate) fn pins(&mut self) -> Result<Vec<(NodeId, u64)>, Problem> {
        let charter = self.charter();
        let known = self.heights()?.into_iter().filter(|(node, _)| charter.nodes.contains_key(node));
        Ok(known.map(|(node, height)| (node, height.seq)).collect())
    }

    /// A new epoch, announced in one entry with `facts`; its key goes to everybody who stays.
    fn rotate(&mut self, mut facts: Vec<Fact>, without: &MemberId) -> Result<(), Problem> {
        if planted(Fault::NoRotation) {
            let control = self.control()?;
            return self.append(&control, facts).map(|_| ());
        }
        let key = EpochKey::generate(&mut self.chance());
        facts.push(Fact::Compartment(compartment::Fact::Epoch { commitment: key.commitment().to_vec() }));
        let charter = self.charter();
        let control = self.control()?;
        let epoch: EntryId = self.append(&control, facts)?;
        let stays = |(id, m): &(&MemberId, &Member)| m.active && *id != without;
        for (member, standing) in charter.members.iter().filter(stays) {
            self.wrap(&epoch.0, member, &standing.wrap, key.as_bytes())?;
        }
        let mut keys = self.shelf.keys.write().unwrap_or_else(PoisonError::into_inner);
        keys.epochs.insert(epoch, key);
        Ok(())
    }
}
