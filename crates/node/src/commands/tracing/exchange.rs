//! PFIF in and out. What comes in is a request like any other; what goes out is what an inquirer said of who is sought,
//! with their consent, and never who was found. Whoever was found and did not agree to be traced is left out of it.

use super::find;
use crate::commands::consent::{ASK, codes, left_out};
use crate::complaint::{self, Complaint};
use crate::context::{Context, Done};
use domain::Edtf;
use domain::consent::Exit;
use domain::tracing::{Inquirer, Request, Search, Sought};
use jiff::ToSpan as _;
use jiff::civil::Date;
use register::pfif::{Fields, MOST_BYTES, Person, pfif, write};
use serde_json::json;
use std::collections::HashSet;
use std::io::Read as _;
use std::path::Path;
use store::consent::Stays;

/// How a request goes out.
pub(super) struct Going<'a> {
    /// When and how the inquirer agreed.
    pub agreed: &'a str,
    /// Whether their address goes along.
    pub with_contact: bool,
    /// Days after which receivers must forget it.
    pub expires: u16,
}

pub(super) fn import(ctx: &mut Context<'_>, file: &Path, dry_run: bool) -> Done {
    let path = ctx.path(file);
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(&path);
    // One byte more than is read: a longer file is told so, and not taken into memory.
    opened
        .and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|e| complaint::file(&path, &e))?;
    let house = ctx.writes_in(None)?;
    let today = ctx.today(&house.id)?;
    let read = pfif(&bytes, today);
    for problem in &read.problems {
        let (sentence, remedy) = problem.why.words();
        let field = if problem.field.is_empty() { "file" } else { &problem.field };
        ctx.remark(format!("record {}: {field}, “{}”: {sentence}. {remedy}", problem.record, problem.value))?;
    }
    let mut known: HashSet<String> = ctx.store.requests(ctx.actor)?.into_iter().map(|l| l.record).collect();
    let (mut added, mut passed) = (0, 0);
    for person in &read.persons {
        let Some((inquirer, sought)) = asked(person, today) else { continue };
        if !known.insert(inquirer.record.clone()) {
            passed += 1;
            continue;
        }
        added += 1;
        if !dry_run {
            ctx.store.request_opened(ctx.actor, &house.id, inquirer, vec![sought])?;
        }
    }
    let value = json!({ "added": added, "known": passed, "expired": read.expired, "problems": read.problems, "dry_run": dry_run });
    let done = if dry_run { "would be added; nothing was written" } else { "added" };
    ctx.done(
        format!("{added} requests {done}, {passed} known already, {} expired and left out.", read.expired),
        &value,
    )
}

/// Fields of a person that have a place of their own in a request.
const PLACED: [&str; 10] = [
    "person_record_id",
    "author_name",
    "author_email",
    "author_phone",
    "source_name",
    "source_date",
    "full_name",
    "given_name",
    "family_name",
    "sex",
];

/// The request that a record makes; none where it has expired. What has no place of its own stands in its words.
fn asked(person: &Person, today: Date) -> Option<(Inquirer, Sought)> {
    let field = |name: &str| person.fields.get(name).cloned().unwrap_or_default();
    let (mut given, mut surname) = (field("given_name"), field("family_name"));
    if given.is_empty() && surname.is_empty() {
        let whole = field("full_name");
        (surname, given) = register::split_full_name(&whole).unwrap_or((whole, String::new()));
    }
    let name = [field("author_name"), field("source_name")].into_iter().find(|name| !name.is_empty());
    let contact = [field("author_email"), field("author_phone")];
    let birth = Edtf::parse(&field("date_of_birth")).ok();
    let last_seen = person.notes.iter().rev().find_map(|note| note.get("last_known_location")).cloned();
    let received =
        field("source_date").get(..10).and_then(|day| day.parse().ok()).unwrap_or(today).min(today);
    let inquirer = Inquirer {
        name: name.unwrap_or_else(|| field("person_record_id")),
        from: field("source_name"),
        contact: contact.iter().filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>().join(", "),
        received,
        words: words(person, birth.is_some()),
        record: field("person_record_id"),
    };
    let sought = Sought {
        given,
        surname,
        sex: match field("sex").as_str() {
            "female" => "f",
            "male" => "m",
            "other" => "x",
            _ => "",
        }
        .to_string(),
        birth,
        last_news: last_seen.unwrap_or_else(|| field("home_city")),
        ..Sought::default()
    };
    Some((inquirer.typed(today).ok()?, sought.typed().ok()?))
}

/// Everything that a record says and a request has no place for, line by line: nothing that came in is lost.
fn words(person: &Person, birth_is_read: bool) -> String {
    let placed = |name: &str| PLACED.contains(&name) || (birth_is_read && name == "date_of_birth");
    let said = |(name, value): (&&str, &String)| match *name {
        "description" | "text" => value.clone(),
        other => format!("{other}: {value}"),
    };
    let own = person.fields.iter().filter(|(name, _)| !placed(name)).map(said);
    let ids = ["note_record_id", "person_record_id"];
    let notes = person.notes.iter().flatten().filter(|(name, _)| !ids.contains(*name)).map(said);
    own.chain(notes).collect::<Vec<_>>().join("\n")
}

