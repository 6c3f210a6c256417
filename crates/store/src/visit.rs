//! Today's list: who is in the house, by code and given name and nothing else, for visitors as for those who read.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::Role;
use domain::id::CompartmentId;

/// Most people of one list: a visitor comes to a house, not to a town.
const PEOPLE_MAX: i64 = 500;

/// Somebody present today.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Present {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The place they are at.
    pub place: String,
    /// Given names.
    pub given: String,
    /// Code.
    pub code: String,
}

impl Store {
    /// Who is present today in the compartments that the actor visits or reads, by place and given name.
    pub fn present_today(&self, actor: &Actor) -> Result<Vec<Present>, Problem> {
        let may = |role: Role| role.reads() || role == Role::Visitor;
        let found = self.read_each(actor, may, |r| {
            let (here, today) = (r.compartment(), r.today());
            let rows = r.query(
                "select distinct s.name, p.given, p.code from stay s
                 join person p on p.compartment = s.compartment and p.file = s.file
                 where s.compartment = $1 and s.live = 1 and s.from_day <= $2
                 and (s.until_day is null or s.until_day > $2) and (s.absent_from is null or s.absent_from > $2)
                 order by s.name, p.given, p.code limit $3",
                &[r.here(), today.into(), PEOPLE_MAX.into()],
            )?;
            let line = |row: &crate::database::Row| Present {
                compartment: here,
                place: row.text(0).to_string(),
                given: row.text(1).to_string(),
                code: row.text(2).to_string(),
            };
            Ok(rows.iter().map(line).collect::<Vec<_>>())
        })?;
        let mut all: Vec<Present> = found.into_iter().flatten().collect();
        all.sort_by(|a, b| (&a.place, &a.given, &a.code).cmp(&(&b.place, &b.given, &b.code)));
        Ok(all)
    }
}
