//! The box: what a granted member's wraps hold, sealed to an emergency key; and that key in halves. For every pair of those who
//! may take part one half is a pad drawn for them, the other the key beside that pad: two halves of one pair give the key, and
//! any number of halves that one member holds are random bytes.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::{INBOX_WRAP, Keyring};
use domain::break_glass::{Armed, PEOPLE, Participant};
use domain::compartment::{Fact as Said, Role};
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, Key, MemberId};
use domain::refusal::{Why, refuse};
use journal::chance::{Chance, random};
use journal::keys::{EpochKey, InboxKeys, wrap_for};
use std::collections::{BTreeSet, HashMap};
use std::sync::PoisonError;
use zeroize::Zeroizing;

/// In the box, where an epoch's id stands, these bytes mean the key of the database.
const DOOR_WRAP: [u8; 24] = [0xfe; 24];
/// Bytes of the emergency key, and so of each half.
const SECRET_LEN: usize = 33;
/// Longest name of a compartment that travels beside a half, in bytes.
const NAME_MAX: usize = 512;

/// Name and bytes of something in the box.
type Named = (Vec<u8>, Vec<u8>);
/// Whose half, of which pair, and its bytes.
type Halved = (MemberId, MemberId, Vec<u8>);

/// A half that its member has unwrapped.
pub(super) struct Half {
    pub(super) compartment: CompartmentId,
    pub(super) key: Key,
    pub(super) other: MemberId,
    pub(super) house: String,
    pub(super) secret: Zeroizing<Vec<u8>>,
}

/// The emergency key, and which box it opens.
pub(super) struct Joined {
    pub(super) key: Key,
    pub(super) pair: InboxKeys,
}

impl Joined {
    /// What a keeper announced of it.
    pub(super) fn lock(&self) -> Vec<u8> {
        lock(&self.pair)
    }
}

/// What the box held.
pub(super) struct Content {
    pub(super) door: Zeroizing<Vec<u8>>,
    pub(super) keyring: Keyring,
}

fn lock(pair: &InboxKeys) -> Vec<u8> {
    let mut hash = blake3::Hasher::new_derive_key("relais 2026 lock of a break-glass box");
    hash.update(&pair.public());
    hash.finalize().as_bytes().to_vec()
}

fn half_context(compartment: &CompartmentId, key: &Key, member: &MemberId, other: &MemberId) -> Vec<u8> {
    let name = b"relais break-glass half".as_slice();
    [name, compartment.bytes(), key.bytes(), member.bytes(), other.bytes()].concat()
}

fn box_context(compartment: &CompartmentId, key: &Key, what: &[u8]) -> Vec<u8> {
    [b"relais break-glass box".as_slice(), compartment.bytes(), key.bytes(), what].concat()
}

fn beside(a: &[u8], b: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(a.iter().zip(b).map(|(a, b)| a ^ b).collect())
}

