//! `relais person`: search before create, register, show a file with its history.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::{Args, Subcommand};
use domain::id::{FileId, Key};
use domain::note::notes;
use domain::person::{Name, Person as Known, Volet};
use domain::registration::{Arrival, Registration};
use domain::stay::stays;
use domain::tracing::Sought;
use domain::transfer::{Whereabouts, whereabouts};
use serde_json::{Value, json};
use store::person::KinLine;
use store::{Found, Seek, Volume};

/// People.
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Register somebody; similar people already known are shown first
    Add(Box<Add>),
    /// Show a file: code, name or file id. The reading is recorded
    Show {
        /// Code, file id, or a name that only one person bears
        who: String,
        /// Why you open it, for the log
        #[arg(long, default_value = "command line")]
        purpose: String,
    },
    /// Find people by any part of a name in any script and order, or by their code
    Search {
        /// Name or code
        #[arg(required = true)]
        text: Vec<String>,
        /// Birth, as a date, a year or EDTF
        #[arg(long)]
        birth: Option<String>,
        /// How many
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
}

/// What is asked when somebody arrives.
#[derive(Debug, Args)]
pub struct Add {
    /// Given names
    #[arg(long, default_value = "", hide_default_value = true)]
    given: String,
    /// Surname
    #[arg(long, default_value = "", hide_default_value = true)]
    surname: String,
    /// f, m or x
    #[arg(long, default_value = "", hide_default_value = true)]
    sex: String,
    /// Birth: 14.3.1931, March 1931, 1931, 1931~ or another EDTF date
    #[arg(long, default_value = "", hide_default_value = true)]
    birth: String,
    /// Place of birth
    #[arg(long, default_value = "", hide_default_value = true)]
    birth_place: String,
    /// Nationality
    #[arg(long, default_value = "", hide_default_value = true)]
    nationality: String,
    /// Languages, separated by commas
    #[arg(long, default_value = "", hide_default_value = true)]
    languages: String,
    /// Father's name
    #[arg(long, default_value = "", hide_default_value = true)]
    father: String,
    /// Mother's name
    #[arg(long, default_value = "", hide_default_value = true)]
    mother: String,
    /// Where they arrive: name or id of a place
    #[arg(long)]
    place: Option<String>,
    /// When they arrived; today where it is not said
    #[arg(long)]
    from: Option<String>,
    /// From where
    #[arg(long, default_value = "", hide_default_value = true)]
    came_from: String,
    /// Barrack or room
    #[arg(long, default_value = "", hide_default_value = true)]
    within: String,
    /// Code of a brother or sister they arrive with
    #[arg(long, value_name = "CODE")]
    sibling: Option<String>,
    /// Where this was learnt
    #[arg(long, default_value = "", hide_default_value = true)]
    source: String,
    /// Register although somebody much alike is known
    #[arg(long)]
    new: bool,
}

/// From here on somebody is so much alike that a person has to say "new".
const SAME: f64 = 0.93;

impl Person {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Person::Add(add) => add.run(ctx),
            Person::Show { who, purpose } => show(ctx, who, purpose),
            Person::Search { text, birth, limit } => {
                let birth = birth.as_deref().map(|b| domain::registration::date("birth", b)).transpose()?;
                let seek = Seek { text: text.join(" "), birth, sex: None, limit: *limit };
                let found = ctx.store.search(ctx.actor, &seek)?;
                print(ctx, &found)
            }
        }
    }
}

fn print(ctx: &mut Context<'_>, found: &[Found]) -> Done {
    let mut table = Table::new(&["code", "name", "born", "sex", "place", "#like"]);
    for f in found {
        let name = format!("{}, {}", f.surname, f.given);
        let name = name.trim_matches([',', ' ']).to_string();
        table.row([
            f.code.clone(),
            name,
            f.birth.clone(),
            f.sex.to_string(),
            f.place.clone(),
            format!("{:.2}", f.score),
        ]);
    }
    let values: Vec<_> = found
        .iter()
        .map(|f| {
            json!({ "code": f.code, "file": f.file, "compartment": f.compartment, "given": f.given, "surname": f.surname,
                    "birth": f.birth, "sex": f.sex, "place": f.place, "score": f.score, "reasons": f.reasons })
        })
        .collect();
    ctx.table(&table, &values, "Nobody like that is known to you.")
}

