//! `relais place`: camps, relay houses, homes, with who sleeps there.

use crate::complaint::Complaint;
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::{Args, Subcommand};
use domain::entry::Fact;
use domain::person::NEEDS;
use domain::place::{self, Beds, Kind};
use domain::refusal::text;
use serde_json::json;

/// Places.
#[derive(Debug, Subcommand)]
pub enum Place {
    /// Add one
    Add(Add),
    /// Those you see, with who sleeps there
    List {
        /// On this day instead of today
        #[arg(long, value_name = "DATE")]
        at: Option<String>,
        /// Only of this kind
        #[arg(long, value_parser = kind)]
        kind: Option<Kind>,
    },
    /// One place, its beds, and who is there
    Show {
        /// Name or id
        place: String,
        /// On this day instead of today
        #[arg(long, value_name = "DATE")]
        at: Option<String>,
    },
}

/// What is asked of a place.
#[derive(Debug, Args)]
pub struct Add {
    /// Name
    name: String,
    /// camp, barrack, premises, relay-house, home, foster-family, school, hospital, family or institution
    #[arg(long, value_parser = kind)]
    kind: Kind,
    /// Beds, as SEX:FROM-TO:COUNT with SEX f, m or any (any:6-14:24); may be given again
    #[arg(long, value_name = "BAND", value_parser = band)]
    beds: Vec<Beds>,
    /// A need it meets: kosher, rest-day, diet, step-free, quiet-room, interpreter, escort or daily-care; may be given again
    #[arg(long, value_name = "NEED", value_parser = need)]
    offers: Vec<String>,
    /// A language spoken there; may be given again
    #[arg(long, value_name = "LANGUAGE")]
    language: Vec<String>,
    /// Commune
    #[arg(long, default_value = "", hide_default_value = true)]
    commune: String,
    /// Département or region
    #[arg(long, default_value = "", hide_default_value = true)]
    region: String,
    /// Country
    #[arg(long, default_value = "", hide_default_value = true)]
    country: String,
    /// The place it lies within (a barrack in its camp)
    #[arg(long)]
    within: Option<String>,
}

/// A kind of place by its name.
pub fn kind(text: &str) -> Result<Kind, String> {
    Kind::parse(text)
        .ok_or_else(|| format!("there is no such kind; one of: {}", Kind::ALL.map(Kind::key).join(", ")))
}

fn band(text: &str) -> Result<Beds, String> {
    let wrong = || "write SEX:FROM-TO:COUNT, such as any:6-14:24".to_string();
    let mut parts = text.split(':');
    let (Some(sex), Some(ages), Some(count), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong());
    };
    let (from, to) = ages.split_once('-').ok_or_else(wrong)?;
    let (from_age, to_age) = (from.parse().map_err(|_| wrong())?, to.parse().map_err(|_| wrong())?);
    if !["f", "m", "any"].contains(&sex) || from_age > to_age {
        return Err(wrong());
    }
    Ok(Beds { sex: sex.into(), from_age, to_age, count: count.parse().map_err(|_| wrong())?, blocked: 0 })
}

fn need(text: &str) -> Result<String, String> {
    let known = NEEDS.contains(&text);
    known.then(|| text.to_string()).ok_or_else(|| format!("one of: {}", NEEDS.join(", ")))
}

impl Place {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Place::Add(add) => add.run(ctx),
            Place::List { at, kind } => list(ctx, at.as_deref(), *kind),
            Place::Show { place, at } => show(ctx, place, at.as_deref()),
        }
    }
}

