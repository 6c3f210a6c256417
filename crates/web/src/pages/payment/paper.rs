//! Paper by code: the list of a month, receipts to sign, the card. It bears codes, months and amounts; no name of anybody,
//! no name of a house, not who printed it, and nothing that a machine reads.

use super::{amount, code, month_asked, sum_of};
use crate::edge::{Answer, shown};
use crate::frame;
use crate::pages::list as lists;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::code::LongCode;
use domain::payment::{Payment, total};
use maud::{Markup, html};
use store::payment::AccountLine;

pub(super) async fn list(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let month = month_asked(v, &asked::asked(v));
            let lines = v.store().payments_due(v.actor()?, month, "payments list")?;
            let back = format!("/payments?month={month}");
            shown(sheet(
                v,
                &v.t("payment-title"),
                &back,
                html! { h2 { (v.words.month(month)) } (table(v, &lines)) },
            ))
        })
        .await
}

fn table(v: &Viewer, lines: &[AccountLine]) -> Markup {
    let row = |line: &AccountLine, head: Markup| {
        let row = |sum: &domain::payment::Line| {
            let of = |minor| amount(v, minor, sum.currency);
            vec![head.clone(), of(sum.carried), of(sum.owed), of(sum.paid), of(sum.outstanding)]
        };
        line.lines.iter().map(row).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<Markup>> = lines.iter().flat_map(|line| row(line, code(&line.code))).collect();
    let heads = ["field-code", "payment-carried", "payment-owed", "payment-paid", "payment-outstanding"];
    let sums: Vec<Vec<Markup>> = total(lines.iter().flat_map(|line| &line.lines))
        .iter()
        .map(|sum| {
            let of = |minor| amount(v, minor, sum.currency);
            vec![
                html! { (sum.currency.key()) },
                of(sum.carried),
                of(sum.owed),
                of(sum.paid),
                of(sum.outstanding),
            ]
        })
        .collect();
    let of_all =
        ["payment-together", "payment-carried", "payment-owed", "payment-paid", "payment-outstanding"];
    html! {
        @if rows.is_empty() { p.empty { (v.t("payment-none")) } } @else {
            (lists::table(v, "", &heads, &rows))
            (lists::table(v, "", &of_all, &sums))
        }
    }
}

pub(super) async fn receipts(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let month = month_asked(v, &asked::asked(v));
            let lines = v.store().payments_due(v.actor()?, month, "payments receipts")?;
            let to_sign: Vec<(&LongCode, &Payment)> = lines
                .iter()
                .flat_map(|line| line.payments.iter().map(|p| (&line.code, p)))
                .filter(|(_, p)| p.counts() && p.acknowledged.is_none())
                .collect();
            let back = format!("/payments?month={month}");
            let body = html! {
                @if to_sign.is_empty() { p.empty { (v.t("payment-receipts-none-to-sign")) } }
                div.receipts { @for (of, payment) in to_sign { (receipt(v, of, payment)) } }
            };
            shown(sheet(v, &v.t("payment-receipts"), &back, body))
        })
        .await
}

fn receipt(v: &Viewer, of: &LongCode, payment: &Payment) -> Markup {
    let facts: [(&str, Markup); 4] = [
        ("field-code", code(of)),
        ("field-month", html! { (v.words.month(payment.paid.month)) }),
        ("field-sum", sum_of(v, payment.paid.money)),
        ("field-receipt", html! { span.code { (payment.paid.receipt) } }),
    ];
    html! {
        article.receipt {
            dl.facts { @for (key, value) in &facts { div { dt { (v.t(key)) } dd { (value) } } } }
            p.sign { (v.t("payment-sign-here")) }
        }
    }
}

pub(super) async fn card(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = v.store().account(v.actor()?, &asked::file(&file)?, "payments card")?;
            let body = html! {
                article.coded-card {
                    p.groups dir="ltr" { @for group in o.account.code.latest().groups() { span.code { (group) } " " } }
                    p { (v.t("payment-keep-this-card")) }
                }
            };
            shown(sheet(v, &v.t("payment-card"), &format!("/payments/{}", o.file), body))
        })
        .await
}

fn sheet(v: &Viewer, title: &str, back: &str, body: Markup) -> Markup {
    frame::paper(
        v,
        title,
        html! {
            h1.no-print { (title) }
            div.toolbar.no-print {
                button.button type="button" data-print { (v.t("do-print")) }
                a.button.quiet href=(back) { (v.t("do-back")) }
            }
            (body)
        },
    )
}
