//! Other nodes: my card, compartments that wait for me, the nodes that are known, alarms about them, how far each chain is
//! here, and entries that are kept and do not count. A person joins, a keeper lets count; nothing here decides by itself.

mod held;

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::alarm;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::http::header;
use axum::response::IntoResponse as _;
use axum::routing::get;
use domain::compartment::Role;
use domain::id::{CompartmentId, EntryId, NodeId};
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::{Coverage, Invitation, PeerInfo};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET, POST", "/nodes", Gate::Member, get(show).post(take)),
        route("GET", "/card", Gate::Member, get(card)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

/// The viewer's card, for whoever is to grant them a place elsewhere.
async fn card(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let text = v.store().card(v.actor()?)?.text();
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"relais-card.json\""),
            ];
            Ok((headers, text).into_response())
        })
        .await
}

async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, taken, page).await
}

fn taken(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    let compartment = || CompartmentId::parse(typed.get("compartment")).ok_or_else(Complaint::unknown);
    match typed.get("act") {
        "join" => store.join(actor, &compartment()?)?,
        "admit" => {
            let entry = EntryId::parse(typed.get("entry")).ok_or_else(Complaint::unknown)?;
            let here = compartment()?;
            asked::must(v, &here, |role| role == Role::Keeper)?;
            store.admit_held(actor, &here, &entry)?;
        }
        "looked" => store.see_alarm(actor, &alarm::key(typed).ok_or_else(Complaint::unknown)?)?,
        "address" => {
            let node = NodeId::parse(typed.get("node")).ok_or_else(Complaint::unknown)?;
            let url = typed.get("url").trim();
            if !(url.is_empty() || url.starts_with("http://") && url.len() <= 200) {
                return Err(refuse("url", url, Why::Unreadable).into());
            }
            store.set_peer(actor, &node, url, typed.get("relays") == "yes")?;
        }
        other => return Err(refuse("act", other, Why::Unknown).into()),
    }
    Ok("/nodes?done=1".into())
}

/// Whether the viewer keeps some compartment.
fn keeps(v: &Viewer) -> bool {
    v.compartments.iter().any(|c| c.role == Role::Keeper)
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("peer-title");
    let (store, actor) = (v.store(), v.actor()?);
    let (peers, waiting) = (store.peers(actor)?, store.invitations(actor)?);
    let words = store.card(actor)?.words();
    let form = Form { viewer: v, typed, refusal };
    let audits = v.compartments.iter().any(|c| c.role.audits());
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("peer-what")) } }
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        (form.errors())
        (list::part("card", &v.t("peer-card"), html! {
            p { (v.t("peer-card-what")) }
            p.words lang="und" { strong { (words) } }
            div.toolbar { a.button.quiet href="/card" download="relais-card.json" { (v.t("peer-card-take")) } }
        }))
        @if !waiting.is_empty() { (list::wide_part("waiting", &v.t("peer-waiting"), invitations(v, &waiting))) }
        (list::wide_part("known", &v.t("peer-known"), known(v, &peers, typed)))
        @if v.compartments.iter().any(|c| c.role.directs()) {
            div.toolbar.no-print { a.button.quiet href="/exposure" { (v.t("exposure-title")) } a.button.quiet href="/referrals" { (v.t("referral-title")) } }
        }
        @if audits {
            (list::wide_part("alarms", &v.t("alarm-title"), alarm::part(v)?))
            (list::wide_part("coverage", &v.t("peer-coverage"), coverage(v)?))
            (list::wide_part("held", &v.t("peer-held"), held::part(v)?))
        }
    };
    Ok(frame::page(v, &title, body))
}

fn invitations(v: &Viewer, waiting: &[Invitation]) -> Markup {
    html! {
        p { (v.t("peer-waiting-what")) }
        @for (i, one) in waiting.iter().enumerate() {
            article.card aria-labelledby=(format!("invitation-{i}")) {
                h3 id=(format!("invitation-{i}")) { bdi { (one.name) } }
                dl.facts {
                    dt { (v.t("peer-founder")) } dd { bdi { (one.founder) } }
                    dt { (v.t("peer-words")) } dd lang="und" { (one.words) }
                }
                form method="post" action="/nodes" {
                    input type="hidden" name="act" value="join";
                    input type="hidden" name="compartment" value=(one.compartment);
                    button.button type="submit" { (v.t("peer-join")) span.visually-hidden { (asked::colon(v)) (one.name) } }
                }
            }
        }
    }
}