impl Add {
    fn run(&self, ctx: &mut Context<'_>) -> Done {
        let name = text("name", &self.name)?;
        let within = self.within.as_deref().map(|p| ctx.place(p)).transpose()?;
        let compartment = ctx.writes_in(within.as_ref())?;
        if compartment.kind.restricted() {
            return Err(Complaint::usage(
                "This compartment holds no places.",
                "Name a house with --compartment.",
            ));
        }
        let mut facts = vec![Fact::Place(place::Fact::Named { kind: self.kind, name: name.clone() })];
        facts.extend(within.map(|w| Fact::Place(place::Fact::Within(w.file))));
        if [&self.commune, &self.region, &self.country].iter().any(|t| !t.is_empty()) {
            let (commune, region, country) =
                (self.commune.clone(), self.region.clone(), self.country.clone());
            facts.push(Fact::Place(place::Fact::Located { commune, region, country }));
        }
        for need in &self.offers {
            facts.push(Fact::Place(place::Fact::Offers { need: need.clone(), there: true }));
        }
        for language in &self.language {
            let language = text("languages", language)?;
            facts.push(Fact::Place(place::Fact::Speaks { language, spoken: true }));
        }
        let beds = self.beds.clone();
        let file = ctx.store.write(ctx.actor, &compartment.id, move |w| {
            let file = w.new_file();
            for beds in beds {
                facts.push(Fact::Place(place::Fact::Beds { key: w.new_key(), beds }));
            }
            w.append(&file, facts)?;
            Ok(file)
        })?;
        let value = json!({ "place": file, "name": name, "kind": self.kind, "compartment": compartment.id });
        ctx.done(format!("{name} ({}), in {}", self.kind.key(), compartment.name), &value)
    }
}

fn list(ctx: &mut Context<'_>, at: Option<&str>, kind: Option<Kind>) -> Done {
    let at = at.map(|a| day("at", a)).transpose()?;
    let places = ctx.store.places(ctx.actor, at)?;
    let mut table = Table::new(&["place", "kind", "lies in", "#people", "#beds"]);
    let mut values = Vec::new();
    for p in places.iter().filter(|p| kind.is_none_or(|k| k == p.kind)) {
        table.row([
            p.name.clone(),
            p.kind.key().into(),
            p.lies.clone(),
            p.present.to_string(),
            p.capacity.to_string(),
        ]);
        values.push(json!({ "place": p.file, "name": p.name, "kind": p.kind, "lies": p.lies, "present": p.present,
                            "capacity": p.capacity, "over": (p.present - p.capacity).max(0), "compartment": p.compartment }));
    }
    ctx.table(&table, &values, "You see no place yet. Add one: relais place add NAME --kind home")
}

fn show(ctx: &mut Context<'_>, asked: &str, at: Option<&str>) -> Done {
    let place = ctx.place(asked)?;
    let at = match at {
        Some(at) => day("at", at)?,
        None => ctx.today(&place.compartment)?,
    };
    let place = ctx.store.place(ctx.actor, &place.file, Some(at))?;
    let beds = ctx.store.beds(ctx.actor, &place.file)?;
    let (offers, languages) = ctx.store.offers_of(ctx.actor, &place.file)?;
    let residents = ctx.store.residents(ctx.actor, &place.file, at, at)?;
    let mut table = Table::new(&["code", "name", "born", "sex", "since", "room"]);
    let mut values = Vec::new();
    for r in &residents {
        table.row([
            r.code.clone(),
            r.name.clone(),
            r.birth.clone(),
            r.sex.to_string(),
            r.from.clone(),
            r.within.clone(),
        ]);
        values.push(json!({ "code": r.code, "name": r.name, "birth": r.birth, "sex": r.sex, "from": r.from, "within": r.within }));
    }
    let value = json!({ "place": place.file, "name": place.name, "kind": place.kind, "at": at, "present": place.present,
                        "capacity": place.capacity, "beds": beds, "offers": offers, "languages": languages, "people": values });
    if !ctx.json {
        let over = if place.capacity > 0 && place.present > place.capacity { " (over capacity)" } else { "" };
        ctx.line(format!(
            "{} ({}), {at}: {} people, {} beds{over}",
            place.name,
            place.kind.key(),
            place.present,
            place.capacity
        ))?;
        for (what, words) in [("offers", &offers), ("spoken there", &languages)] {
            if !words.is_empty() {
                ctx.line(format!("{what}: {}", words.join(", ")))?;
            }
        }
    }
    ctx.table(&table, &value, "Nobody sleeps there that day.")
}
