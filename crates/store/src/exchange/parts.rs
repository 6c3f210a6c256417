//! What is too long for one message comes in parts: attachments and letters. It is whole when its hash says so; until then
//! it lies apart, and survives a line that is cut and a process that ends.

use super::rows::Journal;
use crate::problem::Problem;
use domain::planted::{Fault, planted};
use journal::exchange::{Address, NAMED_MAX, Part};

/// Longest attachment that is put together from parts.
const ATTACHMENT_MAX: u64 = 64 << 20;

impl Journal<'_> {
    /// Attachments that entries name and that are not here, with how many bytes of each are.
    pub fn missing(&mut self) -> Result<Vec<(Address, u64)>, Problem> {
        let sql = "select distinct n.address from named n
                   left join attachment a on a.compartment = n.compartment and a.address = n.address
                   where n.compartment = $1 and a.address is null order by n.address limit $2";
        let rows = self.db.query(sql, &[self.here(), (NAMED_MAX as i64).into()])?;
        let mut missing = Vec::with_capacity(rows.len());
        for row in rows {
            let Ok(address) = row.blob(0).try_into() else { continue };
            missing.push((Address(address), self.here_of(&address)?));
        }
        Ok(missing)
    }

    /// How many bytes of something that comes in parts are here.
    pub fn here_of(&mut self, address: &[u8; 32]) -> Result<u64, Problem> {
        let sql = "select at, length(bytes) from part where compartment = $1 and address = $2 order by at desc limit 1";
        let row = self.db.one(sql, &[self.here(), address.as_slice().into()])?;
        Ok(row.map_or(0, |row| (row.int(0) + row.int(1)).unsigned_abs()))
    }

    /// Lays a part behind those that are here: how many bytes there are now, and all of them once the last has come. Whether
    /// they are what they should be is for the caller to see.
    pub fn lay_part(&mut self, part: &Part, longest: u64) -> Result<(u64, Option<Vec<u8>>), Problem> {
        let address = part.address.0;
        let mut here = self.here_of(&address)?;
        if part.from == 0 && here > 0 && !planted(Fault::BeginningsStay) {
            // Somebody begins anew: what lay here did not become what it should.
            self.forget_parts(&address)?;
            here = 0;
        }
        let end = part.from.saturating_add(part.bytes.len() as u64);
        if part.from != here || part.total > longest || end > part.total || end == part.from {
            return Ok((here, None));
        }
        self.db.execute(
            "insert into part (compartment, address, at, bytes) values ($1, $2, $3, $4)",
            &[self.here(), address.as_slice().into(), (part.from as i64).into(), part.bytes.clone().into()],
        )?;
        if end < part.total {
            return Ok((end, None));
        }
        let sql = "select bytes from part where compartment = $1 and address = $2 order by at";
        let rows = self.db.query(sql, &[self.here(), address.as_slice().into()])?;
        let whole: Vec<u8> = rows.iter().flat_map(|row| row.blob(0).to_vec()).collect();
        self.forget_parts(&address)?;
        Ok((end, Some(whole)))
    }

    fn forget_parts(&mut self, address: &[u8; 32]) -> Result<(), Problem> {
        let sql = "delete from part where compartment = $1 and address = $2";
        self.db.execute(sql, &[self.here(), address.as_slice().into()]).map(|_| ())
    }

    /// Takes in a part of an attachment that an entry names. Nobody can lay something else under an address: it is the hash
    /// of the bytes.
    pub fn take_attachment_part(&mut self, part: &Part) -> Result<u64, Problem> {
        let address = part.address.0;
        let sql = "select address from named where compartment = $1 and address = $2 limit 1";
        if self.db.one(sql, &[self.here(), address.as_slice().into()])?.is_none() {
            return self.here_of(&address);
        }
        let (here, whole) = self.lay_part(part, ATTACHMENT_MAX)?;
        let Some(whole) = whole else { return Ok(here) };
        if journal::attachment::address_of(&whole) != address {
            return Ok(0);
        }
        let sql = "insert into attachment (compartment, address, bytes) values ($1, $2, $3)
                   on conflict (compartment, address) do nothing";
        self.db.execute(sql, &[self.here(), address.as_slice().into(), whole.into()])?;
        Ok(here)
    }
}