fn known(v: &Viewer, peers: &[PeerInfo], typed: &Typed) -> Markup {
    let row = |p: &PeerInfo| {
        let node: String = p.node.to_string().chars().take(12).collect();
        vec![
            html! { bdi { (p.name) } },
            html! { code { (node) } },
            html! { @if p.url.is_empty() { span.certainty { (v.t("peer-no-address")) } } @else { bdi { (p.url) } } },
            html! { (v.t(if p.relays { "peer-carries" } else { "peer-carries-not" })) },
        ]
    };
    let rows: Vec<Vec<Markup>> = peers.iter().map(row).collect();
    html! {
        @if peers.is_empty() { p.empty { (v.t("peer-none")) } } @else {
            (list::table(v, "", &["peer-whose", "peer-node", "peer-address", "peer-carrying"], &rows))
        }
        @if keeps(v) { @for (i, peer) in peers.iter().enumerate() { (address(v, i, peer, typed)) } }
    }
}

/// Where a node is reached, and whether it carries for this one: for keepers.
fn address(v: &Viewer, i: usize, peer: &PeerInfo, typed: &Typed) -> Markup {
    let mine = typed.get("node") == peer.node.to_string();
    let url = if mine { typed.get("url") } else { &peer.url };
    let id = format!("url-{i}");
    html! {
        details.no-print open[mine] {
            summary { (v.t_with("peer-change", &[("name", &peer.name)])) }
            form.stack method="post" action="/nodes" {
                input type="hidden" name="act" value="address";
                input type="hidden" name="node" value=(peer.node);
                div.field.wide {
                    label for=(id) { (v.t("peer-address")) }
                    input id=(id) name="url" type="text" dir="ltr" value=(url) autocomplete="off" aria-describedby=(format!("{id}-hint"));
                    p.hint id=(format!("{id}-hint")) { (v.t("peer-address-hint")) }
                }
                label.tick { input type="checkbox" name="relays" value="yes" checked[peer.relays]; " " (v.t("peer-carries-what")) }
                div.toolbar { button.button type="submit" { (v.t("do-record")) } }
            }
        }
    }
}

/// How far each chain is here, and what is missing by anybody's word.
fn coverage(v: &Viewer) -> Result<Markup, Complaint> {
    let audited = |c: &Coverage| v.compartment(&c.compartment).is_some_and(|c| c.role.audits());
    let all: Vec<Coverage> = v.store().coverage(v.actor()?)?;
    let own = v.store().card(v.actor()?)?.node.node();
    let (mut open, sealed): (Vec<&Coverage>, Vec<&Coverage>) = all.iter().partition(|c| c.open);
    open.sort_by(|a, b| a.name.cmp(&b.name));
    let mut rows = Vec::new();
    for c in open.into_iter().filter(|c| audited(c)) {
        for chain in &c.chains {
            let node: String = chain.node.to_string().chars().take(12).collect();
            let missing = chain.missing().map(|(from, to)| format!("{from}–{to}"));
            rows.push(vec![
                html! { bdi { (c.name) } },
                html! {
                    @if chain.node == own { (v.t("peer-this")) }
                    @else if chain.whose.is_empty() { code { (node) } }
                    @else { bdi { (chain.whose) } }
                },
                html! { (chain.held) },
                html! { @match &missing { Some(range) => strong { (range) ", " bdi { (chain.by) } }, None => "–" } },
            ]);
        }
    }
    Ok(html! {
        p { (v.t("peer-coverage-what")) }
        (list::table(v, "", &["list-compartment", "peer-whose", "peer-here", "peer-missing"], &rows))
        @if !sealed.is_empty() { p { (v.t_with("peer-sealed", &[("n", &sealed.len().to_string())])) } }
    })
}
