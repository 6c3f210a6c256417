//! Alarms about other nodes, for those who audit: an older state, entries that were named and have not come, chains that go
//! two ways. On today until somebody looked, on the page of nodes for ever.

use crate::edge::Complaint;
use crate::form::Typed;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::entry::Stamp;
use domain::id::{CompartmentId, NodeId};
use maud::{Markup, html};
use store::{Alarm, AlarmKey, Alarming};

/// Most of those that somebody looked at that are shown, the newest first.
const SEEN: usize = 50;

/// Which alarm a form means.
pub(super) fn key(typed: &Typed) -> Option<AlarmKey> {
    Some(AlarmKey {
        compartment: CompartmentId::parse(typed.get("compartment"))?,
        what: Alarming::from_key(typed.get("what"))?,
        node: NodeId::parse(typed.get("node"))?,
        peer: NodeId::parse(typed.get("peer"))?,
        since: typed.get("since").parse().ok()?,
    })
}

/// Those that nobody has looked at yet.
pub(super) fn unseen(v: &Viewer) -> Result<Vec<Alarm>, Complaint> {
    Ok(v.store().alarms(v.actor()?)?.into_iter().filter(|a| a.seen.is_none()).collect())
}

/// The table of today, without buttons: they stand where there is all that one has to know.
pub(super) fn short(v: &Viewer, alarms: &[Alarm]) -> Result<Markup, Complaint> {
    let own = v.store().card(v.actor()?)?.node.node();
    let rows: Vec<Vec<Markup>> =
        alarms.iter().map(|a| vec![house(a), chain(v, a, &own), what(v, a, &own), since(v, a)]).collect();
    Ok(html! {
        (list::table(v, "", &["list-compartment", "alarm-chain", "alarm-what", "list-since"], &rows))
        div.toolbar { a.button href="/nodes#alarms" { (v.t("alarm-to")) } }
    })
}

/// Everything, on the page of nodes: what to do, and the button of whoever looked.
pub(super) fn part(v: &Viewer) -> Result<Markup, Complaint> {
    let own = v.store().card(v.actor()?)?.node.node();
    let (seen, open): (Vec<Alarm>, Vec<Alarm>) =
        v.store().alarms(v.actor()?)?.into_iter().partition(|a| a.seen.is_some());
    let row = |a: &Alarm| {
        let advice = html! { (v.t(&format!("alarm-{}-do", a.key.what.key()))) (look(v, a, &own)) };
        vec![house(a), chain(v, a, &own), what(v, a, &own), since(v, a), advice]
    };
    let rows: Vec<Vec<Markup>> = open.iter().map(row).collect();
    let past: Vec<Vec<Markup>> = seen
        .iter()
        .take(SEEN)
        .map(|a| vec![house(a), chain(v, a, &own), what(v, a, &own), since(v, a), looked(v, a)])
        .collect();
    let heads = ["list-compartment", "alarm-chain", "alarm-what", "list-since", "peer-do"];
    let heads_past = ["list-compartment", "alarm-chain", "alarm-what", "list-since", "alarm-seen"];
    Ok(html! {
        p { (v.t("alarm-about")) }
        @if rows.is_empty() { p.empty { (v.t("alarm-none")) } } @else { (list::table(v, "", &heads, &rows)) }
        @if !past.is_empty() {
            details {
                summary { (v.t_with("alarm-past", &[("count", &seen.len().to_string())])) }
                (list::table(v, "", &heads_past, &past))
            }
        }
    })
}

fn house(a: &Alarm) -> Markup {
    html! { bdi { (a.house) } }
}

/// A node as people here call it.
fn called(v: &Viewer, node: &NodeId, name: &str, own: &NodeId) -> String {
    if node == own {
        return v.t("peer-this");
    }
    if name.is_empty() { node.to_string().chars().take(12).collect() } else { name.to_string() }
}

fn chain(v: &Viewer, a: &Alarm, own: &NodeId) -> Markup {
    html! { bdi { (called(v, &a.key.node, &a.whose, own)) } }
}

/// What was said, and by whom.
fn what(v: &Viewer, a: &Alarm, own: &NodeId) -> Markup {
    let by = called(v, &a.key.peer, &a.by, own);
    let (was, now) = (a.was.to_string(), a.now.to_string());
    let sentence = match a.key.what {
        Alarming::Older => v.t_with("alarm-older", &[("by", &by), ("was", &was), ("now", &now)]),
        Alarming::Missing => {
            let first = (a.now + 1).to_string();
            v.t_with("alarm-missing", &[("by", &by), ("first", &first), ("last", &was)])
        }
        Alarming::Fork => v.t_with("alarm-fork", &[("first", &was)]),
    };
    html! { (sentence) @if a.caught_up { " " (v.t("alarm-caught-up")) } }
}

fn moment(v: &Viewer, ms: i64) -> String {
    v.words.moment(Stamp::at_unix_ms(ms))
}

fn since(v: &Viewer, a: &Alarm) -> Markup {
    html! { @if a.key.since == 0 { "–" } @else { (moment(v, a.key.since)) } }
}

fn looked(v: &Viewer, a: &Alarm) -> Markup {
    html! { @if let Some((who, at)) = &a.seen { (moment(v, *at)) ", " bdi { (v.member_name(who)) } } }
}

fn look(v: &Viewer, a: &Alarm, own: &NodeId) -> Markup {
    let key = &a.key;
    html! {
        form.no-print method="post" action="/nodes" {
            input type="hidden" name="act" value="looked";
            input type="hidden" name="compartment" value=(key.compartment);
            input type="hidden" name="what" value=(key.what.key());
            input type="hidden" name="node" value=(key.node);
            input type="hidden" name="peer" value=(key.peer);
            input type="hidden" name="since" value=(key.since);
            button.button.small type="submit" {
                (v.t("alarm-look"))
                span.visually-hidden { (asked::colon(v)) (a.house) ", " (called(v, &key.node, &a.whose, own)) }
            }
        }
    }
}
