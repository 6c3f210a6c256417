//! `relais stay`: arriving closes the stay before; leaving says why and where to.

use super::person::find;
use crate::complaint::Complaint;
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::Subcommand;
use domain::registration::{Arrival, date};
use domain::stay::{self, Closing, EndReason};
use serde_json::json;

/// Stays.
#[derive(Debug, Subcommand)]
pub enum Stay {
    /// Somebody (or several) arrives at a place; the stay before ends that day
    Arrive {
        /// Codes, file ids or names
        #[arg(required = true)]
        who: Vec<String>,
        /// The place
        #[arg(long)]
        place: String,
        /// Since when; today where it is not said
        #[arg(long)]
        from: Option<String>,
        /// Barrack or room
        #[arg(long, default_value = "", hide_default_value = true)]
        within: String,
        /// From where
        #[arg(long, default_value = "", hide_default_value = true)]
        came_from: String,
    },
    /// Somebody leaves without arriving anywhere known
    Leave {
        /// Code, file id or name
        who: String,
        /// released, placed, with-family, adopted, emigrated, other-camp, hospital, own-will, missing, no-longer-followed, deported, died,
        /// unknown or other
        #[arg(long, value_parser = reason)]
        reason: EndReason,
        /// Until when; today where it is not said
        #[arg(long)]
        until: Option<String>,
        /// Where to
        #[arg(long, default_value = "", hide_default_value = true)]
        towards: String,
    },
    /// The numbered register of a place
    List {
        /// The place
        #[arg(long)]
        place: String,
        /// First day
        #[arg(long)]
        from: Option<String>,
        /// Last day
        #[arg(long)]
        to: Option<String>,
    },
}

fn reason(text: &str) -> Result<EndReason, String> {
    let all = || EndReason::ALL.map(EndReason::key).join(", ");
    EndReason::parse(text).ok_or_else(|| format!("there is no such reason; one of: {}", all()))
}

impl Stay {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Stay::Arrive { who, place, from, within, came_from } => {
                let place = ctx.place(place)?;
                let arrival = Arrival {
                    place: place.file,
                    kind: place.kind,
                    name: place.name.clone(),
                    within: within.clone(),
                    from: from.clone().unwrap_or_default(),
                    came_from: came_from.clone(),
                    reason: String::new(),
                };
                let codes = who.iter().map(|w| arrive(ctx, w, &arrival)).collect::<Result<Vec<_>, _>>()?;
                let value = json!({ "place": place.file, "arrived": codes });
                ctx.done(format!("{} arrived at {}.", codes.len(), place.name), &value)
            }
            Stay::Leave { who, reason, until, towards } => {
                leave(ctx, who, *reason, until.as_deref(), towards)
            }
            Stay::List { place, from, to } => list(ctx, place, from.as_deref(), to.as_deref()),
        }
    }
}

fn arrive(ctx: &mut Context<'_>, who: &str, arrival: &Arrival) -> Result<domain::id::FileId, Complaint> {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, "arrival")?;
    let from = match arrival.from.as_str() {
        "" => domain::Edtf::day(ctx.today(&volume.compartment)?),
        said => date("from", said)?,
    };
    let opening = arrival.opening(from);
    ctx.store.write(ctx.actor, &volume.compartment, move |w| {
        let (stay, today, folded) = (w.new_stay(), w.today(), w.file(&file)?);
        w.append(&file, stay::arrive(&folded, stay, opening, today)?)
    })?;
    Ok(file)
}

fn leave(ctx: &mut Context<'_>, who: &str, reason: EndReason, until: Option<&str>, towards: &str) -> Done {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, "departure")?;
    let until = match until {
        None => domain::Edtf::day(ctx.today(&volume.compartment)?),
        Some(said) => date("until", said)?,
    };
    let stays = stay::stays(&volume.file);
    let Some(open) = stay::current(&stays) else {
        return Err(Complaint::new(
            3,
            "stay: no stay goes on.",
            "Look at the file with `relais person show`.",
        ));
    };
    let (stay, name) = (open.id, open.opening.latest().name.clone());
    let closing = Closing { until: until.clone(), reason, towards: towards.to_string() };
    ctx.store.write(ctx.actor, &volume.compartment, move |w| {
        let (today, folded) = (w.today(), w.file(&file)?);
        w.append(&file, stay::leave(&folded, stay, closing, today)?)
    })?;
    let value = json!({ "file": file, "stay": stay, "until": until, "reason": reason });
    ctx.done(format!("Left {name} on {until}: {}.", reason.key()), &value)
}

fn list(ctx: &mut Context<'_>, place: &str, from: Option<&str>, to: Option<&str>) -> Done {
    let place = ctx.place(place)?;
    let today = ctx.today(&place.compartment)?;
    let to = to.map_or(Ok(today), |t| day("to", t))?;
    let from = from.map_or(Ok(jiff::civil::date(1900, 1, 1)), |f| day("from", f))?;
    let all = ctx.store.residents(ctx.actor, &place.file, from, to)?;
    let mut table = Table::new(&["#no", "code", "name", "born", "from", "until", "reason", "towards"]);
    let mut values = Vec::new();
    for (i, r) in all.iter().enumerate() {
        table.row([
            (i + 1).to_string(),
            r.code.clone(),
            r.name.clone(),
            r.birth.clone(),
            r.from.clone(),
            r.until.clone(),
            r.reason.clone(),
            r.towards.clone(),
        ]);
        values.push(json!({ "no": i + 1, "code": r.code, "file": r.file, "name": r.name, "birth": r.birth, "sex": r.sex,
                            "from": r.from, "until": r.until, "reason": r.reason, "towards": r.towards,
                            "came_from": r.came_from, "within": r.within }));
    }
    ctx.table(&table, &values, "Nobody stayed there then.")
}
