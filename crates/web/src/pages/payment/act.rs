//! What is written on an account, one form for each act: money handed over, a receipt that came back, a payment that does
//! not count, what is owed from a month on, the end. No field of them takes words.

use super::{code, sum_of};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::compartment::Role;
use domain::indicator::Month;
use domain::payment::{Agreement, Currency, Money, Payment, Receipt, Reversal, month};
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use store::Problem;
use store::payment::Opened;

/// What can be written.
pub(crate) const ACTS: [&str; 5] = ["pay", "acknowledge", "reverse", "agree", "end"];
/// Purpose of a reading for a form.
const PURPOSE: &str = "payments account";

pub(super) async fn ask(viewer: Viewer, Path((file, act)): Path<(String, String)>) -> Answer {
    viewer
        .run(move |v| {
            let o = writable(v, &file, &act)?;
            let typed = begin(v, &o, asked::asked(v));
            shown(page(v, &o, &act, &typed, None))
        })
        .await
}

pub(super) async fn take(viewer: Viewer, Path((file, act)): Path<(String, String)>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let mut o = writable(v, &file, &act)?;
            let typed = Typed::parse(&body);
            // What somebody agreed or ended meanwhile was not seen on the page that this was typed on.
            if typed.has("heads") {
                o.heads = typed.heads();
            }
            match taken(v, &o, &act, &typed) {
                Ok(done) => onward(&format!("/payments/{}?{done}", o.file)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &o, &act, &typed, Some(&refusal)))
                        .into_response())
                }
            }
        })
        .await
}

fn writable(v: &Viewer, file: &str, act: &str) -> Result<Opened, Complaint> {
    if !ACTS.contains(&act) {
        return Err(Complaint::unknown());
    }
    let o = v.store().account(v.actor()?, &asked::file(file)?, PURPOSE)?;
    asked::must(v, &o.compartment, Role::writes)?;
    Ok(o)
}

/// What stands in the fields at first: today, this month, what is agreed for it.
fn begin(v: &Viewer, o: &Opened, query: Typed) -> Typed {
    let today = v.today_in(&o.compartment);
    let ledger = o.account.ledger();
    let due = month("month", query.get("month")).unwrap_or_else(|_| Month::of(today));
    let money = ledger.agreed_for(due).map(|a| a.money);
    let currency = money.map_or_else(|| super::currency(v), |m| m.currency);
    query
        .with("on", today.to_string())
        .with("came_back", today.to_string())
        .with("month", due.to_string())
        .with("since_month", Month::of(today).to_string())
        .with("sum", money.map(|m| format!("{}.{:02}", m.minor / 100, m.minor % 100)).unwrap_or_default())
        .with("currency", currency.key())
}

fn page(v: &Viewer, o: &Opened, act: &str, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let title = v.t(&format!("payment-act-{act}"));
    let form = Form { viewer: v, typed, refusal };
    let body = html! {
        div.by-code {
            div.page-head { h1 { (title) } p { (code(o.account.code.latest())) } }
            (form.errors())
            form.stack method="post" action=(format!("/payments/{}/{act}", o.file)) {
                (Form::heads(&o.heads))
                div.fields { (fields(v, o, act, &form)) }
                div.toolbar {
                    button.button type="submit" { (v.t("do-record")) }
                    a.button.quiet href=(format!("/payments/{}", o.file)) { (v.t("do-cancel")) }
                }
            }
        }
    };
    frame::page(v, &title, body)
}

fn fields(v: &Viewer, o: &Opened, act: &str, form: &Form<'_>) -> Markup {
    match act {
        "pay" => payment_fields(form),
        "acknowledge" => html! {
            (form.choose("receipt", "wide", None, &receipts(v, o, |p| p.counts() && p.acknowledged.is_none())))
            (list::calendar(form, "came_back", "field-came-back", "date", None))
        },
        "reverse" => html! {
            (form.choose("receipt", "wide", None, &receipts(v, o, Payment::counts)))
            (form.choose("reversal", "medium", None, &worded(v, "payment-reversal", Reversal::ALL.map(Reversal::key))))
        },
        "agree" => agreement_fields(form),
        _ => list::calendar(form, "on", "field-on", "date", None),
    }
}

/// The receipts of an account that may be chosen: number, month, amount.
fn receipts(v: &Viewer, o: &Opened, may: impl Fn(&Payment) -> bool) -> Vec<(String, String)> {
    let words = |p: &Payment| {
        let (month, sum) = (
            v.words.month(p.paid.month),
            v.words.amount(u64::from(p.paid.money.minor), p.paid.money.currency),
        );
        (p.paid.receipt.plain(), format!("{} · {month} · {sum}", p.paid.receipt))
    };
    o.account.payments.iter().filter(|p| may(p)).map(words).collect()
}

