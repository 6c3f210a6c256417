//! Letterboxes: the houses a file or a question can be sent to. Those of this node, and those that nodes known here have
//! told of. A compartment that must not be known is not listed and told to nobody.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use domain::id::{CompartmentId, NodeId};
use journal::letterbox::Letterbox;
use std::collections::{BTreeMap, BTreeSet};

/// Most letterboxes of one other node.
const OF_ONE_NODE: i64 = 512;

impl Store {
    /// The compartments that a file can be sent to, by their listed name: of this node, and of those it has met. Where two
    /// bear one name, that of another node is followed by whose node it is.
    pub fn directory(&self, _actor: &Actor) -> Result<Vec<(CompartmentId, String)>, Problem> {
        let (here, elsewhere) = self.with_node(|u| {
            let here = u.db.query("select compartment, listed from compartment where listed <> ''", &[])?;
            let sql = "select b.compartment, b.listed, p.name from letterbox b join peer p on p.node = b.node
                       where b.listed <> '' order by b.compartment, p.name"; // node
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
        let (mut once, mut twice): (BTreeSet<String>, BTreeSet<String>) = Default::default();
        for name in found.values().chain(others.values().map(|(listed, _)| listed)) {
            if !once.insert(name.clone()) {
                twice.insert(name.clone());
            }
        }
        found.extend(others.into_iter().map(|(id, (listed, node))| {
            let shown = if twice.contains(&listed) { format!("{listed} ({node})") } else { listed };
            (id, shown)
        }));
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
        Ok(found)
    }

    /// Every letterbox known here, this node's own among them.
    pub(crate) fn letterboxes(&self) -> Result<Vec<Letterbox>, Problem> {
        self.with_node(|u| {
            let sql =
                "select compartment, listed, inbox from compartment where listed <> '' order by compartment";
            let key = u.node_key.clone();
            let own = |r: &Row| {
                Some(Letterbox::of(CompartmentId::from_slice(r.blob(0))?, r.text(1), r.blob(2), &key))
            };
            let mut known: Vec<Letterbox> = u.db.query(sql, &[])?.iter().filter_map(own).collect();
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

    /// Keeps letterboxes of nodes that are known here and signed them. The first key of a compartment stays: nobody puts
    /// another in its place.
    pub(crate) fn take_letterboxes(&self, letterboxes: Vec<Letterbox>) -> Result<(), Problem> {
        for letterbox in letterboxes {
            let Some((_, public)) = self.peer(&letterbox.node)? else { continue };
            if letterbox.proves(&public.sign) {
                self.keep_letterbox(&letterbox)?;
            }
        }
        Ok(())
    }

    /// Keeps one letterbox, where its compartment is not known under another key.
    pub(crate) fn keep_letterbox(&self, letterbox: &Letterbox) -> Result<(), Problem> {
        let Letterbox { node, compartment, listed, inbox, signature } = letterbox;
        self.with_node(|u| {
            let of_node = u.db.one("select count(*) from letterbox where node = $1", &[node.bytes().into()])?;
            if of_node.is_some_and(|row| row.int(0) >= OF_ONE_NODE) {
                return Ok(());
            }
            let sql = "insert into letterbox (node, compartment, listed, inbox, signature)
                       select $1, $2, $3, $4, $5
                       where not exists (select 1 from letterbox b where b.compartment = $2 and b.inbox <> $4)
                       and not exists (select 1 from compartment k where k.compartment = $2 and k.inbox <> $4)
                       on conflict (node, compartment) do update set listed = excluded.listed, signature = excluded.signature
                       where letterbox.listed = '' or excluded.listed <> ''"; // node
            let values = [
                node.bytes().into(),
                compartment.bytes().into(),
                listed.as_str().into(),
                inbox.clone().into(),
                signature.clone().into(),
            ];
            u.db.execute(sql, &values).map(|_| ())
        })
    }
}
