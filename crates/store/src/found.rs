//! Founding a compartment, and granting a place in it. Keys go to members by name of key, never by a server's word.

use crate::actor::Actor;
use crate::append::Writing;
use crate::member::MemberInfo;
use crate::node::{SHELVES, Store};
use crate::problem::Problem;
use crate::shelf::{Door, INBOX_WRAP, wrap_context};
use domain::compartment::{self, Kind, Member, Role, Scene};
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use domain::refusal::{Why, refuse};
use journal::chance::random;
use journal::keys::{DatabaseKey, EpochKey, FileKey, InboxKeys, MemberKeys, MemberPublic, NodeKey, wrap_for};
use journal::wire::{self, Header, Signed};
use std::sync::PoisonError;
use zeroize::Zeroizing;

impl Store {
    /// Founds a compartment with the actor as keeper. Listed by name, so that files can be sent to it; a payment book is
    /// not, since nothing is ever sent to one.
    pub fn found(
        &self,
        actor: &Actor,
        name: &str,
        kind: Kind,
        scene: Scene,
    ) -> Result<CompartmentId, Problem> {
        let name = domain::refusal::text("name", name)?;
        let mut chance = self.surroundings.chance();
        let inbox = InboxKeys::generate(&mut chance);
        let epoch = EpochKey::generate(&mut chance);
        let database_key = DatabaseKey::generate(&mut chance);
        let (node, node_key, journal) = self.with_node(|u| {
            let journal = crate::node::setting(&mut u.db, "journal")?.unwrap_or_default();
            Ok((u.node, u.node_key.clone(), journal))
        })?;
        let facts = vec![
            Fact::Compartment(compartment::Fact::Founded {
                name: name.clone(),
                kind,
                scene,
                inbox: inbox.public(),
            }),
            Fact::Compartment(compartment::Fact::Member {
                member: actor.member,
                standing: standing(&actor.name, Role::Keeper, &actor.keys.public()),
                pins: Vec::new(),
            }),
            Fact::Compartment(compartment::Fact::Node {
                node,
                sign: node_key.verifying().to_vec(),
                revoked_at: None,
            }),
            Fact::Compartment(compartment::Fact::Epoch { commitment: epoch.commitment().to_vec() }),
        ];
        let stamp = self.surroundings.now(scene);
        let control = FileId(random(&mut chance));
        let founding = wire::founding(&actor.keys, node, stamp, control, facts, &mut chance)?;
        let id = CompartmentId(founding.entry.id.0);
        let file = format!("{}.db", NodeId(random(&mut chance)));
        let pragma = database_key.as_pragma();
        let door = Door {
            compartment: id,
            path: self.dir.join(SHELVES).join(&file),
            pragma,
            journal: journal.clone(),
        };
        let founding = Founding {
            door: &door,
            node,
            node_key: &node_key,
            entry: &founding,
            epoch: &epoch,
            inbox: &inbox,
            keeper: &actor.keys,
        };
        write_founding(&founding, self)?;
        let listed = if kind.is_apart() { String::new() } else { name };
        self.with_node(|u| {
            u.db.execute(
                "insert into compartment (compartment, path, journal, listed, inbox) values ($1, $2, $3, $4, $5)",
                &[id.bytes().into(), file.into(), journal.into(), listed.into(), inbox.public().into()],
            )
        })?;
        self.give_door(&id, &actor.keys.public(), database_key.as_bytes())?;
        self.open_doors(actor)?;
        Ok(id)
    }

    /// Grants a member of this node, or somebody known by their card, a role in a compartment. Only a keeper's grant counts.
    pub fn grant(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        member: &MemberInfo,
        role: Role,
    ) -> Result<(), Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if shelf.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("grant"));
        }
        let public = self.public(&member.member)?;
        let standing = standing(&member.name, role, &public);
        let node = self.node_of(&member.member)?;
        let elsewhere = node.is_some();
        let (given, name) = (public.clone(), member.name.clone());
        self.write(actor, compartment, move |w| {
            let control = w.control()?;
            let charter = w.charter();
            let others =
                |(id, m): (&MemberId, &Member)| *id != given.member && m.active && m.role == Role::Keeper;
            if role != Role::Keeper
                && charter.role(&given.member) == Some(Role::Keeper)
                && !charter.members.iter().any(others)
            {
                return Err(refuse("member", name, Why::LastKeeper).into());
            }
            if w.charter().members.get(&given.member).is_some_and(|m| m.sign != given.sign) {
                return Err(refuse("member", given.member, Why::Ambiguous).into());
            }
            // Another role in place of one they have counts from what is known of them now.
            let pins = match charter.role(&given.member) {
                Some(known) if known != role => w.pins()?,
                _ => Vec::new(),
            };
            let member = compartment::Fact::Member { member: given.member, standing, pins };
            let mut facts = vec![Fact::Compartment(member)];
            // Whoever sits at another node writes in a chain of that node.
            let newcomer = node.filter(|(node, _)| !w.charter().nodes.contains_key(node));
            facts.extend(newcomer.map(|(node, sign)| {
                Fact::Compartment(compartment::Fact::Node { node, sign, revoked_at: None })
            }));
            w.append(&control, facts)?;
            w.wrap_all(&given)
        })?;
        if elsewhere {
            return Ok(());
        }
        let key = self.database_key(actor, compartment)?;
        self.give_door(compartment, &public, &key)
    }

    /// Hands `member` the key of a compartment's database, wrapped to them.
    pub(crate) fn give_door(
        &self,
        compartment: &CompartmentId,
        member: &MemberPublic,
        key: &[u8],
    ) -> Result<(), Problem> {
        let context = door_context(compartment, &member.member);
        let bytes = wrap_for(&member.wrap, &context, key, &mut self.surroundings.chance())?;
        self.with_node(|u| {
            u.db.execute(
                "insert into door (compartment, member, bytes) values ($1, $2, $3)
                 on conflict (compartment, member) do update set bytes = excluded.bytes",
                &[compartment.bytes().into(), member.member.bytes().into(), bytes.into()],
            )
            .map(|_| ())
        })
    }

    pub(crate) fn database_key(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
    ) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let row = self.with_node(|u| {
            u.db.one(
                "select bytes from door where compartment = $1 and member = $2",
                &[compartment.bytes().into(), actor.member.bytes().into()],
            )
        })?;
        let row = row.ok_or(Problem::Unknown("compartment"))?;
        Ok(actor.keys.unwrap(&door_context(compartment, &actor.member), row.blob(0))?)
    }
}