/// The fields of money handed over for a month.
pub(super) fn payment_fields(form: &Form<'_>) -> Markup {
    html! {
        (list::calendar(form, "month", "field-month", "month", None))
        (money_fields(form))
        (list::calendar(form, "on", "field-on", "date", None))
        (form.tick("all_the_same"))
    }
}

/// The fields of what is owed from a month on.
pub(super) fn agreement_fields(form: &Form<'_>) -> Markup {
    html! {
        (money_fields(form))
        (list::calendar(form, "since_month", "field-since-month", "month", None))
        (list::calendar(form, "until_month", "field-until-month", "month", None))
    }
}

fn money_fields(form: &Form<'_>) -> Markup {
    let currencies: Vec<(String, String)> =
        Currency::ALL.iter().map(|c| (c.key().to_string(), c.key().to_string())).collect();
    html! {
        (form.input("sum", "short", "text", &[("inputmode", "decimal")]))
        (form.choose("currency", "short", None, &currencies))
    }
}

/// Month, amount and day of money handed over, as typed.
pub(super) fn handed_over(typed: &Typed) -> Result<(Month, Money, Date), Refusal> {
    let of = month("month", typed.get("month"))?;
    let money = Money::typed(typed.get("sum"), typed.get("currency"))?;
    Ok((of, money, asked::day("on", typed)?))
}

/// What is owed from a month on, as typed.
pub(super) fn agreement(typed: &Typed) -> Result<Agreement, Refusal> {
    let money = Money::typed(typed.get("sum"), typed.get("currency"))?;
    let from = month("since_month", typed.get("since_month"))?;
    let until =
        typed.has("until_month").then(|| month("until_month", typed.get("until_month"))).transpose()?;
    Ok(Agreement { money, from, until })
}

/// A refusal of the day on which a receipt came back, under the name of its field.
pub(super) fn of_came_back(problem: Problem) -> Problem {
    match problem {
        Problem::Refused(refusal) if refusal.field == "on" => {
            Problem::Refused(Refusal { field: "came_back", ..refusal })
        }
        other => other,
    }
}

/// Writes it; answers with what the account's page says of it.
fn taken(v: &Viewer, o: &Opened, act: &str, typed: &Typed) -> Result<String, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    let receipt = || Receipt::typed("receipt", typed.get("receipt"));
    match act {
        "pay" => {
            let receipt = store.pay(actor, o, handed_over(typed)?, typed.has("all_the_same"))?;
            return Ok(format!("receipt={}", receipt.plain()));
        }
        "acknowledge" => {
            let on = asked::day("came_back", typed)?;
            store.receipt_acknowledged(actor, o, receipt()?, on).map_err(of_came_back)?;
        }
        "reverse" => {
            let why = Reversal::parse(typed.get("reversal"));
            let why = why.ok_or_else(|| refuse("reversal", typed.get("reversal"), Why::Missing))?;
            store.payment_reversed(actor, o, receipt()?, why)?;
        }
        "agree" => store.payment_agreed(actor, o, agreement(typed)?)?,
        _ => store.account_ended(actor, o, asked::day("on", typed)?)?,
    }
    Ok("done=1".into())
}

/// The ways to the acts that an account may have, with what each is about.
pub(super) fn ways(v: &Viewer, o: &Opened) -> Markup {
    let counting = || o.account.payments.iter().filter(|p| p.counts());
    let may = |act: &str| match act {
        "acknowledge" => counting().any(|p| p.acknowledged.is_none()),
        "reverse" => counting().next().is_some(),
        "agree" | "end" => o.account.ended.is_none(),
        _ => true,
    };
    html! {
        div.toolbar.no-print {
            @for act in ACTS.into_iter().filter(|act| may(act)) {
                a.button.quiet href=(format!("/payments/{}/{act}", o.file)) { (v.t(&format!("payment-act-{act}"))) }
            }
        }
    }
}

/// What was agreed, each with its span; two that were said at once both.
pub(super) fn agreed(v: &Viewer, agreement: &Agreement, disputed: bool) -> Vec<Markup> {
    vec![
        html! { (v.words.month(agreement.from)) @if disputed { " " span.status data-status="refused" { (v.t("payment-disputed")) } } },
        html! { @match agreement.until { Some(until) => (v.words.month(until)), None => "–" } },
        sum_of(v, agreement.money),
    ]
}
