//! The form of one tie, with the search for the other's file in it.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::gate::{Gate, Route, route};
use crate::pages::correction::{framed, hidden, key_of, open_to_write, query, words};
use crate::pages::people::likeness::line;
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use domain::entry::Fact;
use domain::id::{FileId, Key, SubjectId};
use domain::kin::{Fact as Kin, Life, Relation, Tie, group, ties};
use domain::refusal::{Refusal, Why, refuse, text};
use maud::{Markup, html};
use store::{Found, Problem, Seek, Writing};

/// Most people proposed for a name.
const PROPOSED: usize = 8;

pub(super) fn routes() -> Vec<Route> {
    vec![route("GET, POST", "/people/{file}/kin", Gate::Writes, get(show).post(record))]
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = open_to_write(v, &file, "kin")?;
            let typed = begin(&o, query(v));
            let found = proposed(v, &o, &typed)?;
            shown(page(v, &o, &typed, &found, None))
        })
        .await
}

fn begin(o: &Opened, query: Typed) -> Typed {
    let key = Key::parse(query.get("key"));
    let known = ties(&o.volume.file).into_iter().find(|(k, _)| Some(*k) == key);
    let Some((_, said)) = known else {
        return if query.has("relation") {
            query
        } else {
            query.with("relation", "sibling").with("life", "unknown")
        };
    };
    let tie = said.latest();
    query
        .with("relation", tie.relation.key())
        .with("told_name", &tie.name)
        .with("life", tie.life.key())
        .with("source", &tie.source)
        .with("other", tie.other.map(|s| s.to_string()).unwrap_or_default())
}

async fn record(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let o = open_to_write(v, &file, "kin")?;
            let found = proposed(v, &o, &typed)?;
            let again = |refusal: Option<&Refusal>| {
                Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &o, &typed, &found, refusal)).into_response())
            };
            // A search typed and nobody chosen yet: propose, and let a person choose.
            if typed.has("seek") && !typed.has("choice") {
                let refusal = if found.is_empty() {
                    refuse("seek", typed.get("seek"), Why::Unknown)
                } else {
                    refuse("choice", "", Why::Missing)
                };
                return again(Some(&refusal));
            }
            match write(v, &o, &typed, &found) {
                Ok(()) => onward(&o.address("?done=1#kin")),
                Err(complaint) => again(Some(&complaint.into_refusal()?)),
            }
        })
        .await
}

/// People like what was typed, without the person themselves.
fn proposed(v: &Viewer, o: &Opened, typed: &Typed) -> Result<Vec<Found>, Complaint> {
    if !typed.has("seek") {
        return Ok(Vec::new());
    }
    let seek = Seek { text: typed.get("seek").to_string(), limit: PROPOSED, ..Seek::default() };
    let mut found = v.store().search(v.actor()?, &seek)?;
    found.retain(|f| f.subject != o.subject);
    Ok(found)
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, found: &[Found], refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let relations = worded(v, "relation", Relation::ALL.map(Relation::key));
    let lives = worded(v, "life", Life::ALL.map(Life::key));
    let known = o.kin.iter().find(|k| k.other.is_some_and(|s| s.to_string() == typed.get("other")));
    let fields = html! {
        (hidden(&form, "key"))
        div.fields {
            (form.choose("relation", "medium", None, &relations))
            (form.choose("life", "medium", None, &lives))
        }
        @if let Some(known) = known {
            (hidden(&form, "other"))
            p { (v.t("person-kin-file")) " " (super::super::person::kin_link(known)) }
        } @else {
            fieldset.fieldset {
                legend { (v.t("person-kin-find")) }
                div.fields { (form.line("seek", "medium")) (form.line("told_name", "medium")) }
                @if !found.is_empty() {
                    fieldset.choice.column #choice {
                        legend { (v.t("person-kin-which")) }
                        div.options {
                            @for one in found { (candidate(v, typed, one)) }
                            label { input type="radio" name="choice" value="none"; " " (v.t("person-kin-none-of-them")) }
                        }
                        @if let Some(refusal) = refusal.filter(|r| r.field == "choice") {
                            p.error { (crate::edge::refused(v, refusal)) }
                        }
                    }
                }
            }
        }
        div.fields { (form.line("source", "wide")) }
    };
    framed(v, o, "kin", &form, None, fields)
}

fn candidate(v: &Viewer, typed: &Typed, one: &Found) -> Markup {
    let file = one.file.to_string();
    html! {
        label {
            input type="radio" name="choice" value=(file) checked[typed.get("choice") == file];
            " " (line(v, one))
        }
    }
}

/// Writes the tie, and for brothers and sisters the group on both sides.
fn write(v: &Viewer, o: &Opened, typed: &Typed, found: &[Found]) -> Result<(), Complaint> {
    let relation =
        Relation::parse(typed.get("relation")).ok_or_else(|| refuse("relation", "", Why::Missing))?;
    let chosen = found.iter().find(|f| f.file.to_string() == typed.get("choice"));
    let other = chosen.map(|f| f.subject).or_else(|| SubjectId::parse(typed.get("other")));
    let name = match chosen {
        Some(f) => format!("{} {}", f.given, f.surname).trim().to_string(),
        None if other.is_some() => words("told_name", typed)?,
        None => text(
            "told_name",
            if typed.has("told_name") { typed.get("told_name") } else { typed.get("seek") },
        )?,
    };
    let life = Life::parse(typed.get("life")).unwrap_or(Life::Unknown);
    let tie = Tie { relation, other, name, life, source: words("source", typed)? };
    // The other's file is touched only where it lives in the same compartment; elsewhere the tie is read both ways.
    let sibling = chosen.filter(|f| relation.sibling() && f.compartment == o.compartment()).map(|f| f.file);
    let (id, heads, typed) = (o.id(), typed.heads(), typed.clone());
    v.store().write(v.actor()?, &o.compartment(), move |w| {
        let key = key_of(&typed, w);
        let mut facts = vec![Fact::Kin(Kin::Tie { key, tie })];
        if let Some(sibling) = sibling {
            facts.extend(together(w, &id, &sibling)?);
        }
        w.append_after(&id, heads, facts).map(drop)
    })?;
    Ok(())
}

/// The group that `file` joins with `sibling`; the sibling's own file is told, unless it is on the road.
fn together(w: &mut Writing<'_>, file: &FileId, sibling: &FileId) -> Result<Option<Fact>, Problem> {
    let (mine, theirs) = (group(&w.file(file)?), group(&w.file(sibling)?));
    let shared = match mine.or(theirs) {
        Some(shared) => shared,
        None => w.new_key(),
    };
    let joins = Fact::Kin(Kin::Group { group: shared, within: true });
    if theirs != Some(shared) {
        match w.append(sibling, vec![joins.clone()]) {
            Ok(_) | Err(Problem::Refused(Refusal { why: Why::FileHasLeft, .. })) => {}
            Err(other) => return Err(other),
        }
    }
    Ok((mine != Some(shared)).then_some(joins))
}
