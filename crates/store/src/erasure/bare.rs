//! Entries without a body: named by an erasure that counts, or missing and asked for.

use crate::database::{Row, Value};
use crate::exchange::Journal;
use crate::problem::Problem;
use crate::writer::Desk;
use domain::compartment::Held;
use domain::id::NodeId;
use journal::exchange::BodyRow;

/// Why an entry that came without its body cannot be read yet: no erasure that counts here names it.
pub(crate) const NO_BODY: &str = "body";

impl Desk {
    /// What could not be read may be named by an erasure, or be of a file that was destroyed.
    pub(crate) fn look_at_unread(&mut self) -> Result<(), Problem> {
        let c: Value = self.compartment.bytes().into();
        let sql = "select node, seq, why from unread where compartment = $1 and why in ('body', 'file-key') order by node, seq";
        for row in self.db.query(sql, std::slice::from_ref(&c))? {
            let node = NodeId::from_slice(row.blob(0)).unwrap_or_default();
            let seq = row.int(1).unsigned_abs();
            for sealed in self.sealed_at(std::slice::from_ref(&row))? {
                if sealed.erased() {
                    if self.is_named(&sealed.hash())? {
                        let at = [c.clone(), row.blob(0).into(), row.int(1).into()];
                        let sql = "delete from unread where compartment = $1 and node = $2 and seq = $3";
                        self.db.execute(sql, &at)?;
                    }
                    continue;
                }
                let Some(file) = self.file_of(&sealed)? else { continue };
                if !self.strip_where_named(&sealed, &file)? && self.is_destroyed(&file)? {
                    self.unread(&node, seq, Held::Erased.key())?;
                }
            }
        }
        Ok(())
    }

    /// Entries whose body is missing and which no erasure names.
    pub(crate) fn bodies_wanted(&mut self, most: usize) -> Result<Vec<(NodeId, u64)>, Problem> {
        let sql =
            "select node, seq from unread where compartment = $1 and why = $2 order by node, seq limit $3";
        let values = [self.compartment.bytes().into(), NO_BODY.into(), (most as i64).into()];
        let place = |r: &Row| Some((NodeId::from_slice(r.blob(0))?, r.int(1).unsigned_abs()));
        Ok(self.db.query(sql, &values)?.iter().filter_map(place).collect())
    }

    /// Takes bodies in that were missing. One that an erasure names does not come back.
    pub(crate) fn take_bodies(&mut self, bodies: &[BodyRow]) -> Result<(), Problem> {
        let compartment = self.compartment;
        for row in bodies {
            let sql = "select why from unread where compartment = $1 and node = $2 and seq = $3 and why = $4";
            let at = [
                compartment.bytes().into(),
                row.node.bytes().into(),
                (row.seq as i64).into(),
                NO_BODY.into(),
            ];
            if self.db.one(sql, &at)?.is_some() {
                Journal { db: self.journal(), compartment }.take_body(row)?;
            }
        }
        Ok(())
    }
}
