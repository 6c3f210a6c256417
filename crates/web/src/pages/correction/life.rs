//! Forms about who answers for somebody, and about their death.

use super::{Sheet, hidden, key_of, past, words};
use crate::form::{Form, Typed};
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use domain::accompaniment::{Fact as Accompaniment, Part, assigned};
use domain::entry::Fact;
use domain::file::File;
use domain::id::{Key, MemberId};
use domain::person::{Death, Fact as Person};
use domain::refusal::{Refusal, Why, refuse, text};
use domain::stay::{Closing, EndReason, current, leave, stays};
use maud::{Markup, html};
use store::{Problem, Writing};

pub(super) static SHEETS: [Sheet; 4] = [
    Sheet {
        path: "/people/{file}/assignments",
        noun: "assignments",
        back: "#accompaniment",
        draft: false,
        begin: begin_assignment,
        fields: assignment_fields,
        facts: assignment,
    },
    Sheet {
        path: "/people/{file}/interpreters",
        noun: "interpreters",
        back: "#accompaniment",
        draft: false,
        begin: |_, _, query| query,
        fields: interpreter_fields,
        facts: interpreter,
    },
    Sheet {
        path: "/people/{file}/deaths",
        noun: "deaths",
        back: "#identity",
        draft: true,
        begin: begin_death,
        fields: death_fields,
        facts: death,
    },
    Sheet {
        path: "/people/{file}/tellings",
        noun: "tellings",
        back: "#identity",
        draft: false,
        begin: begin_telling,
        fields: telling_fields,
        facts: telling,
    },
];

fn part(code: &str) -> Part {
    if code == "deputy" { Part::Deputy } else { Part::Responsible }
}

fn begin_assignment(v: &Viewer, o: &Opened, query: Typed) -> Typed {
    let code = if query.get("part") == "deputy" { "deputy" } else { "responsible" };
    let (member, name) = assigned(&o.volume.file, part(code)).map(|s| s.latest().clone()).unwrap_or_default();
    let known = member.filter(|m| members(v, o).iter().any(|(id, _)| *id == m.to_string()));
    let name = if known.is_some() { String::new() } else { name };
    query
        .with("part", code)
        .with("worker", known.map(|m| m.to_string()).unwrap_or_default())
        .with("other_worker", name)
}

/// Members of the file's compartment who may answer for a file.
fn members(v: &Viewer, o: &Opened) -> Vec<(String, String)> {
    let Some(compartment) = v.compartment(&o.compartment()) else { return Vec::new() };
    let active = compartment.members.iter().filter(|(_, _, role, active)| *active && role.writes());
    active.map(|(id, name, ..)| (id.to_string(), name.clone())).collect()
}

fn assignment_fields(form: &Form<'_>, o: &Opened) -> Markup {
    let members = members(form.viewer, o);
    html! {
        (form.radios("part", "part", &["responsible", "deputy"]))
        div.fields {
            (form.choose("worker", "medium", Some("person-nobody"), &members))
            (form.line("other_worker", "medium"))
        }
    }
}

fn assignment(v: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let other = words("other_worker", typed)?;
    let member = MemberId::parse(typed.get("worker"));
    let known = v
        .compartment(&w.compartment())
        .and_then(|c| c.members.iter().find(|(id, ..)| Some(*id) == member).cloned());
    let (member, name) = match (other.is_empty(), known) {
        (false, _) => (None, other),
        (true, Some((id, name, ..))) => (Some(id), name),
        (true, None) if typed.has("worker") => return Err(refuse("worker", "", Why::Unknown).into()),
        // Nobody answers for them for now: said, not left blank.
        (true, None) => (None, String::new()),
    };
    Ok(vec![Fact::Accompaniment(Accompaniment::Assigned { part: part(typed.get("part")), member, name })])
}

fn interpreter_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! { div.fields { (form.line("name", "medium")) (form.line("languages", "medium")) } }
}

fn interpreter(_: &Viewer, typed: &Typed, _: &File, _: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let (name, languages) = (text("name", typed.get("name"))?, words("languages", typed)?);
    Ok(vec![Fact::Accompaniment(Accompaniment::Interpreter { name, languages })])
}

fn begin_death(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let Some(death) = o.person.died.as_ref().map(|s| s.latest().clone()) else { return query };
    query
        .with("died_on", death.on.to_string())
        .with("place", death.place)
        .with("cause", death.cause)
        .with("source", death.source)
        .with("burial", death.burial)
}

fn death_fields(form: &Form<'_>, o: &Opened) -> Markup {
    let open = current(&stays(&o.volume.file)).map(|s| s.opening.latest().name.clone());
    html! {
        @if let Some(place) = open { p.notice { (form.viewer.t_with("person-death-ends-stay", &[("place", &place)])) } }
        div.fields {
            (form.line("died_on", "medium"))
            (form.line("place", "medium"))
            (form.line("cause", "wide"))
            (form.line("source", "wide"))
            (form.line("burial", "wide"))
        }
    }
}

/// The death, and the end of the stay that still runs.
fn death(_: &Viewer, typed: &Typed, file: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let on = past("died_on", typed, w.today())?;
    let death = Death {
        on: on.clone(),
        place: words("place", typed)?,
        cause: words("cause", typed)?,
        source: text("source", typed.get("source"))?,
        burial: words("burial", typed)?,
    };
    let mut facts = vec![Fact::Person(Person::Died(death))];
    let stays = stays(file);
    if let Some(stay) = current(&stays) {
        let closing = Closing { until: on, reason: EndReason::Died, towards: String::new() };
        let left = leave(file, stay.id, closing, w.today());
        facts.extend(left.map_err(|refusal| Refusal { field: "died_on", ..refusal })?);
    }
    Ok(facts)
}

fn begin_telling(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let Some(key) = Key::parse(query.get("key")) else {
        return query.with("on", o.today.to_string());
    };
    let said = o.volume.file.said(&format!("person/told/{key}"), |fact| match fact {
        Fact::Person(Person::Told { whom, by, on, .. }) => Some((whom.clone(), by.clone(), on.to_string())),
        _ => None,
    });
    let Some((whom, by, on)) = said.map(|s| s.latest().clone()) else { return query };
    query.with("whom", whom).with("by", by).with("on", on)
}

fn telling_fields(form: &Form<'_>, _: &Opened) -> Markup {
    html! {
        (hidden(form, "key"))
        div.fields { (form.line("whom", "medium")) (form.line("by", "medium")) (form.line("on", "medium")) }
    }
}

fn telling(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let (whom, by) = (text("whom", typed.get("whom"))?, text("by", typed.get("by"))?);
    let on = past("on", typed, w.today())?;
    Ok(vec![Fact::Person(Person::Told { key: key_of(typed, w), whom, by, on })])
}