fn standing(name: &str, role: Role, public: &MemberPublic) -> Member {
    Member {
        name: name.to_string(),
        role,
        sign: public.sign.clone(),
        wrap: public.wrap.clone(),
        active: true,
    }
}

pub(crate) fn door_context(compartment: &CompartmentId, member: &MemberId) -> Vec<u8> {
    [b"relais door".as_slice(), compartment.bytes(), &INBOX_WRAP, member.bytes()].concat()
}

/// Everything the first entry of a compartment needs to be written down.
struct Founding<'a> {
    door: &'a Door,
    node: NodeId,
    node_key: &'a NodeKey,
    entry: &'a Signed,
    epoch: &'a EpochKey,
    inbox: &'a InboxKeys,
    keeper: &'a MemberKeys,
}

/// Writes the founding entry and the keeper's wraps, in one transaction, before anybody can open the compartment.
fn write_founding(founding: &Founding<'_>, store: &Store) -> Result<(), Problem> {
    let Founding { door, node, entry, epoch, .. } = founding;
    let id = door.compartment;
    let (mut db, mut remote) = door.databases()?;
    let journal = remote.as_mut().unwrap_or(&mut db);
    let mut chance = store.surroundings.chance();
    let file = entry.entry.file;
    let file_key = FileKey::generate(&mut chance);
    let header = Header {
        suite: wire::SUITE,
        compartment: id,
        epoch: EntryId::default(),
        dictionary: 0,
        node: *node,
        seq: 1,
        prev: [0; 32],
    };
    let sealed = wire::seal(&entry.body, &file, header, &file_key, epoch, &mut chance)?;
    let tip = wire::sign_tip(founding.node_key, &id, node, 1, &sealed.hash());
    journal.batch("begin")?;
    journal.execute(
        "insert into entry (compartment, node, seq, header, body, hash, tip) values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            id.bytes().into(),
            node.bytes().into(),
            1i64.into(),
            sealed.header.to_bytes().as_slice().into(),
            sealed.body.clone().into(),
            sealed.hash().as_slice().into(),
            tip.as_slice().into(),
        ],
    )?;
    let wrapped = file_key.wrapped(epoch, &id, &file, &mut chance);
    journal.execute(
        "insert into file_key (compartment, node, seq, file, epoch, bytes) values ($1, $2, 1, $3, $4, $5)",
        &[
            id.bytes().into(),
            node.bytes().into(),
            file.bytes().into(),
            EntryId::default().bytes().into(),
            wrapped.into(),
        ],
    )?;
    let keeper = founding.keeper.public();
    let secrets = [([0u8; 24], epoch.as_bytes().to_vec()), (INBOX_WRAP, founding.inbox.to_secret().to_vec())];
    for (which, secret) in secrets {
        let secret = Zeroizing::new(secret);
        let wrap = wrap_for(&keeper.wrap, &wrap_context(&id, &which, &keeper.member), &secret, &mut chance)?;
        journal.execute(
            "insert into wrap (compartment, epoch, member, node, seq, bytes) values ($1, $2, $3, $4, 1, $5)",
            &[
                id.bytes().into(),
                which.as_slice().into(),
                keeper.member.bytes().into(),
                node.bytes().into(),
                wrap.into(),
            ],
        )?;
    }
    journal.batch("commit")
}

impl Writing<'_> {
    /// The control file of this compartment.
    pub(crate) fn control(&mut self) -> Result<FileId, Problem> {
        self.desk.control_file(&[])?.ok_or(Problem::Unknown("compartment"))
    }

    /// Wraps every epoch key and the inbox to a member who was just granted a place.
    pub(crate) fn wrap_all(&mut self, member: &MemberPublic) -> Result<(), Problem> {
        let shelf = self.shelf.clone();
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        for (epoch, key) in &keys.epochs {
            self.wrap(&epoch.0, &member.member, &member.wrap, key.as_bytes())?;
        }
        self.wrap(&INBOX_WRAP, &member.member, &member.wrap, &keys.inbox.to_secret())
    }
}
