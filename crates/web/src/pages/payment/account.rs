//! One account: its code, what is agreed, its months, its receipts. And the form that opens one.

use super::{act, amount, book_typed, books, code, notices, standing, sum_of};
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::code::LongCode;
use domain::compartment::Role;
use domain::indicator::Month;
use domain::payment::{Ledger, Line};
use domain::refusal::Refusal;
use maud::{Markup, html};
use store::payment::Opened;

/// Purpose of a reading for the page of an account.
const PURPOSE: &str = "payments account";
/// Months shown, up to this one: two years.
const MONTHS: usize = 24;

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = v.store().account(v.actor()?, &asked::file(&file)?, PURPOSE)?;
            shown(page(v, &o))
        })
        .await
}

fn page(v: &Viewer, o: &Opened) -> Markup {
    let title = v.t("payment-account");
    let writes = asked::may(v, &o.compartment, Role::writes);
    let body = html! {
        div.by-code {
            (notices(v, &asked::asked(v)))
            div.page-head { h1 { (title) " " (code(o.account.code.latest())) } p { (v.t("payment-account-what")) } }
            @if o.account.disputed() { div.notice.warning { p { (v.t("payment-disputed-what")) } } }
            dl.facts {
                div { dt { (v.t("payment-opened")) } dd { (v.words.day(o.account.opened)) } }
                @if let Some(ended) = &o.account.ended {
                    div { dt { (v.t("payment-ended")) } dd { @for (i, said) in ended.all().iter().enumerate() { @if i > 0 { ", " } (v.words.day(said.value)) } } }
                }
            }
            @if writes { (act::ways(v, o)) }
            (list::part("agreed", &v.t("payment-agreed"), agreed(v, o)))
            (list::wide_part("months", &v.t("payment-months"), months(v, o)))
            (list::wide_part("receipts", &v.t("payment-receipts"), payments(v, o)))
            div.toolbar {
                a.button.quiet href=(format!("/payments/{}/card", o.file)) { (v.t("payment-card")) }
                a.button.quiet href="/payments" { (v.t("do-back")) }
            }
        }
    };
    frame::page(v, &title, body)
}

fn agreed(v: &Viewer, o: &Opened) -> Markup {
    let said = o.account.agreed.iter();
    let rows: Vec<Vec<Markup>> = said
        .flat_map(|said| {
            said.all().iter().map(|a| act::agreed(v, &a.value, said.disputed())).collect::<Vec<_>>()
        })
        .collect();
    html! {
        @if rows.is_empty() { p.empty { (v.t("payment-agreed-none")) } }
        @else { (list::table(v, "", &["field-since-month", "field-until-month", "payment-a-month"], &rows)) }
    }
}

/// The last months in which anything was owed or paid, the latest first.
fn months(v: &Viewer, o: &Opened) -> Markup {
    let ledger = o.account.ledger();
    let rows: Vec<Vec<Markup>> = lines(&ledger, Month::of(v.today_in(&o.compartment)))
        .into_iter()
        .map(|(month, line)| {
            let of = |minor| amount(v, minor, line.currency);
            vec![
                html! { a href=(format!("/payments?month={month}")) { (v.words.month(month)) } },
                of(line.owed),
                of(line.paid),
                of(line.outstanding),
                html! { @if line.overpaid > 0 { strong.overpaid { (of(line.overpaid)) } } @else { "–" } },
            ]
        })
        .collect();
    let heads = ["field-month", "payment-owed", "payment-paid", "payment-outstanding", "payment-overpaid"];
    html! { @if rows.is_empty() { p.empty { (v.t("payment-months-none")) } } @else { (list::table(v, "", &heads, &rows)) } }
}

fn lines(ledger: &Ledger, this: Month) -> Vec<(Month, Line)> {
    let paid = ledger.payments.iter().map(|p| p.paid.month);
    let last = paid.clone().max().map_or(this, |month| month.max(this));
    let Some(first) = paid.chain(ledger.agreed.iter().map(|a| a.from)).min() else { return Vec::new() };
    let mut at = last;
    let mut found = Vec::new();
    while at >= first && found.len() < MONTHS {
        let of_month = ledger.month(at).into_iter().filter(|l| l.owed > 0 || l.paid > 0);
        found.extend(of_month.map(|line| (at, line)));
        match at.first().yesterday() {
            Ok(day) if Month::of(day) < at => at = Month::of(day),
            _ => break,
        }
    }
    found
}

fn payments(v: &Viewer, o: &Opened) -> Markup {
    let rows: Vec<Vec<Markup>> = o
        .account
        .payments
        .iter()
        .rev()
        .map(|p| {
            vec![
                html! { span.code { (p.paid.receipt) } },
                html! { (v.words.month(p.paid.month)) },
                sum_of(v, p.paid.money),
                html! { (v.words.day(p.paid.on)) },
                html! { (standing(v, p)) @if p.reversed.is_some() && p.acknowledged.is_some() { ", " (v.t("payment-signed-all-the-same")) } },
            ]
        })
        .collect();
    let heads = ["field-receipt", "field-month", "field-sum", "field-on", "payment-standing"];
    html! { @if rows.is_empty() { p.empty { (v.t("payment-receipts-none")) } } @else { (list::table(v, "", &heads, &rows)) } }
}

pub(super) async fn ask(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let month = Month::of(super::today(v)).to_string();
            let typed =
                Typed::default().with("since_month", month).with("currency", super::currency(v).key());
            shown(opening(v, &typed, None)?)
        })
        .await
}

pub(super) async fn open(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, record, opening).await
}

fn record(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let book = book_typed(v, typed)?;
    let code =
        typed.has("long_code").then(|| LongCode::typed("long_code", typed.get("long_code"))).transpose()?;
    let agreement = typed.has("sum").then(|| act::agreement(typed)).transpose()?;
    let (file, _) = v.store().account_opened(v.actor()?, &book.id, code, agreement)?;
    Ok(format!("/payments/{file}?done=1"))
}

fn opening(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("payment-open");
    let form = Form { viewer: v, typed, refusal };
    let all: Vec<(String, String)> =
        books(v, Role::writes).into_iter().map(|c| (c.id.to_string(), c.name.clone())).collect();
    let body = html! {
        div.by-code {
            div.page-head { h1 { (title) } p { (v.t("payment-open-what")) } }
            (form.errors())
            @if all.is_empty() { p.empty { (v.t("payment-no-book")) } } @else {
                form.stack method="post" action="/payments/open" {
                    div.fields {
                        @if all.len() > 1 { (form.choose("book", "medium", None, &all)) }
                        (form.line("long_code", "medium"))
                        (act::agreement_fields(&form))
                    }
                    div.toolbar {
                        button.button type="submit" { (v.t("payment-open")) }
                        a.button.quiet href="/payments" { (v.t("do-cancel")) }
                    }
                }
            }
        }
    };
    Ok(frame::page(v, &title, body))
}
