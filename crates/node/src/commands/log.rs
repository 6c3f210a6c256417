//! `relais log`: the read chain, for those who audit.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Args;
use domain::compartment::Role;
use serde_json::json;
use std::collections::BTreeMap;

/// Who opened which file, when, why.
#[derive(Debug, Args)]
pub struct Log {
    /// How many of the latest readings of each compartment
    #[arg(long, default_value_t = 50)]
    pub last: usize,
}

impl Log {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let audited = ctx.compartments(Role::audits)?;
        if audited.is_empty() {
            return Err(Complaint::new(4, "You audit no compartment.", "Ask its keeper."));
        }
        let mut table = Table::new(&["compartment", "#no", "at", "by", "file", "purpose"]);
        let mut values = Vec::new();
        for c in &audited {
            let names: BTreeMap<_, _> =
                c.members.iter().map(|(id, name, _, _)| (*id, name.as_str())).collect();
            for r in ctx.store.readings(ctx.actor, &c.id, None, self.last)? {
                let at = jiff::Timestamp::from_millisecond(r.at.unix_ms())
                    .map(|t| t.to_string())
                    .unwrap_or_default();
                let by = names.get(&r.by).copied().unwrap_or("somebody who has left").to_string();
                let file = r.file.to_string();
                values.push(json!({ "compartment": c.name, "no": r.seq, "at": at, "by": by, "file": file, "purpose": r.purpose }));
                table.row([c.name.clone(), r.seq.to_string(), at, by, file, r.purpose]);
            }
        }
        ctx.table(&table, &values, "Nobody has opened a file yet.")
    }
}
