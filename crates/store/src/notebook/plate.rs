//! Plates: what a keeper gives to those who seal, what was taken here and compared word by word, and sealing with them.

use super::custodians_of;
use crate::actor::Actor;
use crate::letter::message::{Bytes, Message, encode};
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::{Role, Scene};
use domain::id::{CompartmentId, FileId, MemberId};
use domain::notebook::Leaf;
use domain::refusal::{Why, refuse};
use journal::chance::random;
use journal::letterbox::Letterbox;
use journal::notebook::{Holder, Written, seal};
use journal::plate::Plate;
use std::collections::BTreeMap;

impl Store {
    /// The plate of a notebook. For its keeper.
    ///
    /// # Errors
    /// No custodians were named yet, or two keepers named different ones.
    pub fn plate(&self, actor: &Actor, notebook: &CompartmentId) -> Result<Plate, Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        if shelf.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("sign the plate of a notebook"));
        }
        let charter = shelf.charter();
        let custodians = custodians_of(&charter)?;
        let holder = |id: &MemberId| {
            let member = charter.members.get(id).filter(|m| m.active);
            let member = member.ok_or_else(|| refuse("custodian", id, Why::Unknown))?;
            Ok(Holder { member: *id, name: member.name.clone(), wrap: member.wrap.clone() })
        };
        let stand = charter.nodes.iter().filter(|(_, (_, revoked))| revoked.is_none());
        let plate = Plate {
            version: 0,
            notebook: *notebook,
            kind: charter.kind.ok_or(Problem::Unknown("notebook"))?,
            name: charter.name.clone(),
            inbox: charter.inbox.clone(),
            nodes: stand.map(|(node, _)| *node).collect(),
            threshold: custodians.threshold,
            holders: custodians.holders.iter().map(holder).collect::<Result<_, Problem>>()?,
            proved: self.proved(&shelf)?,
            keeper: actor.member,
            by: actor.name.clone(),
            sign: Vec::new(),
            signature: Vec::new(),
        };
        Ok(plate.signed(&actor.keys))
    }

    /// Takes a plate, whose words the actor has compared with its keeper. It is theirs alone: nobody else of this node
    /// seals with it.
    ///
    /// # Errors
    /// The keeper's id is somebody else's here; the actor has plates of the other circuit.
    pub fn take_plate(&self, actor: &Actor, plate: &Plate) -> Result<(), Problem> {
        if self.verifying(&plate.keeper).is_ok_and(|key| key != plate.sign) {
            return Err(refuse("plate", &plate.by, Why::Ambiguous).into());
        }
        if self.stands_across(actor, &actor.member, plate.kind.circuit())? {
            return Err(refuse("plate", &plate.name, Why::OtherCircuit).into());
        }
        let own = self.with_node(|u| Ok(u.node))?;
        for node in plate.nodes.iter().filter(|node| **node != own) {
            self.keep_letterbox(&Letterbox {
                node: *node,
                compartment: plate.notebook,
                listed: String::new(),
                inbox: plate.inbox.clone(),
                signature: Vec::new(),
            })?;
        }
        let day = crate::database::day_number(self.surroundings.today(Scene::Present));
        self.with_node(|u| {
            let sql = "insert into plate (member, compartment, text, taken) values ($1, $2, $3, $4)
                       on conflict (member, compartment) do update set text = excluded.text, taken = excluded.taken"; // node
            let (member, notebook) = (actor.member.bytes().into(), plate.notebook.bytes().into());
            u.db.execute(sql, &[member, notebook, plate.text().into(), day.into()]).map(drop)
        })
    }

    /// The plates the actor has taken.
    pub fn plates(&self, actor: &Actor) -> Result<Vec<Plate>, Problem> {
        self.plates_of(&actor.member)
    }

    pub(crate) fn plates_of(&self, member: &MemberId) -> Result<Vec<Plate>, Problem> {
        let sql = "select text from plate where member = $1";
        let rows = self.with_node(|u| u.db.query(sql, &[member.bytes().into()]))?;
        let mut plates: Vec<Plate> =
            rows.iter().filter_map(|row| Plate::read(row.text(0).as_bytes()).ok()).collect();
        plates.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
        Ok(plates)
    }

    /// Gives a plate back: the actor seals no more into that notebook.
    pub fn drop_plate(&self, actor: &Actor, notebook: &CompartmentId) -> Result<(), Problem> {
        let sql = "delete from plate where member = $1 and compartment = $2";
        let values = [actor.member.bytes().into(), notebook.bytes().into()];
        self.with_node(|u| {
            if u.db.execute(sql, &values)? == 0 {
                return Err(Problem::Unknown("plate"));
            }
            // Where the notebook lies is nobody's to know any more, once what was sealed has gone.
            let sql = "delete from letterbox where compartment = $1 and listed = ''
                       and not exists (select 1 from plate p where p.compartment = $1)
                       and not exists (select 1 from letter l where l.compartment = $1 and l.opened = 0)"; // node
            u.db.execute(sql, &[notebook.bytes().into()]).map(drop)
        })
    }

    /// Seals a page. Nothing of it stays here: it goes as a letter that nobody at this node opens, unless they keep the
    /// notebook, and then it is sealed all the same. No file of anybody says that it happened.
    ///
    /// # Errors
    /// A notebook whose plate the actor has not taken; one that has not proved yet that it opens; a page that says nothing.
    pub fn seal(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        code: &str,
        says: BTreeMap<String, String>,
    ) -> Result<(), Problem> {
        let plates = self.plates(actor)?;
        let plate = plates.iter().find(|plate| plate.notebook == *notebook);
        let plate = plate.ok_or(Problem::Unknown("plate"))?;
        if plate.proved.is_none() {
            return Err(refuse("notebook", &plate.name, Why::NotProved).into());
        }
        let on = self.surroundings.today(Scene::Present);
        let leaf = Leaf { code: code.to_string(), says, on }.typed(plate.kind)?;
        let mut chance = self.surroundings.chance();
        let file = FileId(random(&mut chance));
        let written = Written::signed(notebook, leaf, &actor.name, &actor.keys);
        let page = seal(&(*notebook, file), Some(&written), plate.threshold, &plate.holders, &mut chance)?;
        let content = encode(&Message::Page { file, page: Box::new(page) })?;
        let len = content.len();
        let mut letters = vec![(plate, content)];
        for other in plates.iter().filter(|other| other.notebook != *notebook) {
            letters.push((other, blank(len, &mut chance)?));
        }
        self.drop_pages(letters)?;
        Ok(())
    }

    /// Drops letters into the notebooks of these plates, sealed to the keys that stand on them, in one transaction and in an
    /// order that says nothing.
    fn drop_pages(&self, letters: Vec<(&Plate, Vec<u8>)>) -> Result<(), Problem> {
        let mut chance = self.surroundings.chance();
        let mut sealed = Vec::with_capacity(letters.len());
        for (plate, content) in letters {
            // The notebook stands as its own sender: a letter does not tell which house seals.
            let (to, inbox) = (plate.notebook, &plate.inbox);
            let bytes = journal::letter::seal_letter(inbox, &to, &to, &content, &mut chance);
            sealed.push((to, bytes.map_err(|e| Problem::Journal(e.to_string()))?));
        }
        sealed.sort_by_cached_key(|(_, bytes)| *blake3::hash(bytes).as_bytes());
        self.keep_letters(sealed)
    }

    /// A fresh code for somebody who is to be hidden. It is nobody's until a page is sealed under it.
    pub fn fresh_code(&self) -> domain::code::LongCode {
        domain::code::LongCode::from_random(random(&mut self.surroundings.chance()))
    }
}

/// A letter that says nothing and is as long as one that bears a page.
fn blank(len: usize, chance: &mut dyn journal::chance::Chance) -> Result<Vec<u8>, Problem> {
    let around = encode(&Message::Blank(Bytes(vec![0; len])))?.len() - len;
    let mut filling = vec![0; len.saturating_sub(around)];
    chance.fill(&mut filling);
    encode(&Message::Blank(Bytes(filling)))
}