impl Add {
    fn run(&self, ctx: &mut Context<'_>) -> Done {
        let place = self.place.as_deref().map(|p| ctx.place(p)).transpose()?;
        let compartment = ctx.writes_in(place.as_ref())?;
        let today = ctx.today(&compartment.id)?;
        self.refuse_if_known(ctx)?;
        let family = self.sibling.as_deref().map(|code| family_of(ctx, code)).transpose()?;
        let arrival = place.map(|p| Arrival {
            place: p.file,
            kind: p.kind,
            name: p.name,
            within: self.within.clone(),
            from: self.from.clone().unwrap_or_else(|| today.to_string()),
            came_from: self.came_from.clone(),
            reason: String::new(),
        });
        let form = Registration {
            given: self.given.clone(),
            surname: self.surname.clone(),
            other_names: Vec::new(),
            sex: self.sex.clone(),
            birth: self.birth.clone(),
            birth_place: self.birth_place.clone(),
            nationality: self.nationality.clone(),
            languages: self.languages.clone(),
            father: self.father.clone(),
            mother: self.mother.clone(),
            number: Default::default(),
            family: family.as_ref().map(|f| f.group),
            source: self.source.clone(),
            arrival,
        };
        let (file, subject) = ctx.store.write(ctx.actor, &compartment.id, move |w| {
            let (stay, today) = (w.new_stay(), w.today());
            let facts = form.facts(|| w.new_key(), stay, today)?;
            let registered = w.register(None, Volet::Administrative, facts)?;
            if let Some(sibling) = family.filter(|f| f.fresh) {
                let fact = domain::kin::Fact::Group { group: sibling.group, within: true };
                w.append(&sibling.file, vec![domain::entry::Fact::Kin(fact)])?;
            }
            Ok(registered)
        })?;
        let code = domain::code::of(&subject);
        let value = json!({ "code": code, "file": file, "subject": subject, "compartment": compartment.id });
        ctx.done(format!("{code}  {} {}, in {}", self.given, self.surname, compartment.name), &value)
    }

    /// Search before create.
    fn refuse_if_known(&self, ctx: &mut Context<'_>) -> Done {
        if self.new {
            return Ok(());
        }
        let sought = Sought {
            given: self.given.clone(),
            surname: self.surname.clone(),
            birth: domain::registration::date("birth", &self.birth).ok(),
            sex: self.sex.clone(),
            ..Sought::default()
        };
        let found: Vec<Found> =
            ctx.store.like(ctx.actor, &sought, 5)?.into_iter().filter(|f| f.score >= SAME).collect();
        if found.is_empty() {
            return Ok(());
        }
        let known: Vec<String> = found
            .iter()
            .map(|f| format!("{} {} {} {}", f.code, f.given, f.surname, f.birth).trim().to_string())
            .collect();
        Err(Complaint::new(
            3,
            format!("Already known? {}.", known.join("; ")),
            "Look with `relais person show CODE`; if it is somebody else, add --new. Nothing was written.",
        ))
    }
}

/// The group of a brother or sister, and whether they are only put into it now.
struct Family {
    group: Key,
    file: FileId,
    fresh: bool,
}

fn family_of(ctx: &mut Context<'_>, code: &str) -> Result<Family, Complaint> {
    let file = find(ctx, code)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, "registering a sibling")?;
    if let Some(group) = domain::kin::group(&volume.file) {
        return Ok(Family { group, file, fresh: false });
    }
    let group = ctx.store.write(ctx.actor, &volume.compartment, |w| Ok(w.new_key()))?;
    Ok(Family { group, file, fresh: true })
}

/// Somebody found by code, file id or an unmistakable name.
pub struct Who {
    /// Their file.
    pub file: FileId,
}

/// Finds one person, or says who it may be.
pub fn find(ctx: &Context<'_>, who: &str) -> Result<Who, Complaint> {
    if let Some(file) = FileId::parse(who) {
        return Ok(Who { file });
    }
    let found =
        ctx.store.search(ctx.actor, &Seek { text: who.to_string(), limit: 5, ..Default::default() })?;
    let sure: Vec<&Found> = found.iter().filter(|f| f.score >= SAME).collect();
    match (sure.as_slice(), found.is_empty()) {
        ([one], _) => Ok(Who { file: one.file }),
        (_, true) => Err(Complaint::unknown("person", who, "Look with `relais person search NAME`.")),
        _ => {
            let known: Vec<String> =
                found.iter().map(|f| format!("{} {} {}", f.code, f.given, f.surname)).collect();
            Err(Complaint::usage(
                format!("“{who}” may be several people."),
                format!("Give the code: {}.", known.join("; ")),
            ))
        }
    }
}

