//! The auditor's parts of today: alarms about other nodes, what was proved and when, entries this version cannot read, the last readings.

use super::{Day, counted, list};
use crate::edge::Complaint;
use crate::pages::{alarm, audit};
use domain::compartment::Role;
use maud::{Markup, html};

/// Readings shown of each compartment.
const LAST: usize = 5;

pub(super) fn proofs(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let rows: Vec<Vec<Markup>> = v
        .compartments
        .iter()
        .filter(|c| c.role.audits())
        .map(|c| Ok(vec![html! { bdi { (c.name) } }, audit::last_proof(v, &c.id)?]))
        .collect::<Result<_, Complaint>>()?;
    if rows.is_empty() {
        return Ok(html! {});
    }
    let body = html! {
        (list::table(v, "", &["list-compartment", "list-proved"], &rows))
        div.toolbar { a.button href="/audit/verify" { (v.t("today-to-verify")) } }
    };
    Ok(list::part("proofs", &v.t("today-proofs"), body))
}

/// What other nodes showed and nobody has looked at yet: for whoever audits.
pub(super) fn alarms(day: &Day<'_>) -> Result<Markup, Complaint> {
    let open = alarm::unseen(day.v)?;
    let first = alarm::short(day.v, open.get(..super::ROWS).unwrap_or(&open))?;
    Ok(counted(day.v, "alarm-unseen", open.len(), || first))
}

pub(super) fn held(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    if v.may(Role::reads) && !day.attention.held.is_empty() {
        let held = &day.attention.held;
        return Ok(counted(v, "today-held", held.len(), || {
            let row = |w: &store::Waiting| {
                vec![list::person(&w.file, &w.who.1), list::code(&w.who.0), html! { code { (w.what) } }]
            };
            let rows: Vec<Vec<Markup>> = held.iter().take(super::ROWS).map(row).collect();
            list::table(v, "", &["list-name", "list-code", "list-why"], &rows)
        }));
    }
    let counts: Vec<_> = v.store().held_count(v.actor()?)?.into_iter().filter(|(_, n)| *n > 0).collect();
    let total: i64 = counts.iter().map(|(_, n)| n).sum();
    Ok(counted(v, "today-held", usize::try_from(total).unwrap_or(0), || {
        let name = |id| v.compartment(id).map(|c| c.name.clone()).unwrap_or_default();
        let rows: Vec<Vec<Markup>> =
            counts.iter().map(|(id, n)| vec![html! { bdi { (name(id)) } }, html! { (n) }]).collect();
        list::table(v, "", &["list-compartment", "list-count"], &rows)
    }))
}

pub(super) fn readings(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let mut lines = Vec::new();
    for c in v.compartments.iter().filter(|c| c.role.audits()) {
        let reads = v.store().readings(v.actor()?, &c.id, None, LAST)?;
        if !reads.is_empty() {
            lines.push(html! { h3 { bdi { (c.name) } } (audit::readings(v, &c.id, &reads)?) });
        }
    }
    if lines.is_empty() {
        return Ok(html! {});
    }
    let body = html! {
        @for line in &lines { (line) }
        p { a href="/audit" { (v.t("today-to-audit")) } }
    };
    Ok(list::part("readings", &v.t("today-readings"), body))
}
