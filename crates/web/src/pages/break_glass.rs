//! Break-glass: keepers arm it, two open, keepers and auditors see what was opened until a keeper has looked at it.

mod arming;

use crate::edge::{Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::routing::get;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId};
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::Problem;
use store::break_glass::{GlassDoor, GlassOpening};

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET, POST", "/break-glass", Gate::Member, get(show).post(take))]
}

async fn show(viewer: Viewer) -> crate::edge::Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

async fn take(viewer: Viewer, body: String) -> crate::edge::Answer {
    asked::taken(viewer, body, taken, page).await
}

fn taken(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    let house = || CompartmentId::parse(typed.get("in")).ok_or_else(Complaint::unknown);
    match typed.get("act") {
        "arm" => store.arm_glass(actor, &house()?, &arming::chosen(typed))?,
        "disarm" => store.disarm_glass(actor, &house()?)?,
        "look" => {
            let file = FileId::parse(typed.get("opening")).ok_or_else(Complaint::unknown)?;
            store.glass_looked_at(actor, &house()?, &file, typed.get("glass_words"))?;
        }
        _ => return opened(v, typed),
    }
    Ok("/break-glass?done=1".to_string())
}

/// Two open; the way leads to the people of the house.
fn opened(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let chosen = CompartmentId::parse(typed.get("glass_house"));
    let house = chosen.ok_or_else(|| refuse("glass_house", typed.get("glass_house"), Why::Missing))?;
    let second = (typed.get("glass_with"), typed.get("glass_passphrase"));
    let code = Some(typed.get("second_factor"));
    match v.store().break_glass(v.actor()?, second, code, &house, typed.get("glass_why")) {
        Ok(_) => Ok("/people".to_string()),
        Err(Problem::WrongPassphrase) => {
            // As at the sign-in: guesses come ever more slowly.
            std::thread::sleep(v.app.sessions.wrong());
            Err(refuse("glass_passphrase", "", Why::Unknown).into())
        }
        Err(problem) => Err(problem.into()),
    }
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("break-glass-title");
    let doors = v.store().glass_doors(v.actor()?)?;
    let audits = v.may(Role::audits);
    let opens = !typed.has("act") || typed.get("act") == "open";
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { (v.t("break-glass-what")) } }
        @if let (false, Some(_)) = (opens, refusal) { (Form { viewer: v, typed, refusal }.errors()) }
        (list::part("break", &v.t("break-glass-break"), html! {
            @if doors.is_empty() { p.empty { (v.t("break-glass-none")) } }
            @else { (open_form(v, &doors, typed, refusal.filter(|_| opens))) }
        }))
        @if audits { (list::wide_part("openings", &v.t("break-glass-openings"), openings(v)?)) }
        @if v.compartments.iter().any(|c| c.role == Role::Keeper) {
            (list::wide_part("arming", &v.t("break-glass-arming"), arming::part(v)?))
        }
    };
    Ok(frame::page(v, &title, body))
}

fn open_form(v: &Viewer, doors: &[GlassDoor], typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let houses: Vec<(String, String)> =
        doors.iter().map(|d| (d.compartment.to_string(), d.house.clone())).collect();
    let mut people: Vec<(String, String)> =
        doors.iter().flat_map(|d| &d.with).map(|name| (name.clone(), name.clone())).collect();
    people.sort();
    people.dedup();
    // A passphrase is never sent back.
    let typed = typed.clone().with("glass_passphrase", "").with("second_factor", "");
    let form = Form { viewer: v, typed: &typed, refusal };
    html! {
        p { (v.t("break-glass-break-what")) }
        ul { @for door in doors {
            li { (v.t_with("break-glass-pairs", &[("compartment", &door.house), ("with", &door.with.join(", "))])) }
        } }
        (form.errors())
        form.stack method="post" action="/break-glass" {
            input type="hidden" name="act" value="open";
            div.fields {
                (form.choose("glass_house", "wide", None, &houses))
                (form.area("glass_why", 2))
                (form.choose("glass_with", "medium", None, &people))
                (form.input("glass_passphrase", "medium", "password", &[("autocomplete", "off"), ("required", "")]))
                @if refusal.is_some_and(|r| r.field == "second_factor") { (super::second_factor::code(&form)) }
            }
            div.toolbar { button.button type="submit" { (v.t("break-glass-do")) } }
        }
    }
}

/// Who, with whom, from when until when.
fn line(v: &Viewer, o: &GlassOpening) -> String {
    let opened = &o.said.opened;
    let (from, until) = (v.words.moment(opened.from), v.words.moment(opened.until));
    let values =
        [("by", opened.name.as_str()), ("with", &opened.with_name), ("from", &from), ("until", &until)];
    let line = v.t_with("break-glass-unseen-line", &values);
    if o.said.agreed { line } else { format!("{line}; {}", v.t("break-glass-not-agreed")) }
}

/// What nobody has looked at: on the first page and the audit page of those who audit, until a keeper has.
pub(super) fn unseen(v: &Viewer) -> Result<Markup, Complaint> {
    let all = v.store().glass_openings(v.actor()?)?;
    let unseen: Vec<&GlassOpening> = all.iter().filter(|o| o.looked.is_none()).collect();
    if unseen.is_empty() {
        return Ok(html! {});
    }
    let count = unseen.len().to_string();
    Ok(html! {
        section.volet aria-labelledby="glass" {
            header { h2 id="glass" { (v.t_with("break-glass-unseen", &[("count", &count)])) } }
            div.body {
                @for o in unseen {
                    div.notice.alarm {
                        p { strong { bdi { (o.house) } } (asked::colon(v)) (line(v, o)) }
                        p { span dir="auto" { (o.said.opened.why) } }
                    }
                }
                div.toolbar { a.button href="/break-glass#openings" { (v.t("break-glass-to")) } }
            }
        }
    })
}

fn openings(v: &Viewer) -> Result<Markup, Complaint> {
    let all = v.store().glass_openings(v.actor()?)?;
    if all.is_empty() {
        return Ok(html! { p.empty { (v.t("break-glass-openings-none")) } });
    }
    let own = v.actor()?.member;
    let row = |o: &GlassOpening| {
        let keeper = v.compartment(&o.compartment).is_some_and(|c| c.role == Role::Keeper);
        let took_part = o.said.by == own || o.said.opened.with == own;
        vec![
            html! { bdi { (o.house) } },
            html! { (line(v, o)) },
            html! { span dir="auto" { (o.said.opened.why) } },
            html! {
                @match &o.looked {
                    Some((who, on, words)) => { (v.words.day(*on)) ", " bdi { (v.member_name(who)) } (asked::colon(v)) span dir="auto" { (words) } },
                    None => { @if keeper && !took_part { (look(v, o)) } @else { (v.t("tracing-not-yet")) } },
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = ["list-compartment", "break-glass-who", "subject-why", "break-glass-looked"];
    Ok(list::table(v, "", &heads, &rows))
}

fn look(v: &Viewer, o: &GlassOpening) -> Markup {
    let words = format!("glass_words-{}", o.file);
    html! {
        form.stack method="post" action="/break-glass" {
            input type="hidden" name="act" value="look";
            input type="hidden" name="in" value=(o.compartment);
            input type="hidden" name="opening" value=(o.file);
            label for=(words) { (v.t("field-glass-words")) }
            input id=(words) name="glass_words" type="text" dir="auto" autocomplete="off" required;
            div.toolbar { button.button.small type="submit" { (v.t("break-glass-look")) } }
        }
    }
}
