//! Stock cards over the compartments the actor reads: the health volets that were granted to them.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, MemberId};
use domain::supply::{self, Movement};

/// A line of a stock card with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplyLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The store-room's file.
    pub file: FileId,
    /// Its key.
    pub key: Key,
    /// What was written.
    pub movement: Movement,
    /// By whom.
    pub by: MemberId,
}

impl Store {
    /// The stock card of a place, earliest day first.
    pub fn supply(&self, actor: &Actor, place: &FileId) -> Result<Vec<SupplyLine>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let rows = r.query(
                "select file, key, product, way, amount, on_day, words, by from supply
                 where compartment = $1 and place = $2 and live = 1 order by on_day, file, key",
                &[r.here(), place.bytes().into()],
            )?;
            let compartment = r.compartment();
            let line = |row: &crate::database::Row| {
                Some(SupplyLine {
                    compartment,
                    file: FileId::from_slice(row.blob(0))?,
                    key: Key::from_slice(row.blob(1))?,
                    movement: Movement {
                        product: row.text(2).to_string(),
                        way: row.text(3).to_string(),
                        amount: u32::try_from(row.int(4)).ok()?,
                        on: row.day(5)?,
                        words: row.text(6).to_string(),
                    },
                    by: MemberId::from_slice(row.blob(7))?,
                })
            };
            Ok(rows.iter().filter_map(line).collect::<Vec<_>>())
        })?;
        let mut all: Vec<SupplyLine> = found.into_iter().flatten().collect();
        all.sort_by_key(|l| (l.movement.on, l.file, l.key));
        Ok(all)
    }

    /// Writes a line on the stock card of a place, which is begun in `compartment` where there is none.
    ///
    /// # Errors
    /// Not allowed to the role.
    pub fn supply_moved(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        place: (FileId, String),
        movement: Movement,
    ) -> Result<Key, Problem> {
        self.write(actor, compartment, move |w| {
            let card = "select file from supply where compartment = $1 and place = $2 and live = 1 limit 1";
            let here = [w.compartment().bytes().into(), place.0.bytes().into()];
            let known = w.query(card, &here)?.first().and_then(|row| FileId::from_slice(row.blob(0)));
            let key = w.new_key();
            let mut facts = vec![Fact::Supply(supply::Fact::Moved { key, movement })];
            let file = known.unwrap_or_else(|| {
                let (place, name) = place;
                facts.insert(0, Fact::Supply(supply::Fact::At { place, name }));
                w.new_file()
            });
            w.append(&file, facts).map(|_| key)
        })
    }

    /// Withdraws a line of a stock card: it was never true.
    ///
    /// # Errors
    /// A line that the actor does not read; not allowed to the role.
    pub fn supply_withdrawn(&self, actor: &Actor, line: &SupplyLine, why: String) -> Result<(), Problem> {
        let (file, slot) = (line.file, format!("supply/moved/{}", line.key));
        self.write(actor, &line.compartment, move |w| {
            w.append(&file, vec![Fact::Withdrawn { slot, why }]).map(drop)
        })
    }
}