impl Store {
    /// A keeper arms break-glass for those members of this node: fresh keys each time, so that it is how it is armed anew.
    ///
    /// # Errors
    /// Not a keeper; fewer than two or more than twelve people; somebody who is no member of this node.
    pub fn arm_glass(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        people: &[MemberId],
    ) -> Result<(), Problem> {
        let shelf = self.shelf(actor, compartment)?;
        // Whoever broke the glass of a book could not be told of in it, and would read codes only.
        if shelf.charter().kind.is_some_and(|kind| kind.is_apart()) {
            return Err(Problem::NotAllowed("arm break-glass for a book"));
        }
        if shelf.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("arm break-glass"));
        }
        let people: BTreeSet<MemberId> = people.iter().copied().collect();
        if !PEOPLE.contains(&people.len()) {
            return Err(refuse("people", people.len(), Why::OutOfRange).into());
        }
        let here = self.members()?;
        let mut chosen = Vec::new();
        for id in people {
            let known = here.iter().find(|m| m.member == id);
            let name = known.ok_or_else(|| refuse("people", id, Why::Unknown))?.name.clone();
            let public = self.public(&id)?;
            chosen.push((Participant { member: id, name, sign: public.sign }, public.wrap));
        }
        let door = self.database_key(actor, compartment)?;
        let mut chance = self.surroundings.chance();
        let pair = InboxKeys::generate(&mut chance);
        let key = Key(random(&mut chance));
        let rows = {
            let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
            sealed(compartment, &key, &pair, &door, &keys, &mut chance)?
        };
        let house = shelf.charter().name.clone();
        let halves = halved(compartment, &key, &pair, &chosen, &house, &mut chance)?;
        let node = self.with_node(|u| {
            u.db.in_one(|db| {
                for (what, bytes) in rows {
                    db.execute(
                        "insert into glass_box (compartment, key, what, bytes) values ($1, $2, $3, $4)",
                        &[compartment.bytes().into(), key.bytes().into(), what.into(), bytes.into()],
                    )?;
                }
                for (member, other, bytes) in halves {
                    db.execute(
                        "insert into glass_half (compartment, key, member, other, bytes) values ($1, $2, $3, $4, $5)",
                        &[
                            compartment.bytes().into(),
                            key.bytes().into(),
                            member.bytes().into(),
                            other.bytes().into(),
                            bytes.into(),
                        ],
                    )?;
                }
                Ok(())
            })?;
            Ok(u.node)
        })?;
        let people = chosen.into_iter().map(|(person, _)| person).collect();
        let armed = Some(Armed { key, lock: lock(&pair), epoch: shelf.epoch(), people });
        self.write(actor, compartment, move |w| {
            let control = w.control()?;
            w.append(&control, vec![Fact::Compartment(Said::BreakGlass { node, armed })]).map(drop)
        })?;
        // What was armed before opens nothing from here on, and does not stay.
        self.forget_boxes(compartment, Some(&key))
    }

    /// A keeper disarms it; what is open by it is shut.
    pub fn disarm_glass(&self, actor: &Actor, compartment: &CompartmentId) -> Result<(), Problem> {
        let node = self.with_node(|u| Ok(u.node))?;
        self.write(actor, compartment, move |w| {
            let control = w.control()?;
            w.append(&control, vec![Fact::Compartment(Said::BreakGlass { node, armed: None })]).map(drop)
        })?;
        let shelf = self.shelf(actor, compartment)?;
        shelf.windows.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.forget_boxes(compartment, None)
    }

    /// Lets every box of a compartment go but `keep`: after a new one, a disarming, or a new epoch.
    pub(crate) fn forget_boxes(
        &self,
        compartment: &CompartmentId,
        keep: Option<&Key>,
    ) -> Result<(), Problem> {
        let values =
            [compartment.bytes().into(), keep.map(|k| k.bytes().to_vec()).unwrap_or_default().into()];
        self.with_node(|u| {
            u.db.in_one(|db| {
                db.execute("delete from glass_box where compartment = $1 and key <> $2", &values)?;
                db.execute("delete from glass_half where compartment = $1 and key <> $2", &values).map(drop)
            })
        })
    }

    /// The halves of the actor that open for them.
    pub(super) fn halves_of(&self, actor: &Actor) -> Result<Vec<Half>, Problem> {
        let rows = self.with_node(|u| {
            let sql = "select compartment, key, other, bytes from glass_half where member = $1"; // node
            u.db.query(sql, &[actor.member.bytes().into()])
        })?;
        let read = |row: &crate::database::Row| {
            let (compartment, key) = (CompartmentId::from_slice(row.blob(0))?, Key::from_slice(row.blob(1))?);
            let other = MemberId::from_slice(row.blob(2))?;
            let context = half_context(&compartment, &key, &actor.member, &other);
            let bytes = actor.keys.unwrap(&context, row.blob(3)).ok()?;
            let (secret, name) = bytes.split_at_checked(SECRET_LEN)?;
            let house = String::from_utf8_lossy(name).into_owned();
            Some(Half { compartment, key, other, house, secret: Zeroizing::new(secret.to_vec()) })
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// The emergency key, of two members' halves of one pair.
    pub(super) fn joined(
        &self,
        one: &Actor,
        other: &Actor,
        compartment: &CompartmentId,
    ) -> Result<Joined, Problem> {
        let unknown = Problem::Unknown("compartment");
        let theirs = self.halves_of(other)?;
        let found = self.halves_of(one)?.into_iter().find_map(|mine| {
            let pair =
                |t: &&Half| t.compartment == mine.compartment && t.key == mine.key && t.other == one.member;
            let here = mine.compartment == *compartment && mine.other == other.member;
            let their = theirs.iter().find(pair).filter(|_| here)?;
            Some((mine.key, beside(&mine.secret, &their.secret)))
        });
        let (key, secret) = found.ok_or(unknown)?;
        Ok(Joined { key, pair: InboxKeys::from_secret(&secret)? })
    }
}

/// Opens a box: the key of the database, the epochs it was sealed with, the inbox.
pub(super) fn content(
    db: &mut crate::database::Database,
    compartment: &CompartmentId,
    joined: &Joined,
) -> Result<Content, Problem> {
    let sql = "select what, bytes from glass_box where compartment = $1 and key = $2"; // node
    let rows = db.query(sql, &[compartment.bytes().into(), joined.key.bytes().into()])?;
    let (mut door, mut inbox, mut epochs) = (None, None, HashMap::new());
    for row in &rows {
        let secret = joined.pair.unwrap(&box_context(compartment, &joined.key, row.blob(0)), row.blob(1))?;
        match EntryId::from_slice(row.blob(0)) {
            Some(what) if what.0 == DOOR_WRAP => door = Some(secret),
            Some(what) if what.0 == INBOX_WRAP => inbox = Some(InboxKeys::from_secret(&secret)?),
            Some(epoch) => drop(epochs.insert(epoch, EpochKey::from_bytes(&secret)?)),
            None => {}
        }
    }
    let unknown = || Problem::Unknown("compartment");
    let inbox = inbox.ok_or_else(unknown)?;
    let keyring = Keyring { epochs, current: EntryId::default(), inbox };
    Ok(Content { door: door.ok_or_else(unknown)?, keyring })
}

/// Name and bytes of everything that the box holds.
fn sealed(
    compartment: &CompartmentId,
    key: &Key,
    pair: &InboxKeys,
    door: &[u8],
    keys: &Keyring,
    chance: &mut dyn Chance,
) -> Result<Vec<Named>, Problem> {
    let public = pair.public();
    let mut rows = Vec::new();
    let mut put = |what: &[u8], secret: &[u8]| -> Result<(), Problem> {
        let bytes = wrap_for(&public, &box_context(compartment, key, what), secret, chance)?;
        rows.push((what.to_vec(), bytes));
        Ok(())
    };
    put(&DOOR_WRAP, door)?;
    put(&INBOX_WRAP, &keys.inbox.to_secret())?;
    for (epoch, secret) in &keys.epochs {
        put(epoch.bytes(), secret.as_bytes())?;
    }
    Ok(rows)
}

/// Two halves for every pair: a pad, and the emergency key beside it, each wrapped to its member with the house's name.
fn halved(
    compartment: &CompartmentId,
    key: &Key,
    pair: &InboxKeys,
    people: &[(Participant, Vec<u8>)],
    house: &str,
    chance: &mut dyn Chance,
) -> Result<Vec<Halved>, Problem> {
    let secret = pair.to_secret();
    let name: String = house
        .chars()
        .scan(0, |len, c| {
            *len += c.len_utf8();
            (*len <= NAME_MAX).then_some(c)
        })
        .collect();
    let mut halves = Vec::new();
    for (i, (one, one_wrap)) in people.iter().enumerate() {
        for (other, other_wrap) in &people[i + 1..] {
            let pad = Zeroizing::new(random::<SECRET_LEN>(chance).to_vec());
            let rest = beside(&secret, &pad);
            for (member, with, wrap, half) in [(one, other, one_wrap, &pad), (other, one, other_wrap, &rest)]
            {
                let context = half_context(compartment, key, &member.member, &with.member);
                let content = Zeroizing::new([half.as_slice(), name.as_bytes()].concat());
                halves.push((member.member, with.member, wrap_for(wrap, &context, &content, chance)?));
            }
        }
    }
    Ok(halves)
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::chance::Seeded;
    use journal::keys::MemberKeys;

    #[test]
    fn a9_any_two_have_the_key_and_nobody_has_it_alone() {
        let mut chance = Seeded::new(11);
        let (compartment, key) = (CompartmentId([7; 24]), Key([8; 8]));
        let members: Vec<MemberKeys> =
            (1..=4).map(|n| MemberKeys::generate(MemberId([n; 16]), &mut chance)).collect();
        let people: Vec<(Participant, Vec<u8>)> = members
            .iter()
            .map(|m| {
                let public = m.public();
                (Participant { member: m.member(), name: String::new(), sign: public.sign }, public.wrap)
            })
            .collect();
        let pair = InboxKeys::generate(&mut chance);
        let secret = pair.to_secret();
        let halves = halved(&compartment, &key, &pair, &people, "Infirmary", &mut chance).unwrap();
        assert_eq!(halves.len(), 12, "two for each of six pairs");
        let mine = |m: &MemberKeys| -> Vec<(MemberId, Zeroizing<Vec<u8>>)> {
            let own = halves.iter().filter(|(member, ..)| *member == m.member());
            own.map(|(member, other, bytes)| {
                let opened = m.unwrap(&half_context(&compartment, &key, member, other), bytes).unwrap();
                assert_eq!(&opened[SECRET_LEN..], b"Infirmary");
                (*other, Zeroizing::new(opened[..SECRET_LEN].to_vec()))
            })
            .collect()
        };
        for one in &members {
            let alone = mine(one);
            for (i, (_, a)) in alone.iter().enumerate() {
                assert_ne!(a, &secret);
                for (_, b) in &alone[i + 1..] {
                    assert_ne!(beside(a, b), secret, "two of one member's halves");
                }
            }
            // What is another's does not open, and neither does one's own in another's place.
            for (member, other, bytes) in halves.iter().filter(|(member, ..)| *member != one.member()) {
                assert!(one.unwrap(&half_context(&compartment, &key, member, other), bytes).is_err());
            }
            for other in members.iter().filter(|o| o.member() != one.member()) {
                let a = alone.iter().find(|(with, _)| *with == other.member()).unwrap();
                let theirs = mine(other);
                let b = theirs.iter().find(|(with, _)| *with == one.member()).unwrap();
                assert_eq!(beside(&a.1, &b.1), secret);
                for (_, wrong) in theirs.iter().filter(|(with, _)| *with != one.member()) {
                    assert_ne!(beside(&a.1, wrong), secret, "halves of two pairs");
                }
            }
        }
    }
}
