//! Who belongs to the viewer's compartments, and in which role. A keeper takes in the card of somebody elsewhere once they have
//! heard its words, grants a role, removes a member, revokes a node. Notebooks and payment books have pages of their own.

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::routing::get;
use domain::compartment::Role;
use domain::id::{CompartmentId, MemberId, NodeId};
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::{Acquaintance, Card, CompartmentInfo, MemberInfo};

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET, POST", "/members", Gate::Member, get(show).post(take))]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, taken, page).await
}

fn taken(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    match typed.get("act") {
        "card" => card(v, typed)?,
        "grant" => grant(v, typed)?,
        "remove" => {
            let member = MemberId::parse(typed.get("member")).ok_or_else(Complaint::unknown)?;
            v.store().remove(v.actor()?, &sure(v, typed)?, &member)?;
        }
        "revoke" => {
            let node = NodeId::parse(typed.get("node")).ok_or_else(Complaint::unknown)?;
            v.store().revoke(v.actor()?, &sure(v, typed)?, &node)?;
        }
        other => return Err(refuse("act", other, Why::Unknown).into()),
    }
    Ok("/members?done=1".into())
}

/// Keeps a card whose words were heard from whom it is of.
fn card(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let card = Card::read(typed.get("card").trim().as_bytes());
    let card = card.map_err(|e| refuse("card", e, Why::Unreadable))?;
    if !card.answers_to(typed.get("heard")) {
        return Err(refuse("heard", typed.get("heard"), Why::NotTheWords).into());
    }
    let name = Some(typed.get("name").trim()).filter(|name| !name.is_empty());
    v.store().acquaint(v.actor()?, &card, name)?;
    Ok(())
}

fn grant(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let role = typed.get("role");
    let role = Role::parse(role).ok_or_else(|| refuse("role", role, Why::Missing))?;
    let compartment = kept(v, typed)?;
    let member = MemberId::parse(typed.get("member"));
    let member = member.and_then(|id| known(v).ok()?.into_iter().find(|(m, _)| m.member == id));
    let Some((member, _)) = member else { return Err(refuse("member", "", Why::Missing).into()) };
    v.store().grant(v.actor()?, &compartment, &member, role)?;
    Ok(())
}

/// The compartment a form is about, where the viewer keeps it and has said that they are sure.
fn sure(v: &Viewer, typed: &Typed) -> Result<CompartmentId, Complaint> {
    let compartment = kept(v, typed)?;
    if typed.get("sure") == "yes" { Ok(compartment) } else { Err(refuse("sure", "", Why::TellFirst).into()) }
}

fn kept(v: &Viewer, typed: &Typed) -> Result<CompartmentId, Complaint> {
    let compartment = CompartmentId::parse(typed.get("compartment")).ok_or_else(Complaint::unknown)?;
    asked::must(v, &compartment, |role| role == Role::Keeper)?;
    // Notebooks, books and snapshots let people in by rules of their own.
    let apart = v.compartment(&compartment).is_none_or(|c| c.kind.is_apart());
    if apart { Err(Complaint::unknown()) } else { Ok(compartment) }
}

/// Everybody who can be granted something: members of this node, and those whose card is kept, with the node they sit at.
fn known(v: &Viewer) -> Result<Vec<(MemberInfo, Option<NodeId>)>, Complaint> {
    let here = v.store().members()?.into_iter().map(|m| (m, None));
    let by_card = |a: Acquaintance| (MemberInfo { member: a.member, name: a.name }, Some(a.node));
    Ok(here.chain(v.store().acquaintances()?.into_iter().map(by_card)).collect())
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("member-title");
    let mine = v.compartments.iter().filter(|c| !c.kind.is_apart() && c.glass_until.is_none());
    let (mine, form): (Vec<&CompartmentInfo>, _) = (mine.collect(), Form { viewer: v, typed, refusal });
    let keeps: Vec<&CompartmentInfo> = mine.iter().copied().filter(|c| c.role == Role::Keeper).collect();
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("member-what")) } }
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        (form.errors())
        @if !keeps.is_empty() {
            div.toolbar.no-print {
                @for (to, words) in [("#grant", "member-grant"), ("#card-of", "member-card"), ("#revoke", "member-revoke")] {
                    a.button.quiet href=(to) { (v.t(words)) }
                }
            }
        }
        @for (i, c) in mine.iter().enumerate() { (belonging(v, i, c, typed)?) }
        @if !keeps.is_empty() {
            (list::part("grant", &v.t("member-grant"), granting(v, &form, &keeps)?))
            (list::part("card-of", &v.t("member-card"), html! {
                p { (v.t("member-card-what")) }
                form.stack method="post" action="/members" {
                    input type="hidden" name="act" value="card";
                    (form.area("card", 4))
                    (form.line("heard", "wide"))
                    (form.line("name", "medium"))
                    div.toolbar { button.button type="submit" { (v.t("member-card-do")) } }
                }
            }))
            (list::part("revoke", &v.t("member-revoke"), revoking(v, &form, &keeps)?))
        }
    };
    Ok(frame::page(v, &title, body))
}

