//! Letterboxes: the houses a file or a question can be sent to. Those of this node, and those that nodes known here have
//! told of. A compartment that must not be known is not listed and told to nobody.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::{Store, set, setting};
use crate::problem::Problem;
use domain::id::{CompartmentId, NodeId};
use journal::letterbox::Letterbox;
use std::collections::{BTreeMap, BTreeSet};

/// Most letterboxes of one other node.
const OF_ONE_NODE: i64 = 512;

/// The setting that says that a restricted volet was listed on purpose.
fn purpose(compartment: &CompartmentId) -> String {
    format!("listed-{compartment}")
}

impl Store {
    /// The compartments that a file can be sent to, by their listed name: of this node, and of those it has met, followed by
    /// whose node it is. One whose key two nodes tell differently is left out: nobody can be sure whose it is.
    pub fn directory(&self, _actor: &Actor) -> Result<Vec<(CompartmentId, String)>, Problem> {
        let (here, elsewhere) = self.with_node(|u| {
            let here = u.db.query("select compartment, listed from compartment where listed <> ''", &[])?;
            let sql = "select b.compartment, b.listed, p.name from letterbox b join peer p on p.node = b.node
                       where b.listed <> '' and not exists
                         (select 1 from letterbox o where o.compartment = b.compartment and o.inbox <> b.inbox)
                       order by b.compartment, p.name"; // node
            Ok((here, u.db.query(sql, &[])?))
        })?;
        let read = |r: &Row| Some((CompartmentId::from_slice(r.blob(0))?, r.text(1).to_string()));
        let mut found: BTreeMap<_, _> = here.iter().filter_map(read).collect();
        let mut others: BTreeMap<CompartmentId, (String, String)> = BTreeMap::new();
        for row in &elsewhere {
            let Some((id, listed)) = read(row) else { continue };
            if !found.contains_key(&id) {
                others.entry(id).or_insert_with(|| (listed, row.text(2).to_string()));
            }
        }
        found.extend(others.into_iter().map(|(id, (listed, node))| (id, format!("{listed} ({node})"))));
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
        Ok(found)
    }

    /// Every letterbox known here, this node's own among them: those of houses that are open and
    /// listed; a restricted volet only where its keeper listed it on purpose.
    pub(crate) fn letterboxes(&self) -> Result<Vec<Letterbox>, Problem> {
        self.with_node(|u| {
            let sql =
                "select compartment, listed, inbox from compartment where listed <> '' order by compartment";
            let key = u.node_key.clone();
            let rows = u.db.query(sql, &[])?;
            let mut on_purpose = BTreeSet::new();
            for id in rows.iter().filter_map(|row| CompartmentId::from_slice(row.blob(0))) {
                if setting(&mut u.db, &purpose(&id))?.is_some() {
                    on_purpose.insert(id);
                }
            }
            let own = |r: &Row| {
                let id = CompartmentId::from_slice(r.blob(0))?;
                let house = |kind: domain::compartment::Kind| !kind.restricted() || on_purpose.contains(&id);
                let told = u.shelves.get(&id).is_some_and(|shelf| shelf.charter().kind.is_some_and(house));
                told.then(|| Letterbox::of(id, r.text(1), r.blob(2), &key))
            };
            let mut known: Vec<Letterbox> = rows.iter().filter_map(own).collect();
            let sql = "select node, compartment, listed, inbox, signature from letterbox
                       where listed <> '' order by node, compartment"; // node
            let told = |r: &Row| {
                Some(Letterbox {
                    node: NodeId::from_slice(r.blob(0))?,
                    compartment: CompartmentId::from_slice(r.blob(1))?,
                    listed: r.text(2).to_string(),
                    inbox: r.blob(3).to_vec(),
                    signature: r.blob(4).to_vec(),
                })
            };
            known.extend(u.db.query(sql, &[])?.iter().filter_map(told));
            Ok(known)
        })
    }

    /// Keeps letterboxes of nodes that are known here and signed them.
    pub(crate) fn take_letterboxes(&self, letterboxes: Vec<Letterbox>) -> Result<(), Problem> {
        for letterbox in letterboxes {
            let Some((_, public)) = self.peer(&letterbox.node)? else { continue };
            if letterbox.proves(&public.sign) {
                self.keep_letterbox(&letterbox)?;
            }
        }
        Ok(())
    }

    /// Keeps one letterbox. Two keys for one compartment both stay, and neither is used: people have to find out.
    pub(crate) fn keep_letterbox(&self, letterbox: &Letterbox) -> Result<(), Problem> {
        let Letterbox { node, compartment, listed, inbox, signature } = letterbox;
        self.with_node(|u| {
            let of_node = u.db.one("select count(*) from letterbox where node = $1", &[node.bytes().into()])?;
            if of_node.is_some_and(|row| row.int(0) >= OF_ONE_NODE) {
                return Ok(());
            }
            let sql = "insert into letterbox (node, compartment, listed, inbox, signature)
                       select $1, $2, $3, $4, $5
                       where not exists (select 1 from compartment k where k.compartment = $2 and k.inbox <> $4)
                       on conflict (node, compartment) do update set listed = excluded.listed, signature = excluded.signature
                       where letterbox.inbox = excluded.inbox and (letterbox.listed = '' or excluded.listed <> '')
                       and letterbox.listed <> excluded.listed"; // node
            let values = [
                node.bytes().into(),
                compartment.bytes().into(),
                listed.as_str().into(),
                inbox.clone().into(),
                signature.clone().into(),
            ];
            if u.db.execute(sql, &values)? == 0 {
                return Ok(());
            }
            // One more node keeps it: what was carried to the others goes to that one too.
            let sql = "update letter set opened = 0 where compartment = $1 and opened = 1
                       and not exists (select 1 from compartment k where k.compartment = $1)"; // node
            u.db.execute(sql, &[compartment.bytes().into()]).map(|_| ())
        })
    }

    /// Under what name a compartment is listed; under none it is told to nobody, and no house can be asked from it. A
    /// restricted volet is told to other nodes only once its keeper has listed it so. For its keeper.
    pub fn list_as(&self, actor: &Actor, compartment: &CompartmentId, name: &str) -> Result<(), Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if shelf.role(&actor.member) != Some(domain::compartment::Role::Keeper) {
            return Err(Problem::NotAllowed("say how a house is listed"));
        }
        // Who may know of a notebook gets its plate; a payment book is nobody's house.
        if !name.is_empty() && shelf.charter().kind.is_some_and(|kind| kind.is_apart()) {
            return Err(domain::refusal::refuse("house", name, domain::refusal::Why::Unknown).into());
        }
        let sql = "update compartment set listed = $2 where compartment = $1";
        self.with_node(|u| {
            if !name.is_empty() {
                set(&mut u.db, &purpose(compartment), "yes")?;
            }
            u.db.execute(sql, &[compartment.bytes().into(), name.into()]).map(|_| ())
        })
    }
}