pub(super) fn export(ctx: &mut Context<'_>, asked: &str, file: &Path, going: &Going<'_>) -> Done {
    if going.agreed.trim().is_empty() {
        return Err(Complaint::new(
            3,
            "agreed: nothing goes out that the inquirer did not agree to.",
            "Write when and how they agreed: --agreed \"letter of 3 June 1945\".",
        ));
    }
    let line = find(ctx, asked)?;
    // The reading is in the log with its purpose: what left the house, and on whose word.
    let purpose = format!("relais tracing export: {}", going.agreed.trim());
    let volume = ctx.store.open_file(ctx.actor, &line.file, &purpose)?;
    let request = Request::of(&volume.file).ok_or_else(|| Complaint::unknown("request", asked, ""))?;
    let today = ctx.today(&line.compartment)?;
    let mut persons: Vec<Person> = Vec::with_capacity(request.searches.len());
    let (mut stay, mut unseen) = (Vec::new(), 0);
    for search in &request.searches {
        match found(ctx, search)? {
            Found::Goes => persons.push(person(&request, search, &line.file.to_string(), today, going)),
            Found::Stays(who) => stay.extend(who),
            Found::Unseen => unseen += 1,
        }
    }
    left_out(ctx, &stay)?;
    if unseen > 0 {
        ctx.remark(format!("{unseen} left out: they were found, and their file is not open to you."))?;
    }
    if persons.is_empty() && !request.searches.is_empty() {
        return Err(Complaint::new(3, "Nobody goes: consent is lacking.", ASK));
    }
    let path = ctx.path(file);
    std::fs::write(&path, write(&persons)).map_err(|e| complaint::file(&path, &e))?;
    ctx.done(
        format!(
            "{} persons sought, in {}. Receivers must forget them after {} days.",
            persons.len(),
            path.display(),
            going.expires
        ),
        &json!({ "persons": persons.len(), "file": path, "left_out": codes(&stay), "unseen": unseen }),
    )
}

/// What becomes of somebody who is sought.
enum Found {
    /// Nobody was found, or they agreed to be traced.
    Goes,
    /// They were found and did not.
    Stays(Vec<Stays>),
    /// They were found, and nobody here can look whether they agreed.
    Unseen,
}

fn found(ctx: &Context<'_>, search: &Search) -> Result<Found, Complaint> {
    let Some(subject) = search.confirmed() else { return Ok(Found::Goes) };
    let files = ctx.store.volets(ctx.actor, &subject)?;
    let Some((file, ..)) = files.iter().find(|(_, _, volet, live)| volet == "administrative" && *live) else {
        return Ok(Found::Unseen);
    };
    let leaving = ctx.store.leaving(ctx.actor, &[*file], Exit::TracingRecord, None)?;
    Ok(if leaving.go.is_empty() { Found::Stays(leaving.stay) } else { Found::Goes })
}

fn person(request: &Request, search: &Search, file: &str, today: Date, going: &Going<'_>) -> Person {
    let (inquirer, sought) = (request.inquirer.latest(), search.sought.latest());
    let stamp = |day: Date| format!("{day}T00:00:00Z");
    let expiry = today.checked_add(i64::from(going.expires).days()).unwrap_or(today);
    let id = if inquirer.record.is_empty() {
        format!("relais.invalid/{file}.{}", search.key)
    } else {
        inquirer.record.clone()
    };
    let sex = match sought.sex.as_str() {
        "f" => "female",
        "m" => "male",
        "x" => "other",
        _ => "",
    };
    // PFIF takes a year, a month or a day; anything vaguer stays here.
    let birth = sought
        .birth
        .as_ref()
        .map(ToString::to_string)
        .filter(|b| b.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    let parents = [("father", &sought.father), ("mother", &sought.mother), ("born in", &sought.birth_place)];
    let told: Vec<String> = parents
        .iter()
        .filter(|(_, name)| !name.is_empty())
        .map(|(what, name)| format!("{what}: {name}"))
        .collect();
    let all = [
        ("person_record_id", id.clone()),
        ("entry_date", stamp(today)),
        ("expiry_date", stamp(expiry)),
        ("author_name", inquirer.name.clone()),
        ("author_phone", if going.with_contact { inquirer.contact.clone() } else { String::new() }),
        ("source_date", stamp(inquirer.received)),
        ("full_name", format!("{} {}", sought.given, sought.surname).trim().to_string()),
        ("given_name", sought.given.clone()),
        ("family_name", sought.surname.clone()),
        ("description", told.join("; ")),
        ("sex", sex.to_string()),
        ("date_of_birth", birth.unwrap_or_default()),
    ];
    let note = [
        ("note_record_id", format!("{id}.note")),
        ("person_record_id", id),
        ("entry_date", stamp(today)),
        ("author_name", inquirer.name.clone()),
        ("source_date", stamp(inquirer.received)),
        ("status", "information_sought".to_string()),
        ("last_known_location", sought.last_news.clone()),
        ("text", if sought.last_news.is_empty() { "-".to_string() } else { sought.last_news.clone() }),
    ];
    let kept = |(_, value): &(&str, String)| !value.is_empty();
    let fields: Fields = all.into_iter().filter(kept).collect();
    Person { fields, notes: vec![note.into_iter().filter(kept).collect()] }
}