fn show(ctx: &mut Context<'_>, who: &str, purpose: &str) -> Done {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, purpose)?;
    let person = Known::of(&volume.file);
    let today = ctx.today(&volume.compartment)?;
    let age = person.birth().and_then(|b| linkage::edtf::age_on(b, today)).map(|a| a.to_string());
    let kin = match person.subject {
        Some(subject) => ctx.store.kin_of(ctx.actor, &subject)?,
        None => Vec::new(),
    };
    let shown = Shown { volume, person, age: age.unwrap_or_default(), kin };
    if ctx.json {
        let volets: Vec<String> = match shown.person.subject {
            Some(subject) => ctx.store.volets(ctx.actor, &subject)?.into_iter().map(|v| v.2).collect(),
            None => Vec::new(),
        };
        return ctx.value(&shown.value(&volets));
    }
    let text = shown.text();
    Ok(ctx.out.write_all(text.as_bytes())?)
}

/// A file with what stands beside it.
struct Shown {
    volume: Volume,
    person: Known,
    age: String,
    kin: Vec<KinLine>,
}

impl Shown {
    fn names(&self) -> Vec<&Name> {
        self.person.names.iter().flat_map(|(_, n)| n.all()).map(|n| &n.value).collect()
    }

    /// Where the file lives, in a word and for people; for people only where it is not here.
    fn lives(&self) -> (&'static str, &'static str) {
        match whereabouts(&self.volume.file, &self.volume.compartment) {
            Whereabouts::Here => ("here", ""),
            Whereabouts::OnTheRoad { .. } => ("on-the-road", "on the road until it is accepted"),
            Whereabouts::Left => ("left", "lives elsewhere; this copy answers up to the day it left"),
        }
    }

    fn value(&self, volets: &[String]) -> Value {
        let (person, file) = (&self.person, &self.volume.file);
        let stay = |s: &domain::stay::Stay| {
            let (o, c) = (s.opening.latest(), s.closing.as_ref().map(|c| c.latest()));
            json!({ "place": o.name, "kind": o.kind, "within": o.within, "from": o.from, "came_from": o.came_from,
                    "until": c.map(|c| &c.until), "reason": c.map(|c| c.reason), "towards": c.map(|c| &c.towards) })
        };
        let kin =
            |k: &KinLine| json!({ "relation": k.relation, "name": k.name, "code": k.code, "life": k.life });
        let numbers =
            person.numbers.iter().map(|(register, number)| json!({ "register": register, "number": number }));
        json!({
            "code": person.code(), "file": self.volume.id, "compartment": self.volume.compartment, "names": self.names(),
            "birth": person.birth(), "age": self.age, "sex": person.sex.as_ref().map(|s| s.latest()),
            "nationalities": person.nationalities, "languages": person.languages, "needs": person.needs,
            "numbers": numbers.collect::<Vec<_>>(), "stays": stays(file).iter().map(stay).collect::<Vec<_>>(),
            "kin": self.kin.iter().map(kin).collect::<Vec<_>>(), "volets": volets,
            "notes": notes(file).into_iter().map(|(_, n)| n.latest().clone()).collect::<Vec<_>>(),
            "disputed": file.disputed().collect::<Vec<_>>(), "entries": file.told.len(), "lives": self.lives().0,
        })
    }

    fn text(&self) -> String {
        let (person, file) = (&self.person, &self.volume.file);
        let mut table = Table::new(&["code", &person.code().unwrap_or_default()]);
        let mut say = |what: &str, value: String| {
            if !value.is_empty() {
                table.row([what.to_string(), value]);
            }
        };
        self.names().iter().for_each(|n| say("name", format!("{} ({})", n.sorted(), n.kind.key())));
        let births = person.born.iter().flat_map(|b| b.all()).map(|a| a.value.to_string());
        say("born", births.collect::<Vec<_>>().join(" or "));
        say("age", self.age.clone());
        say("sex", person.sex.as_ref().map(|s| s.latest().letter().to_string()).unwrap_or_default());
        say("nationality", person.nationalities.join(", "));
        say("languages", person.languages.join(", "));
        say("needs", person.needs.join(", "));
        person.numbers.iter().for_each(|(register, number)| say("number", format!("{number} ({register})")));
        self.kin
            .iter()
            .for_each(|k| say(k.relation.key(), format!("{} {}", k.name, k.code).trim().to_string()));
        for stay in stays(file) {
            let o = stay.opening.latest();
            let left = stay.closing.as_ref().map(|c| c.latest());
            let left = left.map_or_else(String::new, |c| format!(" to {} ({})", c.until, c.reason.key()));
            say("stay", format!("{}, {}{left}", o.name, o.from));
        }
        notes(file).into_iter().for_each(|(_, note)| say("note", note.latest().text.clone()));
        say("file", self.lives().1.to_string());
        say("disputed", file.disputed().collect::<Vec<_>>().join(", "));
        table.text()
    }
}
