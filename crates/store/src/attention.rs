//! What waits for somebody: disputes to settle, entries held, files on the road, drafts kept.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId};

/// Something in a file that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The file.
    pub file: FileId,
    /// Code and name, where it is a person's.
    pub who: (String, String),
    /// The slot in dispute, the reason an entry is held, or the name of the compartment it travels to.
    pub what: String,
}

/// What waits, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Attention {
    /// Values said by two who had not seen each other.
    pub disputes: Vec<Waiting>,
    /// Entries this version cannot read.
    pub held: Vec<Waiting>,
    /// Files on the road.
    pub on_the_road: Vec<Waiting>,
}

impl Store {
    /// What waits for the actor, at most `limit` of each kind.
    pub fn attention(&self, actor: &Actor, limit: usize) -> Result<Attention, Problem> {
        let names: std::collections::BTreeMap<_, _> = self.directory(actor)?.into_iter().collect();
        let mut all = Attention::default();
        self.read_each(actor, Role::reads, |r| {
            let here = r.compartment();
            let values = [r.here(), (limit as i64).into()];
            let read = |row: &Row| {
                let name = format!("{} {}", row.text(2), row.text(3)).trim().to_string();
                let file = FileId::from_slice(row.blob(0))?;
                let who = (row.text(1).to_string(), name);
                Some(Waiting { compartment: here, file, who, what: row.text(4).to_string() })
            };
            // What is disputed of an account shows in the list of payments, where it can be settled.
            let disputes = r.query(
                "select d.file, p.code, p.given, p.surname, d.slot from dispute d
                 left join person p on p.compartment = d.compartment and p.file = d.file
                 where d.compartment = $1 and d.slot not like 'transfer/%' and d.slot not like 'payment/%' order by d.file, d.slot limit $2",
                &values,
            )?;
            all.disputes.extend(disputes.iter().filter_map(read));
            let held = r.query(
                "select h.file, p.code, p.given, p.surname, h.why from held h
                 left join person p on p.compartment = h.compartment and p.file = h.file
                 where h.compartment = $1 order by h.file limit $2",
                &values,
            )?;
            all.held.extend(held.iter().filter_map(read));
            let road = r.query(
                "select f.file, p.code, p.given, p.surname, '', f.road_to from file f
                 left join person p on p.compartment = f.compartment and p.file = f.file
                 where f.compartment = $1 and f.whereabouts = 'on-the-road' order by f.file limit $2",
                &values,
            )?;
            all.on_the_road.extend(road.iter().filter_map(|row| {
                let to = CompartmentId::from_slice(row.blob(5)).and_then(|id| names.get(&id).cloned());
                Some(Waiting { what: to.unwrap_or_default(), ..read(row)? })
            }));
            Ok(())
        })?;
        Ok(all)
    }

    /// Keeps what somebody is typing, inside the encrypted database; an empty body lets it go.
    pub fn keep_draft(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        key: &str,
        body: &str,
    ) -> Result<(), Problem> {
        let shelf = self.shelf(actor, compartment)?;
        let (member, key, body) = (actor.member, key.to_string(), body.to_string());
        let at = shelf.surroundings.now(shelf.charter().scene);
        shelf.submit(move |desk| {
            let here = [desk.compartment.bytes().into(), member.bytes().into(), key.as_str().into()];
            desk.db
                .execute("delete from draft where compartment = $1 and member = $2 and key = $3", &here)?;
            if !body.is_empty() {
                desk.db.execute(
                    "insert into draft (compartment, member, key, at, body) values ($1, $2, $3, $4, $5)",
                    &[
                        desk.compartment.bytes().into(),
                        member.bytes().into(),
                        key.into(),
                        (at.0 as i64).into(),
                        body.into(),
                    ],
                )?;
            }
            Ok(())
        })
    }

    /// What the actor was typing under `key`.
    pub fn draft(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        key: &str,
    ) -> Result<Option<String>, Problem> {
        self.read(actor, compartment, |r| {
            let rows = r.query(
                "select body from draft where compartment = $1 and member = $2 and key = $3",
                &[r.here(), actor.member.bytes().into(), key.into()],
            )?;
            Ok(rows.first().map(|row| row.text(0).to_string()))
        })
    }

    /// The bytes of an attachment, opened with the key that its entry gives.
    pub fn attachment(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        address: &str,
        key: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let shelf = self.sight(actor, compartment)?;
        if !shelf.sees(&actor.member).is_some_and(|r| r.reads()) {
            return Err(Problem::Unknown("attachment"));
        }
        let sealed = shelf.with_reader(|reader| shelf.sealed_attachment(reader, address))?;
        let sealed = sealed.ok_or(Problem::Unknown("attachment"))?;
        let address = crate::transfer::unhex(address)?;
        journal::attachment::open(&address, key, &sealed).map_err(|e| Problem::Journal(e.to_string()))
    }
}