/// The members of one compartment; for its keeper, each with the way out.
fn belonging(v: &Viewer, i: usize, c: &CompartmentInfo, typed: &Typed) -> Result<Markup, Complaint> {
    let mut active: Vec<&(MemberId, String, Role, bool)> = c.members.iter().filter(|m| m.3).collect();
    active.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let keeper = c.role == Role::Keeper;
    let by_card = v.store().acquaintances()?;
    let row = |(n, m): (usize, &&(MemberId, String, Role, bool))| {
        let elsewhere = by_card.iter().find(|a| a.member == m.0).map(|a| short(&a.node));
        let mut cells = vec![
            html! { bdi { (m.1) } @if Some(m.0) == v.actor().ok().map(|a| a.member) { " (" (v.t("member-you")) ")" } },
            html! { (v.t(&format!("role-{}", m.2.key()))) },
            html! { @match &elsewhere { Some(node) => code { (node) }, None => (v.t("member-here")) } },
        ];
        if keeper {
            cells.push(way_out(v, &format!("{i}-{n}"), c, m, typed));
        }
        cells
    };
    let rows: Vec<Vec<Markup>> = active.iter().enumerate().map(row).collect();
    let heads = ["member-name", "member-role", "member-node", "member-out"];
    let heads = &heads[..if keeper { 4 } else { 3 }];
    let kind = v.t(&format!("compartment-kind-{}", c.kind.key()));
    Ok(list::wide_part(
        &format!("of-{i}"),
        &c.name,
        html! {
            p { (kind) ". " (v.t_with("member-because", &[("role", &v.t(&format!("role-{}", c.role.key())))])) }
            (list::table(v, "", heads, &rows))
        },
    ))
}

/// What a removal means, and the removal.
fn way_out(
    v: &Viewer,
    place: &str,
    c: &CompartmentInfo,
    m: &(MemberId, String, Role, bool),
    typed: &Typed,
) -> Markup {
    let open = typed.get("act") == "remove"
        && typed.get("member") == m.0.to_string()
        && typed.get("compartment") == c.id.to_string();
    let id = if open { "sure".to_string() } else { format!("sure-{place}") };
    html! {
        details.no-print open[open] {
            summary { (v.t("member-remove")) span.visually-hidden { (asked::colon(v)) (m.1) } }
            form.stack method="post" action="/members" {
                input type="hidden" name="act" value="remove";
                input type="hidden" name="compartment" value=(c.id);
                input type="hidden" name="member" value=(m.0);
                p { (v.t("member-remove-what")) }
                label.tick { input id=(id) type="checkbox" name="sure" value="yes"; " " (v.t("member-sure")) }
                div.toolbar { button.button type="submit" { (v.t("member-remove-do")) } }
            }
        }
    }
}

fn granting(v: &Viewer, form: &Form<'_>, keeps: &[&CompartmentInfo]) -> Result<Markup, Complaint> {
    let people: Vec<(String, String)> = known(v)?
        .into_iter()
        .map(|(m, node)| {
            (m.member.to_string(), node.map_or(m.name.clone(), |n| format!("{} ({})", m.name, short(&n))))
        })
        .collect();
    let roles = worded(v, "role", Role::ALL.map(Role::key));
    Ok(html! {
        p { (v.t("member-grant-what")) }
        form.stack method="post" action="/members" {
            input type="hidden" name="act" value="grant";
            (whose(form, keeps))
            (form.choose("member", "medium", Some("member-choose"), &people))
            (form.choose("role", "medium", Some("member-choose"), &roles))
            div.toolbar { button.button type="submit" { (v.t("member-grant-do")) } }
        }
    })
}

fn revoking(v: &Viewer, form: &Form<'_>, keeps: &[&CompartmentInfo]) -> Result<Markup, Complaint> {
    let peers = v.store().peers(v.actor()?)?;
    let nodes: Vec<(String, String)> =
        peers.iter().map(|p| (p.node.to_string(), format!("{} ({})", p.name, short(&p.node)))).collect();
    let revokes = form.typed.get("act") == "revoke";
    Ok(html! {
        p { (v.t("member-revoke-what")) }
        @if nodes.is_empty() { p.empty { (v.t("peer-none")) } } @else {
            form.stack method="post" action="/members" {
                input type="hidden" name="act" value="revoke";
                div.field.medium {
                    label for="of-compartment" { (v.t("list-compartment")) }
                    select id="of-compartment" name="compartment" {
                        @for c in keeps { option value=(c.id) selected[form.typed.get("compartment") == c.id.to_string()] { (c.name) } }
                    }
                }
                (form.choose("node", "medium", Some("member-choose"), &nodes))
                label.tick { input id=[revokes.then_some("sure")] type="checkbox" name="sure" value="yes"; " " (v.t("member-sure")) }
                div.toolbar { button.button type="submit" { (v.t("member-revoke-do")) } }
            }
        }
    })
}

/// Which compartment, where there are several.
fn whose(form: &Form<'_>, keeps: &[&CompartmentInfo]) -> Markup {
    let options: Vec<(String, String)> = keeps.iter().map(|c| (c.id.to_string(), c.name.clone())).collect();
    match options.as_slice() {
        [(only, _)] => html! { input type="hidden" name="compartment" value=(only); },
        many => form.choose("compartment", "medium", None, many),
    }
}

/// The first signs of a node's id, as the other pages have it.
fn short(node: &NodeId) -> String {
    node.to_string().chars().take(12).collect()
}
